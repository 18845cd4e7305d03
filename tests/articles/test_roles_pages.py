"""The six roles against every other page of the desk over HTTP.

Lists, forms and deletions of each model are in test_roles_admin. The table is written by hand.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from actors.admin.merging import address as merge_address
from actors.merging import merge
from articles.history import record
from articles.models import Article
from articles.roles import Role
from tests.factories import (
    AgreementFactory,
    ArticleFactory,
    CommentFactory,
    ContributorFactory,
    CountryFactory,
    DraftFactory,
    ImageFactory,
    MeetingFactory,
    NotificationFactory,
    OfficeFactory,
    OrganisationFactory,
    PartnerFactory,
    PersonFactory,
    PlaceFactory,
    PlannedChangeFactory,
    SavedFilterFactory,
    SectionFactory,
    SubjectFactory,
    UploadFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

# Reporter, desk editor, chief editor, archivist, partner manager, operator.
LETTERS = dict(zip("RDCAPO", Role, strict=True))
ALL, NEWSROOM, NOBODY = "RDCAPO", "RDCA", ""
REFUSED = {401, 403, 404}


class World:
    """One of each thing that the pages are about."""

    def __init__(self) -> None:
        self.draft = ArticleFactory()
        record(self.draft, by=None)
        self.image = ImageFactory(article=self.draft, made=True)
        record(self.draft, by=None)
        self.plan = PlannedChangeFactory()
        self.live = self.plan.article
        self.comment = CommentFactory(article=self.draft)
        self.person, self.gone = PersonFactory(), PersonFactory()
        self.merge = merge(PersonFactory(), PersonFactory(), by=None)
        self.actor = self.person.actor_ptr
        made = (PersonFactory, OrganisationFactory, CountryFactory, OfficeFactory, MeetingFactory,
                AgreementFactory, PlaceFactory)  # fmt: skip
        self.records = {row._meta.model_name: row for row in (factory() for factory in made)}


def payload(user: Any, article: Article | None = None) -> dict[str, str]:
    """What the script of a story's form asks with."""
    told = {"user": user.pk, "article": article.pk if article else None, "tab": str(uuid4())}
    return {"payload": json.dumps(told | {"version": 1})}


At = Callable[[World, Any], list[Any]]
Sent = Callable[[World, Any], dict[str, Any]]


def draft(*more: Any) -> At:
    return lambda w, user: [w.draft.pk, *more]


def live(*more: Any) -> At:
    return lambda w, user: [w.live.pk, *more]


def none(w: World, user: Any) -> list[Any]:
    return []


def empty(w: World, user: Any) -> dict[str, Any]:
    return {}


STORY = "articles_article_"
# Name of the address, who may, of what, and, for a POST, what is sent.
PAGES: list[tuple[str, str, At] | tuple[str, str, At, Sent]] = [
    # What is typed, kept and taken over.
    (f"{STORY}session", ALL, none),
    (f"{STORY}draft", NEWSROOM, none, lambda w, u: payload(u)),
    (f"{STORY}draft", NEWSROOM, none, lambda w, u: payload(u, w.draft)),
    (f"{STORY}draft", NEWSROOM, none, lambda w, u: payload(u, w.live)),
    (f"{STORY}discard", ALL, lambda w, u: [DraftFactory(user=u).pk], empty),
    (f"{STORY}discard", NOBODY, lambda w, u: [DraftFactory().pk], empty),
    (f"{STORY}write_here", NEWSROOM, draft(), lambda w, u: payload(u)),
    (f"{STORY}write_here", "DCA", live(), lambda w, u: payload(u)),
    # The form's helpers.
    (f"{STORY}suggest", NEWSROOM, none, lambda w, u: {"lead": "Deux ministres."}),
    (f"{STORY}facts", NEWSROOM, none),
    (f"{STORY}near", NEWSROOM, none, lambda w, u: {"lead": "Deux ministres."}),
    (f"{STORY}beside", NEWSROOM, lambda w, u: [w.live.pk], lambda w, u: {"lead": "Deux."}),
    *[(f"{STORY}create", NEWSROOM, lambda w, u, t=thing: [t], lambda w, u: {"draft": "{}"})
      for thing in ("person", "organisation", "country", "place", "meeting", "agreement")],
    (f"{STORY}begin", NEWSROOM, none),
    # On the way to print.
    (f"{STORY}checks", NEWSROOM, draft()),
    (f"{STORY}sign", NEWSROOM, draft(), empty),
    (f"{STORY}sign", "DCA", live(), empty),
    (f"{STORY}take_over", NEWSROOM, draft(), empty),
    (f"{STORY}take_over", "DCA", live(), empty),
    (f"{STORY}up_to_date", NEWSROOM, draft(), empty),
    (f"{STORY}up_to_date", "DCA", live(), empty),
    (f"{STORY}plan", "DCA", lambda w, u: [w.live.pk, w.plan.pk]),
    (f"{STORY}plan_preview", NEWSROOM, lambda w, u: [w.live.pk, w.plan.pk]),
    (f"{STORY}trash", "RDC", none),
    # Memory.
    (f"{STORY}history", NEWSROOM, draft()),
    (f"{STORY}compare", NEWSROOM, draft()),
    (f"{STORY}restore", NEWSROOM, draft(1)),
    (f"{STORY}restore", "DCA", lambda w, u: [w.live.pk, w.plan.based_on.number]),
    # As the reader will see it.
    (f"{STORY}preview", NEWSROOM, draft()),
    (f"{STORY}preview_page", NEWSROOM, draft()),
    (f"{STORY}preview_new", NEWSROOM, none, empty),
    (f"{STORY}preview_typed", NEWSROOM, draft(), empty),
    (f"{STORY}preview_typed", "DCA", live(), empty),
    (f"{STORY}preview_file", NEWSROOM, lambda w, u: [w.image.renditions.first().name]),
    (f"{STORY}preview_links", NEWSROOM, draft()),
    (f"{STORY}preview_links", NEWSROOM, draft(), lambda w, u: {"hours": "1"}),
    ("articles_image_upload", NEWSROOM, none, empty),
    ("articles_image_chosen", NOBODY, lambda w, u: [UploadFactory().uid]),
    ("articles_image_chosen", ALL, lambda w, u: [UploadFactory(made_by=u).uid]),
    ("articles_image_thumb", NEWSROOM, lambda w, u: [w.image.pk]),
    # The day.
    (f"{STORY}comments", NEWSROOM, draft()),
    (f"{STORY}comments", NEWSROOM, draft(), lambda w, u: {"text": "Selon qui ?"}),
    (f"{STORY}comment", NEWSROOM, lambda w, u: [w.draft.pk, w.comment.pk],
     lambda w, u: {"deed": "settle"}),
    ("articles_agenda", NEWSROOM, none),
    ("export", "DCA", lambda w, u: ["articles", "article", "csv"]),
    ("export", "DCA", lambda w, u: ["actors", "person", "csv"]),
    ("keep_filter", NEWSROOM, none, lambda w, u: {"model": "articles.article", "name": "À moi"}),
    ("keep_filter", "C", none,
     lambda w, u: {"model": "articles.article", "name": "À tous", "shared": "on"}),
    ("drop_filter", NEWSROOM, lambda w, u: [SavedFilterFactory(user=u).pk], empty),
    ("drop_filter", "C", lambda w, u: [SavedFilterFactory().pk], empty),
    ("notifications", ALL, none),
    ("notification", NOBODY, lambda w, u: [NotificationFactory().pk]),
    ("notification", ALL, lambda w, u: [NotificationFactory(user=u).pk]),
    ("notifications_read", ALL, none, empty),
    ("notification_wishes", ALL, none),
    # The record.
    *[(f"actors_{kind}_uses", NEWSROOM, lambda w, u, k=kind: [w.records[k].pk])
      for kind in ("person", "organisation", "country", "office", "meeting", "agreement", "place")],
    ("actors_actor_uses", NEWSROOM, lambda w, u: [w.actor.pk]),
    ("articles_section_uses", f"{NEWSROOM}P", lambda w, u: [SectionFactory().pk]),
    ("articles_subject_uses", f"{NEWSROOM}P", lambda w, u: [SubjectFactory().pk]),
    ("articles_contributor_uses", f"{NEWSROOM}P", lambda w, u: [ContributorFactory().pk]),
    ("partners_partner_uses", "DCP", lambda w, u: [PartnerFactory().pk]),
    ("partners_partner_key", "P", lambda w, u: [PartnerFactory().pk]),
    ("taking", "CP", none),
    ("nudge", "CP", none, lambda w, u: {"partner": 1, "uid": uuid4(), "version": 1}),
    ("actors_actor_merge_with", "CA", lambda w, u: [w.actor.pk]),
    ("actors_merge_undo", "CA", lambda w, u: [w.merge.pk]),
]  # fmt: skip
# Pages of everybody who logs in, or of a test of their own.
ELSEWHERE = {
    "index", "login", "logout", "password_change", "password_change_done", "jsi18n",
    "view_on_site", "app_list",
    "auth_user_password_change",  # in test_demo_desk: the operator's
    "autocomplete",  # in test_visibility_desk: whoever may see what is chosen
    "actors_actor_merge",  # below: its two records stand in the query
    f"{STORY}transition",  # in test_roles_transitions
}  # fmt: skip
USUAL = ("changelist", "add", "change", "delete", "history")


def names(patterns: Any) -> Iterator[str]:
    for one in patterns:
        if hasattr(one, "url_patterns"):
            yield from names(one.url_patterns)
        elif one.name:
            yield one.name


def test_every_address_of_the_desk_is_in_a_table():
    usual = {
        f"{model._meta.label_lower.replace('.', '_')}_{page}"
        for model in admin.site._registry
        for page in USUAL
    }

    assert set(names(admin.site.urls[0])) - usual - ELSEWHERE <= {page[0] for page in PAGES}


def title(page: tuple[Any, ...]) -> str:
    return f"{page[0]}-{page[1] or 'nobody'}"


@pytest.mark.parametrize("page", PAGES, ids=title)
def test_each_role_and_each_page(client: Client, page: tuple[Any, ...]):
    name, may, at, *sent = page
    world, answers = World(), {}
    for letter, role in LETTERS.items():
        user = UserFactory(role=role)
        client.force_login(user)
        address = reverse(f"admin:{name}", args=at(world, user))
        if sent:
            answers[letter] = client.post(address, sent[0](world, user)).status_code
        else:
            answers[letter] = client.get(address).status_code

    assert set(answers.values()) <= {200, 302, 400, 422} | REFUSED, answers
    assert "".join(x for x, status in answers.items() if status not in REFUSED) == may, answers


def test_mergers_are_for_those_who_keep_the_record(client: Client):
    world, found = World(), ""
    for letter, role in LETTERS.items():
        client.force_login(UserFactory(role=role))
        status = client.get(merge_address(world.person.pk, world.gone.pk)).status_code
        found += letter if status == 200 else ""

    assert found == "CA"
