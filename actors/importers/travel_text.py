"""Who a line of English says was met: each with title, name and country, as printed."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from actors.importers.english_titles import LONGEST_FIRST, split_title

# What follows is a list of people who were there; what follows "attended" is not.
_MET = re.compile(
    r"\b(?:(?P<with>(?:[Mm]et|[Mm]eetings?|[Cc]onference|[Dd]inner|[Ll]unch|[Tt]alks|[Cc]onferred)"
    r"(?: (?:also|separately|privately|briefly|informally))? with)"
    r"|(?P<accompanied>[Aa]ccompanied)|(?P<discussed>[Dd]iscussed [^.;]{3,90}? with)) "
)
_PARTICLE = r"(?:[Dd]e|[Dd]as?|[Dd]os?|[Dd]el|[Dd]ella|[Dd]er|den|van|von|bin|bint|ibn|la|le|du|"
_PARTICLE += r"[Oo]uld|arap|y|e|of the)"
_TOKEN = (
    r"(?!(?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December|In|At|On|The|Also|UN|NATO|EU)\b)(?:(?:al|el|ul|as)-|[dl]['’])?"
    r"(?:[A-Z]\.)*[^\W\d_a-z][\w’'\-]*\.?"
)
_NAME = rf"(?:{_PARTICLE} )*{_TOKEN}(?: (?:{_PARTICLE} )*(?:3rd\b|[IVX]+\b|{_TOKEN}))*"
_SENTENCE = re.compile(r"(?<=[a-z0-9)\]’”\"])\.\s+(?=[A-Z])|(?<=;)\s+(?=[A-Z][a-z]+ed )")
_PARTS = re.compile(r",? and (?:with |separately with )?|[;,] (?:and )?(?:with )?")
_VERB = re.compile(
    r"(?:later |then |also |subsequently )?(?:\w+ed|met|held|led|gave|took|spoke|made|laid) "
)
_SUFFIX = re.compile(r", (Jr\.|Sr\.|3rd|2nd|I{2,3}\b)")


@dataclass(frozen=True)
class Person:
    """Somebody as a line prints them. `country` is an adjective or a name, or empty."""

    printed: str
    title: str = ""
    name: str = ""
    country: str = ""
    is_former: bool = False
    is_leader: bool = False  # the traveller only came along


class People:
    """Reads people in English; `adjectives` are the words that tell of a country."""

    def __init__(self, adjectives: Iterable[str]) -> None:
        countries = "|".join(map(re.escape, adjectives))
        titles = "|".join(map(re.escape, LONGEST_FIRST))
        self._person = re.compile(
            rf"(?:(?P<former>[Ff]ormer) )?(?:the )?(?:(?P<country>{countries}) )?"
            rf"(?P<title>{titles})(?P<many>s)?(?:/(?P<second>{titles}))? (?P<name>{_NAME})"
            r"(?: of (?:the )?(?P<of>[A-Z][\w’\- ]+?)(?=$|,| in | at | on | to ))?"
        )
        self._bare = re.compile(rf"(?P<name>{_NAME})(?: of (?P<of>[A-Z][\w’\- ]+))?")

    def travellers(self, printed: str) -> list[Person]:
        """The people whom one string names: "King Charles III and Queen Camilla"."""
        parts = _PARTS.split(_joined(printed).replace(" & ", " and "))
        if len(parts) == 1:
            title, name = split_title(printed)
            return [Person(printed, title, name)]
        found = [self._whole(part) for part in parts]
        whole = [one for one in found if one]
        return whole if len(whole) == len(parts) else self._before_a_name(parts, printed)

    def met(self, text: str) -> list[Person]:
        """The people whom a text says were met, in its order, each once."""
        found: dict[str, Person] = {}
        for sentence in _SENTENCE.split(_joined(text)):
            for start in _MET.finditer(sentence):
                for one in self._listed(sentence[start.end() :], bool(start["accompanied"])):
                    found.setdefault(one.printed, one)
        return list(found.values())

    def _listed(self, rest: str, came_along: bool) -> Iterator[Person]:
        carried = ""
        for part in _PARTS.split(rest.strip()):
            match = self._person.match(part)
            if match and not match["name"].endswith(("’s", "'s", "’", "'")):
                carried = match["title"] if match["many"] else ""
                yield self._read(match, is_leader=came_along)
                if came_along and not _PARTS.match(part[match.end() :]) and part[match.end() :]:
                    return
            elif carried and (bare := self._bare.fullmatch(part.rstrip("."))):
                yield Person(f"{carried} {bare['name']}", carried, bare["name"], bare["of"] or "")
            elif _VERB.match(part) or _MET.search(part):
                return

    def _whole(self, part: str) -> Person | None:
        match = self._person.match(part)
        return self._read(match) if match and match.end() == len(part) else None

    @staticmethod
    def _before_a_name(parts: list[str], printed: str) -> list[Person]:
        """ "Premier and Prince Sihanouk": two titles of one person."""
        if parts[0] in LONGEST_FIRST and len(parts) == 2:
            name = parts[1].split(" ", 1)[-1]
            return [Person(printed, parts[0], name)]
        return [Person(printed, name=printed)]

    @staticmethod
    def _read(match: re.Match[str], *, is_leader: bool = False) -> Person:
        name, title = match["name"].rstrip("."), match["title"]
        if match["name"].endswith(("Jr.", "Sr.")):
            name = match["name"]
        printed = match[0].rstrip(".") if name != match["name"] else match[0]
        if match["many"]:
            printed = printed.replace(f"{title}s ", f"{title} ", 1)
        return Person(
            printed=printed,
            title=match["second"] or title,
            name=name,
            country=match["country"] or match["of"] or "",
            is_former=bool(match["former"]),
            is_leader=is_leader,
        )


def _joined(text: str) -> str:
    """The text with suffixes of names joined to them: "Remengesau Jr."."""
    return _SUFFIX.sub(r" \1", text)
