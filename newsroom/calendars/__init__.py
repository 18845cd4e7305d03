"""Meetings as calendars that programs subscribe to: all, of a person, country or organisation."""
