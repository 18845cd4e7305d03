"""What is typed is kept for its writer alone, offered again, and gone once it is saved."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from articles import editing
from articles.models import Article, Draft
from newsroom.register.models import Item, Mark
from newsroom.register.sequencer import sequence_all
from tests import desk
from tests.articles.desk_tabs import Tab
from tests.factories import (
    ArticleFactory,
    DraftFactory,
    EvidenceFactory,
    MentionFactory,
    PersonFactory,
    PresenceFactory,
    StatementFactory,
    TenureFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def row(prefix: str, number: int, **values: object) -> dict[str, str]:
    return {f"{prefix}-{number}-{name}": str(value) for name, value in values.items()}


def test_what_was_typed_is_kept_and_offered_again():
    one = Tab.opened(article=ArticleFactory())

    answer = one.type(headline="À moitié éc").json()
    again = one.open()

    [offered] = again.context["editing"]["script"]["drafts"]
    assert offered["id"] == answer["draft"]
    assert Article.objects.get().headline != "À moitié éc"


def test_each_tab_keeps_one_text_and_writes_over_it():
    one = Tab.opened(article=ArticleFactory())

    for headline in ("Un", "Un titre"):
        one.type(headline=headline)

    assert dict(Draft.objects.get().data)["headline"] == "Un titre"


def test_a_text_is_taken_up_with_its_rows_and_half_written_ones_too():
    camara, mody = PersonFactory(name="Sadio Camara"), PersonFactory(name="Salifou Mody")
    article = ArticleFactory(mentions=[camara])
    StatementFactory(article=article)
    EvidenceFactory(article=article, tenure=TenureFactory())
    one = Tab.opened(article=article)
    kept = one.type(
        headline="Titre gardé",
        body="<p>Texte gardé.</p>",
        **{"mentions-TOTAL_FORMS": "3", "mentions-0-spelling": "Camara"},
        **row("mentions", 1, actor=mody.pk, role="about", certainty="explicit"),
        **row("mentions", 2, spelling="Quelqu’un", role="about", certainty="explicit"),
    ).json()

    two = Tab(one.user, article)
    response = two.open(draft=str(kept["draft"]))
    page = response.content.decode()

    assert two.form["headline"] == "Titre gardé"
    assert "Texte gardé." in two.form["body"]
    assert two.form["mentions-0-spelling"] == "Camara"
    assert str(two.form["mentions-1-actor"]) == str(mody.pk)
    assert "Salifou Mody" in page
    assert two.form["mentions-2-spelling"] == "Quelqu’un"
    assert "errornote" not in page
    assert response.context["editing"]["script"]["isUnsaved"]
    assert Article.objects.get().headline != "Titre gardé"


def test_a_text_that_was_taken_up_and_saved_is_kept_no_longer():
    article, mody = ArticleFactory(), PersonFactory()
    one = Tab.opened(article=article)
    new = row("mentions", 0, actor=mody.pk, role="about", certainty="explicit")
    kept = one.type(headline="Titre gardé", **{"mentions-TOTAL_FORMS": "1"}, **new).json()
    one.leave()
    two = Tab(one.user, article)
    two.open(draft=str(kept["draft"]))

    response = two.save(_taken_up=str(kept["draft"]))

    assert response.status_code == 302
    assert Article.objects.get().headline == "Titre gardé"
    assert article.mentions.get().actor == mody.actor_ptr
    assert not Draft.objects.exists()


def test_going_on_with_a_text_that_was_taken_up_writes_over_it():
    one = Tab.opened(article=ArticleFactory())
    kept = one.type(headline="Un").json()["draft"]
    two = Tab(one.user, one.article)
    two.open(draft=str(kept))
    two.form["headline"] = "Un titre"

    data = [[name, str(value)] for name, value in two.form.items()]
    two.ask(data=data, takenUp=str(kept))

    draft = Draft.objects.get()
    assert (draft.pk, str(draft.tab)) == (kept, two.token)


def test_a_text_on_a_story_that_has_moved_on_is_shown_beside_it():
    article = ArticleFactory(headline="Premier titre")
    one = Tab.opened(article=article)
    kept = one.type(headline="Mon titre").json()["draft"]
    Article.objects.update(headline="Leur titre", version=2)

    page = one.client.get(one.address, {"draft": kept}).content.decode()

    assert "Mon titre" in page
    assert "Leur titre" in page


def test_a_text_can_be_compared_with_the_story_before_it_is_taken_up():
    one = Tab.opened(article=ArticleFactory(headline="Premier titre"))
    kept = one.type(headline="Mon titre").json()["draft"]

    page = one.client.get(one.address, {"draft": kept, "compare": "1"}).content.decode()

    assert "Mon titre" in page
    assert "Premier titre" in page


def test_a_new_story_is_kept_before_it_was_ever_saved():
    one = Tab.opened()
    camara = PersonFactory(name="Sadio Camara")
    new = row("mentions", 0, actor=camara.pk, role="about", certainty="explicit")
    kept = one.type(headline="Nouveau", **{"mentions-TOTAL_FORMS": "1"}, **new).json()["draft"]

    two = Tab(one.user)
    offered = two.open().context["editing"]["script"]["drafts"]
    two.open(draft=str(kept))
    response = two.save(_taken_up=str(kept))

    assert [draft["id"] for draft in offered] == [kept]
    assert response.status_code == 302
    assert Article.objects.get().mentions.get().actor == camara.actor_ptr
    assert not Draft.objects.exists()


def test_a_save_forgets_the_text_of_its_own_tab_and_story_alone():
    user, article = UserFactory(chief=True), ArticleFactory()
    one, two, new = (
        Tab.opened(user=user, article=article),
        Tab.opened(user=user, article=article),
        Tab.opened(user=user),
    )
    other = Tab.opened(user=user, article=ArticleFactory())
    for each in (one, two, new, other):
        each.type(headline="Gardé")
    other.token = new.token = one.token
    new.type(headline="Le même onglet")
    one.open()  # the same tab has come back to the first story
    one.type(headline="Enregistré")

    response = one.save(_take_over="1")

    assert response.status_code == 302
    left = {(draft.article_id, str(draft.tab)) for draft in Draft.objects.all()}
    assert (article.pk, one.token) not in left
    assert (article.pk, two.token) in left
    assert {story for story, _tab in left} == {article.pk, other.article.pk, None}
    assert one.token in response.cookies["desk_saved"].value


def test_a_save_that_fails_forgets_nothing():
    one = Tab.opened(article=ArticleFactory())
    one.type(headline="Gardé")

    response = one.save(**{"mentions-TOTAL_FORMS": "1"}, **row("mentions", 0, spelling="Qui ?"))

    assert response.status_code == 200
    assert Draft.objects.exists()
    assert response.context["editing"]["tab"] == Draft.objects.get().tab


def test_what_is_not_saved_is_nothing_that_the_world_could_see():
    article = ArticleFactory(published=True)
    sequence_all()
    etags = dict(Item.objects.values_list("uid", "etag"))
    Mark.objects.all().delete()

    Tab.opened(article=article).type(headline="Pas encore dit")

    assert not Mark.objects.exists()
    assert dict(Item.objects.values_list("uid", "etag")) == etags


def test_what_nobody_asked_for_in_a_month_is_forgotten():
    now = timezone.now()
    DraftFactory(saved_at=now - timedelta(days=31))
    young = DraftFactory(saved_at=now - timedelta(days=29))
    PresenceFactory(seen_at=now - timedelta(minutes=1))
    here = PresenceFactory(seen_at=now)

    assert editing.forget(now) == 1

    assert list(Draft.objects.all()) == [young]
    assert [p.pk for p in type(here).objects.all()] == [here.pk]


def test_an_account_that_is_deleted_takes_its_unsaved_texts_along():
    draft = DraftFactory()

    get_user_model().objects.filter(pk=draft.user_id).delete()

    assert not Draft.objects.exists()
    assert Article.objects.exists()


def test_the_form_asks_the_same_whatever_texts_are_kept():
    one = Tab.opened(article=ArticleFactory())
    few = desk.queries(one.client, one.address)
    for _ in range(5):
        DraftFactory(article=one.article, user=one.user)

    assert len(desk.queries(one.client, one.address)) == len(few)


def test_taking_up_a_text_asks_the_same_for_one_row_and_for_ten():
    def asked(count: int) -> int:
        article = ArticleFactory()
        MentionFactory.create_batch(count, article=article)
        one = Tab.opened(article=article)
        kept = one.type(headline="Gardé").json()["draft"]
        return len(desk.queries(one.client, one.address, draft=str(kept)))

    assert asked(1) == asked(10)
