"""The words by which documents are named, and by which they are said to be signed."""

from actors.choices import AgreementKind

KINDS = {
    **dict.fromkeys("déclaration déclarations declaration".split(), AgreementKind.DECLARATION),
    **dict.fromkeys(
        "mémorandum mémorandums memorandum mémorandum protocole-d'accord mou".split(),
        AgreementKind.MEMORANDUM,
    ),
    **dict.fromkeys(
        "accord accords agreement agreements accord-cadre accords-cadres pact deal".split(),
        AgreementKind.AGREEMENT,
    ),
    **dict.fromkeys(
        "traité traités treaty pacte convention conventions charte charter".split(),
        AgreementKind.TREATY,
    ),
    **dict.fromkeys("protocole protocoles protocol".split(), AgreementKind.PROTOCOL),
    **dict.fromkeys("communiqué communique statement".split(), AgreementKind.COMMUNIQUE),
}
# By one of these a word that also means something else is known to be a document.
TELLING = frozenset("conjointe conjoint commune commun finale final joint common final".split())
# Before an English noun, what the document is about: "cooperation agreement".
QUALIFYING = frozenset(
    "cooperation peace defence defense military security trade ceasefire nuclear framework"
    " partnership bilateral mutual transit debt gas oil mining".split()
)
NEEDS_TELLING = frozenset("déclaration déclarations communiqué statement communique".split())
NEEDS_MORE = frozenset(
    "accord accords agreement agreements deal convention protocole protocoles protocol"
    " charte pacte pact".split()
)
COMPLEMENTS = frozenset("de d' of on sur for relatif relative".split())
SIGNS = frozenset(
    "signé signée signés signées signent signe signaient signèrent signa signant signature"
    " paraphé paraphés paraphent signed signing sign signs inked initialled".split()
)
NOT_YET = frozenset(
    "pas jamais refusé refuse refusent refusant devrait devraient doit doivent sera seront"
    " soit soient exige exigent pourrait pourraient prévoit prévoient envisage espère"
    " espèrent veut veulent prochaine"
    " not will would should refused may could plans expected hopes".split()
)
# So many words follow "de", and end so, those after the first: a verb does not.
LONGEST = 3
ADJECTIVAL = tuple(
    "al ale aux ales el elle els elles ique iques if ifs ive ives ien ienne iens iennes ain aine"
    " aire aires able ais aise ois oise joint jointe mun mune entente accord cadre global local"
    " in ine éen éenne éens taux trade fense security ion ité ement ier ière ing".split()
)
SMALL = frozenset("un une le la les l' ce cet cette a an the de des du d' en".split())
