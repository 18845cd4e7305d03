"""Mappings: which member of a foreign row becomes which field of ours."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from articles.importers.record import FIELDS, SOURCE_FIELDS, BadRecord

SHIPPED = Path(__file__).parent / "mappings"
TARGETS = {*FIELDS, *(f"source.{name}" for name in SOURCE_FIELDS)} - {"source"}
# member.member, member[0] (one of a list), member[1:] (the list from there on)
_PATH = re.compile(r"(?P<members>[^\[\].]+(?:\.[^\[\].]+)*)(?:\[(?P<start>\d+)(?P<rest>:)?\])?")


class BadMapping(ValueError):
    """The mapping itself is wrong; the message says where."""


@dataclass(frozen=True)
class Mapping:
    """How rows of one source become ours.

    fields: path in the foreign row, by our field. constants: value by our field, the same for
    all rows. ignored: members that are left out on purpose; any other is an error of the row.
    """

    fields: dict[str, str]
    constants: dict[str, Any]
    ignored: frozenset[str]

    def apply(self, row: dict[str, Any]) -> dict[str, Any]:
        """The row in our fields; BadRecord for a member that the mapping does not know."""
        used = {_split(path)[0][0] for path in self.fields.values()}
        if unknown := sorted(row.keys() - used - self.ignored):
            raise BadRecord(_("Unknown member: %(names)s.") % {"names": ", ".join(unknown)})
        record: dict[str, Any] = {}
        for field, value in self.constants.items():
            _put(record, field, value)
        for field, path in self.fields.items():
            if (value := _get(row, path)) is not None:
                _put(record, field, value)
        return record


def load(name: str) -> Mapping:
    """The mapping in a JSON file, or one that comes with the archive ("wikinews")."""
    shipped = SHIPPED / f"{name}.json"
    path = shipped if re.fullmatch(r"[\w-]+", name) and shipped.is_file() else Path(name)
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        known = ", ".join(sorted(file.stem for file in SHIPPED.glob("*.json")))
        raise BadMapping(
            _("%(name)s: %(error)s. Mappings of the archive: %(known)s.")
            % {"name": name, "error": error, "known": known}
        ) from error
    return parse(content)


def parse(content: Any) -> Mapping:
    """The mapping that a JSON value describes; see docs/import.md."""
    if not isinstance(content, dict) or content.keys() - {
        "about",
        "fields",
        "constants",
        "ignored",
    }:
        raise BadMapping(_("A mapping has the members about, fields, constants and ignored."))
    fields, constants = content.get("fields", {}), content.get("constants", {})
    if not isinstance(fields, dict) or not isinstance(constants, dict):
        raise BadMapping(_("“fields” and “constants” are objects."))
    if unknown := sorted((fields.keys() | constants.keys()) - TARGETS):
        raise BadMapping(_("Unknown field: %(names)s.") % {"names": ", ".join(unknown)})
    for path in fields.values():
        _split(path)
    return Mapping(fields, constants, frozenset(content.get("ignored", ())))


def _split(path: Any) -> tuple[list[str], slice | int | None]:
    match = _PATH.fullmatch(path) if isinstance(path, str) else None
    if not match:
        raise BadMapping(_("Not a path: %(path)s.") % {"path": path})
    part: slice | int | None = None
    if match["start"]:
        part = slice(int(match["start"]), None) if match["rest"] else int(match["start"])
    return match["members"].split("."), part


def _get(row: dict[str, Any], path: str) -> Any:
    members, part = _split(path)
    value: Any = row
    for member in members:
        value = value.get(member) if isinstance(value, dict) else None
    if part is None or value is None:
        return value
    if not isinstance(value, list):
        raise BadRecord(_("“%(member)s” is not a list.") % {"member": ".".join(members)})
    if isinstance(part, int):
        return value[part] if part < len(value) else None
    return value[part]


def _put(record: dict[str, Any], field: str, value: Any) -> None:
    outer, _dot, inner = field.partition(".")
    if inner:
        record.setdefault(outer, {})[inner] = value
    else:
        record[outer] = value
