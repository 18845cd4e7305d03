"""People at the desk in real browsers: logging in, typing into a story, looking at what it says."""

from playwright.sync_api import BrowserContext, Locator, Page

from articles.models import Draft
from tests.factories import UserFactory

PASSWORD = "correct horse battery"
EDITOR = ".prose-editor [contenteditable]"


def editor(username: str, **fields: object):
    """A user who may do everything, and who can log in."""
    user = UserFactory(chief=True, username=username, **fields)
    user.set_password(PASSWORD)
    user.save()
    return user


def log_in(page: Page, url: str, username: str) -> None:
    page.goto(f"{url}/admin/login/")
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", PASSWORD)
    page.click("input[type=submit]")
    page.wait_for_url(lambda address: "login" not in address)


def at_desk(context: BrowserContext, url: str, username: str) -> Page:
    """A page of this browser in which the user is logged in."""
    page = context.new_page()
    log_in(page, url, username)
    return page


def open_story(page: Page, url: str, pk: int | None = None) -> None:
    page.goto(f"{url}/admin/articles/article/{f'{pk}/change' if pk else 'add'}/")
    page.locator(EDITOR).first.wait_for()


def write_body(page: Page, text: str) -> None:
    page.locator(EDITOR).first.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(text)


def bar(page: Page, matter: str) -> Locator:
    """The bar over the form that speaks of this matter."""
    return page.locator(f".keeping-bar[data-matter^={matter}]")


def wait_until_kept(page: Page, text: str) -> None:
    """Until the server has this text, within the seconds that a power cut may cost."""
    for _ in range(60):
        if any(text in str(draft.data) for draft in Draft.objects.all()):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"“{text}” was not kept in six seconds")


def has_local_copy(page: Page, text: str) -> bool:
    script = "text => Object.entries(localStorage).some(one => one.join().includes(text))"
    return page.evaluate(script, text)


SELECT = """words => {
  const walker = document.createTreeWalker(
    document.querySelector(".tiptap"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.indexOf(words);
    if (at < 0) continue;
    getSelection().setBaseAndExtent(node, at, node, at + words.length);
    return;
  }
  throw new Error(`not in the text: ${words}`);
}"""


def select_words(page: Page, words: str) -> None:
    """Select words of the text, as with a mouse; again if the editor was drawing meanwhile."""
    page.locator(EDITOR).first.click()
    for _ in range(10):
        page.evaluate(SELECT, words)
        page.wait_for_timeout(50)  # the editor learns of it with the next event
        if page.evaluate("getSelection().toString()") == words:
            return
    raise AssertionError(f"never selected: {words}")


def press(page: Page, name: str) -> None:
    """Press a button over the text, by the name that the editor has for it."""
    page.locator(f".prose-menubar button[data-name='{name}']").first.click()
