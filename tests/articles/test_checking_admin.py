"""The checklist at the desk: for who may see the story, part by part, with what mends it."""

import pytest
from django.test import Client
from django.urls import reverse

from articles import history
from articles.checking.check import (
    BODY,
    DATELINE,
    EMBARGO,
    EVENT_DATE,
    EVIDENCE,
    HEADLINE,
    LANGUAGE,
    MEETINGS,
    MENTIONS,
    PICTURES,
    SECTION,
    SIGNATORIES,
    SIGNATURE,
    STATEMENTS,
    TRANSLATION_OF,
)
from articles.models import Article, Signatory
from tests import desk
from tests.articles.sound_story import sound_story
from tests.factories import (
    ArticleFactory,
    ContributorFactory,
    EvidenceFactory,
    PersonFactory,
    SectionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

TARGETS = [
    BODY, DATELINE, EMBARGO, EVENT_DATE, EVIDENCE, HEADLINE, LANGUAGE, MEETINGS, MENTIONS, PICTURES,
    SECTION, SIGNATORIES, SIGNATURE, STATEMENTS, TRANSLATION_OF,
]  # fmt: skip
TEXT = (
    "<p>Les pourparlers engagés la veille dans la capitale ont repris mercredi matin sous la "
    "conduite du médiateur régional, qui espère un accord avant la fin du mois.</p>"
)


def page(name: str, *args: object) -> str:
    return reverse(f"admin:articles_article_{name}", args=args)


@pytest.mark.parametrize("target", TARGETS)
def test_every_part_to_which_a_check_leads_is_in_the_form(chief, target):
    content = chief.get(desk.change(ArticleFactory())).content.decode()

    assert f'id="{target}"' in content


def test_the_form_asks_for_its_checks_and_the_page_leads_back_to_it(chief):
    article = sound_story(section=None)
    form = chief.get(desk.change(article)).content.decode()
    assert f"{page('checks', article.pk)}?part" in form

    part = chief.get(f"{page('checks', article.pk)}?part").content.decode()
    whole = chief.get(page("checks", article.pk)).content.decode()

    assert 'href="#id_section"' in part
    assert "<html" not in part
    assert f'href="{desk.change(article)}#id_section"' in whole


def test_a_sound_story_has_nothing_left(chief):
    content = chief.get(f"{page('checks', sound_story().pk)}?part").content.decode()

    assert "<li>" not in content


@pytest.mark.parametrize(
    ("permissions", "status"),
    [([], 403), (["articles.view_article"], 200), (["articles.change_article"], 200)],
)
def test_the_checklist_is_for_who_may_see_the_story(client, permissions, status):
    client.force_login(UserFactory(permissions=permissions))

    assert client.get(page("checks", ArticleFactory().pk)).status_code == status


@pytest.mark.parametrize("name", ["sign", "up_to_date", "take_over"])
def test_what_changes_a_story_needs_the_right_and_a_post(client, name):
    article = ArticleFactory()
    client.force_login(UserFactory(permissions=["articles.view_article"]))

    assert client.get(page(name, article.pk)).status_code == 405
    assert client.post(page(name, article.pk)).status_code == 403


def test_a_story_that_is_not_there_is_not_found(chief):
    assert chief.get(page("checks", 0)).status_code == 404
    assert chief.get(page("beside", 0), {"story": "x"}).status_code == 404


def test_near_stories_are_listed_while_typing(chief):
    known = ArticleFactory(headline="Reprise", lead="", body=TEXT)

    found = chief.post(page("near"), {"headline": "", "lead": "", "body": TEXT}).content.decode()
    own = chief.post(page("near"), {"body": TEXT, "story": str(known.pk)}).content.decode()
    update = chief.post(page("near"), {"body": TEXT, "update_of": str(known.pk)}).content.decode()

    assert desk.change(known) in found
    assert page("beside", known.pk) in found
    assert desk.change(known) not in own
    assert desk.change(known) not in update


def test_looking_for_near_stories_needs_the_right_to_write(client):
    client.force_login(UserFactory(permissions=["articles.view_article"]))

    assert client.post(page("near"), {"body": TEXT}).status_code == 403


def test_the_two_stand_side_by_side_with_what_they_share_marked(chief):
    one = ArticleFactory(headline="Reprise <b>", lead="", body=TEXT)
    other = ArticleFactory(headline="Autre", lead="Ouverture toute neuve.", body=TEXT)

    stored = chief.get(page("beside", one.pk), {"story": other.pk}).content.decode()
    typed = chief.post(page("beside", one.pk), {"lead": "Un", "body": TEXT}).content.decode()

    for content in (stored, typed):
        assert content.count("<mark>Les pourparlers engagés") == 2
        assert "Reprise &lt;b&gt;" in content
        assert "Reprise <b>" not in content


def test_saving_a_copy_warns_with_a_link_to_both(chief):
    known = ArticleFactory(headline="Reprise", lead="", body=TEXT)
    copy = ArticleFactory(headline="Copie", lead="", body="<p>Rien.</p>")

    response = desk.post(chief, copy, body=TEXT)

    assert response.status_code == 302
    [warning] = [
        str(message)
        for message in chief.get(desk.changelist(Article)).context["messages"]
        if "beside" in str(message) or "near/" in str(message)
    ]
    assert f"{page('beside', known.pk)}?story={copy.pk}" in warning


def test_the_segments_follow_the_signature_that_is_typed(chief):
    contributor = ContributorFactory(initials="AC", role="writer")
    article = ArticleFactory()

    desk.post(chief, article, signature="AC/Zz")

    rows = Signatory.objects.filter(article=article).order_by("position")
    assert [(row.initials, row.contributor) for row in rows] == [("AC", contributor), ("Zz", None)]


def test_a_story_is_signed_with_one_click(client):
    user = UserFactory(chief=True)
    client.force_login(user)
    ContributorFactory(initials="AC", user=user)
    article = ArticleFactory()
    history.record(article, by=user)
    assert "AC" in client.get(page("checks", article.pk)).content.decode()

    client.post(page("sign", article.pk))

    signed = Article.objects.get(pk=article.pk)
    assert signed.signature == "AC"
    assert signed.version == article.version + 1
    assert signed.revisions.first().content["fields"]["signature"] == "AC"


def test_a_translation_takes_over_and_is_confirmed(chief):
    source = ArticleFactory(published=True, mentions=[PersonFactory()])
    section = SectionFactory(hold_stale_translations=True)
    translation = ArticleFactory(translation_of=source, section=section)
    Article.objects.filter(pk=source.pk).update(lead="Autrement.")
    assert translation.pk in stale(chief)

    chief.post(page("take_over", translation.pk))
    chief.post(page("up_to_date", translation.pk))

    translation.refresh_from_db()
    assert translation.mentions.count() == 1
    assert translation.stale_since is None
    assert translation.pk not in stale(chief)


def stale(client: Client) -> list[int]:
    response = client.get(desk.changelist(Article), {"translation": "stale"})
    return [row.pk for row in response.context["cl"].result_list]


def test_evidence_that_names_nothing_is_no_duplicate_of_itself(chief):
    article = sound_story()
    EvidenceFactory(article=article, exact="La suite", note="Intertitre")

    assert "<li>" not in chief.get(f"{page('checks', article.pk)}?part").content.decode()
