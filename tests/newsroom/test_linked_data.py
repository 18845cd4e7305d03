"""What pages tell machines in schema.org's words, held against its shapes and its vocabulary."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyshacl import validate
from rdflib import SH, Graph, Namespace

from articles import services
from articles.choices import SignatoryRole
from newsroom.linked_data.script import script
from newsroom.linked_data.stories import HEADLINE, shorten
from newsroom.register.models import Item
from newsroom.register.sequencer import sequence_all
from tests.articles.picture_files import drawn, encoded, upload
from tests.factories import ArticleFactory, ImageFactory, SignatoryFactory
from tests.reader import Reading, get, make_scene, page_of

pytestmark = pytest.mark.django_db

BASE = "http://testserver"
VALID = Namespace("http://schema.org/validation#")
LITERALS = {"Text", "URL", "Date", "DateTime", "Number", "Integer", "Boolean"}
NAMED = (
    "article",
    "mody",
    "camara",
    "bloc",
    "mali",
    "meeting",
    "agreement",
    "defence",
    "statement",
)


@pytest.fixture
def scene() -> dict[str, Any]:
    """A story with all that machines are told of one, in the register."""
    found = make_scene()
    camara = found["camara"]
    camara.identifiers.create(scheme="wikidata", value="Q56291237")
    camara.tenures.update(began="2020-10-05", certainty="explicit")
    article = found["article"]
    SignatoryFactory(article=article, initials="APA", role=SignatoryRole.AGENCY)
    SignatoryFactory(article=article, initials="AC", role=SignatoryRole.WRITER)
    file = upload(encoded(drawn(2000, 1000)))
    ImageFactory(article=article, file=file, made=True, licence="https://example.org/licence")
    services.publish(article, by=None)
    services.correct(article, by=None, note="Ils étaient deux, et non trois.")
    found["english"] = ArticleFactory(
        language="en", translation_of=article, published=True, headline="Two ministers " * 20
    )
    sequence_all()
    return found


def told(page: Reading) -> list[dict[str, Any]]:
    """What the page says, parsed as a search engine parses it."""
    [element] = page.all("script[@type='application/ld+json']")
    data = json.loads(element.text)
    assert data["@context"] == "https://schema.org"
    return data["@graph"]


def told_of(client: Any, thing: Any) -> dict[str, Any]:
    return told(get(client, page_of(thing)))[0]


def every_page(client: Any, scene: dict[str, Any]) -> Iterator[list[dict[str, Any]]]:
    for path in ["/", "/articles/", "/pays/", *(page_of(scene[n]) for n in (*NAMED, "english"))]:
        yield told(get(client, path))


def test_a_story_says_who_wrote_it_when_about_whom_and_what_was_wrong(client, scene):
    story = told_of(client, scene["article"])
    uid, camara = scene["article"].uid, scene["camara"]

    assert (story["@type"], story["@id"]) == ("NewsArticle", f"{BASE}/articles/{uid}/")
    assert story["url"] == story["mainEntityOfPage"] == BASE + page_of(scene["article"])
    assert story["headline"] == scene["article"].headline
    assert [(one["@type"], one["name"]) for one in story["author"]] == [
        ("Organization", "APA"),
        ("Person", "AC"),
    ]
    assert story["publisher"]["name"] == "The archive"
    assert story["correction"][0]["text"] == "Ils étaient deux, et non trois."
    assert datetime.fromisoformat(story["dateModified"]).tzinfo is not None
    assert datetime.fromisoformat(story["datePublished"]).tzinfo is not None
    assert story["contentLocation"]["containedInPlace"]["@type"] == "Country"
    assert story["temporalCoverage"] == "2025-08-14"
    named = {one["@id"]: one for one in [*story["about"], *story["mentions"]]}
    assert named[f"{BASE}/personnes/{camara.uid}/"] == {
        "@type": "Person",
        "@id": f"{BASE}/personnes/{camara.uid}/",
        "url": BASE + page_of(camara),
        "name": camara.name,
        "sameAs": ["https://www.wikidata.org/entity/Q56291237"],
    }
    assert {one["@type"] for one in named.values()} == {
        *("Person", "Country", "Organization", "Event")
    }


def test_a_picture_comes_with_its_rights(client, scene):
    [image] = told_of(client, scene["article"])["image"]

    assert image["creditText"] == "A. Traoré, agence"
    assert image["license"] == "https://example.org/licence"
    assert client.get(image["contentUrl"].removeprefix(BASE)).status_code == 200


def test_a_translation_names_its_original_and_a_long_headline_is_shortened(client, scene):
    story = told_of(client, scene["english"])

    assert story["translationOfWork"]["@id"] == f"{BASE}/articles/{scene['article'].uid}/"
    assert story["inLanguage"] == "en"
    assert len(story["headline"]) <= HEADLINE < len(story["name"])


def test_a_person_holds_an_office_only_where_its_time_is_known(client, scene):
    person = told_of(client, scene["camara"])

    [role] = person["hasOccupation"]
    assert (role["startDate"], role["hasOccupation"]["name"]) == (
        "2020-10-05",
        scene["defence"].title,
    )
    # Attested on a day, but nobody knows since when: schema.org would make it the present.
    assert "hasOccupation" not in told_of(client, scene["mody"])


def test_a_meeting_says_who_is_known_to_have_been_there(client, scene):
    event = told_of(client, scene["meeting"])

    assert event["@type"] == "Event"
    assert event["location"][0]["name"] == "Bamako 1"
    # The other minister is deduced from his office.
    assert [one["name"] for one in event["attendee"]] == [scene["camara"].name]
    assert [one["name"] for one in event["workFeatured"]] == [scene["agreement"].title]


def test_a_quotation_names_its_speaker_and_its_story(client, scene):
    said = told_of(client, scene["statement"])

    assert (said["@type"], said["text"]) == ("Quotation", "Nous sommes d’accord")
    assert said["spokenByCharacter"]["name"] == scene["camara"].name
    assert said["isPartOf"]["@id"] == f"{BASE}/articles/{scene['article'].uid}/"


def test_every_page_says_where_it_hangs(client, scene):
    for name in NAMED:
        *_things, way = told(get(client, page_of(scene[name])))
        steps = way["itemListElement"]
        assert way["@type"] == "BreadcrumbList"
        assert steps[0]["item"]["@id"] == f"{BASE}/"
        assert steps[-1]["item"]["@id"] == BASE + page_of(scene[name])
    [site] = told(get(client, "/"))
    assert site["potentialAction"]["target"]["urlTemplate"].endswith(
        "/recherche/?q={search_term_string}"
    )
    listing, _way = told(get(client, "/articles/"))
    urls = [one["url"] for one in listing["mainEntity"]["itemListElement"]]
    assert BASE + page_of(scene["article"]) in urls


def test_a_thing_is_the_same_thing_on_every_page(client, scene):
    ids: dict[str, set[str]] = {}
    for node in (part for page in every_page(client, scene) for part in parts(page)):
        if "@id" in node and "name" in node and node["@type"] != "CollectionPage":
            ids.setdefault(node["@id"], set()).add(node["name"])

    assert {key: names for key, names in ids.items() if len(names) > 1} == {}


def test_what_is_no_public_page_says_nothing(client, scene):
    services.withdraw(scene["article"], by=None, reason="Rien de cela n’est vrai.")

    for path in (f"/articles/{scene['article'].uid}/", "/recherche/?q=ministre", "/nulle-part"):
        page = get(client, path)
        assert page.all("script[@type='application/ld+json']") == []
        assert [m for m in page.all("meta") if (m.get("property") or "").startswith("og:")] == []


# rdflib calls what it has deprecated itself; a place lies in a place, and shapes say so.
@pytest.mark.filterwarnings("ignore::pyshacl.errors.ShapeRecursionWarning")
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_the_shapes_of_schema_org_have_nothing_against_any_page(client, scene, shared):
    folder = shared / "schemas" / "schema.org"
    context = json.loads((folder / "schemaorgcontext-30.0.jsonld").read_text())["@context"]
    data = Graph()
    for page in every_page(client, scene):
        data.parse(data=json.dumps({"@context": context, "@graph": page}), format="json-ld")
    shapes = Graph().parse(folder / "schemaorg-shapes-30.0.shacl", format="turtle")
    for name in LITERALS:  # the file takes them for things like all others, which no value is
        shapes.set((VALID[f"ValidSchema{name}"], SH.nodeKind, SH.IRIOrLiteral))

    conforms, _report, words = validate(data, shacl_graph=shapes)

    assert len(data) > 150
    assert conforms, words


def test_every_member_is_one_that_its_type_has_and_holds_what_it_may(client, scene, shared):
    file = shared / "schemas" / "schema.org" / "schemaorg-30.0-types-subset.json"
    known = json.loads(file.read_text())
    found, wrong = 0, set()
    for node in (node for page in every_page(client, scene) for node in parts(page)):
        for member, value in node.items():
            if node.get("@type") not in known or member.startswith("@"):
                continue
            allowed = known[node["@type"]]["properties"].get(member, {"expects": []})["expects"]
            for one in value if isinstance(value, list) else [value]:
                found += 1
                if not sorts(one, known) & {*allowed}:
                    wrong.add((node["@type"], member))

    assert found > 250
    # Between a person and an office stands a role, which repeats the word of the relation;
    # and what a search is, the list of types does not say.
    roles = {("Person", "hasOccupation"), ("Role", "hasOccupation")}
    assert wrong <= {*roles, ("WebSite", "potentialAction")}


def sorts(value: Any, known: dict[str, Any]) -> set[str]:
    """What schema.org may take a value for."""
    if isinstance(value, dict) and "@type" not in value:
        return {"EventStatusType", "Thing"}  # no node of its own but one of a closed list
    if isinstance(value, dict):
        return {value["@type"], *known.get(value["@type"], {"ancestors": ["Thing"]})["ancestors"]}
    return {"Boolean"} if isinstance(value, bool) else set(LITERALS - {"Boolean"})


def parts(value: Any) -> Iterator[dict[str, Any]]:
    """Every node in what a page says, however deep."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from parts(one)


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
HOSTILE = st.sampled_from(["</script>", "<!--", "<script", "]]>", "\u2028", "&quot;", '"', "\\"])


@given(st.lists(TEXT | HOSTILE).map("".join))
def test_no_words_can_end_the_block_of_data(text):
    element = script({"name": text})
    inside = element.removeprefix('<script type="application/ld+json">').removesuffix("</script>")

    assert json.loads(inside) == {"name": text}
    assert not set("<>&\u2028\u2029") & set(inside)


@given(TEXT.map(lambda text: text * 5), st.integers(5, 120))
def test_a_text_is_shortened_between_words(text, most):
    short = shorten(text, most)

    assert len(short) <= most
    assert " ".join(text.split()).startswith(short.removesuffix("…"))


def test_hostile_words_reach_the_page_as_words(client):
    hostile = "</script><script>alert(1)</script><!-- “\u2028”"
    story = ArticleFactory(headline=hostile, published=True)
    sequence_all()

    said = told_of(client, Item.objects.get(uid=story.uid))
    assert said["name"] == hostile
