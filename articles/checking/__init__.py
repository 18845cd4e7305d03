"""What is to be seen to before a story goes out: what keeps it in, and what only warns."""

from articles.checking.check import Check, Level
from articles.checking.run import blocking, checks

__all__ = ["Check", "Level", "blocking", "checks"]
