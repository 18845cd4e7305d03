"""Every fact of a meeting, an agreement or a career leads to the sentence that states it."""

import pytest

from articles import services
from articles.models import Evidence
from newsroom.register.models import Item
from newsroom.register.sequencer import sequence_all
from tests.factories import (
    AgreementFactory,
    ArticleFactory,
    EvidenceFactory,
    MeetingFactory,
    MeetingLinkFactory,
    OfficeFactory,
    ParticipationFactory,
    PartyFactory,
    PersonFactory,
    TenureFactory,
)
from tests.reader import get, page_of
from tests.register.mirrors import truth

pytestmark = pytest.mark.django_db


@pytest.fixture
def facts():
    meeting = MeetingFactory(visibility="public")
    agreement = AgreementFactory(visibility="public", meeting=meeting)
    return {
        "meeting": meeting,
        "participation": ParticipationFactory(meeting=meeting),
        "meeting_link": MeetingLinkFactory(
            meeting=meeting, other=MeetingFactory(visibility="public")
        ),
        "agreement": agreement,
        "party": PartyFactory(agreement=agreement),
    }


def state(facts, **values):
    """A published story that states each of the facts; its evidence by fact."""
    story = ArticleFactory()
    rows = {name: EvidenceFactory(article=story, **{name: fact}) for name, fact in facts.items()}
    services.publish(story, by=None)
    sequence_all()
    return story, rows


def shown(facts) -> dict[str, list[dict[str, str]]]:
    meeting = Item.objects.get(uid=facts["meeting"].uid).doc
    agreement = Item.objects.get(uid=facts["agreement"].uid).doc
    [inside] = meeting["agreements"]
    assert inside["evidence"] == agreement["evidence"]
    assert inside["parties"] == agreement["parties"]
    return {
        "meeting": meeting["evidence"],
        "participation": meeting["participants"][0]["evidence"],
        "meeting_link": meeting["links"][0]["evidence"],
        "agreement": agreement["evidence"],
        "party": agreement["parties"][0]["evidence"],
    }


def test_each_fact_names_the_sentence_and_its_story(facts):
    story, rows = state(facts)

    assert shown(facts) == {
        name: [{"article": str(story.uid), "evidence": str(row.uid)}] for name, row in rows.items()
    }
    [doc] = Item.objects.filter(uid=story.uid).values_list("doc", flat=True)
    assert {row["id"] for row in doc["evidence"]} == {str(row.uid) for row in rows.values()}


@pytest.mark.parametrize("how", ["withdrawn", "rejected", "lost", "draft"])
def test_what_the_world_may_not_see_is_named_nowhere(facts, how):
    story, _rows = state(facts)
    if how == "withdrawn":
        services.withdraw(story, by=None, reason="Faux.")
    elif how == "rejected":
        Evidence.objects.update(review="rejected")
    elif how == "lost":
        story.body = "<p>Tout autre chose a été écrit depuis.</p>"
        story.save()
    else:
        Evidence.objects.update(article=ArticleFactory())
    sequence_all()

    assert set(map(tuple, shown(facts).values())) == {()}
    live = Item.objects.filter(live=True).values_list("uid", "etag")
    assert {str(uid): etag for uid, etag in live} == truth()


def test_of_many_sentences_the_newest_are_named(facts):
    stories = [state({"meeting": facts["meeting"]})[0] for _ in range(7)]

    named = [row["article"] for row in shown(facts)["meeting"]]

    assert named == [str(story.uid) for story in reversed(stories)][:5]


def test_a_meeting_leads_to_the_marked_sentence(client, facts):
    story, rows = state(facts)

    page = get(client, page_of(facts["meeting"]))

    links = {a.get("href") for a in page.all("a") if "fact=" in (a.get("href") or "")}
    address = page_of(story)
    assert links == {f"{address}?fact={row.uid}#fact" for row in rows.values()}
    marked = get(client, address, fact=str(rows["party"].uid))
    assert marked.texts("mark") == ["Ils ont parlé de coopération."]


def test_an_office_on_the_page_of_a_person_leads_to_its_sentence(client):
    person = PersonFactory(visibility="public")
    tenure = TenureFactory(person=person, office=OfficeFactory(visibility="public"))
    story, rows = state({"tenure": tenure})

    offices = get(client, page_of(person)).all("section[@aria-labelledby='offices']")[0]

    hrefs = [a.get("href") for a in offices.iter("a")]
    assert f"{page_of(story)}?fact={rows['tenure'].uid}#fact" in hrefs


def test_a_page_asks_the_same_whatever_number_of_sentences(client, facts):
    state(facts)
    few = get(client, page_of(facts["meeting"])).queries
    for _ in range(4):
        state(facts)

    assert get(client, page_of(facts["meeting"])).queries == few
