"""A story that is out in a section with four eyes or without, and two people at the desk."""

from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from articles import bulk, planned_changes, services
from articles.history import catch_up, content_of, record
from articles.models import Article, PlannedChange
from tests import desk
from tests.factories import (
    ArticleFactory,
    ContributorFactory,
    MentionFactory,
    PersonFactory,
    SectionFactory,
    StatementFactory,
    UserFactory,
)

HOUR = timedelta(hours=1)


class Desk:
    """Awa, who changes a story that is out, and Moussa, who may approve."""

    def __init__(self, *, four_eyes: bool) -> None:
        self.awa, self.moussa = UserFactory(desk_editor=True), UserFactory(desk_editor=True)
        self.section = SectionFactory(four_eyes=four_eyes)
        source = ArticleFactory(published=True, mentions=[PersonFactory()])
        self.story = ArticleFactory(
            section=self.section, headline="Ce qui fut", translation_of=source
        )
        ContributorFactory(user=self.moussa)
        record(self.story, by=self.moussa)
        Article.objects.filter(pk=self.story.pk).update(headline="Ce qui est")
        self.mention = MentionFactory(article=self.story, actor=PersonFactory(), spelling="Camara")
        self.statement = StatementFactory(article=self.story)
        services.publish(self.story, by=None, at=timezone.now() - HOUR)
        self.story.refresh_from_db()
        catch_up(self.story)
        self.client, self.other = Client(), Client()
        self.client.force_login(self.awa)
        self.other.force_login(self.moussa)

    def post(self, **changes: str) -> Any:
        return desk.post(self.client, self.story, **changes)

    def page(self, name: str, *more: int) -> str:
        return desk.page_of(name, self.story, *more)

    def bulk(self, deed: str, **values: Any) -> None:
        everywhere = {"by": self.awa, "may_change": lambda article: True}
        bulk.done(bulk.DEEDS[deed], [self.story.pk], **everywhere, **values)

    def first(self) -> Any:
        return self.story.revisions.order_by("number").first()

    def plan(self, by: Any = None, **values: Any) -> PlannedChange:
        content = content_of(self.story)
        content["fields"]["headline"] = "Ce qui sera"
        values = {"at": timezone.now() + HOUR} | values
        return planned_changes.plan(self.story, content, by=by or self.awa, **values)

    def apply(self) -> int:
        return planned_changes.apply_due(timezone.now() + 2 * HOUR)
