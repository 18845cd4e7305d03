"""Judges of pages that nobody here wrote: the W3C's Nu HTML checker, and Lighthouse."""
