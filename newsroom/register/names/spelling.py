"""The words of a name, and two forms of a word that survive transliteration."""

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

from newsroom.register.text import fold

# Words that one writer prints and the next leaves out; never all that a name consists of.
PARTICLES = frozenset(
    "al el ul as ad ash ech ben bin ibn bint ould wuld wold uld weld veled mint ag ait de du des la"
    " le les da di do dos das van von der den of the et and y e jr sr junior senior".split()
)
TITLES = frozenset(
    "m mr mrs ms mme mlle dr drs pr prof sir hon general gen gal colonel col"
    " commandant cdt maj major capitaine capt cne lieutenant lt marechal amiral president"
    " excellence".split()
)
LONGEST = 40  # letters of a word; what is longer is not a name

_APOSTROPHES = "'’‘`´ʼʻʿʾ′"
# « l’AES », « l'Algérie »; a dropped vowel elsewhere belongs to the name: d'Ivoire, N'Daw.
_ARTICLE = re.compile(rf"\bl[{_APOSTROPHES}](?=\w)", re.IGNORECASE)
_APOSTROPHE = re.compile(f"[{_APOSTROPHES}]")
# "J.Traoré" and "J.-B. Traoré": a point divides, but inside an acronym ("O.N.U.") it does not.
_POINT = re.compile(r"\.(?=\w{2})")
# "ВладимировичМазур": the space is missing. In Latin script a capital may stand inside: McAllister.
_GLUED = re.compile(r"(?<=[а-яё])(?=[А-ЯЁ][а-яё])")
_NOT_PLAIN = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=65536)
def tokens(name: str) -> tuple[str, ...]:
    """The words of a name in ASCII, without accents, titles and particles.

    « Le général N’Daw » → ("ndaw",); «Андрей Белоусов» → ("andrey", "belousov"). When nothing
    but particles is there, they are the name.
    """
    plain = name if name.isascii() else unicodedata.normalize("NFC", name)
    plain = _APOSTROPHE.sub("", _ARTICLE.sub("", plain))
    plain = _GLUED.sub(" ", _POINT.sub(". ", _aside(plain)))
    plain = plain if plain.isascii() else _ascii(plain)
    found = [word for word in _NOT_PLAIN.split(fold(plain)) if word]
    kept = [
        # The article belongs to "Abd": Abd al-Aziz is Abdelaziz, not Aziz.
        word + found[i + 1] if word == "abd" and found[i + 1 : i + 2] in ABD_ARTICLES else word
        for i, word in enumerate(found)
        if word not in PARTICLES
    ]
    start = 0
    while start < len(kept) - 1 and kept[start] in TITLES:
        start += 1
    return tuple(word[:LONGEST] for word in kept[start:] or found)


ABD_ARTICLES = (["al"], ["el"], ["ul"])


_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


def _aside(text: str) -> str:
    """The text without what stands in brackets, unless nothing else is there."""
    short = _ASIDE.sub(" ", text)
    return short if fold(short) != " " and short.strip() else text


# Long vowels are written as consonants, and the article is part of the word; Abd al-X is one name.
_ARABIC = str.maketrans(
    {"ا": "a", "أ": "a", "آ": "a", "إ": "i", "و": "u", "ؤ": "u", "ي": "i", "ی": "i", "ئ": "i"}
    | {"ى": "a", "ة": "a", "ع": "a", "غ": "g"}
)
_ARABIC_ABD = re.compile(r"\bعبد\s+(?:ال)?")
_ARABIC_ARTICLE = re.compile(r"\bال(?=\w\w)")


def _ascii(text: str) -> str:
    """The text in ASCII letters; the signs that stand for no sound of their own are left out."""
    text = _ARABIC_ARTICLE.sub("", _ARABIC_ABD.sub("abdul", text)).translate(_ARABIC)
    return anyascii(text).replace("'", "").replace("`", "")


# In this order. S stands for the sound of ch, sh, tch; J for that of j, zh, dj.
_NEUTRAL = [
    (re.compile(pattern), instead)
    for pattern, instead in (
        (r"^m[aeou]?k?h+[ae]?m+[aeu]?[dt]$", "mohamed"),  # Muhammad, Mehmed, Mahamat, and in Arabic
        (r"^abd(?:ou|[aeou])(?:l|r(?=r)|s(?=s)|n(?=n))?", "abdul"),  # Abderrahmane, Abdul Rahman
        (r"^(?:gn|ny)(?=[aeiou])", "n"),  # Gnassingbé, Nyassingbe
        (r"shch|chtch|schtsch|stch|szcz", "S"),  # щ
        (r"ch(?=r)", "k"),  # Christian, Kristian
        (r"tsch|tsj|tch|tsh|sch|sj|sh|ch|cz", "S"),
        (r"j(?=$|[^aeiouy])|(?<=[bfgklmpv])j", "i"),  # Andrej, Pjotr
        (r"dzh|dj|zh|zj|j", "J"),
        (r"^d[iy](?=[aeou])", "J"),  # Diallo, Jallow
        (r"th", "t"),
        (r"^ti(?=[aeou])", "S"),  # Tiani, Tchiani
        (r"(?<=[SJ])[iy](?=[aeou])", ""),
        (r"(?<=[SJ])o(?=v$)", "e"),  # Gorbachov, Gorbachev
        (r"(?<=[bdfgklmnprstvz])yu", "u"),  # Luc, in Cyrillic Lyuk
        (r"ph", "f"),
        (r"gu(?=[eiy])", "g"),  # Guerassimov, Gerasimov
        (r"qu(?=[ei])|ck|kh|q", "k"),
        (r"gh", "g"),
        (r"dh", "d"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"^x", "s"),
        (r"x", "ks"),
        (r"t[sz]", "s"),  # Eltsine, Jelzin
        (r"z", "s"),
        (r"(?<=[oe])f+$", "v"),  # Medvedeff
        (r"h", ""),
        (r"y[eo](?=v)", "e"),  # ё: Gorbachyov
        (r"^[yi](?=[aeou])", ""),  # Youri, Iouri, Yevgeny
        (r"w(?=[lr])", "v"),  # Wladimir
        (r"(?<=[aeo])w(?=o?u)", ""),  # Yaou, Yawu
        (r"ow(?![aeiouy])", "o"),  # Barrow, Jallow
        (r"a(?:ou|[uow])(?![aeiouy])", "o"),  # Ndaw, Ndao, N’Daou
        (r"(?:ou|[uw])(?=[aei])", "v"),  # Ouattara, Wattara, Savadogo, Sawadogo
        (r"oo|ou|w", "u"),
        (r"(in|an|on|un)e$", r"\1"),  # Poutine, Burhane
        (r"ee|ie", "i"),
        (r"[ae][iy]|ae", "e"),  # Sergueï, Sergey; Hussein, Hussain
        (r"y", "i"),
        (r"n(?=[bp])", "m"),  # Denbélé
        (r"(.)\1+", r"\1"),
    )
]


@lru_cache(maxsize=65536)
def neutral(token: str) -> str:
    """The word in a spelling of no language, vowels kept: Poutine, Putin → "putin"."""
    for pattern, instead in _NEUTRAL:
        token = pattern.sub(instead, token)
    return token


_VOICELESS = str.maketrans("bdgvJ", "ptkfS")
_VOWELS = re.compile(r"(?<!^)[aeiouy]")
_TWICE = re.compile(r"(.)\1+")


@lru_cache(maxsize=65536)
def skeleton(token: str) -> str:
    """The consonants of the word, voiced or not: Kadhafi, Qaddafi, Gaddafi → "ktf"."""
    plain = neutral(token).translate(_VOICELESS)
    if plain and plain[0] in "aeiouy":
        plain = "a" + plain[1:]
    return _TWICE.sub(r"\1", _VOWELS.sub("", plain))
