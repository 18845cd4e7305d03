"""Makes the stories of the archive that is measured: a file to import, then whom they name."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from itertools import islice
from random import Random
from typing import TextIO

from django.db import transaction

from articles.choices import CoverageRole, MentionRole, StatementKind
from articles.models import Article, Coverage, Evidence, Mention, Section, Statement
from newsroom.bench.actors import Cast, Someone
from newsroom.bench.chance import Popular, dice
from newsroom.bench.meetings import Met, day_of
from newsroom.bench.paragraphs import TEMPLATES, Paragraph
from newsroom.bench.words import invented

SOURCE = "Banc d’essai"
SECTIONS = {"diplomatie": "Diplomatie", "defense": "Défense", "economie": "Économie"}
QUOTE = "Notre porte reste ouverte à tous ceux qui respectent notre souveraineté"
WORDS = 4  # invented ones of each story
MOST_POOLED = 25  # paragraphs
BATCH = 500


@dataclass(frozen=True)
class Plan:
    """What one story is about; the file and the links are both made from it."""

    number: int
    people: tuple[Someone, ...]
    countries: tuple[tuple[int, str], ...]
    place: tuple[int, str]
    words: tuple[str, ...]
    meeting: Met | None
    published_at: datetime
    section: str
    # Whether it has a statement of its own.
    is_quoting: bool

    @property
    def source_id(self) -> str:
        """Its id in the file."""
        return f"bench-{self.number}"

    @property
    def headline(self) -> str:
        """What stands above it."""
        return (
            f"{self.countries[0][1]} : {self.people[0].name} à {self.place[1]}"
            f" pour parler de {self.words[0]}"
        )

    @property
    def quotation(self) -> str:
        """What its statement says."""
        return f"{QUOTE}, à {self.place[1]} comme à {self.words[0]}"

    @property
    def lead(self) -> str:
        """The first paragraph, which names the most important of all."""
        return (
            f"{self.people[0].name} a reçu {self.people[-1].name} à {self.place[1]}, où la"
            f" situation de {self.words[0]} a dominé les échanges avec {self.countries[0][1]}."
        )


@dataclass(frozen=True)
class Text:
    """The body of a story: paragraphs about its people, then real ones from the pool by number."""

    own: tuple[str, ...]
    pooled: tuple[int, ...]


class Stories:
    """So many stories about a cast and its meetings; made anew each time they are walked over.

    imported: how many of them, old and new alike, go in through the importer. pool: real
    paragraphs that all of them consist of for the most part; without any, templates have to do.
    """

    def __init__(
        self,
        count: int,
        cast: Cast,
        meetings: list[Met],
        *,
        imported: int,
        pool: Sequence[Paragraph] = (),
    ) -> None:
        self.count, self.cast, self.meetings, self.pool = count, cast, meetings, pool
        self.words = vocabulary(count)
        step = max(1, count // imported)
        self.imported = range(0, min(count, step * imported), step)

    def plans(self) -> Iterator[Plan]:
        """What each story to import is about, the oldest first."""
        return map(self.plan, self.imported)

    def plan(self, number: int) -> Plan:
        """What one story is about."""
        chance = dice("story", number)
        meeting = None
        if self.meetings and chance.random() < 0.4:
            # One of the latest by then: a meeting is news for some days.
            near = number * len(self.meetings) // self.count
            meeting = self.meetings[max(0, near - chance.randrange(5))]
        people = dict.fromkeys(meeting.people if meeting else ())
        people |= dict.fromkeys(self.cast.people.some(chance, chance.randint(2, 5)))
        hour = time(chance.randrange(24), chance.randrange(60), chance.randrange(60))
        return Plan(
            number=number,
            people=tuple(people),
            countries=tuple(self.cast.countries.some(chance, chance.randint(2, 4))),
            place=self.cast.places.one(chance),
            words=words_of(number, self.words),
            meeting=meeting,
            published_at=datetime.combine(day_of(number, self.count), hour, UTC),
            section=chance.choice(list(SECTIONS)),
            is_quoting=self.is_quoting(number),
        )

    def is_quoting(self, number: int) -> bool:
        """Whether the story of this number has a statement of its own."""
        return dice("quotes", number).random() < 0.5

    def text(self, plan: Plan) -> Text:
        """The body of one story: 2,400 characters, more or less."""
        chance = dice("text", plan.number)
        number = 3 if self.pool else chance.randint(7, 14)
        own = tuple(
            paragraph.format(
                a=plan.people[0].name,
                b=chance.choice(plan.people).name,
                land=plan.countries[0][1],
                other=plan.countries[-1][1],
                town=plan.place[1],
                word=chance.choice(plan.words),
            )
            for paragraph in chance.sample(TEMPLATES, number)
        )
        return Text(own, tuple(self._pooled(chance)) if self.pool else ())

    def _pooled(self, chance: Random) -> Iterator[int]:
        room = chance.triangular(200, 3600, 900)
        for number in chance.sample(range(len(self.pool)), min(MOST_POOLED, len(self.pool))):
            yield number
            room -= len(self.pool[number].text)
            if room <= 0:
                break

    def write(self, file: TextIO) -> None:
        """Write the stories to import as JSON Lines for `manage.py import_articles`."""
        for plan in self.plans():
            file.write(json.dumps(self._row(plan), ensure_ascii=False) + "\n")

    def _row(self, plan: Plan) -> dict[str, object]:
        text = self.text(plan)
        return {
            "id": plan.source_id,
            "headline": plan.headline,
            "lead": plan.lead,
            "paragraphs": [*text.own, *(self.pool[number].text for number in text.pooled)],
            "language": "fr",
            "published_at": plan.published_at.isoformat(),
            "section": plan.section,
            "source": {"name": SOURCE},
        }

    def link(self) -> None:
        """Say of each imported story whom, what and which meeting it names, and on what words."""
        plans = self.plans()
        while batch := list(islice(plans, BATCH)):
            self._link(batch)

    @transaction.atomic
    def _link(self, plans: list[Plan]) -> None:
        ids = dict(
            Article.objects.filter(
                source_name=SOURCE, source_id__in=[plan.source_id for plan in plans]
            ).values_list("source_id", "pk")
        )
        mentions = [m for plan in plans for m in _mentions(ids[plan.source_id], plan)]
        mentions = Mention.objects.bulk_create(mentions)
        leads = {ids[plan.source_id]: plan.lead for plan in plans}
        Evidence.objects.bulk_create(
            Evidence(
                article_id=mention.article_id, exact=leads[mention.article_id], mention=mention
            )
            for mention in mentions
            if mention.role == MentionRole.ABOUT
        )
        Coverage.objects.bulk_create(
            Coverage(
                article_id=ids[plan.source_id], meeting_id=plan.meeting.pk, role=CoverageRole.NEWS
            )
            for plan in plans
            if plan.meeting
        )
        Statement.objects.bulk_create(
            Statement(
                article_id=ids[plan.source_id],
                kind=StatementKind.QUOTE,
                text=plan.quotation,
                speaker_id=plan.people[0].pk,
            )
            for plan in plans
            if plan.is_quoting
        )


def vocabulary(count: int) -> Popular[str]:
    """The invented words of so many stories: about one new word a story at first, fewer later."""
    return Popular(invented(max(200, count // 2)))


def words_of(number: int, words: Popular[str]) -> tuple[str, ...]:
    """The words of one story; the first stands in its headline."""
    return tuple(words.some(dice("words", number), WORDS))


def usual_word(count: int) -> str:
    """A word of about one story in fifty: two of the words of a story stand in it, more or less."""
    words = vocabulary(count).things
    total = sum(1 / rank for rank in range(1, len(words) + 1))
    return words[round(50 * 2 / total)]


def rare_word(count: int) -> str:
    """A word of as few stories as any, and of one at least: of the middle one in time."""
    words = vocabulary(count)
    ranks = {word: rank for rank, word in enumerate(words.things)}
    middle = range(count // 2, min(count, count // 2 + 50))
    return max((words_of(number, words)[0] for number in middle), key=lambda word: ranks[word])


def make_sections() -> None:
    """Enter the sections that the stories are filed under."""
    for code, name in SECTIONS.items():
        Section.objects.create(code=code, name=name)


def _mentions(article: int, plan: Plan) -> Iterator[Mention]:
    for number, someone in enumerate(plan.people):
        role = MentionRole.MENTIONED if number else MentionRole.ABOUT
        yield Mention(article_id=article, actor_id=someone.pk, spelling=someone.name, role=role)
    for pk, name in plan.countries:
        yield Mention(article_id=article, actor_id=pk, spelling=name)
    pk, name = plan.place
    yield Mention(article_id=article, place_id=pk, spelling=name)
