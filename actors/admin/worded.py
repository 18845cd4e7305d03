"""Finding rows by words of several columns, whatever their accents, misprints included."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import Case, F, FloatField, Func, Q, QuerySet, TextField, Value, When
from django.db.models.lookups import StartsWith
from django.http import HttpRequest

from actors.admin.choices import Choosable, folded_column
from newsroom.register.names.score import word_likeness
from newsroom.register.text import fold

ALIKE = 0.8  # from here on a word is taken for a misprint of another
SHORT = 5  # letters; a shorter word misprinted is another word
COMPARED = 600  # rows whose words are compared letter by letter, those with all words first
MOST = 200  # rows that are offered; more of them than anybody looks at

# How letters are written in a title: to fold each title for each question would cost more. Capitals
# too, since a server may know of none but those of ASCII.
_WRITTEN = {
    letter: f"[{letter}{others}{others.upper()}]"
    for letter, others in {
        "a": "àâäáãåā",
        "c": "çčć",
        "e": "éèêëēė",
        "i": "îïíìī",
        "n": "ñń",
        "o": "ôöóòõøō",
        "s": "šśş",
        "u": "ûùüúū",
        "y": "ÿý",
        "z": "žźż",
    }.items()
} | {"oe": "(?:oe|[œŒ])", "ae": "(?:ae|[æÆ])"}
_LETTERS = re.compile("oe|ae|.")


class WordedAdmin(Choosable):
    """Rows are found by words of all the columns of `worded` together."""

    # Paths to the columns that are read; the first is the title.
    worded: tuple[str, ...] = ()

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Rows with every word of the term, or with one almost like it."""
        if not (words := fold(search_term).split()):
            return queryset, False
        rows = self._reading(queryset)
        alike = [pk for pk, score in self.alike(queryset, words) if score < 1]
        return rows.filter(_having(words, exactly) | Q(pk__in=alike)), False

    def found(self, request: HttpRequest, queryset: QuerySet[Any], term: str) -> QuerySet[Any]:
        """Of these rows, as many as somebody who is typing will look at; with their `likeness`."""
        if not (words := fold(term).split()):
            return queryset
        alike = self.alike(queryset, words)[:MOST]
        misprinted = [When(pk=pk, then=Value(score)) for pk, score in alike if score < 1]
        likeness = Case(*misprinted, default=Value(1.0), output_field=FloatField())
        return queryset.filter(pk__in=[pk for pk, _score in alike]).annotate(likeness=likeness)

    def offered(self, queryset: QuerySet[Any], term: str, day: date | None = None) -> QuerySet[Any]:
        """Those that begin with the term first, then those with all its words as typed."""
        folded = fold(term).strip()
        if not folded:
            return queryset
        begins = StartsWith(folded_column(self.model, self.worded[0]), Value(folded))
        ordering = self.ordering or self.opts.ordering or ["pk"]
        return queryset.order_by(Case(When(begins, then=0), default=1), "-likeness", *ordering)

    def alike(self, queryset: QuerySet[Any], words: Sequence[str]) -> list[tuple[int, float]]:
        """Primary keys of rows with these folded words or some like them, the likest first."""
        ordering = self.ordering or self.opts.ordering or ["pk"]
        has_all = Case(When(_having(words, exactly), then=0), default=1)
        rows = self._reading(queryset).filter(_having(words, loosely)).order_by(has_all, *ordering)
        read = rows.values_list("pk", "words_read")[:COMPARED]
        scored = [(pk, _likeness(words, fold(text))) for pk, text in read]
        return sorted((one for one in scored if one[1]), key=lambda one: -one[1])

    def _reading(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The rows with all that is read of them, as `words_read`."""
        texts = [_text(self.model, path) for path in self.worded]
        joined = Func(Value(" "), *texts, function="concat_ws", output_field=TextField())
        return queryset.annotate(words_read=joined)


def _having(words: Sequence[str], written: Any) -> Q:
    """Condition: the row's text has all these words, written so."""
    found = Q()
    for word in words:
        found &= Q(words_read__iregex=written(word))
    return found


def exactly(word: str) -> str:
    """A pattern for the folded word, with any accents."""
    letters = [_WRITTEN.get(one, re.escape(one)) for one in _LETTERS.findall(word)]
    # What is short may be an acronym written with full stops.
    return (r"\.?" if word.isalpha() and len(word) < SHORT else "").join(letters)


def loosely(word: str) -> str:
    """A pattern that the word has also with one letter wrong, missing, too many or misplaced.

    Such a mistake leaves one of the halves as it is, or exchanges the letters between them.
    """
    if len(word) < SHORT:
        return exactly(word)
    half = len(word) // 2
    swapped = word[: half - 1] + word[half] + word[half - 1] + word[half + 1 :]
    first, last = exactly(word[:half]), exactly(word[half:])
    return f"{first}|{last}|{exactly(swapped)}"


def _likeness(words: Sequence[str], text: str) -> float:
    """How well the text has these words, from 0 (one is missing) to 1 (all as they are)."""
    standing, total = text.split(), 0.0
    for word in words:
        best = 1.0 if word in text else max((_compared(word, one) for one in standing), default=0)
        if best < ALIKE:
            return 0.0
        total += best
    return total / len(words)


def _compared(word: str, other: str) -> float:
    """How alike they are; the word may be the beginning of what is being typed."""
    if min(len(word), len(other)) < SHORT:
        return 0.0
    begun = other[: len(word)]
    return max(word_likeness(word, other), 0.99 * word_likeness(word, begun)) * 0.99


def _text(model: Any, path: str) -> Any:
    """The column as text."""
    for relation in (parts := path.split("__"))[:-1]:
        model = model._meta.get_field(relation).related_model
    is_array = isinstance(model._meta.get_field(parts[-1]), ArrayField)
    return Func(F(path), Value(" "), function="array_to_string") if is_array else F(path)
