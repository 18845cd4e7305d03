"""The editor of a story in a real browser: what is pasted, what is misspelt, what things say."""

import json
from pathlib import Path

import pytest
from django_prose_editor import widgets
from playwright.sync_api import Page, expect

from articles.admin.editor import NAMES
from articles.models import Article
from tests.articles.desk_browser import EDITOR, at_desk, editor, open_story
from tests.articles.test_entering_paste import WORD
from tests.factories import ArticleFactory, PersonFactory
from tests.newsroom.wording import strays

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "public"]),
]

BODY = "<p>Sadio Camara a reçu le général Zorglub. Camara s’est tu.</p>"
PASTE = """html => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", "Entretiens à Bamako");
  const options = { clipboardData: data, bubbles: true, cancelable: true };
  const event = new ClipboardEvent("paste", options);
  document.querySelector(".tiptap").dispatchEvent(event);
}"""
UNSPELLED = "[...document.querySelectorAll('.tiptap [spellcheck=false]')].map(e => e.textContent)"


@pytest.fixture
def desk(browser, url) -> Page:
    editor("awa")
    context = browser.new_context(locale="fr-FR")
    yield at_desk(context, url, "awa")
    context.close()


def save(page: Page) -> None:
    page.locator("[name=_continue]").click()
    page.locator("ul.messagelist .success").first.wait_for()


def test_what_is_pasted_from_a_word_processor_is_saved_clean(desk, url):
    open_story(desk, url)
    desk.fill("input[name=headline]", "Collé")
    desk.locator(EDITOR).first.click()
    desk.evaluate(PASTE, WORD)
    expect(desk.locator(EDITOR).first).to_contain_text("second point")
    save(desk)

    assert Article.objects.get().body == (
        "<p><strong>Entretiens</strong> à Bamako</p>"
        "<ul><li><p>premier point</p></li><li><p>second <em>point</em></p></li></ul>"
        "<p>Fin.</p>"
    )


def test_names_on_record_are_no_misspellings_and_nothing_of_that_is_saved(desk, url):
    PersonFactory(name="Sadio Camara", family_name="Camara", given_name="Sadio")
    story = ArticleFactory(body=BODY)
    open_story(desk, url, story.pk)
    area = desk.locator(EDITOR).first

    expect(area).to_have_attribute("lang", "fr")
    expect(area).to_have_attribute("spellcheck", "true")
    expect(area.locator("[spellcheck=false]")).to_have_count(3)
    # The shorter name stands inside the longer one.
    assert desk.evaluate(UNSPELLED) == ["Sadio ", "Camara", "Camara"]
    area.click()
    desk.keyboard.press("Control+End")
    desk.keyboard.type(" Oui.")
    expect(area.locator("[spellcheck=false]")).to_have_count(3)
    save(desk)
    story.refresh_from_db()
    assert story.body == BODY.replace("tu.</p>", "tu. Oui.</p>")


@pytest.mark.parametrize(
    ("button", "words"),
    [
        ("link", ["Adresse", "Titre", "Annuler"]),
        ("table", ["Lignes", "Colonnes", "Annuler"]),
        ("orderedListProperties", ["Annuler"]),
    ],
)
def test_buttons_and_dialogs_of_the_editor_are_french(desk, url, button, words):
    open_story(desk, url, ArticleFactory(body=BODY).pk)
    desk.locator(EDITOR).first.click()
    desk.keyboard.press("Control+a")
    if button.startswith("ordered"):
        desk.locator("[data-name=orderedList]").first.click()
    desk.locator(f".prose-menubar__button[data-name={button}]").click()
    dialog = desk.locator(".prose-editor-dialog[open]")

    for word in words:
        expect(dialog.get_by_text(word, exact=True)).to_be_visible()
    assert strays(desk.locator(".prose-editor").evaluate("e => e.outerHTML"), "fr") == []


def test_what_a_list_is_called_here_does_not_change_what_it_does(desk, url):
    open_story(desk, url)
    desk.fill("input[name=headline]", "Un tableau")
    desk.locator(EDITOR).first.click()
    desk.locator(".prose-menubar__button[data-name=table]").click()
    desk.locator(".prose-editor-dialog select").select_option(label="Oui")
    desk.locator(".prose-editor-dialog [type=submit]").click()
    expect(desk.locator(".tiptap th")).to_have_count(3)
    desk.keyboard.type("Pays")
    save(desk)

    assert "<th" in Article.objects.get().body


def test_every_word_of_the_editors_maker_has_its_name_here():
    """Those that its own catalogue knows for what is used here."""
    static = Path(widgets.__file__).parent / "static" / "django_prose_editor"
    source = json.loads((static / "editor.js.map").read_text(encoding="utf-8"))
    told = "\n".join(source["sourcesContent"])

    assert [name for name in NAMES if f'"{name}"' not in told and name[-1] not in "23"] == []
