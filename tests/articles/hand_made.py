"""Names found in a text by a list kept by hand, for tests that read sentences of their own."""

import re

from articles.suggestion.result import Found, How, Thing

PEOPLE = (
    "Aminata Diallo", "Moussa Keïta", "Pierre Lambert", "Elena Petrova", "John Miller",
    "Sarah Cole", "Karim Benali", "Luis Ortega", "Ada Okafor", "Jean-Paul N’Guessan",
)  # fmt: skip
COUNTRIES = {
    "Sénégal": "Sénégal", "sénégalais": "Sénégal", "sénégalaise": "Sénégal",
    "Tchad": "Tchad", "tchadien": "Tchad", "tchadienne": "Tchad",
    "France": "France", "français": "France", "française": "France", "French": "France",
    "Ghana": "Ghana", "ghanéen": "Ghana", "Ghanaian": "Ghana",
    "Togo": "Togo", "togolais": "Togo", "togolaise": "Togo",
}  # fmt: skip
BODIES = ("ONU", "Union africaine", "Cédéao", "African Union", "ministère tchadien de la Défense")
PLACES = ("Dakar", "Lomé", "Accra", "N’Djamena", "Genève", "Geneva", "Paris")


def found_in(text: str, metonyms: tuple[str, ...] = ()) -> list[Found]:
    """The names above in the text; of a person also the last word alone, once named in full."""
    spelled: dict[str, Found] = {}
    numbers: dict[str, int] = {}

    def enter(spelling: str, kind: str, name: str, how: How) -> None:
        pk = 900_000 + numbers.setdefault(f"{kind} {name}", len(numbers))
        thing = Thing(kind, pk, f"uid-{pk}", name)
        spelled[spelling] = Found(0, 0, spelling, kind, how, 0.95, (thing,))

    for person in PEOPLE:
        enter(person, "person", person, How.NAME)
        if person in text:
            enter(person.split()[-1], "person", person, How.CONTEXT)
    for spelling, country in COUNTRIES.items():
        enter(spelling, "country", country, How.NAME if spelling == country else How.DEMONYM)
    for body in BODIES:
        enter(body, "organisation", body, How.NAME)
    for place in PLACES:
        enter(place, "country" if place in metonyms else "place", place, How.NAME)
    found: list[Found] = []
    for spelling in sorted(spelled, key=len, reverse=True):
        for match in re.finditer(rf"(?<!\w){re.escape(spelling)}(?!\w)", text):
            if not any(one.start < match.end() and match.start() < one.end for one in found):
                one = spelled[spelling]
                found.append(
                    Found(*match.span(), match[0], one.kind, one.how, one.confidence, one.things)
                )
    return sorted(found, key=lambda one: one.start)
