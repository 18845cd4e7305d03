"""The one error of the launcher, printed as a single message without a traceback."""


class PostgresError(Exception):
    """A server cannot be found, started or reached; the text tells the reader what to do."""
