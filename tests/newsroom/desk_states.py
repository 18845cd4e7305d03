"""States of the desk's pages that are reached by doing something: dialogs, refusals, previews."""

import re
from collections.abc import Callable

from playwright.sync_api import Page

from articles.models import Article
from tests.articles.desk_browser import EDITOR, bar, open_story, press, select_words
from tests.factories import DraftFactory, LockFactory, PresenceFactory, UserFactory
from tests.newsroom.desk_world import SAID, DeskWorld

Reach = Callable[[Page, str, DeskWorld], Page | None]
STATES: dict[str, Reach] = {}


def state(reach: Reach) -> Reach:
    """Decorator: the function leads a page to the state of its name; another page if it opens."""
    STATES[reach.__name__.replace("_", "-")] = reach
    return reach


def open_ready(page: Page, url: str, pk: int | None = None) -> None:
    """The form, once what is looked up for its text has been found."""
    open_story(page, url, pk)
    page.wait_for_function("document.getElementById('proposals-status').textContent.length > 0")


@state
def story_keys(page, url, world):
    open_ready(page, url, world.story.pk)
    page.keyboard.press("Alt+h")
    page.locator("#shortcuts[open]").wait_for()


@state
def story_creating(page, url, world):
    open_ready(page, url, world.story.pk)
    select_words(page, "Bamako")
    page.keyboard.press("Alt+p")
    page.locator("[role=option].create").click()
    page.locator("#creating input[type=text]").first.wait_for()


@state
def story_creating_refused(page, url, world):
    open_ready(page, url, world.story.pk)
    page.locator("#mentions-group .add-row button").click()
    page.locator("[name=mentions-7-actor] + .chooser input").fill("Salifou Mody")
    page.locator("[role=option].create").click()
    page.locator("#creating [type=submit]").click()
    page.locator("#creating .known, #creating .errorlist").first.wait_for()


@state
def story_creating_meeting(page, url, world):
    open_ready(page, url, world.story.pk)
    select_words(page, "la rencontre")
    page.keyboard.press("Alt+m")
    page.locator("[role=option].create").click()
    page.locator("#creating input[type=text]").first.wait_for()


@state
def story_fact(page, url, world):
    open_ready(page, url, world.story.pk)
    select_words(page, "parlé de coopération")
    page.keyboard.press("Alt+e")
    page.locator("#fact-choosing[open]").wait_for()
    page.keyboard.type("Awa")
    page.locator("#fact-choosing [role=option]").first.wait_for()


@state
def story_link(page, url, world):
    open_ready(page, url, world.story.pk)
    select_words(page, "coopération")
    press(page, "link")
    page.locator(".prose-editor-dialog[open]").wait_for()


@state
def story_table(page, url, world):
    open_ready(page, url)
    press(page, "table")
    page.locator(".prose-editor-dialog[open]").wait_for()


@state
def story_in_table(page, url, world):
    story_table(page, url, world)
    page.locator(".prose-editor-dialog [type=submit]").click()
    page.locator(".tiptap td").first.wait_for()


@state
def story_numbers(page, url, world):
    open_ready(page, url)
    press(page, "orderedList")
    page.keyboard.type("un")
    press(page, "orderedListProperties")
    page.locator(".prose-editor-dialog[open]").wait_for()


@state
def story_rows(page, url, world):
    open_ready(page, url, world.story.pk)
    page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    for add in page.locator(".part .add").all():
        add.click()
    page.locator("[name=mentions-0-certainty]").focus()


@state
def story_refused(page, url, world):
    open_ready(page, url, world.story.pk)
    page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    page.fill("[name=event_date]", "hier")
    page.fill("[name=embargo_until]", "2040-01-01T10:00")
    page.fill("[name=mentions-0-spelling]", "")
    page.evaluate("document.querySelector('[name=mentions-0-actor]').value = ''")
    page.evaluate("document.querySelector('[name=coverages-0-meeting]').replaceChildren()")
    page.locator("[name=_continue]").click()
    page.locator(".errornote").wait_for()
    page.locator(EDITOR).first.wait_for()


@state
def story_near(page, url, world):
    open_ready(page, url)
    page.locator(EDITOR).first.click()
    page.keyboard.insert_text(SAID)
    page.locator("#checklist-near li").first.wait_for()


@state
def story_read_by_another(page, url, world):
    other = UserFactory(first_name="Awa", last_name="Diarra")
    PresenceFactory(article=world.draft, user=other)
    lock = LockFactory(article=world.draft, owner=other)
    draft = DraftFactory(article=world.draft, user=world.user, version=world.draft.version)
    open_story(page, url, world.draft.pk)
    bar(page, "lock").wait_for()
    bar(page, "draft").wait_for()
    lock.delete()
    draft.delete()


@state
def conflict(page, url, world):
    open_story(page, url, world.draft.pk)
    page.fill("[name=headline]", "Mon titre")
    page.fill("[name=lead]", "Mon chapô.")
    row = Article.objects.get(pk=world.draft.pk)
    row.headline, row.body, row.version = "Son titre", "<p>Son texte.</p>", row.version + 1
    row.save()
    page.locator("[name=_continue]").click()
    page.locator("#conflict_form").wait_for()
    page.locator(EDITOR).first.wait_for()


@state
def preview_typed(page, url, world):
    open_story(page, url, world.draft.pk)
    with page.context.expect_page() as opened:
        page.locator("button.preview").click()
    opened.value.locator("iframe").wait_for()
    return opened.value


@state
def preview_refused(page, url, world):
    open_story(page, url)
    page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    page.fill("[name=event_date]", "hier")
    with page.context.expect_page() as opened:
        page.locator("button.preview").click()
    opened.value.locator(".errorlist").wait_for()
    return opened.value


@state
def preview_link_made(page, url, world):
    page.goto(f"{url}/admin/articles/article/{world.story.pk}/preview/links/")
    page.locator(".submit-row [type=submit]").click()
    page.locator("#new-link").wait_for()


@state
def question_refused(page, url, world):
    page.goto(f"{url}/admin/articles/article/{world.story.pk}/transition/withdraw/")
    page.locator(".submit-row [type=submit]").click()
    page.locator(".errorlist").first.wait_for()


def choose_action(page: Page, address: str, action: str) -> None:
    """Choose the first rows of a list, and something to be done with them."""
    page.goto(address)
    for box in page.locator(".action-select").all()[:3]:
        box.check()
    page.select_option("[name=action]", action)
    page.locator(".actions button[type=submit]").click()


@state
def bulk_asked(page, url, world):
    choose_action(page, f"{url}/admin/articles/article/", "file_selected")
    page.locator("form.bulk").wait_for()


@state
def bulk_withdraw(page, url, world):
    choose_action(page, f"{url}/admin/articles/article/", "withdraw_selected")
    page.locator("form.bulk").wait_for()


@state
def bulk_tried(page, url, world):
    choose_action(page, f"{url}/admin/articles/article/", "publish_selected")
    page.locator("form.bulk table").wait_for()


@state
def bulk_trash(page, url, world):
    choose_action(page, f"{url}/admin/articles/article/?status=draft", "delete_selected")
    page.locator("[name=post]").wait_for(state="attached")


@state
def bulk_delete(page, url, world):
    choose_action(page, f"{url}/admin/articles/contributor/", "delete_selected")
    page.locator("h1, h2").first.wait_for()


@state
def list_tools(page, url, world):
    page.goto(f"{url}/admin/articles/article/?status=draft")
    page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")


@state
def list_popup(page, url, world):
    page.goto(f"{url}/admin/actors/person/?_popup=1")


@state
def person_refused(page, url, world):
    page.goto(f"{url}/admin/actors/person/add/")
    page.fill("[name=name]", "Salifou Mody")
    page.fill("[name=born]", "jadis")
    page.locator("[name=_save]").click()
    page.locator(".errornote").wait_for()


@state
def chosen_by_typing(page, url, world):
    page.goto(f"{url}/admin/actors/tenure/add/")
    page.locator(".select2-selection").first.click()
    page.keyboard.type("Salifou")
    page.locator(".select2-results__option--highlighted").wait_for()


@state
def logged_out(page, url, world):
    """The last one, for it ends the session."""
    page.goto(f"{url}/admin/")
    page.locator("#logout-form button").click()
    page.wait_for_url(re.compile("logout"))


@state
def log_in(page, url, world):
    page.goto(f"{url}/admin/")
    page.locator("#id_username").wait_for()


@state
def log_in_refused(page, url, world):
    page.goto(f"{url}/admin/")
    page.fill("#id_username", "nobody")
    page.fill("#id_password", "nothing")
    page.locator("[type=submit]").click()
    page.locator(".errornote").wait_for()
