"""A map: the part of the world in which some places lie, and the marks and names on it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate
from math import sqrt

from actors.graphics.earth import WORLD, Point, project

# The part of the world that a whole map shows: no ice, and nobody meets north of Svalbard.
TOP, BOTTOM = project(0, 80).y, project(0, -56).y
# Width to height, of a whole map and of a part.
WHOLE, PART = 2.0, 1.5
# The least part of the world that is shown, in units: some 3,000 km.
LEAST = 620.0
# Room around the outermost places, in parts of the whole.
ROOM = 0.16
# Widths in pixels between which names must not touch one another.
NARROW, BROAD = 290, 1200
NAMES = 10
CHARACTER, LINE = 6.4, 14

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Spot:
    """A place to show: how often something happened there."""

    name: str
    longitude: float
    latitude: float
    count: int = 1


@dataclass(frozen=True)
class Mark:
    """A circle with perhaps a name: in parts of a hundred, its size and offsets in pixels."""

    x: float
    y: float
    radius: float
    name: str = ""
    anchor: str = ""
    dx: float = 0
    dy: float = 0


@dataclass(frozen=True)
class Shape:
    """The outline of a country, of which `key` is the ISO number."""

    key: str
    path: str


@dataclass(frozen=True)
class View:
    """The whole picture: a part of the world, its countries, and marks in the order given."""

    box: Box
    shapes: tuple[Shape, ...]
    marks: tuple[Mark, ...]

    @property
    def view_box(self) -> str:
        return " ".join(f"{value:.0f}" for value in self.box)

    @property
    def is_whole(self) -> bool:
        """Whether it shows the world, and so is wider."""
        return self.box[2] >= WORLD


def view(spots: Sequence[Spot]) -> View:
    """The map of these places."""
    points = [project(spot.longitude, spot.latitude) for spot in spots]
    box = _window(points)
    left, top, width, height = box
    most = max((spot.count for spot in spots), default=1)
    marks = [
        Mark(
            round((point.x - left) / width * 100, 2),
            round((point.y - top) / height * 100, 2),
            round(3 + 8 * sqrt(spot.count / most), 1) if most > 1 else 5.0,
        )
        for point, spot in zip(points, spots, strict=True)
    ]
    named = _named(spots, marks, width / height)
    return View(box, tuple(_shapes(box)), tuple(named))


def _window(points: Sequence[Point]) -> Box:
    """The part of the world with all the points, in one of the two proportions."""
    whole = (-WORLD / 2, (TOP + BOTTOM - WORLD / WHOLE) / 2, float(WORLD), WORLD / WHOLE)
    if not points:
        return whole
    left, right = min(p.x for p in points), max(p.x for p in points)
    top, bottom = min(p.y for p in points), max(p.y for p in points)
    room = 1 + 2 * ROOM
    width = max((right - left) * room, (bottom - top) * room * PART, LEAST)
    if width > WORLD / 2:
        return whole
    height = width / PART
    x = (left + right - width) / 2
    y = (top + bottom - height) / 2
    return (x, y, width, height)


@cache
def _parts() -> tuple[tuple[str, str, Box], ...]:
    """Every island and mainland: its country, its path, and what it lies within."""
    text = files("actors.graphics").joinpath("data/world.tsv").read_text()
    rows = (row.split("\t") for row in text.splitlines())
    return tuple(
        (key, f"M{part}", _bounds(part)) for key, path in rows for part in path.split("M") if part
    )


def _bounds(part: str) -> Box:
    start, steps = part.rstrip("z").split("l")
    x, y = map(int, re.findall(r"-?\d+", start))
    numbers = [int(number) for number in re.findall(r"-?\d+", steps)]
    xs = list(accumulate(numbers[::2], initial=x))
    ys = list(accumulate(numbers[1::2], initial=y))
    return min(xs), min(ys), max(xs), max(ys)


def _shapes(box: Box) -> Iterator[Shape]:
    """What of each country lies in the window."""
    left, top, width, height = box
    found: dict[str, str] = {}
    for key, path, (x1, y1, x2, y2) in _parts():
        if x1 < left + width and x2 > left and y1 < top + height and y2 > top:
            found[key] = found.get(key, "") + path
    yield from (Shape(key, path) for key, path in found.items())


def _named(spots: Sequence[Spot], marks: Sequence[Mark], proportion: float) -> Iterable[Mark]:
    """The marks, the largest with their names where these touch nothing at any width."""
    found = list(marks)
    taken = [[_circle(mark, width, proportion) for mark in marks] for width in (NARROW, BROAD)]
    named = 0
    for n in sorted(range(len(marks)), key=lambda n: (-spots[n].count, spots[n].name)):
        if named == NAMES:
            break
        for candidate in _candidates(marks[n], spots[n].name):
            boxes = [_label(candidate, width, proportion) for width in (NARROW, BROAD)]
            if all(
                _fits(box, width, proportion)
                and not any(_touch(box, other) for m, other in enumerate(others) if m != n)
                for box, others, width in zip(boxes, taken, (NARROW, BROAD), strict=True)
            ):
                found[n] = candidate
                named += 1
                for box, others in zip(boxes, taken, strict=True):
                    others.append(box)
                break
    return found


def _candidates(mark: Mark, name: str) -> Iterator[Mark]:
    """The mark with its name on each side."""
    away = mark.radius + 3
    for anchor, dx, dy in (
        ("start", away, 4.0),
        ("end", -away, 4.0),
        ("middle", 0.0, -away - 2),
        ("middle", 0.0, away + 10),
    ):
        yield Mark(mark.x, mark.y, mark.radius, name, anchor, dx, dy)


def _label(mark: Mark, width: float, proportion: float) -> Box:
    """The box of a name, at a width of the picture."""
    x, y = mark.x / 100 * width + mark.dx, mark.y / 100 * width / proportion + mark.dy
    length = CHARACTER * len(mark.name)
    left = {"start": x, "end": x - length, "middle": x - length / 2}[mark.anchor]
    return left, y - LINE + 3, left + length, y + 3


def _circle(mark: Mark, width: float, proportion: float) -> Box:
    x, y, r = mark.x / 100 * width, mark.y / 100 * width / proportion, mark.radius
    return x - r, y - r, x + r, y + r


def _fits(box: Box, width: float, proportion: float) -> bool:
    return box[0] >= 0 and box[1] >= 0 and box[2] <= width and box[3] <= width / proportion


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
