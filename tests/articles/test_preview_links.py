"""Links to a preview for somebody without an account: they end, and lead nowhere else."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import Client, override_settings
from django.urls import reverse

from articles import services
from articles.models import Article, PreviewLink, Rendition
from articles.preview import links
from newsroom.audit.models import AuditEntry
from newsroom.register.models import Item, Mark
from newsroom.register.sequencer import sequence_all
from tests.factories import ArticleFactory, ImageFactory, PreviewLinkFactory, UserFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2025, 8, 14, 12, tzinfo=UTC)
DAY = timedelta(hours=24)


@pytest.fixture
def desk():
    """The addresses and the middleware of the desk, as in production; nobody has logged in."""
    with override_settings(ROOT_URLCONF="newsroom.urls.desk", MIDDLEWARE=settings.DESK_MIDDLEWARE):
        yield Client()


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as found:
        yield found


def handed_out(article: Article | None = None, **values) -> tuple[PreviewLink, str]:
    """A link with its token, of a chief editor unless said otherwise."""
    values = {"by": UserFactory(chief=True), "lasts": DAY} | values
    return links.make(article or ArticleFactory(), **values)


def visit(client: Client, token: str) -> int:
    return client.get(f"/apercu/{token}/").status_code


def test_somebody_without_an_account_reads_the_story(desk, clock):
    article = ArticleFactory(headline="Deux ministres à Bamako")
    link, token = handed_out(article)

    response = desk.get(f"/apercu/{token}/")

    assert response.status_code == 200
    assert "Deux ministres à Bamako" in response.content.decode()
    link.refresh_from_db()
    assert (link.uses, link.last_used_at) == (1, NOW)


def test_the_visit_is_kept_nowhere_and_told_to_nobody(desk, clock):
    _link, token = handed_out()

    response = desk.get(f"/apercu/{token}/")

    assert response["Cache-Control"] == "no-store, private"
    assert response["Referrer-Policy"] == "no-referrer"
    assert "noindex" in response["X-Robots-Tag"]
    assert b'name="robots" content="noindex' in response.content
    assert response.cookies == {}
    assert "Cookie" not in response.get("Vary", "")
    assert token.encode() not in re.sub(rb'src(?:set)?="[^"]*"', b"", response.content)


def test_a_visit_leaves_the_register_as_it_was(desk, clock):
    _link, token = handed_out()
    sequence_all()
    items = list(Item.objects.values())

    visit(desk, token)

    assert not Mark.objects.exists()
    assert list(Item.objects.values()) == items


@pytest.mark.parametrize("token", ["x", "0" * 43, "%00", "a" * 5000, "..", "null", "%F0%9F%98%80"])
def test_a_token_that_was_never_given_leads_nowhere(desk, token):
    handed_out()

    assert visit(desk, token) == 404


def test_the_token_itself_is_not_in_the_database(desk):
    link, token = handed_out()

    assert token not in str(PreviewLink.objects.filter(pk=link.pk).values()[0])
    assert token not in str(list(AuditEntry.objects.values()))
    assert visit(desk, link.digest) == 404
    assert visit(desk, str(link.uid)) == 404


def end_by_time(link, clock):
    clock.move_to(link.expires_at, tick=False)


def end_by_hand(link, clock):
    links.revoke(link, by=link.made_by)


def end_by_withdrawal(link, clock):
    services.publish(link.article, by=None, at=NOW - DAY)
    services.withdraw(link.article, by=None, reason="La rencontre n’a pas eu lieu.")


def end_by_trash(link, clock):
    Article.objects.filter(pk=link.article_id).update(trashed_at=NOW)


def end_by_dismissal(link, clock):
    link.made_by.is_active = False
    link.made_by.save()


def end_by_embargo(link, clock):
    link.made_by.is_superuser = False
    link.made_by.save()
    Article.objects.filter(pk=link.article_id).update(
        embargo_until=NOW + DAY, embargo_reason="Demande de la présidence."
    )


def end_by_deletion(link, clock):
    link.article.delete()


@pytest.mark.parametrize(
    "end",
    [
        end_by_time,
        end_by_hand,
        end_by_withdrawal,
        end_by_trash,
        end_by_dismissal,
        end_by_embargo,
        end_by_deletion,
    ],
    ids=lambda end: end.__name__,
)
def test_a_link_ends(desk, clock, end):
    link, token = handed_out()
    ImageFactory(article=link.article, made=True)
    name = link.article.images.get().renditions.first().name
    file = f"/apercu/{token}/images/{name}"
    assert (visit(desk, token), desk.get(file).status_code) == (200, 200)

    end(link, clock)

    assert (visit(desk, token), desk.get(file).status_code) == (404, 404)
    assert desk.get(f"/apercu/{token}/").content == desk.get("/apercu/nothing/").content


def test_a_minute_before_its_end_it_is_still_good(desk, clock):
    _link, token = handed_out()

    clock.move_to(NOW + DAY - timedelta(minutes=1), tick=False)

    assert visit(desk, token) == 200


@pytest.mark.parametrize("hours", [-1, 0, 72.01, 1000])
def test_a_link_lasts_72_hours_at_most(hours):
    with pytest.raises(ValidationError):
        handed_out(lasts=timedelta(hours=hours))


def test_the_database_refuses_a_link_that_lasts_longer():
    PreviewLinkFactory(made_at=NOW, expires_at=NOW + timedelta(hours=72))

    with pytest.raises(IntegrityError, match="72_hours"), transaction.atomic():
        PreviewLinkFactory(made_at=NOW, expires_at=NOW + timedelta(hours=72, seconds=1))


@pytest.mark.parametrize(
    ("rights", "is_made"),
    [
        ([], False),
        (["articles.lift_embargo"], False),
        (["articles.add_previewlink"], False),
        (["articles.add_previewlink", "articles.lift_embargo"], True),
    ],
)
def test_under_embargo_only_who_may_lift_it_shares_a_story(desk, clock, rights, is_made):
    article = ArticleFactory(embargo_until=NOW + DAY, embargo_reason="Demande de la présidence.")
    by = UserFactory(permissions=rights)

    if is_made:
        _link, token = handed_out(article, by=by)
        assert visit(desk, token) == 200
    else:
        with pytest.raises((ValidationError, PermissionDenied)):
            handed_out(article, by=by)
        assert not PreviewLink.objects.exists()


@pytest.mark.parametrize("state", [{"withdrawn": True}, {"trashed_at": NOW}], ids=["out", "trash"])
def test_no_link_is_made_to_what_nobody_is_to_see(state):
    with pytest.raises(ValidationError):
        handed_out(ArticleFactory(**state))


def test_pictures_of_this_story_are_shown_and_of_no_other(desk, clock):
    link, token = handed_out()
    ImageFactory(article=link.article, made=True)
    ImageFactory(made=True, alt_text="Autre")
    whole = Rendition.objects.filter(shape="whole")
    own = whole.filter(image__article=link.article).first().name
    other = whole.exclude(image__article=link.article).first().name

    shown = desk.get(f"/apercu/{token}/images/{own}")

    assert (shown.status_code, shown["Cache-Control"]) == (200, "no-store, private")
    assert desk.get(f"/apercu/{token}/images/{other}").status_code == 404
    page = desk.get(f"/apercu/{token}/").content.decode()
    assert f"/apercu/{token}/images/{own}" in page
    assert "/images/" not in page.replace(f"/apercu/{token}/images/", "")


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_nothing_can_be_sent_there(desk, method):
    _link, token = handed_out()

    assert getattr(desk, method)(f"/apercu/{token}/").status_code in (403, 405)


def test_readers_side_knows_no_such_address():
    _link, token = handed_out()

    with override_settings(
        ROOT_URLCONF="newsroom.urls.public", MIDDLEWARE=settings.PUBLIC_MIDDLEWARE
    ):
        assert visit(Client(), token) == 404


def test_making_the_first_use_and_revoking_are_in_the_audit(desk, clock):
    link, token = handed_out(note="Ambassade")
    visit(desk, token)
    visit(desk, token)
    links.revoke(link, by=link.made_by)
    links.revoke(link, by=link.made_by)

    entries = AuditEntry.objects.filter(action__startswith="preview_link").order_by("pk")
    assert [(entry.action, entry.user_pk) for entry in entries] == [
        ("preview_link_make", link.made_by.pk),
        ("preview_link_use", None),
        ("preview_link_revoke", link.made_by.pk),
    ]
    assert entries[0].detail["for"] == "Ambassade"


def test_at_the_desk_links_are_made_listed_and_revoked(client):
    client.force_login(UserFactory(chief=True))
    article = ArticleFactory()
    address = reverse("admin:articles_article_preview_links", args=[article.pk])

    made = client.post(address, {"note": "Ambassade", "hours": "72"}).content.decode()

    [link] = article.preview_links.all()
    token = re.search(r"/apercu/([\w-]{43})/", made)[1]
    assert visit(Client(), token) == 200
    again = client.get(address).content.decode()
    assert "Ambassade" in again
    assert token not in again
    client.post(address, {"revoke": str(link.uid)})
    assert visit(Client(), token) == 404
    assert client.post(address, {"revoke": "nonsense"}).status_code == 404
    other = PreviewLinkFactory()
    assert client.post(address, {"revoke": str(other.uid)}).status_code == 404


def test_who_may_only_read_stories_makes_no_link(client):
    client.force_login(UserFactory(permissions=["articles.view_article"]))
    article = ArticleFactory()
    address = reverse("admin:articles_article_preview_links", args=[article.pk])

    assert client.get(address).status_code == 200
    assert client.post(address, {"hours": "24"}).status_code == 403
    assert not PreviewLink.objects.exists()
