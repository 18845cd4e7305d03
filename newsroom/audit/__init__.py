"""Who did what, kept so that a change to what was kept shows. Knows no subject."""
