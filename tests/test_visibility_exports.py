"""A list as a file: who may not see drafts gets none of their words, in no format and no way."""

import logging
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile, is_zipfile

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.urls import reverse

from articles.admin.exporting import TABLES
from articles.exporting.formats import FORMATS
from articles.models import Article, Statement
from articles.roles import Role
from tests import desk
from tests.factories import UserFactory
from tests.walk import desk_mutants as mutants
from tests.walk.crawl import Answer
from tests.walk.visitors import Visitor, desk_world, words_in
from tests.walk.worlds import World

pytestmark = pytest.mark.django_db(databases=["default", "public"])

EXPORTERS = (Role.DESK_EDITOR, Role.CHIEF_EDITOR, Role.ARCHIVIST)
# Somebody who takes lists of the record away and may not read stories.
RECORDS = [
    "articles.export_article",
    *(
        f"actors.view_{model._meta.model_name}"
        for model in TABLES
        if model._meta.app_label == "actors"
    ),
]
WHO: dict[str, Any] = {
    "a stranger": lambda: None,
    "a log-in that is not of the staff": lambda: UserFactory(is_staff=False, desk_editor=True),
    "somebody of the staff": UserFactory,
    **{str(role): lambda role=role: UserFactory(role=role) for role in Role},
}


@pytest.fixture(scope="module")
def found(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """One world for all tests of this module, each of which undoes what it does."""
    logging.disable()
    with django_db_blocker.unblock(), desk_world() as world:
        yield world
    logging.disable(logging.NOTSET)


def text_of(answer: Answer) -> str:
    """What is in a file, whatever its format."""
    if not is_zipfile(BytesIO(answer.body)):
        return answer.text
    with ZipFile(BytesIO(answer.body)) as book:
        return "\n".join(book.read(name).decode(errors="replace") for name in book.namelist())


def taken(visitor: Visitor) -> Iterator[tuple[Any, str, Answer]]:
    """Each list in each format, by its address and by the action of its list."""
    for model in TABLES:
        pks = list(model._default_manager.values_list("pk", flat=True))
        for form in FORMATS:
            names = [model._meta.app_label, model._meta.model_name, form]
            yield model, form, visitor.ask(reverse("admin:export", args=names))[1]
            data = {"action": "export_selected", "_step": "try", "format": form}
            data |= {ACTION_CHECKBOX_NAME: pks[:200]}
            yield model, form, visitor.ask(desk.changelist(model), data)[1]


def look_at_files(found: World, who: str) -> dict[Any, dict[str, str]]:
    """The words of the world in the files that somebody gets, by list; for those without the
    right there is no file."""
    visitor, words = Visitor.named(WHO[who]()), {}
    for model, form, answer in taken(visitor):
        disposition = dict(answer.headers).get("Content-Disposition", "")
        if not disposition:
            continue
        assert who in map(str, EXPORTERS), (model, form)
        words.setdefault(model, {}).update(words_in(text_of(answer), found))
    return words


@pytest.mark.parametrize("who", [who for who in WHO if who not in map(str, EXPORTERS)])
def test_without_the_right_there_is_no_file(found, who):
    assert look_at_files(found, who) == {}


@pytest.mark.parametrize("who", EXPORTERS)
def test_with_the_right_the_files_hold_what_the_desk_shows(found, who):
    words = look_at_files(found, str(who))

    assert words.keys() == set(TABLES)
    assert {where.split()[0] for where in words[Article].values()} >= {
        "Article.headline", "Article.lead", "Mention.spelling", "Statement.text",
    }  # fmt: skip
    internal = ("Article.notes", "Article.embargo_reason", "Person.notes", "Comment.")
    every = [where for one in words.values() for where in one.values()]
    assert [where for where in every if where.startswith(internal)] == []


def test_who_may_not_read_stories_takes_no_word_of_one_away(found):
    visitor = Visitor.named(UserFactory(permissions=RECORDS))
    seen: dict[str, str] = {}

    for model, form, answer in taken(visitor):
        if model in (Article, Statement):
            assert answer.status in (403, 404), form
        seen |= words_in(text_of(answer), found)

    assert any(where.startswith("Person.") for where in seen.values())
    stories = {model.__name__ for model in (Article, Statement)} | {
        "Mention",
        "Evidence",
        "Comment",
    }
    assert [where for where in seen.values() if where.partition(".")[0] in stories] == []


def test_a_file_for_whoever_reads_is_found(found):
    with mutants.who_reads_may_export(), pytest.raises(AssertionError):
        look_at_files(found, str(Role.REPORTER))


def test_a_file_of_a_list_that_is_hidden_is_found(found):
    with mutants.lists_ask_for_no_right(), pytest.raises(AssertionError):
        test_who_may_not_read_stories_takes_no_word_of_one_away(found)
