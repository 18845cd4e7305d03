"""What an import did: how many rows of each kind, and remarks with their place in the file."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum


class Outcome(StrEnum):
    """What became of one row of the file."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    KEPT = "kept"  # the file differs, but the newsroom has worked on the record since
    REJECTED = "rejected"


@dataclass(frozen=True)
class Remark:
    """A sentence about one place of the file: "line 12", or a JSON pointer (RFC 6901)."""

    place: str
    reason: str

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}"


@dataclass
class Report:
    """The counts by kind of row; the rejected rows; and what an editor should look at."""

    counts: dict[str, Counter[Outcome]] = field(default_factory=dict)
    rejects: list[Remark] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def count(self, kind: str, outcome: Outcome, number: int = 1) -> None:
        """Add so many rows of a kind ("people", "articles" …)."""
        self.counts.setdefault(kind, Counter())[outcome] += number

    def reject(self, kind: str, place: str, reason: str) -> None:
        """Say that a row was left out, and why."""
        self.count(kind, Outcome.REJECTED)
        self.rejects.append(Remark(place, reason))

    def remark(self, place: str, reason: str) -> None:
        """Say something about a row that went in."""
        self.remarks.append(Remark(place, reason))

    def total(self, outcome: Outcome) -> int:
        """Rows of all kinds with this outcome."""
        return sum(counter[outcome] for counter in self.counts.values())

    def summary(self) -> list[str]:
        """One line for each kind: "people: 147 created, 0 updated, 0 unchanged, 0 rejected"."""
        return [
            f"{kind}: " + ", ".join(f"{counter[outcome]} {outcome}" for outcome in Outcome)
            for kind, counter in self.counts.items()
        ]
