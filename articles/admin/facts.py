"""The facts that a story's sentences may support: those within reach of what the story names."""

from collections.abc import Collection
from typing import Any

from django.contrib import admin
from django.db.models import Q

from actors.admin.choices import Choosable
from actors.models import Actor, Meeting, Person
from articles.models import Article, Coverage, Evidence, Mention, Statement
from articles.models.evidence import FACTS

Groups = list[tuple[str, list[tuple[str, str]]]]


def facts_of(
    article: Article | None,
    site: admin.AdminSite,
    *,
    actors: Collection[int] = (),
    meetings: Collection[int] = (),
) -> Groups:
    """Facts by kind, each as ("tenure:12", label), in a number of queries that is always the same.

    Those that the story's evidence supports already are among them, whatever the story names.
    actors, meetings: keys of what is linked in the form but not saved yet; article: None for a
    story that was not saved at all.
    """
    evidence = Evidence.objects.filter(article=article)
    groups: Groups = []
    for column, condition in within_reach(article, actors, meetings).items():
        field: Any = Evidence._meta.get_field(column)
        model = field.related_model
        chooser: Any = site.get_model_admin(model)
        rows = model._default_manager.filter(condition | Q(pk__in=evidence.values(column)))
        if isinstance(chooser, Choosable):
            options = [(row.pk, chooser.choice_label(row)) for row in chooser.for_choice(rows)]
        else:
            options = [(row.pk, str(row)) for row in rows]
        if options:
            named = [(f"{column}:{key}", name) for key, name in options]
            groups.append((str(field.verbose_name), named))
    return groups


def within_reach(
    article: Article | None, actors: Collection[int] = (), meetings: Collection[int] = ()
) -> dict[str, Q]:
    """For each kind of fact, the condition under which the story may speak of it."""
    mentions = Mention.objects.filter(article=article)
    statements = Statement.objects.filter(article=article)
    coverages = Coverage.objects.filter(article=article)
    covered = Q(pk__in=coverages.values("meeting")) | Q(pk__in=statements.values("occasion"))
    held = Meeting.objects.filter(covered | Q(pk__in=meetings)).values("pk")
    people = Q(pk__in=Person.objects.filter(participations__meeting__in=held).values("pk"))
    linked = Actor.objects.filter(Q(pk__in=mentions.values("actor")) | Q(pk__in=actors)).values(
        "pk"
    )
    named = people | Q(pk__in=linked) | Q(pk__in=statements.values("speaker"))
    persons = Person.objects.filter(named).values("pk")
    reach = {
        "mention": Q(article=article),
        "statement": Q(article=article),
        "meeting": Q(pk__in=held),
        "participation": Q(meeting__in=held),
        "meeting_link": Q(meeting__in=held),
        "agreement": Q(meeting__in=held),
        "party": Q(agreement__meeting__in=held),
        "tenure": Q(person__in=persons),
        "rank": Q(person__in=persons),
        "membership": Q(member__in=linked) | Q(organisation__in=linked),
        "name": Q(actor__in=linked),
        "actor": named,
    }
    assert reach.keys() == FACTS.keys(), "a kind of fact is missing"
    return reach
