"""What in the record cannot all be true, as findings."""

from collections.abc import Iterator

from actors.contradictions import contradictions, rules
from articles.quality.found import Found


def contradicting() -> Iterator[Found]:
    """Every contradiction in the record, in words; the same one again has the same key."""
    titles = {rule.code: str(rule.title) for rule in rules()}
    for one in contradictions():
        sides = " ".join(sorted(f"{model}:{pk}" for model, pk in one.sides))
        yield Found(one.model, one.pk, titles[one.rule], one.detail, f"{one.rule} {sides}")
