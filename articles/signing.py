"""Signatures: the chain of initials of those who worked on a story, and who is behind each."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from articles.choices import RevisionKind, SignatoryRole
from articles.models import Article, Contributor, Signatory

BETWEEN = "/"
# Versions that nobody of the newsroom wrote: they make nobody an author.
_UNWRITTEN = (RevisionKind.IMPORTED, RevisionKind.PLANNED)


@dataclass(frozen=True)
class Segment:
    """One link of the chain, as printed. candidates: who signed so on that day; one or it asks."""

    initials: str
    candidates: tuple[Contributor, ...] = ()

    @property
    def contributor(self) -> Contributor | None:
        """Who it is, where only one member of the staff can be meant; never guessed."""
        return self.candidates[0] if len(self.candidates) == 1 else None

    @property
    def role(self) -> str:
        """What the contributor usually does; unknown for initials that are not resolved."""
        return self.contributor.role if self.contributor else SignatoryRole.UNKNOWN


@dataclass(frozen=True)
class Proposal:
    """The chain of those who worked on a story. unknown: log-ins of whom no initials are known."""

    chain: tuple[Contributor, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def signature(self) -> str:
        """The chain as it is printed; empty where nobody is known."""
        return printed(one.initials for one in self.chain)


def parse(signature: str) -> list[str]:
    """The segments of a printed signature in their order: "(AC/Sf/APA)" → AC, Sf, APA."""
    bare = signature.strip()
    if bare.startswith("(") and bare.endswith(")"):
        bare = bare[1:-1]
    return [part for piece in bare.split(BETWEEN) if (part := piece.strip())]


def printed(segments: Iterable[str]) -> str:
    """The segments as one signature."""
    return BETWEEN.join(segments)


def day_of(article: Article) -> date:
    """The day on which a story was signed: that of the text, of publication, or today."""
    row: Any = article
    # Of a story that is not out: today.
    day: date = row.dated_latest or timezone.localdate(row.published_at)
    return day


def resolve(signature: str, on: date) -> list[Segment]:
    """Each segment with those of the staff who signed so, capitals included, on that day."""
    parts = parse(signature)
    known: dict[str, list[Contributor]] = defaultdict(list)
    for one in _valid(on).filter(initials__in=parts):
        known[one.initials].append(one)
    return [Segment(part, tuple(known[part])) for part in parts]


def propose(article: Article) -> Proposal:
    """The chain of who wrote and changed the story, in that order, and the agency at its end.

    A story from elsewhere is signed there, so nothing is proposed for it.
    """
    if article.source_name:
        return Proposal()
    rows = article.revisions.exclude(kind__in=_UNWRITTEN).exclude(author=None)
    users = rows.order_by("number").values_list("author_id", "author__username")
    names: dict[int, str] = dict(users)  # each once, where they came in
    staff = _valid(day_of(article))
    by_user = {one.user_id: one for one in staff.filter(user__in=names)}
    agencies = list(staff.filter(role=SignatoryRole.AGENCY)[:2])
    chain = [by_user[pk] for pk in names if pk in by_user]
    if chain and len(agencies) == 1 and agencies[0] not in chain:
        chain.append(agencies[0])
    return Proposal(tuple(chain), tuple(names[pk] for pk in names if pk not in by_user))


@transaction.atomic
def sign(article: Article) -> str:
    """Give an unsigned story the signature that is proposed; the signature it then has."""
    row = Article.objects.select_for_update().get(pk=article.pk)
    if not row.signature and (proposal := propose(row)).chain:
        row.signature = article.signature = proposal.signature
        row.save(update_fields=["signature", "updated_at"])
        fill(row)
    return row.signature


@transaction.atomic
def fill(article: Article) -> list[Signatory]:
    """Bring the segments in line with the printed signature, which is never altered.

    Who was chosen for a segment by hand stays; what is not resolved is left open.
    """
    wanted = resolve(article.signature, day_of(article))
    rows = list(article.signatories.order_by("position"))
    if [row.initials for row in rows] == [segment.initials for segment in wanted]:
        return rows
    chosen = {row.initials: row for row in rows if row.contributor_id}
    article.signatories.all().delete()
    return Signatory.objects.bulk_create(
        _row(article, position, segment, chosen.get(segment.initials))
        for position, segment in enumerate(wanted, start=1)
    )


def _row(article: Article, position: int, segment: Segment, was: Any) -> Signatory:
    contributor = was.contributor if was else segment.contributor
    role = was.role if was else segment.role
    width = Signatory._meta.get_field("initials").max_length
    return Signatory(
        article=article,
        position=position,
        initials=segment.initials[:width],
        role=role,
        contributor=contributor,
    )


def _valid(on: date) -> Any:
    """The staff of that day."""
    since = Q(valid_from=None) | Q(valid_from__lte=on)
    return Contributor.objects.filter(since, Q(valid_until=None) | Q(valid_until__gte=on))
