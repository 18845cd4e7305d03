"""Number and gender forms of a French or English word: what a query adds instead of stemming."""

# Masculine and feminine endings, without accents. Left out on purpose, because folded text would
# then take one word for another: -é/-ée (arme, armée; Anne, année), -on/-onne (colon, colonne),
# -et/-ette, -in/-ine (marin, marine).
_GENDERS = (
    ("en", "enne"),
    ("an", "ane"),
    ("ain", "aine"),
    ("ais", "aise"),
    ("ois", "oise"),
    ("al", "ale"),
    ("iel", "ielle"),
    ("uel", "uelle"),
    ("nel", "nelle"),
    ("vel", "velle"),
    ("ant", "ante"),
    ("ent", "ente"),
    ("at", "ate"),
    ("cret", "crete"),
    ("plet", "plete"),
    ("mand", "mande"),
    ("ier", "iere"),
    ("ger", "gere"),
    ("if", "ive"),
    ("eur", "euse"),
    ("teur", "trice"),
    ("eux", "euse"),
    ("lic", "lique"),
)
_PAIRS = {"turc": "turque", "grec": "grecque", "juif": "juive", "blanc": "blanche"}
_PAIRS |= {feminine: masculine for masculine, feminine in _PAIRS.items()}

# English plurals in -es; what these make of French words (marches, taches) is no French word.
_HISSING = ("ch", "sh", "ss")
_ENGLISH = tuple(f"{ending}es" for ending in _HISSING)
_VOWELS = "aeiou"
_MIN_WORD = 4
_MIN_STEM = 3


def forms(word: str) -> tuple[str, ...]:
    """The word and its likely singular, plural, masculine and feminine, sorted.

    The word is folded. Words under four letters, numbers and other scripts stay alone. A form
    that is no word at all does no harm; a form that is another word would, so doubtful endings
    are left alone: Niger and Nigeria, Mali and mal, Sall and salle, Modi and mode stay apart.
    """
    if len(word) < _MIN_WORD or not (word.isascii() and word.isalpha()):
        return (word,)
    bases = {word} | _singulars(word)
    bases |= {other for base in bases for other in _other_genders(base)}
    return tuple(sorted({word} | bases | {plural for base in bases for plural in _plurals(base)}))


def _singulars(word: str) -> set[str]:
    if word.endswith("aux"):
        return {word[:-1], word[:-2] + "l", word[:-2] + "il"}
    if word.endswith("eux") and len(word) > _MIN_WORD:
        return {word[:-1]}
    if not word.endswith("s") or word.endswith(("ss", "ys")) or len(word) <= _MIN_WORD:
        return set()
    # Paris, Tunis, Texas, virus: a short word in -is, -as, -us is seldom a plural.
    if word.endswith(("as", "is", "os", "us")) and len(word) <= _MIN_WORD + 1:
        return set()
    found = {word[:-1]}
    if word.endswith("ies"):
        found.add(word[:-3] + "y")  # countries
    elif word.endswith(_ENGLISH):
        found.add(word[:-2])  # speeches, losses
    return found


def _plurals(word: str) -> set[str]:
    if word.endswith(_HISSING):
        return {word + "es"}
    if word.endswith(("s", "x", "z")):
        return set()
    plurals = {word + "s"}
    if word.endswith("y") and word[-2] not in _VOWELS:
        plurals.add(word[:-1] + "ies")
    if word.endswith("al"):
        plurals.add(word[:-1] + "ux")
    elif word.endswith("ail"):
        plurals.add(word[:-2] + "ux")
    elif word.endswith(("au", "eu")):
        plurals.add(word + "x")
    return plurals


def _other_genders(word: str) -> set[str]:
    others = {_PAIRS[word]} if word in _PAIRS else set()
    for masculine, feminine in _GENDERS:
        for ending, other in ((masculine, feminine), (feminine, masculine)):
            stem = word.removesuffix(ending)
            if stem != word and len(stem) >= _MIN_STEM:
                others.add(stem + other)
    return others
