"""What stands beside a name and tells who it is: « X, ministre malien de la Défense »."""

from collections.abc import Iterator, Sequence

from articles.suggestion.phrases import Clause, Phrase
from articles.suggestion.result import Found, How
from articles.suggestion.sentences import Item
from articles.suggestion.wording import ROLES

# So many words, at most, tell who somebody is beside his name.
_BESIDE = 12


def apposed_roles(clause: Clause, phrase: Phrase) -> set[str]:
    """The nouns of roles beside the name: {"ministre"}."""
    roles: set[str] = set()
    for run in (_after(clause, phrase), _before(clause, phrase)[::-1]):
        for item in run:
            if item.word in ("de", "d'", "du", "of"):
                break  # « l’avocat de la mère »: only the first of them is his
            words = item.text.lower().split() if item.found else [item.word]
            roles.update(word for word in words if word in ROLES)
    return roles


def apposed_sides(clause: Clause, phrase: Phrase) -> list[Found]:
    """The countries and bodies named beside the name."""
    beside = (*_after(clause, phrase), *_before(clause, phrase))
    return [item.found for item in beside if item.found]


def _after(clause: Clause, phrase: Phrase) -> list[Item]:
    """The words of « X, ministre malien de la Défense, » after X."""
    items = clause.items
    after = list(_until_comma(items[phrase.last + 1 :])) if _comma(clause, phrase.last) else []
    if after and after[0].word in clause.wording.articles:
        # « Devant X, le ministre russe a dit »: another's. With an article it is closed too.
        end = phrase.last + 1 + len(after)
        if end < len(items) and items[end].text not in (",", ")", ".", ";", ":"):
            return []
        if any(verb.first < end and verb.first > phrase.last for verb in clause.verbs):
            return []
    return after if any(_is_role(item) for item in after[:2]) else []


def _before(clause: Clause, phrase: Phrase) -> list[Item]:
    """The words of « le ministre malien, X », from X backwards."""
    if not _comma(clause, phrase.first - 1):
        return []
    before = list(_until_comma(clause.items[: phrase.first - 1][::-1]))
    # « X, ministre malien, Y »: without an article it is said of X.
    has_article = bool(before) and before[-1].word in clause.wording.articles
    return before if has_article and any(_is_role(item) for item in before[-2:]) else []


def _comma(clause: Clause, at: int) -> bool:
    return 0 <= at < len(clause.items) and clause.items[at].text in (",", "(")


def _until_comma(items: Sequence[Item]) -> Iterator[Item]:
    for item in items[:_BESIDE]:
        is_other = item.found and item.found.kind == "person" and item.found.how != How.OFFICE
        if item.text in (",", ")", ".", ";", ":") or item.quote or is_other:
            return
        yield item


def _is_role(item: Item) -> bool:
    return item.word in ROLES or bool(item.found and item.found.how == How.OFFICE)
