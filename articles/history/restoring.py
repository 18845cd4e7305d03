"""Making a story what an earlier revision says: worked out first, then written as one change."""

from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from actors.merging import rows as record_rows
from actors.merging.relations import keys
from articles.choices import RevisionKind
from articles.editing import touch
from articles.history.following import followed
from articles.history.parts import PARTS, PLACED, Part, restored_columns
from articles.history.recording import catch_up, record
from articles.history.returning import Loss, Returning
from articles.history.snapshot import Content, content_of
from articles.models import Article, Revision
from articles.publicity import following, hold_unproven
from articles.rights import may_change

TEXT, LINKS = "text", "links"
WHOLE = frozenset({TEXT, LINKS})

Values = dict[str, Any]


class CannotRestore(ValidationError):
    """The story cannot become what it was."""


class LossesNotAccepted(CannotRestore):
    """Something cannot come back, and nobody has agreed to go without it."""


@dataclass
class Rows:
    """What is written to one table: rows by key, with the columns to write."""

    part: Part
    changed: dict[Any, Values] = field(default_factory=dict)
    coming: dict[Any, Values] = field(default_factory=dict)
    going: list[Any] = field(default_factory=list)


@dataclass
class Restoration:
    """What restoring would write, and what it would have to leave out."""

    article: Article
    fields: Values = field(default_factory=dict)
    rows: list[Rows] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)


def preview(article: Article, content: Content, pieces: frozenset[str] = WHOLE) -> Restoration:
    """What restoring this content would do, without writing.

    pieces: TEXT, LINKS or both (WHOLE): the columns of the story itself, and its linked rows.
    """
    now, wanted = content_of(article), followed(content)
    returning = Returning(article, now, wanted)
    planned = Restoration(article)
    if TEXT in pieces:
        columns = restored_columns()
        planned.fields = returning.fields(columns)
    if LINKS in pieces:
        for part in PARTS:
            planned.rows.append(_difference(part, now["rows"][part.name], returning.rows(part)))
    planned.losses = returning.losses
    return planned


def _difference(part: Part, now: list[Values], wanted: list[Values]) -> Rows:
    key = part.model._meta.pk.attname
    present, found = {row[key]: row for row in now}, Rows(part)
    for row in wanted:
        own = present.pop(row[key], None)
        if own is None:
            found.coming[row[key]] = row
        elif _said(own) != _said(row):
            found.changed[row[key]] = row
    found.going = list(present)
    return found


def _said(row: Values) -> Values:
    return {name: value for name, value in row.items() if name not in PLACED}


def restore(
    article: Article,
    revision: Revision,
    *,
    by: Any,
    pieces: frozenset[str] = WHOLE,
    accept_losses: bool = False,
) -> Revision | None:
    """Make the story, or a piece of it, what it was; kept as a new revision.

    Status, times of publication and embargo stay. None where it is that already. Raises
    LossesNotAccepted, CannotRestore, PermissionDenied.
    """
    comment = _("From revision %(number)d.") % {"number": revision.number}
    with transaction.atomic():
        row = take(article, revision, by=by)
        catch_up(row)
        write(row, revision.content, pieces=pieces, accept_losses=accept_losses)
        touch(row)
        return record(row, by=by, kind=RevisionKind.RESTORED, comment=comment)


def take(article: Article, revision: Revision, *, by: Any) -> Article:
    """The story as it is stored, locked; PermissionDenied to who may not change it now."""
    row = Article.objects.select_for_update().get(pk=article.pk)
    if revision.article_id != row.pk:
        raise CannotRestore(_("This revision belongs to another story."), code="other")
    if by is not None and not may_change(by, row):
        raise PermissionDenied
    if row.trashed_at:
        raise CannotRestore(_("The story is in the trash."), code="trashed")
    return row


def write(
    row: Article,
    content: Content,
    *,
    pieces: frozenset[str] = WHOLE,
    accept_losses: bool = False,
) -> None:
    """Make the locked story what the content says, inside the caller's transaction."""
    try:
        with transaction.atomic(), following(row) if row.is_published else nullcontext():
            planned = preview(row, content, pieces)
            if planned.losses and not accept_losses:
                raise LossesNotAccepted(_("Not everything can come back."), code="losses")
            _write(row, planned)
        if not row.is_published:
            hold_unproven(row)
    except IntegrityError as error:
        raise CannotRestore(
            _("The rules of the archive do not allow the story to be that again: %(why)s")
            % {"why": str(error).splitlines()[0]},
            code="refused",
        ) from error


def _write(row: Article, planned: Restoration) -> None:
    for name, value in planned.fields.items():
        setattr(row, name, value)
    if planned.fields:
        row.save()
    for written in planned.rows:
        _rewrite(written)
    for written in reversed(planned.rows):
        # After all rows that stay have let go of them: what still rests on them goes too.
        written.part.model._base_manager.filter(pk__in=written.going).delete()
    for written in planned.rows:
        for values in written.coming.values():
            record_rows.restore(written.part.model, _stored(written.part.model, values))
    if planned.rows:
        row.anchor_again()


def _rewrite(written: Rows) -> None:
    """Change rows where they are; one whose change could collide with another comes anew."""
    model = written.part.model
    unique = {name for key in _unique(model) for name in key}
    stored = model._base_manager.filter(pk__in=written.changed)
    present = {values["pk"]: values for values in stored.values("pk", *unique)}
    anew = []
    for pk, values in list(written.changed.items()):
        wanted = _stored(model, values)
        if any(wanted[name] != present[pk][name] for name in unique):
            anew.append(pk)
            written.coming[pk] = values
        else:
            model._base_manager.filter(pk=pk).update(**wanted)
    record_rows.remove(model, anew)


def _unique(model: type[Model]) -> list[tuple[str, ...]]:
    """The columns of each rule by which no two rows of a story may be alike."""
    return [key.columns for key in keys(model) if len(key.columns) > 1]


def _stored(model: type[Model], values: Values) -> Values:
    found = record_rows.revived(model, values)
    names = {column.name for column in model._meta.local_concrete_fields}
    return found | ({"updated_at": timezone.now()} if "updated_at" in names else {})
