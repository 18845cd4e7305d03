"""Makes the outlines of the map from TopoJSON: python -m actors.graphics.outlines FILE."""

import heapq
import json
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from actors.graphics.earth import project

# A corner goes when the triangle with its neighbours is smaller than this, in square units.
SMALLEST_CORNER = 60.0
# An island goes when it is smaller than this, unless the country has no larger one.
SMALLEST_ISLAND = 300.0
# Antarctica: nobody meets there, and it would take a quarter of the height.
LEFT_OUT = {"010"}

# The file draws Western Sahara as far as the wall across it. Here it is what the United Nations'
# maps show: all south of this parallel of what the two shapes cover together.
MOROCCO, WESTERN_SAHARA, PARALLEL = "504", "732", 27 + 2 / 3

# Longitude and latitude, or units of the map.
Corner = tuple[float, float]
Ring = list[Corner]


def outlines(topology: dict[str, Any]) -> dict[str, str]:
    """The outline of each country as an SVG path, by its ISO number or else its name."""
    arcs = [simplified(_placed(arc, topology["transform"])) for arc in topology["arcs"]]
    numbers = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        parts = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        key = shape.get("id") or shape["properties"]["name"]
        numbers[key] = [ring for part in parts for ring in part]
    rings = {
        key: [half for ring in lines for half in _cut(_joined(ring, arcs))]
        for key, lines in numbers.items()
        if key not in LEFT_OUT
    }
    together = _joined(_common(numbers[MOROCCO][0], numbers[WESTERN_SAHARA][0], arcs), arcs)
    rings[MOROCCO] = [_within(together, 1, -1, PARALLEL)]
    rings[WESTERN_SAHARA] = [_within(together, 1, 1, PARALLEL)]
    return {key: _outline(lines) for key, lines in rings.items()}


def simplified(arc: Sequence[Corner]) -> Ring:
    """The line without its least corners (Visvalingam); its ends stay, and so do borders."""
    points = [project(*corner) for corner in arc]
    before = {n: n - 1 for n in range(len(arc))}
    after = {n: n + 1 for n in range(len(arc))}
    sizes = {n: area(points[n - 1 : n + 2]) for n in range(1, len(arc) - 1)}
    waiting = [(size, n) for n, size in sizes.items()]
    heapq.heapify(waiting)
    gone: set[int] = set()
    while waiting:
        size, n = heapq.heappop(waiting)
        if size >= SMALLEST_CORNER:
            break
        if n in gone or sizes[n] != size:
            continue
        gone.add(n)
        left, right = before[n], after[n]
        after[left], before[right] = right, left
        for near in (left, right):
            if near in sizes:
                corners = [points[before[near]], points[near], points[after[near]]]
                # Never less than what went before it, or a curve would vanish all at once.
                sizes[near] = max(size, area(corners))
                heapq.heappush(waiting, (sizes[near], near))
    return [corner for n, corner in enumerate(arc) if n not in gone]


def area(ring: Sequence[Corner]) -> float:
    """The area within a ring of corners."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise([*ring, ring[0]]))) / 2


def _is_area(ring: Ring) -> bool:
    return len(ring) > 2 and area(ring) > 0


def _placed(arc: Sequence[Sequence[int]], transform: dict[str, Any]) -> Ring:
    """The corners of a line of the file, which gives each as a step from the one before."""
    (wide, high), (left, low) = transform["scale"], transform["translate"]
    x = y = 0
    found = []
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        found.append((x * wide + left, y * high + low))
    return found


def _line(number: int, arcs: Sequence[Ring]) -> Ring:
    """A line of the file; a number below zero is that line read backwards."""
    return arcs[number] if number >= 0 else arcs[~number][::-1]


def _joined(numbers: Sequence[int], arcs: Sequence[Ring]) -> Ring:
    """The lines of a ring one after the other, going on past the 180th meridian."""
    ring: Ring = []
    for number in numbers:
        line = _line(number, arcs)
        for longitude, latitude in line[1:] if ring else line:
            turns = round((ring[-1][0] - longitude) / 360) if ring else 0
            ring.append((longitude + 360 * turns, latitude))
    return ring


def _common(one: Sequence[int], other: Sequence[int], arcs: Sequence[Ring]) -> list[int]:
    """The ring around two neighbours: without the lines that both have, one each way."""
    rest = [n for n in (*one, *other) if not (~n in one or ~n in other)]
    found = [rest.pop(0)]
    while rest:
        end = _line(found[-1], arcs)[-1]
        found.append(rest.pop(next(i for i, n in enumerate(rest) if _line(n, arcs)[0] == end)))
    return found


def _cut(ring: Ring) -> Iterator[Ring]:
    """A ring, in two where it crosses the 180th meridian, at which the map is cut open."""
    for turn in (-360, 0, 360):
        shifted = [(longitude + turn, latitude) for longitude, latitude in ring]
        for side in (-1, 1):
            shifted = _within(shifted, 0, side, 180 * side)
        if shifted:
            yield shifted


def _within(ring: Ring, axis: int, side: int, limit: float) -> Ring:
    """What of a ring lies below a longitude (axis 0) or latitude (1), or above it (side -1)."""
    found: Ring = []
    for here, there in pairwise([*ring, *ring[:1]]):
        is_in, goes_in = here[axis] * side <= limit * side, there[axis] * side <= limit * side
        if is_in:
            found.append(here)
        if is_in != goes_in:
            part = (limit - here[axis]) / (there[axis] - here[axis])
            x, y = (a + part * (b - a) for a, b in zip(here, there, strict=True))
            found.append((x, y))
    return found


def _outline(rings: Sequence[Ring]) -> str:
    drawn = sorted(filter(_is_area, map(_drawn, filter(None, rings))), key=area, reverse=True)
    shown = [ring for ring in drawn if area(ring) >= SMALLEST_ISLAND]
    return "".join(_path(ring) for ring in shown or drawn[:1])


def _drawn(ring: Ring) -> Ring:
    """The corners in whole units of the map, none of them twice running."""
    points = [project(*corner) for corner in ring]
    corners: Ring = [(round(point.x), round(point.y)) for point in points]
    return [there for here, there in pairwise([corners[-1], *corners]) if here != there]


def _path(ring: Ring) -> str:
    """An SVG path with a step to each corner, in as few characters as can be."""
    (x, y), *_rest = ring
    steps = "".join(_number(b[0] - a[0]) + _number(b[1] - a[1]) for a, b in pairwise(ring))
    return f"M{x:.0f}{_number(y)}l{steps.strip()}z"


def _number(value: float) -> str:
    return f"{value:.0f}" if value < 0 else f" {value:.0f}"


if __name__ == "__main__":
    drawn = outlines(json.loads(Path(sys.argv[1]).read_text()))
    sys.stdout.writelines(f"{key}\t{path}\n" for key, path in sorted(drawn.items()))
