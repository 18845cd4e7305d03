"""Migrations of the partners."""
