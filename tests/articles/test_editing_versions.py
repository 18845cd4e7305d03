"""A save that would overwrite what its writer has not seen is refused, and shows both texts."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from articles import editing, services
from articles.models import Article, Mention
from tests import desk
from tests.articles.desk_tabs import Tab, named
from tests.factories import (
    ArticleFactory,
    CoverageFactory,
    EvidenceFactory,
    MentionFactory,
    PersonFactory,
    StatementFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def opened(client: Client, article: Article) -> dict[str, str]:
    return desk.posted(client.get(desk.change(article)))


def chosen(response, **choices: str) -> dict[str, str]:
    """What a browser posts from the page with both texts."""
    context = response.context
    data = {
        "_conflict": "1",
        "_mine": context["mine"],
        "_begun_at": context["begun_at"],
        "version": context["stamp"],
        "_tab": str(context["tab"]),
        "_taken_up": context["taken_up"],
    }
    for question in context["questions"]:
        if question.chosen:
            data[question.difference.choice] = question.chosen
    return data | {f"choose:{name}": value for name, value in choices.items()}


def test_a_save_makes_a_new_version_and_an_unchanged_one_does_not(chief):
    article = ArticleFactory()

    desk.post(chief, article)
    article.refresh_from_db()
    assert article.version == 1
    desk.post(chief, article, headline="Autre")

    article.refresh_from_db()
    assert article.version == 2


@pytest.mark.parametrize(
    "make", [MentionFactory, CoverageFactory, StatementFactory, EvidenceFactory]
)
def test_a_part_that_is_saved_or_deleted_in_its_own_form_makes_the_story_stale(chief, make):
    row = make()
    field = {"Mention": "spelling", "Coverage": "role", "Statement": "text", "Evidence": "exact"}
    value = "background" if make is CoverageFactory else "Autre chose"
    name = type(row).__name__

    response = desk.post(chief, row, **{field[name]: value})
    assert response.status_code == 302, response.context["errors"]
    assert Article.objects.get().version == 2
    address = reverse(f"admin:articles_{name.lower()}_delete", args=[row.pk])
    chief.post(address, {"post": "yes"})

    assert not type(row).objects.exists()
    assert Article.objects.get().version == 3


def test_a_part_that_is_given_to_another_story_makes_both_stale(chief):
    row, other = MentionFactory(), ArticleFactory()

    desk.post(chief, row, article=str(other.pk))

    assert {article.version for article in Article.objects.all()} == {2}


def test_decisions_about_several_rows_make_their_stories_stale(chief):
    rows = [EvidenceFactory(), EvidenceFactory()]
    address = desk.changelist(type(rows[0]))

    chief.post(address, {"action": "reject_selected", "_selected_action": [r.pk for r in rows]})

    assert {article.version for article in Article.objects.all()} == {2}


@pytest.mark.parametrize("version", ["", "1", "2", "4", "3-out", "nonsense"])
def test_a_stale_save_changes_nothing_and_shows_both_texts(chief, version):
    article = ArticleFactory(headline="Premier titre")
    data = opened(chief, article) | {"headline": "Mon titre", "version": version}
    Article.objects.update(headline="Leur titre", version=3)

    response = chief.post(desk.change(article), data)

    assert response.status_code == 409
    assert "Mon titre" in response.content.decode()
    assert "Leur titre" in response.content.decode()
    assert Article.objects.get().headline == "Leur titre"


def test_a_form_that_says_no_version_at_all_is_stale(chief):
    article = ArticleFactory()
    data = opened(chief, article)
    del data["version"]

    assert chief.post(desk.change(article), data).status_code == 409


def test_a_story_that_has_gone_out_since_the_form_was_opened_is_not_changed_unseen(chief):
    article = ArticleFactory()
    data = opened(chief, article) | {"headline": "Pas encore prêt"}
    services.publish(article, by=None)

    response = chief.post(desk.change(article), data)

    assert response.status_code == 409
    assert response.context["why"] == "gone_out"
    assert Article.objects.get().headline != "Pas encore prêt"


@pytest.mark.parametrize(
    ("choice", "expected"), [("mine", "Mon titre"), ("theirs", "Leur titre"), ("edit", "Le nôtre")]
)
def test_what_was_chosen_is_saved_over_the_version_that_was_shown(chief, choice, expected):
    article = ArticleFactory(headline="Premier titre")
    data = opened(chief, article) | {"headline": "Mon titre"}
    Article.objects.update(headline="Leur titre", version=2)
    refused = chief.post(desk.change(article), data)

    answers = chosen(refused, **{":headline": choice}) | {"edit-headline": "Le nôtre"}
    response = chief.post(desk.change(article), answers)

    assert response.status_code == 302, response.context["errors"]
    assert Article.objects.get().headline == expected


def test_what_nobody_has_chosen_is_asked_again_and_nothing_is_saved(chief):
    article = ArticleFactory(headline="Premier titre")
    data = opened(chief, article) | {"headline": "Mon titre"}
    Article.objects.update(headline="Leur titre", version=2)
    refused = chief.post(desk.change(article), data)

    response = chief.post(desk.change(article), chosen(refused))

    assert response.status_code == 409
    assert response.context["has_gaps"]
    assert "Mon titre" in json.loads(response.context["mine"])[0] or "Mon titre" in str(
        response.context["mine"]
    )
    assert Article.objects.get().headline == "Leur titre"


def test_a_story_that_moves_on_once_more_is_shown_once_more(chief):
    article = ArticleFactory(headline="Premier titre")
    data = opened(chief, article) | {"headline": "Mon titre"}
    Article.objects.update(headline="Leur titre", version=2)
    refused = chief.post(desk.change(article), data)
    Article.objects.update(headline="Encore un autre", version=3)

    response = chief.post(desk.change(article), chosen(refused, **{":headline": "mine"}))

    assert response.status_code == 409
    assert "Encore un autre" in response.content.decode()
    assert Article.objects.get().headline == "Encore un autre"


def test_rows_of_both_are_kept_and_a_row_that_both_changed_is_asked_about(chief):
    article = ArticleFactory(mentions=[PersonFactory(name="Un"), PersonFactory(name="Deux")])
    first, second = article.mentions.all()
    removed = second.pk
    added, other = PersonFactory(name="Trois"), PersonFactory(name="Quatre")
    data = opened(chief, article) | {
        "mentions-TOTAL_FORMS": "3",
        "mentions-0-spelling": "Le mien",
        "mentions-2-actor": added.pk,
        "mentions-2-role": "about",
        "mentions-2-certainty": "explicit",
    }
    Mention.objects.filter(pk=first.pk).update(spelling="Le leur")
    second.delete()
    MentionFactory(article=article, actor=other)
    editing.touch(article)

    refused = chief.post(desk.change(article), data)
    page = refused.content.decode()
    questions = {q.difference.name: q for q in refused.context["questions"]}
    response = chief.post(
        desk.change(article),
        chosen(
            refused,
            **{f"mentions:{first.pk}": "mine", f"mentions:{removed}": "theirs"},
        ),
    )

    assert refused.status_code == 409
    assert all(text in page for text in ("Le mien", "Le leur", "Trois"))
    assert questions["new2"].chosen == "mine"
    assert response.status_code == 302, response.context["errors"]
    kept = {(m.actor.name, m.spelling) for m in article.mentions.select_related("actor")}
    assert kept == {("Un", "Le mien"), ("Quatre", ""), ("Trois", "")}


def test_one_can_go_on_writing_with_what_was_chosen_and_nothing_is_saved_yet(chief):
    article = ArticleFactory(headline="Premier titre")
    data = opened(chief, article) | {"headline": "Mon titre", "lead": "Mon chapô"}
    Article.objects.update(headline="Leur titre", version=2)
    refused = chief.post(desk.change(article), data)

    answers = chosen(refused, **{":headline": "theirs", ":lead": "mine"}) | {"_into_form": "1"}
    response = chief.post(desk.change(article), answers)
    form = desk.posted(response)

    assert response.status_code == 200
    assert (form["headline"], form["lead"], form["version"]) == ("Leur titre", "Mon chapô", "2")
    assert Article.objects.get().lead != "Mon chapô"
    assert chief.post(desk.change(article), form).status_code == 302
    assert Article.objects.get().lead == "Mon chapô"


def test_a_field_that_the_other_did_not_touch_is_known_from_what_was_kept(chief):
    article = ArticleFactory(headline="Premier titre", lead="Premier chapô")
    data = opened(chief, article) | {"headline": "Mon titre"}
    payload = {
        "user": int(chief.session["_auth_user_id"]),
        "article": article.pk,
        "tab": data["_tab"],
        "version": 1,
        "data": [[name, str(value)] for name, value in data.items()],
    }
    kept = chief.post(reverse("admin:articles_article_draft"), {"payload": json.dumps(payload)})
    Article.objects.update(lead="Leur chapô", version=2)

    refused = chief.post(desk.change(article), data)
    settled = {q.difference.name: q.difference.settled for q in refused.context["questions"]}

    assert kept.status_code == 200
    assert settled == {"headline": "mine", "lead": "theirs"}


def test_an_editor_who_may_not_change_the_story_learns_nothing_of_it(client):
    client.force_login(UserFactory())
    article = ArticleFactory(headline="Sous embargo")

    response = client.post(desk.change(article), {"version": "9", "headline": "x"})

    assert response.status_code == 403
    assert "Sous embargo" not in response.content.decode()


def test_who_has_saved_does_not_meet_their_own_former_page():
    awa = Tab.opened(article=ArticleFactory(), user=named("Awa", "Diarra"))
    awa.ask()
    awa.save(headline="Titre d’Awa")

    again = Tab.opened(article=awa.article, user=awa.user)

    assert again.ask().json()["others"] == []
