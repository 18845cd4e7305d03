"""Runs the checks of one story, in the order of its form."""

from articles.checking import filing, others, record, wording
from articles.checking.check import Check
from articles.checking.material import material
from articles.models import Article

_CHECKS = (
    filing.too_early,
    filing.unfiled,
    filing.unsigned,
    wording.misworded,
    others.duplicates,
    others.unlinked,
    record.people_without_office,
    record.words,
    record.meetings,
    record.unproven,
    record.contradicting,
)


def checks(article: Article) -> list[Check]:
    """All that is to be seen to before the story goes out, what keeps it in first.

    It is looked at as it is stored. The number of queries does not depend on the story.
    """
    of = material(article)
    return [*filing.barred(of.article), *(one for check in _CHECKS for one in check(of))]


def blocking(article: Article) -> list[Check]:
    """Only what keeps the story in, whenever it is to go out; for the transitions.

    Whether an embargo is in force is for them to say: they know the hour.
    """
    return list(filing.barred(article))
