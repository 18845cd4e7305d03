"""The audit at the desk: for chief editors and operators, looked at and never changed."""

import pytest
from django.urls import reverse

from newsroom.audit.admin import AuditEntryAdmin
from newsroom.audit.chain import seal
from newsroom.audit.journal import write
from newsroom.audit.models import AuditEntry
from tests import desk
from tests.factories import AuditEntryFactory, UserFactory

pytestmark = pytest.mark.django_db

LIST = "/admin/audit/auditentry/"


@pytest.fixture
def operator(client):
    return at_the_desk(client, "audit.view_auditentry")


@pytest.fixture
def reader(client):
    """Somebody who may look at stories as well."""
    return at_the_desk(client, "audit.view_auditentry", "articles.view_article")


def at_the_desk(client, *permissions):
    client.force_login(UserFactory(username="op", permissions=permissions))
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


def test_an_entry_is_shown_whole(reader):
    entry = AuditEntryFactory(detail={"reason": "publié par erreur"})
    seal()
    entry.refresh_from_db()

    page = reader.get(desk.change(entry)).content.decode()

    assert "publié par erreur" in page
    assert "Une visite" in page
    assert entry.digest in page


def test_a_record_that_one_may_not_look_at_is_not_named(operator):
    """A headline of a story that is not out is no business of whoever runs the machine."""
    entry = AuditEntryFactory(detail={"reason": "publié par erreur"})

    pages = [operator.get(address) for address in (LIST, desk.change(entry), f"{LIST}?q=visite")]

    for page in pages:
        text = page.content.decode()
        assert "Une visite" not in text
        assert "publié par erreur" not in text
    assert found(pages[0])[:1] == ["publish"]  # that something was done is seen
    assert found(pages[2]) == []
    entry.refresh_from_db()
    assert entry.words == "Une visite"


@pytest.mark.parametrize(
    "guess",
    ["words__icontains", "words", "words__startswith", "detail__reason", "told__icontains"],
)
def test_a_record_cannot_be_found_out_by_guessing(operator, guess):
    AuditEntryFactory(words="visite", detail={"reason": "visite"})

    answers = [operator.get(LIST, {guess: word}) for word in ("visite", "voyage")]

    assert [answer.status_code for answer in answers] == [400, 400]


def test_the_order_of_the_deeds_tells_nothing_of_what_they_were_done_to(operator):
    entries = [AuditEntryFactory(words=words) for words in ("Zèbre", "Âne", "Mule")]

    column = AuditEntryAdmin.list_display.index("words") + 1
    for order in (f"{column}", f"-{column}"):
        listed = operator.get(LIST, {"o": order}).context["cl"].result_list
        assert [one.pk for one in listed][:3] == [one.pk for one in reversed(entries)]


@pytest.mark.parametrize(
    ("model", "permission", "is_told"),
    [
        ("auth.user_groups", "auth.view_user", True),
        ("auth.user_groups", "auth.view_group", False),
        ("articles.section_editors", "articles.view_section", True),
        ("articles.section_editors", "articles.view_article", False),
        ("", "articles.view_article", True),
        ("articles.nothing", "articles.view_article", False),
    ],
)
def test_links_are_named_to_whom_may_look_at_what_they_are_of(client, model, permission, is_told):
    AuditEntryFactory(model=model, words="Monde – awa")

    page = at_the_desk(client, "audit.view_auditentry", permission).get(LIST).content.decode()

    assert ("Monde – awa" in page) == is_told


@pytest.mark.parametrize(
    ("query", "actions"),
    [
        ({"action": "withdraw"}, {"withdraw"}),
        ({"user": "awa"}, {"submit"}),
        ({"day": "0"}, {"submit", "withdraw"}),
        ({"q": "Une visite"}, {"withdraw"}),
    ],
)
def test_it_is_filtered_by_deed_person_day_and_words(reader, query, actions):
    write("submit", by=UserFactory(username="awa"))
    AuditEntryFactory(action="withdraw")
    AuditEntryFactory(action="old", at="2020-01-01T00:00Z", words="")

    shown = set(found(reader.get(LIST, query)))

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
