"""Facts F69 to F104 of the story: meetings, how they hang together, documents."""

from actors.models import Agreement, Meeting, Participation, Party
from tests.newsroom.facts_people import BURKINA, NIGER
from tests.newsroom.story_record import AUGUST, MAY, PRESIDENTS, Facts

HEAD, HOST = "head", "host"
AT_MALI = {
    "Sadio Camara": ("Mali", HEAD, "explicit", False),
    "Andrei Belousov": ("Russie", HOST, "explicit", False),
}
AT_NIGER = {"Salifou Mody": ("Niger", HEAD, "explicit", False), **AT_MALI}
AT_BURKINA = {"Célestin Simporé": ("Burkina Faso", HEAD, "explicit", False), **AT_MALI}
del AT_NIGER["Sadio Camara"], AT_BURKINA["Sadio Camara"]


def reception(country):
    return lambda s: (
        s.reception(country).place.name,
        s.participants(s.reception(country)),
        s.evidence("reçu séparément", meeting=s.reception(country)),
    )


def documents(**filters):
    return lambda s: list(Agreement.objects.filter(**filters).values_list("kind", flat=True))


def presidents_at_meetings(s):
    return Participation.objects.filter(person__name__in=PRESIDENTS).count()


FACTS: Facts = {
    "F69": (
        lambda s: (s.consultations.when, s.consultations.status, s.consultations.place.name),
        ("2025-08-14", "held", "Moscou"),
    ),
    "F70": (
        lambda s: (set(s.consultations.labels), s.prints(*s.consultations.labels)),
        (
            {
                "consultations",
                "séance de travail",
                "entretiens",
                "rencontre",
                "visite de travail",
                "dialogue quadrilatéral",
            },
            True,
        ),
    ),
    "F71": (
        lambda s: (
            Meeting.objects.filter(when="2025-08-14").count(),
            s.noted("la visite de travail est le voyage"),
        ),
        (1, {"inferred"}),
    ),
    "F72": (lambda s: s.consultations.level, "ministers"),
    "F73": (
        lambda s: (
            s.consultations.format,
            {side for side, *_ in s.participants(s.consultations).values()},
        ),
        ("quadrilateral", {"Russie", "Mali", "Burkina Faso", "Niger"}),
    ),
    "F74": (
        lambda s: (
            s.consultations.host.name,
            s.participants(s.consultations)["Andrei Belousov"][1:3],
        ),
        ("Russie", (HOST, "inferred")),
    ),
    "F75": (
        lambda s: (s.consultations.inviter.name, s.prints("à l’invitation de la partie russe")),
        ("Russie", True),
    ),
    "F76": (
        lambda s: s.evidence("sur invitation de son homologue russe", meeting=s.consultations),
        {"explicit", "inferred"},
    ),
    "F77": (
        lambda s: s.participants(s.consultations)["Sadio Camara"],
        ("Mali", HEAD, "explicit", False),
    ),
    "F78": (
        lambda s: (
            s.office_at(s.consultations, "Burkina Faso")[1],
            s.participants(s.consultations)["Célestin Simporé"],
        ),
        (BURKINA, ("Burkina Faso", HEAD, "inferred", True)),
    ),
    "F79": (
        lambda s: (
            s.office_at(s.consultations, "Niger")[1],
            s.participants(s.consultations)["Salifou Mody"],
        ),
        (NIGER, ("Niger", HEAD, "inferred", True)),
    ),
    "F80": (
        lambda s: s.evidence("Le ministre Andrei Belousov", participation__meeting=s.consultations),
        {"inferred"},
    ),
    "F81": (
        lambda s: (presidents_at_meetings(s), {s.mention(name)[1] for name in PRESIDENTS}),
        (0, {"cited"}),
    ),
    "F82": (lambda s: "partenariat sécuritaire" in s.consultations.topic, True),
    "F83": (
        lambda s: (
            "coopération militaire" in s.consultations.topic,
            s.evidence("Une séance de travail", meeting=s.consultations),
        ),
        (True, {"explicit"}),
    ),
    "F84": (
        lambda s: [s.said("Ces consultations")[key] for key in ("kind", "speaker", "source")],
        ["claim", "Ministère de la Défense de la Russie", "ministère russe de la Défense"],
    ),
    "F85": (
        lambda s: sorted(documents(meeting=s.consultations)(s)),
        ["declaration", "memorandum"],
    ),
    "F86": (
        lambda s: (
            s.event("2025-05-11").title,
            s.event("2025-05-11").place.name,
            s.evidence("80ᵉ anniversaire", meeting=s.event("2025-05-11")),
        ),
        (
            "Commémorations du 80ᵉ anniversaire de la victoire soviétique sur le nazisme",
            "Moscou",
            {"explicit", "outside"},
        ),
    ),
    "F87": (reception("Niger"), ("Moscou", AT_NIGER, {"explicit"})),
    "F88": (reception("Mali"), ("Moscou", AT_MALI, {"explicit"})),
    "F89": (reception("Burkina Faso"), ("Moscou", AT_BURKINA, {"explicit"})),
    "F90": (
        lambda s: (len(s.receptions), Meeting.objects.filter(kind="meeting").count()),
        (3, 4),
    ),
    "F91": (
        lambda s: {(m.host.name, s.participants(m)["Andrei Belousov"][1]) for m in s.receptions},
        {("Russie", HOST)},
    ),
    "F92": (
        lambda s: [m.participations.exclude(delegation=m.host).count() for m in s.receptions],
        [1, 1, 1],
    ),
    "F93": (
        lambda s: (
            s.reception("Burkina Faso").inviter.name,
            s.reception("Mali").inviter,
            s.reception("Niger").inviter,
        ),
        ("Russie", None, None),
    ),
    "F94": (
        lambda s: s.participants(s.event("2025-05-11")),
        {"Salifou Mody": ("Niger", "attendee", "inferred", False)},
    ),
    "F95": (
        lambda s: (
            s.text.index("Salifou Modi")
            < s.text.index("le général Sadio Camara")
            < s.text.index("Celestin Simpone"),
            {m.when for m in s.receptions},
        ),
        (True, {"2025-05-11"}),
    ),
    "F96": (
        lambda s: s.links(s.consultations, "follows"),
        [("2025-05-11", "explicit")] * 3,
    ),
    "F97": (
        lambda s: {
            (link.other.title[:15], link.certainty)
            for m in s.receptions
            for link in m.links.filter(kind="on_the_occasion_of").select_related("other")
        },
        {("Commémorations ", "explicit")},
    ),
    "F98": (
        lambda s: s.links(s.consultations, "same_series"),
        [("2025-05-11", "inferred")] * 3,
    ),
    "F99": (
        lambda s: (
            (
                s.consultations.when_earliest - s.reception("Mali").when_earliest,
                AUGUST - MAY,
            )[0].days
        ),
        95,
    ),
    "F100": (
        lambda s: (s.event("2025-07").kind, s.event("2025-07").participations.count()),
        ("event", 0),
    ),
    "F101": (
        lambda s: (s.agreement("declaration"), s.parties("declaration")),
        (
            ("2025-08-14", "", "2025-08-14"),
            dict.fromkeys(("Russie", "Mali", "Burkina Faso", "Niger"), "inferred"),
        ),
    ),
    "F102": (lambda s: s.agreement("memorandum"), ("2025-08-14", "", "2025-08-14")),
    "F103": (lambda s: Party.objects.filter(signatory__isnull=False).count(), 0),
    "F104": (
        lambda s: (s.agreement("agreement"), s.parties("agreement")),
        (("", "2025-05-11", ""), {"Russie": "explicit", "Burkina Faso": "explicit"}),
    ),
}
