"""Spreads tests over workers: what the tests of a module share is made once, by one worker.

The marks of groups that xdist 3.8 has for this are without effect since pytest 9.2, whose tests
do not take their names from where xdist writes the group.
"""

from functools import cache
from pathlib import Path

from xdist.scheduler import LoadScopeScheduling

SHARES = 'scope="module"'


class Spreading(LoadScopeScheduling):
    """Files that share something go to one worker as a whole, first; every other test alone."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return file if shares(self.config.rootpath / file) else nodeid


@cache
def shares(path: Path) -> bool:
    """Whether the tests in a file share something that is dear to make."""
    return SHARES in path.read_text()
