"""A story that is changed at random, text and rows, for the tests of its history."""

from collections.abc import Callable
from typing import Any

from articles.history import record
from articles.models import Article, Mention, Revision, Statement
from tests.factories import (
    ArticleFactory,
    ClassificationFactory,
    CoverageFactory,
    EvidenceFactory,
    ImageFactory,
    MeetingFactory,
    MentionFactory,
    PersonFactory,
    PlaceFactory,
    SectionFactory,
    SignatoryFactory,
    StatementFactory,
    StatementSubjectFactory,
    SubjectFactory,
)

TEXTS = (
    "<p>Ils ont parlé de coopération.</p><p>« Nous sommes d’accord 1 », a dit l’un.</p>",
    "<p>Ils ont parlé longuement de coopération militaire.</p><p>Rien d’autre.</p>",
    "<p>Ils se reverront. Ils ont parlé de coopération. Ils ont parlé de coopération.</p>",
)
FEW = 3  # things of each sort, so that changes meet each other


def kept(article: Article) -> Revision:
    """The version of the story as it is now."""
    return record(article, by=None) or article.revisions.first()


class World:
    """One story and the things that its rows can name."""

    def __init__(self, *, published: bool = False) -> None:
        self.people = [PersonFactory() for _ in range(FEW)]
        self.meetings = [MeetingFactory() for _ in range(FEW)]
        self.subjects = [SubjectFactory() for _ in range(FEW)]
        self.sections = [SectionFactory() for _ in range(FEW)]
        self.places = [PlaceFactory() for _ in range(FEW)]
        self.article: Article = ArticleFactory(
            published=published, body=TEXTS[0], section=self.sections[0]
        )

    def do(self, deed: str, one: int, other: int) -> None:
        """One deed of an editor; nothing where it cannot be done."""
        DEEDS[deed](self, one, other)

    def story(self) -> Article:
        return Article.objects.get(pk=self.article.pk)


def _write(world: World, one: int, other: int) -> None:
    story = world.story()
    story.body, story.headline = TEXTS[one], f"Titre {other}"
    story.section, story.dateline = world.sections[other], world.places[one]
    story.event_date = f"2025-08-1{one}"
    story.save()


def _mention(world: World, one: int, other: int) -> None:
    named = {"article": world.article, "actor": world.people[one].actor_ptr}
    if not Mention.objects.filter(**named, spelling=f"forme {other}").exists():
        MentionFactory(**named, spelling=f"forme {other}")


def _respell(world: World, one: int, other: int) -> None:
    """Two mentions exchange their actors, which no order of single changes could undo."""
    rows = list(world.article.mentions.order_by("pk"))
    if len(rows) > 1:
        first, second = rows[one % len(rows)], rows[other % len(rows)]
        spelling = first.spelling
        if first.pk != second.pk:
            Mention.objects.filter(pk=first.pk).update(spelling="entre-temps")
            Mention.objects.filter(pk=second.pk).update(spelling=spelling, actor=first.actor_id)
            first.refresh_from_db()
            first.spelling, first.actor_id = second.spelling, second.actor_id
            first.save()


def _cover(world: World, one: int, other: int) -> None:
    if not world.article.coverages.filter(meeting=world.meetings[one]).exists():
        CoverageFactory(article=world.article, meeting=world.meetings[one])


def _say(world: World, one: int, other: int) -> None:
    statement = StatementFactory(
        article=world.article,
        text="Nous sommes d’accord 1",
        speaker=world.people[one].actor_ptr,
        continues=world.article.statements.order_by("pk").first(),
    )
    StatementSubjectFactory(statement=statement, actor=world.people[other].actor_ptr)


def _rest(world: World, one: int, other: int) -> None:
    facts: list[dict[str, Any]] = [
        {"mention": world.article.mentions.order_by("pk").last()},
        {"statement": world.article.statements.order_by("pk").last()},
        {"actor": world.people[other].actor_ptr},
    ]
    EvidenceFactory(article=world.article, **facts[one])


def _review(world: World, one: int, other: int) -> None:
    Statement.objects.filter(article=world.article).update(
        review=("confirmed", "rejected", "disputed")[one]
    )


def _sign(world: World, one: int, other: int) -> None:
    world.article.signatories.all().delete()
    for position, initials in enumerate((f"A{one}", f"S{other}"), start=1):
        SignatoryFactory(article=world.article, position=position, initials=initials)


def _turn_signature(world: World, one: int, other: int) -> None:
    rows = list(world.article.signatories.order_by("pk"))
    for position, row in enumerate(rows):
        type(row).objects.filter(pk=row.pk).update(position=50 + position)
    for position, row in enumerate(reversed(rows), start=1):
        type(row).objects.filter(pk=row.pk).update(position=position)


def _file(world: World, one: int, other: int) -> None:
    if not world.article.classifications.filter(subject=world.subjects[one]).exists():
        ClassificationFactory(article=world.article, subject=world.subjects[one])


def _picture(world: World, one: int, other: int) -> None:
    if not world.article.images.exists():
        ImageFactory(article=world.article, caption=f"Légende {one}")
    else:
        world.article.images.update(caption=f"Légende {other}")


def _drop(world: World, one: int, other: int) -> None:
    lists = ("mentions", "coverages", "statements", "evidence", "classifications", "images")
    rows = getattr(world.article, lists[one + 3 * (other % 2)])
    if (row := rows.order_by("pk")[other : other + 1].first()) is not None:
        row.delete()


DEEDS: dict[str, Callable[[World, int, int], None]] = {
    "write": _write,
    "mention": _mention,
    "respell": _respell,
    "cover": _cover,
    "say": _say,
    "rest": _rest,
    "review": _review,
    "sign": _sign,
    "turn_signature": _turn_signature,
    "file": _file,
    "picture": _picture,
    "drop": _drop,
}
