"""The bell, the list behind it and the wishes: for each person their own."""

import pytest
from django.urls import reverse

from articles.choices import NotificationEvent as E
from articles.models import MailSetting, Notification, NotificationPreference
from articles.notifying import RULES
from tests import desk
from tests.factories import NotificationFactory, UserFactory

pytestmark = pytest.mark.django_db

LIST, WISHES = "/admin/notifications/", "/admin/notifications/wishes/"


@pytest.fixture
def awa(client):
    user = UserFactory(username="awa", chief=True)
    client.force_login(user)
    return user


def unread() -> int:
    return Notification.objects.filter(read_at=None).count()


@pytest.mark.parametrize("count", [0, 1, 3])
def test_the_bell_counts_what_one_has_not_read(client, awa, count):
    NotificationFactory.create_batch(count, user=awa)
    NotificationFactory()  # somebody else's
    NotificationFactory(user=awa, in_app=False, by_mail=True)

    page = client.get("/admin/").content.decode()

    assert ('class="count"' in page) == bool(count)
    assert f'<span class="count">{count}<' in page or not count


def test_the_bell_is_not_there_for_who_has_not_logged_in(client):
    assert "bell" not in client.get("/admin/login/").content.decode()


def test_the_list_shows_one_s_own_and_asks_the_same_for_one_and_for_ten(client, awa):
    row = NotificationFactory(user=awa)
    other = NotificationFactory()
    one = desk.queries(client, LIST)
    NotificationFactory.create_batch(9, user=awa)

    ten = desk.queries(client, LIST)
    page = client.get(LIST).content.decode()

    assert len(one) == len(ten)
    assert str(row.article) in page
    assert reverse("admin:notification", args=[other.pk]) not in page


def test_an_empty_list_says_what_it_will_hold(client, awa):
    assert client.get(LIST).context["told"] == []


def test_following_a_notification_reads_it_and_leads_to_the_story(client, awa):
    row = NotificationFactory(user=awa)

    response = client.get(reverse("admin:notification", args=[row.pk]))

    assert response.url == desk.change(row.article)
    assert unread() == 0


def test_nobody_follows_or_reads_what_another_was_told(client, awa):
    row = NotificationFactory()

    assert client.get(reverse("admin:notification", args=[row.pk])).status_code == 404
    client.post(reverse("admin:notifications_read"), {"one": row.pk})
    client.post(reverse("admin:notifications_read"), {"newest": row.pk})

    assert unread() == 1


def test_one_is_marked_as_read_or_all_that_were_shown(client, awa):
    old, shown, later = NotificationFactory.create_batch(3, user=awa)

    client.post(reverse("admin:notifications_read"), {"one": old.pk})
    assert unread() == 2
    client.post(reverse("admin:notifications_read"), {"newest": shown.pk})

    assert Notification.objects.get(read_at=None) == later


@pytest.mark.parametrize("address", [LIST, WISHES, "/admin/notifications/read/"])
def test_without_a_log_in_there_is_nothing(client, address):
    response = client.get(address)

    assert response.status_code == 302
    assert response.url.startswith("/admin/login/")


def test_reading_needs_a_post(client, awa):
    assert client.get(reverse("admin:notifications_read")).status_code == 405


def test_the_wishes_show_the_usual_ways_and_keep_what_is_chosen(client, awa):
    form = client.get(WISHES).context["form"]
    assert {e: form[f"{e}-mail"].initial for e in E} == {e: RULES[e].by_mail for e in E}

    client.post(WISHES, {"language": "en", "submit-mail": "on", "publish-app": "on"})

    wishes = NotificationPreference.objects.filter(user=awa)
    assert {w.event for w in wishes if w.by_mail} == {"submit"}
    assert {w.event for w in wishes if w.in_app} == {"publish"}
    assert MailSetting.objects.get(user=awa).language == "en"
    again = client.get(WISHES).context["form"]
    assert again["submit-mail"].initial is True
    assert again["withdraw-app"].initial is False


def test_wishes_are_one_s_own(client, awa):
    other = UserFactory()

    client.post(WISHES, {"language": "en", "user": other.pk})

    assert not NotificationPreference.objects.filter(user=other).exists()


def test_a_language_that_there_is_not_is_refused(client, awa):
    response = client.post(WISHES, {"language": "xx"})

    assert response.context["form"].errors["language"]
    assert not NotificationPreference.objects.exists()
