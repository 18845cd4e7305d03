"""A story in which no check finds anything, to be spoilt in one thing at a time."""

from articles.models import Article, Evidence
from tests import factories

QUOTED = "Nous irons jusqu’au bout"
BODY = (
    "<p>Le ministre Awa Diarra a reçu une délégation du pays voisin dans la capitale.</p>"
    f"<h2>La suite</h2><p>« {QUOTED} », a dit Awa Diarra à la presse.</p>"
)
MET = "Le ministre Awa Diarra a reçu une délégation du pays voisin dans la capitale."


def sound_story(**values: object) -> Article:
    """A draft with nothing left to do: filed, signed, linked, and every fact with a sentence."""
    person = factories.PersonFactory(name="Awa Diarra", family_name="Diarra", given_name="Awa")
    factories.TenureFactory(person=person)
    place = factories.PlaceFactory(name="Ville-du-Fleuve")
    meeting = factories.MeetingFactory(place=place)
    article = factories.ArticleFactory(
        **{
            "headline": "Une visite de travail",
            "lead": "",
            "body": BODY,
            "section": factories.SectionFactory(),
            "dateline": place,
            "event_date": "2025-08-14",
            "signature": "AC",
            **values,
        },
        mentions=[person],
        coverages=[meeting],
    )
    factories.ContributorFactory(initials="AC", role="writer")
    participation = factories.ParticipationFactory(meeting=meeting, person=person)
    factories.StatementFactory(article=article, text=QUOTED, speaker=person, review="confirmed")
    for fact in ({"participation": participation}, {"meeting": meeting}):
        factories.EvidenceFactory(article=article, exact=MET, review="confirmed", **fact)
    assert Evidence.objects.filter(article=article, anchor="anchored").count() == 2
    return article
