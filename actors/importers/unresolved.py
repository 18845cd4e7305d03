"""What an import met and could not find in the record, counted by how it is printed."""

import csv
from dataclasses import dataclass, field
from pathlib import Path

LINES_KEPT = 10


@dataclass
class Case:
    """A string that was not resolved: how often, and the first lines on which it stands."""

    count: int = 0
    lines: list[int] = field(default_factory=list)


@dataclass
class Unresolved:
    """By what was looked for (country, place, person …), why it failed, and how it is printed.

    It grows with the number of different strings, not with the file.
    """

    cases: dict[tuple[str, str, str], Case] = field(default_factory=dict)

    def add(self, kind: str, printed: str, reason: str, line: int) -> None:
        """Count a string that was not resolved."""
        case = self.cases.setdefault((kind, str(reason), printed), Case())
        case.count += 1
        if len(case.lines) < LINES_KEPT:
            case.lines.append(line)

    def summary(self, most: int) -> list[str]:
        """For each kind and reason its total, then the strings that stand most often."""
        groups: dict[tuple[str, str], list[tuple[str, Case]]] = {}
        for (kind, reason, printed), case in self.cases.items():
            groups.setdefault((kind, reason), []).append((printed, case))
        said = []
        for (kind, reason), found in sorted(groups.items()):
            found.sort(key=lambda pair: (-pair[1].count, pair[0]))
            total = sum(case.count for _printed, case in found)
            said.append(f"unresolved {kind}: {total} ({len(found)} different). {reason}")
            said += [f"    {_line(printed, case)}" for printed, case in found[:most]]
            if len(found) > most:
                said.append(f"    … {len(found) - most}")
        return said

    def write(self, path: Path) -> None:
        """All of it as a CSV file: kind, reason, printed, count, first lines."""
        with path.open("w", encoding="utf-8", newline="") as file:
            out = csv.writer(file)
            out.writerow(["kind", "reason", "printed", "count", "lines"])
            for (kind, reason, printed), case in sorted(self.cases.items()):
                out.writerow([kind, reason, printed, case.count, " ".join(map(str, case.lines))])


def _line(printed: str, case: Case) -> str:
    more = " …" if case.count > len(case.lines) else ""
    return f"{case.count} × {printed} (line {', '.join(map(str, case.lines))}{more})"
