"""An editor without a mouse: keys, and the way of the focus; every step leaves a picture."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

ARTEFACTS = Path(__file__).resolve().parents[2] / ".artefacts" / "by-keyboard"
FURTHEST = 260  # so many times Tab is pressed, at most, on the way to something


class Keyboard:
    """Somebody at a page who has only keys. Pictures are numbered through all who share `count`."""

    def __init__(self, page: Page, name: str, count: list[int]) -> None:
        self.page = page
        self.name = name
        self.count = count

    def press(self, *keys: str, times: int = 1) -> None:
        for _ in range(times):
            for key in keys:
                self.page.keyboard.press(key)

    def write(self, text: str) -> None:
        """Text as an input method hands it over, typography and all."""
        self.page.keyboard.insert_text(text)

    def type(self, text: str) -> None:
        """Key by key, for what listens to keys."""
        self.page.keyboard.type(text)

    def tab_to(self, selector: str, *, back: bool = False) -> None:
        """Go on with Tab until this has the focus; fails if the keyboard never gets there."""
        here = "wanted => Boolean(document.activeElement?.matches(wanted))"
        for _ in range(FURTHEST):
            if self.page.evaluate(here, selector):
                return
            self.press("Shift+Tab" if back else "Tab")
        raise AssertionError(f"{selector} cannot be reached with the keyboard")

    def follow(self, selector: str) -> None:
        """Go to a link or a button, and press it."""
        self.tab_to(selector)
        self.press("Enter")

    def open_part(self, name: str) -> None:
        """Open a closed part of the form, by the id of its <details>."""
        self.tab_to(f"#{name} > summary")
        if not self.page.locator(f"#{name}").evaluate("part => part.open"):
            self.press("Enter")

    def select_back(self, words: str) -> None:
        """Select the words just written; what is lost while the editor draws is pressed again."""
        lacking = len(words)
        for _ in range(10):
            self.press("Shift+ArrowLeft", times=lacking)
            self.page.wait_for_timeout(300)
            lacking = len(words) - len(self.page.evaluate("getSelection().toString()"))
            if lacking <= 0:
                return
        raise AssertionError(f"never selected: {words}")

    def choose(self, typed: str, wanted: str) -> None:
        """In a combobox that has the focus: type, and take what is wanted with the arrows."""
        self.press("Control+a")
        self.type(typed)
        box = self.page.locator("[role=combobox]:focus")
        listed = self.page.locator(f"#{box.get_attribute('aria-controls')}")
        listed.locator("[role=option]", has_text=wanted).first.wait_for()
        for _ in range(listed.locator("[role=option]").count()):
            chosen = listed.locator("[aria-selected=true]")
            if chosen.count() and wanted in (chosen.first.text_content() or ""):
                break
            self.press("ArrowDown")
        self.press("Enter")

    def until(self, condition: Callable[[], bool], what: str) -> None:
        for _ in range(300):
            if condition():
                return
            self.page.wait_for_timeout(100)
        raise AssertionError(f"never: {what}")

    def picture(self, step: str) -> None:
        """Keep how it looks now, for people to look at."""
        ARTEFACTS.mkdir(parents=True, exist_ok=True)
        self.count[0] += 1
        self.page.screenshot(path=ARTEFACTS / f"{self.count[0]:02}-{self.name}-{step}.png")
