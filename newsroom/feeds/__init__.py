"""Feeds of stories in Atom and RSS: of all, of a search, of a person, country, organisation."""
