"""Who is meant by a noun phrase or a pronoun: the people of a text, and what it calls them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from articles.suggestion.apposition import apposed_roles, apposed_sides
from articles.suggestion.phrases import Clause, Phrase
from articles.suggestion.result import Found, How, Thing
from articles.suggestion.standings import Standing
from articles.suggestion.wording import COUNTERPARTS, FEMALE, GENERIC_ROLES, MALE, ROLES, SPEECH
from newsroom.register.text import words


@dataclass(frozen=True)
class Voice:
    """Somebody of the text. thing: as the record knows him; printed: as this text writes it.

    A person whom the record does not know has no thing; his `key` still tells him from others.
    """

    key: str
    confidence: float
    thing: Thing | None = None
    printed: str = ""
    is_person: bool = True

    @property
    def is_plural(self) -> bool:
        several = ("les ", "des ", "plusieurs ", "certains ", "deux ")
        return self.key.startswith("several") or self.printed.lower().startswith(several)

    def less(self, factor: float) -> "Voice":
        return Voice(self.key, self.confidence * factor, self.thing, self.printed, self.is_person)


@dataclass
class Dossier:
    """What the text and the record tell of a person."""

    voice: Voice
    roles: set[str] = field(default_factory=set)
    sides: set[int] = field(default_factory=set)
    gender: str = ""
    seen: list[tuple[int, int]] = field(default_factory=list)  # sentence, offset

    def last_seen(self, before: int) -> int:
        """The last sentence that names him before this offset; -1 for none."""
        return max((sentence for sentence, start in self.seen if start < before), default=-1)


class People:
    """The people of one text, and who was the last to act in it."""

    def __init__(
        self, clauses: Sequence[Clause], known: dict[int, Standing], posts: Sequence[Found] = ()
    ) -> None:
        self.known = known
        self.posts = posts
        self.dossiers: dict[str, Dossier] = {}
        self._last: Dossier | None = None  # whose counterpart somebody may be
        self.printed: dict[str, str] = {}  # gender of those known only by a noun
        self.subjects: list[tuple[int, int, Voice]] = []  # paragraph, sentence, who
        for clause in clauses:
            for phrase in clause.phrases.values():
                if phrase.head and phrase.head.kind in ("person", "name"):
                    self._enter(clause, phrase)

    def _enter(self, clause: Clause, phrase: Phrase) -> None:
        head = phrase.head
        if head is None:
            return
        dossier = self._dossier(head)
        if set(phrase.roles) & COUNTERPARTS and self._last and self._last is not dossier:
            dossier.roles.update(self._last.roles)
        self._last = dossier
        dossier.roles.update(phrase.roles)
        dossier.roles.update(apposed_roles(clause, phrase))
        if head.via:
            dossier.roles.update(w for w in head.via.name.lower().split() if w in ROLES)
        for side in (*phrase.sides, *apposed_sides(clause, phrase)):
            dossier.sides.update(thing.pk for thing in side.things if thing.kind == "country")
        dossier.gender = dossier.gender or gender_of(phrase, clause.word(phrase.first))

    def _dossier(self, found: Found) -> Dossier:
        voice = named(found)
        dossier = self.dossiers.get(voice.key)
        if dossier is None:
            dossier = self.dossiers[voice.key] = Dossier(voice)
            if voice.thing and voice.thing.kind == "person":
                standing = self.known.get(voice.thing.pk, Standing())
                dossier.gender, dossier.sides = standing.gender, set(standing.sides)
                dossier.roles.update(w for w in voice.thing.told.lower().split() if w in ROLES)
        return dossier

    def gender(self, voice: Voice) -> str:
        dossier = self.dossiers.get(voice.key)
        return dossier.gender if dossier else self.printed.get(voice.key, "")

    def acted(self, clause: Clause, number: int, phrase: Phrase, voice: Voice) -> None:
        """Remember the subject of a sentence; that of a subordinate clause counts less."""
        dossier = self.dossiers.get(voice.key)
        if dossier is None:
            gender = gender_of(phrase)
            self.printed[voice.key] = gender
        entry = (clause.sentence.paragraph, number, dossier.voice if dossier else voice)
        subordinate = clause.word(phrase.first - 1) in ("que", "qu'", "that", "dont")
        if subordinate and self.subjects and self.subjects[-1][1] == number:
            self.subjects.insert(-1, entry)
        else:
            self.subjects.append(entry)

    def saw(self, found: Found, sentence: int) -> None:
        if found.kind == "person" or found.kind == "name":
            self._dossier(found).seen.append((sentence, found.start))

    def was_named(self, person: Thing, before: int) -> bool:
        """Whether the text names the person, and does so before this offset."""
        dossier = self.dossiers.get(f"person {person.pk}")
        return dossier is not None and dossier.last_seen(before) >= 0

    def resolve(self, clause: Clause, phrase: Phrase, number: int) -> Voice | None:
        """Who the phrase means, in this sentence (its number). None: nothing tells."""
        if phrase.pronoun:
            return self._pronoun(clause, phrase, number)
        if phrase.others and phrase.head:
            text = _printed(clause, phrase)
            return Voice(f"several {text}", 0.6, None, text, is_person=False)
        if phrase.head:
            own = phrase.head.kind in ("person", "name")
            return self._dossier(phrase.head).voice if own else named(phrase.head)
        if set(phrase.roles) & COUNTERPARTS:
            other = self._by_role(clause, phrase, number) or self._holder(phrase)
            if other:
                return other
        if phrase.noun in clause.wording.demonstratives and phrase.determiner in (
            "ce", "cette", "l'", "the",
        ):  # fmt: skip
            return self._latter(clause, phrase, number)
        if phrase.role and phrase.determiner in clause.wording.definite:
            found = self._by_role(clause, phrase, number) or self._holder(phrase)
            if found:
                return found
        if phrase.noun in SPEECH:
            author = _author(clause, phrase)
            if author:
                return named(author).less(0.85)
        text = _printed(clause, phrase)
        if not phrase.role and not phrase.noun:
            return None
        is_person = bool(phrase.role) or phrase.noun == "source"
        return Voice(f"printed {text.lower()}", 0.6, None, text, is_person)

    def _holder(self, phrase: Phrase) -> Voice | None:
        """Who held the post that the phrase names, if the record knows one."""
        inside = [p for p in self.posts if phrase.start <= p.start and p.end <= phrase.end]
        holders = {p.thing.pk: p for p in inside if p.thing and p.thing.kind == "person"}
        return named(next(iter(holders.values()))) if len(holders) == 1 else None

    def _pronoun(self, clause: Clause, phrase: Phrase, number: int) -> Voice | None:
        if phrase.pronoun in ("celui-ci", "celle-ci") and phrase.end:
            determiner = "cette" if phrase.pronoun == "celle-ci" else "ce"
            return self._latter(clause, replace(phrase, determiner=determiner), number)
        gender = clause.wording.pronouns.get(phrase.pronoun, "")
        plural = phrase.pronoun in ("ils", "elles", "they")
        paragraph = clause.sentence.paragraph
        tried = 0
        for where, sentence, voice in reversed(self.subjects):
            if sentence > number:
                continue
            if paragraph - where > 1 or number - sentence > 6:
                return None
            if plural != voice.is_plural:
                continue
            own = self.gender(voice)
            if own and gender and own != gender:
                continue
            factor = 0.92 if number - sentence <= 1 and where == paragraph else 0.75
            factor *= 0.9**tried
            return voice.less(factor if own or not gender else factor * 0.95)
        return None

    def _latter(self, clause: Clause, phrase: Phrase, number: int) -> Voice | None:
        gender = "female" if phrase.determiner == "cette" else "male"
        seen = [
            (start, dossier)
            for dossier in self.dossiers.values()
            for sentence, start in dossier.seen
            if number - 1 <= sentence and start < phrase.start and dossier.gender in ("", gender)
        ]
        if seen:
            return max(seen, key=lambda pair: pair[0])[1].voice.less(0.8)
        return self._pronoun(
            clause, Phrase(0, 0, 0, 0, pronoun="elle" if gender == "female" else "il"), number
        )

    def _by_role(self, clause: Clause, phrase: Phrase, number: int) -> Voice | None:
        """The one person called so before, of the country that the phrase names."""
        sides = {t.pk for s in phrase.sides for t in s.things if t.kind == "country"}
        unknown_sides = [s for s in phrase.sides if not s.things and s.kind != "office"]
        roles = set(phrase.roles)
        is_counterpart = bool(roles & COUNTERPARTS)
        is_generic = bool(roles & GENERIC_ROLES)
        gender = "female" if roles & FEMALE or phrase.determiner == "la" else ""
        last = next((v.key for _p, n, v in reversed(self.subjects) if n <= number), "")
        matching = []
        for dossier in self.dossiers.values():
            if dossier.last_seen(phrase.start) < 0 and not is_counterpart:
                continue
            if sides and not sides & dossier.sides:
                continue
            if gender and dossier.gender not in ("", gender):
                continue
            if is_counterpart and (not sides or dossier.voice.key == last):
                continue
            if not is_counterpart and not is_generic and not _shares_role(roles, dossier.roles):
                continue
            if is_generic and not sides and dossier.voice.key != last:
                continue
            matching.append(dossier)
        if not matching or (unknown_sides and not sides and not is_generic):
            return None
        called = [d for d in matching if roles - GENERIC_ROLES and _shares_role(roles, d.roles)]
        matching = called or matching
        if len(matching) > 1:
            latest = max(d.last_seen(phrase.start) for d in matching)
            recent = [d for d in matching if d.last_seen(phrase.start) == latest]
            subject = [d for d in matching if d.voice.key == last]
            matching = subject if len(subject) == 1 else recent
        if len(matching) > 1:
            return None
        factor = 0.85 if sides else 0.78
        return matching[0].voice.less(factor)


def gender_of(phrase: Phrase, title: str = "") -> str:
    """The gender that articles and nouns give: « la ministre », « M. X »."""
    titles = {*phrase.roles, phrase.noun, title}
    if titles & FEMALE or phrase.determiner in ("la", "une"):
        return "female"
    return "male" if titles & MALE or phrase.determiner in ("le", "un") else ""


def named(found: Found) -> Voice:
    """The voice of a name: by its record, or by the last word of its spelling."""
    if found.thing and found.thing.kind != "office":
        how = {How.OFFICE: 0.75, How.METONYM: 0.8, How.NEAR: 0.9}.get(found.how, 0.95)
        is_person = found.thing.kind == "person"
        return Voice(f"{found.thing.kind} {found.thing.pk}", how, found.thing, "", is_person)
    last = words(found.text)[-1:] or [found.text]
    return Voice(f"name {last[0]}", 0.7, None, found.text, found.kind in ("person", "name"))


def _author(clause: Clause, phrase: Phrase) -> Found | None:
    """« des propos de X »: the person right behind the noun’s own "de"."""
    for i in range(phrase.first + 1, phrase.last):
        if clause.word(i) in clause.wording.prepositions:
            found = clause.items[i + 1].found if i + 1 < phrase.last else None
            is_of = clause.word(i) in ("de", "d'", "of")
            return found if is_of and found and found.kind in ("person", "name") else None
    return None


def _shares_role(wanted: set[str], own: set[str]) -> bool:
    return bool(_singular(wanted) & _singular(own))


def _singular(roles: set[str]) -> set[str]:
    return {role.rstrip("s").removeprefix("ex-").removeprefix("vice-") for role in roles}


def _printed(clause: Clause, phrase: Phrase) -> str:
    items = clause.items[phrase.first : phrase.last]
    text = items[0].text
    for before, item in zip(items, items[1:], strict=False):
        text += (" " if item.start > before.end else "") + item.text
    return text
