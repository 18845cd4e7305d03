"""The map: its outlines, the projection, the part of the world it shows, and the names on it."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actors.graphics import outlines
from actors.graphics.earth import WORLD, project
from actors.graphics.world import BROAD, NARROW, PART, WHOLE, Spot, View, _label, _parts, view

BAMAKO, NIAMEY = Spot("Bamako", -8.0, 12.65, 9), Spot("Niamey", 2.1, 13.5, 4)
WASHINGTON, TOKYO = Spot("Washington", -77.0, 38.9), Spot("Tokyo", 139.7, 35.7)

SPOTS = st.lists(
    st.builds(
        Spot,
        st.text("abcdefghij", min_size=1, max_size=20),
        st.floats(-180, 180),
        st.floats(-55, 78),
        st.integers(1, 500),
    ),
    max_size=30,
)


def height(drawn: View, width: float) -> float:
    return width / (WHOLE if drawn.is_whole else PART)


@given(SPOTS)
def test_marks_stand_within_the_map_and_names_over_no_other_at_any_width(spots):
    drawn = view(spots)

    assert all(0 <= mark.x <= 100 and 0 <= mark.y <= 100 for mark in drawn.marks)
    named = [mark for mark in drawn.marks if mark.name]
    for width in (NARROW, BROAD):
        boxes = [_label(mark, width, width / height(drawn, width)) for mark in named]
        for left, top, right, bottom in boxes:
            assert left >= 0
            assert right <= width
            assert top >= 0
            assert bottom <= height(drawn, width)
        for one, other in combinations(boxes, 2):
            assert (
                one[0] >= other[2] or other[0] >= one[2] or one[1] >= other[3] or other[1] >= one[3]
            )
    assert view(spots) == drawn


def test_what_is_near_is_shown_near_and_what_is_far_on_the_whole_world():
    assert view([BAMAKO, NIAMEY]).box[2] < WORLD / 6
    assert view([WASHINGTON, TOKYO]).is_whole
    assert view([]).is_whole


def test_a_part_shows_the_countries_that_lie_in_it_and_no_others():
    keys = {shape.key for shape in view([BAMAKO, NIAMEY]).shapes}

    assert {"466", "562", "854"} <= keys
    assert keys.isdisjoint({"840", "392", "036"})


def test_more_meetings_make_a_larger_mark():
    bamako, niamey = view([BAMAKO, NIAMEY]).marks

    assert bamako.radius > niamey.radius


def test_the_projection_keeps_the_middle_and_the_edge():
    assert project(0, 0) == (0, 0)
    assert project(180, 0).x == pytest.approx(WORLD / 2)
    # Equal area: a strip of the globe near the pole is as large as it is.
    north = project(0, 60.0).y - project(0, 60.1).y
    equator = project(0, 0.0).y - project(0, 0.1).y
    width = project(180, 60.05).x / project(180, 0.05).x
    assert north * width / equator == pytest.approx(0.4993, abs=0.001)


def test_every_outline_lies_in_the_world_and_western_sahara_is_one_of_its_own():
    keys = {key for key, _path, _box in _parts()}

    assert len(keys) == 176
    assert {"504", "732"} <= keys
    assert "010" not in keys
    left, right = -WORLD / 2 - 1, WORLD / 2 + 1
    assert all(left <= x1 <= x2 <= right for _k, _p, (x1, _y1, x2, _y2) in _parts())
    [sahara] = [box for key, _path, box in _parts() if key == "732"]
    assert sahara[1] == pytest.approx(project(-13, 27 + 2 / 3).y, abs=1)


def test_outlines_are_cut_at_the_180th_meridian_and_borders_stay_common():
    # Two squares side by side: the second crosses the meridian.
    topology = {
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "arcs": [
            [[170, 10], [0, 10]],
            [[170, 20], [-10, 0], [0, -10], [10, 0]],
            [[170, 10], [20, 0], [0, 10], [-20, 0]],
        ],
        "objects": {
            "countries": {
                "geometries": [
                    {"type": "Polygon", "id": "504", "arcs": [[0, 1]]},
                    {"type": "MultiPolygon", "id": "732", "arcs": [[[2, -1]]]},
                    {"type": "Polygon", "properties": {"name": "Here"}, "arcs": [[2, -1]]},
                ]
            }
        },
    }
    drawn = outlines.outlines(topology)

    assert drawn["Here"].count("M") == 2
    starts = [int(part.split(" ")[0].split("-")[0] or -1) for part in drawn["Here"].split("M")[1:]]
    assert any(start > 0 for start in starts)
    assert any(start < 0 for start in starts)


def test_a_line_loses_small_corners_and_keeps_its_ends():
    line = [(n / 10, (n % 2) / 1000) for n in range(50)] + [(5.0, 20.0), (9.0, 0.0)]
    kept = outlines.simplified(line)

    assert (kept[0], kept[-1]) == (line[0], line[-1])
    assert (5.0, 20.0) in kept
    assert len(kept) < 10
