"""What partners may have instead of JSON: ninjs, JSON-LD, feeds, calendars, FtM, OAI-PMH."""
