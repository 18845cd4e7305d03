"""Pairs of people of one name: nobody merges them but an editor, who must hear of them."""

from django.utils.translation import gettext as _

from actors.choices import ActorKind
from actors.importers.report import Report
from actors.models import Actor, Name, Person
from newsroom.register.text import fold


def report_namesakes(made: list[tuple[str, Person]], report: Report) -> None:
    """Report each person just made, with its place, whose full name somebody else bears too.

    Names are compared without accents and case, and with all ways of writing of the others.
    """
    keys = {fold(person.name) for _place, person in made}
    people = Actor.objects.filter(kind=ActorKind.PERSON, merged_into=None)
    bearers: dict[str, dict[int, Actor]] = {}
    for actor in people.filter(sort_key__in=keys):
        bearers.setdefault(fold(actor.name), {})[actor.pk] = actor
    names = Name.objects.filter(folded__in=keys, actor__in=people).select_related("actor")
    for name in names:
        bearers.setdefault(fold(name.text), {})[name.actor_id] = name.actor
    told: set[frozenset[int]] = set()
    for place, person in made:
        for pk, other in sorted(bearers.get(fold(person.name), {}).items()):
            pair = frozenset({pk, person.pk})
            if pk != person.pk and pair not in told:
                told.add(pair)
                report.remark(
                    place,
                    _("Possible duplicate: %(name)s (%(uid)s) may be %(other)s (%(other_uid)s).")
                    % {
                        "name": person.name,
                        "uid": person.uid,
                        "other": other.name,
                        "other_uid": other.uid,
                    },
                )
