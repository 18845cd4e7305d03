"""The ministry behind a minister whom a text names, where the text does not name it."""

from collections.abc import Iterable, Mapping

from actors.choices import OrganisationType
from articles.suggestion.gazetteer import Key, Known, known
from articles.suggestion.result import Found, How

SURE = 0.5


def ministries(found: Iterable[Found], posts: Mapping[Key, Known]) -> list[Found]:
    """Each ministry whose minister is named and which is not, once, where that is first."""
    found = sorted(found, key=lambda one: (one.start, one.end))
    named = {thing.pk for one in found if one.kind == "organisation" for thing in one.things}
    wanted: dict[int, tuple[Found, Known]] = {}
    for one in found:
        office = one.via or (one.thing if one.kind == "office" else None)
        post = posts.get(("office", office.pk)) if office else None
        if post and post.body and post.body not in named:
            wanted.setdefault(post.body, (one, post))
    bodies = known(("actor", pk) for pk in wanted) if wanted else {}
    return [
        Found(
            one.start,
            one.end,
            one.text,
            "organisation",
            How.OFFICE,
            SURE,
            (bodies["actor", pk].thing,),
            via=post.thing,
        )
        for pk, (one, post) in wanted.items()
        if ("actor", pk) in bodies and bodies["actor", pk].type == OrganisationType.MINISTRY
    ]
