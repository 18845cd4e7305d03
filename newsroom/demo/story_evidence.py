"""The story of 14 August 2025: the sentence on which each fact rests, and what is in doubt.

Rows are the key of the fact ("" for a remark on the story itself), some words of the sentence
(none for outside knowledge that no sentence gives), and a note where the sentence needs one.
"""

from typing import Any

from django.db.models import Model

from actors.choices import Certainty
from actors.models import (
    Actor,
    Agreement,
    Meeting,
    MeetingLink,
    Membership,
    Name,
    Participation,
    Party,
    Rank,
    Tenure,
)
from articles.models import Article, Evidence, Mention, Statement
from newsroom.demo.story_actors import MAY
from newsroom.demo.story_doubts import DISPUTED, OUTSIDE
from newsroom.demo.story_records import Cast
from newsroom.demo.story_text import sentence_with

Row = tuple[str, str] | tuple[str, str, str]

COLUMNS: dict[type[Model], str] = {
    Actor: "actor",
    Name: "name",
    Tenure: "tenure",
    Rank: "rank",
    Membership: "membership",
    Meeting: "meeting",
    Participation: "participation",
    MeetingLink: "meeting_link",
    Agreement: "agreement",
    Party: "party",
    Mention: "mention",
    Statement: "statement",
}

# Words that pick out sentences used more than once.
LEAD = "devrait se renforcer"
VISIT = "il s’agissait d’une visite de travail"
VISION = "vision commune"
LEVEL = "consultés à ce niveau"
YEAR = "première année d’existence"
DOCUMENTS = "L’un est une déclaration conjointe"
SIGNED = "Deux documents ont été signés"
EARLIER = "Cette rencontre a des antécédents"
SEPARATELY = "reçu séparément"
MODI = "Salifou Modi"
CAMARA = "Au ministre de la Défense et des Anciens combattants du Mali"
GOITA = "Porteur des félicitations"
SIMPONE = "Celestin Simpone"
BACKING = "l’appui de Moscou"
THANKS = "avait su gré"
SEQUENCES = "deux séquences diplomatiques"
# Sentences that tell of the meetings of May: the offices and ranks in them are those of that day.
OF_MAY = {MODI, CAMARA, SIMPONE}

# How these sentences word an office: one office may be printed in two ways on two days.
BELOUSOV = "Le ministre Andrei Belousov"
AS_PRINTED = {
    ("camara tenure", VISIT): "ministre malien de la Défense",
    ("camara tenure", CAMARA): "ministre de la Défense et des Anciens combattants du Mali",
    ("belousov tenure", BELOUSOV): "ministre",
    ("belousov tenure", MODI): "ministre russe",
    ("mody tenure", MODI): "ministre nigérien de la Défense",
    ("simpore tenure", SIMPONE): "ministre burkinabè de la Défense et des Anciens combattants",
    ("goita tenure", VISION): "président de l’AES",
}

EXPLICIT: tuple[Row, ...] = (
    ("mali as malien", LEAD),
    ("burkina as burkinabè", LEAD),
    ("niger as nigérien", LEAD),
    ("russia as Russie", LEAD),
    ("russia as Fédération de Russie", LEVEL),
    ("ussr as soviétique", "Celles-ci prolongeaient"),
    ("ussr as Union soviétique", "sans le sacrifice"),
    ("moscow as Moscou", LEAD),
    ("sahel as Sahel", LEAD),
    ("aes as Confédération des États du Sahel", LEAD),
    ("aes short", LEAD),
    ("russia ministry as ministère russe de la Défense", LEVEL),
    ("mody printed", MODI),
    ("simpore printed", SIMPONE),
    ("goita as Assimi Goïta", VISION, "Cité pour une vision commune ; il n’est pas présent."),
    ("putin as Vladimir Poutine", VISION, "Cité pour une vision commune ; il n’est pas présent."),
    ("tiani as Abdourahamane Tiani", VISION, "Cité pour une vision commune, non présent."),
    ("traore as Ibrahim Traoré", VISION, "Cité pour une vision commune ; il n’est pas présent."),
    *((f"{key} membership", "une nouvelle architecture de sécurité") for key in ("mali", "niger")),
    ("burkina membership", "une nouvelle architecture de sécurité"),
    ("anniversary", YEAR),
    ("camara tenure", VISIT, "Attesté le 14 août 2025."),
    ("camara tenure", CAMARA, "Attesté le 11 mai 2025, sous le titre complet."),
    ("belousov tenure", BELOUSOV, "Attesté le 14 août 2025."),
    ("belousov tenure", MODI, "Attesté le 11 mai 2025."),
    ("mody tenure", MODI),
    ("simpore tenure", SIMPONE),
    ("goita tenure", VISION),
    ("camara full rank", VISIT),
    ("camara short rank", CAMARA),
    ("mody rank", MODI),
    ("simpore rank", SIMPONE),
    *((f"{key} rank", VISION, "Aucun pays n’est imprimé.") for key in ("putin", "tiani", "traore")),
    ("consultations", LEAD),
    ("consultations", VISIT, "Visite de travail, à l’invitation de l’homologue russe."),
    ("consultations", "Une séance de travail"),
    ("camara at consultations", VISIT),
    ("commemorations", "Celles-ci prolongeaient"),
    ("niger reception", SEPARATELY),
    ("mali reception", SEPARATELY),
    ("burkina reception", SEPARATELY),
    ("burkina reception", THANKS, "La partie russe avait invité."),
    ("mody at niger reception", MODI),
    ("camara at mali reception", CAMARA),
    ("simpore at burkina reception", SIMPONE),
    *((f"belousov at {key} reception", SEPARATELY) for key in ("niger", "mali", "burkina")),
    *((f"follows {key}", "Celles-ci prolongeaient") for key in ("niger", "mali", "burkina")),
    *((f"{key} reception occasion", EARLIER) for key in ("niger", "mali", "burkina")),
    ("declaration", DOCUMENTS),
    ("declaration", SIGNED, "Les signataires ne sont pas nommés."),
    ("memorandum", DOCUMENTS),
    ("memorandum", SIGNED, "Les signataires ne sont pas nommés."),
    ("memorandum russia ministry", DOCUMENTS),
    ("agreement", BACKING, "Il existe déjà le 11 mai ; sa signature n’est pas datée."),
    ("agreement russia", BACKING),
    ("agreement burkina", BACKING),
    ("said q1", "célébration commune"),
    ("said q2", "l’expansion dynamique"),
    ("said q3", "la volonté du Niger"),
    ("said q4", "une politique étrangère indépendante", "Suite du fragment précédent."),
    ("said q5", "sans le sacrifice"),
    ("said q7", "la bravoure"),
    ("said q8", "proche ami"),
    ("said q9", "capacité de combat"),
    ("said q10", "liens d’amitié"),
    ("said first", LEVEL),
    ("said anniversary", YEAR),
    ("said aim", "Le but"),
    ("said threats", "menaces terroristes"),
    ("said assistance", "assistance complète"),
    ("said format", "Le dialogue quadrilatéral"),
    ("said presence", "la venue de son homologue"),
    ("said strategic", "coopération stratégique"),
    ("said congratulations", GOITA),
    ("said support", "opération militaire spéciale"),
    ("said backing", BACKING),
    ("said thanks", THANKS),
    ("said intensified", SEQUENCES),
    ("said challenges", "défis sécuritaires persistants", "Écrit par l’agence, sans source."),
    ("", LEAD, "Ni titre, ni lieu d’origine, ni date de publication ne sont imprimés."),
)

INFERRED: tuple[Row, ...] = (
    ("", LEAD, "Ce premier paragraphe est le chapô."),
    ("", "dont c’était le 80ᵉ anniversaire", "L’année est 2025 : la victoire est de 1945."),
    ("", "", "Signature « AC » : sans doute le rédacteur ; personne inconnue."),
    ("", "", "Signature « Sf » : sans doute le secrétaire de rédaction ; personne inconnue."),
    ("russia as Moscou", "la disponibilité de Moscou", "Moscou : le gouvernement russe."),
    ("russia as Moscou", BACKING, "Moscou : le gouvernement russe."),
    ("niger as Niamey", "avec Niamey", "Niamey : le gouvernement du Niger."),
    ("aes", "une nouvelle architecture de sécurité", "Ses membres sont ces trois États."),
    ("aes", YEAR, "Un an en juillet 2025 : née vers juillet 2024."),
    ("mali ministry as ministre de la Défense et des Anciens combattants du Mali", CAMARA),
    ("niger ministry as ministre nigérien de la Défense", MODI),
    (
        "burkina ministry as ministre burkinabè de la Défense et des Anciens combattants",
        SIMPONE,
    ),
    ("army as son armée", BACKING, "Bénéficiaire de l’appui promis."),
    ("camara tenure", CAMARA, "Deux libellés, une fonction : donc du 11 mai au 14 août."),
    ("consultations", VISIT, "Une seule rencontre ; la visite de travail est le voyage."),
    ("consultations", "Le dialogue quadrilatéral", "Quatre parties, reçues par la Russie."),
    ("belousov at consultations", BELOUSOV, "Il parle pour la Russie."),
    ("mody at consultations", VISIT, "Seule la fonction est imprimée."),
    ("simpore at consultations", VISIT, "Seule la fonction est imprimée."),
    ("mody at commemorations", "la venue de son homologue", "Sa venue est saluée."),
    *((f"series {key}", SEQUENCES) for key in ("niger", "mali", "burkina")),
    *((f"declaration {key}", SIGNED, "« Les parties » : celles qui se sont rencontrées.")
      for key in ("russia", "mali", "burkina", "niger")),
    ("memorandum aes", DOCUMENTS, "Un organe de l’AES, ou trois ministères ?"),
    ("said q6", "opération militaire spéciale", "Un terme, non une phrase prononcée."),
    ("mody rank", MODI, "Sans doute l’abrégé de « général de corps d’armée »."),
    ("consultations", VISIT, "La visite de travail n’est dite que de Camara, non des autres."),
)  # fmt: skip


def make_evidence(article: Article, cast: Cast) -> None:
    """Tie each fact of the cast to the sentence it rests on."""
    grades: tuple[tuple[str, tuple[Row, ...]], ...] = (
        (Certainty.EXPLICIT, EXPLICIT),
        (Certainty.INFERRED, INFERRED),
        (Certainty.OUTSIDE, OUTSIDE),
        (Certainty.DISPUTED, DISPUTED),
    )
    for certainty, rows in grades:
        for key, words, *notes in rows:
            exact, prefix, suffix = sentence_with(article.text, words) if words else ("", "", "")
            Evidence.objects.create(
                article=article,
                exact=exact,
                prefix=prefix,
                suffix=suffix,
                certainty=certainty,
                note=notes[0] if notes else "",
                attests_on=MAY if words in OF_MAY else None,
                as_printed=AS_PRINTED.get((key, words), ""),
                **_fact(cast, key),
            )


def _fact(cast: Cast, key: str) -> dict[str, Any]:
    if not key:
        return {}
    fact = cast[key]
    if isinstance(fact, Actor):
        return {"actor_id": fact.pk}
    return {COLUMNS[type(fact)]: fact}
