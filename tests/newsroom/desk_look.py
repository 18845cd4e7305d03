"""Looks at a page of the desk in a browser as readers of several sorts would: what is wrong."""

import os
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.newsroom.wording import strays

# Not kept in the repository: every page as the last run with LOOK=1 saw it, to be looked at.
ARTEFACTS = Path(__file__).resolve().parents[2] / ".artefacts" / "desk"
NARROW, WIDE = 360, 1280
AXE = Axe()
REFUSED = (409, 422)  # answers with what was sent, and what is wrong with it
# Styles are on the page when it is looked at; looking for them costs more than all the rest.
RULES: dict[str, Any] = {"resultTypes": ["violations"], "preload": False}
# What a narrow screen changes, and the dark.
NARROWED = RULES | {"runOnly": ["color-contrast", "scrollable-region-focusable", "target-size"]}
# What may be wider than the screen scrolls in a box of its own: tables, frames, code.
# The menu of the readers' pages, which a preview shows, is a line to be pushed with a thumb.
BOXES = """() => [...document.querySelectorAll("body *")]
  .filter((one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0)
  .filter((one) => ["auto", "scroll"].includes(getComputedStyle(one).overflowX))
  .filter((one) => !one.matches("textarea, select, pre, header.site nav"))
  .filter((one) => !one.querySelector("table, iframe"))
  .map((one) => `${one.tagName}.${one.className}#${one.id}`)"""


class Look:
    """Keeps what the browser complains of, and says of each page what is wrong with it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.heard: list[str] = []
        page.on("pageerror", lambda error: self.heard.append(f"error: {error}"))
        page.on("console", lambda told: self._note(told.type, told.text, told.location))
        page.on("response", lambda answer: self._answered(answer.status, answer.url))

    def _note(self, kind: str, text: str, where: Any) -> None:
        # Of what was answered with an error the answer itself says more.
        if kind in ("error", "warning") and "Failed to load resource" not in text:
            self.heard.append(f"{kind}: {text} {where.get('url', '')}")

    def _answered(self, status: int, url: str) -> None:
        if status >= 400 and status not in REFUSED:
            self.heard.append(f"{status}: {url}")

    def widen(self) -> None:
        self.page.set_viewport_size({"width": WIDE, "height": 900})

    def go(self, name: str, address: str) -> list[str]:
        self.widen()
        self.page.goto(address)
        return self.faults(name)

    def faults(self, name: str) -> list[str]:
        """What is wrong with the page as it stands."""
        page = self.page
        self.widen()
        found = self.barriers("light", RULES)
        keep(page, name, WIDE)
        page.set_viewport_size({"width": NARROW, "height": 740})
        found += self.barriers("dark", NARROWED)
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > NARROW:
            found.append(f"{wide} pixels wide: {page.evaluate(WIDEST)}")
        if boxes := page.evaluate(BOXES):
            found.append(f"scroll sideways: {boxes}")
        keep(page, name, NARROW)
        if english := strays(page.content(), "fr"):
            found.append(f"in English: {english}")
        found += self.heard
        self.heard.clear()
        return [f"{name}: {one}" for one in dict.fromkeys(found)]

    def barriers(self, scheme: Any, rules: dict[str, Any]) -> list[str]:
        self.page.emulate_media(color_scheme=scheme)
        # A colour on its way to another one is neither.
        self.page.evaluate("document.getAnimations().forEach((one) => one.finish())")
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE.axe_script)
        violations = self.page.evaluate("async (rules) => (await axe.run(rules)).violations", rules)
        return [
            f"{scheme}: {one['id']}: {[node['html'][:160] for node in one['nodes']][:3]}"
            for one in violations
        ]


# The elements that reach furthest to the right, for whoever has to mend it.
WIDEST = """() => [...document.querySelectorAll("body *")]
  .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
  .slice(0, 6).map((one) => `${one.tagName}.${one.className}#${one.id}`)"""


def keep(page: Page, name: str, width: int) -> None:
    """Write the page as it is seen, whole, to the folder of artefacts, where that is asked for."""
    if not os.environ.get("LOOK"):
        return
    ARTEFACTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=ARTEFACTS / f"{name}-{width}.png", full_page=True)
