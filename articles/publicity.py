"""Which records a story opens when it is published, and closes when it is withdrawn.

A record is public because somebody wrote so, never because of a join at reading time: an
embargoed story cannot show through a meeting or a person that only it names.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db.models import Model, Q, QuerySet

from actors.choices import Visibility
from actors.models import (
    Actor,
    Agreement,
    Meeting,
    MeetingLink,
    Membership,
    Name,
    Office,
    Organisation,
    Participation,
    Party,
    Rank,
    Tenure,
)
from actors.querysets import PUBLIC_VALUES
from articles.attesting import attest
from articles.choices import PUBLIC_STATUSES
from articles.models import Article, Evidence, Mention, Statement
from articles.turns import take_turns

Ids = dict[type[Model], set[int]]

# Facts that an editor may hold until a story gives them as evidence: column → model.
HELD_FACTS: dict[str, type[Any]] = {
    "name": Name,
    "tenure": Tenure,
    "rank": Rank,
    "membership": Membership,
    "participation": Participation,
    "meeting_link": MeetingLink,
    "party": Party,
}


ACTORS_OF_EVIDENCE = (
    "actor", "name__actor", "tenure__person", "rank__person", "membership__member",
    "membership__organisation",
)  # fmt: skip
_PLACES = ("place", "place__within", "stops__place", "stops__place__within")
PLACES_OF_MEETING = tuple(f"{place}__country" for place in _PLACES)


def open_records(articles: Iterable[Article]) -> None:
    """Make public what these stories name and nobody has decided otherwise."""
    articles = list(articles)
    take_turns()
    attest(articles)
    for model, ids in named_by([article.pk for article in articles]).items():
        held = model._default_manager.filter(pk__in=ids, visibility=Visibility.HELD)
        held.update(visibility=Visibility.STORY)


def hold_unproven(article: Article) -> None:
    """Hold the facts that an unpublished story gives as evidence and nothing public states.

    A fact about things that are public shows as soon as it is entered. One that was entered
    while the story was being written, and that the story proves, belongs to the story: an
    appointment under embargo must not show on the page of the person who is appointed.
    """
    take_turns()
    for column, fact in HELD_FACTS.items():
        evidence = Evidence.objects.filter(article=article, **{f"{column}__isnull": False})
        fresh = fact._default_manager.filter(
            pk__in=evidence.values(column),
            visibility=Visibility.PUBLIC,
            created_at__gte=article.created_at,
        )
        ids = _column(fresh, "pk")
        stated = _column(Evidence.objects.published().filter(**{f"{column}__in": ids}), column)
        fact._default_manager.filter(pk__in=ids - stated).update(visibility=Visibility.HELD)


@contextmanager
def following(article: Article) -> Iterator[None]:
    """Around a change of a published story: open what it names anew, close what it drops."""
    take_turns()
    before = named_by([article.pk])
    yield
    open_records([article])
    after = named_by([article.pk])
    _close({model: ids - after[model] for model, ids in before.items()})


def close_records(article: Article) -> None:
    """Hold back again what only this story, now withdrawn, had made public."""
    take_turns()
    attest([article])
    _close(named_by([article.pk]))


def _close(records: Ids) -> None:
    """Hold back those of the records that no published story names any more."""
    opened: Ids = defaultdict(set)
    for model, ids in records.items():
        opened[model] = set(
            model._default_manager.filter(pk__in=ids, visibility=Visibility.STORY).values_list(
                "pk", flat=True
            )
        )
    for column, fact in HELD_FACTS.items():
        stated = Evidence.objects.published().filter(**{f"{column}__in": opened[fact]})
        _hold(fact, opened[fact] - _column(stated, column))
    # Each step looks at what the steps before it have left public.
    _hold(Meeting, opened[Meeting] - _meetings_in_stories(opened[Meeting]))
    _hold(Agreement, opened[Agreement] - _agreements_in_use(opened[Agreement]))
    named = opened[Actor] - _actors_in_stories(opened[Actor]) - _actors_met(opened[Actor])
    is_body = Q(organisation__isnull=False) | Q(country__isnull=False)
    bodies = set(Actor.objects.filter(is_body, pk__in=named).values_list("pk", flat=True))
    _hold(Actor, named - bodies)
    _hold(Office, opened[Office] - _offices_in_use(opened[Office]))
    while unused := bodies - _bodies_in_use(bodies):  # a part goes before what it is part of
        _hold(Actor, unused)
        bodies -= unused


def named_publicly(rows: Ids) -> Ids:
    """Those of these actors and facts that published stories name or what is public needs."""
    found: Ids = {
        fact: _column(Evidence.objects.published().filter(**{f"{column}__in": pks}), column)
        for column, fact in HELD_FACTS.items()
        if (pks := rows.get(fact))
    }
    actors = rows.get(Actor, set())
    used = _actors_in_stories(actors) | _actors_met(actors) | _bodies_in_use(actors)
    return found | {Actor: used & actors}


def named_by(article_ids: list[int]) -> Ids:
    """The records and facts that stories name, directly or through what they name."""
    found: Ids = defaultdict(set)
    _from_stories(found, article_ids)
    _from_evidence(found, article_ids)
    _from_meetings(found, article_ids)
    known = Q(person__in=found[Actor], visibility__in=PUBLIC_VALUES)
    known &= ~Q(pk__in=_waiting("tenure", article_ids, tenure__person__in=found[Actor]))
    tenures = Tenure.objects.filter(Q(pk__in=found[Tenure]) | known)
    found[Office] |= _column(tenures, "office")
    offices = Office.objects.filter(pk__in=found[Office])
    found[Actor] |= _column(offices, "organisation") | _column(offices, "country")
    fresh = found[Actor]
    while fresh:  # what they are part of, up to the top
        bodies = Organisation.objects.filter(pk__in=fresh)
        fresh = (_column(bodies, "parent") | _column(bodies, "home_country")) - found[Actor]
        found[Actor] = found[Actor] | fresh
    return found


def _from_stories(found: Ids, ids: list[int]) -> None:
    articles = Article.objects.filter(pk__in=ids)
    statements = Statement.objects.standing().filter(article__in=ids)
    found[Meeting] |= _column(articles, "coverages__meeting") | _column(statements, "occasion")
    found[Actor] |= _column(articles, "mentions__actor")
    found[Actor] |= _column(articles, "mentions__place__country")
    found[Actor] |= _column(articles, "dateline__country")
    for column in ("speaker", "originator", "addressee", "subjects__actor"):
        found[Actor] |= _column(statements, column)


def _from_evidence(found: Ids, ids: list[int]) -> None:
    evidence = Evidence.objects.standing().filter(article__in=ids)
    for column, fact in HELD_FACTS.items():
        found[fact] |= _column(evidence, column)
    found[Meeting] |= _column(evidence, "meeting")
    found[Agreement] |= _column(evidence, "agreement") | _column(evidence, "party__agreement")
    for column in ("participation__meeting", "meeting_link__meeting", "meeting_link__other"):
        found[Meeting] |= _column(evidence, column)
    for column in ACTORS_OF_EVIDENCE:
        found[Actor] |= _column(evidence, column)


def _from_meetings(found: Ids, ids: list[int]) -> None:
    meetings = Meeting.objects.filter(pk__in=found[Meeting])
    stated = Evidence.objects.filter(agreement__meeting__in=found[Meeting])
    # A document that only another story reports waits for that story.
    signed = Agreement.objects.filter(meeting__in=found[Meeting]).exclude(
        pk__in=stated.exclude(article__in=ids).values("agreement")
    )
    found[Agreement] |= _column(signed, "pk")
    waiting = _waiting("participation", ids, participation__meeting__in=found[Meeting])
    present = Participation.objects.filter(
        Q(pk__in=found[Participation]) | Q(visibility__in=PUBLIC_VALUES) & ~Q(pk__in=waiting),
        meeting__in=found[Meeting],
    )
    parties = Party.objects.filter(
        Q(pk__in=found[Party]) | Q(visibility__in=PUBLIC_VALUES), agreement__in=found[Agreement]
    )
    found[Office] |= _column(present, "office")
    for rows, columns in (
        (meetings, ("host", "inviter", *PLACES_OF_MEETING)),
        (present, ("person", "delegation")),
        (parties, ("actor", "signatory")),
    ):
        for column in columns:
            found[Actor] |= _column(rows, column)


def _waiting(column: str, ids: list[int], **among: Any) -> set[int]:
    """Facts for which only stories that are not out give a sentence: they wait for these."""
    stated = Evidence.objects.standing().filter(**among)
    out = stated.filter(Q(article__in=ids) | Q(article__status__in=PUBLIC_STATUSES))
    return _column(stated, column) - _column(out, column)


def _meetings_in_stories(ids: set[int]) -> set[int]:
    found = _stated(
        ids,
        ("meeting", "participation__meeting", "meeting_link__meeting", "meeting_link__other"),
    )
    covered = Article.objects.published().filter(coverages__meeting__in=ids)
    spoken = Statement.objects.published().filter(occasion__in=ids)
    return found | _column(covered, "coverages__meeting") | _column(spoken, "occasion")


def _agreements_in_use(ids: set[int]) -> set[int]:
    signed = Agreement.objects.filter(pk__in=ids, meeting__in=Meeting.objects.public())
    return _stated(ids, ("agreement", "party__agreement")) | _column(signed, "pk")


def _actors_in_stories(ids: set[int]) -> set[int]:
    found = _stated(ids, ACTORS_OF_EVIDENCE)
    for rows, columns in (
        (Mention.objects.published(), ("actor", "place__country")),
        (Article.objects.published(), ("dateline__country",)),
        (
            Statement.objects.published(),
            ("speaker", "originator", "addressee", "subjects__actor"),
        ),
    ):
        for column in columns:
            found |= _column(rows.filter(**{f"{column}__in": ids}), column)
    return found


def _stated(ids: set[int], columns: Iterable[str]) -> set[int]:
    """Those of the records for which a published story gives a sentence."""
    evidence, found = Evidence.objects.published(), set[int]()
    for column in columns:
        found |= _column(evidence.filter(**{f"{column}__in": ids}), column)
    return found & ids


def _actors_met(ids: set[int]) -> set[int]:
    meetings, found = Meeting.objects.public(), set[int]()
    present = Participation.objects.public().filter(meeting__in=meetings)
    parties = Party.objects.public().filter(agreement__in=Agreement.objects.public())
    for rows, column in (
        (present, "person"),
        (present, "delegation"),
        (parties, "actor"),
        (parties, "signatory"),
        (meetings, "host"),
        (meetings, "inviter"),
        *((meetings, column) for column in PLACES_OF_MEETING),
    ):
        found |= _column(rows.filter(**{f"{column}__in": ids}), column)
    return found


def _offices_in_use(ids: set[int]) -> set[int]:
    held = Tenure.objects.public().filter(office__in=ids, person__in=Actor.objects.public())
    present = Participation.objects.public().filter(
        office__in=ids, meeting__in=Meeting.objects.public()
    )
    return _column(held, "office") | _column(present, "office")


def _bodies_in_use(ids: set[int]) -> set[int]:
    offices = Office.objects.public()
    return (
        _column(offices.filter(organisation__in=ids), "organisation")
        | _column(offices.filter(country__in=ids), "country")
        | _column(Organisation.objects.public().filter(parent__in=ids), "parent")
        | _column(Organisation.objects.public().filter(home_country__in=ids), "home_country")
    )


def _hold(model: type[Any], ids: set[int]) -> None:
    model._default_manager.filter(pk__in=ids, visibility=Visibility.STORY).update(
        visibility=Visibility.HELD
    )


def _column(rows: QuerySet[Any], column: str) -> set[int]:
    found = set(rows.order_by().values_list(column, flat=True).distinct())
    return found - {None}
