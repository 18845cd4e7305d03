"""French titles of journeys, by rule: "Visite de travail du roi Mohammed VI aux États-Unis"."""

import re

from actors.choices import PlaceKind
from actors.importers.english_titles import TITLES
from actors.importers.travel_rows import Journey
from actors.importers.travel_text import Person
from actors.models import Place

# The first that an English text begins with; also what stories would call it.
KINDS = (
    ("official working visit", "visite officielle de travail"),
    ("offical working visit", "visite officielle de travail"),
    ("working visit", "visite de travail"),
    ("state visit", "visite d’État"),
    ("official visit", "visite officielle"),
    ("offical visit", "visite officielle"),
    ("private visit", "visite privée"),
    ("informal visit", "visite informelle"),
    ("unofficial visit", "visite non officielle"),
    ("met with", "rencontre"),
    ("informal meeting with", "rencontre"),
)
VISIT = "visite"
SUMMITS = (
    (r"U\.?S\.?-Africa Leaders['’]? Summit", "au sommet États-Unis–Afrique"),
    (r"Nuclear Security Summit", "au sommet sur la sécurité nucléaire"),
    (r"NATO\b.*\bSummit|North Atlantic Alliance Summit", "au sommet de l’OTAN"),
    (r"G-?20\b", "au sommet du G20"),
    (r"G-?8\b", "au sommet du G8"),
    (r"G-?7\b", "au sommet du G7"),
    (r"Summit of the Americas", "au Sommet des Amériques"),
    (r"APEC\b|APEP\b|Asia-Pacific Economic", "au sommet de l’APEC"),
    (r"ASEAN\b.*\bSummit", "au sommet de l’ASEAN"),
    (r"Economic Summit", "au sommet économique"),
    (r"Pacific Island.*Summit", "au sommet des îles du Pacifique"),
    (r"\bfuneral of", "aux funérailles d’État"),
    (r"\b[Ss]ummit\b", "à un sommet"),
)
_MULTILATERAL = re.compile(
    r"\b(attend\w*|conference|council|summit|ministerial|assembly|ceremon\w+)\b", re.IGNORECASE
)
# People whom French readers know by another form than the printed one.
_KNOWN_AS = {
    "William J. Clinton": "Bill Clinton",
    "Joseph R. Biden": "Joe Biden",
    "Joseph R. Biden, Jr.": "Joe Biden",
    "Donald J. Trump": "Donald Trump",
    "Hillary Rodham Clinton": "Hillary Clinton",
    "David Dean Rusk": "Dean Rusk",
    "Henry A. (Heinz Alfred) Kissinger": "Henry Kissinger",
    "John Foster Dulles": "John Foster Dulles",
}
_WOMEN = frozenset(
    """
    Angela Margaret Indira Golda Benazir Corazon Theresa Giorgia Megawati Michelle Dilma Cristina
    Tarja Vairi Vaira Dalia Kolinda Zuzana Katerina Maia Sanna Magdalena Jacinda Julia Helen Jenny
    Kaja Ingrida Evika Mette Erna Gro Ellen Joyce Samia Violeta Mireya Laura Dina Xiomara Claudia
    Mia Eugenia Portia Kamla Halla Borjana Mary Tansu Hanna Iveta Gloria Condoleezza Madeleine
    Hillary Elizabeth Beatrix Juliana Margrethe
    """.split()
)
_MASCULINE_IN_E = {"Mexique", "Cambodge", "Mozambique", "Zimbabwe", "Belize", "Suriname", "Zaïre"}
_WITHOUT_ARTICLE = frozenset(
    """
    Cuba Chypre Malte Haïti Madagascar Maurice Singapour Bahreïn Djibouti Monaco Oman Taïwan Tonga
    Tuvalu Kiribati Nauru Hong Bali Okinawa Terre Saint Sainte Sao Antigua Grenade Porto Trinité
    """.split()
)
_PLURAL = frozenset(
    """
    États-Unis Émirats Pays-Bas Philippines Maldives Seychelles Bahamas Comores Îles Palaos Fidji
    Samoa Bermudes Territoires Açores Pouilles Cornouailles
    """.split()
)


def title(
    journey: Journey,
    person: Person,
    *,
    name: str,
    is_woman: bool,
    places: list[Place],
    host: str,
    met: Person | None = None,
) -> str:
    """The French title of a meeting.

    person: the traveller as printed; name: in the archive's spelling, empty if not known there;
    is_woman: the archive says so; host: the country in French; met: the first of the hosts.
    """
    printed = known_as(person.name, short=not journey.is_visit and not person.title)
    who = _of(person, name or printed, is_woman or looks_female(person))
    if not journey.is_visit:
        return f"Visite {who} {_to_places(places) if places else _in(host)}"
    kind = label(journey)
    if kind and kind != "rencontre":
        return f"{kind[0].upper()}{kind[1:]} {who} {_in(host)}"
    if occasion := summit(journey.text):
        return f"Venue {who} {occasion}"
    if kind and met:
        where = f" {_to_places(places)}" if places else ""
        return f"Rencontre {who} avec {_with(met)}{where}"
    return f"Visite {who} {_in(host)}"


def label(journey: Journey) -> str:
    """What the text calls the journey, in French; empty if it does not say."""
    text = journey.text.lower()
    known = next((french for english, french in KINDS if text.startswith(english)), "")
    return known or ("" if journey.is_visit else VISIT)


def summit(text: str) -> str:
    """To which summit, in French, a text says that somebody came; empty if to none."""
    first = text.split(". ")[0]
    if not first.startswith("Attended"):
        return ""
    return next((french for pattern, french in SUMMITS if re.search(pattern, first)), "")


def is_multilateral(text: str) -> bool:
    """Whether the text speaks of a conference, and not of one country's guests."""
    return bool(_MULTILATERAL.search(text))


def known_as(name: str, *, short: bool = False) -> str:
    """A name as French stories print it; `short`: the first and the last word of it."""
    words = name.split()
    return _KNOWN_AS.get(name, f"{words[0]} {words[-1]}" if short and len(words) > 2 else name)


def looks_female(person: Person) -> bool:
    """Whether the title or the first name is a woman's, among those who led governments."""
    return person.title in ("Queen", "Empress", "Princess", "Grand Duchess") or (
        person.name.split(" ")[0] in _WOMEN
    )


def _of(person: Person, name: str, is_woman: bool) -> str:
    known = TITLES.get(person.title)
    if known is None or known.french is None:
        return _de(name)
    words = known.french[is_woman]
    article = re.sub(r"^le ", "du ", words)
    return f"{article if article != words else 'de ' + words} {name}"


def _with(person: Person) -> str:
    known = TITLES.get(person.title)
    return f"{known.french[0]} {person.name}" if known and known.french else person.name


def _de(name: str) -> str:
    return f"d’{name}" if name[:1].lower() in "aeiouéèêâîôûh" and name[:1] != "H" else f"de {name}"


def _to_places(places: list[Place]) -> str:
    parts = [_in(p.name) if p.kind == PlaceKind.REGION else _to(p.name) for p in places]
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " et " + parts[-1]


def _to(town: str) -> str:
    return f"au {town[3:]}" if town.startswith("Le ") else f"à {town}"


def _in(country: str) -> str:
    """A country with its preposition: en France, au Mali, aux États-Unis, à Cuba."""
    first = country.split(" ")[0]
    if first in _PLURAL:
        return f"aux {country}"
    if country.split("-")[0] in _WITHOUT_ARTICLE or first in _WITHOUT_ARTICLE:
        return f"à {country}"
    ends = first.split("-")[0]
    feminine = ends.endswith("e") and first not in _MASCULINE_IN_E
    if feminine or country[:1] in "AEIOUÉÈÎ":
        return f"en {country}"
    return f"au {country}"
