"""Runs a command with a real Postgres behind DATABASE_URL; standard library only."""
