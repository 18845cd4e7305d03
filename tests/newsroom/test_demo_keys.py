"""The demo's partner has the same two keys at each start, which work."""

import pytest
from django.test import Client

from newsroom.demo.partners import SLUG, ensure_keys, kept_key
from newsroom.partners.issuing import revoke
from newsroom.partners.models import Key, Partner
from newsroom.register.sequencer import sequence_all
from tests.factories import ArticleFactory
from tests.sandbox.playing import SANDBOX

pytestmark = pytest.mark.django_db


def asking(text):
    return Client(headers={"authorization": f"Bearer {text}"})


def test_the_keys_are_made_once_and_kept_where_nobody_else_reads(tmp_path):
    folder = tmp_path / "demo"

    first, again = ensure_keys(folder), ensure_keys(folder)

    assert first == again
    assert Key.objects.count() == 2
    assert [path.stat().st_mode & 0o077 for path in folder.iterdir()] == [0, 0]
    assert Partner.objects.get(slug=SLUG).keys.filter(is_test=True).count() == 1


def test_an_archive_made_anew_accepts_the_same_keys(tmp_path):
    first = ensure_keys(tmp_path)
    Key.objects.all().delete()
    Partner.objects.all().delete()

    assert ensure_keys(tmp_path) == first


def test_one_reads_what_is_public_and_the_other_plays(tmp_path):
    story = ArticleFactory(published=True)
    sequence_all()
    live, trying = ensure_keys(tmp_path)

    assert asking(live.text).get(f"/api/v1/articles/{story.uid}").status_code == 200
    assert asking(live.text).get(SANDBOX).status_code == 404
    assert asking(trying.text).get(f"/api/v1/articles/{story.uid}").status_code == 404
    assert asking(trying.text).get(SANDBOX).json()["next"] == ["publish"]


def test_a_key_that_was_revoked_stays_so(tmp_path):
    live, _trying = ensure_keys(tmp_path)
    revoke(Key.objects.get(is_test=False))

    ensure_keys(tmp_path)

    assert asking(live.text).get("/api/v1/").status_code == 401


def test_a_key_whose_file_is_damaged_is_made_anew(tmp_path):
    path = tmp_path / "key"
    path.write_text("nrk_live_half")

    assert kept_key(path, is_test=True) == kept_key(path, is_test=True)
