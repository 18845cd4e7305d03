"""What the register would hold of a story had it been entered and projected, made without either.

Every member that is the same in all stories is taken from documents that were projected; a test
compares the rest.
"""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.timezone import localtime
from rest_framework.serializers import DateTimeField

from actors.models import Actor, Meeting, Place
from actors.projections.fields import PlaceMember
from articles.anchors import CONTEXT
from articles.choices import CoverageRole, MentionRole
from articles.models import Article, Section
from articles.projections.statements import channels
from articles.texts import BETWEEN
from newsroom.bench.chance import dice
from newsroom.bench.stories import Plan, Stories
from newsroom.register.dating import dated
from newsroom.register.models import Item
from newsroom.register.pages import document
from newsroom.register.projection import Projected, Ref, plain


@dataclass(frozen=True)
class Filled:
    """A story or a statement as the register keeps it.

    pooled: the numbers of the paragraphs from the pool that its words end with; they are not
    repeated in `words`, which is what is left to read.
    """

    fresh: Projected
    words: tuple[str, str, str]
    pooled: tuple[int, ...] = ()


class Filler:
    """Makes what the register keeps of any story of the plan, once some have been projected."""

    def __init__(self, stories: Stories) -> None:
        self.stories = stories
        self._actors = {pk: str(uid) for pk, uid in Actor.objects.values_list("pk", "uid")}
        self._meetings = {pk: str(uid) for pk, uid in Meeting.objects.values_list("pk", "uid")}
        places = Place.objects.select_related("country")
        self._places = {place.pk: plain(PlaceMember(place).data) for place in places}
        self._sections = {section.code: section for section in Section.objects.all()}
        self._section_docs = self._members_of_sections()
        self._story = _projected("article", doc__statements__0__id__isnull=False)
        self._statement = _projected("statement")
        self._html = [paragraph.html for paragraph in stories.pool]

    def fill(self, number: int) -> Iterator[Filled]:
        """The story of this number, and its statement if it has one."""
        chance = dice("ids", number)
        plan = self.stories.plan(number)
        uid = _uid(chance)
        said = self._said(plan, _uid(chance)) if plan.is_quoting else None
        yield self._filled_story(plan, uid, said, chance)
        if said:
            yield self._filled_statement(plan, uid, said)

    def _filled_story(
        self, plan: Plan, uid: uuid.UUID, said: dict[str, Any] | None, chance: Random
    ) -> Filled:
        text = self.stories.text(plan)
        own = [f"<p>{paragraph}</p>" for paragraph in text.own]
        pooled = [self.stories.pool[number].text for number in text.pooled]
        body = BETWEEN.join([*text.own, *pooled])
        mentions = list(self._mentions(plan))
        meeting = plan.meeting and self._meetings[plan.meeting.pk]
        doc = self._story | {
            "id": str(uid),
            "headline": plan.headline,
            "lead": plan.lead,
            "body": "\n".join([*own, *(self._html[number] for number in text.pooled)]),
            "section": self._section_docs[plan.section],
            "published_at": _written(plan),
            "mentions": mentions,
            "meetings": [{"meeting": meeting, "role": str(CoverageRole.NEWS)}] if meeting else [],
            "statements": [said] if said else [],
            "evidence": [self._evidence(plan, body, mentions[0]["actor"], chance)],
        }
        fresh = Projected("article", uid, doc, self._channels(plan), plan.published_at)
        fresh.name = plan.headline
        fresh.language = doc["language"]
        fresh.section = plan.section
        fresh.words = (plan.headline, plan.lead, body)
        fresh.references = list(_references(doc))
        day = localtime(plan.published_at, ZoneInfo(settings.NEWSROOM_TIME_ZONE)).date()
        fresh.dates = dated("published", day, day, daily=True)
        return Filled(fresh, (plan.headline, plan.lead, BETWEEN.join(text.own)), text.pooled)

    def _filled_statement(self, plan: Plan, article: uuid.UUID, said: dict[str, Any]) -> Filled:
        doc = self._statement | said | {"article": str(article)}
        fresh = Projected(
            "statement", uuid.UUID(said["id"]), doc, self._channels(plan), plan.published_at
        )
        fresh.name = said["text"][:80]
        fresh.language = said["language"]
        fresh.words = ("", said["text"], said["source_as_written"])
        fresh.references = [*_speaker(said), Ref(article, "article")]
        return Filled(fresh, fresh.words)

    def _mentions(self, plan: Plan) -> Iterator[dict[str, Any]]:
        usual = self._story["mentions"][0]
        for number, someone in enumerate(plan.people):
            role = MentionRole.MENTIONED if number else MentionRole.ABOUT
            uid = self._actors[someone.pk]
            yield usual | {"actor": uid, "spelling": someone.name, "role": str(role)}
        usual = usual | {"role": str(MentionRole.MENTIONED)}
        for pk, name in plan.countries:
            yield usual | {"actor": self._actors[pk], "spelling": name}
        pk, name = plan.place
        yield usual | {"actor": None, "place": self._places[pk], "spelling": name}

    def _said(self, plan: Plan, uid: uuid.UUID) -> dict[str, Any]:
        usual = self._story["statements"][0]
        speaker = self._actors[plan.people[0].pk]
        return usual | {"id": str(uid), "text": plan.quotation, "speaker": speaker}

    def _evidence(self, plan: Plan, body: str, actor: str, chance: Random) -> dict[str, Any]:
        """That the first paragraph is what says whom the story is about."""
        usual = self._story["evidence"][0]
        supports = usual["supports"] | {"ids": {"actor": actor}}
        return usual | {
            "id": str(_uid(chance)),
            "exact": plan.lead,
            "start": 0,
            "end": len(plan.lead),
            "suffix": f"{BETWEEN}{body}"[:CONTEXT],
            "supports": supports,
        }

    def _channels(self, plan: Plan) -> list[str]:
        language = self._story["language"]
        return channels(Article(language=language, section=self._sections[plan.section]))

    def _members_of_sections(self) -> dict[str, Any]:
        names = ("code", "name", "name_en")
        return {
            code: {name: getattr(section, name) for name in names}
            for code, section in self._sections.items()
        }


def _projected(kind: str, **conditions: Any) -> dict[str, Any]:
    """The document of a thing that went the long way."""
    item = Item.objects.filter(kind=kind, live=True, **conditions).order_by("seq").first()
    if item is None:
        raise LookupError(f"no {kind} with all that the others need has been projected")
    return document(item)


def _references(doc: dict[str, Any]) -> Iterator[Ref]:
    """In the order in which the projection gives them."""
    for mention in doc["mentions"]:
        if mention["actor"]:
            yield Ref(uuid.UUID(mention["actor"]), mention["role"], mention["certainty"])
    for coverage in doc["meetings"]:
        yield Ref(uuid.UUID(coverage["meeting"]), coverage["role"])
    for statement in doc["statements"]:
        yield from _speaker(statement)
    for mention in doc["mentions"]:
        if mention["place"] and mention["place"]["country"]:
            yield Ref(uuid.UUID(mention["place"]["country"]), "place_country")


def _speaker(said: dict[str, Any]) -> Sequence[Ref]:
    return [Ref(uuid.UUID(said["speaker"]), "speaker", said["certainty"])]


def _uid(chance: Random) -> uuid.UUID:
    return uuid.UUID(int=chance.getrandbits(128), version=4)


def _written(plan: Plan) -> Any:
    return DateTimeField().to_representation(plan.published_at)
