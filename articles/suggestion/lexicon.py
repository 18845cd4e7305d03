"""Words of French and English, folded, that tell names from what stands around them."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Neither begin nor end a name, unless it is written with a capital there ("La Haye", "Le Monde").
FUNCTION_WORDS = _words(
    """
    le la les l un une des du de d au aux ce cet cette ces c son sa ses leur leurs mon ma mes notre
    nos votre vos il elle ils elles on nous vous je j tu me m te t se s lui en y dans par pour sur
    sous avec sans selon vers chez entre contre mais ou et donc or ni car si qu que qui quoi dont
    quand comme a n ne pas plus tres est sont etait ont avait ainsi the an in of at and but he she
    it they we his her this that these those to from by with not as for on is was were has have had
    """
)

# Begin sentences with a capital, and are no names then.
OPENERS = FUNCTION_WORDS | _words(
    """
    apres avant depuis pendant lors lorsque enfin ensuite puis alors toutefois cependant pourtant
    neanmoins aussi notons rappelons voici voila interroge interrogee malgre durant outre parmi
    plusieurs certains certaines quelques tous tout toute toutes chaque aucun aucune autre autres
    deux trois quatre cinq six sept huit neuf dix onze douze premier premiere deuxieme troisieme
    hier demain aujourd hui ici maintenant actuellement recemment parallelement notamment
    concernant suite selon face grace afin cela ceci celui celle ceux celles quant quel quelle bien
    bon non oui merci bref car deja encore jamais toujours peu beaucoup moins plutot environ pres
    loin ailleurs partout source sources photo video credit voir lire article mise jour par ailleurs
    interview communique dossier direct edito edition alors meme sinon soit tandis tel telle tels
    pourquoi comment combien pourtant finalement heureusement malheureusement seul seule seuls
    lundi mardi mercredi jeudi vendredi samedi dimanche janvier fevrier mars avril mai juin juillet
    aout septembre octobre novembre decembre monday tuesday wednesday thursday friday saturday
    sunday january february march april may june july august october november december
    after before during when while also who which what there here where one two three four five
    first second third last some many most all each every another other such however meanwhile
    although though since until because despite according then than its their our your my i you
    no yes if so or nor about over under between against into more less both few several
    jan feb mar apr jun jul aug sep sept oct nov dec former ancien ancienne anciens anciennes ex
    """
)

# What stands before a person's name and is no part of it.
CIVILITIES = _words(
    """
    m mm mme mmes mlle monsieur messieurs madame mesdames mademoiselle mr mrs ms dr docteur pr
    professeur me maitre sir lord lady dame cheikh sheikh imam mgr monseigneur sa son excellence
    feu don dona
    """
)
RANKS = _words(
    """
    general generale generaux colonel colonelle capitaine commandant lieutenant major marechal
    amiral sergent adjudant brigadier caporal gen col inspecteur commissaire admiral marshal
    """
)
# Parts of ranks: « général de corps d’armée aérienne », « vice-amiral ».
RANK_PARTS = _words(
    "vice contre brigade division corps armee armees air terre mer d arme etat medecin aerienne"
)
POSTS = _words(
    """
    president presidente presidents presidentes vice premier premiere ministre ministres chef
    cheffe secretaire secretaires directeur directrice gouverneur gouverneure maire senateur
    senatrice depute deputee deputes ambassadeur ambassadrice ambassadeurs porte parole chancelier
    chanceliere roi reine prince princesse empereur pape emir sultan juge procureur procureure
    commissaire representant representante candidat candidate leader avocat avocate cardinal
    eveque archeveque pasteur prefet prefete pdg patron patronne entraineur capitaine depute
    minister ministers prime secretary director governor mayor senator ambassador spokesman
    spokeswoman spokesperson chancellor king queen chairman chairwoman chair chief head judge
    prosecutor representative congressman pope
    """
)
TITLES = CIVILITIES | RANKS | POSTS

# Inside a name, in small letters.
PARTICLES = _words(
    """
    de du des d la le les l ag ould mint bint ben bin ibn ibnu abou abu al el an as ar von van der
    den ter zu da do dos das di della del y e of the and et ap ould oulad
    """
)

# A name of several words that has one of these is that of a body.
BODY_CUES = _words(
    """
    parti mouvement union federation confederation association banque groupe societe universite
    front coalition comite conseil institut agence forces force ligue ministere assemblee cour
    commission organisation fonds alliance office autorite centre ecole academie compagnie
    fondation syndicat club televisions radio journal chambre direction haut tribunal parlement
    senat armee brigade police gendarmerie rassemblement collectif reseau observatoire bureau
    mission programme communaute marche football olympique sporting racing athletic party movement
    bank group company university committee council institute agency league ministry assembly
    court organization organisation fund authority center school academy foundation chamber
    parliament senate army network office program programme community airlines corporation
    """
)
PLACE_CUES = _words(
    """
    ville region province commune quartier village departement ile lac mont fleuve riviere rue
    avenue place boulevard aeroport gare port camp cercle prefecture district city town lake river
    street airport
    """
)

# Written with a capital though it names nothing by itself.
GENERIC = _words(
    """
    etat etats union defense interieur republique nation nations gouvernement parlement assemblee
    constitution conseil ministere federation confederation president presidente presidence
    premier ministre general generale bourse eglise islam dieu coran bible internet web accord
    traite pacte sommet forum conference commission comite armee senat justice finances affaires
    etrangeres anciens combattants nord sud est ouest occident orient monde terre soleil lune ciel
    constitution revolution resistance liberation independance guerre histoire droit droits
    economie education sante culture sport sports transports travail environnement agriculture
    energie commerce industrie communication cooperation integration securite budget jeunesse
    logement tourisme noel paques ramadan toussaint covid grand grande grands grandes petit petite
    nouveau nouvelle jeune jeunes vieux vieille saint sainte noir noire blanc blanche rouge rouges
    vert verte bleu bleue jaune jaunes gilets haut haute bas basse state states government
    parliament constitution war world army justice defence defense foreign interior church god
    armees casques amitie west western eastern northern southern african european arab asian
    talks ministry council summit treaty agreement
    i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi
    xvii xviii xix xx xxi ndlr sic tv utc gmt cet pib sa sarl km m mm kg h mn
    """
)

# Before "président": he is no longer, or not yet, what the office says.
FORMER = _words(
    "ancien ancienne anciens anciennes ex former defunt defunte feu futur future late then"
)

# With a country's name behind them they name a competition or a building.
EVENT_CUES = _words("tour stade internationaux prix coupe open trophee grande boucle banque gare")

# Words with a capital that are the name of no single body, whatever the record has.
UNSAID = _words(
    """
    etat etats union republique nation nations politique affaires constitution bourse eglise dieu
    guerre nord sud est ouest state states
    """
)

# Things called after a person, who is not meant: « prix Nobel », « aéroport Charles-de-Gaulle ».
NAMED_AFTER = _words(
    """
    prix rue avenue boulevard place quai pont tour stade aeroport lycee college ecole hopital
    chu clinique universite institut fondation fort gare station parc square jardin theatre centre
    musee bibliotheque salle camp caserne trophee coupe tournoi ligue cathedrale basilique
    operation ouragan tempete cyclone street airport stadium prize award hospital square hurricane
    """
)
# « les frères Brownlee »: no single person.
SEVERAL = _words("freres soeurs famille epoux couple clan dynastie brothers family les")
# Before the plural of a group they count its members.
COUNTED = _words(
    """
    deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt
    trente quarante cinquante soixante cent cents mille plusieurs quelques autres certains two
    three four five six seven eight nine ten several other
    """
)
