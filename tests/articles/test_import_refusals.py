"""Stories that the desk's own rules refuse are rejected lines, and the rest of the file goes in."""

import pytest

from actors.importers.jsonl import Line
from articles.importers.articles import import_articles
from articles.models import Article

pytestmark = pytest.mark.django_db


def test_a_story_whose_text_is_only_markup_is_rejected_alone() -> None:
    rows = [
        {"id": str(n), "body": body, "published_at": "2020-01-01"}
        for n, body in enumerate(["<p>Un.</p>", "<p></p>", "<p>Deux.</p>"], start=1)
    ]
    rejected = []
    report = import_articles(
        [Line(n, n, row=row) for n, row in enumerate(rows, start=1)],
        on_reject=lambda line, reason: rejected.append((line.number, reason)),
        source="Agence",
    )
    [(number, reason)] = rejected
    assert number == 2
    assert not reason.startswith("[")
    assert set(Article.objects.published().values_list("source_id", flat=True)) == {"1", "3"}
    assert report.summary()
