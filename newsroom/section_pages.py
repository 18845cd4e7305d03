"""The headings under which stories are filed: all of them, and one with its newest stories."""

from typing import Any

from django.conf import settings
from django.db import connections
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.urls import reverse

from newsroom.register.models import Item
from newsroom.register.pages import Page, called, document
from newsroom.register.reading import Scope, resolve, scope_of

STORIES = 30
# Who is most in a section lately: of so many of its newest stories, and so many of each kind.
LATELY, MOST = 200, 10
NAMED = ("person", "country", "organisation")

# Each step reads one entry of the index by section, however many stories the section has.
CODES = """
with recursive codes(code) as (
  (select section from register_item where live and section <> '' order by section limit 1)
  union all
  select (select i.section from register_item i
    where i.live and i.section <> '' and i.section > codes.code order by i.section limit 1)
  from codes where codes.code is not null)
select code from codes where code is not null
"""

IN_IT = """
with newest as (
  select uid from register_item i
  where i.live and i.section = %(code)s and i.channels && %(scope)s::varchar[]
    and not exists (select from register_mark m where m.uid = i.uid and m.retract)
  order by i.sort_at desc, i.uid desc limit %(lately)s),
counted as (
  select i.kind, r.target, count(distinct r.item_id) as number,
    row_number() over (
      partition by i.kind order by count(distinct r.item_id) desc, r.target) as place
  from newest join register_reference r on r.item_id = newest.uid
  join register_item i on i.uid = r.target and i.live and i.kind = any(%(kinds)s)
  group by i.kind, r.target)
select kind, target, number from counted where place <= %(most)s order by kind, place
"""


def stories_of(code: str, scope: Scope) -> QuerySet[Item]:
    """The visible stories of a section, the newest first."""
    items = Item.objects.visible(scope).filter(section=code).exclude(section="")
    return items.order_by("-sort_at", "-uid")


class SectionListView(Page):
    """All sections that have stories, each with its newest one."""

    template_name = "newsroom/section_list.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        scope = scope_of(request)
        with connections[settings.REGISTER_DATABASE].cursor() as cursor:
            cursor.execute(CODES)
            heads = [stories_of(code, scope).values("uid")[:1] for (code,) in cursor.fetchall()]
        newest: list[Item] = []
        if heads:
            wanted = heads[0].union(*heads[1:], all=True) if len(heads) > 1 else heads[0]
            newest = list(Item.objects.visible(scope).filter(uid__in=wanted))
        sections = [
            {"name": called(document(item)["section"]), "address": address(item.section)}
            | {"newest": item}
            for item in newest
        ]
        return self.render_to_response(
            self.get_context_data(
                sections=sorted(sections, key=lambda one: one["name"]),
                canonical=request.build_absolute_uri(request.path),
            )
        )


class SectionView(Page):
    """A section: its newest stories, and who and what is most in them lately."""

    template_name = "newsroom/section_detail.html"

    def get(self, request: HttpRequest, code: str, *args: Any, **kwargs: Any) -> Any:
        scope = scope_of(request)
        stories = list(stories_of(code, scope)[: STORIES + 1])
        if not stories:
            raise Http404
        values: dict[str, Any] = {
            "code": code,
            "scope": list(scope),
            "lately": LATELY,
            "most": MOST,
        }
        with connections[settings.REGISTER_DATABASE].cursor() as cursor:
            cursor.execute(IN_IT, values | {"kinds": list(NAMED)})
            counted = cursor.fetchall()
        things = resolve([uid for _kind, uid, _number in counted], scope)
        return self.render_to_response(
            self.get_context_data(
                code=code,
                name=called(document(stories[0])["section"]),
                stories=stories[:STORIES],
                more=f"{reverse('article_list')}?section={code}" if len(stories) > STORIES else "",
                named={
                    kind: [
                        {
                            "item": things[uid],
                            "number": number,
                            "address": f"{reverse('article_list')}?section={code}&{kind}={uid}",
                        }
                        for other, uid, number in counted
                        if other == kind and uid in things
                    ]
                    for kind in NAMED
                },
                lately=LATELY,
                canonical=request.build_absolute_uri(address(code)),
            )
        )


def address(code: str) -> str:
    """The page of a section."""
    return reverse("section", args=[code])
