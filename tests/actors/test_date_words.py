"""Partial dates in French and English words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actors.dates import InvalidPartialDate, display, on_days

WORDS = [
    ("", "", ""),
    ("2025-08-14", "14 août 2025", "14 August 2025"),
    ("2025-05-01", "1er mai 2025", "1 May 2025"),
    ("2025-05-11", "11 mai 2025", "11 May 2025"),
    ("2025-05", "mai 2025", "May 2025"),
    ("2025-05-XX", "mai 2025", "May 2025"),
    ("2025", "2025", "2025"),
    ("2025-XX", "2025", "2025"),
    ("2025~", "vers 2025", "about 2025"),
    ("2025?", "peut-être 2025", "possibly 2025"),
    ("2025%", "peut-être vers 2025", "possibly about 2025"),
    ("2025-05~", "vers mai 2025", "about May 2025"),
    ("2025-08-14~", "vers le 14 août 2025", "about 14 August 2025"),
    ("2025-05-01?", "peut-être le 1er mai 2025", "possibly 1 May 2025"),
    ("2024-22", "été 2024", "summer 2024"),
    ("2024-22~", "vers l’été 2024", "about summer 2024"),
    ("2024-21~", "vers le printemps 2024", "about spring 2024"),
    ("2024-24", "hiver 2024–2025", "winter 2024–2025"),
    ("201X", "années 2010", "2010s"),
    ("201X~", "vers les années 2010", "about the 2010s"),
    ("20XX", "années 2000–2099", "2000–2099"),
    ("20XX?", "peut-être les années 2000–2099", "possibly the years 2000–2099"),
    ("2025-08-14T10:30Z", "14 août 2025 à 10 h 30 (UTC)", "14 August 2025, 10:30 (UTC)"),
    (
        "2025-05-01T09:05:30+02:00",
        "1er mai 2025 à 9 h 05 (UTC+02:00)",
        "1 May 2025, 9:05 (UTC+02:00)",
    ),
    ("2025-08-14T10:30", "14 août 2025 à 10 h 30", "14 August 2025, 10:30"),
    ("2025-05-03/2025-05-05", "du 3 au 5 mai 2025", "from 3 to 5 May 2025"),
    ("2025-05-01/2025-05-05", "du 1er au 5 mai 2025", "from 1 to 5 May 2025"),
    ("2025-05-03/2025-05-03", "3 mai 2025", "3 May 2025"),
    ("2025-05-11/2025-08-14", "du 11 mai au 14 août 2025", "from 11 May to 14 August 2025"),
    (
        "2024-12-31/2025-01-01",
        "du 31 décembre 2024 au 1er janvier 2025",
        "from 31 December 2024 to 1 January 2025",
    ),
    ("2025-05/2025-08", "de mai à août 2025", "from May to August 2025"),
    ("2025-04/2025-10", "d’avril à octobre 2025", "from April to October 2025"),
    ("2024-08/2025-05", "d’août 2024 à mai 2025", "from August 2024 to May 2025"),
    ("2025-05/2025-05-20", "de mai 2025 au 20 mai 2025", "from May 2025 to 20 May 2025"),
    ("2024/2025", "de 2024 à 2025", "from 2024 to 2025"),
    ("2024-21/2024-23", "du printemps 2024 à l’automne 2024", "from spring 2024 to autumn 2024"),
    ("199X/201X", "des années 1990 aux années 2010", "from the 1990s to the 2010s"),
    ("../2025-05-05", "jusqu’au 5 mai 2025", "until 5 May 2025"),
    ("../2025-05", "jusqu’en mai 2025", "until May 2025"),
    ("../1984", "jusqu’en 1984", "until 1984"),
    ("../2024-22", "jusqu’à l’été 2024", "until summer 2024"),
    ("../201X", "jusqu’aux années 2010", "until the 2010s"),
    ("/2025-05-05", "jusqu’au 5 mai 2025 (début inconnu)", "until 5 May 2025 (start unknown)"),
    ("2025-05-11/..", "à partir du 11 mai 2025", "from 11 May 2025"),
    ("2025-08/..", "à partir d’août 2025", "from August 2025"),
    ("2025-05-11/", "à partir du 11 mai 2025 (fin inconnue)", "from 11 May 2025 (end unknown)"),
    ("../..", "sans début ni fin", "with no start or end"),
    (
        "2024~/2025?",
        "de 2024 à 2025 (début approximatif, fin incertaine)",
        "from 2024 to 2025 (approximate start, uncertain end)",
    ),
    ("[2025-05-03..2025-05-05]", "entre le 3 et le 5 mai 2025", "between 3 and 5 May 2025"),
    ("[2025-05..2025-08]", "entre mai et août 2025", "between May and August 2025"),
    ("[..2025-05-05]", "le 5 mai 2025 au plus tard", "5 May 2025 at the latest"),
    ("[2025-05-05..]", "le 5 mai 2025 au plus tôt", "5 May 2025 at the earliest"),
]


@pytest.mark.parametrize(("text", "french", "english"), WORDS)
def test_partial_date_is_said_in_both_languages(text, french, english):
    assert (display(text, "fr"), display(text, "en")) == (french, english)


def test_regional_language_code_uses_its_language():
    assert display("2025-08-14", "fr-ML") == "14 août 2025"
    assert display("2025-08-14", "en-GB") == "14 August 2025"


def test_language_without_wording_is_an_error():
    with pytest.raises(KeyError):
        display("2025", "de")


def test_text_that_is_no_date_is_an_error():
    with pytest.raises(InvalidPartialDate):
        display("soon", "fr")


@given(st.dates(), st.sampled_from(["fr", "en"]))
def test_days_next_to_each_other_never_read_the_same(moment, language):
    if moment == moment.max:
        return
    following = moment.fromordinal(moment.toordinal() + 1)
    assert display(str(moment), language) != display(str(following), language)


@pytest.mark.parametrize(
    ("first", "last", "french", "english"),
    [
        (date(2021, 3, 8), date(2021, 3, 8), "le 8 mars 2021", "on 8 March 2021"),
        (date(2021, 3, 1), date(2021, 3, 1), "le 1er mars 2021", "on 1 March 2021"),
        (date(2025, 5, 3), date(2025, 5, 5), "du 3 au 5 mai 2025", "from 3 to 5 May 2025"),
    ],
)
def test_days_go_on_a_sentence(first, last, french, english):
    assert on_days(first, last, "fr") == french
    assert on_days(first, last, "en") == english
