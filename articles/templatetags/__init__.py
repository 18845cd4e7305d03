"""Template tags for the pages of stories."""
