"""Lists of the desk as files: which columns each has, and how each format is written."""
