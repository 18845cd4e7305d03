"""Keys under which a name is stored and looked up; names alike share some of them."""

from functools import lru_cache
from itertools import combinations

from newsroom.register.names.spelling import neutral, skeleton, tokens

# To be raised whenever the keys of any name change: what is stored is then made anew.
KEY_VERSION = 3

# What sharing a key says: the whole name, the consonants of two words, a word, its neutral form,
# its consonants, and either of these two with one letter left out. Pairs are there because each
# word of "Mohamed Keïta" alone is in too many names to be looked for.
WEIGHTS = {"!": 4.0, "+": 1.5, "=": 1.0, "$": 0.95, "#": 0.8, "%": 0.5, "~": 0.3}
MOST_WORDS = 12  # of a name; a longer text is a title, found by its first words
MOST_PAIRED = 5
MOST_MISSPELT = 3  # words of a name, the longest, that are looked for with a letter wrong


def index_keys(text: str) -> list[str]:
    """The keys of a name, sorted; none when it has no letter or digit."""
    return sorted(dict(query_keys(text)))


def query_keys(text: str) -> list[tuple[str, float]]:
    """The keys that a name alike may be stored under, each with its weight."""
    words = tokens(text)[:MOST_WORDS]
    if not words:
        return []
    found = {"!" + " ".join(sorted(words))[:200]}
    for word in words:
        # An initial says too little to look for.
        if len(word) > 1 or len(words) == 1:
            found |= _of_word(word)
    bones = sorted(
        {bone for word in words[:MOST_PAIRED] if len(word) > 1 and (bone := skeleton(word))}
    )
    found |= {f"+{a} {b}" for a, b in combinations(bones, 2)}
    for i in range(len(words) - 1):  # Abdel Fattah, Abdelfattah
        found.add("$" + neutral(words[i] + words[i + 1]))
    return [(key, WEIGHTS[key[0]]) for key in sorted(found)]


def paired_keys(text: str) -> list[tuple[list[str], list[str]]]:
    """Two sets of keys for each word; a name alike with this word misspelt has some of both.

    The first are those of the other words as they are, the second those of this word with a
    letter wrong. Each set alone may be shared by thousands.
    """
    words = {word for word in tokens(text)[:MOST_WORDS] if len(word) > 1}
    found = []
    for word in sorted(words, key=len, reverse=True)[:MOST_MISSPELT]:
        others = {key for other in words - {word} for key in _of_word(other) if key[0] in "=$#"}
        loose = {key for key in _of_word(word) if key[0] in "%~"}
        if others and loose:
            found.append((sorted(others), sorted(loose)))
    return found


@lru_cache(maxsize=65536)
def _of_word(word: str) -> frozenset[str]:
    plain, bones = neutral(word), skeleton(word)
    found = {"=" + word, "$" + plain}
    if len(bones) > 1:
        found.add("#" + bones)
    if len(bones) > 2:
        found.add("~" + bones)
    if len(bones) > 3:
        found |= {"~" + part for part in _without_one(bones)}
        # A vowel that is wrong leaves the consonants as they are.
        places = [i for i, letter in enumerate(plain) if letter not in "aeiou"]
        found |= {"%" + plain[:i] + plain[i + 1 :] for i in places}
    elif len(plain) > 3:
        # Few consonants are shared by too many names: here vowels must tell.
        found |= {"%" + plain} | {"%" + part for part in _without_one(plain)}
    return frozenset(found)


def _without_one(word: str) -> set[str]:
    return {word[:i] + word[i + 1 :] for i in range(len(word))}
