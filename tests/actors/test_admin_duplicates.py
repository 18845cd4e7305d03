"""The warning before an actor is entered twice: who is shown, what a tick means, what it keeps."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actors.admin.duplicates import ANOTHER, SHOWN
from actors.models import Country, Distinct, Name, Organisation, Person
from tests import desk
from tests.factories import (
    CountryFactory,
    IdentifierFactory,
    NameFactory,
    OfficeFactory,
    OrganisationFactory,
    PersonFactory,
    TenureFactory,
)

pytestmark = pytest.mark.django_db


def add(chief, model=Person, names=(), identifiers=(), popup=False, **typed):
    """Send the form of a new actor as a browser does, with rows of names and identifiers."""
    address = desk.add(model) + ("?_popup=1" if popup else "")
    data = desk.posted(chief.get(address)) | typed
    for prefix, rows in (("names", names), ("identifiers", identifiers)):
        data[f"{prefix}-TOTAL_FORMS"] = len(rows)
        for number, row in enumerate(rows):
            data |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return chief.post(address, data | ({"_popup": "1"} if popup else {}))


def name_row(text, **other):
    return {
        "text": text,
        "kind": "spelling",
        "certainty": "explicit",
        "visibility": "public",
    } | other


def shown(response):
    """The names of those whom the form warns of; the form must have come back."""
    assert response.status_code == 200
    return [one.name for one in response.context["adminform"].form.known]


def ticked(response):
    """The value of the box that says that it is another one."""
    return ",".join(str(one.pk) for one in response.context["adminform"].form.known)


def test_the_form_comes_back_with_who_it_may_be_and_nothing_typed_is_lost(chief):
    mali = CountryFactory(name="Mali", iso2="ML")
    known = PersonFactory(name="Célestin Simporé", nationality=mali, born="1979")
    office = OfficeFactory(title="ministre de la Défense du Burkina Faso")
    TenureFactory(person=known, office=office)

    page = add(
        chief,
        name="Celestin Simpone",
        summary="Un général.",
        names=[name_row("Le général")],
    ).content.decode()

    assert desk.change(known) in page
    assert "ministre de la Défense du Burkina Faso · Mali · 1979–" in page
    assert 'target="_blank"' in page
    assert "Un général." in page
    assert 'value="Le général"' in page
    assert f'name="{ANOTHER}" value="{known.pk}"' in page


def test_a_tick_saves_and_the_two_count_as_told_apart(chief):
    known = PersonFactory(name="Célestin Simporé")
    warned = add(chief, name="Célestin Simpore")

    answer = add(chief, name="Célestin Simpore", **{ANOTHER: ticked(warned)})

    assert answer.status_code == 302
    made = Person.objects.get(name="Célestin Simpore")
    pair = Distinct.objects.get()
    assert {pair.one_id, pair.other_id} == {made.pk, known.pk}


def test_a_tick_is_about_those_who_were_shown(chief):
    PersonFactory(name="Célestin Simporé")
    warned = add(chief, name="Célestin Simpore")
    PersonFactory(name="Sadio Camara")

    answer = add(chief, name="Sadio Kamara", **{ANOTHER: ticked(warned)})

    assert shown(answer) == ["Sadio Camara"]
    assert not Distinct.objects.exists()


def test_a_tick_stays_when_something_else_is_wrong(chief):
    PersonFactory(name="Célestin Simporé")
    warned = add(chief, name="Célestin Simpore")

    answer = add(chief, name="Célestin Simpore", born="someday", **{ANOTHER: ticked(warned)})

    assert answer.status_code == 200
    assert " checked" in answer.content.decode().partition('id="id_is_another"')[2][:80]


def test_nobody_is_warned_of_a_name_like_no_other(chief):
    PersonFactory(name="Célestin Simporé")

    assert add(chief, name="Fatoumata Keïta").status_code == 302
    assert Person.objects.filter(name="Fatoumata Keïta").exists()
    assert not Distinct.objects.exists()


@pytest.mark.parametrize(
    ("model", "make", "typed"),
    [
        (Country, lambda: CountryFactory(name="Kirghizstan", iso2="KG"), "Kirghizistan"),
        (
            Organisation,
            lambda: OrganisationFactory(name="Alliance des États du Sahel"),
            "Alliance des Etats du Sahel",
        ),
    ],
)
def test_countries_and_bodies_are_warned_of_too(chief, model, make, typed):
    known = make()

    assert shown(add(chief, model, name=typed)) == [known.name]


def test_only_those_of_the_kind_are_warned_of(chief):
    PersonFactory(name="Mali")
    OrganisationFactory(name="Mali")

    assert add(chief, Country, name="Mali").status_code == 302


def test_a_further_name_near_to_somebody_elses_is_warned_of(chief):
    known = PersonFactory(name="Vladimir Poutine")
    NameFactory(actor=known, text="Wladimir Putin")

    warned = add(chief, name="Somebody Else", names=[name_row("Vladimir Putine")])

    assert shown(warned) == ["Vladimir Poutine"]


def test_a_further_name_that_is_added_later_is_warned_of(chief):
    PersonFactory(name="Salifou Mody")
    other = PersonFactory(name="Zacharie Bâ")
    row = {f"names-0-{name}": value for name, value in name_row("Salifou Modi").items()}

    answer = desk.post(chief, other, **row, **{"names-TOTAL_FORMS": "1"})
    assert shown(answer) == ["Salifou Mody"]

    answer = desk.post(chief, other, **row, **{"names-TOTAL_FORMS": "1", ANOTHER: ticked(answer)})
    assert answer.status_code == 302
    assert other.names.get().text == "Salifou Modi"
    # Once said is enough.
    later = desk.post(chief, other, **{"names-0-text": "Salifou Moddi"})
    assert later.status_code == 302


def test_what_has_not_changed_is_not_asked_about_again(chief):
    twins = [PersonFactory(name="Modibo Keïta") for _ in range(2)]
    NameFactory(actor=twins[0], text="Modibo Keita")

    assert desk.post(chief, twins[0], summary="Premier ministre.").status_code == 302


def test_a_bare_surname_among_the_further_names_warns_of_nobody(chief):
    PersonFactory(name="Lioudmila Poutina")
    PersonFactory(name="Igor Poutine")

    assert add(chief, name="Wladimir Zzz", names=[name_row("Poutine")]).status_code == 302


def test_a_row_that_is_deleted_warns_of_nobody(chief):
    PersonFactory(name="Salifou Mody")
    row = name_row("Salifou Modi", DELETE="on")

    assert add(chief, name="Zacharie Bâ", names=[row]).status_code == 302
    assert not Name.objects.exists()


@pytest.mark.parametrize("row", [("wikidata", "Q912"), ("Wikidata", "q912 ")])
def test_whoever_has_the_identifier_already_is_shown_whatever_the_name(chief, row):
    known = OrganisationFactory(name="Banque du Sahel")
    IdentifierFactory(actor=known, scheme="wikidata", value="Q912")
    scheme, value = row

    answer = add(chief, name="Somebody Else", identifiers=[{"scheme": scheme, "value": value}])

    assert shown(answer) == ["Banque du Sahel"]
    assert "wikidata:Q912" in answer.content.decode()


def test_from_a_popup_a_name_is_enough_and_a_tick_hands_it_over(chief):
    PersonFactory(name="Célestin Simporé")
    first = add(chief, name="Fatoumata Keïta", popup=True)
    assert "data-popup-response" in first.content.decode()

    warned = add(chief, name="Celestin Simpore", popup=True)
    assert shown(warned) == ["Célestin Simporé"]
    assert 'name="_popup" value="1"' in warned.content.decode()
    answer = add(chief, name="Celestin Simpore", popup=True, **{ANOTHER: ticked(warned)})
    assert "data-popup-response" in answer.content.decode()
    # What is left to complete: it has no office and no summary.
    made = Person.objects.get(name="Celestin Simpore")
    assert (made.summary, made.tenures.exists()) == ("", False)


def test_a_warning_asks_the_same_for_one_namesake_and_for_many(chief):
    def asked():
        with CaptureQueriesContext(connection) as captured:
            answer = add(chief, name="Fanta Kouyaté")
        return len(captured), len(shown(answer))

    PersonFactory(name="Fanta Kouyate")
    asked()
    one = asked()
    for number in range(SHOWN + 5):
        PersonFactory(name=f"Fanta Kouyaté {number}")
    asked()

    assert asked() == (one[0], SHOWN)


def test_two_are_told_apart_once_whichever_comes_first(chief):
    first, second = PersonFactory(name="Awa Ba"), PersonFactory(name="Awa Bah")
    Distinct.objects.create(one=second, other=first)

    answer = desk.post(chief, first, name="Awa Bâ")

    assert answer.status_code == 302
    assert Distinct.objects.count() == 1
