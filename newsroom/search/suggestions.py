"""Suggests, while somebody types, whom, what and which story they may mean."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.db import connections
from django.http import HttpRequest, JsonResponse

from newsroom.register.faults import faults_of
from newsroom.register.lists import given, refuse
from newsroom.register.models import Item
from newsroom.register.naming import near
from newsroom.register.pages import Page, address, title
from newsroom.register.query import MAX_WORD
from newsroom.register.reading import Scope, scope_of
from newsroom.register.text import fold, words
from newsroom.search.finding import NAMED_KINDS
from newsroom.templatetags.page_tags import KINDS
from newsroom.typography import french_spaces

# Characters that say too little; characters after which a name may be misspelt.
SHORTEST, MISSPELT = 2, 4
LONGEST, MOST_WORDS = 100, 8
NAMES, STORIES = 6, 3
LAST = "\U0010ffff"


class SuggestionsForm(forms.Form):
    """What has been typed so far."""

    q = forms.CharField(required=False, strip=False)


class SuggestionsView(Page):
    """Names and headlines for what is typed, as JSON; the search itself never needs them."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        data, scope = given(request), scope_of(request)
        if faults := faults_of(data, SuggestionsForm(data)):
            return refuse(request, [(fault.parameter, fault.detail) for fault in faults])
        found = suggested(data.get("q", "")[:LONGEST], scope)
        answer = JsonResponse({"suggestions": [shown(item) for item in found]})
        answer.headers["X-Robots-Tag"] = "noindex"
        return answer


def shown(item: Item) -> dict[str, str]:
    """One suggestion: what it is called, what it is, and where it is."""
    return {
        "words": french_spaces(title(item)),
        "kind": str(KINDS[item.kind]),
        "language": item.language,
        "address": address(item),
    }


def suggested(typed: str, scope: Scope) -> list[Item]:
    """Those whose names go on so, then stories whose headlines do; else the nearest names.

    Two queries, two more where no name goes on so.
    """
    folded = [word[:MAX_WORD] for word in words(typed)][:MOST_WORDS]
    if len("".join(folded)) < SHORTEST:
        return []
    found = _going_on(folded, fold(typed).strip(), scope)
    if not any(item.kind in NAMED_KINDS for item in found) and len(typed.strip()) >= MISSPELT:
        uids = [one.uid for one in near(typed, kinds=NAMED_KINDS, limit=NAMES, scope=scope)]
        items = Item.objects.visible(scope).in_bulk(uids) if uids else {}
        found = [items[uid] for uid in uids if uid in items] + found
    return found


def _going_on(folded: Sequence[str], beginning: str, scope: Scope) -> list[Item]:
    """Things whose names, and stories whose headlines begin so."""
    # A word that is complete stands as it is; only the last one may go on.
    query = " & ".join([*folded[:-1], f"{folded[-1]}:*"])
    with connections[settings.REGISTER_DATABASE].cursor() as cursor:
        cursor.execute(
            "select uid from register_suggested(to_tsquery('archive', %s), %s)", [query, NAMES]
        )
        uids: list[uuid.UUID] = [uid for (uid,) in cursor.fetchall()]
    items = Item.objects.visible(scope)
    # The range is one of an index; folded headlines hold nothing after "z" but other scripts.
    stories = items.filter(
        kind="article", name_key__gte=beginning, name_key__lt=beginning + LAST
    ).order_by("name_key", "uid")
    rows = items.filter(pk__in=[*uids]) | items.filter(pk__in=stories.values("pk")[:STORIES])
    place = {uid: number for number, uid in enumerate(uids)}
    return sorted(rows, key=lambda item: (place.get(item.uid, NAMES), item.name_key))
