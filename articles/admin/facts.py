"""The facts that a story's sentences may support: those within reach of what the story names."""

from typing import Any

from django.contrib import admin
from django.db.models import Q

from actors.admin.choices import Choosable
from actors.models import Meeting, Person
from articles.models import Article, Evidence, Mention, Statement
from articles.models.evidence import FACTS

Groups = list[tuple[str, list[tuple[str, str]]]]


def facts_of(article: Article, site: admin.AdminSite) -> Groups:
    """Facts by kind, each as ("tenure:12", label), in a number of queries that is always the same.

    Those that the story's evidence supports already are among them, whatever the story names.
    """
    evidence = Evidence.objects.filter(article=article)
    groups: Groups = []
    for column, condition in within_reach(article).items():
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


def within_reach(article: Article) -> dict[str, Q]:
    """For each kind of fact, the condition under which the story may speak of it."""
    mentions = Mention.objects.filter(article=article)
    statements = Statement.objects.filter(article=article)
    meetings = Meeting.objects.filter(
        Q(pk__in=article.coverages.values("meeting")) | Q(pk__in=statements.values("occasion"))
    ).values("pk")
    named = Q()
    people = Q(pk__in=Person.objects.filter(participations__meeting__in=meetings).values("pk"))
    named |= people | Q(pk__in=mentions.values("actor")) | Q(pk__in=statements.values("speaker"))
    persons = Person.objects.filter(named).values("pk")
    members = Q(member__in=mentions.values("actor"))
    reach = {
        "mention": Q(article=article),
        "statement": Q(article=article),
        "meeting": Q(pk__in=meetings),
        "participation": Q(meeting__in=meetings),
        "meeting_link": Q(meeting__in=meetings),
        "agreement": Q(meeting__in=meetings),
        "party": Q(agreement__meeting__in=meetings),
        "tenure": Q(person__in=persons),
        "rank": Q(person__in=persons),
        "membership": members | Q(organisation__in=mentions.values("actor")),
        "name": Q(actor__in=mentions.values("actor")),
        "actor": named,
    }
    assert reach.keys() == FACTS.keys(), "a kind of fact is missing"
    return reach
