"""Translations: which have fallen behind their source, and what they take over from it.

The database marks a translation as stale whenever the text of a source that is out changes,
whatever changes it; here it is told, confirmed, and given its source's links.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from articles.choices import NotificationEvent
from articles.models import Article, Classification, Coverage, Mention, Statement, StatementSubject
from articles.notifying import tell
from newsroom.audit import journal

_SAID = (
    "kind", "speaker_id", "source_as_written", "originator_id", "addressee_id", "occasion_id",
    "said_on", "certainty",
)  # fmt: skip


def stale(articles: QuerySet[Article]) -> QuerySet[Article]:
    """Those of the stories that are translations of what was changed since."""
    return articles.filter(stale_since__isnull=False)


def tell_of_stale(source: Article, *, by: Any, before: set[int]) -> None:
    """Tell who made them that translations of this story have fallen behind.

    before: primary keys of those that had done so before the change.
    """
    for translation in stale(source.translations.all()).exclude(pk__in=before):
        tell(NotificationEvent.STALE_TRANSLATION, translation, by=by)


@transaction.atomic
def confirm(article: Article, *, by: Any) -> None:
    """Say that the translation agrees with its source as that is now."""
    row = Article.objects.select_for_update().get(pk=article.pk)
    if row.stale_since is None:
        return
    since, row.stale_since = row.stale_since, None
    row.save(update_fields=["stale_since", "updated_at"])
    article.stale_since = None
    journal.write("translation_up_to_date", by=by, subject=row, detail={"since": since.isoformat()})


@transaction.atomic
def take_over(article: Article) -> int:
    """Give a translation the links of its source that it lacks; how many were added.

    Whom and what it names, the meetings, the subjects and the words: these with the original
    beside them, so that an editor need only put the translated words in their place. Sentences
    are not taken over, for the translation has others. A second time nothing is added.
    """
    source = article.translation_of
    if source is None:
        raise ValidationError(_("The story is not a translation."), code="no_source")
    # Two editors at once must not add everything twice.
    Article.objects.select_for_update().get(pk=article.pk)
    return (
        _mentions(source, article)
        + _coverages(source, article)
        + _subjects(source, article)
        + _statements(source, article)
    )


def _mentions(source: Article, article: Article) -> int:
    named = {(row.actor_id, row.place_id) for row in article.mentions.all()}
    rows: dict[tuple[int | None, int | None], Mention] = {}
    for row in source.mentions.order_by("id"):
        key = (row.actor_id, row.place_id)
        # The spelling is that of the source's language, unless the translation has it too.
        spelling = row.spelling if row.spelling in article.text else ""
        if key not in named and (key not in rows or spelling):
            rows[key] = Mention(
                article=article,
                actor_id=row.actor_id,
                place_id=row.place_id,
                spelling=spelling,
                role=row.role,
                is_metonym=row.is_metonym,
                certainty=row.certainty,
            )
    return len(Mention.objects.bulk_create(rows.values()))


def _coverages(source: Article, article: Article) -> int:
    known = article.coverages.values("meeting")
    rows = source.coverages.exclude(meeting__in=known).order_by("id")
    return len(
        Coverage.objects.bulk_create(
            Coverage(article=article, meeting_id=row.meeting_id, role=row.role) for row in rows
        )
    )


def _subjects(source: Article, article: Article) -> int:
    known = article.classifications.values("subject")
    rows = source.classifications.exclude(subject__in=known).order_by("id")
    return len(
        Classification.objects.bulk_create(
            Classification(article=article, subject_id=row.subject_id, certainty=row.certainty)
            for row in rows
        )
    )


def _statements(source: Article, article: Article) -> int:
    known = article.statements.exclude(original_text="").values("original_text")
    rows = source.statements.standing().order_by("id").prefetch_related("subjects")
    olds = list(rows.exclude(Q(text__in=known) | Q(original_text__in=known)))
    news = Statement.objects.bulk_create(
        [
            Statement(
                article=article,
                text=old.text,
                language=article.language,
                original_text=old.original_text or old.text,
                original_language=old.original_language or old.language,
                **{column: getattr(old, column) for column in _SAID},
            )
            for old in olds
        ]
    )
    made = dict(zip((old.pk for old in olds), news, strict=True))
    for old in olds:
        made[old.pk].continues = made.get(old.continues_id or 0)
    Statement.objects.bulk_update(news, ["continues"])
    StatementSubject.objects.bulk_create(
        StatementSubject(statement=made[old.pk], actor_id=subject.actor_id)
        for old in olds
        for subject in old.subjects.all()
    )
    return len(news)
