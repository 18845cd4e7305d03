"""English titles before a name: of what office they speak, at what level, and their French."""

import re
from typing import NamedTuple

from actors.choices import MeetingLevel, OfficeLevel

STATE, GOVERNMENT = OfficeLevel.HEAD_OF_STATE, OfficeLevel.HEAD_OF_GOVERNMENT
FOREIGN, DEFENCE = "foreign", "defence"


class Title(NamedTuple):
    """What a title says.

    post: which single post of a state it is (head of state or of government, foreign or defence
    minister); empty for others. level: of a meeting of such people. french: before a man's name
    and before a woman's, with the article that "de" joins to.
    """

    post: str = ""
    level: str = ""
    french: tuple[str, str] | None = None


def _both(title: str) -> tuple[str, str]:
    return f"le {title}", f"la {title}"


_HEADS, _GOVERNMENTS = MeetingLevel.HEADS_OF_STATE, MeetingLevel.HEADS_OF_GOVERNMENT
_MINISTERS = MeetingLevel.MINISTERS
_PRESIDENT = Title(STATE, _HEADS, ("le président", "la présidente"))
_PREMIER = Title(GOVERNMENT, _GOVERNMENTS, ("le Premier ministre", "la Première ministre"))
_CHANCELLOR = Title(GOVERNMENT, _GOVERNMENTS, ("le chancelier", "la chancelière"))
_FOREIGN = Title(FOREIGN, _MINISTERS, _both("ministre des Affaires étrangères"))
_DEFENCE = Title(DEFENCE, _MINISTERS, _both("ministre de la Défense"))
_DEPUTY = Title("", _MINISTERS, ("le vice-Premier ministre", "la vice-Première ministre"))
_EMIR = Title(STATE, _HEADS, ("l’émir", "l’émir"))


def _crowned(man: str, woman: str = "") -> Title:
    return Title(STATE, _HEADS, (man, woman or man))


def _minister(of: str) -> Title:
    return Title("", _MINISTERS, _both(f"ministre {of}"))


TITLES: dict[str, Title] = {
    "President": _PRESIDENT,
    "Acting President": _PRESIDENT,
    "Interim President": _PRESIDENT,
    "President-elect": Title("", _HEADS, ("le président élu", "la présidente élue")),
    "Chancellor-elect": Title("", _GOVERNMENTS, ("le chancelier élu", "la chancelière élue")),
    "Vice President": Title("", "", ("le vice-président", "la vice-présidente")),
    "Prime Minister": _PREMIER,
    "Prime Minster": _PREMIER,
    "Acting Prime Minister": _PREMIER,
    "Interim Prime Minister": _PREMIER,
    "Premier": _PREMIER,
    "Taoiseach": _PREMIER,
    "Deputy Prime Minister": _DEPUTY,
    "Vice Premier": _DEPUTY,
    "Chancellor": _CHANCELLOR,
    "Federal Chancellor": _CHANCELLOR,
    "King": _crowned("le roi"),
    "Queen": _crowned("la reine"),
    "Emperor": _crowned("l’empereur"),
    "Empress": _crowned("l’impératrice"),
    "Sultan": _crowned("le sultan"),
    "Shah": _crowned("le chah"),
    "Amir": _EMIR,
    "Emir": _EMIR,
    "Grand Duke": _crowned("le grand-duc"),
    "Grand Duchess": _crowned("la grande-duchesse"),
    "Pope": _crowned("le pape"),
    "Chief of State": Title(STATE, _HEADS, ("le chef de l’État", "la cheffe de l’État")),
    "Head of State": Title(STATE, _HEADS, ("le chef de l’État", "la cheffe de l’État")),
    "Governor General": Title("", _HEADS, ("le gouverneur général", "la gouverneure générale")),
    "Regent Prince": Title("", _HEADS, ("le prince régent", "le prince régent")),
    "Crown Prince": Title("", "", ("le prince héritier", "la princesse héritière")),
    "Prince": Title("", "", ("le prince", "le prince")),
    "Princess": Title("", "", ("la princesse", "la princesse")),
    "Foreign Minister": _FOREIGN,
    "Minister of Foreign Affairs": _FOREIGN,
    "Foreign Affairs Minister": _FOREIGN,
    "Minister for Foreign Affairs": _FOREIGN,
    "Foreign Secretary": _FOREIGN,
    "Secretary of State": Title(FOREIGN, _MINISTERS, _both("secrétaire d’État")),
    "External Affairs Minister": _FOREIGN,
    "Minister of External Affairs": _FOREIGN,
    "Defense Minister": _DEFENCE,
    "Defence Minister": _DEFENCE,
    "Minister of Defense": _DEFENCE,
    "Defense Secretary": _DEFENCE,
    "Secretary of Defense": _DEFENCE,
    "Finance Minister": _minister("des Finances"),
    "Interior Minister": _minister("de l’Intérieur"),
    "Oil Minister": _minister("du Pétrole"),
    "Trade Minister": _minister("du Commerce"),
    "Minister": Title("", _MINISTERS),
    "Secretary": Title("", _MINISTERS),
    "General Secretary": Title("", "", ("le secrétaire général", "la secrétaire générale")),
    "Secretary General": Title("", "", ("le secrétaire général", "la secrétaire générale")),
    "Secretary-General": Title("", "", ("le secrétaire général", "la secrétaire générale")),
    "First Secretary": Title("", "", ("le premier secrétaire", "la première secrétaire")),
    "Chairman": Title("", "", ("le président", "la présidente")),
    "Generalissimo": Title("", "", ("le généralissime", "le généralissime")),
    "Marshal": Title("", "", ("le maréchal", "la maréchale")),
    "Lieutenant General": Title("", "", ("le général", "la générale")),
    "Brigadier General": Title("", "", ("le général", "la générale")),
    "General": Title("", "", ("le général", "la générale")),
    "Sheikh": Title("", "", ("le cheikh", "la cheikha")),
    "Speaker": Title(),
    "Ambassador": Title("", "", ("l’ambassadeur", "l’ambassadrice")),
    "Archbishop": Title("", "", ("l’archevêque", "l’archevêque")),
    "Cardinal": Title("", "", ("le cardinal", "le cardinal")),
    "Opposition Leader": Title("", "", ("le chef de l’opposition", "la cheffe de l’opposition")),
}
LONGEST_FIRST = sorted(TITLES, key=len, reverse=True)
# Posts of the record, by their English title; what is said of a deputy is no such post.
_POSTS = {
    STATE: r"(acting |interim )?(president|king|queen|emperor|sultan|emir|head of state)"
    r"( of (?!the (national |federal )?(assembly|senate|parliament|council|court))|$)",
    GOVERNMENT: r"(acting |interim )?(prime minister|(federal )?chancellor|taoiseach)( of |$)",
    FOREIGN: r"(minister (of|for) (foreign|external) |foreign minister"
    r"|(united states )?secretary of state( for foreign|$))",
    DEFENCE: r"(minister (of|for) (national |the )?defen[cs]e|defen[cs]e minister)",
}
_PATTERNS = {post: re.compile(pattern, re.IGNORECASE) for post, pattern in _POSTS.items()}
_NOT_OF_A_STATE = re.compile(
    r"\b(deputy|vice|delegate|assembly|senate|commission|republic of crimea|sakha|crimea|region"
    r"|federal district)\b",
    re.IGNORECASE,
)


def post_of(title_en: str) -> str:
    """Which single post of a state an office is, by its English title; empty for any other."""
    if _NOT_OF_A_STATE.search(title_en):
        return ""
    return next((post for post, pattern in _PATTERNS.items() if pattern.match(title_en)), "")


def split_title(printed: str) -> tuple[str, str]:
    """A title and the name after it; no title if the text begins with none."""
    for title in LONGEST_FIRST:
        if printed.startswith(title + " "):
            return title, printed[len(title) :].strip()
    return "", printed
