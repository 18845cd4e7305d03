"""What holds for the likeness of any two names."""

import random

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from newsroom.register.names.score import likeness, word_likeness
from newsroom.register.text import fold

SYLLABLES = "ba bou cé dia dji fo ga goï ka khou la ma mo né nia ou ra sa si ta tché ti tra yé zou"
words = st.lists(st.sampled_from(SYLLABLES.split()), min_size=2, max_size=4).map(
    lambda parts: "".join(parts).capitalize()
)
names = st.lists(words, min_size=1, max_size=4).map(" ".join)
anything = st.text(max_size=30)


@given(anything | names, anything | names)
def test_likeness_is_symmetric_and_between_0_and_1(a, b):
    assert likeness(a, b) == likeness(b, a)
    assert 0 <= likeness(a, b) <= 1


@given(anything | names)
@example("Le De")
@example("١٢٣")
def test_a_name_is_itself(name):
    assume(fold(name).strip())

    assert likeness(name, name) == 1
    assert likeness(f"  {name} ", name) == 1


@given(names)
def test_accents_and_case_do_not_matter(name):
    plain = fold(name)

    assert likeness(name, plain) == 1
    assert likeness(name.upper(), name.lower()) == 1


@given(st.lists(words, min_size=2, max_size=4), st.data())
def test_the_order_of_words_does_not_matter(parts, data):
    other = data.draw(names)
    turned = data.draw(st.permutations(parts))

    assert likeness(" ".join(parts), " ".join(turned)) == 1
    assert likeness(" ".join(parts), other) == likeness(" ".join(turned), other)


@given(st.lists(words, min_size=2, max_size=4))
def test_a_hyphen_is_a_space(parts):
    assert likeness("-".join(parts), " ".join(parts)) == 1


@given(words, words, st.sampled_from("'’ʼ`"))
def test_an_apostrophe_is_nothing(given_name, rest, mark):
    assert likeness(f"{given_name} N{mark}{rest}", f"{given_name} N{rest.lower()}") == 1


@given(words, words)
def test_words_written_together_are_the_words(a, b):
    assert likeness(f"Awa {a} {b}", f"Awa {a}{b.lower()}") >= 0.9


@given(words, words, words)
def test_one_word_alone_never_comes_near_a_full_name(a, b, c):
    assume(len({fold(part) for part in (a, b, c)}) == 3)

    assert likeness(a, f"{a} {b}") < 0.93
    assert likeness(a, f"{a} {b} {c}") < 0.93


@given(names, words)
def test_a_word_more_costs_little(name, more):
    assume(len(name.split()) > 1)

    assert likeness(name, f"{name} {more}") >= 0.9


@pytest.mark.parametrize(
    ("a", "b", "least", "most"),
    [
        ("putin", "putin", 1, 1),
        ("poutine", "putin", 0.97, 0.97),
        ("p", "putin", 0.75, 0.75),
        ("v", "wladimir", 0.75, 0.75),
        ("x", "putin", 0, 0),
        ("simpone", "simpore", 0.85, 0.95),
        ("traore", "toure", 0, 0.7),
    ],
)
def test_words(a, b, least, most):
    assert least <= word_likeness(a, b) <= most


def test_the_longer_of_two_full_names_may_be_any_permutation():
    chance = random.Random(1)
    parts = "Paul Henri Sandaogo Damiba".split()
    for _ in range(10):
        chance.shuffle(parts)
        assert likeness("Damiba Paul", " ".join(parts)) == pytest.approx(0.94)
