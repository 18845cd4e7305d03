"""Put a partial date into French or English words.

The words are kept here and not in the message catalogues: articles, contractions and what an
interval leaves out are grammar, and a stored document needs a given language whatever the
language of the process that writes it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

from actors.edtf import PartialDate, Point, ends, parse


@dataclass(frozen=True)
class Wording:
    """How one language says dates; templates take the words of `_forms`."""

    locale: str
    first_of_month: str
    articles: dict[str, str]
    # Seasons in the order of EDTF (21 to 24), each with its article.
    seasons: tuple[tuple[str, str], ...]
    decade: str
    century: str
    clock: str
    from_article: dict[str, str]
    to_article: dict[str, str]
    until_article: dict[str, str]
    on_day: str
    templates: dict[str, str]


_FRENCH = Wording(
    locale="fr",
    first_of_month="1er",
    articles={"day": "le ", "time": "le ", "decade": "les ", "century": "les "},
    seasons=(("le ", "printemps"), ("l’", "été"), ("l’", "automne"), ("l’", "hiver")),
    decade="années {first}",
    century="années {first}–{last}",
    clock="{day} à {hour} h {minute}{zone}",
    from_article={"": "de ", "le ": "du ", "l’": "de l’", "les ": "des "},
    to_article={"": "à ", "le ": "au ", "l’": "à l’", "les ": "aux "},
    until_article={"": "en ", "le ": "au ", "l’": "à l’", "les ": "aux "},
    on_day="le {day}",
    templates={
        "approximate": "vers {a_the}",
        "uncertain": "peut-être {a_the}",
        "both": "peut-être vers {a_the}",
        "interval": "{a_from} {b_to}",
        "interval from": "à partir {a_from}",
        "interval to": "jusqu’{b_until}",
        "interval always": "sans début ni fin",
        "between": "entre {a_the} et {b_the}",
        "between from": "{a_the} au plus tôt",
        "between to": "{b_the} au plus tard",
        "start unknown": "début inconnu",
        "end unknown": "fin inconnue",
        "start approximate": "début approximatif",
        "end approximate": "fin approximative",
        "start uncertain": "début incertain",
        "end uncertain": "fin incertaine",
    },
)
_ENGLISH = Wording(
    locale="en_GB",
    first_of_month="1",
    articles={"decade": "the ", "century": "the years "},
    seasons=(("", "spring"), ("", "summer"), ("", "autumn"), ("", "winter")),
    decade="{first}s",
    century="{first}–{last}",
    clock="{day}, {hour}:{minute}{zone}",
    from_article={},
    to_article={},
    until_article={},
    on_day="on {day}",
    templates={
        "approximate": "about {a_the}",
        "uncertain": "possibly {a_the}",
        "both": "possibly about {a_the}",
        "interval": "from {a_the} to {b_the}",
        "interval from": "from {a_the}",
        "interval to": "until {b_the}",
        "interval always": "with no start or end",
        "between": "between {a_the} and {b_the}",
        "between from": "{a_the} at the earliest",
        "between to": "{b_the} at the latest",
        "start unknown": "start unknown",
        "end unknown": "end unknown",
        "start approximate": "approximate start",
        "end approximate": "approximate end",
        "start uncertain": "uncertain start",
        "end uncertain": "uncertain end",
    },
)
_WORDINGS = {"fr": _FRENCH, "en": _ENGLISH}


def display(text: str, language: str) -> str:
    """Say the partial date in French ("fr", "fr-ML", …) or English ("en", "en-GB", …).

    The empty text gives the empty string. Raises InvalidPartialDate for a text that is not a
    partial date, and KeyError for another language.
    """
    if not text:
        return ""
    wording = _WORDINGS[language[:2].lower()]
    moment = parse(text)
    start, end = ends(moment)
    if start != end or start is None:
        return _range_words(moment, wording)
    article, words = _noun(start, wording)
    if not start.approximate and not start.uncertain:
        return words
    if start.approximate and start.uncertain:
        template = "both"
    else:
        template = "approximate" if start.approximate else "uncertain"
    return wording.templates[template].format(a_the=article + words)


def on_days(first: date, last: date, language: str) -> str:
    """Say when something was, as a sentence goes on: "le 8 mars 2021", "du 3 au 5 mai 2025"."""
    if first != last:
        return display(f"{first}/{last}", language)
    day = display(first.isoformat(), language)
    return _WORDINGS[language[:2].lower()].on_day.format(day=day)


def _range_words(moment: PartialDate, wording: Wording) -> str:
    start, end = ends(moment)
    forms: dict[str, str] = {}
    if start:
        forms |= _forms("a", *_noun(start, wording, shared=_shared(start, end)), wording)
    if end:
        forms |= _forms("b", *_noun(end, wording), wording)
    if start and end:
        template = str(moment.precision)
    elif start:
        template = f"{moment.precision} from"
    else:
        template = f"{moment.precision} to" if end else "interval always"
    words = wording.templates[template].format(**forms)
    notes = [wording.templates[note] for note in _notes(moment, start, end)]
    return f"{words} ({', '.join(notes)})" if notes else words


def _notes(moment: PartialDate, start: Point | None, end: Point | None) -> Iterator[str]:
    """Name what an interval leaves in doubt, as keys of the templates."""
    if moment.text.startswith("/"):
        yield "start unknown"
    for side, point in (("start", start), ("end", end)):
        if point and point.approximate:
            yield f"{side} approximate"
        if point and point.uncertain:
            yield f"{side} uncertain"
    if moment.text.endswith("/"):
        yield "end unknown"


def _shared(start: Point, end: Point | None) -> str:
    """What the start need not repeat: "month" and year, "year", or nothing."""
    if not end or start.precision != end.precision or start.precision not in ("day", "month"):
        return ""
    if start.earliest.year != end.earliest.year or start.earliest == end.earliest:
        return ""
    same_month = start.precision == "day" and start.earliest.month == end.earliest.month
    return "month" if same_month else "year"


def _forms(side: str, article: str, words: str, wording: Wording) -> dict[str, str]:
    from_article = wording.from_article.get(article, "")
    if from_article == "de " and words[0] in "aeiouyàâéèêîôû":
        from_article = "d’"
    return {
        f"{side}_the": article + words,
        f"{side}_from": from_article + words,
        f"{side}_to": wording.to_article.get(article, "") + words,
        f"{side}_until": wording.until_article.get(article, "") + words,
    }


def _noun(point: Point, wording: Wording, shared: str = "") -> tuple[str, str]:
    """Definite article and words of one date that is not a range."""
    first, last = point.earliest, point.latest
    article = wording.articles.get(point.precision, "")
    year = "" if shared else f" {first.year}"
    match point.precision:
        case "day" | "time":
            number = wording.first_of_month if first.day == 1 else str(first.day)
            month = "" if shared == "month" else f" {_month(first, wording)}"
            words = f"{number}{month}{year}"
            if point.precision == "time":
                words = _clock(point.text, words, wording)
        case "month":
            words = f"{_month(first, wording)}{year}"
        case "season":
            article, name = wording.seasons[(first.month - 3) // 3]
            # A winter goes by its two years.
            later = f"–{last.year}" if last.year != first.year else ""
            words = f"{name}{year}{later}"
        case "decade":
            words = wording.decade.format(first=first.year)
        case "century":
            words = wording.century.format(first=first.year, last=last.year)
        case _:
            words = str(first.year)
    return article, words


def _month(day: date, wording: Wording) -> str:
    return format_date(day, "MMMM", locale=wording.locale)


def _clock(text: str, day: str, wording: Wording) -> str:
    clock = text.partition("T")[2]
    zone = clock[5:].lstrip(":0123456789")
    zone = f" (UTC{zone.replace('Z', '')})" if zone else ""
    return wording.clock.format(day=day, hour=int(clock[:2]), minute=clock[3:5], zone=zone)
