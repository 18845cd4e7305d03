"""On which day each sentence of a story takes place, as far as its words tell."""

from datetime import date

from articles.suggestion.dates_in_text import Dated, dates
from articles.suggestion.story import Heard, Story

_PLUPERFECT = frozenset("avait avaient s'était étaient était had".split())


def told_days(story: Story, on: date) -> dict[int, date]:
    """Day by the number of the sentence; a sentence of which nothing tells the day has none.

    The first date that a sentence names is its own. One in the pluperfect that names none goes
    on with the day that the story last went back to.
    """
    named = dates(story.text, on)
    result: dict[int, date] = {}
    last: date | None = None
    for heard in story.heard:
        own = dates_of(heard, named)
        if own:
            last = own[0].day
            # "… dans la continuité des échanges du 11 mai. Ce jour-là": the last one named.
            result[heard.number] = own[0].day or on
        elif last and is_pluperfect(heard) and last < on and not _names_month(heard, named):
            result[heard.number] = last
    return result


def dates_of(heard: Heard, named: list[Dated]) -> list[Dated]:
    """The whole days that the sentence names outside of quotations."""
    quotes = [item for item in heard.clause.items if item.quote]
    sentence = heard.clause.sentence
    return [
        one
        for one in named
        if one.day
        and sentence.start <= one.start < sentence.end
        and not any(q.start <= one.start < q.end for q in quotes)
    ]


def _names_month(heard: Heard, named: list[Dated]) -> bool:
    """« s’était rendu en décembre à Lomé »: on another day, whichever."""
    sentence = heard.clause.sentence
    return any(not one.day and sentence.start <= one.start < sentence.end for one in named)


def is_pluperfect(heard: Heard) -> bool:
    """Whether the sentence tells what was before the news: « avait salué », “had said”."""
    return any(item.word in _PLUPERFECT for item in heard.clause.items)
