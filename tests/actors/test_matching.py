"""One matching function: who is found by what is typed, in what order, told apart by what."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actors.matching import PRESELECT, SUGGEST, match, match_many, same
from actors.models import Actor, Name
from tests.factories import (
    CountryFactory,
    NameFactory,
    OfficeFactory,
    OrganisationFactory,
    PersonFactory,
    TenureFactory,
)

pytestmark = pytest.mark.django_db

PEOPLE = (
    "Vladimir Poutine",
    "Andreï Belooussov",
    "Mikhaïl Belooussov",
    "Célestin Simporé",
    "Aimé Barthélemy Simporé",
    "Salifou Mody",
    "Narendra Modi",
    "Abdourahamane Tchiani",
    "Assimi Goïta",
    "Ibrahim Traoré",
    "Moussa Traoré",
    "Abdel Fattah al-Sissi",
    "Bah Ndaw",
    "Sergueï Lavrov",
    "Modibo Keïta",
    "Sadio Camara",
)


@pytest.fixture
def people():
    return {name: PersonFactory(name=name) for name in PEOPLE}


def names(text, **how):
    return [one.actor.name for one in match(text, **how)]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Vladimir Putin", "Vladimir Poutine"),
        ("Putin", "Vladimir Poutine"),
        ("Владимир Путин", "Vladimir Poutine"),
        ("Andrei Belousov", "Andreï Belooussov"),
        ("Celestin Simpone", "Célestin Simporé"),
        ("Salifou Modi", "Salifou Mody"),
        ("Abdourahamane Tiani", "Abdourahamane Tchiani"),
        ("TIANI", "Abdourahamane Tchiani"),
        ("Goita", "Assimi Goïta"),
        ("goïta assimi", "Assimi Goïta"),
        ("Abdelfattah Al-Sisi", "Abdel Fattah al-Sissi"),
        ("Bah N’Daou", "Bah Ndaw"),
        ("Σεργκέι Λαβρόφ", "Sergueï Lavrov"),
        ("S. Lavrov", "Sergueï Lavrov"),
        ("le général Sadio Camara", "Sadio Camara"),
        ("Ibrahim Traore", "Ibrahim Traoré"),
    ],
)
def test_the_one_who_is_meant_comes_first(people, typed, meant):
    assert names(typed)[:1] == [meant]


@pytest.mark.parametrize("typed", ["", " ", "…", "zzyzx", "Nelson Mandela", "de la"])
def test_who_is_not_there_is_not_found(people, typed):
    assert names(typed) == []


def test_a_surname_of_several_shows_them_all_and_means_none(people):
    found = match("Belousov")

    assert {one.actor.name for one in found} == {"Andreï Belooussov", "Mikhaïl Belooussov"}
    assert same(found) is None


@pytest.mark.parametrize(
    "typed", ["Goïta", "Assimi", "A. Goïta", "Tchiani", "Belooussov", "Simpone", "Modi"]
)
def test_nobody_is_recognised_by_a_surname_or_initials(people, typed):
    assert match(typed) != []
    assert same(match(typed)) is None


@pytest.mark.parametrize(
    "typed",
    ["Vladimir Putin", "Celestin Simpone", "Salifou Modi", "ASSIMI GOITA", "Владимир Путин"],
)
def test_a_full_name_that_only_one_bears_is_recognised(people, typed):
    found = match(typed)

    assert same(found) is found[0]
    assert found[0].score >= PRESELECT


def test_namesakes_are_shown_and_never_chosen_between(people):
    PersonFactory(name="Modibo Keita")
    found = match("Modibo Keïta")

    assert len(found) == 2
    assert found[0].actor.name == "Modibo Keïta"
    assert same(found) is None


@pytest.mark.parametrize("typed", ["Александр Петров", "Alexander Petrov", "Aleksandr Petrov"])
def test_another_transliteration_does_not_tell_namesakes_apart(typed):
    for name in ("Aleksandr Petrov", "Alexander Petrov"):
        PersonFactory(name=name)

    assert len(match(typed)) == 2
    assert same(match(typed)) is None


def test_a_son_who_is_called_junior_is_not_his_father():
    for name in ("Yevgeny Primakov", "Yevgeny Primakov Jr."):
        PersonFactory(name=name)

    assert names("Yevgeny Primakov Jr.")[0] == "Yevgeny Primakov Jr."
    assert names("Yevgeny Primakov")[0] == "Yevgeny Primakov"
    assert same(match("Yevgeny Primakov")) is same(match("Yevgeny Primakov Jr.")) is None


def test_father_and_son_of_one_name_are_not_one(people):
    PersonFactory(name="Moussa Traoré", born="1972")
    assert same(match("Moussa Traoré")) is None

    Actor.objects.filter(name="Moussa Traoré", person__born="").delete()
    assert same(match("Moussa Traoré"), born=1972).actor.name == "Moussa Traoré"
    assert same(match("Moussa Traoré"), born=1936) is None


def test_countries_and_bodies_are_found_by_their_short_forms():
    body = OrganisationFactory(name="Alliance des États du Sahel")
    NameFactory(actor=body.actor_ptr, text="AES", kind="acronym")
    niger, nigeria = CountryFactory(name="Niger"), CountryFactory(name="Nigeria")
    ivory = CountryFactory(name="Côte d’Ivoire", name_en="Ivory Coast")

    assert same(match("A.E.S.")).actor.pk == body.pk
    assert same(match("l’Alliance des Etats du Sahel")).actor.pk == body.pk
    assert same(match("l’AES")).actor.pk == body.pk
    assert [same(match(text)).actor.pk for text in ("Niger", "NIGERIA")] == [niger.pk, nigeria.pk]
    assert {same(match(text)).actor.pk for text in ("Cote d'Ivoire", "Ivory Coast")} == {ivory.pk}
    assert same(match("Nigéri")) is None


def test_kinds_narrow_the_search():
    PersonFactory(name="Diana Niger"), CountryFactory(name="Niger")

    assert names("Niger", kinds=("country",)) == ["Niger"]
    assert names("Niger", kinds=("person",)) == ["Diana Niger"]
    assert names("Niger") == ["Niger", "Diana Niger"]


def test_the_spelling_that_matched_is_told(people):
    person = people["Célestin Simporé"]
    NameFactory(actor=person.actor_ptr, text="Celestin Simpone", kind="misprint")
    [one, *_] = match("Célestin Simpone")

    assert (one.spelling, one.spelling_kind, one.is_exact) == ("Celestin Simpone", "misprint", True)
    assert one.actor == (person.pk, person.uid, "person", "Célestin Simporé")
    assert match("Célestin Simporé")[0].spelling_kind == ""


def test_namesakes_are_told_apart_by_office_country_and_years():
    mali = CountryFactory(name="Mali", public=True)
    older = PersonFactory(name="Modibo Keïta", born="1915-06-04", died="1977", nationality=mali)
    younger = PersonFactory(name="Modibo Keïta", born="1942")
    post = OfficeFactory(title="Premier ministre du Mali", country=mali)
    first = OfficeFactory(title="président du Mali", country=mali)
    TenureFactory(
        person=younger,
        office=post,
        began="2015",
        ended="2017",
        attested_first=None,
        attested_last=None,
    )
    TenureFactory(
        person=older,
        office=first,
        began="1960-09-22",
        ended="1968-11-19",
        attested_first=None,
        attested_last=None,
    )

    told = {one.actor.pk: str(one.told) for one in match("Modibo Keita")}

    assert told == {
        older.pk: "président du Mali · Mali · 1915–1977",
        younger.pk: "Premier ministre du Mali · Mali · 1942–",
    }


def test_the_office_of_the_day_is_told_and_without_a_day_the_latest():
    person = PersonFactory(name="Modibo Sidibé")
    for title, began, ended in (("ministre", "1997", "2002"), ("Premier ministre", "2007", "2011")):
        office = OfficeFactory(title=title)
        TenureFactory(
            person=person,
            office=office,
            began=began,
            ended=ended,
            attested_first=None,
            attested_last=None,
        )

    assert match("Modibo Sidibé")[0].told.office == "Premier ministre"
    assert match("Modibo Sidibé", on=date(1999, 5, 1))[0].told.office == "ministre"
    assert match("Modibo Sidibé", on=date(2024, 5, 1))[0].told.office == "Premier ministre"


def test_of_two_equally_like_the_better_known_comes_first():
    unknown, known = PersonFactory.create_batch(2, name="Modibo Keïta")
    TenureFactory(person=known)

    assert [one.actor.pk for one in match("Modibo Keita")] == [known.pk, unknown.pk]


def test_what_is_merged_leads_to_what_remains(people):
    gone = PersonFactory(name="Celestin Simpone", name_en="Simpone the Great")
    Actor.objects.filter(pk=gone.pk).update(merged_into=people["Célestin Simporé"])

    assert names("Simpone the Great") == ["Célestin Simporé"]


def test_a_name_is_found_at_once_whoever_wrote_it(people):
    Name.objects.bulk_create([Name(actor_id=people["Assimi Goïta"].pk, text="Le Colonel Bleu")])

    assert names("colonel bleu") == ["Assimi Goïta"]


def test_limit_and_floor(people):
    PersonFactory.create_batch(15, name="Awa Cissé")

    assert len(match("Awa Cissé")) == 10
    assert len(match("Awa Cissé", limit=3)) == 3
    assert match("Putin", floor=PRESELECT) == []
    assert all(one.score >= SUGGEST for one in match("Traore"))


def test_many_names_cost_as_many_queries_as_one(people, django_assert_num_queries):
    match("Putin")
    with django_assert_num_queries(3):
        one = match("Putin")
    with django_assert_num_queries(3):
        many = match_many([*PEOPLE, "Putin", "…", "zzyzx", "Putin"])

    assert many["Putin"] == one
    assert (many["…"], many["zzyzx"]) == ([], [])
    assert all(many[name][0].actor.name == name for name in PEOPLE)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_one_wrong_letter_in_a_long_word_does_not_hide_anybody(people, data):
    name = data.draw(st.sampled_from([name for name in PEOPLE if len(name.split()) == 2]))
    long = [word for word in name.split() if len(word) >= 6]
    if not long:
        return
    word = data.draw(st.sampled_from(long))
    at = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from("aeioubdfgklmnprstvz"))
    wrong = data.draw(
        st.sampled_from(
            [
                word[:at] + letter + word[at + 1 :],
                word[:at] + word[at + 1 :],
                word[:at] + letter + word[at:],
                word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
            ]
        )
    )

    assert name in names(name.replace(word, wrong), limit=5)
