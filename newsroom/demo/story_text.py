"""The story of 14 August 2025: its text, its signature, and who and what it names.

It has no headline and no dateline, and prints neither its year nor its date of publication:
all that stays empty, or is marked as inferred with its basis.
"""

import re
from importlib.resources import files

from actors.choices import Certainty
from articles.choices import CoverageRole, MentionRole, SignatoryRole
from articles.models import (
    Article,
    Classification,
    Coverage,
    Mention,
    Section,
    Signatory,
    Subject,
)
from articles.texts import from_plain
from newsroom import demo
from newsroom.demo.story_records import Cast, fixed_uid

UID = fixed_uid("article 2025-08-14")

SIGNATORIES = (
    ("AC", SignatoryRole.WRITER),
    ("Sf", SignatoryRole.EDITOR),
    ("APA", SignatoryRole.AGENCY),
)

# Code, name, name in English. Codes "medtop" are of the IPTC Media Topics (CC BY 4.0).
SUBJECTS = (
    ("archive:defence-cooperation", "coopération de défense", "defence cooperation"),
    ("medtop:20000639", "diplomatie", "diplomacy"),
    ("archive:regional-security", "sécurité régionale", "regional security"),
    ("medtop:20000053", "acte terroriste", "act of terror"),
    ("archive:armed-groups", "groupes armés", "armed groups"),
    ("archive:second-world-war", "commémoration de la Seconde Guerre mondiale",
     "commemoration of the Second World War"),
    ("archive:nazism-and-fascism", "nazisme et fascisme", "Nazism and fascism"),
)  # fmt: skip

ABOUT, MENTIONED = MentionRole.ABOUT, MentionRole.MENTIONED
SOURCE, CITED = MentionRole.SOURCE, MentionRole.CITED

# Key of the actor, spelling as printed, role.
NAMED = (
    ("mali", "Mali", ABOUT),
    ("mali", "malien", ABOUT),
    ("mali", "partie malienne", SOURCE),
    ("burkina", "Burkina Faso", ABOUT),
    ("burkina", "burkinabè", ABOUT),
    ("niger", "Niger", ABOUT),
    ("niger", "nigérien", ABOUT),
    ("russia", "Russie", ABOUT),
    ("russia", "Fédération de Russie", ABOUT),
    ("russia", "partie russe", ABOUT),
    ("russia", "russe", ABOUT),
    ("ussr", "Union soviétique", MENTIONED),
    ("ussr", "soviétique", MENTIONED),
    ("aes", "Confédération des États du Sahel", ABOUT),
    ("aes", "AES", ABOUT),
    ("russia ministry", "ministère russe de la Défense", SOURCE),
    ("camara", "Sadio Camara", ABOUT),
    ("belousov", "Andrei Belousov", ABOUT),
    ("mody", "Salifou Modi", ABOUT),
    ("simpore", "Celestin Simpone", ABOUT),
    ("goita", "Assimi Goïta", CITED),
    ("putin", "Vladimir Poutine", CITED),
    ("tiani", "Abdourahamane Tiani", CITED),
    ("traore", "Ibrahim Traoré", CITED),
)

# Bodies that the text names through somebody else: a minister's title, "son armée".
IMPLIED = (
    ("mali ministry", "ministre de la Défense et des Anciens combattants du Mali"),
    ("niger ministry", "ministre nigérien de la Défense"),
    ("burkina ministry", "ministre burkinabè de la Défense et des Anciens combattants"),
    ("army", "son armée"),
)

# Capitals that stand for a government.
METONYMS = (("russia", "Moscou"), ("niger", "Niamey"))

BACKGROUND = (
    "niger reception", "mali reception", "burkina reception", "commemorations", "anniversary",
)  # fmt: skip


def paragraphs() -> list[str]:
    """The nine paragraphs; the first is the lead."""
    text = (files(demo) / "data" / "story.txt").read_text(encoding="utf-8")
    return text.strip().split("\n\n")


def sentence_with(text: str, words: str) -> tuple[str, str, str]:
    """The sentence that holds these words, and up to 40 characters before and after it.

    Raises LookupError unless the words stand in exactly one sentence.
    """
    sentences = [s for p in text.split("\n\n") for s in re.split(r"(?<=[.])\s+", p)]
    found = [sentence for sentence in sentences if words in sentence]
    if len(found) != 1:
        raise LookupError(f"{len(found)} sentences with “{words}”")
    start = text.index(found[0])
    end = start + len(found[0])
    return found[0], text[max(0, start - 40) : start], text[end : end + 40]


def make_article(cast: Cast) -> Article:
    """The draft of the story with its signature, subjects, mentions and coverage."""
    lead, *rest = paragraphs()
    section = Section.objects.get_or_create(
        code="defense", defaults={"name": "Défense", "name_en": "Defence"}
    )[0]
    article = Article.objects.create(
        uid=UID,
        lead=lead,
        body=from_plain("\n\n".join(rest)),
        language="fr",
        section=section,
        event_date="2025-08-14",
        dated="[2025-08-14..2025-08-15]",
        dated_certainty=Certainty.INFERRED,
        dated_basis="Aucune date de publication imprimée : pas avant le jeudi 14 août (2025,"
        " puisque la victoire de 1945 a 80 ans) et sans doute au plus tard le lendemain.",
        signature="/".join(initials for initials, _role in SIGNATORIES),
        notes="Sans titre, sans lieu d’origine et sans date de publication : rien de cela n’est"
        " imprimé. Aucune image.",
    )
    for position, (initials, role) in enumerate(SIGNATORIES, start=1):
        Signatory.objects.create(article=article, position=position, initials=initials, role=role)
    for code, french, english in SUBJECTS:
        subject = Subject.objects.get_or_create(
            code=code, defaults={"name": french, "name_en": english}
        )[0]
        Classification.objects.create(
            article=article, subject=subject, certainty=Certainty.INFERRED
        )
    _name_actors(article, cast)
    Coverage.objects.create(article=article, meeting=cast["consultations"], role=CoverageRole.NEWS)
    for key in BACKGROUND:
        Coverage.objects.create(article=article, meeting=cast[key], role=CoverageRole.BACKGROUND)
    return article


def _name_actors(article: Article, cast: Cast) -> None:
    def mention(actor: str, spelling: str, **values: object) -> None:
        cast[f"{actor} as {spelling}"] = Mention.objects.create(
            article=article, actor_id=cast[actor].pk, spelling=spelling, **values
        )

    for actor, spelling, role in NAMED:
        mention(actor, spelling, role=role)
    for actor, spelling in IMPLIED:
        mention(actor, spelling, role=MENTIONED, certainty=Certainty.INFERRED)
    for actor, spelling in METONYMS:
        mention(actor, spelling, role=MENTIONED, is_metonym=True, certainty=Certainty.INFERRED)
    for key, spelling in (("moscow", "Moscou"), ("sahel", "Sahel")):
        cast[f"{key} as {spelling}"] = Mention.objects.create(
            article=article, place=cast[key], spelling=spelling
        )
