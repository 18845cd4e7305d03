"""The story of 14 August 2025: what only outside knowledge says, and what is open to dispute.

None of it is stored as a fact of the record; an editor confirms it from another source or not.
"""

VISION = "vision commune"
LEAD = "devrait se renforcer"
COMMEMORATED = "Celles-ci prolongeaient"

OUTSIDE: tuple[tuple[str, str, str], ...] = (
    ("", "", "Signature « APA » : l’agence ; son nom complet est à confirmer."),
    ("ussr", COMMEMORATED, "La fin de l’URSS en 1991 et la Russie qui lui succède ne sont pas là."),
    ("aes", "première année d’existence", "Le jour exact de sa naissance n’est pas dans le texte."),
    ("goita", VISION, "Président du Mali : non imprimé, à confirmer."),
    ("putin", VISION, "Président de la Russie : le pays n’est pas imprimé, à confirmer."),
    ("tiani", VISION, "Président du Niger : le pays n’est pas imprimé, à confirmer."),
    ("traore", VISION, "Président du Burkina Faso : le pays n’est pas imprimé, à confirmer."),
    ("mody usual", "Salifou Modi", "« Modi » peut être la personne qu’on écrit d’ordinaire Mody."),
    (
        "simpore usual",
        "Celestin Simpone",
        "« Celestin Simpone » peut être la personne qu’on écrit d’ordinaire Célestin Simporé.",
    ),
    ("tiani usual", VISION, "On écrit aussi Tchiani."),
    ("goita plain", VISION, "On écrit aussi Goita."),
    ("putin english", VISION, "S’écrit Putin en anglais."),
    ("belousov accent", "Le ministre Andrei Belousov", "On écrit aussi Andreï."),
    ("belousov double", "Le ministre Andrei Belousov", "On écrit aussi Belooussov."),
    ("aes english", LEAD, "Nom anglais."),
    (
        "commemorations",
        COMMEMORATED,
        "Le 11 mai selon le texte ; le jour de la Victoire est le 9 mai.",
    ),
    ("aes", LEAD, "Alliance avant d’être confédération ; le texte dit Confédération."),
)

DISPUTED: tuple[tuple[str, str, str], ...] = (
    (
        "mody at consultations",
        "ses homologues burkinabè et nigérien",
        "Rien ne dit que le ministre du 14 août est celui du 11 mai.",
    ),
    (
        "simpore at consultations",
        "ses homologues burkinabè et nigérien",
        "Rien ne dit que le ministre du 14 août est celui du 11 mai.",
    ),
)
