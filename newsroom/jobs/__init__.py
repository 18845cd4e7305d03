"""Jobs on Postgres: what waits, runs and failed, shown to operators. Knows no subject."""
