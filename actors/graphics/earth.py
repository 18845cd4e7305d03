"""The Equal Earth projection: every country as large beside the others as it is."""

from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

# Šavrič, Patterson and Jenny, "The Equal Earth map projection", 2018.
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_M = sqrt(3) / 2
# Width of the whole world in units of the map; shapes are kept in whole units.
WORLD = 8000


class Point(NamedTuple):
    """A place on the map: to the right and down, from the middle of the world."""

    x: float
    y: float


def project(longitude: float, latitude: float) -> Point:
    """Where a place on the globe stands on the map, in its units."""
    angle = asin(_M * sin(radians(latitude)))
    square = angle * angle
    sixth = square**3
    stretch = _M * (_A1 + 3 * _A2 * square + sixth * (7 * _A3 + 9 * _A4 * square))
    x = radians(longitude) * cos(angle) / stretch
    y = angle * (_A1 + _A2 * square + sixth * (_A3 + _A4 * square))
    return Point(x * _UNIT, -y * _UNIT)


# Half the equator, as the formula above gives it in radians.
_UNIT = WORLD / 2 / (radians(180) / (_M * _A1))
