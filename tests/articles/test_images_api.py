"""Pictures in the API: their rights, and signed addresses, good for one key and for a while."""

import io
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from PIL import Image as Pillow

from articles import services
from newsroom.partners.addresses import LIFETIME, STEP
from newsroom.partners.models import Key, Usage
from newsroom.pulls.models import Pull
from newsroom.register.sequencer import sequence_all
from tests.articles.picture_files import drawn, encoded, upload
from tests.factories import ArticleFactory, EmbargoAccessFactory, ImageFactory
from tests.partners.contracts import asking, client, forget, key, keyed, partner

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_known():
    forget()


def illustrated(**values):
    story = ArticleFactory(**values)
    ImageFactory(
        article=story,
        file=upload(encoded(drawn(900, 600))),
        made=True,
        caption="Les deux ministres.",
        licence="Presse",
    )
    return story


@pytest.fixture
def story():
    """A published story with one picture, in the register."""
    found = illustrated()
    services.publish(found, by=None)
    sequence_all()
    return found


@pytest.fixture
def early():
    """A story under embargo with one picture, and who has it early."""
    house = partner("public", gets_embargoed=True)
    found = illustrated(ready=True, embargo_until=timezone.now() + timedelta(days=1))
    EmbargoAccessFactory(article=found, partner=house)
    services.schedule(found, by=None, at=found.embargo_until)
    sequence_all()
    return found, keyed(house)


def pictures(story, by=None):
    return (by or Client()).get(f"/api/v1/articles/{story.uid}/images")


def addresses(story, by=None):
    [image] = pictures(story, by).json()["data"]
    return [one["url"] for one in image["renditions"]]


def refused(response, status, sort):
    assert response.status_code == status, response.content
    assert response.json()["type"].endswith(f"/problems/{sort}")


def test_a_picture_has_its_rights_and_whole_addresses(story):
    told = pictures(story).json()

    [image] = told["data"]
    assert (image["credit"], image["licence"]) == ("A. Traoré, agence", "Presse")
    assert (image["caption"], image["alt"]) == (
        "Les deux ministres.",
        "Deux ministres se serrent la main.",
    )
    assert told["urls_expire_in"] == 600
    assert len(image["renditions"]) > 3
    for one in image["renditions"]:
        assert one["url"].startswith("http://testserver/api/v1/articles/")
        file = Client().get(one["url"])
        assert file.headers["Content-Type"] == one["media_type"]
        assert file.headers["Cache-Control"] == "private, no-store"
        opened = Pillow.open(io.BytesIO(file.content))
        assert opened.size == (one["width"], one["height"])


def test_the_same_question_has_the_same_addresses_for_a_while(story):
    with time_machine.travel("2026-12-01T12:00:01+00:00", tick=False):
        first = addresses(story)
    with time_machine.travel("2026-12-01T12:04:59+00:00", tick=False):
        assert addresses(story) == first


def test_only_who_has_a_story_early_has_its_pictures_early(early):
    story, house = early

    for url in addresses(story, house):
        assert Client().get(url).status_code == 200  # any program, by this address
        assert Client().get(url.partition("?")[0]).status_code == 404
        public = f"/images/{story.uid}/{url.partition('?')[0].rpartition('/')[2]}"
        assert Client().get(public).status_code == 404
    refused(pictures(story), 404, "not-found")
    refused(pictures(story, asking("public")), 404, "not-found")


@pytest.mark.parametrize(
    "change",
    [
        lambda url: url.partition("?")[0],
        lambda url: url + "x",
        lambda url: url + "&more=1",
        lambda url: url.replace("signature=", "signature=x"),
        lambda url: url.replace("signature=", "signature=:"),
        lambda url: url.replace(".webp", ".jpg"),
        lambda url: url.replace("/images/", "/images/0"),
    ],
)
def test_a_forged_address_is_nothing(early, change):
    story, house = early
    url = next(one for one in addresses(story, house) if ".webp" in one)
    assert Client().get(url).status_code == 200

    refused(Client().get(change(url)), 404, "not-found")


def test_an_address_given_to_one_key_is_not_good_for_another(early):
    story, house = early
    url = addresses(story, house)[0]
    name = url.partition("signature=")[2].partition(":")[0]
    other, _text = key(partner("public"))

    assert name
    refused(Client().get(url.replace(name, other.name)), 404, "not-found")
    refused(Client().get(url.replace(name, "")), 404, "not-found")


def test_an_address_ends_after_a_while(story):
    url, now = addresses(story)[0], timezone.now()

    with time_machine.travel(now + LIFETIME - STEP - timedelta(seconds=9), tick=False):
        assert Client().get(url).status_code == 200
    with time_machine.travel(now + LIFETIME + timedelta(seconds=30), tick=False):
        refused(Client().get(url), 403, "address-expired")


def test_an_address_ends_with_its_key_and_with_what_the_key_may_read(early):
    story, house = early
    url = addresses(story, house)[0]
    of = Key.objects.select_related("partner").get().partner

    of.gets_embargoed = False
    of.save()
    forget()
    refused(Client().get(url), 404, "not-found")
    of.gets_embargoed = True
    of.save()
    forget()
    assert Client().get(url).status_code == 200
    Key.objects.update(revoked_at=timezone.now())
    forget()
    refused(Client().get(url), 403, "address-expired")


def test_it_is_good_only_from_the_networks_of_the_contract(story):
    house = partner("public", networks=["192.0.2.0/24"])
    _key, text = key(house)
    within = {"REMOTE_ADDR": "192.0.2.7"}
    [image] = client(text).get(f"/api/v1/articles/{story.uid}/images", **within).json()["data"]
    url = image["renditions"][0]["url"]

    assert Client().get(url, **within).status_code == 200
    refused(Client().get(url, REMOTE_ADDR="198.51.100.7"), 403, "foreign-network")


def test_a_withdrawal_holds_for_addresses_that_were_given_out(story):
    url = addresses(story)[0]
    services.withdraw(story, by=None, reason="Image truquée.")  # not sequenced yet

    refused(Client().get(url), 404, "not-found")
    sequence_all()

    gone = Client().get(url)
    refused(gone, 410, "withdrawn")
    assert gone.json()["reason"] == "Image truquée."
    refused(pictures(story), 410, "withdrawn")


def test_whoever_is_not_shown_pictures_has_no_address_of_any(story):
    house = partner("public", hidden=["images"])

    assert pictures(story, keyed(house)).json()["data"] == []


def test_files_are_counted_with_the_key_they_were_given_to(story):
    house = partner("public", per_minute=3)
    _key, text = key(house)
    [url, other, *_more] = addresses(story, client(text))

    first = Client().get(url)
    assert '"burst";r=1' in first.headers["RateLimit"]
    assert Client().get(other).status_code == 200
    refused(Client().get(url), 429, "quota-exceeded")
    used = Usage.objects.get()
    assert (used.requests, used.refused) == (4, 1)
    assert used.bytes > len(first.content)


def test_who_was_given_pictures_stands_in_the_record_of_pulls(story):
    house = partner("public")
    addresses(story, keyed(house))

    pull = Pull.objects.get()
    assert (pull.partner, pull.surface, pull.uids) == (house, "pictures", [story.uid])


@pytest.mark.parametrize("path", ["nothing", "00000000-0000-4000-8000-000000000000"])
def test_of_what_is_no_story_there_are_no_pictures(story, path):
    refused(Client().get(f"/api/v1/articles/{path}/images"), 404, "not-found")


def test_a_parameter_is_refused_and_nothing_can_be_sent(story):
    assert Client().get(f"/api/v1/articles/{story.uid}/images", {"size": "big"}).status_code == 400
    assert Client().post(addresses(story)[0]).status_code == 405
