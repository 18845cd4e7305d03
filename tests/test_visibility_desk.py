"""The desk lets nobody in without the right: no page, no choice, no proposal, no picture."""

import logging
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse

from articles.models import Article, Image, Rendition, Upload
from articles.roles import Role
from tests.factories import UserFactory
from tests.walk import desk_mutants as mutants
from tests.walk.canaries import record_models
from tests.walk.crawl import Leak
from tests.walk.desk import choices, sent
from tests.walk.routes import UnknownRoute
from tests.walk.visitors import (
    Visitor,
    desk_side,
    desk_world,
    look_for_a_door,
    look_for_words,
    visit,
    words_in,
)
from tests.walk.worlds import World

pytestmark = pytest.mark.django_db(databases=["default", "public"])

# Who has no business at the desk: the walk may find no door. Who has no rights there finds doors.
STRANGERS: dict[str, Any] = {
    "a stranger": lambda: None,
    "a log-in that is not of the staff": lambda: UserFactory(is_staff=False),
    "a log-in that is closed": lambda: UserFactory(is_active=False, chief_editor=True),
}
# Written for whoever runs the machine: why something that was due could not be done.
FOR_OPERATORS = "DueFailure.error"


@pytest.fixture(scope="module")
def found(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """One world for all tests of this module, each of which undoes what it does."""
    logging.disable()  # thousands of refusals
    with django_db_blocker.unblock(), desk_world() as world:
        yield world
    logging.disable(logging.NOTSET)


def standing() -> list[Any]:
    """What the record holds: the keys of its rows, and the stories' words and status."""
    rows = [
        sorted(model._default_manager.values_list("pk", flat=True)) for model in record_models()
    ]
    return [rows, list(Article.objects.order_by("pk").values("pk", "status", "version", "body"))]


def walk_past_the_door(found: World, visitor: Visitor, **options: Any) -> Counter[int]:
    """Ask for everything; raise Leak where a door is open or a word is seen. Statuses by number."""
    statuses: Counter[int] = Counter()
    for route, request, answer in visit(found, visitor, **options):
        look_for_a_door(route, request, answer)
        look_for_words(request, answer, found)
        statuses[answer.status] += 1
    return statuses


def walk_inside(found: World, visitor: Visitor) -> None:
    for _route, request, answer in visit(found, visitor):
        look_for_words(request, answer, found)


# The third is a stranger to Django as well.
@pytest.mark.parametrize("who", list(STRANGERS)[:2])
def test_without_a_log_in_of_the_staff_every_door_is_shut(found, who):
    before = standing()

    statuses = walk_past_the_door(found, Visitor.named(STRANGERS[who]()))

    assert statuses[302] > 1000, statuses
    assert standing() == before


def test_a_log_in_of_the_staff_without_rights_sees_no_word(found):
    before = standing()

    walk_inside(found, Visitor.named(UserFactory()))

    assert standing() == before


def test_who_runs_the_machine_sees_no_word_of_a_story(found):
    visitor = Visitor.named(UserFactory(operator=True))
    seen: Counter[int] = Counter()

    for _route, request, answer in visit(found, visitor, posts=False):
        words = words_in(answer.text, found)
        told = {w for w, where in words.items() if not where.startswith(FOR_OPERATORS)}
        assert not {w for w in told if w not in request.address}, request
        assert answer.status != 500, request
        seen[answer.status] += 1

    assert seen[200] > 50, seen


@pytest.mark.parametrize("who", [None, Role.OPERATOR, Role.PARTNER_MANAGER])
def test_a_choice_by_typing_is_offered_to_whoever_may_see_what_is_chosen(found, who):
    user = UserFactory(role=who) if who else None
    visitor, shown = Visitor.named(user), Counter()

    for target, choice in choices():
        right = f"{target._meta.app_label}.view_{target._meta.model_name}"
        request, answer = visitor.ask(f"{reverse('admin:autocomplete')}?term=xqz&{choice}")
        if user is None:
            assert answer.status == 302, request
        elif not user.has_perm(right):
            assert answer.status in (403, 404), request
        if answer.status != 200:
            assert not words_in(answer.text, found).keys() - {"xqz"}, request
        shown[answer.status] += 1

    # Accounts and what stands apart from stories the operator sees; partners' people see sections.
    assert (shown[200] > 0) == (who is not None)
    assert shown[403] > 0 or who is None


@pytest.mark.parametrize("who", [None, Role.OPERATOR, Role.PARTNER_MANAGER])
@pytest.mark.parametrize("page", ["suggest", "near", "facts"])
def test_nothing_is_proposed_to_who_enters_no_story(found, who, page):
    visitor = Visitor.named(UserFactory(role=who) if who else None)
    address = reverse(f"admin:articles_article_{page}")
    pks = Article.objects.filter(uid__in=found.ids.hidden).values_list("pk", flat=True)

    answers = [visitor.ask(address, sent(found, visitor.user))]
    answers += [visitor.ask(f"{address}?article={pk}") for pk in pks]

    for request, answer in answers:
        assert answer.status in (302, 403, 405), request
        look_for_words(request, answer, found)


def files() -> list[str]:
    """Every address under which somebody might look for a picture that is not out."""
    image = Image.objects.order_by("-pk")[0]
    uids = Upload.objects.values_list("uid", flat=True)
    names = Rendition.objects.filter(image=image).values_list("name", "image__article__uid")
    originals = [image.file.name, *Upload.objects.values_list("file", flat=True)]
    assert image.file.storage.exists(image.file.name)
    assert names
    return [
        reverse("admin:articles_image_thumb", args=[image.pk]),
        *(reverse("admin:articles_image_chosen", args=[uid]) for uid in uids),
        *(reverse("admin:articles_article_preview_file", args=[name]) for name, _uid in names),
        *(f"/images/{uid}/{name}" for name, uid in names),
        *(f"{prefix}{name}" for name in originals for prefix in ("/", "/media/", "/static/")),
        *(f"{settings.MEDIA_URL}{name}" for name in originals if settings.MEDIA_URL),
    ]


@pytest.mark.parametrize("who", [*STRANGERS, "an operator", "somebody of the staff"])
@pytest.mark.parametrize("urlconf", ["newsroom.urls.desk", "newsroom.urls.demo"])
def test_no_file_of_a_picture_is_given_to_who_may_not_see_it(found, who, urlconf):
    known = STRANGERS | {
        "an operator": lambda: UserFactory(operator=True),
        "somebody of the staff": UserFactory,
    }
    visitor = Visitor.named(known[who]())

    with desk_side(urlconf):
        for address in files():
            request, answer = visitor.ask(address)
            assert answer.status in (302, 403, 404), request
            look_for_words(request, answer, found)


def test_who_enters_pictures_sees_those_of_stories_but_not_what_others_chose(found):
    visitor = Visitor.named(UserFactory(reporter=True))

    seen = {address: visitor.ask(address)[1].status for address in files()}

    assert [a for a, status in seen.items() if status == 200 and "/chosen/" in a] == []
    assert [a for a, status in seen.items() if status == 200 and "/thumb/" in a] != []


@pytest.mark.parametrize(
    ("mutant", "who"),
    [
        (mutants.everybody_comes_in, "a stranger"),
        (mutants.every_account_comes_in, "a log-in that is not of the staff"),
    ],
)
def test_an_open_door_is_found(found, mutant, who):
    with mutant(), pytest.raises(Leak):
        walk_past_the_door(found, Visitor.named(STRANGERS[who]()))


def test_a_page_that_somebody_wrote_without_a_door_is_found(found):
    with desk_side(mutants.PAGE_WITHOUT_A_DOOR), pytest.raises(Leak, match="headline"):
        walk_past_the_door(found, Visitor.named(), urlconf=mutants.PAGE_WITHOUT_A_DOOR)


def test_a_page_that_the_walk_cannot_ask_is_found(found):
    with desk_side(mutants.PAGE_OF_AN_UNKNOWN_SHAPE), pytest.raises(UnknownRoute, match="colour"):
        walk_past_the_door(found, Visitor.named(), urlconf=mutants.PAGE_OF_AN_UNKNOWN_SHAPE)


def test_a_list_that_asks_for_no_right_is_found(found):
    with mutants.lists_ask_for_no_right(), pytest.raises(Leak, match="xqz"):
        walk_inside(found, Visitor.named(UserFactory()))


def test_a_choice_that_asks_for_no_right_is_found(found):
    with mutants.choices_ask_for_no_right(), pytest.raises(AssertionError):
        test_a_choice_by_typing_is_offered_to_whoever_may_see_what_is_chosen(found, Role.OPERATOR)


def test_proposals_that_ask_for_no_right_are_found(found):
    with mutants.proposals_ask_for_no_right(), pytest.raises(AssertionError):
        test_nothing_is_proposed_to_who_enters_no_story(found, Role.OPERATOR, "suggest")


def test_a_file_that_is_shown_to_others_than_who_chose_it_is_found(found):
    with mutants.chosen_files_are_everybodys(), pytest.raises(AssertionError):
        test_who_enters_pictures_sees_those_of_stories_but_not_what_others_chose(found)
