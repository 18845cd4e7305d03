"""Names of people, towns and invented words: as many as are wanted, and none of them real."""

from newsroom.bench.chance import dice

GIVEN = (
    "Adama Aïcha Alassane Aminata Andreï Awa Bakary Boubacar Catherine Célestin Cheick Claire"
    " Dimitri Djibril Élise Fatou François Hadiza Ibrahima Irina Issa Jean Kadiatou Lamine Louis"
    " Mahamadou Mariam Mikhaïl Moussa Nadège Ousmane Paul Rokia Salif Serge Sophie Tidiane Yacouba"
).split()
BEGINNINGS = "Ba Bou Da Dia Dou Fo Ga Ka Kou La Ma Mou Na Sa Sou Ta Tou Wa Ya Zou".split()
MIDDLES = "dou ga gou ka kou la li lou ma mé na nou ra ré rou sa si ta ti you".split()
ENDINGS = "ba cko dé ga ké lé ma né ré ro ssé té tou yé".split()
# Endings of the words that make stories differ: each pair of parts is a word of its own.
PLACES = "bougou douré fara gana kalé koro mina nakry sogo tamba wélé zinga".split()

OTHER_WAYS = (("ou", "u"), ("k", "c"), ("y", "i"), ("ss", "s"))


def family_name(number: int) -> str:
    """The nth family name; 5,600 differ, then they return."""
    number, last = divmod(number, len(ENDINGS))
    number, middle = divmod(number, len(MIDDLES))
    return BEGINNINGS[number % len(BEGINNINGS)] + MIDDLES[middle] + ENDINGS[last]


def person_name(number: int) -> tuple[str, str]:
    """Given name and family name of the nth person; a family name may have many bearers."""
    chance = dice("person", number)
    return chance.choice(GIVEN), family_name(chance.randrange(5600))


def respelt(name: str) -> str:
    """The name as another newspaper would write it: never the same word once folded."""
    found = name
    for ours, theirs in OTHER_WAYS:
        found = found.replace(ours, theirs).replace(ours.capitalize(), theirs.capitalize())
    return found if found != name else f"{name}h"


def invented(count: int) -> list[str]:
    """So many invented place names, in an order that has nothing to do with their letters."""
    words: list[str] = []
    middles = [""]
    while len(words) < count:
        words += [
            first + second + middle + last
            for first in BEGINNINGS
            for second in MIDDLES
            for middle in middles
            for last in PLACES
        ]
        # Longer ones, once all shorter ones are used up.
        middles = [middle + more for middle in middles for more in MIDDLES]
    words = list(dict.fromkeys(words))
    dice("words").shuffle(words)
    return words[:count]
