"""The filler of the benchmark: it writes what importing and projecting would have written."""

import io
import json
import re
import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from jsonschema import Draft202012Validator

from actors.importers import jsonl
from articles.importers.articles import import_articles
from articles.models import Article
from newsroom.bench import actors, bulk, meetings
from newsroom.bench.bulk import Chunk
from newsroom.bench.filler import Filler
from newsroom.bench.paragraphs import Paragraph, ends_in_a_word
from newsroom.bench.stories import SOURCE, Stories, make_sections
from newsroom.register.dates import DateCount, ItemDate, Unit
from newsroom.register.models import Batch, Entry, Item, Reference
from newsroom.register.sequencer import sequence_all
from tests.undone import undone

pytestmark = pytest.mark.django_db

SPEC = json.loads((Path(__file__).parents[2] / "newsroom" / "openapi.json").read_text("utf-8"))
POOL = [
    Paragraph("Le budget de l’U.E. & de l’O.N.U. a été voté à 17\xa0h, a dit le porte-parole."),
    Paragraph("1er janvier 2016, 14h30. – Un homme a foncé sur <quatre> militaires."),
    Paragraph("Il y a eu trois blessés ; la voiture a fini sa course dans un ravin, près du pont."),
]
COUNT = 12


@dataclass
class Scene:
    """The same stories both ways: items as they were projected, and as they were filled in."""

    stories: Stories
    projected: list[Item]
    made: list[Item]
    sums: list[Counter[tuple[object, ...]]]


@pytest.fixture(scope="module")
def scene(django_db_setup: None, django_db_blocker: Any) -> Iterator[Scene]:
    with django_db_blocker.unblock(), undone():
        cast = actors.make(10)
        stories = Stories(COUNT, cast, meetings.make(5, cast), imported=COUNT, pool=POOL)
        make_sections()
        file = io.StringIO()
        stories.write(file)
        lines = io.BytesIO(file.getvalue().encode())
        import_articles(jsonl.read(lines), on_reject=lambda _line, reason: pytest.fail(reason))
        stories.link()
        sequence_all()
        before = published()
        projected, made = filled(stories)
        yield Scene(stories, projected, made, [before, published()])


def published() -> Counter[tuple[object, ...]]:
    """How many stories the calendar counts, by unit and first day."""
    rows = DateCount.objects.filter(basis="published", kind="article", number__gt=0)
    return Counter({(one.unit, one.start): one.number for one in rows})


def filled(stories: Stories) -> tuple[list[Item], list[Item]]:
    """The same stories, written a second time by the filler: items of both ways, in one order."""
    number = Item.objects.order_by("-seq").values_list("seq", flat=True)[0] + 1
    at = datetime(2026, 1, 1, tzinfo=UTC)
    bulk.prepare(POOL)
    bulk.count(bulk.write(Filler(stories), Chunk(range(COUNT), number, at)))
    made = list(Item.objects.filter(seq__gte=number).order_by("seq"))
    return [_projected(stories, item) for item in made], made


def _projected(stories: Stories, item: Item) -> Item:
    """The projected item of the story or statement that the filler has made anew."""
    story = item if item.kind == "article" else Item.objects.get(pk=item.doc["article"])
    plans = {plan.published_at: plan.source_id for plan in stories.plans()}
    article = Article.objects.get(source_name=SOURCE, source_id=plans[story.sort_at])
    if item.kind == "article":
        return Item.objects.get(pk=article.uid)
    return Item.objects.get(kind=item.kind, doc__article=str(article.uid))


def twins(projected: list[Item], made: list[Item]) -> dict[str, str]:
    """Ids that may differ: those of the projected things, and what the filler has for each."""
    found = {}
    for ours, theirs in zip(projected, made, strict=True):
        found[str(ours.uid)] = str(theirs.uid)
        evidence = [item.doc.get("evidence", ()) for item in (ours, theirs)]
        found |= {one["id"]: other["id"] for one, other in zip(*evidence, strict=True)}
    return found


def translated(value: object, ids: dict[str, str]) -> Any:
    """The value as JSON gives it, with these ids in place of those."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)
    for one, other in ids.items():
        text = text.replace(one, other).replace(one.replace("-", ""), other.replace("-", ""))
    return json.loads(text)


def columns(item: Item) -> dict[str, object]:
    """What the register keeps of an item beside what is the number's, and digests of ids."""
    apart = ("uid", "seq", "etag", "beside", "sequenced_at", "first_at", "events")
    events = [{name: event[name] for name in event if name != "at"} for event in item.events]
    return {"events": events} | {
        field.attname: getattr(item, field.attname)
        for field in Item._meta.concrete_fields
        if field.attname not in apart
    }


def references(item: Item) -> list[tuple[object, ...]]:
    rows = Reference.objects.filter(item=item)
    return list(rows.values_list("target", "rel", "certainty", "kind", "sort_at"))


def dates(item: Item) -> list[tuple[object, ...]]:
    return list(ItemDate.objects.filter(item=item).values_list("kind", "basis", "unit", "start"))


def words(item: Item) -> dict[str, object]:
    """The words of its vector with their places; a set of those that stand for things."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select lexeme, positions, weights from register_search, unnest(vector)"
            " where item_id = %s order by lexeme",
            [item.pk],
        )
        return {word: (places, weights) for word, places, weights in cursor.fetchall()}


def facets(item: Item) -> list[uuid.UUID]:
    return Entry.objects.get(pk=item.pk).facets


def in_order(value: Any) -> Any:
    """Rows in an order that their ids have no part in."""
    return sorted(value) if isinstance(value, list) else value


def test_a_filled_story_is_as_if_it_had_been_imported_and_projected(scene):
    ids = twins(scene.projected, scene.made)

    assert {item.kind for item in scene.made} == {"article", "statement"}
    assert len(scene.made) > COUNT
    assert any(item.doc.get("meetings") for item in scene.made)
    assert any("&amp;" in item.doc.get("body", "") for item in scene.made)
    for ours, theirs in zip(scene.projected, scene.made, strict=True):
        for kept in (columns, references, facets, words, dates):
            assert in_order(translated(kept(ours), ids)) == in_order(translated(kept(theirs), {}))
        assert (theirs.etag, theirs.beside) != ("", "")


def test_filled_documents_are_as_described(scene):
    for item in scene.made:
        schema = SPEC["components"]["schemas"][item.kind.capitalize()]
        checker = Draft202012Validator(
            schema | {"components": SPEC["components"]},
            format_checker=Draft202012Validator.FORMAT_CHECKER,
        )
        assert [error.message for error in checker.iter_errors(item.doc)] == []
        assert set(schema["required"]) == set(item.doc)


def test_filled_stories_stand_in_the_change_feed_without_a_gap(scene):
    numbers = list(Item.objects.order_by("seq").values_list("seq", flat=True))

    assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    last = Batch.objects.order_by("-last_seq")[0]
    assert (last.first_seq, last.last_seq) == (numbers[-len(scene.made)], numbers[-1])


def test_filled_stories_are_counted_in_the_calendar(scene):
    before, after = scene.sums

    assert sum(number for (unit, _start), number in before.items() if unit == Unit.DAY) == COUNT
    assert after == Counter({cell: 2 * number for cell, number in before.items()})


def test_indexes_are_built_anew_as_they_were(db):
    def definitions() -> list[str]:
        with connection.cursor() as cursor:
            cursor.execute(
                "select indexdef from pg_indexes where tablename like 'register\\_%%'"
                " union all select conrelid::regclass || pg_get_constraintdef(oid)"
                " from pg_constraint order by 1"
            )
            # A condition that is read anew has its casts elsewhere, and says the same.
            found = [
                "".join(re.split(r"::[\w ]+(?:\[\])?|[()]", row[0])) for row in cursor.fetchall()
            ]
        return sorted(found)

    connection.check_constraints()  # no row that other tests entered is left to be checked
    before = definitions()
    with bulk.without_indexes():
        during = definitions()

    assert len(during) < len(before) - 6
    assert definitions() == before


@pytest.mark.parametrize(
    ("text", "ends"), [("Il a dit oui.", True), ("Il a parlé avec eux.", False), ("…", False)]
)
def test_only_paragraphs_that_end_in_a_word_are_joined(text, ends):
    assert ends_in_a_word(text) is ends


def test_ids_of_filled_things_are_the_same_every_time(scene):
    filler = Filler(scene.stories)

    assert [one.fresh.uid for one in filler.fill(3)] == [one.fresh.uid for one in filler.fill(3)]
