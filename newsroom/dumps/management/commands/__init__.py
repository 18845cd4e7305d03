"""Commands of the dumps: dump."""
