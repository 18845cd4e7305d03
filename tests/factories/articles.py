"""Factories of the stories' record; states are reached through articles.services."""

from datetime import UTC, datetime, timedelta

import factory
from factory.django import DjangoModelFactory

from articles import services
from articles.models import (
    Article,
    Classification,
    Contributor,
    Correction,
    Coverage,
    Evidence,
    Finding,
    Mention,
    QualityRun,
    Section,
    Signatory,
    Statement,
    StatementSubject,
    Subject,
    Withdrawal,
)
from tests.factories.actors import MeetingFactory, PersonFactory

PUBLISHED_AT = datetime(2025, 8, 14, 18, 30, tzinfo=UTC)


class SectionFactory(DjangoModelFactory):
    class Meta:
        model = Section

    code = factory.Sequence(lambda n: f"rubrique-{n + 1}")
    name = factory.Sequence(lambda n: f"Rubrique {n + 1}")


class SubjectFactory(DjangoModelFactory):
    class Meta:
        model = Subject

    code = factory.Sequence(lambda n: f"medtop:{n + 1}")
    name = factory.Sequence(lambda n: f"Sujet {n + 1}")


class ArticleFactory(DjangoModelFactory):
    """A draft, unless a state is asked for.

    `mentions=[actors]` and `coverages=[meetings]` add links before the state is reached. States:
    `in_review`, `ready`, `scheduled` (True or the hour), `published` (True or the hour),
    `corrected` (True or the note), `withdrawn` (True or the reason). A later state passes
    through those before it.
    """

    class Meta:
        model = Article
        skip_postgeneration_save = True

    headline = factory.Sequence(lambda n: f"Dépêche {n + 1}")
    lead = "Deux ministres se sont entretenus à Bamako."
    body = "<p>Ils ont parlé de coopération.</p><p>Ils se reverront.</p>"
    embargo_until = None
    embargo_reason = factory.LazyAttribute(
        lambda story: "Conférence de presse" if story.embargo_until else ""
    )

    @factory.post_generation
    def mentions(self, create, extracted, **kwargs):
        for actor in extracted or ():
            MentionFactory(article=self, actor=getattr(actor, "actor_ptr", actor))

    @factory.post_generation
    def coverages(self, create, extracted, **kwargs):
        for meeting in extracted or ():
            CoverageFactory(article=self, meeting=meeting)

    @factory.post_generation
    def in_review(self, create, extracted, **kwargs):
        if extracted:
            services.submit(self, by=None)

    @factory.post_generation
    def ready(self, create, extracted, **kwargs):
        if extracted:
            services.mark_ready(self, by=None)

    @factory.post_generation
    def scheduled(self, create, extracted, **kwargs):
        if extracted:
            hour = extracted if extracted is not True else datetime.now(UTC) + timedelta(hours=1)
            services.schedule(self, by=None, at=hour)

    @factory.post_generation
    def published(self, create, extracted, **kwargs):
        if extracted:
            hour = extracted if extracted is not True else PUBLISHED_AT
            services.publish(self, by=None, at=hour)

    @factory.post_generation
    def corrected(self, create, extracted, **kwargs):
        if extracted:
            note = extracted if extracted is not True else "Le lieu de la rencontre est Bamako."
            services.correct(_published(self), by=None, note=note)

    @factory.post_generation
    def withdrawn(self, create, extracted, **kwargs):
        if extracted:
            reason = extracted if extracted is not True else "La rencontre n’a pas eu lieu."
            services.withdraw(_published(self), by=None, reason=reason)


def _published(article: Article) -> Article:
    if not article.is_published:
        services.publish(article, by=None, at=PUBLISHED_AT)
    return article


class ClassificationFactory(DjangoModelFactory):
    class Meta:
        model = Classification

    article = factory.SubFactory(ArticleFactory)
    subject = factory.SubFactory(SubjectFactory)


class MentionFactory(DjangoModelFactory):
    class Meta:
        model = Mention

    article = factory.SubFactory(ArticleFactory)
    actor = factory.SubFactory(PersonFactory)


class CoverageFactory(DjangoModelFactory):
    class Meta:
        model = Coverage

    article = factory.SubFactory(ArticleFactory)
    meeting = factory.SubFactory(MeetingFactory)


class StatementFactory(DjangoModelFactory):
    class Meta:
        model = Statement

    article = factory.SubFactory(ArticleFactory)
    text = factory.Sequence(lambda n: f"Nous sommes d’accord {n + 1}")
    speaker = factory.SubFactory(PersonFactory)


class StatementSubjectFactory(DjangoModelFactory):
    class Meta:
        model = StatementSubject

    statement = factory.SubFactory(StatementFactory)
    actor = factory.SubFactory(PersonFactory)


class EvidenceFactory(DjangoModelFactory):
    """A sentence of the story; give one fact, such as `tenure=…`, or none."""

    class Meta:
        model = Evidence

    article = factory.SubFactory(ArticleFactory)
    exact = "Ils ont parlé de coopération."


class ContributorFactory(DjangoModelFactory):
    class Meta:
        model = Contributor

    name = factory.Sequence(lambda n: f"Rédactrice {n + 1}")
    initials = factory.Sequence(lambda n: f"R{n + 1}")


class SignatoryFactory(DjangoModelFactory):
    class Meta:
        model = Signatory

    article = factory.SubFactory(ArticleFactory)
    position = factory.Sequence(lambda n: n + 1)
    initials = "AC"


class CorrectionFactory(DjangoModelFactory):
    """The note alone; `ArticleFactory(corrected=True)` is a corrected story."""

    class Meta:
        model = Correction

    article = factory.SubFactory(ArticleFactory, published=True)
    note = factory.Sequence(lambda n: f"Précision {n + 1}")
    made_at = PUBLISHED_AT + timedelta(hours=1)


class WithdrawalFactory(DjangoModelFactory):
    """The notice alone; `ArticleFactory(withdrawn=True)` is a withdrawn story."""

    class Meta:
        model = Withdrawal

    article = factory.SubFactory(ArticleFactory, published=True)
    reason = "La rencontre n’a pas eu lieu."
    made_at = PUBLISHED_AT + timedelta(hours=2)


class FindingFactory(DjangoModelFactory):
    """A person without an office, found on the day of publication; `dismissed=True`: set aside."""

    class Meta:
        model = Finding

    class Params:
        dismissed = factory.Trait(state="dismissed", note="Un artiste, sans fonction.")

    rule = "person_without_office"
    model = "actors.person"
    object_id = factory.Sequence(lambda n: n + 1)
    subject = factory.Sequence(lambda n: f"Sadio Camara {n + 1}")
    first_seen = PUBLISHED_AT
    last_seen = PUBLISHED_AT


class QualityRunFactory(DjangoModelFactory):
    class Meta:
        model = QualityRun

    day = factory.Sequence(lambda n: PUBLISHED_AT.date() + timedelta(days=n))
    finished_at = PUBLISHED_AT
    counts = factory.LazyFunction(lambda: {"person_without_office": 3})
