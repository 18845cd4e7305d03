"""The audit at the desk: for chief editors and operators, looked at and never changed."""

import pytest
from django.urls import reverse

from newsroom.audit.chain import seal
from newsroom.audit.journal import write
from newsroom.audit.models import AuditEntry
from tests import desk
from tests.factories import AuditEntryFactory, UserFactory

pytestmark = pytest.mark.django_db

LIST = "/admin/audit/auditentry/"


@pytest.fixture
def operator(client):
    user = UserFactory(username="op", permissions=["audit.view_auditentry"])
    client.force_login(user)
    return client


def found(response) -> list[str]:
    return [entry.action for entry in response.context["cl"].result_list]


def test_who_has_no_right_does_not_see_it(client):
    client.force_login(UserFactory(permissions=["articles.view_article"]))

    assert client.get(LIST).status_code == 403


@pytest.mark.parametrize("address", ["add/", "{pk}/delete/"])
def test_nobody_adds_or_deletes_in_it(client, address):
    client.force_login(UserFactory(chief=True))
    entry = AuditEntryFactory()

    assert client.get(LIST + address.format(pk=entry.pk)).status_code == 403
    assert client.post(LIST + address.format(pk=entry.pk), {"post": "yes"}).status_code == 403


def test_nobody_changes_an_entry_not_even_a_chief(client):
    client.force_login(UserFactory(chief=True))
    entry = AuditEntryFactory(action="publish")

    assert client.post(desk.change(entry), {"action": "other"}).status_code == 403
    entry.refresh_from_db()
    assert entry.action == "publish"


def test_an_entry_is_shown_whole(operator):
    entry = AuditEntryFactory(detail={"reason": "publié par erreur"})
    seal()
    entry.refresh_from_db()

    page = operator.get(desk.change(entry)).content.decode()

    assert "publié par erreur" in page
    assert entry.digest in page


@pytest.mark.parametrize(
    ("query", "actions"),
    [
        ({"action": "withdraw"}, {"withdraw"}),
        ({"user": "awa"}, {"submit"}),
        ({"day": "0"}, {"submit", "withdraw"}),
        ({"q": "Une visite"}, {"withdraw"}),
    ],
)
def test_it_is_filtered_by_deed_person_day_and_words(operator, query, actions):
    write("submit", by=UserFactory(username="awa"))
    AuditEntryFactory(action="withdraw")
    AuditEntryFactory(action="old", at="2020-01-01T00:00Z", words="")

    shown = set(found(operator.get(LIST, query)))

    assert actions <= shown
    assert not shown & ({"submit", "withdraw", "old"} - actions)


def test_the_filters_offer_what_there_is_and_no_more(operator):
    write("submit", by=UserFactory(username="awa"))
    AuditEntryFactory(action="withdraw")

    filters = {f.parameter_name: f for f in operator.get(LIST).context["cl"].filter_specs}

    offered = AuditEntry.objects.order_by().values_list("action", flat=True).distinct()
    assert [value for value, _words in filters["action"].lookup_choices] == sorted(offered)
    assert ("awa", "awa") in filters["user"].lookup_choices


def test_the_index_of_the_desk_lists_it(operator):
    assert reverse("admin:audit_auditentry_changelist") in operator.get("/admin/").content.decode()
