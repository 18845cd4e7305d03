"""SQL that migrations run; each file can be run again after a change."""

from importlib.resources import files

from django.db.migrations import RunSQL


def run(name: str) -> RunSQL:
    """A migration operation that runs one of the files beside this module."""
    return RunSQL(files(__name__).joinpath(f"{name}.sql").read_text("utf-8"), RunSQL.noop)
