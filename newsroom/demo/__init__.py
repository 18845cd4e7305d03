"""The demo archive: its records and its accounts."""
