"""The documents of the story that is made up: countries, people, a meeting, what is told of it.

Nothing of it exists. The documents have every member that those of the archive have; a test
compares them with the description of the API.
"""

from typing import Any

from newsroom.sandbox.models import Play, Step

Doc = dict[str, Any]

NOTE = "Les entretiens ont eu lieu le 5 mars 2025, et non le 4 comme nous l’avions écrit."
REASON = "Cette rencontre n’a pas eu lieu ; la dépêche est inventée."
SECTION = {"code": "essai", "name": "Essai", "name_en": "Trial"}
HEADLINE = "La Valdorie et l’Ostrélie rouvrent leur frontière commune"
LEAD = (
    "Les deux pays, qui n’existent que dans cet essai, ont annoncé à Port-Sérène la réouverture de "
    "leur frontière."
)
BODY = (
    "La ministre valdorienne des Affaires étrangères, Élise Maravel, a reçu {day} à Port-Sérène "
    "son homologue ostrélien, Anton Brisk.",
    "« La frontière rouvrira avant l’été », a déclaré Mme Maravel à l’issue des entretiens.",
    "Cette dépêche est inventée : elle sert à essayer l’interface des partenaires.",
)


def country(uid: Any, name: str, name_en: str) -> Doc:
    """A country that does not exist; so it has no code."""
    return _actor(uid, "country", name, name_en, "Pays inventé pour les essais.") | {
        **dict.fromkeys(("iso2", "iso3", "iso_numeric", "former_code"), ""),
        **dict.fromkeys(("capital", "began", "ended")),
        "successors": [],
        "predecessors": [],
    }


def person(uid: Any, given: str, family: str, gender: str, nationality: Any) -> Doc:
    """Somebody who does not exist."""
    name = f"{given} {family}"
    return _actor(uid, "person", name, "", "Personnage inventé pour les essais.") | {
        "given_name": given,
        "family_name": family,
        "gender": gender,
        "born": None,
        "died": None,
        "nationality": str(nationality),
        "tenures": [],
        "ranks": [],
    }


def meeting(play: Play) -> Doc:
    """The talks, on the day that was told first or on the day of the correction."""
    day = _day(play)
    return {
        "id": str(play.meeting),
        "type": "meeting",
        "title": "Entretiens entre la Valdorie et l’Ostrélie",
        "title_en": "Talks between Valdoria and Ostrelia",
        "labels": ["entretiens"],
        "when": {"edtf": day, "earliest": day, "latest": day},
        "status": "held",
        "level": "ministers",
        "format": "bilateral",
        "place": None,
        "other_places": [],
        "host": str(play.country),
        "inviter": None,
        "topic": "La frontière commune",
        "outcome": "",
        "source": "",
        "participants": [
            _participant(play.minister, play.country),
            _participant(play.guest, play.neighbour),
        ],
        "links": [],
        "agreements": [],
        "evidence": [],
    }


def article(play: Play) -> Doc:
    """The story, as it came out or corrected."""
    is_corrected = play.step == Step.CORRECTED
    day = "mercredi 5 mars" if is_corrected else "mardi 4 mars"
    date = {"edtf": _day(play), "earliest": _day(play), "latest": _day(play)}
    made_at = play.made_at.isoformat()
    note = {"note": NOTE, "made_at": made_at, "hides_earlier": False}
    return {
        "id": str(play.story),
        "type": "article",
        "headline": HEADLINE,
        "lead": LEAD,
        "body": "".join(f"<p>{text.format(day=day)}</p>" for text in BODY),
        "language": "fr",
        "section": SECTION,
        "subjects": [],
        "dateline": None,
        "event_date": date,
        "dated": {"date": date, "certainty": "explicit", "basis": ""},
        "urgency": 4,
        "status": "corrected" if is_corrected else "published",
        "published_at": play.published_at.isoformat(),
        "embargoed_until": None,
        "corrected_at": made_at if is_corrected else None,
        "signature": "",
        "signatories": [],
        "source": {"name": "", "url": "", "licence": ""},
        "translation_of": None,
        "update_of": None,
        "previous": None,
        "next": None,
        "versions": [],
        "mentions": [
            _mention(uid) for uid in (play.minister, play.guest, play.country, play.neighbour)
        ],
        "meetings": [{"meeting": str(play.meeting), "role": "news"}],
        "statements": [],
        "evidence": [],
        "images": [],
        "corrections": [note] if is_corrected else [],
    }


def _day(play: Play) -> str:
    return "2025-03-05" if play.step == Step.CORRECTED else "2025-03-04"


def _actor(uid: Any, kind: str, name: str, name_en: str, summary: str) -> Doc:
    return {
        "id": str(uid),
        "type": kind,
        "name": name,
        "name_en": name_en,
        "summary": summary,
        "names": [],
        "same_as": [],
        "memberships": [],
        "evidence": [],
    }


def _participant(person_uid: Any, delegation: Any) -> Doc:
    return {
        "delegation": str(delegation),
        "person": str(person_uid),
        "office": None,
        "name_as_written": "",
        "capacity": "head",
        "certainty": "explicit",
        "person_is_inferred": False,
        "evidence": [],
    }


def _mention(uid: Any) -> Doc:
    return {
        "actor": str(uid),
        "place": None,
        "spelling": "",
        "role": "mentioned",
        "is_metonym": False,
        "certainty": "explicit",
    }
