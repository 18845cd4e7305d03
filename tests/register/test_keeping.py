"""A list that was answered is given again exactly as long as it would be made the same."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actors.models import Person
from articles import services
from articles.models import Article
from newsroom.pulls.models import Pull
from newsroom.register.api.keeping import memory
from newsroom.register.models import Batch
from newsroom.register.sequencer import sequence, sequence_all
from tests.factories import (
    ArticleFactory,
    PersonFactory,
    StatementFactory,
)
from tests.partners.contracts import asking, keyed, partner
from tests.undone import undone

pytestmark = pytest.mark.django_db

LISTS = [
    "/api/v1/articles",
    "/api/v1/articles?limit=1",
    "/api/v1/people",
    "/api/v1/statements",
    "/api/v1/statements?limit=1",
]


def asked(client: Client, address: str = LISTS[0]) -> tuple[bytes, str, str]:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content, answer.headers["ETag"], answer.headers.get("Link", "")


def test_the_second_answer_is_the_first_and_costs_the_query_for_the_state(
    django_assert_num_queries,
):
    for _ in range(3):
        ArticleFactory(published=True)
    sequence_all()
    client, address = Client(), "/api/v1/articles?limit=1"
    with django_assert_num_queries(1) as first:
        answer = asked(client, address)
    with django_assert_num_queries(1) as second:
        assert asked(client, address) == answer
    with django_assert_num_queries(1):
        unchanged = client.get(address, headers={"if-none-match": answer[1]})

    assert unchanged.status_code == 304
    assert "register_item" in first.captured_queries[0]["sql"]
    assert "register_item" not in second.captured_queries[0]["sql"]


# What may happen to the record and the register, in any order.
EVENTS = {
    "sequence": lambda: sequence_all(),
    "story": lambda: ArticleFactory(published=True),
    "withdraw": lambda: [
        services.withdraw(one, by=None, reason="Faux.")
        for one in Article.objects.filter(status="published").order_by("-pk")[:1]
    ],
    "correct": lambda: Article.objects.update(headline=f"Titre {Article.objects.count()}"),
    "move": lambda: Article.objects.update(published_at=datetime(2020, 1, 1, tzinfo=UTC)),
    "rename": lambda: Person.objects.update(name="Nom nouveau"),
    "say": lambda: StatementFactory(
        article=ArticleFactory(published=True),
        speaker=PersonFactory(public=True).actor_ptr,
        said_on="",
    ),
}


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.sampled_from(sorted(EVENTS)), min_size=2, max_size=8))
def test_whatever_happens_it_is_what_would_be_made_anew(happened):
    with undone():
        client = Client()
        for name in ("say", "sequence", *happened, "sequence"):
            EVENTS[name]()
            again = [asked(client, address) for address in LISTS]
            memory.forget()
            assert [asked(client, address) for address in LISTS] == again, name


def test_whoever_has_the_answer_already_leaves_it_for_others(django_assert_num_queries):
    ArticleFactory(published=True)
    sequence_all()
    client, address = Client(), LISTS[0]
    answer = asked(client, address)
    memory.forget()

    known = client.get(address, headers={"if-none-match": answer[1]})
    head = client.head(address)

    assert (known.status_code, head.status_code) == (304, 200)
    assert head.headers["ETag"] == answer[1]
    with django_assert_num_queries(1) as queries:
        assert asked(client, address) == answer
    assert "register_item" not in queries.captured_queries[0]["sql"]


def test_what_is_withdrawn_is_in_no_kept_answer_from_its_commit_on():
    story, other = ArticleFactory(published=True), ArticleFactory(published=True)
    sequence_all()
    client = Client()
    assert str(story.uid).encode() in asked(client)[0]

    services.withdraw(story, by=None, reason="Faux.")  # and no sequencer has run since

    assert str(story.uid).encode() not in asked(client)[0]
    assert str(other.uid).encode() in asked(client)[0]


def test_what_has_moved_without_a_number_is_where_it_belongs():
    speaker = PersonFactory(public=True).actor_ptr
    first, second = (
        StatementFactory(article=ArticleFactory(published=True), speaker=speaker, said_on="")
        for _ in range(2)
    )
    day = datetime(2021, 1, 1, tzinfo=UTC)
    Article.objects.filter(pk=second.article_id).update(published_at=day)
    sequence_all()
    assert told_in_order() == [str(first.uid), str(second.uid)]

    Article.objects.filter(pk=first.article_id).update(published_at=day - timedelta(days=1))
    seen = []
    while sequence(1) is not None:  # the story gets a number, the statement none
        seen.append((told_in_order(), Batch.objects.count()))

    assert seen[-1][0] == [str(second.uid), str(first.uid)]
    assert seen[-1][1] == seen[-2][1]


def told_in_order() -> list[str]:
    return [row["id"] for row in Client().get("/api/v1/statements").json()["data"]]


def test_nobody_is_given_the_answer_of_another_contract():
    ArticleFactory(published=True)
    sequence_all()
    open_, hiding = asking("public"), asking("public", hidden=["headline"])
    narrow = asking("lang:en")

    whole = open_.get(LISTS[0]).json()["data"]

    assert "headline" in whole[0]
    assert "headline" not in hiding.get(LISTS[0]).json()["data"][0]
    assert narrow.get(LISTS[0]).json()["data"] == []
    assert open_.get(LISTS[0]).json()["data"] == whole
    atom = open_.get(LISTS[0], headers={"accept": "application/atom+xml"})
    assert atom.headers["Content-Type"].startswith("application/atom+xml")


def test_what_is_given_again_is_on_record_like_what_is_given_first():
    ArticleFactory(published=True)
    sequence_all()
    house = partner()
    client = keyed(house)

    for _ in range(2):
        client.get(LISTS[0])

    first, second = Pull.objects.filter(partner=house).order_by("pk")
    assert (first.number, first.uids) == (second.number, second.uids)
    assert first.number == 1


def test_no_more_is_kept_than_there_is_room_for(settings, django_assert_num_queries):
    for _ in range(3):
        ArticleFactory(published=True)
    sequence_all()
    client, addresses = Client(), [f"/api/v1/articles?limit={number}" for number in (1, 2)]
    settings.KEPT_BYTES = max(len(asked(client, address)[0]) for address in addresses)
    memory.forget()

    for address in addresses * 2:
        with django_assert_num_queries(1) as queries:
            asked(client, address)
        assert "register_item" in queries.captured_queries[0]["sql"]
    settings.KEPT_BYTES = 0
    memory.forget()
    for _ in range(2):
        with django_assert_num_queries(1) as queries:
            asked(client, addresses[0])
        assert "register_item" in queries.captured_queries[0]["sql"]
