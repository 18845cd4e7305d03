"""Words between inverted commas: who said them, in what way a text may say so."""

from datetime import date

import pytest

from articles.suggestion.marks import quoted
from articles.suggestion.quotations import quotations
from tests.articles.hand_made import found_in

pytestmark = pytest.mark.django_db
ON = date(2024, 5, 16)
DIALLO, KEITA, LAMBERT = "Aminata Diallo", "Moussa Keïta", "Pierre Lambert"
PETROVA, MILLER, COLE, BENALI = "Elena Petrova", "John Miller", "Sarah Cole", "Karim Benali"


def said(text):
    """Each quotation as (words, speaker)."""
    words = quotations(text, found_in(text), ON)
    return [(one.text, one.speaker.name if one.speaker else None) for one in words]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        # the verb after the words
        ("« Nous partirons demain matin », a déclaré Aminata Diallo.", [DIALLO]),
        ("« Nous partirons », a-t-elle dit.", [None]),
        ("« Nous tiendrons bon », assure le colonel Moussa Keïta, chef de l’armée.", [KEITA]),
        ("« Rien n’est décidé », a pour sa part indiqué mardi à Dakar Pierre Lambert.", [LAMBERT]),
        ("« Rien n’est décidé », a dit à la presse le ministre Pierre Lambert.", [LAMBERT]),
        ("« C’est une faute », s’émeut Karim Benali.", [BENALI]),
        ("« C’est une faute. » (Karim Benali)", [BENALI]),
        ("« C’est une faute », selon Karim Benali, avocat au barreau.", [BENALI]),
        ("« C’est une faute », estime le porte-parole du ministère, Karim Benali.", [BENALI]),
        # the verb before
        ("Aminata Diallo a affirmé que « la paix est proche ».", [DIALLO]),
        ("La ministre sénégalaise Aminata Diallo a dit : « La paix est proche. »", [DIALLO]),
        ("Aminata Diallo, en visite à Lomé, s’est dite « très inquiète ».", [DIALLO]),
        ("Moussa Keïta a rencontré Pierre Lambert et a dénoncé « une agression ».", [KEITA]),
        ("Pierre Lambert, que Moussa Keïta a reçu lundi, juge cela « inutile ».", [LAMBERT]),
        ("Selon Pierre Lambert, la situation est « très préoccupante ».", [LAMBERT]),
        ("D’après Pierre Lambert, l’accord est « caduc depuis longtemps ».", [LAMBERT]),
        ("Pour Pierre Lambert, c’est « une occasion manquée ».", [LAMBERT]),
        ("Le Tchad a condamné « un acte barbare ».", ["Tchad"]),
        ("Dakar a dénoncé « une ingérence » dans ses affaires.", [None]),
        # gerunds and participles take the subject of the main clause
        ("Moussa Keïta a salué le Togo, rappelant que « l’amitié dure ».", [KEITA]),
        ("Qualifiant l’attaque de « lâche », Moussa Keïta a promis une réponse.", [KEITA]),
        ("Moussa Keïta a dit que Pierre Lambert viendrait, ajoutant qu’« il est temps ».", [KEITA]),
        ("Après une rencontre avec le président, Karim Benali, Moussa Keïta s’est dit « ravi ».",
         [KEITA]),
        # an apposition is closed by a comma; what is not is the subject
        ("Devant le colonel Moussa Keïta, le ministre togolais avait salué « un partenaire ».",
         [None]),
        ("Moussa Keïta, le ministre togolais, avait salué « un partenaire ».", [KEITA]),
        # passive
        ("L’accord a été qualifié d’« historique » par Pierre Lambert.", [LAMBERT]),
        ("L’accord est considéré comme « historique ».", [None]),
        ("Pierre Lambert a de son côté salué « un partenaire ».", [LAMBERT]),
        ("Le Premier ministre a permis à Pierre Lambert de parler d’« un succès ».", [LAMBERT]),
        ("« C’est la fin de la guerre » — Pierre Lambert, maire.", [LAMBERT]),
        # not by nearness
        ("Les discours devant Pierre Lambert ont été suivis de cris : « Nous voulons voter ! »",
         [None]),
        ("Pierre Lambert est arrivé à midi. « Nous voulons voter » était écrit sur le mur.",
         [None]),
        # headlines
        ("Moussa Keïta : « Nous gagnerons »", [KEITA]),
        ("« Nous gagnerons », promet Moussa Keïta", [KEITA]),
        # English
        ("“We will leave in the morning,” said John Miller.", [MILLER]),
        ("“We will leave in the morning,” John Miller said on Tuesday.", [MILLER]),
        ("John Miller, the mayor of the town, said that it was “a disgrace”.", [MILLER]),
        ("John Miller told Sarah Cole that the deal was “dead and buried”.", [MILLER]),
        ("According to Sarah Cole, the talks were “frank and useful”.", [COLE]),
        ('"We are ready," the envoy, Sarah Cole, told reporters.', [COLE]),
        ("Sarah Cole met John Miller and described the plan as “unworkable”.", [COLE]),
        ("The plan was described as “unworkable” by Sarah Cole.", [COLE]),
        ("‘No deal,’ said Sarah Cole.", [COLE]),
        ("Ghana’s president John Miller described the deal as “a new chapter”.", [MILLER]),
    ],
)  # fmt: skip
def test_the_grammar_of_the_sentence_tells_who_says_it(text, speakers):
    assert [speaker for _words, speaker in said(text)] == speakers


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        # pronouns take the last subject, not the last name
        ("Moussa Keïta a reçu Pierre Lambert. Il a promis « une aide rapide ».", [KEITA]),
        ("Avec Pierre Lambert, Moussa Keïta a évoqué la paix. « Elle viendra », a-t-il dit.",
         [KEITA]),
        ("La ministre Aminata Diallo a reçu M. Pierre Lambert. « C’est utile », a-t-elle dit.",
         [DIALLO]),
        ("M. Pierre Lambert a salué la présidente Elena Petrova. « Un honneur », a-t-il dit.",
         [LAMBERT]),
        ("« C’est utile », a dit Moussa Keïta. Il a ajouté que « tout avance ».", [KEITA, KEITA]),
        # what somebody was called before, he is called again
        ("Le ministre tchadien Moussa Keïta a vu le maire Pierre Lambert. « Tout est prêt », a dit"
         " le ministre.", [KEITA]),
        ("Le ministre tchadien Moussa Keïta a vu le ministre togolais Karim Benali. « Tout est"
         " prêt », a dit le responsable togolais.", [BENALI]),
        ("Le ministre tchadien Moussa Keïta a parlé. Son homologue togolais Karim Benali écoutait."
         " « Tout est prêt », a dit le ministre togolais.", [BENALI]),
        ("Moussa Keïta a nommé Karim Benali. Ce dernier a évoqué « un honneur ».", [BENALI]),
        ("Le maire Pierre Lambert, ministre togolais, Moussa Keïta et d’autres étaient là. « Tout"
         " va bien », a dit le responsable togolais.", [LAMBERT]),
        # two speakers in one paragraph
        ("« Oui, nous le voulons », a dit Moussa Keïta. « Non, c’est trop tôt », a répondu Pierre"
         " Lambert.", [KEITA, LAMBERT]),
        ("Moussa Keïta dénonce « une agression » quand Pierre Lambert parle d’« une réponse ».",
         [KEITA, LAMBERT]),
        # a speech of several sentences and paragraphs
        ("« Nous voulons la paix et le dialogue. » a dit Moussa Keïta. « Elle viendra vite. »",
         [KEITA, KEITA]),
        ("Moussa Keïta a déclaré :\n« Nous voulons la paix. »", [KEITA]),
        ("Moussa Keïta a déclaré : « Nous voulons la paix.\n« Nous voulons aussi la justice. »",
         [KEITA, KEITA]),
        ("“We want peace,” said Sarah Cole. She added that it was “the only way”.", [COLE, COLE]),
        ("John Miller met the minister, Sarah Cole. He called the talks “useful”.", [MILLER]),
    ],
)  # fmt: skip
def test_pronouns_and_titles_go_back_to_who_acted(text, speakers):
    assert [speaker for _words, speaker in said(text)] == speakers


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("« C’est grave », a indiqué une source sécuritaire.", "une source sécuritaire"),
        ("Un témoin a raconté que « tout brûlait ».", "Un témoin"),
        ("« C’est grave », peut-on lire dans le communiqué.", "le communiqué"),
        ("Le communiqué dénonce « une provocation ».", "Le communiqué"),
        ("“It is grave,” said a security official.", "a security official"),
        ("Moussa Keïta et Pierre Lambert ont salué « un succès ».",
         "Moussa Keïta et Pierre Lambert"),
    ],
)  # fmt: skip
def test_an_unnamed_source_is_kept_as_printed(text, source):
    (words,) = quotations(text, found_in(text), ON)

    assert words.speaker is None
    assert words.source == source


@pytest.mark.parametrize(
    "text",
    [
        "Il a exprimé son soutien à la France dans son « opération spéciale ».",
        "L’opération « Barkhane » a pris fin.",
        "Pierre Lambert est l’auteur de « La Nuit du fleuve ».",
        "La zone surnommée « triangle de la mort » est fermée.",
        "Les « gilets jaunes » ont défilé à Paris.",
        "The so-called “blue line” runs through the town.",
    ],
)
def test_an_expression_or_a_title_is_a_term_that_nobody_said(text):
    (words,) = quotations(text, found_in(text), ON)

    assert words.is_term


def test_fragments_of_one_sentence_are_tied_and_two_sentences_are_not():
    text = (
        "Moussa Keïta a décrit le Togo comme « un ami sûr » et de longue date « un allié ». Il a"
        " dit : « Nous irons à Lomé. »"
    )

    assert [words.continues for words in quotations(text, found_in(text), ON)] == [None, 0, None]


def test_what_resumes_after_the_speaker_is_the_same_sentence():
    text = "« Nous irons », a dit Moussa Keïta, « quand la paix sera là »."

    first, second = quotations(text, found_in(text), ON)

    assert first.speaker == second.speaker
    assert second.continues == 0


def test_the_span_is_the_words_without_marks_and_spaces():
    text = "Moussa Keïta a dit : «\u00a0La paix “durable” viendra.\u202f»"

    (words,) = quotations(text, found_in(text), ON)

    assert words.text == text[words.start : words.end] == "La paix “durable” viendra."


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ('«a» “b” "c" ‘d’ „e“ ‹f›', ["a", "b", "c", "d", "e", "f"]),
        ("Il l’a dit, l’homme d’État : aujourd’hui.", []),
        ('Une mesure de 5" et un mot « seul.', []),
        ("« dehors “dedans” dehors »", ["dehors “dedans” dehors"]),
        ("«  »", []),
        ("", []),
    ],
)
def test_marks_of_every_kind_are_read_and_apostrophes_are_none(text, spans):
    assert [text[one.start : one.end] for one in quoted(text)] == spans


def test_the_other_of_a_talk_is_who_was_told():
    text = (
        "Lors de sa rencontre avec Karim Benali, Moussa Keïta a loué « un ami ». Benali s’est dit"
        " « ému »."
    )

    first, second = quotations(text, found_in(text), ON)

    assert (first.speaker.name, first.addressee.name) == (KEITA, BENALI)
    assert (second.speaker.name, second.addressee.name) == (BENALI, KEITA)


def test_a_sure_speaker_is_surer_than_a_deduced_one():
    text = (
        "« Nous irons », a dit Moussa Keïta. Pierre Lambert écoutait. Il a parlé d’« un départ »."
    )

    named, deduced = quotations(text, found_in(text), ON)

    assert named.confidence > deduced.confidence
