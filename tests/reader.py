"""Reads pages as a reader's browser does: strictly parsed, and asked for by address."""

from datetime import date
from typing import Any

import html5lib
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml.etree import _Element

from articles.services import publish
from newsroom.register.models import Item
from newsroom.register.pages import address
from newsroom.register.sequencer import sequence_all
from tests.factories import (
    AgreementFactory,
    ArticleFactory,
    CountryFactory,
    CoverageFactory,
    EvidenceFactory,
    MeetingFactory,
    MeetingLinkFactory,
    MembershipFactory,
    MentionFactory,
    OfficeFactory,
    OrganisationFactory,
    ParticipationFactory,
    PartyFactory,
    PersonFactory,
    PlaceFactory,
    RankFactory,
    StatementFactory,
    TenureFactory,
)
from tests.factories.articles import PUBLISHED_AT

PARSER = html5lib.HTMLParser(
    tree=html5lib.getTreeBuilder("lxml"), strict=True, namespaceHTMLElements=False
)


class Reading:
    """A page as it came: its status, its words, and how many queries it took."""

    def __init__(self, response: Any, queries: int = 0) -> None:
        self.response = response
        self.status: int = response.status_code
        self.queries = queries
        self.tree: _Element = PARSER.parse(response.content.decode()).getroot()
        self.text = words(self.tree.find("body"))

    def all(self, path: str) -> list[_Element]:
        return self.tree.findall(f".//{path}")

    def texts(self, path: str) -> list[str]:
        return [words(element) for element in self.all(path)]

    def section(self, name: str) -> str:
        """The words of the section with this heading's id; empty when there is none."""
        found = self.all(f"section[@aria-labelledby='{name}']")
        return words(found[0]) if found else ""

    @property
    def addresses(self) -> list[str]:
        """Where its links lead, each as often as it stands there."""
        return [a.get("href") for a in self.all("a")]

    @property
    def links(self) -> dict[str, str]:
        return {words(a): a.get("href") for a in self.all("a")}


def words(element: _Element) -> str:
    return " ".join("".join(element.itertext()).split())


def get(client: Client, path: str, language: str = "en", **parameters: str) -> Reading:
    """The page at a path. In English, so that no test rests on the wording of the catalogue."""
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path, parameters, headers={"accept-language": language})
    return Reading(response, len(queries))


def page_of(thing: Any) -> str:
    """The address of a thing's page, once the register has it."""
    return address(Item.objects.get(uid=thing.uid))


def make_scene(number: int | str = 1) -> dict[str, Any]:
    """A story with all that a story can have, about a meeting of two ministers."""
    mali = CountryFactory(name=f"Mali {number}", name_en=f"Mali (en) {number}", iso2="")
    niger = CountryFactory(name=f"Niger {number}", iso2="")
    bloc = OrganisationFactory(name=f"Alliance {number}")
    MembershipFactory(member=mali.actor_ptr, organisation=bloc, began="2023-09")
    camara = PersonFactory(name=f"Sadio Camara {number}")
    mody = PersonFactory(name=f"Salifou Mody {number}")
    defence = OfficeFactory(title=f"ministre de la Défense du Mali {number}", country=mali)
    other = OfficeFactory(title=f"ministre de la Défense du Niger {number}", country=niger)
    TenureFactory(
        person=camara,
        office=defence,
        attested_first=date(2025, 5, 11),
        attested_last=date(2025, 8, 14),
    )
    TenureFactory(
        person=mody,
        office=other,
        attested_first=date(2025, 5, 11),
        attested_last=date(2025, 5, 11),
    )
    RankFactory(person=camara, title="général de corps d’armée", began="2024-10-16")
    place = PlaceFactory(name=f"Bamako {number}", country=mali, latitude="12.65", longitude="-8")
    earlier = MeetingFactory(title=f"Premiers entretiens {number}", when="2025-05-11")
    meeting = MeetingFactory(
        title=f"Consultations {number}",
        place=place,
        host=mali.actor_ptr,
        labels=["entretiens", "séance de travail"],
        format="bilateral",
        level="ministers",
    )
    MeetingLinkFactory(meeting=meeting, other=earlier)
    ParticipationFactory(meeting=meeting, delegation=mali.actor_ptr, person=camara, office=None)
    ParticipationFactory(
        meeting=meeting,
        delegation=niger.actor_ptr,
        person=mody,
        office=other,
        person_is_inferred=True,
        certainty="inferred",
        name_as_written="son homologue nigérien",
    )
    agreement = AgreementFactory(title=f"Mémorandum {number}", meeting=meeting)
    PartyFactory(agreement=agreement, actor=mali.actor_ptr)
    article = ArticleFactory(
        headline=f"Deux ministres à Bamako {number}",
        body="<p>Le ministre : « Nous sommes d’accord ! »</p>",
        event_date="2025-08-14",
        dateline=place,
        signature="AC/Sf/APA",
    )
    for actor in (mali, niger, bloc, camara):
        MentionFactory(article=article, actor=actor.actor_ptr, spelling=actor.name)
    MentionFactory(article=article, actor=mody.actor_ptr, spelling="Salifou Modi")
    MentionFactory(article=article, actor=niger.actor_ptr, spelling="Niamey", is_metonym=True)
    CoverageFactory(article=article, meeting=meeting)
    CoverageFactory(article=article, meeting=earlier, role="background")
    statement = StatementFactory(
        article=article, speaker=camara.actor_ptr, occasion=meeting, text="Nous sommes d’accord"
    )
    EvidenceFactory(
        article=article,
        exact="Le ministre : « Nous sommes d’accord ! »",
        tenure=camara.tenures.get(),
        certainty="inferred",
        note="Le poste se déduit du titre.",
    )
    return {
        "article": article,
        "mali": mali,
        "niger": niger,
        "bloc": bloc,
        "camara": camara,
        "mody": mody,
        "defence": defence,
        "meeting": meeting,
        "earlier": earlier,
        "agreement": agreement,
        "statement": statement,
    }


def publish_scene(number: int | str = 1) -> dict[str, Any]:
    """That story, published and in the register."""
    scene = make_scene(number)
    publish(scene["article"], by=None, at=PUBLISHED_AT)
    sequence_all()
    return scene
