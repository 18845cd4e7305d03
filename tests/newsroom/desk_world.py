"""An archive in which every page of the desk has something to show, for the tests of its pages."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.db import models
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from actors import merging
from actors.models import Merge
from articles import commenting, planned_changes, services, trash
from articles.history import content_of, record
from articles.models import Article, PlannedChange, Revision
from articles.preview import links
from articles.quality.refresh import refresh_findings
from articles.tasks import send_notification
from newsroom.register.sequencer import sequence_all
from tests import factories as make
from tests.factories.whole import whole_story

# What the whole story says, and a draft that repeats it.
SAID = (
    "Les deux ministres de la Défense se sont entretenus jeudi à Bamako de la coopération "
    "militaire entre leurs pays, des exercices communs de l’automne et de la formation des "
    "officiers, selon un communiqué publié à l’issue de la rencontre."
)
# For zeal, where somebody looks at another's account: who asks is a row of the same table.
TWO_ACCOUNTS = [{"model": "auth.User", "field": "get*"}]


@dataclass
class DeskWorld:
    """The things that the tests ask for by name; of everything else there is a row."""

    user: Any
    story: Article  # out, with all that a story can have
    draft: Article  # nearly the same words; its author is the user
    scheduled: Article
    embargoed: Article
    translation: Article
    plan: PlannedChange
    versions: list[Revision]
    kept: models.Model
    gone: models.Model
    merge: Merge


def desk_world(user: Any) -> DeskWorld:
    make.UserFactory(reporter=True)  # whose account can be looked at beside one's own
    story = whole_story(2, publish=False)
    Article.objects.filter(pk=story.pk).update(
        headline="Entretiens de Bamako",
        lead="Deux ministres se sont entretenus de coopération.",
        body=f"<p>Ils ont parlé de coopération.</p><p>{SAID}</p>",
        signature="AC/Sf/APA",
        event_date="2025-08-14",
    )
    story.refresh_from_db()
    services.publish(story, by=user)
    first = record(story, by=user, comment="Première version")
    story.headline, story.lead = "Entretiens à Bamako", "Deux ministres ont parlé de coopération."
    story.save()
    make.MentionFactory(article=story, spelling="le général")
    record(story, by=user, comment="Titre et renvoi")
    services.correct(story, by=user, note="Le lieu de la rencontre est Bamako.")
    draft = make.ArticleFactory(headline="Bamako : deux ministres", body=f"<p>{SAID}</p>")
    record(draft, by=user)
    make.AssignmentFactory(reporter=user, story=draft, other=True)
    talk(story, user)
    hour = timezone.now() + timedelta(hours=3)
    now = content_of(story)
    now["fields"]["headline"] = "Entretiens à Bamako : la suite"
    plan = planned_changes.plan(story, now, at=hour, by=user, note="Le titre était incomplet.")
    embargoed = make.ArticleFactory(embargo_until=hour, ready=True)
    make.EmbargoAccessFactory(article=embargoed)
    translation = make.ArticleFactory(language="en", translation_of=story, headline="Bamako talks")
    Article.objects.filter(pk=translation.pk).update(stale_since=timezone.now())
    kept, gone = (make.PersonFactory(name=f"Salifou Mod{end}", born="1962") for end in "yi")
    lost = make.PersonFactory(name="Salifu Mody")
    make.NameFactory(actor=lost.actor_ptr)
    thrown = make.ArticleFactory(headline="Brouillon abandonné")
    trash.throw_away(thrown, by=user)
    make.ArticleFactory(withdrawn=True)
    merge = merging.merge(lost, make.PersonFactory(name="Salifou Mody fils"), by=user)
    scheduled = make.ArticleFactory(scheduled=True)
    queue()
    around(user, story)
    sequence_all()
    refresh_findings()
    return DeskWorld(
        user=user,
        story=story,
        draft=draft,
        scheduled=scheduled,
        embargoed=embargoed,
        translation=translation,
        plan=plan,
        versions=list(story.revisions.order_by("number")) or [first],
        kept=kept,
        gone=gone,
        merge=merge,
    )


def talk(story: Article, user: Any) -> None:
    """Remarks on the story: one that was answered, one that is settled."""
    open_one = commenting.remark(
        story, by=user, text="Selon qui ?", exact="Ils ont parlé de coopération."
    )
    commenting.answer(open_one, by=user, text="Selon le communiqué.")
    commenting.settle(commenting.remark(story, by=user, text="Bien."), by=user)
    links.make(story, by=user, lasts=timedelta(hours=24), note="Ambassade")


def queue() -> None:
    """A job that waits, with a failed attempt."""
    pk = send_notification.defer(pk=0)
    make.JobFaultFactory(job_id=pk)


def around(user: Any, story: Article) -> None:
    """What stands around the stories, and a row of each registered model that has none yet."""
    meeting = make.MeetingFactory(status="planned", when=str(timezone.localdate()))
    make.AssignmentFactory(reporter=user, meeting=meeting)
    make.AssignmentFactory(reporter=None, due_on=timezone.localdate(), other=True)
    make.SavedFilterFactory(user=user)
    make.NotificationFactory(user=user, article=story)
    make.NotificationFactory(user=user, article=story, read_at=timezone.now())
    make.DueFailureFactory()
    make.AttestationFactory(tenure=make.TenureFactory())
    for name in make.__all__:
        factory = getattr(make, name)
        model = factory._meta.get_model_class()
        if model in admin.site._registry and not model._default_manager.exists():
            factory()
    empty = [one.__name__ for one in admin.site._registry if not one._default_manager.exists()]
    assert set(empty) <= {"Item", "Mark", "Batch"}, empty
    assert ProcrastinateJob.objects.exists()
