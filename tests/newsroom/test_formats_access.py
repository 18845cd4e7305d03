"""What a contract hides or holds back is so in every format: members, embargoes, labels."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from articles import services
from articles.models import Article
from newsroom.formats.oai import records
from newsroom.formats.oai.metadata import FORMATS
from newsroom.partners.access import Access
from newsroom.partners.entitlements import NEEDED
from newsroom.partners.issuing import issue
from newsroom.register.api.formats import emptied, formats_of, shown
from newsroom.register.models import Item
from newsroom.register.sequencer import sequence_all
from tests.factories import ArticleFactory, EmbargoAccessFactory, PartnerFactory, SectionFactory
from tests.factories.whole import whole_story
from tests.newsroom.ninjs_schemas import faults
from tests.partners.contracts import client as client_of
from tests.partners.contracts import forget, keyed, partner
from tests.register.mirrors import key_of

pytestmark = pytest.mark.django_db

KINDS = {"articles": "article", "meetings": "meeting", "people": "person"}
NAMES = ["json", *formats_of("article")]
SECRET = "zyxwv"


def answers(client: Client, plural: str, uid: Any) -> dict[str, Any]:
    """The list and the detail in every format, and what OAI-PMH gives."""
    found = {}
    for name in ("json", *formats_of(KINDS[plural])):
        for address in (f"/api/v1/{plural}?format={name}", f"/api/v1/{plural}/{uid}?format={name}"):
            found[address] = client.get(address)
    for prefix in FORMATS if plural == "articles" else ():
        address = f"/oai?verb=ListRecords&metadataPrefix={prefix}"
        found[address] = client.get(address)
    return found


@pytest.fixture
def later(time_machine):
    """A clock that can be set on, so that OAI-PMH gives what was just numbered."""
    time_machine.move_to(datetime(2025, 9, 1, 12, tzinfo=UTC), tick=False)
    return time_machine


@pytest.mark.parametrize(
    ("member", "text"),
    [
        ("body", "<p>zyxwv</p>"),
        ("lead", "zyxwv"),
        ("headline", "zyxwv"),
        ("signature", "zyxwv"),
        ("source", "zyxwv"),
    ],
)
def test_a_hidden_member_of_a_story_stands_in_no_format(later, member, text):
    story = whole_story(1)
    column = {"source": "source_name"}.get(member, member)
    Article.objects.filter(pk=story.pk).update(**{column: text, "body_text": "zyxwv"})
    sequence_all()
    later.shift(60)

    open_ = answers(client_of(key_of("public")), "articles", story.uid)
    closed = answers(client_of(key_of("public", hidden=[member])), "articles", story.uid)

    assert all(one.status_code == 200 for one in [*open_.values(), *closed.values()])
    assert sum(SECRET in one.content.decode() for one in open_.values()) > 3
    assert [name for name, one in closed.items() if SECRET in one.content.decode()] == []
    for form, version in (("ninjs", "3.1"), ("ninjs1", "1.6")):
        item = closed[f"/api/v1/articles/{story.uid}?format={form}"].json()
        assert faults(item, version) == []


@pytest.mark.parametrize("plural", KINDS)
def test_whichever_members_are_hidden_no_format_breaks(later, plural):
    whole_story(2)
    sequence_all()
    later.shift(60)
    item = Item.objects.visible().filter(kind=KINDS[plural]).first()
    members = sorted(item.doc.keys() - NEEDED)
    for hidden in [*([name] for name in members), members]:
        client = client_of(key_of("public", hidden=hidden))
        for address, answer in answers(client, plural, item.uid).items():
            # A format that cannot do without what is hidden is not offered.
            allowed = {200} if len(hidden) == 1 and hidden[0] in MISSED else {200, 400}
            assert answer.status_code in allowed | {200}, (address, hidden, answer.content)


# Members without which every format can be written.
MISSED = {"body", "lead", "mentions", "images", "statements", "evidence", "participants", "tenures"}


def test_names_are_hidden_in_the_things_that_are_named_too(later):
    story = whole_story(1)
    sequence_all()
    people = Item.objects.visible().filter(kind="person").values_list("doc__name", flat=True)
    open_ = Client().get(f"/api/v1/articles/{story.uid}?format=ninjs").content.decode()
    named = [name for name in people if name in open_]

    found = answers(client_of(key_of("public", hidden=["name"])), "articles", story.uid)

    assert named
    for name in named:
        assert [a for a, answer in found.items() if name in answer.content.decode()] == []


def test_what_is_hidden_is_empty_in_its_own_way():
    assert emptied("x") == ""
    assert emptied(["x"]) == []
    assert emptied({"name": "x", "url": "y"}) == {"name": "", "url": ""}
    assert emptied({"id": "x", "name": "y"}) is None
    assert emptied({"edtf": "2025", "earliest": None}) is None
    assert emptied(4) is None
    item = Item(slug="un-titre", doc={"id": "1", "type": "article", "headline": "Un titre"})
    assert shown(item, Access()).slug == "un-titre"
    assert shown(item, Access(hidden=frozenset({"headline"}))).slug == "-"
    assert item.doc == {"id": "1", "type": "article", "headline": ""}


@pytest.fixture
def embargoed(later):
    """A story that one partner has early, and that partner's key."""
    partner = PartnerFactory(gets_embargoed=True, per_minute=10**9, per_day=10**9)
    story = ArticleFactory(
        headline="Sous embargo",
        embargo_until=timezone.now() + timedelta(days=2),
        scheduled=timezone.now() + timedelta(days=2),
    )
    EmbargoAccessFactory(article=story, partner=partner)
    sequence_all()
    later.shift(60)
    return story, client_of(issue(partner)[1])


def test_only_formats_with_a_word_for_it_have_what_is_under_embargo(embargoed, later):
    """Whoever reads a feed prints what is in it."""
    story, client = embargoed
    found = answers(client, "articles", story.uid)

    having = {a.rpartition("=")[2] for a, one in found.items() if b"Sous embargo" in one.content}
    assert having == {"json", "ninjs", "ninjs1"}
    for form, member in (("ninjs", "embargoedUntil"), ("ninjs1", "embargoed")):
        item = found[f"/api/v1/articles/{story.uid}?format={form}"].json()
        assert item[member] == "2025-09-03T12:00:00Z"
        assert faults(item, {"ninjs": "3.1", "ninjs1": "1.6"}[form]) == []
    assert found[f"/api/v1/articles/{story.uid}?format=atom"].status_code == 406
    others = answers(Client(), "articles", story.uid)
    assert [a for a, one in others.items() if b"embargo" in one.content.lower()] == []


def test_what_is_out_is_in_every_format_whoever_had_it_early(embargoed, later):
    story, client = embargoed
    later.shift(3 * 86_400)
    services.publish(Article.objects.get(pk=story.pk), by=None)
    sequence_all()
    later.shift(60)

    for found in (answers(client, "articles", story.uid), answers(Client(), "articles", story.uid)):
        missing = [a for a, one in found.items() if b"Sous embargo" not in one.content]
        assert {a.rpartition("=")[2] for a in missing} == {"ics"}


def test_a_key_gets_its_own_stories_only_and_no_shared_cache_keeps_them(later):
    for language in ("fr", "en"):
        ArticleFactory(language=language, headline=f"In {language}", published=True)
    sequence_all()
    later.shift(60)
    client = client_of(key_of("lang:en"))

    for name in NAMES:
        response = client.get(f"/api/v1/articles?format={name}")
        assert b"In fr" not in response.content
        assert "private" in response.headers["Cache-Control"]
        assert "Authorization" in response.headers["Vary"]
    harvest = client.get("/oai?verb=ListRecords&metadataPrefix=oai_dc").content
    assert b"In en" in harvest
    assert b"In fr" not in harvest
    assert b"lang-fr" not in client.get("/oai?verb=ListSets").content


@pytest.mark.parametrize(
    ("hidden", "told", "untold"),
    [
        ({"section"}, {"lang-fr"}, {"section-economie"}),
        ({"language"}, {"section-economie"}, {"lang-fr"}),
        ({"section", "language"}, set(), {"section-economie", "lang-fr"}),
    ],
)
def test_sets_of_a_hidden_member_are_not_there(later, hidden, told, untold):
    story = ArticleFactory(published=True, section=SectionFactory(code="economie"))
    sequence_all()
    later.shift(60)
    client = client_of(key_of(hidden=sorted(hidden)))

    def sets_in(query: str) -> set[str]:
        answer = client.get(f"/oai?verb={query}").content.decode()
        return set(re.findall(r"<setSpec>(.*?)</setSpec>", answer))

    everything = "metadataPrefix=oai_dc"
    assert sets_in("ListSets") == told
    assert sets_in(f"ListIdentifiers&{everything}") == told
    assert sets_in(f"ListRecords&{everything}") == told
    one = f"identifier=http://testserver/id/article/{story.uid}"
    assert sets_in(f"GetRecord&{everything}&{one}") == told
    for name in told:
        assert sets_in(f"ListIdentifiers&{everything}&set={name}") == told
    for name in untold:
        answer = client.get(f"/oai?verb=ListIdentifiers&{everything}&set={name}").content
        assert b'<error code="noRecordsMatch">' in answer
    if not told:
        assert b'<error code="noSetHierarchy">' in client.get("/oai?verb=ListSets").content


def test_a_place_in_a_set_that_is_hidden_since_leads_nowhere(later, monkeypatch):
    monkeypatch.setattr(records, "PAGE", 1)
    section = SectionFactory(code="economie")
    for _number in range(2):
        ArticleFactory(published=True, section=section)
    sequence_all()
    later.shift(60)
    contract = partner()
    client = keyed(contract)
    query = "verb=ListIdentifiers&metadataPrefix=oai_dc&set=section-economie"
    first = client.get(f"/oai?{query}").content.decode()
    [place] = re.findall(r"<resumptionToken>(.+?)</resumptionToken>", first)
    following = f"/oai?verb=ListIdentifiers&resumptionToken={place}"
    assert b"<identifier>" in client.get(following).content

    contract.hidden = ["section"]
    contract.save()
    forget()

    assert b'<error code="badResumptionToken">' in client.get(following).content


def test_a_key_that_does_not_hold_is_refused_by_oai_too():
    client = client_of("nrk_live_nothing")

    response = client.get("/oai?verb=Identify")

    assert response.status_code == 401
    assert response.headers["Content-Type"] == "application/problem+json"
