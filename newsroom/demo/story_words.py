"""The story of 14 August 2025: ten quoted spans, and what it reports without quotation marks."""

from dataclasses import dataclass

from actors.choices import Certainty
from articles.choices import StatementKind
from articles.models import Article, Statement, StatementSubject
from newsroom.demo.story_records import Cast, fixed_uid

QUOTE, CLAIM = StatementKind.QUOTE, StatementKind.CLAIM
TERM, RELAYED = StatementKind.TERM, StatementKind.RELAYED


@dataclass(frozen=True)
class Words:
    """One statement; people, bodies and meetings by their keys. No speaker: none is named."""

    key: str
    kind: str
    text: str
    speaker: str = ""
    addressee: str = ""
    about: tuple[str, ...] = ()
    occasion: str = ""
    source: str = ""
    originator: str = ""
    continues: str = ""
    certainty: str = Certainty.EXPLICIT


NIGER, MALI, BURKINA = "niger reception", "mali reception", "burkina reception"
AUGUST = "consultations"

WORDS = (
    Words("q1", QUOTE, "célébration commune", "belousov", "mody", (), NIGER),
    Words(
        "q2",
        QUOTE,
        "l’expansion dynamique de l’ensemble du spectre de la coopération militaire",
        "belousov",
        "mody",
        ("niger",),
        NIGER,
    ),
    Words(
        "q3",
        QUOTE,
        "la volonté du Niger, du Burkina Faso et du Mali de bâtir une nouvelle architecture de"
        " sécurité régionale",
        "belousov",
        "mody",
        ("aes",),
        NIGER,
    ),
    Words(
        "q4",
        QUOTE,
        "une politique étrangère indépendante fondée sur leurs intérêts nationaux",
        "belousov",
        "mody",
        ("aes",),
        NIGER,
        continues="q3",
    ),
    Words(
        "q5",
        QUOTE,
        "sans le sacrifice de l’Union soviétique, le monde serait différent aujourd’hui",
        "camara",
        "belousov",
        ("ussr",),
        MALI,
    ),
    # The inverted commas are around a name for the war; no sentence of his is quoted.
    Words(
        "q6",
        TERM,
        "opération militaire spéciale",
        "camara",
        "belousov",
        ("russia",),
        MALI,
        certainty=Certainty.INFERRED,
    ),
    Words(
        "q7",
        QUOTE,
        "la bravoure des soldats russes restera toujours une source d’inspiration",
        "camara",
        "belousov",
        ("russia",),
        MALI,
    ),
    Words("q8", QUOTE, "proche ami et allié", "belousov", "simpore", ("burkina",), BURKINA),
    Words(
        "q9",
        QUOTE,
        "renforcer la capacité de combat de son armée",
        "belousov",
        "simpore",
        ("army", "burkina"),
        BURKINA,
    ),
    Words(
        "q10",
        QUOTE,
        "liens d’amitié et de fraternité",
        "simpore",
        "belousov",
        ("burkina", "russia"),
        BURKINA,
    ),
    Words(
        "first",
        CLAIM,
        "Ces consultations sont les premières de ce niveau entre la Russie et l’AES.",
        "russia ministry",
        about=("russia", "aes"),
        occasion=AUGUST,
        source="ministère russe de la Défense",
    ),
    Words(
        "anniversary",
        CLAIM,
        "L’AES a fêté en juillet sa première année.",
        "belousov",
        about=("aes",),
        occasion=AUGUST,
    ),
    Words(
        "aim",
        CLAIM,
        "La visite doit renforcer le partenariat stratégique Russie–AES face aux défis de"
        " sécurité.",
        "mali",
        about=("russia", "aes"),
        occasion=AUGUST,
        source="la partie malienne",
    ),
    Words(
        "threats",
        CLAIM,
        "Les menaces terroristes et les actions de groupes armés illégaux persistent dans la"
        " région.",
        "belousov",
        occasion=AUGUST,
    ),
    Words(
        "assistance",
        CLAIM,
        "Moscou est prêt à une assistance complète pour la stabilité, la sécurité, les"
        " territoires et la souveraineté des États membres.",
        "belousov",
        about=("aes",),
        occasion=AUGUST,
    ),
    Words(
        "format",
        CLAIM,
        "Le dialogue quadrilatéral est un format important de la coopération de défense.",
        "belousov",
        occasion=AUGUST,
    ),
    Words(
        "presence",
        CLAIM,
        "Salue la présence du ministre nigérien aux célébrations.",
        "belousov",
        "mody",
        ("mody",),
        NIGER,
    ),
    Words(
        "strategic",
        CLAIM,
        "Il importe de renforcer la coopération stratégique.",
        "belousov",
        "camara",
        ("mali",),
        MALI,
    ),
    Words(
        "congratulations",
        RELAYED,
        "Félicitations pour l’anniversaire de la victoire.",
        "camara",
        "russia",
        (),
        MALI,
        originator="goita",
    ),
    Words(
        "support",
        CLAIM,
        "Le Mali soutient la Russie dans ce qu’elle nomme son opération militaire spéciale.",
        "camara",
        "belousov",
        ("russia",),
        MALI,
    ),
    Words(
        "backing",
        CLAIM,
        "Réaffirme l’appui de Moscou, dans le cadre de l’accord de coopération militaire.",
        "belousov",
        "simpore",
        ("burkina",),
        BURKINA,
    ),
    Words(
        "thanks",
        CLAIM,
        "Remercie la partie russe de son invitation.",
        "simpore",
        "russia",
        ("russia",),
        BURKINA,
    ),
    Words(
        "intensified",
        CLAIM,
        "Les deux séquences montrent une intensification des échanges militaires entre la Russie"
        " et l’AES.",
        about=("russia", "aes"),
        source="les informations officielles",
    ),
    # The agency writes this itself and gives no source.
    Words("challenges", CLAIM, "Les défis sécuritaires persistent dans la région."),
)


def make_statements(article: Article, cast: Cast) -> None:
    """Add the statements to the story and, under "said <key>", to the cast."""
    for words in WORDS:
        occasion = cast[words.occasion] if words.occasion else None
        statement = cast[f"said {words.key}"] = Statement.objects.create(
            uid=fixed_uid(f"statement {words.key}"),
            article=article,
            kind=words.kind,
            text=words.text,
            speaker_id=_pk(cast, words.speaker),
            addressee_id=_pk(cast, words.addressee),
            originator_id=_pk(cast, words.originator),
            occasion=occasion,
            said_on=occasion.when if occasion else "",
            source_as_written=words.source,
            continues=cast[f"said {words.continues}"] if words.continues else None,
            certainty=words.certainty,
        )
        for actor in words.about:
            StatementSubject.objects.create(statement=statement, actor_id=cast[actor].pk)


def _pk(cast: Cast, key: str) -> int | None:
    return cast[key].pk if key else None
