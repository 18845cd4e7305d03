"""Commands of the actors' record."""
