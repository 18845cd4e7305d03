"""How a key is written: whole or not at all, and never twice the same."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.partners import keys

ALPHABET = string.ascii_letters + string.digits + "_-"


@pytest.mark.parametrize(("is_test", "start"), [(False, "nrk_live_"), (True, "nrk_test_")])
def test_a_key_reads_as_it_was_written(is_test, start):
    key = keys.make(is_test=is_test)

    assert key.text.startswith(start)
    assert keys.read(key.text) == key
    assert len(key.text) == len(start) + 10 + 1 + 43 + 6


def test_no_two_keys_are_alike():
    made = [keys.make() for _ in range(500)]

    assert len({key.name for key in made}) == len({key.secret for key in made}) == 500


def test_a_secret_holds_256_bits():
    assert len(keys.ALPHABET) ** keys.SECRET_LENGTH >= 2**256
    assert len(set(keys.ALPHABET)) == len(keys.ALPHABET) == 62


@given(st.integers(min_value=0), st.sampled_from(ALPHABET))
def test_a_key_with_another_character_is_none(place, other):
    text = keys.make().text
    place %= len(text)
    changed = text[:place] + other + text[place + 1 :]

    assert (keys.read(changed) is not None) == (changed == text)


@given(st.text(max_size=80))
def test_any_other_text_is_no_key(text):
    assert keys.read(text) is None


@pytest.mark.parametrize(
    "spoilt",
    [
        lambda text: text[:-1],
        lambda text: text + "0",
        lambda text: f" {text}",
        lambda text: f"{text}\n",
        lambda text: text.upper(),
        lambda text: text.replace("live", "test"),
        lambda text: "",
    ],
)
def test_a_key_is_read_whole_or_not_at_all(spoilt):
    assert keys.read(spoilt(keys.make().text)) is None


def test_what_is_stored_is_a_digest_of_that_key_alone():
    key, other = keys.make(), keys.make()

    assert len(key.digest) == 64
    assert key.secret not in key.digest
    assert key.is_that_of(key.digest)
    assert not key.is_that_of(other.digest)
