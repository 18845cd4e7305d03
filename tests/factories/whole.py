"""One story with at least one row of every model, all tied together."""

from articles import services
from articles.models import Article
from articles.models.evidence import FACTS
from tests.factories.actors import (
    AgreementFactory,
    CountryFactory,
    IdentifierFactory,
    MeetingFactory,
    MeetingLinkFactory,
    MembershipFactory,
    NameFactory,
    OfficeFactory,
    OrganisationFactory,
    ParticipationFactory,
    PartyFactory,
    PersonFactory,
    PlaceFactory,
    RankFactory,
    StopFactory,
    SuccessionFactory,
    TenureFactory,
)
from tests.factories.articles import (
    ArticleFactory,
    ClassificationFactory,
    CorrectionFactory,
    CoverageFactory,
    EvidenceFactory,
    MentionFactory,
    SectionFactory,
    SignatoryFactory,
    StatementFactory,
    StatementSubjectFactory,
)
from tests.factories.pictures import ImageFactory


def whole_story(rows: int = 1, *, publish: bool = True) -> Article:
    """A story with `rows` rows in each of its lists, and in those of all that it names."""
    country = CountryFactory()
    place = PlaceFactory(country=country)
    country.capital = place
    country.save()
    event = MeetingFactory(event=True, place=place, host=country.actor_ptr)
    article = ArticleFactory(section=SectionFactory(), dateline=place)
    for n in range(rows):
        other = CountryFactory()
        person = PersonFactory(nationality=country)
        body = OrganisationFactory(home_country=country, parent=OrganisationFactory())
        office = OfficeFactory(country=country, organisation=body)
        meeting = MeetingFactory(
            place=place, host=country.actor_ptr, inviter=country.actor_ptr, labels=["entretiens"]
        )
        StopFactory(meeting=meeting, place=PlaceFactory(country=other, within=PlaceFactory()))
        facts = {
            "actor": person.actor_ptr,
            "name": NameFactory(actor=person.actor_ptr),
            "tenure": TenureFactory(person=person, office=office),
            "rank": RankFactory(person=person),
            "membership": MembershipFactory(member=country.actor_ptr, organisation=body),
            "meeting": meeting,
            "participation": ParticipationFactory(
                meeting=meeting, person=person, delegation=country.actor_ptr, office=office
            ),
            "meeting_link": MeetingLinkFactory(meeting=meeting, other=event),
            "agreement": AgreementFactory(meeting=meeting),
            "mention": MentionFactory(article=article, actor=person.actor_ptr),
            "statement": StatementFactory(
                article=article,
                speaker=person.actor_ptr,
                originator=person.actor_ptr,
                addressee=country.actor_ptr,
                occasion=meeting,
            ),
        }
        facts["party"] = PartyFactory(
            agreement=facts["agreement"], actor=country.actor_ptr, signatory=person
        )
        ParticipationFactory(
            meeting=meeting, delegation=other.actor_ptr, person=PersonFactory(nationality=other)
        )
        assert facts.keys() == FACTS.keys()
        for fact, row in facts.items():
            EvidenceFactory(article=article, **{fact: row})
        IdentifierFactory(actor=person.actor_ptr)
        SuccessionFactory(predecessor=CountryFactory(former=True, public=True), successor=country)
        StatementSubjectFactory(statement=facts["statement"], actor=body.actor_ptr)
        CoverageFactory(article=article, meeting=meeting)
        MentionFactory(article=article, actor=None, place=PlaceFactory(country=country))
        MentionFactory(article=article, actor=body.actor_ptr)
        ClassificationFactory(article=article)
        SignatoryFactory(article=article, position=n + 1)
        CorrectionFactory(article=article)
        ImageFactory(article=article, position=n + 1, made=True)
    CoverageFactory(article=article, meeting=event)
    if publish:
        services.publish(article, by=None)
    return article
