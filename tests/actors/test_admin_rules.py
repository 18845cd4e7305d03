"""What the database refuses is explained to editors in words, not by a constraint's name."""

import re

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.test import Client

from actors.admin.row_sets import TWICE
from actors.admin.rules import RULES, explained
from actors.models import Meeting
from tests import desk
from tests.factories import (
    ArticleFactory,
    AttestationFactory,
    CountryFactory,
    MeetingFactory,
    MentionFactory,
    ParticipationFactory,
    PersonFactory,
    PlaceFactory,
    StatementFactory,
    TenureFactory,
    UserFactory,
)

NAMES = {
    constraint.name: constraint
    for label in desk.OURS
    for model in apps.get_app_config(label).get_models()
    for constraint in model._meta.constraints
}


@pytest.mark.parametrize("name", RULES)
def test_every_explained_rule_is_one_of_the_database(name):
    assert name in NAMES


@pytest.mark.parametrize("name", RULES)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_broken_rule_is_explained_in_every_language(name, language, settings):
    settings.LANGUAGE_CODE = language
    raised = ValidationError({"__all__": [NAMES[name].get_violation_error_message()]})

    [words] = explained(raised).messages

    assert words == str(RULES[name])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("make", "values"),
    [
        (PersonFactory, {"born": "1990", "died": "1980"}),
        (TenureFactory, {"attested_first": "2026-01-01"}),
        (TenureFactory, {"began": "2020", "ended": "2019"}),
        (CountryFactory, {"iso2": "ml"}),
        (CountryFactory, {"ended": "1991"}),
        (MeetingFactory, {"when": ""}),
        (PlaceFactory, {"latitude": "12.5"}),
        (MentionFactory, {"actor": ""}),
        (StatementFactory, {"kind": "relayed"}),
        (AttestationFactory, {"tenure": ""}),
        (AttestationFactory, {"source": "", "source_url": ""}),
        (ParticipationFactory, {"person_is_inferred": "on"}),
        (ParticipationFactory, {"person": "", "delegation": ""}),
        (lambda: ArticleFactory(published=True), {"headline": "", "lead": "", "body": ""}),
    ],
)
def test_a_form_says_what_is_wrong_and_keeps_what_was_typed(client: Client, make, values):
    client.force_login(UserFactory(chief=True))
    row = make()
    address = desk.change(row)

    response = client.post(address, desk.posted(client.get(address)) | values)

    assert response.status_code == 200
    form = response.context["adminform"].form
    said = " ".join(str(message) for errors in form.errors.values() for message in errors)
    assert said
    assert not re.search(r"\w_\w", said), said
    for name, value in values.items():
        if value and value != "on":
            assert form[name].value() == value


def test_the_rows_inside_a_form_are_explained_too(client: Client, db):
    client.force_login(UserFactory(chief=True))
    meeting = MeetingFactory()
    address = desk.change(meeting)
    empty = {
        "participations-TOTAL_FORMS": "1",
        "participations-0-capacity": "host",
        "participations-0-certainty": "explicit",
        "participations-0-visibility": "public",
    }

    response = client.post(address, desk.posted(client.get(address)) | empty)

    assert str(RULES["participation_names_someone"]) in response.content.decode()
    assert Meeting.objects.get().participations.count() == 0


@pytest.mark.parametrize(
    ("make", "prefix", "row"),
    [
        (MeetingFactory, "participations", {"capacity": "host", "name_as_written": "Le ministre"}),
        (ArticleFactory, "mentions", {"role": "mentioned", "actor": ""}),
        (TenureFactory, "attestations", {"day": "2025-06-01", "source": "Journal officiel"}),
    ],
)
def test_the_same_row_twice_is_refused_in_words(client: Client, db, make, prefix, row):
    client.force_login(UserFactory(chief=True))
    owner, actor = make(), PersonFactory()
    address = desk.change(owner)
    typed = {"certainty": "explicit", "visibility": "public"} | row
    typed |= {"actor": str(actor.pk)} if "actor" in row else {}
    twice = {f"{prefix}-{n}-{name}": value for n in (0, 1) for name, value in typed.items()}
    form = desk.posted(client.get(address)) | {f"{prefix}-TOTAL_FORMS": "2"} | twice

    response = client.post(address, form)
    once = client.post(address, form | {f"{prefix}-TOTAL_FORMS": "1"})

    assert response.status_code == 200
    assert str(TWICE) in response.content.decode()
    assert once.status_code == 302
