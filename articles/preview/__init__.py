"""A story that is not out, as readers would see it: for the desk, and for who has a link."""
