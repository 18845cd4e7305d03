"""The guide for partners on one page, the program that it shows, and the feed of its changes."""

from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language, gettext

from newsroom.guide.changelog import CHANGELOG
from newsroom.register.api.deprecating import ends
from newsroom.register.outlets import Outlet
from newsroom.register.pages import Page
from newsroom.register.problems import SORTS

MIRROR = Path(__file__).with_name("mirror.py")


class GuideView(Page):
    """Everything that a partner needs to know, in one language and on one page."""

    template_name = "newsroom/guide/guide.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        language = "en" if (get_language() or "").startswith("en") else "fr"
        return super().get_context_data(
            text=f"newsroom/guide/{language}.html",
            canonical=self.request.build_absolute_uri(self.request.path),
            archive=self.request.build_absolute_uri("/").rstrip("/"),
            mirror=MIRROR.read_text(),
            problems=SORTS,
            anonymous=settings.ANONYMOUS_QUOTAS,
            changelog=CHANGELOG,
            ends=list(ends()),
            **kwargs,
        )


class MirrorView(Outlet):
    """The program of the guide, as a file."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        program = MIRROR.read_bytes()
        return self.answer(len(program), lambda: program, "text/x-python; charset=utf-8")


class ChangelogFeed(Outlet):
    """The changes of the API as an Atom feed."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        known = [str(entry) for one in CHANGELOG for entry in (one.uid, one.title, one.text)]
        return self.answer(known, self.written, "application/atom+xml; charset=utf-8")

    def written(self) -> bytes:
        """The feed, in the language of whoever asks."""
        page = self.request.build_absolute_uri(reverse("partner_guide"))
        feed = Atom1Feed(
            title=gettext("Changes of the partner API"),
            link=page,
            description="",
            language=get_language(),
            feed_url=self.request.build_absolute_uri(),
        )
        for one in CHANGELOG:
            at = datetime.combine(one.day, time(), UTC)
            feed.add_item(
                title=str(one.title),
                link=f"{page}#changes",
                description=str(one.text),
                unique_id=one.uid.urn,
                pubdate=at,
                updateddate=at,
            )
        return feed.writeString("utf-8").encode()
