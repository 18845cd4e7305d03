"""The checks of the record, in the order in which they are listed."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from articles.quality import gaps
from articles.quality.contradicting import contradicting
from articles.quality.duplicates import suspected_duplicates
from articles.quality.found import Found
from articles.quality.misprints import misprints


class Check(NamedTuple):
    """One check. `find` gives what it finds now, each record and key once."""

    code: str
    title: Any
    find: Callable[[], Iterator[Found]]


CHECKS: dict[str, Check] = {
    check.code: check
    for check in (
        Check("person_without_office", _("People without an office"), gaps.people_without_office),
        Check(
            "office_without_source",
            _("Offices held for which no source is given"),
            gaps.tenures_without_source,
        ),
        Check(
            "fact_without_evidence",
            _("Other facts for which no source is given"),
            gaps.facts_without_evidence,
        ),
        Check(
            "unresolved_participant",
            _("Participants known by office or name only"),
            gaps.unresolved_participants,
        ),
        Check(
            "stale_inference",
            _("Deduced people who do not follow any more"),
            gaps.stale_people,
        ),
        Check(
            "unanchored",
            _("Sentences and quotations that are not in their story like that"),
            gaps.unanchored_words,
        ),
        Check("duplicate", _("Suspected duplicates"), suspected_duplicates),
        Check("contradiction", _("Contradictions"), contradicting),
        Check(
            "only_one_story",
            _("People and organisations that only one story names"),
            gaps.only_one_story,
        ),
        Check("stub", _("Records of which next to nothing is known"), gaps.stubs),
        Check("misprint", _("Misspellings in stories"), misprints),
        Check(
            "statement_without_speaker",
            _("Statements without a speaker"),
            gaps.statements_without_speaker,
        ),
        Check(
            "story_without_links",
            _("Published stories that name nobody"),
            gaps.stories_without_links,
        ),
    )
}
