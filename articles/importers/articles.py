"""Stores the stories of a file, batch by batch; a second run of the same file changes nothing."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _

from actors.importers.jsonl import Line
from actors.importers.report import Outcome, Report
from articles.attesting import attest
from articles.choices import ArticleStatus
from articles.importers.mapping import Mapping
from articles.importers.record import BadRecord, Story, read_record
from articles.models import Article, Section
from articles.services import publish_many

KIND = "articles"
Reject = Callable[[Line, str], object]
Found = tuple[Line, Story]


def import_articles(
    lines: Iterable[Line],
    *,
    on_reject: Reject,
    mapping: Mapping | None = None,
    source: str = "",
    publish: bool = True,
    dry_run: bool = False,
    batch: int = 200,
    progress: Callable[[int], object] = lambda _end: None,
) -> Report:
    """Store each line as a story; what became of them.

    A line that cannot be a story is given to `on_reject`, with the reason, and only counted:
    a file with millions of them must fit into the memory.

    A story is known by its source and its id there. If the file differs from the record, the
    record follows, except where the newsroom has worked on the story since: it was corrected,
    withdrawn or saved in the admin. Such stories stay, and are counted as kept.

    Each batch is a transaction of its own: a run that is killed loses at most one, and the next
    run goes on from there. `progress` is told after each batch where in the file it ends.
    """
    report = Report()

    def reject(line: Line, reason: str) -> None:
        report.count(KIND, Outcome.REJECTED)
        on_reject(line, reason)

    stories = _stories(lines, reject, mapping=mapping, source=source, publish=publish)
    while group := list(islice(stories, batch)):
        last = group[-1][0]
        found = [(line, story) for line, story in group if story]
        _store(found, report, reject, publish=publish, dry_run=dry_run)
        progress(last.end)
    return report


def _stories(
    lines: Iterable[Line],
    reject: Reject,
    *,
    mapping: Mapping | None,
    source: str,
    publish: bool,
) -> Iterator[tuple[Line, Story | None]]:
    """Each line with its story, None for one that is rejected."""
    sections = dict(Section.objects.values_list("code", "pk"))
    seen: dict[bytes, int] = {}  # of long files too: eight bytes a key, not the key
    for line in lines:
        try:
            if line.row is None:
                raise BadRecord(line.error)
            row = mapping.apply(line.row) if mapping else line.row
            story = read_record(row, source=source, sections=sections)
            if publish and story.published_at is None:
                raise BadRecord(_("“published_at” is missing."))
            key = hashlib.blake2b("\0".join(story.key).encode(), digest_size=8).digest()
            if (first := seen.setdefault(key, line.number)) != line.number:
                raise BadRecord(
                    _("The id “%(id)s” is that of %(place)s.")
                    % {"id": story.source_id, "place": _place(line.unit, first)}
                )
            yield line, story
        except BadRecord as error:
            reject(line, str(error))
            yield line, None


def _store(
    found: list[Found], report: Report, reject: Reject, *, publish: bool, dry_run: bool
) -> None:
    try:
        with transaction.atomic():
            outcomes = _write([story for _line, story in found], publish=publish)
            transaction.set_rollback(dry_run)
    except (DataError, IntegrityError, ValidationError) as error:
        # A rule that only the database or the desk knows: find the story that breaks it, store
        # the others.
        if len(found) == 1:
            reject(found[0][0], " ".join(getattr(error, "messages", [str(error).strip()])))
            return
        for one in found:
            _store([one], report, reject, publish=publish, dry_run=dry_run)
        return
    for (line, _story), outcome in zip(found, outcomes, strict=True):
        report.count(KIND, outcome)
        if outcome is Outcome.KEPT:
            report.remark(
                place(line), _("The newsroom has worked on this story; it stays as it is.")
            )


def place(line: Line) -> str:
    """Where in the file it is, in words."""
    return line.name or _place(line.unit, line.number)


def _place(unit: str, number: int) -> str:
    words = _("item %(number)d") if unit == "item" else _("line %(number)d")
    return words % {"number": number}


def _write(stories: list[Story], *, publish: bool) -> list[Outcome]:
    """Store a batch; what became of each story."""
    known = {
        (article.source_name, article.source_id): article
        for article in Article.objects.select_for_update()
        .filter(
            source_name__in={story.source_name for story in stories},
            source_id__in=[story.source_id for story in stories],
        )
        .order_by("pk")
    }
    fresh = [_new(story, publish=publish) for story in stories if story.key not in known]
    Article.objects.bulk_create(fresh)
    changes = {
        key: _changes(known[key], story, publish=publish)
        for story in stories
        if (key := story.key) in known
    }
    kept = _worked_on([article for key, article in known.items() if changes.get(key)])
    release = fresh if publish else []
    outcomes, updated = [], list[Article]()
    for story in stories:
        article, changed = known.get(story.key), changes.get(story.key)
        if article is None:
            outcomes.append(Outcome.CREATED)
        elif not changed:
            outcomes.append(Outcome.UNCHANGED)
        elif article.pk in kept:
            outcomes.append(Outcome.KEPT)
        else:
            outcomes.append(Outcome.UPDATED)
            _update(article, changed)
            updated.append(article)
            if publish and article.status == ArticleStatus.DRAFT:
                release.append(article)
    attest(updated)  # what a sentence that the new text does not have any more had attested
    if release:
        publish_many(release, by=None)
    return outcomes


def _columns(story: Story, *, published: bool) -> dict[str, object]:
    """What the columns of the story should be. A draft keeps its date as that of the text."""
    return story.values | {
        "published_at": story.published_at if published else None,
        "dated": "" if published else story.day,
    }


def _new(story: Story, *, publish: bool) -> Article:
    return Article(
        source_name=story.source_name,
        source_id=story.source_id,
        **_columns(story, published=publish),
    )


def _changes(article: Article, story: Story, *, publish: bool) -> dict[str, object]:
    """The columns in which the file differs from the record, with the file's values."""
    published = article.is_published or article.status == ArticleStatus.WITHDRAWN or publish
    wanted = _columns(story, published=published)
    changed = {name: value for name, value in wanted.items() if getattr(article, name) != value}
    if changed.get("published_at", story) is None:  # a file without a date takes none away
        del changed["published_at"]
    return changed


def _update(article: Article, changed: dict[str, object]) -> None:
    for name, value in changed.items():
        setattr(article, name, value)
    article.save(update_fields=[*changed, "updated_at"])


def _worked_on(articles: list[Article]) -> set[int]:
    """Those that an editor or a reader has reason to know as they are: their primary keys."""
    untouched = (ArticleStatus.DRAFT, ArticleStatus.PUBLISHED)
    found = {article.pk for article in articles if article.status not in untouched}
    saved = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Article),
        object_id__in=[str(article.pk) for article in articles],
    ).values_list("object_id", flat=True)
    return found | {int(pk) for pk in saved if pk}
