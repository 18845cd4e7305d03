"""The story of 14 August 2025: its meetings and events, how they hang together, what was signed."""

from typing import Any

from actors.choices import (
    AgreementKind,
    Capacity,
    Certainty,
    MeetingFormat,
    MeetingKind,
    MeetingLevel,
    MeetingLinkKind,
)
from actors.models import Agreement, Meeting, MeetingLink, Participation, Party
from newsroom.demo.story_records import Cast, fixed_uid

# In the order in which the story tells them; the order in time is not stated.
RECEPTIONS = (
    ("niger", "mody", "Niger", "Salifou Modi"),
    ("mali", "camara", "Mali", "Sadio Camara"),
    ("burkina", "simpore", "Burkina Faso", "Celestin Simpone"),
)
MINISTERS_OF_DEFENCE = {"level": MeetingLevel.MINISTERS, "kind": MeetingKind.MEETING}

# Key of the row, who, for whom, office, name as written, capacity, how certain, and whether the
# person is deduced from the office. The presidents whose "vision commune" is cited are not here.
CONSULTED = (
    ("camara", "mali", "mali", "Sadio Camara", Capacity.HEAD, Certainty.EXPLICIT, False),
    ("simpore", "burkina", "burkina", "homologue burkinabè", Capacity.HEAD, Certainty.INFERRED,
     True),
    ("mody", "niger", "niger", "homologue nigérien", Capacity.HEAD, Certainty.INFERRED, True),
    ("belousov", "russia", "russia", "Andrei Belousov", Capacity.HOST, Certainty.INFERRED, False),
)  # fmt: skip


def make_meetings(cast: Cast) -> None:
    """Add to the cast the four meetings, the two events, their links and three documents."""
    cast["commemorations"] = _meeting(
        "commemorations",
        kind=MeetingKind.EVENT,
        title="Commémorations du 80ᵉ anniversaire de la victoire soviétique sur le nazisme",
        title_en="Commemorations of the 80th anniversary of the Soviet victory over Nazism",
        labels=["commémorations", "célébrations"],
        when="2025-05-11",
        place=cast["moscow"],
    )
    # He was there: his presence was saluted. The text does not say it in so many words.
    cast["mody at commemorations"] = _take_part(
        cast["commemorations"],
        cast["mody"],
        cast["niger"],
        name_as_written="Salifou Modi",
        capacity=Capacity.ATTENDEE,
        certainty=Certainty.INFERRED,
    )
    cast["anniversary"] = _meeting(
        "anniversary",
        kind=MeetingKind.EVENT,
        title="Premier anniversaire de la Confédération des États du Sahel",
        title_en="First anniversary of the Confederation of Sahel States",
        when="2025-07",
    )
    for country, minister, country_name, printed in RECEPTIONS:
        _make_reception(cast, country, minister, country_name, printed)
    _make_consultations(cast)
    _make_documents(cast)


def _make_reception(
    cast: Cast, country: str, minister: str, country_name: str, printed: str
) -> None:
    """One of the three meetings of 11 May, in which Belousov received a delegation."""
    key = f"{country} reception"
    meeting = cast[key] = _meeting(
        key,
        **MINISTERS_OF_DEFENCE,
        title=f"Entretien des ministres de la Défense de la Russie et du {country_name}",
        title_en=f"Meeting of the defence ministers of Russia and {country_name}",
        labels=["échanges"],
        when="2025-05-11",
        format=MeetingFormat.BILATERAL,
        place=cast["moscow"],
        host=cast["russia"],
        # Only the side of Burkina Faso is said to have been invited: it gives thanks for it.
        inviter=cast["russia"] if country == "burkina" else None,
    )
    cast[f"{minister} at {key}"] = _take_part(
        meeting,
        cast[minister],
        cast[country],
        office=cast[f"{country} defence minister"],
        name_as_written=printed,
        capacity=Capacity.HEAD,
    )
    cast[f"belousov at {key}"] = _take_part(
        meeting,
        cast["belousov"],
        cast["russia"],
        office=cast["russia defence minister"],
        name_as_written="Andrei Belousov",
        capacity=Capacity.HOST,
    )
    cast[f"{key} occasion"] = _link(
        meeting, cast["commemorations"], MeetingLinkKind.OCCASION, Certainty.EXPLICIT
    )


def _make_consultations(cast: Cast) -> None:
    """The meeting of 14 August: one, under six labels."""
    meeting = cast["consultations"] = _meeting(
        "consultations",
        **MINISTERS_OF_DEFENCE,
        title="Consultations des ministres de la Défense de la Russie et des États de l’AES",
        title_en="Consultations of the defence ministers of Russia and the Sahel confederation",
        labels=[
            "consultations",
            "visite de travail",
            "séance de travail",
            "dialogue quadrilatéral",
            "entretiens",
            "rencontre",
        ],
        when="2025-08-14",
        format=MeetingFormat.QUADRILATERAL,
        place=cast["moscow"],
        host=cast["russia"],
        inviter=cast["russia"],
        topic="Renforcer le partenariat sécuritaire entre la Russie et l’AES ; consolider la"
        " coopération militaire.",
    )
    for who, side, post, printed, capacity, certainty, inferred in CONSULTED:
        cast[f"{who} at consultations"] = _take_part(
            meeting,
            cast[who],
            cast[side],
            office=cast[f"{post} defence minister"],
            name_as_written=printed,
            capacity=capacity,
            certainty=certainty,
            person_is_inferred=inferred,
        )
    for country, *_rest in RECEPTIONS:
        earlier = cast[f"{country} reception"]
        cast[f"follows {country}"] = _link(
            meeting, earlier, MeetingLinkKind.FOLLOWS, Certainty.EXPLICIT
        )
        cast[f"series {country}"] = _link(
            meeting, earlier, MeetingLinkKind.SAME_SERIES, Certainty.INFERRED
        )


def _make_documents(cast: Cast) -> None:
    """Two documents signed on 14 August, by persons not named, and one that is older."""
    explicit, inferred = Certainty.EXPLICIT, Certainty.INFERRED
    signed = {"signed": "2025-08-14", "meeting": cast["consultations"]}
    _document(
        cast,
        "declaration",
        # "Les parties" are not listed; they are those that met.
        dict.fromkeys(("russia", "mali", "burkina", "niger"), inferred),
        kind=AgreementKind.DECLARATION,
        title="Déclaration conjointe de la Russie et des États de l’AES",
        title_en="Joint declaration of Russia and the states of the Sahel confederation",
        **signed,
    )
    _document(
        cast,
        "memorandum",
        # It may as well bind the three ministries one by one.
        {"russia ministry": explicit, "aes": inferred},
        kind=AgreementKind.MEMORANDUM,
        title="Mémorandum d’entente entre les ministères de la Défense russe et de l’AES",
        title_en="Memorandum of understanding of the Russian and Sahel defence ministries",
        **signed,
    )
    _document(
        cast,
        "agreement",
        {"russia": explicit, "burkina": explicit},
        kind=AgreementKind.AGREEMENT,
        title="Accord de coopération militaire entre la Russie et le Burkina Faso",
        title_en="Agreement on military cooperation between Russia and Burkina Faso",
        in_force="2025-05-11",
        subject="Coopération militaire.",
    )


def _meeting(key: str, **values: Any) -> Meeting:
    return Meeting.objects.get_or_create(uid=fixed_uid(f"meeting {key}"), defaults=values)[0]


def _take_part(
    meeting: Meeting, person: Any, delegation: Any, *, office: Any = None, **values: Any
) -> Participation:
    return Participation.objects.get_or_create(
        meeting=meeting, person=person, delegation=delegation, office=office, defaults=values
    )[0]


def _link(meeting: Meeting, other: Meeting, kind: str, certainty: str) -> MeetingLink:
    return MeetingLink.objects.get_or_create(
        meeting=meeting, other=other, kind=kind, defaults={"certainty": certainty}
    )[0]


def _document(cast: Cast, key: str, parties: dict[str, str], **values: Any) -> None:
    document = Agreement.objects.get_or_create(uid=fixed_uid(f"agreement {key}"), defaults=values)[
        0
    ]
    cast[key] = document
    for party, certainty in parties.items():
        cast[f"{key} {party}"] = Party.objects.get_or_create(
            agreement=document, actor_id=cast[party].pk, defaults={"certainty": certainty}
        )[0]
