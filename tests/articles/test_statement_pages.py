"""What was said has a page: whose words, in what office, to whom, in what sentence."""

import pytest

from articles.services import publish, withdraw
from newsroom.register.sequencer import sequence_all
from tests.factories import ArticleFactory, PersonFactory, StatementFactory, StatementSubjectFactory
from tests.reader import get, page_of, publish_scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    return publish_scene()


def tell(scene, text, **members):
    """Another story in which the minister says something."""
    story = ArticleFactory(headline="Un autre jour", body=f"<p>Il a dit : « {text} »</p>")
    statement = StatementFactory(
        article=story, speaker=scene["camara"].actor_ptr, text=text, **members
    )
    publish(story, by=None)
    sequence_all()
    return statement


def test_words_stand_with_who_said_them_and_in_what_office_that_day(client, scene):
    statement = tell(scene, "Le pacte tient", said_on="2025-05-11")

    page = get(client, page_of(statement))

    assert page.texts("h1") == ["Sadio Camara 1"]
    assert page.texts("header//blockquote") == ["Le pacte tient"]
    assert "In office on 11 May 2025: ministre de la Défense du Mali 1" in page.text


def test_without_a_day_no_office_is_claimed(client, scene):
    page = get(client, page_of(tell(scene, "Le pacte tient", said_on="")))

    assert "In office on" not in page.text
    assert "date not known" in page.texts("dd")


def test_sentence_is_shown_where_it_stands_and_leads_to_its_place(client, scene):
    page = get(client, page_of(scene["statement"]))

    assert page.texts("mark") == ["Nous sommes d’accord"]
    assert "Le ministre : « Nous sommes d’accord ! »" in page.section("context")
    uid = scene["statement"].uid
    assert page.links["Show it in the text"] == f"{page_of(scene['article'])}?fact={uid}#fact"


def test_long_text_is_cut_between_words(client, scene):
    words = "avant " * 100
    story = ArticleFactory(lead="", body=f"<p>{words}</p><p>Ils ont parlé.</p><p>{words}</p>")
    statement = StatementFactory(article=story, text="Ils ont parlé.")
    publish(story, by=None)
    sequence_all()

    context = get(client, page_of(statement)).section("context")

    assert "… avant" in context
    assert "avant …" in context
    assert context.count("avant") < 100


def test_whom_it_was_said_to_and_about_whom_are_named(client, scene):
    statement = tell(scene, "Le pacte tient", addressee=scene["mody"].actor_ptr)
    StatementSubjectFactory(statement=statement, actor=scene["niger"].actor_ptr)
    sequence_all()

    page = get(client, page_of(statement))

    facts = dict(zip(page.texts("dt"), page.texts("dd"), strict=True))
    assert (facts["To whom"], facts["About whom"]) == ("Salifou Mody 1", "Niger 1")


def test_other_words_stand_under_the_closest_tie_alone(client, scene):
    own = StatementFactory(
        article=scene["article"],
        speaker=scene["camara"].actor_ptr,
        occasion=scene["meeting"],
        text="Ils ont parlé",
    )
    there = tell(scene, "Nous reviendrons", occasion=scene["meeting"])
    elsewhere = tell(scene, "Le pacte tient")
    sequence_all()

    page = get(client, page_of(scene["statement"]))

    shown = {name: page.section(name) for name in ("story", "occasion", "speaker")}
    for name, statement in (("story", own), ("occasion", there), ("speaker", elsewhere)):
        assert [n for n, words in shown.items() if statement.text in words] == [name]


def test_words_of_a_withdrawn_story_are_gone_at_once(client, scene):
    path = page_of(scene["statement"])
    withdraw(scene["article"], by=None, reason="La rencontre n’a pas eu lieu.")

    assert get(client, path).status == 404
    assert "Nous sommes d’accord" not in get(client, "/propos/").text


@pytest.mark.parametrize("parameter", ["speaker", "about", "addressee", "originator"])
def test_list_is_narrowed_to_one_actor(client, scene, parameter):
    actor = PersonFactory(name="Awa Diarra", public=True).actor_ptr
    ends = {} if parameter == "about" else {parameter: actor}
    statement = StatementFactory(article=scene["article"], text="Ils ont parlé", **ends)
    if parameter == "about":
        StatementSubjectFactory(statement=statement, actor=actor)
    sequence_all()

    page = get(client, "/propos/", **{parameter: str(actor.uid)})

    assert page.texts("blockquote") == ["Ils ont parlé"]
    assert "Awa Diarra remove" in page.text


def test_list_offers_to_narrow_it_to_those_it_shows(client, scene):
    tell(scene, "Le pacte tient")
    speaker = scene["camara"].uid

    page = get(client, "/propos/", statement_kind="quote")

    assert page.links["Sadio Camara 1"] == f"/personnes/{speaker}/sadio-camara-1/"
    offered = [a.get("href") for a in page.all("details//a[@rel='nofollow']")]
    assert f"?statement_kind=quote&speaker={speaker}" in offered
    assert "Who says it" not in get(client, "/propos/", speaker=str(speaker)).text


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ({"q": "pacte"}, 1),
        ({"q": "guerre"}, 0),
        ({"said_after": "2025-05-01", "said_before": "2025-06-01"}, 1),
        ({"said_before": "2025-01-01"}, 0),
        ({"statement_kind": "relayed"}, 0),
    ],
)
def test_list_is_narrowed_by_words_period_and_kind(client, scene, asked, number):
    tell(scene, "Le pacte tient", said_on="2025-05-11")

    assert len(get(client, "/propos/", **asked).all("blockquote")) == number


def test_page_of_a_person_leads_to_what_they_say_and_what_is_said_of_them(client, scene):
    page = get(client, page_of(scene["camara"]))

    assert page.links["What they say"] == f"/propos/?speaker={scene['camara'].uid}"
    assert page.links["What is said about them"] == f"/propos/?about={scene['camara'].uid}"
