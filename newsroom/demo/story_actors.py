"""The story of 14 August 2025: its countries, places, bodies and people, and their offices.

Three presidents are printed with no country beside their names. The post that each held is
therefore not stored from this story: "président" is kept as what stood before the name, a rank
in the archive's terms, attested on that day. Only "président de l’AES" is an office here.
"""

from datetime import date
from typing import Any

from actors.choices import Certainty, NameKind, OfficeLevel, OrganisationType, PlaceKind
from actors.models import Membership, Rank, Tenure
from newsroom.demo.story_records import (
    Cast,
    country,
    former_country,
    name,
    office,
    organisation,
    person,
    place,
)

MAY, AUGUST = date(2025, 5, 11), date(2025, 8, 14)
SAHEL_STATES = ("mali", "burkina", "niger")

COUNTRIES = (
    ("mali", "ML", "MLI", "466", "Mali", "", ("malien", "malienne")),
    ("burkina", "BF", "BFA", "854", "Burkina Faso", "", ("burkinabè",)),
    ("niger", "NE", "NER", "562", "Niger", "", ("nigérien", "nigérienne")),
    ("russia", "RU", "RUS", "643", "Russie", "Russia", ("russe",)),
)

# Key, Wikidata item, canonical name with its parts, name in English.
PEOPLE = (
    ("camara", "Q100152366", "Sadio", "Camara", ""),
    ("belousov", "Q4082839", "Andrei", "Belousov", "Andrey Belousov"),
    ("mody", "Q30336039", "Salifou", "Mody", ""),
    ("simpore", "", "Célestin", "Simporé", ""),
    ("goita", "Q98497406", "Assimi", "Goïta", ""),
    ("putin", "Q7747", "Vladimir", "Poutine", "Vladimir Putin"),
    ("tiani", "", "Abdourahamane", "Tiani", ""),
    ("traore", "Q114341246", "Ibrahim", "Traoré", ""),
)

# Whose, key of the name, text, kind, language, certainty. What the story prints is explicit;
# that it is the same person as the one usually written otherwise is outside knowledge. Who writes
# the own name in Latin letters has one right spelling: any other is a misprint.
NAMES = (
    ("mody", "printed", "Salifou Modi", NameKind.MISPRINT, "fr", Certainty.EXPLICIT),
    ("mody", "usual", "Salifou Mody", NameKind.SPELLING, "fr", Certainty.OUTSIDE),
    ("simpore", "printed", "Celestin Simpone", NameKind.MISPRINT, "fr", Certainty.EXPLICIT),
    ("simpore", "usual", "Célestin Simporé", NameKind.SPELLING, "fr", Certainty.OUTSIDE),
    ("tiani", "usual", "Abdourahamane Tchiani", NameKind.SPELLING, "fr", Certainty.OUTSIDE),
    ("goita", "plain", "Assimi Goita", NameKind.SPELLING, "fr", Certainty.OUTSIDE),
    ("putin", "english", "Vladimir Putin", NameKind.TRANSLITERATION, "en", Certainty.OUTSIDE),
    ("belousov", "accent", "Andreï Belousov", NameKind.TRANSLITERATION, "fr", Certainty.OUTSIDE),
    ("belousov", "double", "Andreï Belooussov", NameKind.TRANSLITERATION, "fr", Certainty.OUTSIDE),
    ("aes", "short", "AES", NameKind.ACRONYM, "fr", Certainty.EXPLICIT),
    ("aes", "english", "Confederation of Sahel States", NameKind.OFFICIAL, "en", Certainty.OUTSIDE),
    ("russia", "federation", "Fédération de Russie", NameKind.OFFICIAL, "fr", Certainty.EXPLICIT),
    ("ussr", "adjective", "soviétique", NameKind.DEMONYM, "fr", Certainty.EXPLICIT),
)

VETERANS = "Défense et des Anciens combattants"
# Key of the country, full name, how a story prints it before its minister's name, item of the post.
MINISTRIES = (
    ("mali", f"de la {VETERANS} du Mali", "malien", "Q98915482"),
    ("niger", "de la Défense du Niger", "nigérien", "Q110537625"),
    ("burkina", f"de la {VETERANS} du Burkina Faso", "burkinabè", "Q113961433"),
    ("russia", "de la Défense de la Russie", "russe", "Q17287317"),
)

# Who, which office, first and last day for which the story states it. No start, no end: the
# story gives none.
TENURES = (
    ("camara", "mali defence minister", "ministre malien de la Défense", MAY, AUGUST),
    ("belousov", "russia defence minister", "ministre russe", MAY, AUGUST),
    ("mody", "niger defence minister", "ministre nigérien de la Défense", MAY, MAY),
    (
        "simpore",
        "burkina defence minister",
        "ministre burkinabè de la Défense et des Anciens combattants",
        MAY,
        MAY,
    ),
    ("goita", "aes president", "président de l’AES", AUGUST, AUGUST),
)

RANKS = (
    ("camara", "full rank", "général de corps d’armée", AUGUST),
    ("camara", "short rank", "général", MAY),
    ("mody", "rank", "général de corps", MAY),
    ("simpore", "rank", "général", MAY),
    ("putin", "rank", "président", AUGUST),
    ("tiani", "rank", "président", AUGUST),
    ("traore", "rank", "président", AUGUST),
)


def make_actors() -> Cast:
    """Countries, places, bodies, people, names, memberships, offices, tenures and ranks."""
    cast: Cast = {}
    for key, iso2, iso3, numeric, french, english, adjectives in COUNTRIES:
        cast[key] = country(iso2, iso3=iso3, iso_numeric=numeric, name=french, name_en=english)
        for adjective in adjectives:
            cast[f"{key} {adjective}"] = name(cast[key], adjective, NameKind.DEMONYM)
    cast["ussr"] = former_country("SUHH", name="Union soviétique", name_en="Soviet Union")
    cast["moscow"] = place("Moscou", cast["russia"])
    cast["sahel"] = place("Sahel", None, PlaceKind.REGION)
    _make_bodies(cast)
    for key, wikidata, given, family, english in PEOPLE:
        cast[key] = person(
            key,
            wikidata,
            name=f"{given} {family}",
            name_en=english,
            given_name=given,
            family_name=family,
        )
    for whose, what, text, kind, language, certainty in NAMES:
        cast[f"{whose} {what}"] = name(
            cast[whose], text, kind, language=language, certainty=certainty
        )
    _make_offices(cast)
    return cast


def _make_bodies(cast: Cast) -> None:
    cast["aes"] = organisation(
        "aes",
        name="Confédération des États du Sahel",
        name_en="Confederation of Sahel States",
        type=OrganisationType.BLOC,
        # Its first year was celebrated in July 2025: about a year before, the day not known.
        founded="2024-07~",
    )
    for key in SAHEL_STATES:
        cast[f"{key} membership"] = _attested(
            Membership, AUGUST, AUGUST, member=cast[key], organisation=cast["aes"]
        )
    for key, title, _adjective, _item in MINISTRIES:
        cast[f"{key} ministry"] = organisation(
            f"{key} ministry",
            name=f"Ministère {title}",
            type=OrganisationType.MINISTRY,
            home_country=cast[key],
        )
    cast["army"] = organisation(
        "army",
        name="Forces armées du Burkina Faso",
        type=OrganisationType.ARMED_FORCES,
        home_country=cast["burkina"],
    )


def _make_offices(cast: Cast) -> None:
    for key, title, adjective, item in MINISTRIES:
        cast[f"{key} defence minister"] = office(
            f"{key} defence minister",
            item,
            title=f"ministre {title}",
            short_title=f"ministre {adjective} de la Défense",
            level=OfficeLevel.MINISTER,
            organisation=cast[f"{key} ministry"],
            country=cast[key],
        )
    cast["aes president"] = office(
        "aes president",
        title="président de la Confédération des États du Sahel",
        short_title="président de l’AES",
        level=OfficeLevel.HEAD_OF_BODY,
        organisation=cast["aes"],
    )
    for who, which, printed, first, last in TENURES:
        cast[f"{who} tenure"] = _attested(
            Tenure,
            first,
            last,
            person=cast[who],
            office=cast[which],
            more={"title_as_printed": printed},
        )
    for who, what, title, day in RANKS:
        cast[f"{who} {what}"] = _attested(Rank, day, day, person=cast[who], title=title)


def _attested(
    model: type[Membership | Rank | Tenure],
    first: date,
    last: date,
    more: dict[str, Any] | None = None,
    **ends: Any,
) -> Any:
    """The fact with no known beginning that ties these together, attested on these days."""
    attested = {"attested_first": first, "attested_last": last}
    return model._default_manager.get_or_create(
        **ends, began="", defaults={**attested, **(more or {})}
    )[0]
