"""A small archive to be searched: six stories of a summit, over three years."""

from datetime import UTC, datetime

from articles.models import Article, Classification, Signatory
from articles.services import publish
from newsroom.register.sequencer import sequence_all
from tests.factories import (
    ArticleFactory,
    CountryFactory,
    MeetingFactory,
    OrganisationFactory,
    PersonFactory,
    SectionFactory,
    SubjectFactory,
)


def summit() -> list[Article]:
    """Six stories of a summit, with the people, bodies and labels that they have."""
    mali = CountryFactory(name="Mali", public=True)
    bloc = OrganisationFactory(name="Alliance", public=True)
    awa, issa = (PersonFactory(name=name, public=True) for name in ("Awa Keïta", "Issa Bâ"))
    meeting = MeetingFactory(title="Pourparlers", public=True)
    section = SectionFactory(code="securite", name="Sécurité", name_en="Security")
    subject = SubjectFactory(code="armee", name="Armée", name_en="Army")
    stories = []
    for number in range(6):
        story = ArticleFactory(
            headline=f"Sommet {number}",
            lead=f"Le sommet n° {number} s’est ouvert à Bamako.",
            mentions=[mali, awa] if number < 4 else [issa, bloc],
            coverages=[meeting] if number == 0 else [],
            section=section if number % 2 else None,
            language="en" if number == 5 else "fr",
        )
        if number == 1:
            Classification.objects.create(article=story, subject=subject)
            Signatory.objects.create(article=story, initials="AC")
        publish(story, by=None, at=datetime(2020 + number // 2, 6, 1 + number, tzinfo=UTC))
        stories.append(story)
    sequence_all()
    return stories
