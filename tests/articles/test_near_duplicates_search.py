"""Stories in nearly the same words are found: drafts and live ones, whole and in parts."""

import random

import pytest
from django.db import connection

from articles import services
from articles.models import Article, StoryPrint
from articles.near_duplicates import common, near_duplicates, of_article, together, whole_text
from newsroom.register.text import words
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db

FIRST = (
    "Le ministre malien de la Défense a reçu jeudi à Bamako son homologue du Niger, venu à la "
    "tête d’une forte délégation militaire. Les deux hommes ont parlé de la force conjointe que "
    "leurs pays mettent sur pied le long de leur frontière commune."
)
SECOND = (
    "Selon un communiqué, ils se sont entendus sur un calendrier de patrouilles et sur le partage "
    "de renseignements entre les états-majors. Une nouvelle rencontre est prévue avant la fin de "
    "l’année dans la capitale nigérienne, a précisé la même source."
)
OTHER = (
    "La récolte de coton devrait atteindre cette année un niveau record dans le sud du pays, grâce "
    "à des pluies abondantes et à de meilleurs prix payés aux producteurs. La société chargée de "
    "l’achat se dit prête à traiter tout ce qui lui sera livré par les coopératives."
)


def story(*paragraphs: str, **values: object) -> Article:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return ArticleFactory(headline="", lead="", body=body, **values)


def found(text: str) -> list[int]:
    return [near.article.pk for near in near_duplicates(text)]


@pytest.mark.parametrize("state", [{}, {"published": True}, {"withdrawn": True}])
def test_the_same_words_are_found_in_whatever_state_the_story_is(state):
    known = story(FIRST, SECOND, **state)
    story(OTHER)

    [near] = near_duplicates(f"{FIRST} {SECOND}")

    assert near.article.pk == known.pk
    assert near.is_whole
    assert near.contained == 1


@pytest.mark.parametrize(
    "retyped",
    [
        FIRST.upper(),
        FIRST.replace("’", "'").replace("é", "e"),
        FIRST.replace(" ", "\u00a0").replace(".", " !"),
    ],
)
def test_typography_makes_no_difference(retyped):
    known = story(FIRST, SECOND)

    assert found(retyped + "\n\n" + SECOND) == [known.pk]


def test_a_paragraph_that_stands_in_another_story_is_found_as_a_part():
    known = story(OTHER, SECOND)

    [near] = near_duplicates(f"{FIRST} {FIRST[::-1]} {SECOND}")

    assert near.article.pk == known.pk
    assert not near.is_whole or near.likeness < 0.5


def test_a_story_of_its_own_is_near_to_none():
    story(FIRST, SECOND)

    assert found(OTHER) == []
    assert found("") == []
    assert found("Bamako") == []


def test_a_flash_of_one_line_is_found():
    known = ArticleFactory(headline="Séisme de magnitude 7 au large de Dakar", lead="", body="")

    assert found("SÉISME de magnitude 7 au large de Dakar") == [known.pk]


@pytest.mark.parametrize("share", [0.05, 0.1, 0.15])
def test_a_paraphrase_is_found(share):
    known, chance = story(FIRST, SECOND), random.Random(20250814)
    said = f"{FIRST} {SECOND}".split()
    for at in chance.sample(range(len(said)), round(share * len(said))):
        said[at] = "autrement"

    assert found(" ".join(said)) == [known.pk]


def test_a_bulk_change_and_raw_sql_are_followed():
    known = story(OTHER)
    Article.objects.filter(pk=known.pk).update(lead=FIRST)
    assert found(FIRST) == [known.pk]

    with connection.cursor() as cursor:
        cursor.execute("update articles_article set lead = %s", [SECOND])

    assert found(FIRST) == []
    assert found(SECOND) == [known.pk]


def test_the_database_and_the_judge_cut_a_text_into_the_same_runs():
    known = story("Un deux trois. L’O.N.U. dit : « quatre »")
    said = words(whole_text(known))
    runs = [" ".join(said[at : at + 3]) for at in range(len(said) - 2)]
    with connection.cursor() as cursor:
        cursor.execute("select array_agg(hashtext(run)) from unnest(%s::text[]) run", [runs])
        (hashes,) = cursor.fetchone()

    assert set(StoryPrint.objects.get(pk=known.pk).hashes) == set(hashes)


def test_a_story_is_not_near_to_itself_nor_to_its_other_versions():
    first = story(FIRST, SECOND, published=True)
    update = story(FIRST, SECOND, update_of=first)
    copy = story(FIRST, SECOND)

    assert [near.article.pk for near in of_article(update)] == [copy.pk]
    assert {near.article.pk for near in of_article(copy)} == {first.pk, update.pk}


def test_a_story_that_is_deleted_leaves_no_print():
    known = story(FIRST)
    with connection.cursor() as cursor:
        cursor.execute("delete from articles_article where id = %s", [known.pk])

    assert not StoryPrint.objects.filter(pk=known.pk).exists()


def test_the_search_asks_a_fixed_number_of_queries(django_assert_max_num_queries):
    for _ in range(10):
        services.publish(story(FIRST, SECOND), by=None)

    with django_assert_max_num_queries(8):
        assert len(near_duplicates(f"{FIRST} {SECOND}")) == 10


def test_the_passages_that_two_texts_share_are_marked_in_both():
    one, other = f"Ouverture. {SECOND}", f"{SECOND.replace('’', chr(39))} Fin."

    ours, theirs = common(one, other)

    assert [one[start:end] for start, end in ours] == [SECOND.rstrip(".")]
    assert [other[start:end].replace("'", "’") for start, end in theirs] == [SECOND.rstrip(".")]
    assert common(FIRST, OTHER) == ([], [])


def test_the_headline_counts():
    assert together("Titre", "", "") in whole_text(Article(headline="Titre"))
