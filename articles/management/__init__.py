"""Commands of the stories' record."""
