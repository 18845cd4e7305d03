"""What stories and statements can be asked for."""

from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import Filter

from actors.choices import Certainty
from actors.filters import BY_DATE_FIRST, ISO, CertaintyFilter
from articles.choices import CoverageRole, MentionRole, Review, StatementKind
from newsroom.register.filters import (
    InstantFilter,
    ItemFilter,
    ReferenceFilter,
    RefineFilter,
    ValuesFilter,
)
from newsroom.register.orders import NEWEST, OLDEST, RECENTLY_CHANGED
from newsroom.register.parameters import ValuesField

SPOKEN = ("speaker", "originator", "addressee")


class SubjectFilter(Filter):
    """Stories filed under any of these codes, under narrower ones, or what replaced them."""

    field_class = ValuesField

    def filter(self, qs: QuerySet, value: list[str]) -> QuerySet:
        if not value:
            return qs
        wanted = (Q(doc__subjects__contains=[{"found_under": [code]}]) for code in value)
        return qs.filter(reduce(or_, wanted))


class ArticleFilter(ItemFilter):
    """Stories, by whom and what they are about, and when they were published."""

    kind = "article"
    orders = {"-published_at": NEWEST, "published_at": OLDEST, "-updated_at": RECENTLY_CHANGED}

    person = ReferenceFilter(help_text=_("Who is in the story."))
    organisation = ReferenceFilter(help_text=_("What organisation is in the story."))
    country = ReferenceFilter(code=ISO, help_text=_("What country is in the story."))
    meeting = ReferenceFilter(help_text=_("The meeting or event that the story covers."))
    translation_of = ReferenceFilter(
        "translation_of", help_text=_("The story that these are translations of.")
    )
    rel = RefineFilter(
        choices=[
            *MentionRole.choices,
            *CoverageRole.choices,
            *((rel, "") for rel in (*SPOKEN, "occasion", "place_country")),
        ],
        help_text=_("The relation in which these must stand to the story."),
    )
    certainty = CertaintyFilter(
        choices=Certainty.choices, help_text=_("On what ground the relation stands.")
    )
    section = ValuesFilter(field_name="section", help_text=_("Codes of sections."))
    subject = SubjectFilter(
        required=False,
        help_text=_("Codes of subjects; with narrower ones, and under replaced codes too."),
    )
    language = ValuesFilter(field_name="language", help_text=_("Languages, as fr."))
    published_after = InstantFilter(
        "sort_at", "gte", help_text=_("Published at this instant or after.")
    )
    published_before = InstantFilter("sort_at", "lt", help_text=_("Published before this instant."))


class StatementFilter(ItemFilter):
    """Quotations, claims and relayed messages, by who said them and of whom."""

    kind = "statement"
    orders = BY_DATE_FIRST

    speaker = ReferenceFilter("speaker", code=ISO, help_text=_("Who says it, or carries it."))
    originator = ReferenceFilter("originator", code=ISO, help_text=_("Whose message it is."))
    addressee = ReferenceFilter("addressee", code=ISO, help_text=_("To whom it is said."))
    about = ReferenceFilter("about", code=ISO, help_text=_("Whom it is about."))
    meeting = ReferenceFilter("occasion", help_text=_("The meeting at which it was said."))
    article = ReferenceFilter("article", help_text=_("The story that gives it."))
    statement_kind = ValuesFilter(
        field_name="doc__statement_kind",
        choices=StatementKind.choices,
        help_text=_("Quotation, claim, relayed message or term."),
    )
    certainty = CertaintyFilter(
        *SPOKEN, "about", choices=Certainty.choices, help_text=_("On what ground it stands.")
    )
    review = ValuesFilter(
        field_name="doc__review",
        choices=[choice for choice in Review.choices if choice[0] != Review.REJECTED],
        help_text=_("Whether an editor has looked at it, and with what result."),
    )
    language = ValuesFilter(field_name="language", help_text=_("Languages, as fr."))
    said_after = InstantFilter("sort_at", "gte", help_text=_("Said at this instant or after."))
    said_before = InstantFilter("sort_at", "lt", help_text=_("Said before this instant."))
