"""Finding rows by any spelling of their names: accents, word order and misprints do not matter."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Case, FloatField, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Greatest, Length
from django.db.models.lookups import StartsWith
from django.http import HttpRequest

from actors.admin.choices import Choosable, Contains, folded_column
from actors.matching import Like, match_rows
from actors.models import Spelling
from actors.models.spelling import Thing
from actors.spellings.beginnings import beginning_with
from newsroom.register.text import fold

# What a row that only contains the words is worth beside one of a like name: see `likeness`.
BEGINS, CONTAINS = 0.9, 0.8
NEAR = 40  # rows of like names that are offered
MOST = 200  # rows with the words typed that are offered; more of them than anybody looks at


class SpeltAdmin(Choosable):
    """Rows are found under every way of writing them that the index has."""

    thing: Thing
    # Paths from a row to names that may be typed after its own: the country of an office.
    beside: tuple[str, ...] = ()
    # Columns with codes that stand for the name.
    codes: tuple[str, ...] = ()

    def near(self, term: str) -> list[Like]:
        """The rows with a name near to the term."""
        return match_rows(self.thing, term, beside=self.beside, limit=NEAR)

    def begun(self, words: Iterable[str]) -> QuerySet[Spelling]:
        """The ways of writing in which each of these words begins one."""
        return Spelling.objects.filter(beginning_with(words), **{f"{self.thing}__isnull": False})

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """All rows with the words in a name, or with a name near to them, as `ranked`."""
        if not (words := fold(search_term).split()):
            return queryset, False
        near = self.near(search_term)
        # What is merged has no way of writing of its own.
        own = Q()
        for word in words:
            own &= Q(Contains(self.own_name(), Value(word)))
        begun = Q(pk__in=self.begun(words).values(self.thing))
        found = own | begun | Q(pk__in=[one.pk for one in near])
        return self.ranked(queryset.filter(found | self.coded(words)), near, words), False

    def found(self, request: HttpRequest, queryset: QuerySet[Any], term: str) -> QuerySet[Any]:
        """Of the rows that a search finds, as many as somebody who is typing will look at."""
        if not (words := fold(term).split()):
            return queryset
        near = self.near(term)
        # By what no index has: else one may be read from end to end for a few rows of a rare word.
        begun = self.begun(words).order_by(Length("folded"), "folded", "pk")
        pks = {one.pk for one in near} | set(begun.values_list(self.thing, flat=True)[:MOST])
        return self.ranked(queryset.filter(Q(pk__in=pks) | self.coded(words)), near, words)

    def own_name(self) -> Any:
        """The folded name of a row, as the record itself has it."""
        return folded_column(self.model, self.search_fields[0])

    def coded(self, words: list[str]) -> Q:
        """Condition: one of the row's codes is these words."""
        found = Q(pk__in=())
        for code in self.codes:
            found |= Q(**{f"{code}__iexact": "".join(words)})
        return found

    def ranked(
        self, queryset: QuerySet[Any], near: Iterable[Like], words: list[str]
    ) -> QuerySet[Any]:
        """Each row with its `likeness`, and as `spelt` the name that is near, if not its own."""
        begins = StartsWith(self.own_name(), Value(" ".join(words)))
        likeness = [When(pk=one.pk, then=Value(one.score)) for one in near]
        spelt = [
            When(pk=one.pk, then=Value(one.spelling))
            for one in near
            if fold(one.spelling) != fold(one.name)
        ]
        return queryset.annotate(
            likeness=Greatest(
                Case(*likeness, default=Value(CONTAINS), output_field=FloatField()),
                Case(When(begins, then=Value(BEGINS)), default=Value(0.0)),
            ),
            spelt=Case(*spelt, default=Value(""), output_field=TextField()),
        )

    def offered(self, queryset: QuerySet[Any], term: str, day: date | None = None) -> QuerySet[Any]:
        """The likeliest first."""
        if "likeness" not in queryset.query.annotations:
            # Whatever is on record, in an order that an index has.
            return queryset
        return queryset.order_by("-likeness", self.search_fields[0], "pk")

    def choice_label(self, obj: Any) -> str:
        """The name, that by which it was found, and what tells it from its namesakes."""
        own, spelt = str(obj), getattr(obj, "spelt", "")
        name = f"{own} ← {spelt}" if spelt else own
        return " · ".join(str(part) for part in (name, *self.told(obj)) if part)

    def told(self, obj: Any) -> Iterable[Any]:
        """What tells it from its namesakes: office, country, years."""
        return ()
