"""Migrations of the pull audit."""
