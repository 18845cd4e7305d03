"""Pairs of people of like names: nobody merges them but an editor, who must hear of them."""

from django.db import connection
from django.utils.translation import gettext as _

from actors.choices import ActorKind
from actors.importers.report import Report
from actors.matching import PRESELECT, match_many
from actors.models import Person, Spelling
from actors.spellings.index import refresh
from newsroom.register.names.spelling import tokens

# Rows looked at for each name of the file. Two full names that are near share a rare key, so few
# will do; a file of thousands is otherwise not done in seconds.
BUDGET = 60


def report_namesakes(made: list[tuple[str, Person]], report: Report) -> None:
    """Report each person just made, with its place, whose full name somebody else nearly bears.

    A surname alone says nothing: both names have two words at least. All ways of writing of the
    others count.
    """
    if not made:
        return
    refresh()
    with connection.cursor() as cursor:
        # Which keys are rare is known by statistics only, and this transaction added many rows.
        cursor.execute(f"analyze {Spelling._meta.db_table}")
    names = [person.name for _place, person in made]
    answers = match_many(names, kinds=[ActorKind.PERSON], floor=PRESELECT, budget=BUDGET)
    told: set[frozenset[int]] = set()
    for place, person in made:
        for one in answers.get(person.name, ()):
            other, pair = one.actor, frozenset({one.actor.pk, person.pk})
            is_full = min(len(tokens(person.name)), len(tokens(one.spelling))) > 1
            if other.pk == person.pk or pair in told or not is_full:
                continue
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
