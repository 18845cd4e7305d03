"""Migrations of the actors."""
