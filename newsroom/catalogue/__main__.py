"""The command line of the catalogue: python -m newsroom.catalogue update|check|compile."""

import sys
from collections.abc import Sequence

from babel.messages.catalog import Catalog

from newsroom.catalogue.faults import faults
from newsroom.catalogue.po import (
    FRENCH,
    compile_catalogue,
    po_text,
    read_catalogue,
    write_catalogue,
)
from newsroom.catalogue.sources import collect


def updated(texts: Catalog) -> Catalog:
    """The French catalogue with these texts of the sources, and no others."""
    catalogue = read_catalogue(FRENCH)
    # No guesses from similar texts: a wrong one is read past, a missing one is not.
    catalogue.update(texts, no_fuzzy_matching=True, update_header_comment=False)
    return catalogue


def main(arguments: Sequence[str]) -> int:
    """Collect new texts, check the French, or compile it; 1 when the check finds something."""
    match list(arguments):
        case ["update"]:
            write_catalogue(updated(collect()), FRENCH)
        case ["check"]:
            texts = collect()
            found = faults(read_catalogue(FRENCH), texts)
            if not found and po_text(updated(texts)) != FRENCH.read_text(encoding="utf-8"):
                found = ["the places of texts in the catalogue are old (make messages)"]
            print("".join(f"{fault}\n" for fault in found), end="")
            return 1 if found else 0
        case ["compile"]:
            compile_catalogue()
        case _:
            print("usage: python -m newsroom.catalogue update|check|compile", file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
