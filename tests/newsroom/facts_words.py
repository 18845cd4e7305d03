"""Facts F105 to F143 of the story: words, doubts, and what the record answers."""

from django.db.models import Q

from actors.models import Meeting, Organisation, Participation
from newsroom.register.models import Item, Tie
from newsroom.register.search import search
from tests.newsroom.story_record import AES, MINISTERS, PRESIDENTS, Facts

BELOUSOV, CAMARA = "Andrei Belousov", "Sadio Camara"
MODY, SIMPORE = "Salifou Mody", "Célestin Simporé"


def words(text, *keys, **filters):
    """The named members of the statement that begins so."""
    return lambda s: tuple(s.said(text, **filters)[key] for key in keys)


def quote(text, speaker, listener, about):
    """Question and answer for a quotation of 11 May that stands in the text to the letter."""
    return (
        lambda s: (
            s.prints(f"« {text} »"),
            words(text, "kind", "speaker", "to", "about", "on", "at", "certainty")(s),
        ),
        (
            True,
            ("quote", speaker, listener, about, "2025-05-11", "2025-05-11", "explicit"),
        ),
    )


def claim(text, speaker, day, **more):
    """Question and answer for words reported without quotation marks."""
    keys = ("kind", "speaker", "at", *more)
    return words(text, *keys), ("claim", speaker, day, *more.values())


def spans(s):
    kinds = s.article.statements.filter(kind__in=("quote", "term"))
    return sorted((speaker, kind) for speaker, kind in kinds.values_list("speaker__name", "kind"))


def ties(s):
    names = {
        str(item.uid): item.doc["name"] for item in Item.objects.visible().filter(kind="person")
    }
    return sorted(
        (*sorted(names[uid] for uid in tie.doc["people"]), tie.doc["when"], tie.doc["certainty"])
        for tie in Tie.objects.visible()
    )


def meetings_of(spelling):
    """How many meetings the person is said to have been at, and how many more are deduced."""

    def count(s):
        held = Participation.objects.filter(person=s.actor(spelling).pk, meeting__kind="meeting")
        return (
            held.filter(person_is_inferred=False).count(),
            held.filter(person_is_inferred=True).count(),
        )

    return count


def meetings_with(country):
    at = Q(host__name=country) | Q(participations__delegation__name=country)
    return Meeting.objects.filter(at, kind="meeting").distinct().count()


def tenure_of_camara(s):
    [(_title, first, last)] = s.tenures(CAMARA)
    return first.isoformat(), last.isoformat()


def finds(text):
    return lambda s: s.article.uid in {item.uid for item in search(text, kinds=["article"]).items}


FACTS: Facts = {
    "F105": quote("célébration commune", BELOUSOV, MODY, []),
    "F106": quote(
        "l’expansion dynamique de l’ensemble du spectre de la coopération militaire",
        BELOUSOV,
        MODY,
        ["Niger"],
    ),
    "F107": quote(
        "la volonté du Niger, du Burkina Faso et du Mali de bâtir une nouvelle architecture de"
        " sécurité régionale",
        BELOUSOV,
        MODY,
        [AES],
    ),
    "F108": (
        lambda s: (
            s.said("une politique étrangère")["continues"],
            s.prints(
                "« une politique étrangère indépendante fondée sur leurs intérêts nationaux »"
            ),
        ),
        ("la volonté", True),
    ),
    "F109": quote(
        "sans le sacrifice de l’Union soviétique, le monde serait différent aujourd’hui",
        CAMARA,
        BELOUSOV,
        ["Union soviétique"],
    ),
    "F110": (
        words("opération militaire spéciale", "kind", "speaker", "certainty"),
        ("term", CAMARA, "inferred"),
    ),
    "F111": quote(
        "la bravoure des soldats russes restera toujours une source d’inspiration",
        CAMARA,
        BELOUSOV,
        ["Russie"],
    ),
    "F112": quote("proche ami et allié", BELOUSOV, SIMPORE, ["Burkina Faso"]),
    "F113": quote(
        "renforcer la capacité de combat de son armée",
        BELOUSOV,
        SIMPORE,
        ["Burkina Faso", "Forces armées du Burkina Faso"],
    ),
    "F114": quote("liens d’amitié et de fraternité", SIMPORE, BELOUSOV, ["Burkina Faso", "Russie"]),
    "F115": (
        lambda s: (spans(s), s.text.count("« ")),
        (
            sorted(
                [(BELOUSOV, "quote")] * 6
                + [(CAMARA, "quote")] * 2
                + [(CAMARA, "term"), (SIMPORE, "quote")]
            ),
            10,
        ),
    ),
    "F116": (
        lambda s: s.article.statements.filter(kind="quote", said_on="2025-08-14").count(),
        0,
    ),
    "F117": claim("La visite doit", "Mali", "2025-08-14", source="la partie malienne"),
    "F118": claim("Les menaces terroristes", BELOUSOV, "2025-08-14"),
    "F119": claim("Moscou est prêt", BELOUSOV, "2025-08-14", about=[AES]),
    "F120": claim("Le dialogue quadrilatéral", BELOUSOV, "2025-08-14"),
    "F121": claim("Salue la présence", BELOUSOV, "2025-05-11", to=MODY),
    "F122": claim("Il importe de renforcer", BELOUSOV, "2025-05-11", to=CAMARA),
    "F123": (
        words("Félicitations", "kind", "from", "speaker", "to"),
        ("relayed", "Assimi Goïta", CAMARA, "Russie"),
    ),
    "F124": claim("Le Mali soutient", CAMARA, "2025-05-11", about=["Russie"]),
    "F125": claim("Réaffirme l’appui", BELOUSOV, "2025-05-11", about=["Burkina Faso"]),
    "F126": claim("Remercie la partie russe", SIMPORE, "2025-05-11", to="Russie"),
    "F127": claim("Les deux séquences", None, None, source="les informations officielles"),
    "F128": claim("Les défis sécuritaires", None, None, source=""),
    "F129": (
        lambda s: (s.names("Salifou Modi"), s.noted("d’ordinaire Mody")),
        ({"Salifou Modi": "explicit", "Salifou Mody": "outside"}, {"outside"}),
    ),
    "F130": (
        lambda s: (s.names("Celestin Simpone"), s.noted("d’ordinaire Célestin Simporé")),
        ({"Celestin Simpone": "explicit", "Célestin Simporé": "outside"}, {"outside"}),
    ),
    "F131": (
        lambda s: {
            text: certainty
            for spelling in (*PRESIDENTS, BELOUSOV)
            for text, certainty in s.names(spelling).items()
        },
        dict.fromkeys(
            (
                "Abdourahamane Tchiani",
                "Andreï Belooussov",
                "Andreï Belousov",
                "Vladimir Putin",
                "Assimi Goita",
            ),
            "outside",
        ),
    ),
    "F132": (lambda s: s.noted("l’abrégé de « général de corps d’armée »"), {"inferred"}),
    "F133": (
        lambda s: (s.noted("est celui du 11 mai"), s.noted("Seule la fonction est imprimée")),
        ({"disputed"}, {"inferred"}),
    ),
    "F134": (lambda s: s.noted("Un organe de l’AES, ou trois ministères"), {"inferred"}),
    "F135": (
        lambda s: (s.noted("le jour de la Victoire est le 9 mai"), s.event("2025-05-11").when),
        ({"outside"}, "2025-05-11"),
    ),
    "F136": (
        lambda s: (s.noted("Alliance avant"), Organisation.objects.get(name=AES).type),
        ({"outside"}, "bloc"),
    ),
    "F137": (lambda s: s.noted("n’est dite que de Camara"), {"inferred"}),
    "F138": (
        ties,
        sorted(
            [
                (BELOUSOV, MODY, "2025-05-11", "explicit"),
                (BELOUSOV, CAMARA, "2025-05-11", "explicit"),
                (BELOUSOV, SIMPORE, "2025-05-11", "explicit"),
                (BELOUSOV, CAMARA, "2025-08-14", "explicit"),
                (BELOUSOV, MODY, "2025-08-14", "inferred"),
                (BELOUSOV, SIMPORE, "2025-08-14", "inferred"),
            ]
        ),
    ),
    "F139": (
        lambda s: [meetings_of(spelling)(s) for spelling in (*MINISTERS, *PRESIDENTS)],
        [(2, 0), (4, 0), (1, 1), (1, 1), *[(0, 0)] * 4],
    ),
    "F140": (
        lambda s: [meetings_with(c) for c in ("Russie", "Mali", "Niger", "Burkina Faso")],
        [4, 2, 2, 2],
    ),
    "F141": (
        lambda s: tenure_of_camara(s)[0] < "2025-06-15" < tenure_of_camara(s)[1],
        True,
    ),
    "F142": (lambda s: tenure_of_camara(s)[1], "2025-08-14"),
    "F143": (
        lambda s: [
            finds(text)(s)
            for text in ("Simporé", "Mody", "Goita", "union sovietique", "l'AES", "Nigeria")
        ],
        [True, True, True, True, True, False],
    ),
}
