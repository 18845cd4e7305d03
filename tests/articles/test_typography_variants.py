"""French signs are shown, never stored: texts stay as typed, search and quotations see no odds."""

import pytest
from django.urls import reverse

from articles.models import Article
from newsroom.register.models import Item
from newsroom.register.sequencer import sequence_all
from tests.factories import ArticleFactory, StatementFactory

pytestmark = pytest.mark.django_db

PLAIN = "Il l'a dit : « L'accord est signé ! »"
TYPESET = "Il l’a dit\u202f: «\u202fL’accord est signé\u202f!\u202f»"


@pytest.mark.parametrize("lead", [PLAIN, TYPESET])
def test_what_was_typed_is_stored_and_documented_as_it_was(lead):
    article = ArticleFactory(lead=lead, body=f"<p>{lead}</p>", published=True)
    sequence_all()

    stored = Article.objects.get(pk=article.pk)
    assert (stored.lead, stored.body_text) == (lead, lead)
    assert Item.objects.get(uid=article.uid).doc["lead"] == lead


@pytest.mark.parametrize("text", [PLAIN, TYPESET])
@pytest.mark.parametrize("quoted", ["L'accord est signé !", "L’accord est signé\u202f!"])
def test_a_quotation_is_found_in_either_typing(text, quoted):
    article = ArticleFactory(lead=text)

    statement = StatementFactory(article=article, text=quoted)

    assert statement.anchor == "anchored"
    assert statement.text == quoted


def test_the_page_shows_narrow_spaces_whatever_was_typed(client):
    article = ArticleFactory(lead=PLAIN, published=True)
    sequence_all()

    page = client.get(f"/articles/{article.uid}/", follow=True).content.decode()

    assert "«\u202f" in page
    assert "\u202f»" in page


@pytest.mark.parametrize("text", [PLAIN, TYPESET])
@pytest.mark.parametrize("asked", ["l'accord est", "l’accord est", "L’ACCORD EST"])
def test_a_search_finds_either_typing(client, text, asked):
    article = ArticleFactory(headline="", lead=text, published=True)
    sequence_all()

    page = client.get(reverse("search"), {"q": f'"{asked}"'}).content.decode()

    assert str(article.uid) in page
