"""Meetings to be drawn, and how pictures and their tables are read."""

from typing import Any

from lxml.etree import _Element

from newsroom.register.sequencer import sequence_all
from tests.factories import (
    CountryFactory,
    MeetingFactory,
    ParticipationFactory,
    PersonFactory,
    PlaceFactory,
)
from tests.reader import Reading, words

SVG = "{http://www.w3.org/2000/svg}"


def make_world() -> dict[str, Any]:
    """A minister of one country at three meetings; once the other side is named by its office."""
    mali, niger = (
        CountryFactory(name="Mali", iso_numeric="466", public=True),
        CountryFactory(name="Niger", public=True),
    )
    camara, mody = (PersonFactory(name=name, public=True) for name in ("Sadio Camara", "Mody"))
    bamako = PlaceFactory(name="Bamako", country=mali, latitude="12.65", longitude="-8")
    niamey = PlaceFactory(name="Niamey", country=niger, latitude="13.5", longitude="2.1")
    rows = (("2024-03-05", bamako), ("2025-05", bamako), ("2025-08-14/2025-08-15", niamey))
    meetings = []
    for number, (when, place) in enumerate(rows, 1):
        meeting = MeetingFactory(title=f"Entretien {number}", when=when, place=place, public=True)
        there = {"meeting": meeting, "office": None}
        ParticipationFactory(**there, person=camara, delegation=mali.actor_ptr)
        ParticipationFactory(
            **there, person=mody if number > 1 else None, delegation=niger.actor_ptr
        )
        meetings.append(meeting)
    sequence_all()
    return {
        "mali": mali, "niger": niger, "camara": camara, "mody": mody, "bamako": bamako,
        "meetings": meetings,
    }  # fmt: skip


def drawn(page: Reading, name: str) -> list[str]:
    """The accessible names of the links in the pictures of one sort."""
    return [a.get("aria-label") for one in pictures(page, name) for a in one.iter(f"{SVG}a")]


def pictures(page: Reading, name: str) -> list[_Element]:
    """The pictures of one sort."""
    return [one for one in page.all(f"{SVG}svg") if name in (one.get("class") or "").split()]


def table(page: Reading, name: str = "") -> list[str]:
    """The rows of the table in a section, or of the first one of the page."""
    within = f"section[@aria-labelledby='{name}']//" if name else ""
    rows = page.all(f"{within}table/tbody/tr")
    return [" | ".join(words(cell) for cell in row) for row in rows]


def marks(page: Reading) -> list[str]:
    """Where the links in pictures lead."""
    return [a.get("href") for a in page.all(f"{SVG}a")]
