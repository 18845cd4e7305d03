"""Facts F1 to F42 of the story: the document, countries and places, organisations."""

from datetime import date

from actors.models import Country, Meeting, Membership, Organisation, Person, Succession
from tests.newsroom.story_record import AES, AUGUST, MINISTERS, PRESIDENTS, Facts

VETERANS = "Ministère de la Défense et des Anciens combattants"
ABOUT = "about"


def signatory(position):
    return lambda s: s.article.signatories.values_list("initials", "role", "contributor").get(
        position=position
    )


def place_mentions(s):
    mentions = s.article.mentions.filter(place__isnull=False)
    return set(mentions.values_list("place__name", "place__kind", "place__country__iso2"))


FACTS: Facts = {
    "F1": (lambda s: (s.article.language, len(s.text.split("\n\n"))), ("fr", 9)),
    "F2": (lambda s: (s.article.headline, s.noted("Ni titre")), ("", {"explicit"})),
    "F3": (
        lambda s: (s.article.lead == s.text.split("\n\n")[0], s.noted("chapô")),
        (True, {"inferred"}),
    ),
    "F4": (lambda s: (s.article.signature, s.prints("APA")), ("AC/Sf/APA", False)),
    "F5": (signatory(1), ("AC", "writer", None)),
    "F6": (signatory(2), ("Sf", "editor", None)),
    "F7": (
        lambda s: (signatory(3)(s), s.noted("« APA »")),
        (("APA", "agency", None), {"outside"}),
    ),
    "F8": (lambda s: s.article.dateline, None),
    "F9": (lambda s: s.noted("date de publication ne sont"), {"explicit"}),
    "F10": (lambda s: (s.article.event_date, s.noted("1945")), ("2025-08-14", {"inferred"})),
    "F11": (
        lambda s: (AUGUST.weekday(), s.prints("jeudi 14 août"), date(2025, 5, 11).weekday()),
        (3, True, 6),
    ),
    "F12": (
        lambda s: (
            s.article.dated_earliest,
            s.article.dated_latest,
            s.article.dated_certainty,
            "jeudi 14 août" in s.article.dated_basis,
        ),
        (AUGUST, date(2025, 8, 15), "inferred", True),
    ),
    "F13": (
        lambda s: set(
            s.article.coverages.filter(meeting__kind="meeting").values_list("meeting__when", "role")
        ),
        {("2025-08-14", "news"), ("2025-05-11", "background")},
    ),
    "F14": (
        lambda s: (
            s.mention("partie malienne")[1],
            s.mention("ministère russe de la Défense")[1],
            s.said("Les deux séquences")["source"],
        ),
        ("source", "source", "les informations officielles"),
    ),
    "F15": (
        lambda s: (
            set(
                s.article.classifications.filter(certainty="inferred").values_list(
                    "subject__name_en", flat=True
                )
            )
            >= {
                "defence cooperation",
                "diplomacy",
                "regional security",
                "act of terror",
                "commemoration of the Second World War",
            }
        ),
        True,
    ),
    "F16": (lambda s: s.article.images.exists(), False),
    "F17": (lambda s: s.mention("malien"), ("Mali", ABOUT, "explicit", False)),
    "F18": (lambda s: s.mention("burkinabè"), ("Burkina Faso", ABOUT, "explicit", False)),
    "F19": (
        lambda s: (
            s.mention("nigérien"),
            Country.objects.get(name="Niger").iso2,
            s.prints("Nigeria") or s.prints("Nigéria"),
        ),
        (("Niger", ABOUT, "explicit", False), "NE", False),
    ),
    "F20": (
        lambda s: {s.mention(w)[0] for w in ("Russie", "Fédération de Russie", "partie russe")},
        {"Russie"},
    ),
    "F21": (
        lambda s: (
            s.mention("Union soviétique"),
            s.mention("soviétique")[0],
            s.actor("Union soviétique").country.former_code,
            Meeting.objects.filter(participations__delegation__name="Union soviétique").count(),
        ),
        (("Union soviétique", "mentioned", "explicit", False), "Union soviétique", "SUHH", 0),
    ),
    "F22": (
        lambda s: (
            s.actor("soviétique").country.ended,
            Succession.objects.count(),
            s.noted("1991"),
        ),
        ("", 0, {"outside"}),
    ),
    "F23": (
        lambda s: (
            s.article.classifications.filter(subject__name__contains="nazisme").count(),
            Organisation.objects.filter(name__icontains="nazi").count(),
            Country.objects.filter(name__icontains="fasci").count(),
        ),
        (1, 0, 0),
    ),
    "F24": (lambda s: s.consultations.place.name, "Moscou"),
    "F25": (
        lambda s: {s.event("2025-05-11").place.name, *(m.place.name for m in s.receptions)},
        {"Moscou"},
    ),
    "F26": (
        lambda s: (
            s.mention("Moscou"),
            s.evidence("la disponibilité de Moscou", mention__is_metonym=True),
            s.evidence("l’appui de Moscou", mention__is_metonym=True),
        ),
        (("Russie", "mentioned", "inferred", True), {"inferred"}, {"inferred"}),
    ),
    "F27": (
        lambda s: (s.mention("Niamey"), Meeting.objects.filter(place__name="Niamey").count()),
        (("Niger", "mentioned", "inferred", True), 0),
    ),
    "F28": (place_mentions, {("Moscou", "town", "RU"), ("Sahel", "region", None)}),
    "F29": (lambda s: (s.body(AES), s.names(AES)["AES"]), (("bloc", ""), "explicit")),
    "F30": (lambda s: s.members()["Mali"], (AUGUST, AUGUST)),
    "F31": (lambda s: s.members()["Burkina Faso"], (AUGUST, AUGUST)),
    "F32": (lambda s: s.members()["Niger"], (AUGUST, AUGUST)),
    "F33": (
        lambda s: (
            set(Membership.objects.values_list("member__kind", flat=True)),
            len(s.members()),
            s.noted("Ses membres"),
        ),
        ({"country"}, 3, {"inferred"}),
    ),
    "F34": (
        lambda s: (s.event("2025-07").title[:20], s.said("L’AES a fêté")["speaker"]),
        ("Premier anniversaire", "Andrei Belousov"),
    ),
    "F35": (
        lambda s: (
            Organisation.objects.get(name=AES).founded,
            s.noted("vers juillet 2024"),
            s.noted("jour exact"),
        ),
        ("2024-07~", {"inferred"}, {"outside"}),
    ),
    "F36": (
        lambda s: (
            s.body("Ministère de la Défense de la Russie"),
            s.mention("ministère russe de la Défense")[2],
        ),
        (("ministry", "Russie"), "explicit"),
    ),
    "F37": (lambda s: s.body(f"{VETERANS} du Mali"), ("ministry", "Mali")),
    "F38": (lambda s: s.body("Ministère de la Défense du Niger"), ("ministry", "Niger")),
    "F39": (lambda s: s.body(f"{VETERANS} du Burkina Faso"), ("ministry", "Burkina Faso")),
    "F40": (
        lambda s: (
            s.parties("memorandum"),
            Organisation.objects.filter(type="ministry", home_country=None).count(),
        ),
        ({"Ministère de la Défense de la Russie": "explicit", AES: "inferred"}, 0),
    ),
    "F41": (
        lambda s: (s.body("Forces armées du Burkina Faso"), s.mention("son armée")[2]),
        (("armed_forces", "Burkina Faso"), "inferred"),
    ),
    "F42": (
        lambda s: (
            s.article.classifications.filter(subject__name="groupes armés").count(),
            Organisation.objects.filter(name__icontains="groupe").count(),
            Person.objects.count(),
        ),
        (1, 0, len(MINISTERS) + len(PRESIDENTS)),
    ),
}
