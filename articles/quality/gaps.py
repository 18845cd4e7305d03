"""What is missing in the record: offices, sources, people behind a name, speakers, summaries."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Exists, Model, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from actors.choices import Certainty
from actors.inferring import stale_inferences
from actors.models import (
    Actor,
    Agreement,
    Attestation,
    Country,
    Identifier,
    Meeting,
    MeetingLink,
    Membership,
    Name,
    Participation,
    Party,
    Person,
    Rank,
    Tenure,
)
from articles.choices import PUBLIC_STATUSES, Anchor, StatementKind
from articles.models import Article, Coverage, Evidence, Mention, Statement
from articles.quality.found import Found, about, each, stream

# Facts, by the column of their evidence, with what their own words need.
FACTS: tuple[tuple[str, type[Model], tuple[str, ...]], ...] = (
    ("name", Name, ("actor",)),
    ("rank", Rank, ("person",)),
    ("membership", Membership, ("member", "organisation")),
    ("meeting", Meeting, ()),
    ("participation", Participation, ("meeting", "person", "office", "delegation")),
    ("meeting_link", MeetingLink, ("meeting", "other")),
    ("agreement", Agreement, ()),
    ("party", Party, ("agreement", "actor")),
)


def people_without_office() -> Iterator[Found]:
    """People of whom no office is known."""
    people = Person.objects.filter(merged_into=None)
    return each(people.filter(~Exists(Tenure.objects.filter(person=OuterRef("pk")))))


def tenures_without_source() -> Iterator[Found]:
    """Offices held, for which neither a sentence nor any other source is given."""
    rows = _unstated(Tenure, "tenure").filter(source="", source_url="")
    rows = rows.select_related("person", "office")
    return each(rows.exclude(Exists(Attestation.objects.filter(tenure=OuterRef("pk")))))


def facts_without_evidence() -> Iterator[Found]:
    """Facts apart from offices that no sentence states and for which no source is given."""
    for column, model, related in FACTS:
        rows = _unstated(model, column)
        if column in ("rank", "membership"):
            attested = Attestation.objects.filter(**{column: OuterRef("pk")})
            rows = rows.exclude(Exists(attested))
        elif column == "meeting":
            rows = rows.filter(source="", source_id="")
            rows = rows.exclude(Exists(Coverage.objects.filter(meeting=OuterRef("pk"))))
        elif column == "name":
            rows = _names_without_source(rows)
        elif column in ("participation", "meeting_link"):
            rows = rows.filter(meeting__source="", meeting__source_id="")
        yield from each(rows.select_related(*related))


def _unstated(model: type[Any], column: str) -> QuerySet[Any]:
    stated = Evidence.objects.standing().filter(**{column: OuterRef("pk")})
    return model._default_manager.filter(~Exists(stated))


def _names_without_source(names: QuerySet[Name]) -> QuerySet[Name]:
    """Those that no story prints for their bearer, and that no catalogue is known to give.

    Countries with a code came from the list of the world's countries, with their names. A name
    from elsewhere, of somebody whom the record ties to a catalogue, is taken to stand there.
    """
    mentions = Mention.objects.filter(actor=OuterRef("actor"), spelling=OuterRef("text"))
    listed = Country.objects.filter(pk=OuterRef("actor")).exclude(iso2="", former_code="")
    catalogued = Identifier.objects.filter(actor=OuterRef("actor"))
    return (
        names.exclude(Exists(mentions))
        .exclude(Exists(listed))
        .exclude(Exists(catalogued), certainty=Certainty.OUTSIDE)
    )


def unresolved_participants() -> Iterator[Found]:
    """People at meetings of whom only an office or a name as written is known."""
    rows = Participation.objects.filter(person=None)
    rows = rows.filter(Q(office__isnull=False) | ~Q(name_as_written=""))
    for row in stream(rows.select_related("meeting", "person", "office", "delegation")):
        yield about(row, str(getattr(row, "meeting", "")))


def stale_people() -> Iterator[Found]:
    """People deduced from an office, of whom the record says otherwise by now."""
    rows = stale_inferences().select_related("meeting", "person", "office", "delegation")
    return each(rows, _("The office does not lead to this person on that day any more."))


def unanchored_words() -> Iterator[Found]:
    """Sentences and quotations that do not stand in their story in these words."""
    for model in (Evidence, Statement):
        rows: QuerySet[Any] = model._default_manager.standing()
        for row in rows.filter(anchor__in=[Anchor.CHANGED, Anchor.LOST]).order_by("pk").iterator():
            now = row.present and _("Now: “%(words)s”") % {"words": row.present}
            yield about(row, now or row.get_anchor_display())


def only_one_story() -> Iterator[Found]:
    """People and bodies with no office and no summary, whom a single published story names."""
    return each(_bare().filter(pk__in=_named_once()))


def stubs() -> Iterator[Found]:
    """Actors of whom next to nothing is known: no office, no summary, one story at most.

    Whom one published story names is found by `only_one_story`, and not here.
    """
    mentions = Mention.objects.filter(actor=OuterRef("pk")).order_by().values("actor")
    stories = mentions.annotate(n=Count("article", distinct=True)).filter(n__gt=1)
    return each(_bare().filter(~Exists(stories)).exclude(pk__in=_named_once()))


def _bare() -> QuerySet[Actor]:
    """People and bodies of whom neither an office nor a summary is on record."""
    actors = Actor.objects.filter(merged_into=None, summary="", country=None)
    return actors.filter(
        ~Exists(Tenure.objects.filter(person=OuterRef("pk"))),
        ~Exists(Tenure.objects.filter(office__organisation=OuterRef("pk"))),
    ).exclude(person=None, organisation=None)


def _named_once() -> QuerySet[Any]:
    """The keys of all that a single published story names, in one pass over the mentions."""
    public = Mention.objects.filter(article__status__in=PUBLIC_STATUSES, actor__isnull=False)
    counted = public.order_by().values("actor").annotate(n=Count("article", distinct=True))
    return counted.filter(n=1).values("actor")


def statements_without_speaker() -> Iterator[Found]:
    """Words of which nobody is given as the source."""
    kinds = (StatementKind.QUOTE, StatementKind.CLAIM, StatementKind.RELAYED)
    rows = Statement.objects.standing().filter(speaker=None, source_as_written="", kind__in=kinds)
    return each(rows.filter(article__trashed_at=None))


def stories_without_links() -> Iterator[Found]:
    """Published stories that name nobody on record."""
    rows = Article.objects.filter(status__in=PUBLIC_STATUSES).defer("body", "body_text", "notes")
    return each(rows.filter(~Exists(Mention.objects.filter(article=OuterRef("pk")))))
