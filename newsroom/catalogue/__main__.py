"""The command line of the catalogue: python -m newsroom.catalogue update|check|compile."""

import sys
from collections.abc import Sequence

from newsroom.catalogue.faults import faults
from newsroom.catalogue.po import FRENCH, compile_catalogue, read_catalogue, write_catalogue
from newsroom.catalogue.sources import collect


def main(arguments: Sequence[str]) -> int:
    """Collect new texts, check the French, or compile it; 1 when the check finds something."""
    match list(arguments):
        case ["update"]:
            catalogue = read_catalogue(FRENCH)
            # No guesses from similar texts: a wrong one is read past, a missing one is not.
            catalogue.update(collect(), no_fuzzy_matching=True, update_header_comment=False)
            write_catalogue(catalogue, FRENCH)
        case ["check"]:
            found = faults(read_catalogue(FRENCH), collect())
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
