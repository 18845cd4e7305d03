"""Which spellings count as misprints, on small records and on the story of the demo."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Mention
from articles.quality.checks import CHECKS
from newsroom.demo import story
from tests.factories import (
    CountryFactory,
    MentionFactory,
    NameFactory,
    OfficeFactory,
    OrganisationFactory,
    PersonFactory,
)

pytestmark = pytest.mark.django_db


def details() -> list[str]:
    return [one.detail for one in CHECKS["misprint"].find()]


@pytest.mark.parametrize(
    ("spelling", "is_found"),
    [
        ("Salifou Modi", True),
        ("Modi", True),
        ("général Salifou Modi", True),
        ("Général Salifou Modi", True),
        ("Salifuo Mody", True),
        ("SALIFOU MODI", True),
        ("Salifou Mody", False),
        ("Mody", False),
        ("SALIFOU MODY", False),
        ("général Mody", False),
        ("Général Mody", False),
        ("Salifu Mody", False),
        ("le ministre nigérien", False),
        ("Son homologue", False),
        ("S. Mody", False),
        ("", False),
    ],
)
def test_spellings_near_to_a_name_of_the_actor(spelling, is_found):
    person = PersonFactory(name="Salifou Mody")
    NameFactory(actor=person.actor_ptr, text="Général Salifu Mody", kind="transliteration")
    mention = MentionFactory(actor=person.actor_ptr, spelling=spelling)
    MentionFactory(actor=person.actor_ptr, spelling="Modi", is_metonym=True)

    findings = list(CHECKS["misprint"].find())

    assert [(one.model, one.pk) for one in findings] == [
        ("articles.mention", mention.pk)
    ] * is_found
    for one in findings:
        assert spelling in one.detail
        assert "Salifou Mody" in one.detail


@pytest.mark.parametrize(
    ("kind", "is_found"),
    [
        ("misprint", True),
        ("official", False),
        ("short", False),
        ("acronym", False),
        ("spelling", False),
        ("transliteration", False),
        ("former", False),
        ("demonym", False),
    ],
)
def test_a_recorded_name_is_a_misprint_only_if_it_is_recorded_as_one(kind, is_found):
    person = PersonFactory(name="Salifou Mody")
    NameFactory(actor=person.actor_ptr, text="Salif Moudiou", kind=kind)
    for spelling in ("Salif Moudiou", "le général Moudiou"):
        MentionFactory(actor=person.actor_ptr, spelling=spelling)

    assert len(details()) == 2 * is_found


@pytest.mark.parametrize(
    "spelling",
    [
        "partie malienne",
        "Partie malienne",
        "Maliens",
        "maliennes",
        "Bamako",
        "le Mali",
        "son armée",
    ],
)
def test_phrases_and_forms_of_an_adjective_are_no_misprints(spelling):
    country = CountryFactory(name="Mali")
    for adjective in ("malien", "malienne"):
        NameFactory(actor=country.actor_ptr, text=adjective, kind="demonym")
    MentionFactory(actor=country.actor_ptr, spelling=spelling)

    assert details() == []


@pytest.mark.parametrize(
    "spelling", ["Ministre nigérien de la Défense", "ministère nigérien de la Défense"]
)
def test_an_organisation_named_through_its_office_is_no_misprint(spelling):
    ministry = OrganisationFactory(name="Ministère de la Défense du Niger")
    OfficeFactory(title="ministre de la Défense du Niger", organisation=ministry)
    MentionFactory(actor=ministry.actor_ptr, spelling=spelling)

    assert details() == []


def test_the_story_of_the_demo_has_two_misprints_and_no_more():
    story.load()

    found = Mention.objects.filter(pk__in=[one.pk for one in CHECKS["misprint"].find()])
    assert sorted(found.values_list("spelling", flat=True)) == ["Celestin Simpone", "Salifou Modi"]


def test_misprints_take_the_same_queries_for_one_and_for_ten():
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            details()
        return len(queries)

    MentionFactory(actor__name="Salifou Mody", spelling="Modi")
    MentionFactory(actor=OrganisationFactory().actor_ptr, spelling="Organisation")
    few = asked()
    for _ in range(5):
        MentionFactory(actor=PersonFactory(name="Salifou Mody").actor_ptr, spelling="Modi")
        MentionFactory(actor=OrganisationFactory().actor_ptr, spelling="Organisation")

    assert asked() == few
