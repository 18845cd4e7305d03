"""Two people, two tabs, a logged-out session: in real browsers no typed word is lost."""

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from articles.models import Article, Draft, Lock, Revision
from tests.articles.desk_browser import (
    EDITOR,
    at_desk,
    bar,
    editor,
    has_local_copy,
    log_in,
    open_story,
    wait_until_kept,
    write_body,
)
from tests.factories import ArticleFactory, MentionFactory, PersonFactory, PresenceFactory

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "public"]),
]


@pytest.fixture
def story(url: str) -> Article:
    return ArticleFactory(headline="Premier titre", lead="Premier chapô.")


def context_of(browser: Browser) -> BrowserContext:
    return browser.new_context(locale="fr-FR")


@pytest.fixture
def awa(browser: Browser, url: str, story: Article):
    editor("awa", first_name="Awa", last_name="Diarra")
    context = context_of(browser)
    page = at_desk(context, url, "awa")
    open_story(page, url, story.pk)
    yield page
    context.close()


@pytest.fixture
def salif(browser: Browser, url: str, story: Article):
    editor("salif", first_name="Salif", last_name="Koné")
    context = context_of(browser)
    page = at_desk(context, url, "salif")
    yield page
    context.close()


def save(page: Page) -> None:
    page.locator("[name=_continue]").first.click()


def test_what_is_typed_is_on_the_server_in_seconds_and_comes_back(awa: Page, url, story):
    awa.fill("input[name=headline]", "Titre d’Awa")
    write_body(awa, " Et ils ont signé.")
    wait_until_kept(awa, "Et ils ont signé.")
    expect(awa.locator("#keeping-kept")).to_contain_text(re.compile(r"\d\d:\d\d:\d\d"))
    assert Article.objects.get().headline == "Premier titre"

    awa.goto(f"{url}/admin/")
    open_story(awa, url, story.pk)
    bar(awa, "draft").get_by_role("link").first.click()
    awa.wait_for_url("**draft=*")

    expect(awa.locator("input[name=headline]")).to_have_value("Titre d’Awa")
    expect(awa.locator(EDITOR).first).to_contain_text("Et ils ont signé.")
    save(awa)
    awa.locator("ul.messagelist .success").first.wait_for()
    assert Article.objects.get().headline == "Titre d’Awa"
    assert "Et ils ont signé." in Article.objects.get().body
    expect(bar(awa, "draft")).to_have_count(0)
    assert not Draft.objects.exists()
    assert not has_local_copy(awa, "Et ils ont signé.")


def test_rows_that_were_added_and_changed_come_back_too(awa: Page, url, story):
    mention = MentionFactory(article=story, actor=PersonFactory(name="Sadio Camara"))
    open_story(awa, url, story.pk)
    awa.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    awa.fill("[name=mentions-0-spelling]", "M. Camara")
    awa.locator("#mentions-group .add-row button").click()
    awa.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    awa.fill("[name=mentions-1-spelling]", "un inconnu")
    wait_until_kept(awa, "un inconnu")

    awa.goto(f"{url}/admin/")
    open_story(awa, url, story.pk)
    bar(awa, "draft").get_by_role("link").first.click()
    awa.wait_for_url("**draft=*")

    expect(awa.locator("[name=mentions-0-spelling]")).to_have_value("M. Camara")
    expect(awa.locator("[name=mentions-1-spelling]")).to_have_value("un inconnu")
    expect(awa.locator("[name=mentions-TOTAL_FORMS]")).to_have_value("2")
    mention.refresh_from_db()
    assert mention.spelling == ""


def test_a_new_story_that_was_never_saved_comes_back(awa: Page, url):
    open_story(awa, url)
    awa.fill("input[name=headline]", "Tout nouveau")
    wait_until_kept(awa, "Tout nouveau")
    awa.goto(f"{url}/admin/")

    open_story(awa, url)
    bar(awa, "draft").get_by_role("link").first.click()
    awa.wait_for_url("**draft=*")

    expect(awa.locator("input[name=headline]")).to_have_value("Tout nouveau")
    save(awa)
    awa.locator("ul.messagelist .success").first.wait_for()
    assert Article.objects.filter(headline="Tout nouveau").exists()
    open_story(awa, url)
    awa.wait_for_timeout(1500)
    expect(bar(awa, "draft")).to_have_count(0)


def test_the_second_sees_who_writes_and_takes_over_and_nothing_is_lost(
    awa: Page, salif: Page, url, story
):
    awa.fill("input[name=headline]", "Titre d’Awa")
    wait_until_kept(awa, "Titre d’Awa")

    open_story(salif, url, story.pk)
    expect(bar(salif, "lock")).to_contain_text("Awa Diarra")
    expect(salif.locator("#keeping-here")).to_contain_text("Awa Diarra")
    expect(salif.locator("input[name=headline]")).to_be_disabled()
    bar(salif, "lock").get_by_role("button").click()
    expect(bar(salif, "took")).to_contain_text("Awa Diarra")
    expect(salif.locator("input[name=headline]")).to_be_enabled()

    expect(bar(awa, "taken")).to_contain_text("Salif Koné", timeout=15_000)
    expect(awa.locator("input[name=headline]")).to_be_disabled()
    expect(awa.locator("input[name=headline]")).to_have_value("Titre d’Awa")
    kept = Revision.objects.get(kind="taken_over")
    assert kept.content["fields"]["headline"] == "Titre d’Awa"

    salif.fill("input[name=headline]", "Titre de Salif")
    save(salif)
    salif.locator("ul.messagelist .success").first.wait_for()
    assert Article.objects.get().headline == "Titre de Salif"
    assert dict(Draft.objects.get().data)["headline"] == "Titre d’Awa"


def test_a_stale_save_shows_both_texts_and_saves_what_is_chosen(awa: Page, salif: Page, url, story):
    open_story(salif, url, story.pk)
    salif.fill("input[name=headline]", "Titre de Salif")
    salif.fill("textarea[name=lead]", "Chapô de Salif.")
    save(salif)
    salif.locator("ul.messagelist .success").first.wait_for()

    awa.fill("input[name=headline]", "Titre d’Awa")
    save(awa)
    awa.locator("#conflict_form").wait_for()
    expect(awa.locator(".conflict")).to_contain_text("Titre d’Awa")
    expect(awa.locator(".conflict")).to_contain_text("Titre de Salif")
    assert Article.objects.get().headline == "Titre de Salif"
    lead = awa.locator("[name='choose::lead'][value=theirs]")
    if lead.count():
        lead.check()
    awa.locator("[name='choose::headline'][value=edit]").check()
    awa.fill("[name=edit-headline]", "Titre des deux")
    awa.locator("[name=_save_both]").click()
    awa.locator("ul.messagelist .success").first.wait_for()

    assert Article.objects.get().headline == "Titre des deux"
    assert Article.objects.get().lead == "Chapô de Salif."


def test_two_tabs_of_one_user_do_not_overwrite_each_other(awa: Page, url, story):
    awa.fill("input[name=headline]", "Premier onglet")
    wait_until_kept(awa, "Premier onglet")

    second = awa.context.new_page()
    open_story(second, url, story.pk)
    expect(bar(second, "lock")).to_be_visible()
    expect(bar(second, "draft")).to_be_visible()
    expect(second.locator("input[name=headline]")).to_be_disabled()
    bar(second, "lock").get_by_role("button").click()
    expect(second.locator("input[name=headline]")).to_be_enabled()
    second.fill("input[name=headline]", "Second onglet")
    save(second)
    second.locator("ul.messagelist .success").first.wait_for()

    assert Article.objects.get().headline == "Second onglet"
    contents = [r.content["fields"]["headline"] for r in Revision.objects.all()]
    assert "Premier onglet" in contents
    expect(awa.locator("input[name=headline]")).to_have_value("Premier onglet")


def test_the_last_words_of_a_page_that_come_after_its_end_bar_nobody(awa: Page, url, story):
    open_story(awa, url, story.pk)
    awa.fill("input[name=headline]", "Premiers mots")
    wait_until_kept(awa, "Premiers mots")
    gone = Draft.objects.get().tab
    awa.reload()
    bar(awa, "draft").wait_for()

    # The server answers what the old page had sent before it went, and takes it for open again.
    user = Draft.objects.get().user
    PresenceFactory(article=story, user=user, tab=gone)
    Lock.objects.update_or_create(article=story, defaults={"owner": user, "tab": gone})
    awa.fill("input[name=headline]", "Mots suivants")

    wait_until_kept(awa, "Mots suivants")
    expect(bar(awa, "lock")).to_have_count(0)
    expect(awa.locator("input[name=headline]")).to_be_enabled()
    expect(awa.locator("input[name=headline]")).to_have_value("Mots suivants")


def test_a_session_that_ends_while_writing_costs_no_word(awa: Page, url, story):
    awa.fill("input[name=headline]", "Avant")
    wait_until_kept(awa, "Avant")
    cookies = awa.context.cookies()
    awa.context.clear_cookies(name="sessionid")

    awa.fill("input[name=headline]", "Pendant la déconnexion")
    expect(bar(awa, "trouble")).to_be_visible(timeout=10_000)
    save(awa)
    awa.wait_for_timeout(500)
    expect(awa.locator("input[name=headline]")).to_have_value("Pendant la déconnexion")
    assert has_local_copy(awa, "Pendant la déconnexion")

    with awa.context.expect_page() as opened:
        bar(awa, "trouble").get_by_role("link").click()
    login = opened.value
    log_in(login, url, "awa")
    assert {one["name"] for one in cookies} >= {"sessionid"}
    expect(bar(awa, "trouble")).to_have_count(0, timeout=10_000)
    wait_until_kept(awa, "Pendant la déconnexion")
    save(awa)
    awa.locator("ul.messagelist .success").first.wait_for()

    assert Article.objects.get().headline == "Pendant la déconnexion"


def test_a_text_that_only_the_browser_has_is_offered_after_the_log_in(awa: Page, url, story):
    awa.context.clear_cookies(name="sessionid")
    awa.fill("input[name=headline]", "Seul le navigateur")
    awa.wait_for_function(
        "Object.values(localStorage).some(one => one.includes('Seul le navigateur'))"
    )
    awa.goto(f"{url}/admin/")
    assert not Draft.objects.exists()

    log_in(awa, url, "awa")
    open_story(awa, url, story.pk)
    bar(awa, "draft").get_by_role("link").first.click()
    awa.wait_for_url("**draft=*")

    expect(awa.locator("input[name=headline]")).to_have_value("Seul le navigateur")


def test_a_colleague_in_the_same_browser_does_not_see_the_text(awa: Page, url, story):
    editor("salif")
    awa.fill("input[name=headline]", "Rien que pour Awa")
    wait_until_kept(awa, "Rien que pour Awa")
    awa.context.clear_cookies(name="sessionid")

    other = awa.context.new_page()
    log_in(other, url, "salif")
    open_story(other, url, story.pk)
    other.wait_for_timeout(1500)

    expect(bar(other, "draft")).to_have_count(0)
    assert "Rien que pour Awa" not in other.content()
    awa.fill("input[name=headline]", "Toujours pour Awa")
    expect(bar(awa, "trouble")).to_be_visible(timeout=15_000)
    assert "Toujours pour Awa" not in str(
        [d.data for d in Draft.objects.filter(user__username="salif")]
    )


def test_a_text_that_is_thrown_away_is_not_offered_again(awa: Page, url, story):
    awa.fill("input[name=headline]", "À jeter")
    wait_until_kept(awa, "À jeter")
    awa.goto(f"{url}/admin/")
    open_story(awa, url, story.pk)

    bar(awa, "draft").get_by_role("button").click()
    expect(bar(awa, "draft")).to_have_count(0)
    open_story(awa, url, story.pk)
    awa.wait_for_timeout(1500)

    expect(bar(awa, "draft")).to_have_count(0)
    assert not Draft.objects.exists()
