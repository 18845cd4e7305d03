"""Judges that nobody here wrote: the W3C's Nu HTML checker, Lighthouse, FollowTheMoney's model."""
