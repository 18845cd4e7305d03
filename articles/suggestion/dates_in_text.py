"""Days, months and years that a text names in French or English, relative words included.

No library: the two or three that read dates in running text try every language they know on
every word, take longer than the whole rest of a proposal, and do not compare the weekday.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

_FRENCH_MONTHS = (
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
).split()
_ENGLISH_MONTHS = (
    "january february march april may june july august september october november december"
).split()
_MONTHS = {
    name: i for names in (_FRENCH_MONTHS, _ENGLISH_MONTHS) for i, name in enumerate(names, 1)
}
_MONTHS |= {"fevrier": 2, "aout": 8, "decembre": 12}
_DAYS = {
    name: i
    for names in (
        "lundi mardi mercredi jeudi vendredi samedi dimanche",
        "monday tuesday wednesday thursday friday saturday sunday",
    )
    for i, name in enumerate(names.split())
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WEEKDAY = "|".join(_DAYS)
_GAP = r"[\s\u00a0\u202f]+"
_NUMBER = r"(?P<day>\d{1,2})(?:er|ᵉʳ|e|st|nd|rd|th)?"
_YEAR = rf"(?:,?{_GAP}(?P<year>(?:1[5-9]|20)\d\d)(?!\d))?"
_FULL = re.compile(
    rf"\b(?:(?P<weekday>{_WEEKDAY}),?{_GAP})?(?:(?:le|the){_GAP})?(?<![\d.,])"
    rf"(?:(?P<from>\d{{1,2}})(?:er)?{_GAP}?(?:et|au|and|to|[-–]){_GAP}?)?"
    rf"{_NUMBER}(?:{_GAP}of)?{_GAP}(?P<month>{_MONTH})\b{_YEAR}",
    re.IGNORECASE,
)
_AMERICAN = re.compile(
    rf"\b(?:(?P<weekday>{_WEEKDAY}),?{_GAP})?(?P<month>{'|'.join(_ENGLISH_MONTHS)}){_GAP}"
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|:){_YEAR}",
    re.IGNORECASE,
)
_MONTH_ONLY = re.compile(
    rf"\b(?P<month>{_MONTH})\b(?:{_GAP}(?P<year>(?:1[5-9]|20)\d\d))?"
    r"(?P<past>[\s\u00a0]dernier)?",
    re.IGNORECASE,
)
_WEEKDAY_ONLY = re.compile(
    rf"\b(?P<last>last{_GAP}|next{_GAP})?(?P<weekday>{_WEEKDAY})\b"
    rf"(?P<which>{_GAP}(?:dernier|prochain|passé))?",
    re.IGNORECASE,
)
# The last of these before a weekday tells whether that is to come.
_VERB = re.compile(
    r"\b(?:(?P<future>doi(?:t|vent)|devrai(?:t|ent)|va|vont|will|(?:is|are) (?:due )?to|expected to"
    r"|(?:sera|fera|ira|aura|pourra|viendra|tiendra|rendra|\w+(?:er|ir|dr|tr)(?:a|ont|ait|aient)))"
    r"|a(?= \w+(?:é|ée|i|u|it|is)\b)|ont|est|sont|s['’]est|avai(?:t|ent)|étai(?:t|ent)"
    r"|was|were|had|has|have|\w+ed|said|met)\b",
    re.IGNORECASE,
)
_NUMERIC = re.compile(r"\b(?:(\d{4})-(\d\d)-(\d\d)|(\d{1,2})/(\d{1,2})/(\d{4}))\b")
_RELATIVE = {
    r"avant-hier": -2, r"hier": -1, r"aujourd['’]hui": 0, r"après-demain": 2, r"demain": 1,
    r"ce matin|ce soir|cet après-midi|ce midi|cette nuit": 0,
    r"yesterday": -1, r"today|this morning|tonight|this afternoon": 0, r"tomorrow": 1,
}  # fmt: skip
_BEFORE_THAT = {
    r"ce jour[- ]là|le même jour|that(?: same)? day|the same day": 0,
    r"la veille|the day before|the previous day": -1,
    r"le lendemain|the next day|the following day": 1,
}


@dataclass(frozen=True)
class Dated:
    """A date in a text. when: EDTF; day: only of a whole day, the first of a range.

    confidence: lower for a weekday that is not that of the date, and for a year that was guessed.
    """

    start: int
    end: int
    when: str
    day: date | None
    confidence: float


def dates(text: str, on: date) -> list[Dated]:
    """The dates in the text, in order. A date without its year is the nearest one to `on`."""
    return list(_dates(text, on))


@lru_cache(maxsize=2)  # each part of a proposal asks for those of the same text
def _dates(text: str, on: date) -> tuple[Dated, ...]:
    found: list[Dated] = []
    read_already: list[tuple[int, int]] = []
    for pattern, read in (
        (_NUMERIC, _numeric),
        (_FULL, _full),
        (_AMERICAN, _full),
        (_WEEKDAY_ONLY, _weekday),
        (_MONTH_ONLY, _month),
    ):
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(first < end and start < last for first, last in read_already):
                continue
            read_already.append((start, end))
            one = read(match, on)
            if one:
                found.append(one)
    for words, days in _RELATIVE.items():
        for match in re.finditer(rf"\b(?:{words})\b", text, re.IGNORECASE):
            if not any(d.start < match.end() and match.start() < d.end for d in found):
                day = on + timedelta(days)
                found.append(Dated(*match.span(), day.isoformat(), day, 0.9))
    found.sort(key=lambda one: one.start)
    return tuple(_with_anaphors(text, found))


def _with_anaphors(text: str, found: list[Dated]) -> list[Dated]:
    """Add « ce jour-là », « la veille »: counted from the last whole day named before them."""
    matches = sorted(
        (match.span(), days)
        for words, days in _BEFORE_THAT.items()
        for match in re.finditer(rf"\b(?:{words})\b", text, re.IGNORECASE)
    )
    for (start, end), days in matches:
        before = [one.day for one in found if one.day and one.end <= start]
        if before:
            day = before[-1] + timedelta(days)
            found.append(Dated(start, end, day.isoformat(), day, 0.85))
            found.sort(key=lambda one: one.start)
    return found


def _numeric(match: re.Match[str], on: date) -> Dated | None:
    groups = match.groups()
    year, month, day = groups[:3] if groups[0] else (groups[5], groups[4], groups[3])
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return Dated(*match.span(), found.isoformat(), found, 0.95)


def _full(match: re.Match[str], on: date) -> Dated | None:
    groups = match.groupdict()
    month, last = _MONTHS[groups["month"].lower()], int(groups["day"])
    if groups["month"] == "may":  # the verb
        return None
    weekday = _DAYS.get((groups["weekday"] or "").lower())
    first = int(groups.get("from") or last)
    if first > last:
        first = last
    try:
        if groups["year"]:
            day, sure = date(int(groups["year"]), month, first), 0.97
        else:
            day, sure = _nearest_year(month, first, weekday, on), 0.9
        until = day.replace(day=last)
    except ValueError:
        return None
    if weekday is not None:
        matches = weekday == day.weekday()
        sure = min(sure + 0.05, 0.98) if matches else 0.5
    when = day.isoformat() if until == day else f"{day}/{until}"
    return Dated(*match.span(), when, day, sure)


def _nearest_year(month: int, day: int, weekday: int | None, on: date) -> date:
    """The year in which it is nearest; a date to come only if it is much nearer."""
    possible = []
    for year in (on.year - 1, on.year, on.year + 1):
        try:
            one = date(year, month, day)
        except ValueError:
            continue
        distance = abs((one - on).days) * (1 if one <= on else 2)
        wrong_day = weekday is not None and weekday != one.weekday()
        possible.append((wrong_day and distance > 40, distance, one))
    if not possible:
        raise ValueError("no such day in any of three years")
    return min(possible)[2]


def _weekday(match: re.Match[str], on: date) -> Dated | None:
    weekday = _DAYS[match["weekday"].lower()]
    which = ((match["which"] or "") + (match["last"] or "")).lower()
    if "prochain" in which or "next" in which:
        day = on + timedelta((weekday - on.weekday() - 1) % 7 + 1)
    elif not which and _is_to_come(match.string, match.start()):
        day = on + timedelta((weekday - on.weekday()) % 7)
    else:
        day = on - timedelta((on.weekday() - weekday) % 7)
    return Dated(*match.span(), day.isoformat(), day, 0.8)


def _is_to_come(text: str, at: int) -> bool:
    """The verb right before it is in the future: « doit rencontrer lundi », "will meet Monday"."""
    before = re.split(r"[.!?;:«»“”\"]\s", text[max(0, at - 60) : at])[-1]
    verbs = list(_VERB.finditer(before))
    return bool(verbs) and bool(verbs[-1]["future"])


def _month(match: re.Match[str], on: date) -> Dated | None:
    name = match["month"]
    if name.lower() in ("may", "march", "mars") and not match["year"]:
        return None  # as often a verb, a planet
    month = _MONTHS[name.lower()]
    if match["year"]:
        return Dated(*match.span(), f"{match['year']}-{month:02}", None, 0.95)
    year = on.year if month <= on.month else on.year - 1
    return Dated(*match.span(), f"{year}-{month:02}", None, 0.75)
