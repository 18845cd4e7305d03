"""OAI-PMH refuses what is not asked as the protocol says, in its own eight words."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from articles import services
from newsroom.formats.oai.records import Harvest
from newsroom.partners.access import Access
from newsroom.register.cursors import pack
from newsroom.register.sequencer import sequence_all
from tests.factories import ArticleFactory
from tests.newsroom.oai_client import OAI, ask, codes, texts

pytestmark = pytest.mark.django_db

SOME = "http://testserver/id/article/"
NOWHERE = "00000000-0000-4000-8000-000000000000"
LIST = "verb=ListRecords&metadataPrefix=oai_dc"


@pytest.fixture
def story(time_machine):
    time_machine.move_to(datetime(2025, 9, 1, 12, tzinfo=UTC), tick=False)
    found = ArticleFactory(published=True)
    sequence_all()
    time_machine.shift(60)
    return found


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("", "badVerb"),
        ("verb=", "badVerb"),
        ("verb=Harvest", "badVerb"),
        ("verb=identify", "badVerb"),
        ("verb=Identify&verb=Identify", "badVerb"),
        ("verb=Identify&verb=ListSets", "badVerb"),
        ("metadataPrefix=oai_dc", "badVerb"),
        ("verb=Identify&set=lang-fr", "badArgument"),
        ("verb=ListRecords", "badArgument"),
        ("verb=ListIdentifiers&from=2025-09-01", "badArgument"),
        ("verb=GetRecord&metadataPrefix=oai_dc", "badArgument"),
        (f"verb=GetRecord&identifier={SOME}{NOWHERE}", "badArgument"),
        (f"{LIST}&metadataPrefix=oai_dc", "badArgument"),
        (f"{LIST}&from=", "badArgument"),
        (f"{LIST}&form=2025-09-01", "badArgument"),
        (f"{LIST}&from=hier", "badArgument"),
        (f"{LIST}&from=2025-02-30", "badArgument"),
        (f"{LIST}&from=2025-09", "badArgument"),
        (f"{LIST}&from=2025-09-01T12:00:00", "badArgument"),
        (f"{LIST}&from=2025-09-01T12:00:00.5Z", "badArgument"),
        (f"{LIST}&from=2025-09-01T12:00:00%2B02:00", "badArgument"),
        (f"{LIST}&from=2025-09-01&until=2025-09-01T12:00:00Z", "badArgument"),
        (f"{LIST}&from=2025-09-02&until=2025-09-01", "badArgument"),
        (f"{LIST}&until=9999-12-31", "badArgument"),
        (f"{LIST}&resumptionToken=x", "badArgument"),
        ("verb=GetRecord&resumptionToken=x", "badArgument"),
        ("verb=ListRecords&resumptionToken=x", "badResumptionToken"),
        ("verb=ListIdentifiers&resumptionToken=eyJhIjoxfQ.nothing", "badResumptionToken"),
        ("verb=ListSets&resumptionToken=x", "badResumptionToken"),
        ("verb=ListRecords&metadataPrefix=marc21", "cannotDisseminateFormat"),
        (f"verb=GetRecord&metadataPrefix=marc21&identifier={SOME}{NOWHERE}",
         "cannotDisseminateFormat"),
        (f"verb=GetRecord&metadataPrefix=oai_dc&identifier={SOME}{NOWHERE}", "idDoesNotExist"),
        (f"verb=GetRecord&metadataPrefix=oai_dc&identifier={NOWHERE}", "idDoesNotExist"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:x:1", "idDoesNotExist"),
        (f"verb=ListMetadataFormats&identifier={SOME}{NOWHERE}", "idDoesNotExist"),
        (f"{LIST}&from=2025-09-02", "noRecordsMatch"),
        (f"{LIST}&until=1990-01-01", "noRecordsMatch"),
        (f"{LIST}&set=lang-en", "noRecordsMatch"),
        (f"{LIST}&set=nothing", "noRecordsMatch"),
    ],
)  # fmt: skip
def test_each_refusal_has_its_code(story, query, code, method):
    assert codes(query, method) == [code]


def test_a_deleted_record_has_no_formats(story, time_machine):
    query = f"verb=ListMetadataFormats&identifier={SOME}{story.uid}"
    assert texts(ask(query), ".//oai:metadataPrefix") == ["oai_dc", "newsroom"]
    services.withdraw(story, by=None, reason="Erreur.")

    assert codes(query) == ["noMetadataFormats"]


def test_an_empty_archive_has_no_sets_and_no_records():
    assert codes("verb=ListSets") == ["noSetHierarchy"]
    assert codes(LIST) == ["noRecordsMatch"]
    assert codes("verb=Identify") == []


def test_a_token_is_good_for_whom_it_was_given_to(story):
    ours = Harvest("oai_dc", "", "", "").token(Access())
    theirs = Harvest("oai_dc", "", "", "").token(Access(("public", "section:economie")))
    other = pack("list", {"p": []})

    assert codes(f"verb=ListRecords&resumptionToken={ours}") == []
    assert codes(f"verb=ListRecords&resumptionToken={theirs}") == ["badResumptionToken"]
    assert codes(f"verb=ListRecords&resumptionToken={other}") == ["badResumptionToken"]


def test_the_request_is_repeated_unless_it_is_no_question(story):
    good = ask(f"{LIST}&set=lang-fr").find(f"{OAI}request")
    odd = ask(f"{LIST}&from=hier").find(f"{OAI}request")
    none = ask("verb=Harvest").find(f"{OAI}request")

    assert dict(good.attrib) == {
        "verb": "ListRecords",
        "metadataPrefix": "oai_dc",
        "set": "lang-fr",
    }
    assert (dict(odd.attrib), dict(none.attrib)) == ({}, {})
    assert good.text == odd.text == "http://testserver/oai"


def test_nothing_else_can_be_done_there(story):
    assert Client().delete("/oai").status_code == 405
    assert Client(enforce_csrf_checks=True).post("/oai", {"verb": "Identify"}).status_code == 200
