"""Stories that say the same in nearly the same words: found by fingerprints, judged by words."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import connection, transaction

from articles.models import Article, StoryPrint
from articles.versions import versions
from newsroom.register.text import tokens, words

RUN = 3  # words in a run; the same in the function articles_prints
# Stories looked at for one run of words: what more stories than that say tells nothing.
PER_RUN = 100
MOST = 5 * PER_RUN  # of its index entries that are read, about
JUDGED = 12  # stories whose texts are compared word by word
# Runs in common from which two texts are near, and their shares: of the words of both together,
# or of the shorter of the two.
SHARED, LIKENESS, CONTAINED = 8, 0.2, 0.3

Span = tuple[int, int]


@dataclass(frozen=True)
class Near:
    """A story near to a text. Shares lie between 0 and 1.

    shared: runs of words that stand in both. likeness: their share of the runs of the two
    together. contained: their share of the runs of the shorter of the two.
    """

    article: Article
    shared: int
    likeness: float
    contained: float

    @property
    def is_whole(self) -> bool:
        """Whether the two are one story; else a part of one stands in the other."""
        return self.likeness >= LIKENESS


def whole_text(article: Article) -> str:
    """All words of a story, headline included: what its fingerprints are taken of."""
    return together(article.headline, article.lead, article.body_text)


def together(headline: str, lead: str, body: str) -> str:
    """A headline and plain texts as one text, as the trigger that keeps fingerprints does it."""
    return " . ".join((headline, lead, body))


def near_duplicates(text: str, *, but: Collection[int] = ()) -> list[Near]:
    """The stories, drafts or out, that say what this text says; the nearest first.

    but: primary keys of stories that are not meant, such as the one whose text it is.
    """
    runs = _runs(words(text))
    if not runs:
        return []
    pks = _candidates(text, sorted(but))
    known = ("pk", "uid", "headline", "lead", "body_text", "status", "published_at", "language")
    stories = Article.objects.filter(pk__in=pks, trashed_at=None).only(*known)
    found = [near for story in stories if (near := _judged(story, runs))]
    return sorted(found, key=lambda near: (-near.contained, -near.likeness, -near.article.pk))


def of_article(article: Article) -> list[Near]:
    """The stories near to this one, apart from its own earlier and later versions."""
    chain = [row.pk for row in versions(article)]
    return near_duplicates(whole_text(article), but={article.pk, *chain})


def common(one: str, other: str) -> tuple[list[Span], list[Span]]:
    """The passages that two texts share: half-open spans of characters in each of them."""
    return _marked(one, _runs(words(other))), _marked(other, _runs(words(one)))


def _candidates(text: str, but: Sequence[int]) -> list[int]:
    table = StoryPrint._meta.db_table
    with transaction.atomic(), connection.cursor() as cursor:
        # One run is in few stories, which the server cannot know: it might read all of them. Of
        # one that is everywhere, any few stories will do.
        cursor.execute(
            "select current_setting('enable_seqscan'), current_setting('gin_fuzzy_search_limit')"
        )
        usual = cursor.fetchone()
        cursor.execute(f"set local enable_seqscan = off; set local gin_fuzzy_search_limit = {MOST}")
        cursor.execute(
            f"select near.article_id from unnest(articles_prints(%s)) asked (hash)"
            f" cross join lateral (select article_id from {table}"
            f"   where hashes @> array[asked.hash] limit {PER_RUN}) near"
            f" where near.article_id <> all(%s::bigint[])"
            f" group by 1 order by count(*) desc, 1 desc limit {JUDGED}",
            [text.replace("\0", ""), list(but)],
        )
        found = [pk for (pk,) in cursor.fetchall()]
        cursor.execute(
            "select set_config('enable_seqscan', %s, true),"
            " set_config('gin_fuzzy_search_limit', %s, true)",
            usual,
        )
        return found


def _judged(story: Article, runs: set[str]) -> Near | None:
    theirs = _runs(words(whole_text(story)))
    shared = len(runs & theirs)
    near = Near(
        story,
        shared,
        likeness=shared / (len(runs | theirs) or 1),
        contained=shared / (min(len(runs), len(theirs)) or 1),
    )
    # A flash of one line has few runs at all.
    is_enough = shared >= min(SHARED, len(runs), len(theirs))
    is_near = near.is_whole or near.contained >= CONTAINED
    return near if shared and is_enough and is_near else None


def _runs(said: Sequence[str]) -> set[str]:
    """The runs of words of a text; of one that is shorter than a run, the text itself."""
    if len(said) < RUN:
        return {" ".join(said)} - {""}
    return {" ".join(said[at : at + RUN]) for at in range(len(said) - RUN + 1)}


def _marked(text: str, theirs: set[str]) -> list[Span]:
    said = list(tokens(text))
    length = min(RUN, len(said))
    spans: list[Span] = []
    for at in range(len(said) - length + 1 if length else 0):
        if " ".join(token.word for token in said[at : at + length]) in theirs:
            start, end = said[at].start, said[at + length - 1].end
            if spans and start <= spans[-1][1]:
                spans[-1] = (spans[-1][0], end)
            else:
                spans.append((start, end))
    return spans
