"""Loads stories from files."""
