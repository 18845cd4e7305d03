"""Who has a story open, who writes in it, and what happens to a text that is taken over."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Article, Draft, Lock, Presence, Revision
from newsroom.audit.models import AuditEntry
from tests import desk
from tests.articles.desk_tabs import Tab, both, named
from tests.factories import (
    ArticleFactory,
    LockFactory,
    PersonFactory,
    PresenceFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def test_who_has_the_story_open_is_named_with_the_time_since_when():
    article = ArticleFactory()
    awa, salif = both(article)
    awa.ask()

    [other] = salif.ask().json()["others"]

    since = timezone.localtime(Presence.objects.first().since)
    assert (other["name"], other["time"]) == ("Awa Diarra", since.strftime("%H:%M"))


def test_who_gave_no_sign_of_life_for_half_a_minute_is_gone():
    article = ArticleFactory()
    PresenceFactory(article=article, seen_at=timezone.now() - timedelta(seconds=31))

    assert Tab.opened(article=article).ask().json()["others"] == []


def test_who_closes_the_tab_is_gone_at_once():
    article = ArticleFactory()
    awa, salif = both(article)
    awa.ask()

    awa.leave()

    assert salif.ask().json()["others"] == []
    assert not Presence.objects.filter(tab=awa.token).exists()


def test_the_list_says_who_has_a_story_open_with_one_query():
    user_ = named("Awa", "Diarra")
    one = Tab.opened(article=ArticleFactory())
    few = desk.queries(one.client, desk.changelist(Article))
    for _ in range(5):
        PresenceFactory(article=ArticleFactory(), user=user_)

    many = desk.queries(one.client, desk.changelist(Article))

    assert len(many) == len(few)
    assert "Awa Diarra" in one.client.get(desk.changelist(Article)).content.decode()


def test_looking_does_not_lock_and_the_first_to_type_does():
    article = ArticleFactory()
    awa, salif = both(article)

    assert awa.ask().json()["lock"] is None
    assert awa.type(headline="A").json()["lock"]["isHere"]
    seen = salif.ask().json()["lock"]

    assert (seen["name"], seen["isHere"], seen["isOwn"]) == ("Awa Diarra", False, False)


def test_what_the_second_to_type_has_typed_is_kept_all_the_same():
    article = ArticleFactory()
    awa, salif = both(article)
    awa.type(headline="A")

    answer = salif.type(headline="S").json()

    assert not answer["lock"]["isHere"]
    assert dict(Draft.objects.get(user=salif.user).data)["headline"] == "S"


def test_a_save_against_the_lock_is_refused_and_shows_what_was_typed():
    article = ArticleFactory(headline="Premier titre")
    awa, salif = both(article)
    awa.type(headline="A")

    response = salif.save(headline="Titre de Salif")

    page = response.content.decode()
    assert response.status_code == 409
    assert "Titre de Salif" in page
    assert "Awa Diarra" in page
    assert Article.objects.get().headline == "Premier titre"


@pytest.mark.parametrize("state", [{}, {"published": True}])
def test_taking_over_keeps_what_the_other_had_typed_in_the_history(state):
    camara = PersonFactory(name="Sadio Camara")
    article = ArticleFactory(headline="Premier titre", **state)
    awa, salif = both(article)
    awa.type(
        headline="Titre d’Awa",
        body="<p>Texte d’Awa.</p>",
        **{"mentions-TOTAL_FORMS": "1", "mentions-0-actor": str(camara.pk)},
        **{"mentions-0-role": "about", "mentions-0-certainty": "explicit"},
    )

    answer = salif.take_over().json()

    revision = Revision.objects.get(number=answer["revision"])
    assert (revision.kind, revision.author) == ("taken_over", awa.user)
    assert revision.content["fields"]["headline"] == "Titre d’Awa"
    assert revision.content["fields"]["body"] == "<p>Texte d’Awa.</p>"
    assert [row["actor_id"] for row in revision.content["rows"]["mentions"]] == [camara.pk]
    assert "typed" not in revision.content
    assert Article.objects.get().headline == "Premier titre"
    assert not article.mentions.exists()
    assert Lock.objects.get().owner == salif.user


def test_what_cannot_be_read_yet_is_kept_word_for_word():
    article = ArticleFactory()
    awa, salif = both(article)
    awa.type(
        event_date="le 14 ou le",
        headline="Titre d’Awa",
        **{"mentions-TOTAL_FORMS": "1", "mentions-0-spelling": "Quelqu’un, mais qui ?"},
    )

    salif.take_over()

    content = Revision.objects.get().content
    assert content["fields"]["headline"] == "Titre d’Awa"
    typed = [value for _name, value in content["typed"]]
    assert "le 14 ou le" in typed
    assert "Quelqu’un, mais qui ?" in typed


def test_the_other_is_told_and_the_next_save_shows_both_texts():
    article = ArticleFactory(headline="Premier titre")
    awa, salif = both(article)
    awa.type(headline="Titre d’Awa")
    salif.take_over()
    told = awa.ask().json()["takenOver"]
    salif.type(headline="Titre de Salif")
    salif.save()

    response = awa.save()

    assert told["name"] == "Salif Koné"
    assert response.status_code == 409
    assert "Titre d’Awa" in response.content.decode()
    assert "Titre de Salif" in response.content.decode()
    assert Article.objects.get().headline == "Titre de Salif"


def test_what_the_other_goes_on_typing_after_that_is_kept_as_well():
    article = ArticleFactory()
    awa, salif = both(article)
    awa.type(headline="Titre d’Awa")
    salif.take_over()

    awa.type(headline="Titre d’Awa, fini")

    assert dict(Draft.objects.get(user=awa.user).data)["headline"] == "Titre d’Awa, fini"
    assert Lock.objects.get().owner == salif.user


def test_saving_lets_the_others_write():
    article = ArticleFactory()
    awa, salif = both(article)
    awa.type(headline="A")

    awa.save()

    assert not Lock.objects.exists()
    assert salif.ask().json()["version"] == 2


def test_leaving_with_nothing_unsaved_lets_the_others_write_and_else_does_not():
    article = ArticleFactory()
    awa, salif = both(article)
    awa.type(headline="A")

    awa.leave()
    assert not salif.type(headline="S").json()["lock"]["isHere"]
    Draft.objects.filter(user=awa.user).delete()
    awa.leave()

    assert salif.type(headline="S").json()["lock"]["isHere"]


def test_a_lock_without_a_sign_of_life_goes_to_the_next_who_types():
    article = ArticleFactory()
    awa, salif = both(article)
    awa.type(headline="Titre d’Awa")
    Lock.objects.update(seen_at=timezone.now() - timedelta(minutes=5, seconds=1))

    assert salif.ask().json()["lock"] is None
    answer = salif.type(headline="S").json()

    assert answer["lock"]["isHere"]
    assert Revision.objects.get().content["fields"]["headline"] == "Titre d’Awa"


def test_two_tabs_of_one_user_do_not_write_over_each_other():
    article = ArticleFactory(headline="Premier titre")
    one = Tab.opened(article=article)
    two = Tab.opened(article=article, user=one.user)
    one.type(headline="Un")

    seen = two.ask().json()
    response = two.save(headline="Deux")

    assert (seen["lock"]["isHere"], seen["lock"]["isOwn"]) == (False, True)
    assert seen["others"][0]["tab"] == one.token
    assert response.status_code == 409
    assert response.context["is_own_lock"]
    assert Article.objects.get().headline == "Premier titre"


def test_a_tab_of_ones_own_that_broke_down_bars_nobodys_way_back():
    article = ArticleFactory()
    one = Tab.opened(article=article)
    one.type(headline="Un")
    Presence.objects.update(seen_at=timezone.now() - timedelta(minutes=1))
    two = Tab.opened(article=article, user=one.user)

    assert two.ask().json()["lock"] is None
    assert two.type(headline="Deux").json()["lock"]["isHere"]
    assert not Revision.objects.exists()
    assert Draft.objects.count() == 2


def test_taking_over_from_the_page_of_both_texts_saves_them():
    article = ArticleFactory(headline="Premier titre")
    awa, salif = both(article)
    awa.type(headline="Titre d’Awa")
    refused = salif.save(headline="Titre de Salif")
    context = refused.context

    response = salif.client.post(
        salif.address,
        {
            "_conflict": "1",
            "_take_over": "1",
            "_mine": context["mine"],
            "_begun_at": context["begun_at"],
            "version": context["stamp"],
            "_tab": str(context["tab"]),
            "choose::headline": "mine",
        },
    )

    assert response.status_code == 302
    assert Article.objects.get().headline == "Titre de Salif"
    [kept] = Revision.objects.filter(kind="taken_over")
    assert kept.content["fields"]["headline"] == "Titre d’Awa"


def test_who_may_not_change_the_story_takes_nothing_over():
    lock = LockFactory(article=ArticleFactory(published=True))
    viewer = UserFactory(permissions=["articles.view_article", "articles.change_article"])
    one = Tab(user=viewer, article=lock.article)

    assert one.take_over().status_code == 403
    assert Lock.objects.get().owner == lock.owner


def test_who_may_only_look_holds_up_nobody():
    article = ArticleFactory(published=True)
    viewer = UserFactory(permissions=["articles.view_article", "articles.change_article"])

    answer = Tab(user=viewer, article=article).ask(data=[["headline", "x"]])

    assert answer.json()["lock"] is None
    assert not Lock.objects.exists()


def test_a_take_over_stands_in_the_audit():
    article = ArticleFactory()
    awa, salif = both(article)
    awa.type(headline="Titre d’Awa")
    salif.take_over()

    entry = AuditEntry.objects.get(action="article.taken_over")
    assert (entry.user_name, entry.object_id) == (salif.user.username, str(article.pk))
    assert entry.detail == {"from": awa.user.username, "revision": 1}
