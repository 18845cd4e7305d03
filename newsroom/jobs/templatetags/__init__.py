"""Template tags of the jobs page: how numbers are written."""
