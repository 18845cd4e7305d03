"""Whether a capital stands for its government: "l’appui de Moscou", not "à Moscou"."""

import re

from articles.suggestion.reading import Reading
from articles.suggestion.verbs import ENGLISH, FRENCH, FUTURE, WILL, Form
from newsroom.register.text import words as folded_words


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_WITH = _words("avec with about contre against selon envers versus")
_OF = _words("de d of")
_LINKS = _words("et ou ni and or")
_AT = _words("a in at en depuis vers near to from dans sur around jusqu")
# « l’appui de Moscou », « la disponibilité de Moscou à … »
_STANCES = _words(
    """
    appui soutien aide aides disponibilite position positions reponse refus volonte allie allies
    alliee gouvernement autorites regime diplomatie politique influence pression pressions demande
    demandes appel appels invitation decision decisions strategie interets promesse promesses
    engagement engagements menace menaces ambition ambitions role initiative proposition
    propositions offre assistance armee troupes soldats forces mercenaires cote part faveur reaction
    opposition accusations accusation critiques colere silence attitude ligne discours annonce
    declaration declarations participation implication responsabilite ingerence poids sanctions
    insistance souhait desir intention intentions detracteurs partenaire partenaires adversaires
    adversaire ennemi ennemis rival protege aval feu main egard encontre
    support backing help position response refusal ally allies government authorities regime
    diplomacy policy influence pressure request invitation decision strategy interests promise
    commitment threat threats ambitions role initiative proposal offer assistance forces stance
    """
)
# Nouns between which and the capital the city itself is meant.
_ROUTES = _words(
    """
    route routes vol vols trajet liaison ligne lignes train trains tgv distance autoroute etape
    road flight flights train line distance
    """
)
_MOTION = _words(
    """
    quitte quitter quittait parti partir partie partis depart envole envoler embarque vol vols train
    trains route passe passer passant passage transite transiter left leaves flight departed
    """
)
_ADDRESSED = _words(
    """
    accuse accusent accuser accusant accusait accusaient appelle appellent appeler appelant
    exhorte exhorter exhortant soutient soutiennent soutenir soutenant critique critiquer menace
    menacer remercie remercier pousse pousser presse presser invite inviter sanctionner
    soupconne soupconner convaincre persuader affronter defier defie provoquer aider rassurer
    accused accuses urge urged urges blamed thanked warned supports supported support back backs
    backed help blame thank accusing blaming urging thanking warning criticising
    criticizing backing accusant inquiete inquietent irrite irritent agace agacent embarrasse
    """
)
_DEMANDS = _words(
    """
    demande demandent demander demandait reproche reprocher ordonne ordonner permet permettre
    promis promet promettre accorde accorder livre livrer livrent fournir fourni impose imposer
    repond repondre repondu interdit appartient revient intime enjoint
    """
)
_ACTS = _words(
    """
    a ont avait avaient aurait aura va vont veut veulent voulait doit doivent devrait peut pourrait
    entend accuse accusait affirme affirmait annonce annoncait assure assurait condamne condamnait
    conteste confirme considere critique declare decide defend dement demande demandait denonce
    dispose dit estime estimait exige exigeait espere evoque fait fustige insiste invoque juge
    maintient menace nie plaide pousse precise prefere preconise previent promet propose prone
    qualifie rappelle reagit reaffirme recuse refuse refusait refute rejette reclame reconnait
    regrette repete repond reproche reste retorque revendique rompt salue semble souhaite souligne
    soupconne soutient soutenait suit suspend suspecte tente cherche craint compte multiplie
    renforce expulse ouvre ferme lance livre fournit achete vend signe ne n se s
    said says has had will would accused accuses denied denies warned warns wants announced
    announces rejected rejects called calls condemned condemns insists insisted urged hopes expects
    recognised recognized recognises agreed vowed pledged sees considers
    """
)
# Verbs of saying and willing that a city cannot be the subject of, in their finite forms.
_SAYING = frozenset(
    "".join(folded_words(form))
    for forms in (FRENCH, ENGLISH)
    for form, (_lemma, kinds) in forms.items()
    if Form.FINITE in kinds
)
_WILLING = frozenset("".join(folded_words(form)) for form in WILL | FUTURE)
# « Moscou était prête à », « Alger se dit disposé »: what only a government is.
_STATES = _words(
    """
    pret prete prets pretes dispose disposee hostile favorable oppose opposee inquiet inquiete
    convaincu convaincue determine determinee attache attachee resolu resolue represente
    representes representee reticent reticente partisan ready willing opposed committed determined
    """
)
_OPENING_MARKS = frozenset('« “ "'.split())
_OF_UNION = _words("bruxelles brussels")  # rather the European Union than Belgium
_BEING = _words("est etait etaient sont serait sera reste restait was were is are remains remained")
# So many words of an aside may part a capital from its verb.
_ASIDE = 14
_HAPPENINGS = _words("accueilli accueille abrite connu vu vecu servi hosted")
_TIES = _words("axe relations relation partenariat dialogue tensions rapprochement rupture tandem")
_OWNED_PLACES = _words("streets airport mayor suburbs centre center residents metro region")


def stands_for_government(reading: Reading, i: int, j: int) -> bool:
    """Whether the capital at words i to j is printed for its government."""
    words = reading.words
    before = [word.folded for word in words[max(0, i - 6) : i]]
    after = [word.folded for word in words[j : j + 4]]
    if i and words[i].divided and not words[i].opens:
        before = before[-1:] if reading.gap(i).strip() in {"–", "—"} else []
    last = before[-1] if before else ""
    if _is_dateline(reading, i, j):
        return False
    leaves_clause = j < len(words) and (words[j].divided or words[j].comma)
    if last in _WITH or before[-2:] == ["according", "to"] or before[-2:] == ["face", "a"]:
        return True
    if last == "entre" or last == "between":
        return not _ROUTES & set(before) and not _STREETS & set(after)
    if last in _OF and i:
        # At most one adjective stands between: « le soutien militaire de Moscou ».
        return bool(_STANCES & set(before[-3:-1])) or before[-3:-1] == ["vis", "a"]
    if last == "a":
        return len(before) > 1 and before[-2] in _DEMANDS
    if last in _AT:
        return False
    if last in ("par", "by"):
        return len(before) > 1 and before[-2] not in _MOTION and _is_participle(before[-2])
    if last in ("pour", "for"):
        return not _MOTION & set(before)
    if last in _ADDRESSED:
        return True
    if after[:1] == ["s"] and j < len(words) and reading.gap(j) in ("'", "’"):
        return not _OWNED_PLACES & set(after[1:3])
    if last in _TIES:
        return True
    if leaves_clause and words[j].comma and not words[j].divided:
        verb = _past_aside(reading, j)
        return verb is not None and _acts(reading, verb)
    if leaves_clause or not after:
        return False
    is_subject = (
        words[i].opens or words[i].comma or last in {"que", "qu", "et", "and", "that", "ou", ""}
    )
    if after[0] in ("et", "and") and words[i].opens:
        # « Washington et l’Union africaine ont applaudi »
        return any(_acts(reading, n) for n in range(j + 2, min(j + 6, len(words))))
    return (is_subject or last not in {"le", "la", "du"}) and _acts(reading, j)


def may_stand(reading: Reading, i: int) -> bool:
    """Whether the press means the government by this capital at all."""
    return reading.words[i].folded not in _OF_UNION


def _acts(reading: Reading, at: int) -> bool:
    """Whether the words from here are a verb of will, speech or politics."""
    words = reading.words
    if at >= len(words) or words[at].is_capital:
        return False
    after = [word.folded for word in words[at : at + 5]]
    if _HAPPENINGS & set(after[1:3]):
        return False
    if after[0] in _BEING:
        quoted = at + 1 < len(words) and reading.gap(at + 1).strip() in _OPENING_MARKS
        return quoted or bool(_STATES & set(after[1:3]))
    if after[:2] == ["d", "accord"]:
        return True
    return after[0] in _ACTS | _SAYING | _WILLING


def _past_aside(reading: Reading, at: int) -> int | None:
    """The word after the comma that closes what stands between commas from here.

    « Moscou, en revanche, a salué », « Paris, qui a retiré ses soldats, n’a pas commenté ».
    """
    words = reading.words
    for n in range(at + 1, min(at + _ASIDE, len(words))):
        if words[n].divided:
            return None
        if words[n].comma:
            return n
    return None


def _is_dateline(reading: Reading, i: int, j: int) -> bool:
    """« BAMAKO (AFP) – », « Paris, 3 mai – »: where it was written."""
    words = reading.words
    if not words[i].opens or (i and "\n" not in reading.gap(i)) or j >= len(words):
        return False
    rest = reading.text[words[j - 1].end : words[j - 1].end + 40].partition("\n")[0]
    return bool(_DATELINE.match(rest))


_DATELINE = re.compile(r"[^.!?;:«“\"]{0,36}?\s[–—-]\s|\s*\([\w /-]{2,20}\)|,\s(?:le\s)?\d")
_STREETS = _words("km kilometres heures minutes")


def share_sense(reading: Reading, first: tuple[int, int], second: tuple[int, int]) -> bool:
    """Two capitals are named in one breath, so that both are meant alike: « Bamako et Niamey »."""
    i, j = first[1], second[0]
    if i == j:
        return reading.words[j].comma or reading.gap(j).strip() in {"–", "-", "—", "\u2011"}
    return (
        j - i == 1
        and reading.words[i].folded in _LINKS
        and reading.holds_together(first[0], second[1])
    )


def _is_participle(word: str) -> bool:
    return word.endswith(
        ("e", "es", "ee", "ees", "i", "is", "ie", "u", "us", "ue", "ed", "t", "ts")
    )
