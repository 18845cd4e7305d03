"""A post or a public body without its country: the forms in which stories print it, folded.

"ministre de la Défense et des Anciens combattants du Mali" is also printed "ministre malien de
la Défense" or "Mali's defence minister": beside a country, the words "ministre de la defense"
and "defence minister" mean the same post.
"""

import re
from collections.abc import Iterable, Iterator

from actors.choices import OfficeLevel, OrganisationType
from newsroom.register.text import words

# What a head is printed as besides the masculine singular.
_HEADS = {
    "ministres": "ministre",
    "ministeres": "ministere",
    "presidente": "president",
    "presidentes": "president",
    "presidents": "president",
    "premiere": "premier",
    "premiers": "premier",
    "cheffe": "chef",
    "cheffes": "chef",
    "chefs": "chef",
    "directrice": "directeur",
    "directeurs": "directeur",
    "secretaires": "secretaire",
    "secretaries": "secretary",
    "gouverneure": "gouverneur",
    "gouverneurs": "gouverneur",
    "ambassadrice": "ambassadeur",
    "ambassadeurs": "ambassadeur",
    "ambassadors": "ambassador",
    "chanceliere": "chancelier",
    "ministers": "minister",
    "ministries": "ministry",
    "deputee": "depute",
    "senatrice": "senateur",
    "procureure": "procureur",
    "coordonnatrice": "coordonnateur",
    "gouvernements": "gouvernement",
    "parlements": "parlement",
}
_LINKS = frozenset("de du des d la le les l of the for a aux au s".split())

# Portfolios: how they are printed in French after "ministre", and in English.
_PORTFOLIOS: tuple[tuple[str, str], ...] = (
    (
        "de la defense|de la defense nationale|des armees|des forces armees",
        "defence|defense|national defence|national defense|armed forces",
    ),
    (
        "des affaires etrangeres|des relations exterieures|de l europe et des affaires etrangeres",
        "foreign affairs|foreign|external relations|external affairs|foreign relations",
    ),
    ("de l interieur", "interior|home affairs|internal affairs|the interior"),
    ("des finances|de l economie et des finances", "finance|finances"),
    ("de l economie", "economy|economic affairs|the economy"),
    ("de la justice", "justice"),
    ("de la sante|de la sante publique", "health|public health"),
    ("de l education|de l education nationale", "education|national education"),
    ("de l enseignement superieur", "higher education"),
    ("de l agriculture", "agriculture"),
    ("de l energie", "energy"),
    ("des mines", "mines|mining"),
    ("du petrole|des hydrocarbures", "oil|petroleum"),
    ("du commerce", "trade|commerce"),
    ("de l industrie", "industry"),
    ("de la communication|de l information", "communication|communications|information"),
    ("de la securite", "security"),
    ("de la culture", "culture"),
    ("des sports", "sports|sport"),
    ("de l environnement", "environment|the environment"),
    ("du travail", "labour|labor"),
    ("des transports", "transport|transportation"),
    ("du tourisme", "tourism"),
    ("de la cooperation", "cooperation"),
    ("de l administration territoriale", "territorial administration"),
)
_SAME_POSTS: tuple[tuple[str, ...], ...] = (
    (
        "president",
        "president de la republique",
        "chef de l etat",
        "president of the republic",
        "head of state",
        "president de la transition",
        "president de transition",
        "transitional president",
        "interim president",
    ),
    ("roi", "king", "souverain", "monarque"),
    ("reine", "queen", "souveraine"),
    (
        "premier ministre",
        "chef du gouvernement",
        "prime minister",
        "head of government",
        "chef de l executif",
    ),
    (
        "chef d etat major general des armees",
        "chef d etat major general",
        "chef d etat major des armees",
        "chef d etat major",
        "chef d etat major general des forces armees",
        "chief of the general staff",
        "chief of staff of the armed forces",
        "army chief of staff",
    ),
    (
        "president de l assemblee nationale",
        "president of the national assembly",
        "speaker of the national assembly",
        "speaker of parliament",
        "president du parlement",
        "parliament speaker",
    ),
    ("secretaire general", "secretary general"),
    ("chancelier", "chancellor", "chancelier federal"),
)
_ARMED_FORCES = ("forces armees", "armee", "armed forces", "army", "armee nationale", "military")


def normal(title: Iterable[str]) -> list[str]:
    """Folded words of a title with its head in the masculine singular."""
    found = [_HEADS.get(word, word) if n < 2 else word for n, word in enumerate(title)]
    if found[1:2] in (["generale"], ["generaux"]):
        found[1] = "general"
    if found[:1] == ["premier"] and found[1:2] == ["ministres"]:
        found[1] = "ministre"
    return found


def office_forms(
    titles: Iterable[str], level: str, scopes: Iterable[str], *, is_national: bool = True
) -> set[str]:
    """Folded forms of a post's titles without its country or body.

    `scopes`: every way of writing that country or body, adjectives too. A post that is not a
    country's has fewer forms: the president of an alliance is no head of state.
    """
    folded = _folded_scopes(scopes)
    forms: set[str] = set()
    for title in titles:
        core = _core(title, folded)
        if core and " ".join(core) not in {" ".join(scope) for scope in folded}:
            forms.add(" ".join(core).replace(" et et ", " et "))
            forms |= set(_ministers(core))
    # A vice-president is not a president, whatever level both have been given.
    if level == OfficeLevel.HEAD_OF_STATE and any(f.startswith("president") for f in forms):
        forms.add("president")
    if level == OfficeLevel.HEAD_OF_GOVERNMENT:
        forms |= {"chef du gouvernement", "head of government"}
    for same in _SAME_POSTS if is_national else ():
        if forms & set(same):
            forms |= set(same)
    if any("etrangere" in form or "foreign" in form for form in forms & _FOREIGN):
        forms |= {"chef de la diplomatie", "patron de la diplomatie", "top diplomat"}
    return {form for form in forms if form not in {"premier", "ministre", "minister", ""}}


def body_forms(names: Iterable[str], type_: str, scopes: Iterable[str]) -> set[str]:
    """Folded forms of a public body's names without its country; none for other bodies."""
    if type_ not in SCOPED_TYPES:
        return set()
    folded = _folded_scopes(scopes)
    forms: set[str] = set()
    for name in names:
        core = _core(name, folded)
        if core:
            forms.add(" ".join(core))
            if core[0] in ("ministere", "ministry", "department"):
                forms |= set(_parts(core, "ministere", "ministry"))
    if type_ == OrganisationType.ARMED_FORCES:
        forms |= set(_ARMED_FORCES)
    return forms - {""}


SCOPED_TYPES = frozenset(
    {
        OrganisationType.MINISTRY,
        OrganisationType.GOVERNMENT,
        OrganisationType.ARMED_FORCES,
        OrganisationType.PARLIAMENT,
        OrganisationType.COURT,
        OrganisationType.AGENCY,
    }
)


def _folded_scopes(scopes: Iterable[str]) -> list[tuple[str, ...]]:
    return sorted({tuple(words(scope)) for scope in scopes} - {()}, key=len, reverse=True)


def _core(title: str, scopes: list[tuple[str, ...]]) -> list[str]:
    """The title's words without the country or body, wherever it stands; "," becomes "et"."""
    found = normal(words(title.replace(",", " et ")))
    for scope in scopes:
        length = len(scope)
        for at in range(len(found) - length, -1, -1):
            if tuple(found[at : at + length]) != scope:
                continue
            start = at
            while start and found[start - 1] in _LINKS:
                start -= 1
            rest = found[at + length :]
            # After a country's name at the front the title itself begins: "Mali's defence ...".
            found = found[:start] + (rest[1:] if not start and rest[:1] == ["s"] else rest)
            break
    return normal(found)


def _ministers(core: list[str]) -> Iterator[str]:
    if core[:3] == ["ministre", "d", "etat"] and "ministre" in core[3:]:
        core = core[core.index("ministre", 3) :]
    if core[0] in ("ministre", "minister") or core[-1] == "minister":
        yield from _parts(core, "ministre", "minister")


def _parts(core: list[str], french: str, english: str) -> Iterator[str]:
    """The head with each portfolio alone, in the other forms and the other language."""
    is_english = core[0] in (english, "department") or core[-1] == english
    text = " ".join(word for word in core if word not in (french, english, "department"))
    text = re.sub(r"^(charge de|of|for|the|charge) ", "", text)
    for part in re.split(r" (?:et|and) (?:chef |ministre |minister )?", text):
        part = re.sub(r"^(of|for) ", "", part.strip())
        for in_french, in_english in _PORTFOLIOS:
            known_french, known_english = in_french.split("|"), in_english.split("|")
            if part in (known_english if is_english else known_french):
                yield from (f"{french} {one}" for one in known_french)
                yield from _in_english(known_english, english)
        if is_english:
            yield from _in_english([part], english)
        elif re.match(r"(de|du|des|d|aux|a) ", part):
            yield f"{french} {part}"


def _in_english(portfolios: Iterable[str], head: str) -> Iterator[str]:
    for one in portfolios:
        if one:
            yield f"{head} of {one}"
            yield f"{head} for {one}"
            yield f"{one.removeprefix('the ')} {head}"


_FOREIGN = frozenset({"ministre des affaires etrangeres", "foreign minister"})
