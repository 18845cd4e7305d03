"""Facts F43 to F68 of the story: persons, offices and ranks, all attested, none with an end."""

from django.db.models import Q

from actors.models import Attestation, Office, Person, Rank, Tenure
from tests.newsroom.story_record import AUGUST, MAY, MINISTERS, PRESIDENTS, Facts

MALI = "ministre de la Défense et des Anciens combattants du Mali"
BURKINA = "ministre de la Défense et des Anciens combattants du Burkina Faso"
NIGER = "ministre de la Défense du Niger"
RUSSIA = "ministre de la Défense de la Russie"
ABOUT, CITED = ("about", "explicit", False), ("cited", "explicit", False)
CORPS = "général de corps d’armée"


def printed(s, spelling):
    """How the story words the office of the person, day by day."""
    rows = Attestation.objects.filter(tenure__person=s.actor(spelling).pk)
    return list(rows.values_list("day", "as_printed"))


def wikidata(spelling):
    return lambda s: [i.value for i in s.actor(spelling).identifiers.all()]


def only_a_title(spelling, country):
    """Attested as president; the state of which is a remark, not a fact of the record."""
    return lambda s: (
        s.ranks(spelling),
        s.tenures(spelling),
        s.noted(f"Président {country} : le pays n’est pas imprimé"),
    )


PRESIDENT = ({("président", AUGUST, AUGUST)}, [], {"outside"})

FACTS: Facts = {
    "F43": (
        lambda s: (s.mention("Sadio Camara"), {r[0] for r in s.ranks("Sadio Camara")}),
        (("Sadio Camara", *ABOUT), {CORPS, "général"}),
    ),
    "F44": (
        lambda s: (s.mention("Andrei Belousov"), wikidata("Andrei Belousov")(s)),
        (("Andrei Belousov", *ABOUT), ["Q4082839"]),
    ),
    "F45": (
        lambda s: (s.mention("Salifou Modi"), {r[0] for r in s.ranks("Salifou Modi")}),
        (("Salifou Mody", *ABOUT), {"général de corps"}),
    ),
    "F46": (
        lambda s: (s.mention("Celestin Simpone"), {r[0] for r in s.ranks("Celestin Simpone")}),
        (("Célestin Simporé", *ABOUT), {"général"}),
    ),
    "F47": (lambda s: s.mention("Assimi Goïta"), ("Assimi Goïta", *CITED)),
    "F48": (lambda s: s.mention("Vladimir Poutine"), ("Vladimir Poutine", *CITED)),
    "F49": (lambda s: s.mention("Abdourahamane Tiani"), ("Abdourahamane Tiani", *CITED)),
    "F50": (lambda s: s.mention("Ibrahim Traoré"), ("Ibrahim Traoré", *CITED)),
    "F51": (
        lambda s: (
            set(s.article.mentions.filter(actor__kind="person").values_list("spelling", flat=True)),
            Person.objects.count(),
        ),
        ({*MINISTERS, *PRESIDENTS}, 8),
    ),
    "F52": (
        lambda s: (
            s.tenures("Sadio Camara")[0][2],
            s.evidence("ministre malien de la Défense", tenure__person__name="Sadio Camara"),
            printed(s, "Sadio Camara")[1],
        ),
        (AUGUST, {"explicit"}, (AUGUST, "ministre malien de la Défense")),
    ),
    "F53": (
        lambda s: (
            s.tenures("Sadio Camara")[0][1],
            s.evidence("Anciens combattants du Mali", tenure__person__name="Sadio Camara"),
            printed(s, "Sadio Camara")[0],
        ),
        (MAY, {"explicit", "inferred"}, (MAY, MALI)),
    ),
    "F54": (
        lambda s: (
            Office.objects.filter(country__name="Mali").values_list("title", "short_title").get(),
            Tenure.objects.get(person__name="Sadio Camara").title_as_printed,
        ),
        ((MALI, "ministre malien de la Défense"), "ministre malien de la Défense"),
    ),
    "F55": (lambda s: s.tenures("Sadio Camara"), [(MALI, MAY, AUGUST)]),
    "F56": (
        lambda s: (
            s.tenures("Andrei Belousov")[0][:2],
            s.evidence("le ministre russe", tenure__person__name="Andrei Belousov"),
        ),
        ((RUSSIA, MAY), {"explicit"}),
    ),
    "F57": (
        lambda s: (
            s.tenures("Andrei Belousov")[0][2],
            s.evidence("Le ministre Andrei Belousov", tenure__person__name="Andrei Belousov"),
        ),
        (AUGUST, {"explicit"}),
    ),
    "F58": (lambda s: s.tenures("Salifou Modi"), [(NIGER, MAY, MAY)]),
    "F59": (lambda s: s.tenures("Celestin Simpone"), [(BURKINA, MAY, MAY)]),
    "F60": (
        lambda s: (
            s.office_at(s.consultations, "Burkina Faso"),
            s.office_at(s.consultations, "Niger"),
        ),
        (("homologue burkinabè", BURKINA), ("homologue nigérien", NIGER)),
    ),
    "F61": (
        lambda s: s.tenures("Assimi Goïta"),
        [("président de la Confédération des États du Sahel", AUGUST, AUGUST)],
    ),
    "F62": (
        lambda s: (
            Tenure.objects.filter(office__level="head_of_state").count(),
            s.noted("Président du Mali"),
            s.evidence("les présidents", tenure__person__name="Assimi Goïta"),
        ),
        (0, {"outside"}, {"explicit"}),
    ),
    "F63": (only_a_title("Vladimir Poutine", "de la Russie"), PRESIDENT),
    "F64": (only_a_title("Abdourahamane Tiani", "du Niger"), PRESIDENT),
    "F65": (only_a_title("Ibrahim Traoré", "du Burkina Faso"), PRESIDENT),
    "F66": (
        lambda s: (
            (CORPS, AUGUST, AUGUST) in s.ranks("Sadio Camara"),
            Office.objects.filter(title__contains="général").count(),
        ),
        (True, 0),
    ),
    "F67": (
        lambda s: (
            s.ranks("Salifou Modi"),
            s.ranks("Celestin Simpone"),
            ("général", MAY, MAY) in s.ranks("Sadio Camara"),
        ),
        ({("général de corps", MAY, MAY)}, {("général", MAY, MAY)}, True),
    ),
    "F68": (
        lambda s: (
            Tenure.objects.count(),
            Tenure.objects.exclude(began="", ended="").count(),
            Rank.objects.filter(~Q(began="") | ~Q(ended="")).count(),
        ),
        (5, 0, 0),
    ),
}
