"""Migrations of the dumps."""
