"""Template tags that every package uses."""
