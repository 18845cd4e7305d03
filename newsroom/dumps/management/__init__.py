"""Commands of the dumps."""
