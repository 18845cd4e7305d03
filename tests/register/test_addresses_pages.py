"""Addresses: one for each thing, its slug decoration; lists refuse what they do not know."""

from datetime import timedelta

import pytest
from django.test import override_settings
from django.utils import timezone

from newsroom.register.models import Item
from newsroom.register.sequencer import sequence_all
from newsroom.settings.base import PUBLIC_MIDDLEWARE
from tests.factories import (
    ArticleFactory,
    CountryFactory,
    MeetingFactory,
    OrganisationFactory,
    PersonFactory,
)
from tests.reader import get, page_of, publish_scene

pytestmark = pytest.mark.django_db

LISTS = [
    "/articles/",
    "/personnes/",
    "/organisations/",
    "/pays/",
    "/rencontres/",
    "/evenements/",
    "/fonctions/",
    "/accords/",
    "/propos/",
]
PAGES = ["article", "camara", "bloc", "mali", "meeting", "defence", "agreement", "statement"]


@pytest.fixture
def scene():
    return publish_scene()


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("slug", ["", "autre/", "été/"])
def test_wrong_or_missing_slug_leads_to_the_one_address(client, scene, name, slug):
    path = page_of(scene[name])

    response = client.get(path.rsplit("/", 2)[0] + "/" + slug)

    assert (response.status_code, response.url) == (301, path)
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("name", PAGES)
def test_page_names_its_canonical_address(client, scene, name):
    path = page_of(scene[name])

    page = get(client, path)

    assert page.all("link[@rel='canonical']")[0].get("href") == f"http://testserver{path}"


@pytest.mark.parametrize("name", PAGES)
def test_old_slug_leads_to_the_new_one(client, scene, name):
    old = page_of(scene[name])
    thing = scene[name]
    thing.refresh_from_db()
    columns = {field.name for field in thing._meta.fields}
    called = next(name for name in ("headline", "name", "title", "text") if name in columns)
    setattr(thing, called, "Un autre nom")
    thing.save()
    sequence_all()

    response = client.get(old)

    assert response.status_code == 301
    assert response.url.endswith("/un-autre-nom/")
    assert client.get(response.url).status_code == 200


def merge_items(*things):
    """Each of the things, in the register, merged into the next; the last into the first."""
    for thing, into in zip(things, [*things[1:], things[0]], strict=True):
        Item.objects.filter(uid=thing.uid).update(
            live=False, doc=None, channels=[], status="merged", replaced_by=into.uid
        )


def test_merged_thing_leads_to_what_remains(client, scene):
    double = PersonFactory(name="S. Camara", public=True)
    sequence_all()
    old = page_of(double)
    double.merged_into = scene["camara"].actor_ptr
    double.save()
    sequence_all()

    response = client.get(f"{old}?on=2025-08-14")

    assert response.status_code == 301
    assert response.url == f"{page_of(scene['camara'])}?on=2025-08-14"


MERGED = {"camara": PersonFactory, "bloc": OrganisationFactory, "mali": CountryFactory}


@pytest.mark.parametrize("name", MERGED)
def test_chain_of_mergers_is_one_redirect(client, scene, name):
    remains = scene[name]
    doubles = [MERGED[name](name=f"Double {n}", public=True) for n in range(3)]
    sequence_all()
    old = page_of(doubles[0])
    merge_items(*doubles)
    Item.objects.filter(uid=doubles[-1].uid).update(replaced_by=remains.uid)

    response = client.get(old)

    assert (response.status_code, response.url) == (301, page_of(remains))


def test_ring_of_mergers_ends(client):
    ring = PersonFactory.create_batch(3, public=True)
    sequence_all()
    old = page_of(ring[0])
    merge_items(*ring)

    assert get(client, old).status == 404


def test_merged_into_what_nobody_may_see_any_more_is_not_found(client, scene):
    double = PersonFactory(public=True)
    sequence_all()
    old = page_of(double)
    merge_items(double)
    Item.objects.filter(uid=double.uid).update(replaced_by=scene["camara"].uid)
    Item.objects.filter(uid=scene["camara"].uid).update(channels=["nobody"], ever=["nobody"])

    assert get(client, old).status == 404


@pytest.mark.parametrize("word", [path.strip("/") for path in LISTS])
def test_id_that_was_never_public_is_not_found(client, word):
    assert get(client, f"/{word}/6c1ee8cf-5f3c-4b93-9c2d-4f2a9a1f6c11/").status == 404


def test_thing_of_another_kind_is_not_found(client, scene):
    assert get(client, f"/pays/{scene['camara'].uid}/").status == 404


@pytest.mark.parametrize("path", [*LISTS, "/recherche/"])
def test_unknown_parameter_is_refused_by_name(client, path):
    page = get(client, path, persone="x")

    assert page.status == 400
    assert page.texts("code") == ["persone"]


@pytest.mark.parametrize(
    ("path", "name", "value"),
    [
        ("/articles/", "person", "camara"),
        ("/articles/", "published_after", "hier"),
        ("/rencontres/", "from", "2025"),
        ("/rencontres/", "format", "ovale"),
        ("/articles/", "cursor", "x.y"),
        ("/recherche/", "cursor", "x.y"),
        ("/recherche/", "kind", "user"),
        ("/personnes/", "initial", "é"),
        ("/rencontres/", "initial", "a"),
    ],
)
def test_value_that_means_nothing_is_refused_by_name(client, path, name, value):
    page = get(client, path, **{name: value})

    assert page.status == 400
    assert page.texts("code") == [name]


def test_fields_left_empty_in_a_form_are_no_filters(client, scene):
    page = get(client, "/rencontres/", q="", **{"from": "2025-06-01"}, to="", format="")

    assert page.status == 200
    assert "Consultations 1" in page.text
    assert "Premiers entretiens 1" not in page.text


def test_filter_without_a_field_is_named_and_can_be_removed(client, scene):
    page = get(client, "/articles/", person=str(scene["camara"].uid), q="ministres")

    assert page.links["remove Sadio Camara 1"] == "?q=ministres"
    assert "Deux ministres à Bamako 1" in page.text


def test_list_is_walked_page_by_page_to_its_end(client):
    PersonFactory.create_batch(70, public=True)
    sequence_all()
    seen, path = [], "/personnes/"
    for _page in range(3):
        page = get(client, path)
        seen += [url for url in page.links.values() if "/awa-diarra-" in url]
        path = "/personnes/" + page.links.get("Further", "")

    assert len(seen) == len(set(seen)) == 70
    assert path == "/personnes/"


def test_initial_finds_names_whatever_their_accents(client):
    for name in ("Égypte", "Espagne", "Fidji", "Danemark"):
        CountryFactory(name=name, public=True)
    sequence_all()

    text = get(client, "/pays/", initial="e").text

    assert "Égypte" in text
    assert "Espagne" in text
    assert "Fidji" not in text
    assert "Danemark" not in text


def test_lists_leave_out_what_is_not_public(client):
    ArticleFactory(headline="Brouillon")
    MeetingFactory(title="Rencontre tenue secrète")
    PersonFactory(name="Personne privée", private=True)
    ArticleFactory(headline="Pour demain", scheduled=timezone.now() + timedelta(days=1))
    sequence_all()

    said = " ".join(get(client, path).text for path in ["/", *LISTS])

    for hidden in ("Brouillon", "secrète", "privée", "Pour demain"):
        assert hidden not in said


@pytest.mark.parametrize("path", ["/", "/recherche/?q=ministre", *LISTS])
def test_public_process_knows_no_visitor(client, scene, path):
    with override_settings(MIDDLEWARE=PUBLIC_MIDDLEWARE, ROOT_URLCONF="newsroom.urls.public"):
        response = client.get(path)

    assert response.status_code == 200
    assert not response.cookies
    assert response.headers["Vary"] == "Accept-Language"
    assert response.headers["Cache-Control"] == "public, max-age=60"


def test_desk_without_reader_pages_can_still_say_not_found(client):
    with override_settings(ROOT_URLCONF="newsroom.urls.desk"):
        assert get(client, "/nulle-part").status == 404
