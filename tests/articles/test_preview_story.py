"""The preview of a story: what readers will see, of which nothing is left in the database."""

import re

import html5lib
import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse

from actors.choices import Visibility
from actors.models import Actor
from articles import services
from articles.models import Article, Mention, Revision
from articles.preview.documents import as_if_published
from newsroom.audit.models import AuditEntry
from newsroom.register.models import Item, Mark
from newsroom.register.sequencer import sequence_all
from tests.desk import change, posted
from tests.factories import (
    ArticleFactory,
    CountryFactory,
    EvidenceFactory,
    ImageFactory,
    MentionFactory,
    PersonFactory,
    TenureFactory,
    UserFactory,
)
from tests.factories.whole import whole_story
from tests.reader import Reading, get, page_of

pytestmark = pytest.mark.django_db

EVERYTHING = (Article, Mention, Actor, Item, Mark, Revision, AuditEntry)


def hold_all() -> None:
    """Nothing is public, as before the first story."""
    Actor.objects.update(visibility=Visibility.HELD)


def state() -> dict[str, object]:
    """All that a publication would change, and how many numbers were given."""
    with connection.cursor() as cursor:
        cursor.execute("select last_value, is_called from register_seq")
        numbers = cursor.fetchone()
    rows = {model.__name__: list(model.objects.order_by("pk").values()) for model in EVERYTHING}
    return {**rows, "numbers": numbers}


def page_address(article: Article) -> str:
    return reverse("admin:articles_article_preview_page", args=[article.pk])


def test_a_preview_leaves_no_trace_in_the_database(chief):
    article = whole_story(1, publish=False)
    hold_all()
    sequence_all()
    chief.get(page_address(article))  # log-ins and content types are looked up once
    before = state()

    response = chief.get(page_address(article))

    assert response.status_code == 200
    assert state() == before
    assert sequence_all() == 0


def test_the_sequencer_is_not_woken(chief, django_capture_on_commit_callbacks):
    article = ArticleFactory(mentions=[PersonFactory()])
    Mark.objects.all().delete()

    with django_capture_on_commit_callbacks() as ordered:
        as_if_published(lambda: article)

    assert ordered == []
    assert not Mark.objects.exists()  # each of which would notify, and only at a commit


def body_of(html: bytes) -> str:
    """The story's own part of a page, without what differs by the moment it was asked for."""
    text = re.search(r"<article.*</article>", html.decode(), re.DOTALL)[0]
    text = re.sub(
        r"/(?:images|admin/articles/article/preview/files)/[^ \"]*?([0-9a-f]{32}-)", r"\1", text
    )
    return re.sub(r"<time.*?</time>", "", text)


def test_the_preview_is_what_readers_see_after_the_publication(chief):
    article = whole_story(2, publish=False)
    hold_all()
    sequence_all()

    preview = chief.get(page_address(article), headers={"accept-language": "en"})
    services.publish(article, by=None)
    sequence_all()
    published = get(chief, page_of(article)).response

    assert b"<figure" in preview.content
    assert body_of(preview.content) == body_of(published.content)


def test_links_lead_to_actors_that_nobody_sees_yet_and_it_says_so(chief):
    person, known = PersonFactory(name="Awa Diarra"), PersonFactory(name="Issa Koné", public=True)
    article = ArticleFactory(mentions=[person, known])
    hold_all()
    Actor.objects.filter(pk=known.pk).update(visibility=Visibility.PUBLIC)
    sequence_all()

    page = Reading(chief.get(page_address(article), headers={"accept-language": "en"}))

    assert page.all("base")[0].get("target") == "_blank"
    assert page.links["Awa Diarra"].startswith(f"/personnes/{person.uid}/")
    assert page.links["Issa Koné"].startswith(f"/personnes/{known.uid}/")
    assert "1 page to which it links" in page.text
    assert "Preview" in page.text


def test_people_stand_in_the_office_that_this_very_story_attests(chief):
    mali = CountryFactory(name="Mali", public=True)
    tenure = TenureFactory(
        person=PersonFactory(name="Sadio Camara", public=True),
        office__title="ministre de la Défense", office__country=mali,
    )  # fmt: skip
    article = ArticleFactory(mentions=[tenure.person], event_date="2025-08-14")
    EvidenceFactory(article=article, tenure=tenure)
    sequence_all()

    page = Reading(chief.get(page_address(article)))

    assert "ministre de la Défense" in page.text
    assert Item.objects.get(uid=tenure.person.uid).doc["tenures"] == []


def test_it_is_never_indexed_and_may_stand_in_a_frame_of_the_desk_only(chief):
    article = ArticleFactory()

    page = chief.get(page_address(article))

    assert b'<meta name="robots" content="noindex, nofollow, noarchive">' in page.content
    assert b'rel="canonical"' not in page.content
    # Nor is anything claimed of it in the words of machines: no card, no linked data.
    assert b"og:" not in page.content
    assert b"ld+json" not in page.content
    assert page["X-Frame-Options"] == "SAMEORIGIN"
    assert "no-store" in page["Cache-Control"]


def test_a_story_without_a_word_has_no_preview():
    article = ArticleFactory(headline="", lead="", body="")

    with pytest.raises(ValidationError):
        as_if_published(lambda: article)


@pytest.mark.parametrize(
    "values",
    [{"scheduled": True}, {"published": True}, {"corrected": True}, {"withdrawn": True}],
    ids=lambda values: next(iter(values)),
)
def test_stories_of_every_status_have_one(chief, values):
    article = ArticleFactory(headline="Deux ministres à Bamako", **values)

    page = chief.get(page_address(article))

    assert "Deux ministres à Bamako" in page.content.decode()
    assert Article.objects.get(pk=article.pk).status == article.status


def test_the_frame_offers_three_widths_and_a_way_back(chief):
    article = ArticleFactory()

    page = chief.get(reverse("admin:articles_article_preview", args=[article.pk]))

    html = page.content.decode()
    assert [width for width in (360, 768, 1280) if f'id="width-{width}"' in html] == [
        360,
        768,
        1280,
    ]
    assert f'src="{page_address(article)}"' in html
    assert f'href="{change(article)}"' in html


def framed(response) -> str:
    """The page that the frame holds, as a browser reads it."""
    tree = html5lib.parse(response.content.decode(), namespaceHTMLElements=False)
    return tree.find(".//iframe").get("srcdoc")


def test_what_is_typed_is_shown_and_not_saved(chief):
    article = ArticleFactory(headline="Avant")
    person = PersonFactory(name="Awa Diarra")
    data = posted(chief.get(change(article))) | {
        "headline": "Après",
        "mentions-TOTAL_FORMS": "1",
        "mentions-0-actor": str(person.pk),
        "mentions-0-role": "named",
        "mentions-0-certainty": "explicit",
    }
    data["mentions-0-role"] = Mention._meta.get_field("role").default
    before = state()

    response = chief.post(reverse("admin:articles_article_preview_typed", args=[article.pk]), data)

    assert response.status_code == 200
    inner = framed(response)
    assert "<h1" in inner
    assert "Après" in inner
    assert "Awa Diarra" in inner
    assert state() == before


def test_a_link_followed_inside_of_it_leads_to_what_is_saved(chief):
    article = ArticleFactory()

    response = chief.get(
        reverse("admin:articles_article_preview_typed", args=[article.pk]), {"fact": "x"}
    )

    assert response["Location"] == f"{page_address(article)}?fact=x"


def test_a_new_story_is_shown_before_it_is_saved_once(chief):
    data = posted(chief.get(reverse("admin:articles_article_add")))
    before = state()

    response = chief.post(
        reverse("admin:articles_article_preview_new"), data | {"headline": "Première dépêche"}
    )

    assert "Première dépêche" in framed(response)
    assert state() == before


def test_what_cannot_be_saved_is_not_shown_and_it_says_why(chief):
    article = ArticleFactory()
    data = posted(chief.get(change(article))) | {"event_date": "hier"}

    response = chief.post(reverse("admin:articles_article_preview_typed", args=[article.pk]), data)

    assert response.status_code == 422
    assert "srcdoc" not in response.content.decode()
    assert "errorlist" in response.content.decode()


@pytest.mark.parametrize(
    ("rights", "status"),
    [([], 403), (["articles.view_article"], 200), (["articles.change_article"], 200)],
)
def test_who_may_not_see_a_story_sees_no_preview(client, rights, status):
    article = ArticleFactory()
    ImageFactory(article=article, made=True)
    name = article.images.get().renditions.first().name
    client.force_login(UserFactory(permissions=rights))

    file = reverse("admin:articles_article_preview_file", args=[name])

    assert client.get(page_address(article)).status_code == status
    assert client.get(file).status_code == status
    client.logout()
    assert client.get(page_address(article)).status_code == 302
    assert client.get(file).status_code == 302


def test_who_may_only_look_types_nothing_into_a_preview(client):
    article = ArticleFactory()
    client.force_login(UserFactory(permissions=["articles.view_article"]))
    address = reverse("admin:articles_article_preview_typed", args=[article.pk])

    assert client.post(address, {"headline": "Autre"}).status_code == 403
    assert client.post(reverse("admin:articles_article_preview_new"), {}).status_code == 403


def test_pictures_that_are_still_to_be_made_are_shown_at_the_desk(chief):
    article = ArticleFactory()
    ImageFactory(article=article)

    page = Reading(chief.get(page_address(article)))

    [image] = page.all("figure//img")
    assert chief.get(image.get("src")).status_code == 200
    assert not article.images.get().renditions.exists()


def test_an_unpublished_mention_of_a_private_actor_is_not_in_the_preview_either(chief):
    hidden = PersonFactory(name="Awa Diarra", private=True)
    article = ArticleFactory()
    MentionFactory(article=article, actor=hidden.actor_ptr)

    assert "Awa Diarra" not in chief.get(page_address(article)).content.decode()
