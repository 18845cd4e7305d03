"""The demo's desk: its log-ins, none of which is without limits, and a day worth looking at."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone
from zeal import zeal_ignore

from actors.models import Meeting
from articles.models import Article, Assignment, EmbargoAccess, Section, StoryTemplate
from articles.roles import Role
from newsroom.demo import archive, day
from newsroom.demo.accounts import ACCOUNTS, ensure_accounts
from newsroom.partners.models import Partner
from newsroom.register.models import Item
from tests import desk
from tests.undone import undone

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """The whole archive as `load_demo` makes it in the morning, undone at the end.

    In the last hours of a day nothing would be scheduled for the rest of it.
    """
    morning = timezone.now().replace(hour=8, minute=0)
    with django_db_blocker.unblock(), undone(), time_machine.travel(morning, tick=False):
        ensure_accounts()
        yield archive.load()


@pytest.fixture
def at_the_desk(loaded):
    """Somebody of the demo who has logged in with the password that is printed."""

    def log_in(name: str) -> Client:
        client = Client()
        assert client.login(username=name, password=name)
        return client

    return log_in


def panels(client: Client) -> dict[str, int]:
    """The panels of the first page, and how many lines each has."""
    return {panel.code: len(panel.lines) for panel in client.get("/admin/").context["panels"]}


def test_no_log_in_of_the_demo_is_without_limits(django_user_model):
    ensure_accounts()
    django_user_model.objects.filter(username="redaction").update(is_superuser=True)

    ensure_accounts()

    assert not django_user_model.objects.filter(is_superuser=True).exists()
    assert django_user_model.objects.filter(is_staff=True).count() == len(ACCOUNTS)


@pytest.mark.parametrize(
    ("name", "filled"),
    [
        ("redaction", ["drafts", "awaiting", "scheduled", "embargoes", "meetings", "templates"]),
        ("editor", ["awaiting", "assigned", "scheduled", "embargoes", "meetings"]),
        ("reporter", ["assigned", "scheduled", "embargoes", "meetings", "templates"]),
    ],
)
def test_the_first_page_has_something_to_show(at_the_desk, name, filled):
    found = panels(at_the_desk(name))

    assert {code: found.get(code) for code in filled if not found.get(code)} == {}


def test_the_day_has_a_section_with_four_eyes_a_partner_and_templates(loaded):
    assert Section.objects.get(four_eyes=True).code == "enquetes"
    assert Article.objects.filter(section__code="enquetes", status="in_review").exists()
    assert EmbargoAccess.objects.get().partner == Partner.objects.get()
    assert set(StoryTemplate.objects.values_list("kind", flat=True)) == {
        "story",
        "correction",
        "withdrawal",
    }


def test_what_is_made_up_for_the_day_is_seen_by_nobody_else(loaded):
    meetings = Meeting.objects.filter(title__startswith="Exemple")
    waiting = Article.objects.exclude(status__in=["published", "corrected", "withdrawn"])

    assert meetings.count() == len(day.MEETINGS)
    for rows in (meetings, waiting):
        assert rows.exists()
        assert not Item.objects.filter(uid__in=rows.values("uid")).exists()


def test_loading_again_on_another_day_changes_nothing(loaded):
    before = [list(model.objects.order_by("pk").values()) for model in (Meeting, Assignment)]

    with time_machine.travel(timezone.now() + timedelta(days=1)):
        assert archive.load() == 0

    assert [list(m.objects.order_by("pk").values()) for m in (Meeting, Assignment)] == before


@zeal_ignore()  # who asks and who is changed are rows of one table
def test_the_operator_makes_an_account_gives_it_a_role_and_closes_it(
    at_the_desk, django_user_model
):
    operator = at_the_desk("exploitation")
    users = django_user_model.objects
    typed = {"username": "awa", "password1": "Un-mot-de-passe-long", "usable_password": "true"}
    operator.post("/admin/auth/user/add/", typed | {"password2": typed["password1"]})
    awa = users.get(username="awa")
    role = Group.objects.get(name=Role.REPORTER.label)

    desk.post(operator, awa, is_staff="on", groups=[str(role.pk)])

    reporter = Client()
    assert reporter.login(username="awa", password=typed["password1"])
    assert reporter.get("/admin/articles/article/add/").status_code == 200
    assert operator.get("/admin/articles/article/").status_code == 403

    other = {"password1": "Un-autre-mot-de-passe", "password2": "Un-autre-mot-de-passe"}
    operator.post(f"/admin/auth/user/{awa.pk}/password/", other | {"usable_password": "true"})
    assert reporter.get("/admin/").status_code == 302  # the session ended with the old password
    assert Client().login(username="awa", password=other["password1"])

    data = desk.posted(operator.get(desk.change(awa)))
    data.pop("is_active")
    operator.post(desk.change(awa), data)
    assert not Client().login(username="awa", password=other["password1"])
    assert not users.get(username="awa").is_superuser
