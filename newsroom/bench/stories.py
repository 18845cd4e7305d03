"""Makes the stories of the archive that is measured: a file to import, then whom they name."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TextIO

from django.db import transaction

from articles.choices import CoverageRole, MentionRole, StatementKind
from articles.models import Article, Coverage, Evidence, Mention, Section, Statement
from newsroom.bench.actors import Cast, Someone
from newsroom.bench.chance import Popular, dice
from newsroom.bench.meetings import Met, day_of
from newsroom.bench.words import invented

SOURCE = "Banc d’essai"
SECTIONS = {"diplomatie": "Diplomatie", "defense": "Défense", "economie": "Économie"}
PARAGRAPHS = (Path(__file__).parent / "data" / "paragraphs.txt").read_text("utf-8").splitlines()
QUOTE = "Notre porte reste ouverte à tous ceux qui respectent notre souveraineté"
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

    @property
    def source_id(self) -> str:
        """Its id in the file."""
        return f"bench-{self.number}"

    @property
    def lead(self) -> str:
        """The first paragraph, which names the most important of all."""
        return (
            f"{self.people[0].name} a reçu {self.people[-1].name} à {self.place[1]}, où la"
            f" situation de {self.words[0]} a dominé les échanges avec {self.countries[0][1]}."
        )


class Stories:
    """So many stories about a cast and its meetings; made anew each time they are walked over."""

    def __init__(self, count: int, cast: Cast, meetings: list[Met]) -> None:
        self.count, self.cast, self.meetings = count, cast, meetings
        # About one new word a story at first, fewer later: as in any newspaper.
        self.words = Popular(invented(max(200, count // 2)))
        self.used: Counter[str] = Counter()

    def plans(self) -> Iterator[Plan]:
        """What each story is about, the oldest first."""
        return (self._plan(number) for number in range(self.count))

    def _plan(self, number: int) -> Plan:
        chance = dice("story", number)
        meeting = None
        if self.meetings and chance.random() < 0.4:
            # One of the latest by then: a meeting is news for some days.
            near = number * len(self.meetings) // self.count
            meeting = self.meetings[max(0, near - chance.randrange(5))]
        people = dict.fromkeys(meeting.people if meeting else ())
        people |= dict.fromkeys(self.cast.people.some(chance, chance.randint(2, 5)))
        return Plan(
            number=number,
            people=tuple(people),
            countries=tuple(self.cast.countries.some(chance, chance.randint(2, 4))),
            place=self.cast.places.one(chance),
            words=tuple(self.words.some(chance, 4)),
            meeting=meeting,
        )

    def write(self, file: TextIO) -> None:
        """Write all stories as JSON Lines for `manage.py import_articles`."""
        for plan in self.plans():
            line = json.dumps(self._row(plan), ensure_ascii=False)
            self.used.update(word for word in plan.words if word in line)
            file.write(line + "\n")

    def _row(self, plan: Plan) -> dict[str, object]:
        chance = dice("text", plan.number)
        day = day_of(plan.number, self.count).isoformat()
        hour = f"{plan.number % 24:02}:{chance.randrange(60):02}:{chance.randrange(60):02}"
        return {
            "id": plan.source_id,
            "headline": f"{plan.countries[0][1]} : {plan.people[0].name} à {plan.place[1]}"
            f" pour parler de {plan.words[0]}",
            "lead": plan.lead,
            "paragraphs": [
                paragraph.format(
                    a=plan.people[0].name,
                    b=chance.choice(plan.people).name,
                    land=plan.countries[0][1],
                    other=plan.countries[-1][1],
                    town=plan.place[1],
                    word=chance.choice(plan.words),
                )
                for paragraph in chance.sample(PARAGRAPHS, chance.randint(7, 14))
            ],
            "language": "fr",
            "published_at": f"{day}T{hour}+00:00",
            "section": chance.choice(list(SECTIONS)),
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
                text=f"{QUOTE}, à {plan.place[1]} comme à {plan.words[0]}",
                speaker_id=plan.people[0].pk,
            )
            for plan in plans
            if plan.number % 2
        )

    @cached_property
    def rare(self) -> str:
        """A word of as few stories as any, and of one at least."""
        return min(self.used, key=lambda word: (self.used[word], word))

    @cached_property
    def usual(self) -> str:
        """A word of about one story in fifty."""
        return min(self.used, key=lambda word: (abs(self.used[word] - self.count // 50), word))


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
