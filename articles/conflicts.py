"""Two fillings of one form, what differs between them, and what becomes of it; no database here.

A filling is what a browser posts: names and values. "Mine" was typed, "theirs" is the story as
it is now, and the base, where it is known, is the story as it was when the form was opened.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

Pairs = Iterable[Iterable[str]]
Values = dict[str, list[str]]
Side = Literal["mine", "theirs"]
MINE: Side = "mine"
THEIRS: Side = "theirs"

KEY, DELETED, STORY = "id", "DELETE", "article"
_MANAGEMENT = ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")
# What a form says about itself and not about the story.
CONTROLS = frozenset({"csrfmiddlewaretoken", "version"})


@dataclass
class Filling:
    """A filled form: the fields of the story, and the rows of each part in their order."""

    fields: Values = field(default_factory=dict)
    rows: dict[str, list[Values]] = field(default_factory=dict)

    def row(self, part: str, key: str) -> Values | None:
        """The row with this key, if it is there and not to be deleted."""
        found = (row for row in self.rows.get(part, []) if key_of(row) == key)
        return next((row for row in found if DELETED not in row), None)


@dataclass(frozen=True, eq=False)
class Difference:
    """One field of the story (part is empty), or one row of a part, that is not the same.

    name: the field, or the key of the row; of a row that was added, its number among mine.
    mine, theirs: None for a row that is not there. settled: which side has changed it, where
    only one has; else None, and somebody must choose.
    """

    part: str
    name: str
    mine: Values | None
    theirs: Values | None
    settled: Side | None

    @property
    def choice(self) -> str:
        """The name under which the page asks which side is meant."""
        return f"choose:{self.part}:{self.name}"


def read(pairs: Pairs) -> Filling:
    """What was posted, in order; empty rows that nobody has filled in are left out later."""
    values: Values = {}
    for name, value in pairs:
        values.setdefault(name, []).append(value.replace("\r\n", "\n"))
    parts = [name[: -len("-TOTAL_FORMS")] for name in values if name.endswith("-TOTAL_FORMS")]
    filling = Filling(rows={part: [] for part in parts})
    numbered: dict[tuple[str, int], Values] = {}
    row_name = re.compile(rf"({'|'.join(map(re.escape, parts))})-(\d+)-(.+)") if parts else None
    for name, given in values.items():
        cell = row_name.fullmatch(name) if row_name else None
        if cell and (cell[3] == STORY or (cell[3] == DELETED and not any(given))):
            continue  # the story is that of the form; and what is not ticked says nothing
        if cell:
            numbered.setdefault((cell[1], int(cell[2])), {})[cell[3]] = given
        elif not (name.startswith("_") or name in CONTROLS or _is_about_rows(name, parts)):
            filling.fields[name] = given
    for (part, _number), row in sorted(numbered.items(), key=lambda item: item[0]):
        filling.rows[part].append(row)
    return filling


def _is_about_rows(name: str, parts: list[str]) -> bool:
    part, _dash, rest = name.rpartition("-")
    return "__prefix__" in name or (part in parts and rest in _MANAGEMENT)


def differences(mine: Filling, theirs: Filling, base: Filling | None) -> list[Difference]:
    """Everything in which the two differ; a row that both added counts once."""
    found = []
    for name in dict.fromkeys([*theirs.fields, *mine.fields]):
        ours, other = mine.fields.get(name, []), theirs.fields.get(name, [])
        if not same(ours, other):
            side = _changed(ours, other, base.fields.get(name, []) if base else None)
            found.append(Difference("", name, {name: ours}, {name: other}, side))
    for part in theirs.rows:
        found += _rows_apart(part, mine, theirs, base)
    return found


def _rows_apart(
    part: str, mine: Filling, theirs: Filling, base: Filling | None
) -> Iterable[Difference]:
    known = {key_of(row) for row in mine.rows.get(part, [])}
    for other in theirs.rows[part]:
        key = key_of(other)
        if key not in known:
            continue  # added by them since: it stays
        ours = mine.row(part, key)
        if ours is None or not same_row(ours, other):
            before = base.row(part, key) if base else None
            yield Difference(part, key, ours, other, _changed_row(ours, other, before))
    added = [row for row in theirs.rows[part] if key_of(row) not in known]
    for number, ours in enumerate(mine.rows.get(part, [])):
        if DELETED in ours or theirs.row(part, key_of(ours)):
            continue
        if key_of(ours):  # they have deleted it
            before = base.row(part, key_of(ours)) if base else None
            untouched = before is not None and same_row(ours, before)
            yield Difference(part, key_of(ours), ours, None, THEIRS if untouched else None)
        elif not any(same_row(ours, row) for row in added):
            yield Difference(part, f"new{number}", ours, None, MINE)


def resolve(
    mine: Filling, theirs: Filling, found: list[Difference], choices: Mapping[str, Side]
) -> list[tuple[str, str]]:
    """What to post over the story as it is now; of what was not chosen, theirs stays.

    choices: by the name of the choice; a difference that is settled needs none.
    """
    chosen = {one: choices.get(one.choice) or one.settled or THEIRS for one in found}
    fields = {**mine.fields, **theirs.fields}
    rows = {part: [dict(row) for row in given] for part, given in theirs.rows.items()}
    for one in (one for one, side in chosen.items() if side == MINE):
        if not one.part:
            fields[one.name] = (one.mine or {})[one.name]
            continue
        place = next((row for row in rows[one.part] if key_of(row) == one.name), None)
        if place is None:
            rows[one.part].append(without_key(one.mine or {}))
        elif one.mine is None:
            place[DELETED] = ["on"]
        else:
            place |= one.mine
            # What is not ticked is not posted.
            for name in place.keys() - one.mine.keys():
                del place[name]
    return _posted(fields, rows)


def _posted(fields: Values, rows: dict[str, list[Values]]) -> list[tuple[str, str]]:
    pairs = [(name, value) for name, given in fields.items() for value in given]
    for part, given in rows.items():
        stored = sum(1 for row in given if key_of(row))
        counts = (str(len(given)), str(stored), "0", "1000")
        pairs += zip((f"{part}-{name}" for name in _MANAGEMENT), counts, strict=True)
        # The rows that are stored come first: that is how their number is understood.
        for number, row in enumerate(sorted(given, key=lambda row: not key_of(row))):
            pairs += [(f"{part}-{number}-{n}", v) for n, values in row.items() for v in values]
    return pairs


def key_of(row: Values) -> str:
    """The key of a row that is stored; empty for a new one."""
    return next(iter(row.get(KEY, [])), "")


def without_key(row: Values) -> Values:
    """The row as a new one."""
    return {**row, KEY: [""]}


def same(one: list[str], other: list[str]) -> bool:
    """Whether two fields say the same; a field that is not there says nothing."""
    return _told(one) == _told(other)


def same_row(one: Values, other: Values) -> bool:
    """Whether two rows say the same, whatever their keys."""
    names = (one.keys() | other.keys()) - {KEY, DELETED}
    return all(same(one.get(name, []), other.get(name, [])) for name in names)


def _told(values: list[str]) -> list[str]:
    return [value for value in (value.strip() for value in values) if value]


def _changed(mine: list[str], theirs: list[str], base: list[str] | None) -> Side | None:
    if base is None:
        return None
    if same(mine, base):
        return THEIRS
    return MINE if same(theirs, base) else None


def _changed_row(mine: Values | None, theirs: Values, base: Values | None) -> Side | None:
    if base is None:
        return None
    if mine is not None and same_row(mine, base):
        return THEIRS
    return MINE if same_row(theirs, base) else None
