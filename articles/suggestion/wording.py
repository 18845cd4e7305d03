"""The small words of French and English by which a reader sees who speaks and who is meant."""

from dataclasses import dataclass
from functools import cached_property


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


@dataclass(frozen=True)
class Wording:
    """Word lists of one language, in lower case with straight apostrophes."""

    articles: frozenset[str]
    possessives: frozenset[str]
    definite: frozenset[str]
    feminine: frozenset[str]
    prepositions: frozenset[str]
    conjunctions: frozenset[str]
    relatives: frozenset[str]
    auxiliaries: frozenset[str]
    being: frozenset[str]
    clitics: frozenset[str]
    adverbs: frozenset[str]
    pronouns: dict[str, str]  # to the gender: male, female, or nothing
    demonstratives: frozenset[str]  # heads of "ce dernier", "the latter"
    sources: tuple[tuple[str, ...], ...]
    agents: frozenset[str]

    @cached_property
    def determiners(self) -> frozenset[str]:
        return self.articles | self.possessives

    @cached_property
    def helping(self) -> frozenset[str]:
        return self.auxiliaries | self.being


FRENCH = Wording(
    articles=_set("le la les l' un une des ce cet cette ces plusieurs certains certaines quelques"
                  " deux trois quatre cinq aucun aucune chaque"),
    possessives=_set("son sa ses leur leurs notre nos mon ma mes votre vos"),
    definite=_set("le la les l' ce cet cette ces son sa ses leur leurs"),
    feminine=_set("la une cette"),
    prepositions=_set(
        "à de d' du des au aux en dans par pour sur sous avec sans contre entre vers chez selon"
        " d'après devant depuis pendant durant dès jusqu' jusque malgré hors après avant envers"
        " parmi via concernant lors auprès outre face grâce près loin afin suite"
    ),
    conjunctions=_set("et mais ou car que qu' lorsque lorsqu' quand si comme puis donc or alors"
                      " tandis puisque puisqu' quoique ni parce"),
    relatives=_set("qui dont où lequel laquelle"),
    auxiliaries=_set("a ont avait avaient aura auront aurait auraient eut ayant ai as eu avoir"),
    being=_set("est sont était étaient fut furent sera seront serait seraient été étant être"),
    clitics=_set("l' le la les lui leur s' se y en n' ne nous vous m' me ce c'"),
    adverbs=_set(
        "également aussi notamment ainsi ensuite puis enfin encore alors toutefois cependant"
        " déjà toujours hier aujourd'hui demain jamais pas non plus lui-même elle-même eux-mêmes"
        " même très bien tout lundi mardi mercredi jeudi vendredi samedi dimanche matin soir"
        " sobrement tard tôt par ailleurs quant seulement vivement surtout part sa pour"
        " dernier dernière prochain passé matinée soirée après-midi jour auparavant plutôt jadis"
        " juste ici là néanmoins pourtant certes souvent parfois"
    ),
    pronouns={
        "il": "male", "elle": "female", "ils": "male", "elles": "female", "celui-ci": "male",
        "celle-ci": "female", "lui-même": "male", "elle-même": "female", "lui": "male",
    },
    demonstratives=_set("dernier dernière intéressé intéressée"),
    sources=(("selon",), ("d'après",), ("d'", "après"), ("à", "en", "croire"), ("dixit",),
             ("aux", "yeux", "de"), ("aux", "yeux", "du"), ("de", "l'", "aveu", "de")),
    agents=_set("par"),
)  # fmt: skip
ENGLISH = Wording(
    articles=_set("the a an this that these those some several two three"),
    possessives=_set("his her their its our my your"),
    definite=_set("the this that these those his her their its"),
    feminine=_set("her"),
    prepositions=_set(
        "of to in on at by for with without against between from into about after before during"
        " over under since through among as alongside amid regarding toward towards near"
    ),
    conjunctions=_set("and but or that when while if because although as since whether so where"),
    relatives=_set("who which whose"),
    auxiliaries=_set("has have had having"),
    being=_set("is are was were been being be"),
    clitics=frozenset(),
    adverbs=_set(
        "also then later again today yesterday monday tuesday wednesday thursday friday saturday"
        " sunday further repeatedly publicly previously earlier recently already never however"
        " instead not once"
    ),
    pronouns={"he": "male", "she": "female", "they": ""},
    demonstratives=_set("latter"),
    sources=(("according", "to"), ("in", "the", "words", "of"), ("in", "the", "view", "of")),
    agents=_set("by"),
)  # fmt: skip

# Nouns of people who speak, with the feminine where it is another word. What a person is called
# by one of these, he may be called again: "le ministre", "the minister".
ROLES = _set(
    """
    ministre ministres président présidente présidents vice-président vice-présidente
    pdg ceo secrétaire porte-parole chef cheffe directeur directrice responsable
    responsables dirigeant dirigeante dirigeants général générale colonel capitaine lieutenant
    commandant amiral maréchal ambassadeur ambassadrice diplomate diplomates émissaire envoyé
    envoyée représentant représentante délégué déléguée commissaire gouverneur préfet préfète maire
    député députée députés sénateur sénatrice juge procureur procureure avocat avocate avocats
    candidat candidate roi reine prince princesse pape cardinal évêque archevêque imam cheikh
    chancelier chancelière journaliste témoin témoins habitant habitante habitants victime
    suspect joueur joueuse entraîneur entraineur sélectionneur capitaine chercheur chercheuse
    chercheurs professeur médecin expert experts experte analyste militant militante opposant
    opposante homologue homologues père mère fils fille frère sœur époux épouse homme femme
    leader patron patronne fondateur fondatrice auteur autrice écrivain écrivaine chanteur
    chanteuse acteur actrice réalisateur réalisatrice scientifique scientifiques conseiller
    conseillère médiateur négociateur coordonnateur coordinateur élu élue
    monsieur madame m. mme magistrat syndicaliste économiste historien astronaute policier
    intéressé intéressée oncle cousin voisin voisine manager athlète champion championne étudiant
    étudiante lycéen lycéenne patronat gouverneure inspecteur enquêteurs ex-président ex-ministre
    ministre-président souverain monarque émir sultan sheikh guide chef-adjoint plaignant accusé

    minister president vice-president spokesman spokeswoman spokesperson secretary chief director
    official officials leader leaders general colonel ambassador envoy representative commissioner
    governor mayor senator congressman lawmaker judge prosecutor lawyer candidate king queen pope
    chancellor reporter witness witnesses resident victim player coach captain researcher professor
    doctor expert analyst activist opponent counterpart father mother son daughter brother sister
    man woman founder author writer singer actor scientist adviser mediator negotiator premier
    diplomat chairman chairwoman head mr. mrs. ms.
    """
)
# Anyone may be called so: only the country or the place in the talk tells whom it means.
GENERIC_ROLES = _set(
    "responsable dirigeant dirigeante homme femme diplomate leader chef cheffe"
    " intéressé intéressée officier patron patronne official leader man woman diplomat"
)
COUNTERPARTS = _set("homologue homologues counterpart counterparts")
# Nouns that name what was said, or what says it: their complement is who speaks.
SPEECH = _set(
    "propos paroles mots déclaration déclarations discours message communiqué tweet lettre"
    " allocution expression formule termes texte document rapport statement words remarks speech"
    " letter phrase post citation interview entretien avis réaction réponse commentaire"
)
BODIES = _set(
    "gouvernement ministère présidence partie côté délégation armée police parti agence"
    " organisation association syndicat autorités autorité source sources parquet justice"
    " direction institut commission conseil comité groupe fédération ligue opposition coalition"
    " entreprise société club équipe presse journal quotidien chaîne radio site magazine"
    " hebdomadaire mouvement diplomatie informations sondage étude enquête enquêteurs bureau"
    " chancellerie junte cour tribunal studio syndicats"
    " government ministry presidency delegation army police party agency organisation organization"
    " union authorities source sources court company embassy side newspaper office council reports"
    " group committee ambassade famille proches manifestants rebelles"
)
TITLES = _set("m mm mme mmes mlle dr me mr mrs ms sir lord gen col lt maj capt adm sgt sen gov rep")
FEMALE = _set(
    "mme mmes mlle mrs ms madame présidente directrice ambassadrice représentante déléguée"
    " députée sénatrice procureure avocate candidate reine princesse chancelière habitante"
    " dirigeante joueuse chercheuse experte militante opposante mère fille sœur épouse femme"
    " patronne"
    " fondatrice autrice écrivaine chanteuse actrice réalisatrice conseillère élue cheffe"
    " vice-présidente championne spokeswoman queen chairwoman woman daughter sister mother"
)
MALE = _set(
    "m mm mr monsieur président directeur ambassadeur roi prince pape père fils frère homme"
    " chancelier patron fondateur avocat joueur acteur chanteur sénateur député spokesman king"
    " chairman man son brother father oncle dirigeant conseiller"
)
