"""Files of stories, whatever their format, as rows in the archive's own fields."""
