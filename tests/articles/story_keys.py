"""How the story of 14 August 2025 is entered with keys: text, links, meetings, evidence."""

from newsroom.demo.story_text import paragraphs
from tests.articles.desk_browser import EDITOR
from tests.articles.keyboard import Keyboard

AUGUST, MAY = "2025-08-14", "2025-05-11"
BELOUSOV, CAMARA, MODY, SIMPORE = (
    "Andrei Belousov", "Sadio Camara", "Salifou Mody", "Célestin Simporé",
)  # fmt: skip
# Words that the writer takes down while writing them, and whose they are.
TAKEN = {
    "la bravoure des soldats russes restera toujours une source d’inspiration": CAMARA,
    "proche ami et allié": BELOUSOV,
    "liens d’amitié et de fraternité": SIMPORE,
}
SPOKEN = {
    "célébration commune": BELOUSOV,
    "l’expansion dynamique de l’ensemble du spectre de la coopération militaire": BELOUSOV,
    "la volonté du Niger, du Burkina Faso et du Mali de bâtir une nouvelle architecture de"
    " sécurité régionale": BELOUSOV,
    "une politique étrangère indépendante fondée sur leurs intérêts nationaux": BELOUSOV,
    "sans le sacrifice de l’Union soviétique, le monde serait différent aujourd’hui": CAMARA,
    "renforcer la capacité de combat de son armée": BELOUSOV,
    **TAKEN,
}
CLAIMED = ("ne s’étaient encore consultés", "donner plus de force", "première année")
HEADLINE = "Moscou reçoit les ministres de la Défense de l’AES"
NOTE = "Un titre a été ajouté."
REASON = "La dépêche est reprise par une autre."
TERM = "opération militaire spéciale"
# Meetings that the writer enters from words just written: title, partner, his country.
RECEIVED = {
    "la venue de son homologue": ("Belousov reçoit Mody", MODY, "Niger"),
    "renforcer la coopération stratégique": ("Belousov reçoit Camara", CAMARA, "Mali"),
    "s’était enfin entretenu": ("Belousov reçoit Simporé", SIMPORE, "Burkina Faso"),
}


def saved(keys: Keyboard) -> None:
    """Ctrl+S, until the page says that it is done."""
    with keys.page.expect_navigation():
        keys.press("Control+s")
    keys.page.locator("ul.messagelist .success").first.wait_for()
    keys.page.locator(EDITOR).first.wait_for()


def enter_text(keys: Keyboard) -> None:
    page = keys.page
    keys.follow("a[href$='/articles/article/add/']")
    page.locator(EDITOR).first.wait_for()
    lead, *rest = paragraphs()
    keys.tab_to("#id_lead")
    keys.write(lead)
    keys.press("Tab")
    keys.tab_to(EDITOR)
    for number, paragraph in enumerate(rest):
        if number:
            keys.press("Enter")
        write(keys, paragraph)
    keys.tab_to("#id_signature")
    keys.write("AC/Sf/APA")
    file_it(keys)
    keys.picture("written")
    saved(keys)
    keys.picture("saved")


def write(keys: Keyboard, paragraph: str) -> None:
    """A paragraph, with what is taken down on the way."""
    left = paragraph
    there = [words for words in [*TAKEN, *RECEIVED] if words in paragraph]
    for words in sorted(there, key=paragraph.index):
        before, _found, after = left.partition(words)
        keys.write(before + words)
        keys.select_back(words)
        if words in TAKEN:
            keys.press("Alt+q")
            keys.choose(TAKEN[words].rpartition(" ")[2], TAKEN[words])
        else:
            receive(keys, *RECEIVED[words])
        keys.press("Alt+t", "ArrowRight")
        left = after
    keys.write(left)


def receive(keys: Keyboard, title: str, partner: str, country: str) -> None:
    """A meeting that the record does not have: created from within the form."""
    page = keys.page
    keys.press("Alt+m")
    keys.choose(title, title)
    page.locator("dialog#creating [name=new-title]").wait_for()
    keys.tab_to("[name=new-when]")
    keys.type(MAY)
    for number, (person, side) in enumerate(((BELOUSOV, "Russie"), (partner, country))):
        keys.tab_to(f"[name=new-rows-{number}-delegation], #id_new-rows-{number}-delegation-typed")
        keys.choose(side, side)
        keys.tab_to(f"[name=new-rows-{number}-person], #id_new-rows-{number}-person-typed")
        keys.choose(person.rpartition(" ")[2], person)
    keys.picture("meeting")
    keys.press("Control+Enter")
    page.locator("dialog#creating").wait_for(state="hidden")


def file_it(keys: Keyboard) -> None:
    """The day of the news and the section, in their closed part of the form."""
    part = keys.page.locator("details.part:has(#id_event_date)").get_attribute("id")
    keys.open_part(part)
    keys.tab_to("#id_event_date")
    keys.type(AUGUST)
    keys.tab_to("#id_section-typed")
    keys.choose("defen", "Défense")


def link_proposals(keys: Keyboard) -> None:
    """What the text proposes: the sure at once, the rest one by one, what is wrong not at all."""
    page = keys.page
    page.locator("#proposals-list [role=option]").first.wait_for()
    keys.picture("proposals")
    keys.press("Alt+s", "Alt+a")
    keys.press("Alt+s")
    for _ in range(120):
        chosen = page.locator("#proposals-list [aria-selected=true]")
        if not chosen.count():
            break
        kind = chosen.get_attribute("class")
        group = chosen.locator("xpath=..").get_attribute("aria-label") or ""
        words = chosen.inner_text()
        if wanted(group, words, kind or ""):
            take(keys, group, kind or "")
        else:
            keys.press("Delete")
        page.wait_for_timeout(30)
    else:
        raise AssertionError("proposals do not come to an end")
    keys.picture("linked")
    saved(keys)


def wanted(group: str, words: str, kind: str) -> bool:
    """Whether an editor who has read the story takes this proposal."""
    if group.startswith(("Propos rapportés", "Expressions")):
        return any(part in words for part in (TERM, *CLAIMED))
    if group.startswith(("Rencontres", "Documents")):
        return True
    # Whom a post stands for is mentioned under the own name already.
    return "déduit" not in words and kind != "new"


def take(keys: Keyboard, group: str, kind: str) -> None:
    page, is_record = keys.page, group.startswith(("Rencontres", "Documents"))
    if kind == "many":
        offered = page.locator("#proposals-list [aria-selected=true] .choice").all_inner_texts()
        # Of the meetings of that day none is this one.
        new = next(n for n, text in enumerate(offered, 1) if not is_record or "Créer" in text)
        keys.press(str(new))
    else:
        keys.press("Enter")
    if not is_record:
        return
    dialog = page.locator("dialog#creating")
    dialog.locator("[type=submit]").wait_for()
    if group.startswith("Documents") and not page.locator("[name=new-in_force]").input_value():
        keys.tab_to("[name=new-meeting], #id_new-meeting-typed")
        if "accord" not in page.locator("[name=new-title]").input_value().lower():
            keys.choose("consultations", "Consultations")
    keys.picture(group.partition(" ")[0].lower())
    keys.press("Control+Enter")
    dialog.wait_for(state="hidden")


# Words of a sentence, how its fact is looked for, and what the fact is called.
EVIDENCE = (
    ("Une séance de travail", "consultations", "Consultations"),
    ("Deux documents", "conjointe", "Déclaration conjointe"),
    ("un mémorandum", "memorandum", "Mémorandum d’entente"),
)


def give_evidence(keys: Keyboard) -> None:
    """Sentences of the text, for what they state: select a word, say which fact."""
    body = "\n".join(paragraphs()[1:])
    for words, typed, fact in EVIDENCE:
        keys.press("Alt+t", "Control+Home")
        keys.press("ArrowRight", times=body.index(words))
        keys.press("Shift+ArrowRight", times=len(words))
        keys.press("Alt+e")
        keys.page.locator("#fact-choosing [role=combobox]:focus").wait_for()
        keys.choose(typed, fact)
        keys.picture("evidence")
        keys.press("Control+Enter")
        keys.page.locator("#fact-choosing").wait_for(state="hidden")
    saved(keys)
