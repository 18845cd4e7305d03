"""Verbs by which words are attributed to somebody, in all the forms that the press uses."""

from enum import StrEnum


class Form(StrEnum):
    """What a form can be the head of."""

    FINITE = "finite"
    PARTICIPLE = "participle"  # needs an auxiliary, or a verb that it is coordinated with
    GERUND = "gerund"
    INFINITIVE = "infinitive"


# Verbs of the first group, by their infinitive. Those whose subject may well be a thing, and that
# take any object, are not here: a story that "presents" somebody does not quote him.
_FIRST_GROUP = """
affirmer ajouter déclarer indiquer expliquer préciser souligner assurer annoncer rappeler estimer
juger raconter témoigner confier confirmer insister marteler lancer commenter noter relever observer
constater révéler signaler mentionner évoquer dénoncer condamner fustiger critiquer regretter
déplorer saluer féliciter remercier exprimer réaffirmer réitérer répéter qualifier considérer
présenter accuser exhorter plaider réclamer demander exiger avancer argumenter rétorquer répliquer
ironiser plaisanter conclure conseiller recommander suggérer proposer espérer souhaiter jurer avouer
nier clamer proclamer crier hurler chuchoter murmurer scander tweeter twitter arguer
alléguer invoquer redouter vanter louer défendre juger contester trancher résumer nuancer tempérer
pointer préconiser prôner enfoncer asséner tonner tancer railler moquer traiter détailler informer
exposer narrer admonester tempêter pester interroger questionner analyser relater rapporter
exulter protester balayer justifier exclamer développer
énoncer formuler revendiquer menacer ordonner renouveler encourager appeler inviter inciter
décrire certifier professer stipuler notifier télégraphier brocarder comparer
étonner indigner alarmer inquiéter emporter enchaîner embrayer railler
soupirer sangloter remarquer communiquer rajouter glisser lâcher souffler targuer désoler
réclamer prêcher édicter épingler assimiler esquisser
""".split()
# Infinitive: finite forms; participles; gerund.
_IRREGULAR = """
dire: dit disent disait disaient dira diront dirait diraient dirent; dit dite dits dites; disant
redire: redit redisent redisait; redit redite; redisant
contredire: contredit contredisait; contredit; contredisant
prédire: prédit prédisent prédisait; prédit prédite; prédisant
écrire: écrit écrivent écrivait écrivaient écrivit écrira; écrit écrite; écrivant
décrire: décrit décrivent décrivait décrivaient; décrit décrite décrits; décrivant
promettre: promet promettent promettait promit; promis promise; promettant
admettre: admet admettent admettait admit; admis; admettant
émettre: émet émettent émettait; émis; émettant
transmettre: transmet transmettait transmit; transmis transmise; transmettant
reconnaître: reconnaît reconnait reconnaissent reconnaissait reconnut; reconnu; reconnaissant
soutenir: soutient soutiennent soutenait soutenaient soutint; soutenu; soutenant
maintenir: maintient maintiennent maintenait; maintenu;
prévenir: prévient préviennent prévenait prévint; prévenu; prévenant
avertir: avertit avertissent avertissait; averti; avertissant
garantir: garantit garantissent garantissait; garanti; garantissant
démentir: dément démentent démentait; démenti; démentant
réagir: réagit réagissent réagissait; réagi; réagissant
conclure: conclut concluent concluait; conclu; concluant
poursuivre: poursuit poursuivent poursuivait poursuivit; poursuivi; poursuivant
répondre: répond répondent répondait répondit répondra; répondu; répondant
prétendre: prétend prétendent prétendait; prétendu; prétendant
défendre: défend défendent défendait; défendu; défendant
craindre: craint craignent craignait; craint; craignant
plaindre: plaint plaignent plaignait; plaint plainte plaints; plaignant
lire: lit; lu; lisant
convenir: convient conviennent; convenu; convenant
réjouir: réjouit réjouissent réjouissait; réjoui réjouie réjouis; réjouissant
applaudir: applaudit applaudissent; applaudi; applaudissant
parler: parle parlent parlait parlaient; parlé; parlant
surenchérir: surenchérit; surenchéri; surenchérissant
renchérir: renchérit renchérissait; renchéri; renchérissant
voir: voit voient voyait; ; voyant
vouloir: veut veulent; voulu;
croire: croit croient croyait; ; croyant
penser: pense pensent pensait; ; pensant
"""
# Infinitive and its other forms.
_ENGLISH = """
say said says saying; tell told tells telling; add added adds adding; state stated states stating;
claim claimed claims claiming; describe described describes describing; call called calls calling;
warn warned warns warning; insist insisted insists insisting; stress stressed stresses stressing;
announce announced announces announcing; tweet tweeted tweets tweeting;
write wrote writes writing; argue argued argues arguing; note noted notes noting;
explain explained explains explaining; declare declared declares declaring;
affirm affirmed affirms affirming; reaffirm reaffirmed reaffirms reaffirming;
reiterate reiterated reiterates reiterating; assert asserted asserts asserting;
confirm confirmed confirms confirming; deny denied denies denying;
condemn condemned condemns condemning; denounce denounced denounces denouncing;
praise praised praises praising; hail hailed hails hailing; urge urged urges urging;
vow vowed vows vowing; pledge pledged pledges pledging; promise promised promises promising;
reply replied replies replying; respond responded responds responding;
conclude concluded concludes concluding; recall recalled recalls recalling;
emphasize emphasized emphasizes emphasised emphasises emphasizing emphasising;
underline underlined underlines underlining; voice voiced voicing;
express expressed expresses expressing; accuse accused accuses accusing;
criticize criticized criticizes criticised criticises criticizing criticising;
dismiss dismissed dismisses dismissing; label labelled labeled labelling labeling;
welcome welcomed welcoming; thank thanked thanking; consider considers considered considering;
comment commented commenting; admit admitted admits admitting; brand branded branding;
acknowledge acknowledged acknowledges acknowledging; speak spoke;
remark remarked remarks remarking; continue continued continues; read read reads;
suggest suggested suggests suggesting; reveal revealed reveals revealing; ask asked asks asking;
demand demanded demands; predict predicted predicts; recount recounted; testify testified;
believe believes believed; observe observed observes; shout shouted shouting
"""


_KINDS = (Form.FINITE, Form.PARTICIPLE, Form.GERUND)


def _first_group(infinitive: str) -> dict[str, Form]:
    stem = infinitive.removeprefix("s'").removeprefix("se ")[:-2]
    soft = {"g": stem + "e", "c": stem[:-1] + "ç"}.get(stem[-1:], stem)
    strong = stem
    if stem[-1:] not in "aeiouyéè" and len(stem) > 2:
        if stem[-2] == "é":
            strong = stem[:-2] + "è" + stem[-1]
        elif stem.endswith(("appel", "ouvel")):
            strong = stem + "l"
        elif stem[-2] == "e" and stem[-3:-2] not in ("r", "l", ""):
            strong = stem[:-2] + "è" + stem[-1]
    finite = {
        *(strong + ending for ending in ("e", "ent")),
        *(soft + ending for ending in ("ait", "aient", "a")),
        *(stem + ending for ending in ("èrent", "era", "eront", "erait", "eraient")),
    }
    return (
        dict.fromkeys(finite, Form.FINITE)
        | dict.fromkeys((stem + e for e in ("é", "ée", "és", "ées")), Form.PARTICIPLE)
        | {soft + "ant": Form.GERUND, stem + "er": Form.INFINITIVE}
    )


def _french() -> dict[str, tuple[str, frozenset[Form]]]:
    """Form → infinitive, and what the form can be the head of."""
    forms: dict[str, tuple[str, set[Form]]] = {}

    def add(word: str, infinitive: str, form: Form) -> None:
        forms.setdefault(word, (infinitive, set()))[1].add(form)

    for infinitive in _FIRST_GROUP:
        if infinitive.endswith("er"):
            for word, form in _first_group(infinitive).items():
                add(word, infinitive, form)
    for line in _IRREGULAR.strip().splitlines():
        infinitive, _, rest = line.partition(": ")
        for kind, words in zip(_KINDS, rest.split(";"), strict=True):
            for word in words.split():
                add(word, infinitive, kind)
        add(infinitive, infinitive, Form.INFINITIVE)
    return {word: (infinitive, frozenset(kinds)) for word, (infinitive, kinds) in forms.items()}


def _english() -> dict[str, tuple[str, frozenset[Form]]]:
    forms = {}
    for line in _ENGLISH.split(";"):
        infinitive, *words = line.split()
        forms[infinitive] = (infinitive, frozenset([Form.INFINITIVE]))
        for word in words:
            form = Form.GERUND if word.endswith("ing") else Form.FINITE
            forms[word] = (infinitive, frozenset([form]))
    return forms


FRENCH = _french()
ENGLISH = _english()
# The verb of a set phrase, and what must follow it: "mis en avant", "fait savoir".
PHRASES = {
    **dict.fromkeys("met mettent mettait mettaient mit".split(), Form.FINITE),
    **dict.fromkeys("mis mise".split(), Form.PARTICIPLE),
    "mettant": Form.GERUND,
    "mettre": Form.INFINITIVE,
    **dict.fromkeys("fait font faisait faisaient fit firent".split(), Form.FINITE),
    "faisant": Form.GERUND,
    "faire": Form.INFINITIVE,
    **dict.fromkeys("donne donnent donnait".split(), Form.FINITE),
}
ENGLISH_PHRASES = {("went", "on"): Form.FINITE, ("goes", "on"): Form.FINITE}
PHRASE_TAILS = (
    ("en", "avant"), ("en", "garde"), ("en", "cause"), ("en", "exergue"), ("l'", "accent"),
    ("savoir",), ("part",), ("état",), ("valoir",), ("remarquer",), ("observer",),
)  # fmt: skip


# Verbs of what somebody wants or thinks: inside another's words they do not speak themselves.
_WILLS = """
souhaiter espérer refuser accepter rejeter redouter envisager préférer hésiter continuer
tenter chercher renoncer soupçonner exiger compter écarter critiquer observer étudier négocier
"""
WILL = frozenset(
    form
    for infinitive in _WILLS.split()
    for form, kind in _first_group(infinitive).items()
    if kind is Form.FINITE
) | frozenset(
    "veut veulent voulait voulaient voudrait entend entendent entendait entendaient craint"
    " craignait craignent soutient soutiennent soutenait soutenaient croit croyait pense pensait"
    " dispose disposait"
    " wants wanted hopes hoped refused refuses rejects rejected favours favour favors favor"
    " criticises criticised criticizes criticized thinks thought fears feared supports supported"
    " seeks sought".split()
)
# After these an infinitive follows: what a government may do.
FUTURE = frozenset(
    "doit doivent devait devrait peut peuvent pourrait va vont may might can could will would"
    " must should".split()
)
# Their object may be somebody, who is then not the subject put after them.
TAKES_PERSON = frozenset(
    "remercier saluer féliciter accuser condamner critiquer dénoncer fustiger exhorter appeler"
    " inviter défendre soutenir encourager menacer interroger prévenir avertir informer applaudir"
    " voir inquiéter louer vanter comparer brocarder thank praise accuse condemn denounce hail"
    " urge welcome criticize dismiss label call warn tell brand ask consider".split()
)
WILLS = frozenset(_WILLS.split()) | frozenset(
    "soutenir penser croire craindre vouloir voir believe want hope refuse support".split()
)
