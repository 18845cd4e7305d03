"""The French catalogue: compiled when its .po file is newer, and checked for gaps."""

import sys
from collections.abc import Sequence
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

FRENCH = Path(__file__).resolve().parent / "locale" / "fr" / "LC_MESSAGES" / "django.po"


def compile_catalogue(source: Path = FRENCH) -> bool:
    """Write the .mo file beside `source` unless it is up to date; tell whether it was written."""
    compiled = source.with_suffix(".mo")
    if not source.exists():
        return False
    if compiled.exists() and compiled.stat().st_mtime_ns >= source.stat().st_mtime_ns:
        return False
    with source.open("rb") as read:
        catalogue = read_po(read, locale="fr")
    # Renamed into place: a process that starts meanwhile reads the old file or the new one.
    unfinished = compiled.with_suffix(".mo.new")
    with unfinished.open("wb") as written:
        write_mo(written, catalogue)
    unfinished.replace(compiled)
    return True


def gaps(source: Path = FRENCH) -> list[str]:
    """Return the texts of `source` without a French form, or with one nobody has confirmed."""
    with source.open("rb") as read:
        catalogue = read_po(read, locale="fr")
    return [
        str(message.id)
        for message in catalogue
        if message.id and (message.fuzzy or not all(_forms(message.string)))
    ]


def main(arguments: Sequence[str]) -> int:
    """Compile or check the catalogue from the command line."""
    if list(arguments) == ["compile"]:
        compile_catalogue()
        return 0
    if list(arguments) == ["check"]:
        missing = gaps()
        print("".join(f"not in French: {text}\n" for text in missing), end="")
        return 1 if missing else 0
    print("usage: python -m newsroom.catalogue compile|check", file=sys.stderr)
    return 2


def _forms(text: str | Sequence[str] | None) -> tuple[str | None, ...]:
    return (text,) if text is None or isinstance(text, str) else tuple(text)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
