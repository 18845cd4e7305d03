"""Around one actor, those they met: on an ellipse where there is room, else as a tree."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

# Neighbours that a picture shows; the table says how many there are.
MOST = 24
WIDTH, RING, ROW = 800, 170, 38
MARGIN = 40
# The tree for narrow screens: how far apart its branches are, and where they end.
TREE_ROW, TREE_TOP, BRANCH = 42, 44, 52
# Characters of a name beside the ellipse, and beside the tree.
RING_NAME, TREE_NAME = 30, 36


@dataclass(frozen=True)
class Spoke:
    """One neighbour: where it stands, how thick the line to it is, its name as far as it fits."""

    x: float
    y: float
    label_x: float
    is_left: bool
    radius: float
    stroke: float
    words: str


@dataclass(frozen=True)
class Ring:
    """Neighbours on both sides of the one in the middle."""

    spokes: tuple[Spoke, ...]
    x: float
    y: float
    width: int
    height: int


@dataclass(frozen=True)
class Tree:
    """Neighbours below one another, on branches from one trunk."""

    spokes: tuple[Spoke, ...]
    height: int


def ring(names: Sequence[str], counts: Sequence[int]) -> Ring:
    """The most frequent first: right and left in turn, from the top down."""
    rows = (len(names) + 1) // 2
    height = max(rows, 3) * ROW + 2 * MARGIN
    middle = height / 2
    spokes = []
    for n, (name, count) in enumerate(zip(names, counts, strict=True)):
        is_left = n % 2 == 1
        on_side = len(names) // 2 if is_left else rows
        y = middle + (n // 2 - (on_side - 1) / 2) * ROW
        # Flat enough that the topmost and the lowest still stand clear of the middle.
        reach = RING * sqrt(1 - ((y - middle) / (middle + ROW)) ** 2)
        side = -1 if is_left else 1
        size = sqrt(count / max(counts))
        radius = round(4 + 6 * size, 1)
        x = WIDTH / 2 + side * reach
        spokes.append(
            Spoke(
                round(x, 1),
                round(y, 1),
                round(x + side * (radius + 6), 1),
                is_left,
                radius,
                round(1 + 5 * size, 1),
                fitted(name, RING_NAME),
            )
        )
    return Ring(tuple(spokes), WIDTH / 2, middle, WIDTH, height)


def tree(names: Sequence[str], counts: Sequence[int]) -> Tree:
    """The most frequent first, from the top down."""
    spokes = []
    for n, (name, count) in enumerate(zip(names, counts, strict=True)):
        size = sqrt(count / max(counts))
        radius = round(3 + 5 * size, 1)
        y = TREE_TOP + TREE_ROW * n
        stroke = round(1 + 4 * size, 1)
        words = fitted(name, TREE_NAME)
        spokes.append(Spoke(BRANCH, y, BRANCH + 14, False, radius, stroke, words))
    return Tree(tuple(spokes), TREE_TOP + TREE_ROW * len(names) - 10)


def fitted(text: str, most: int) -> str:
    """The text, cut where it would not fit; the whole of it stands in the table."""
    return text if len(text) <= most else text[: most - 1].rstrip(" ,-–") + "…"
