"""Meetings that a text reports: each once, with those who took part and nobody else."""

from datetime import date

import pytest

from articles.suggestion.dates_in_text import dates
from articles.suggestion.meetings import encounters
from articles.suggestion.result import Found, How, Thing
from tests.articles.hand_made import found_in
from tests.factories import MeetingFactory, ParticipationFactory, PersonFactory

pytestmark = pytest.mark.django_db
ON = date(2024, 5, 16)
DIALLO, KEITA, LAMBERT = "Aminata Diallo", "Moussa Keïta", "Pierre Lambert"
MILLER, COLE, BENALI, PETROVA = "John Miller", "Sarah Cole", "Karim Benali", "Elena Petrova"


def who(encounter):
    return {(one.person or one.delegation or one.office).name for one in encounter.attendees}


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Aminata Diallo a reçu mardi à Dakar son homologue togolais Karim Benali.",
         {DIALLO, BENALI}),
        ("Moussa Keïta a rencontré Pierre Lambert et Karim Benali.", {KEITA, LAMBERT, BENALI}),
        ("Moussa Keïta s’est entretenu lundi avec Elena Petrova, présidente de la Cédéao.",
         {KEITA, PETROVA}),
        ("Moussa Keïta a été reçu par Pierre Lambert.", {KEITA, LAMBERT}),
        ("Lors de sa rencontre avec Karim Benali, Moussa Keïta a parlé de paix.",
         {BENALI, KEITA}),
        ("Un entretien entre Moussa Keïta et Pierre Lambert s’est tenu à Lomé.",
         {KEITA, LAMBERT}),
        ("Moussa Keïta a eu un entretien avec Pierre Lambert sur la dette.", {KEITA, LAMBERT}),
        ("Le Togo et le Tchad ont tenu des consultations à Lomé.", {"Togo", "Tchad"}),
        ("Moussa Keïta, accompagné de Karim Benali, a effectué une visite à Lomé.",
         {KEITA, BENALI}),
        ("Aminata Diallo, Karim Benali et Pierre Lambert se sont réunis jeudi à Lomé.",
         {DIALLO, BENALI, LAMBERT}),
        ("Ce choix a été fait par Moussa Keïta lors d’une rencontre bilatérale avec Karim Benali.",
         {KEITA, BENALI}),
        ("Moussa Keïta est arrivé mardi à Lomé pour une visite de deux jours.", {KEITA}),
        ("Le sommet de la Cédéao s’est tenu mardi à Lomé.", {"Cédéao"}),
        ("Les présidents Moussa Keïta et Karim Benali se sont entretenus mardi.",
         {KEITA, BENALI}),
        ("John Miller met Sarah Cole in Accra on Tuesday.", {MILLER, COLE}),
        ("John Miller held talks with Sarah Cole.", {MILLER, COLE}),
        ("Sarah Cole received John Miller in Geneva.", {MILLER, COLE}),
    ],
)  # fmt: skip
def test_those_who_met_take_part(text, people):
    (encounter,) = encounters(text, found_in(text), ON)

    assert who(encounter) == people


@pytest.mark.parametrize(
    "text",
    [
        "Moussa Keïta a reçu le soutien de Pierre Lambert.",
        "Moussa Keïta a reçu une lettre.",
        "La rencontre s’inscrit dans la vision de Moussa Keïta et de Pierre Lambert.",
        "Moussa Keïta a salué Pierre Lambert en marge du sommet.",
        "Moussa Keïta a cité Pierre Lambert, avec une pensée pour Karim Benali.",
        "Moussa Keïta a rencontré un vif succès.",
    ],
)
def test_those_who_are_only_named_did_not_meet(text):
    assert all(len(one.attendees) < 2 for one in encounters(text, found_in(text), ON))


def test_what_is_told_again_is_the_same_meeting():
    text = (
        "Moussa Keïta et Pierre Lambert ont tenu, mardi 14 mai à Lomé, des consultations.\n"
        "La rencontre a porté sur la paix. Une séance de travail a été consacrée à la dette, selon"
        " la vision du président Karim Benali.\nÀ l’issue des entretiens, les parties ont signé une"
        " déclaration conjointe."
    )

    (encounter,) = encounters(text, found_in(text), ON)

    assert encounter.day == date(2024, 5, 14)
    assert encounter.place.name == "Lomé"
    assert who(encounter) == {KEITA, LAMBERT}


def test_whom_one_received_separately_one_met_in_as_many_meetings():
    text = (
        "Le 3 mai à Dakar, Aminata Diallo avait reçu séparément trois délégations.\n"
        "Avec Moussa Keïta, elle avait évoqué la paix.\nAvec Karim Benali, elle avait salué « un"
        " ami ».\nEnfin, lors de sa rencontre avec Pierre Lambert, Aminata Diallo avait parlé de"
        " la dette."
    )

    found = encounters(text, found_in(text), ON)

    assert [who(one) for one in found] == [
        {DIALLO, KEITA},
        {DIALLO, BENALI},
        {DIALLO, LAMBERT},
    ]
    assert {one.day for one in found} == {date(2024, 5, 3)}
    assert {one.place.name for one in found} == {"Dakar"}
    assert all(
        [host.person.name for host in one.attendees if host.is_host] == [DIALLO] for one in found
    )
    assert not any(one.is_news for one in found)


def test_meetings_on_two_days_are_two():
    text = (
        "Moussa Keïta a reçu Pierre Lambert le 14 mai à Lomé. Il l’avait déjà rencontré : Moussa"
        " Keïta avait reçu Pierre Lambert le 2 février à Dakar."
    )

    found = encounters(text, found_in(text), ON)

    assert [one.day for one in found] == [date(2024, 5, 14), date(2024, 2, 2)]
    assert [one.is_news for one in found] == [True, False]


def test_the_holder_of_a_post_is_inferred_and_who_invites_is_the_host():
    text = "Moussa Keïta a effectué une visite à Lomé à l’invitation de son homologue togolais."
    post = Thing("office", 1, "uid-post", "ministre de la Défense du Togo")
    holder = Thing("person", 2, "uid-holder", BENALI)
    start = text.index("homologue")
    found = [
        *found_in(text),
        Found(start, len(text) - 1, text[start:-1], "person", How.OFFICE, 0.8, (holder,), post),
    ]

    (encounter,) = encounters(text, sorted(found, key=lambda one: one.start), ON)

    host = next(one for one in encounter.attendees if one.is_host)
    assert (host.person, host.office, host.is_inferred) == (holder, post, True)


def test_somebody_unknown_to_the_record_takes_part_by_his_name_as_printed():
    text = "Le maire Ousmane Fall a rencontré Pierre Lambert à Lomé."
    start = text.index("Ousmane")
    new = Found(start, start + 12, "Ousmane Fall", "person", How.NEW, 0.8)

    (encounter,) = encounters(text, sorted([new, *found_in(text)], key=lambda f: f.start), ON)

    first, second = encounter.attendees
    assert (first.person, first.printed) == (None, "Ousmane Fall")
    assert second.person.name == LAMBERT


def test_the_post_beside_a_name_is_his_and_makes_nothing_inferred():
    text = "Moussa Keïta, maire de Lomé, a rencontré Pierre Lambert."
    post = Thing("office", 1, "uid-post", "maire de Lomé")
    start = text.index("maire")
    found = [
        *found_in(text),
        Found(start, start + 13, "maire de Lomé", "office", How.NAME, 1, (post,)),
    ]

    (encounter,) = encounters(text, sorted(found, key=lambda one: (one.start, -one.end)), ON)

    assert (encounter.attendees[0].office, encounter.attendees[0].is_inferred) == (post, False)


def test_meetings_of_the_record_are_offered_the_likeliest_first():
    people = [PersonFactory() for _number in range(3)]
    here = MeetingFactory(when="2024-05-14")
    other = MeetingFactory(when="2024-05-14")
    MeetingFactory(when="2023-05-14")
    for meeting, pair in ((here, people[:2]), (other, people[1:])):
        for person in pair:
            ParticipationFactory(meeting=meeting, person=person)
    text = "Premier a rencontré Second à Lomé mardi 14 mai."
    things = [Thing("person", one.pk, str(one.uid), one.name) for one in people]
    found = [
        Found(text.index(name), text.index(name) + len(name), name, "person", How.NAME, 1, (thing,))
        for name, thing in zip(("Premier", "Second"), things, strict=False)
    ]

    (encounter,) = encounters(text, found, ON)

    assert [thing.pk for thing in encounter.known] == [here.pk, other.pk]


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("jeudi 16 mai", ["2024-05-16"]),
        ("le 1er février 2021", ["2021-02-01"]),
        ("mardi", ["2024-05-14"]),
        ("hier puis avant-hier", ["2024-05-15", "2024-05-14"]),
        ("du 12 au 14 mai", ["2024-05-12/2024-05-14"]),
        ("le 20 décembre", ["2023-12-20"]),
        ("le 20 mai", ["2024-05-20"]),
        ("en juillet 2022", ["2022-07"]),
        ("May 3, 2023, then 4 May 2023", ["2023-05-03", "2023-05-04"]),
        ("on Tuesday", ["2024-05-14"]),
        ("le 3 mai. Ce jour-là, puis le lendemain", ["2024-05-03", "2024-05-03", "2024-05-04"]),
        ("12/05/2024 et 2024-05-13", ["2024-05-12", "2024-05-13"]),
        ("le 31 février, 1234 mars, la marche", []),
    ],
)
def test_dates_are_read_in_both_languages(text, when):
    assert [one.when for one in dates(text, ON)] == when


def test_a_weekday_that_is_not_that_of_the_date_makes_it_doubtful():
    (right,) = dates("jeudi 16 mai 2024", ON)
    (wrong,) = dates("lundi 16 mai 2024", ON)

    assert right.confidence > 0.9
    assert wrong.confidence < 0.6
    assert right.when == wrong.when
