"""The pictures of a story in the API: their rights, and where their files are for a short time.

A partner that has a story under embargo has its pictures early as well; nobody else can guess
where they are.
"""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from rest_framework.request import Request
from rest_framework.response import Response

from articles.pictures.serving import answer, files_of
from articles.projections.images import ImageMember
from newsroom.partners.access import Access
from newsroom.partners.addresses import VALID_FOR, signature
from newsroom.register.access import admit_by_signature
from newsroom.register.api.asking import check
from newsroom.register.api.base import UnkeptEndpoint
from newsroom.register.api.giving import PICTURES, give_parts
from newsroom.register.api.metering import fetched
from newsroom.register.api.schema import EndpointSchema, Operation
from newsroom.register.api.shapes import EXPIRES, list_of
from newsroom.register.models import Item
from newsroom.register.problems import Problem
from newsroom.register.reading import Scope, find, uuid_or_none


class PicturesEndpoint(UnkeptEndpoint):
    """The pictures of a story, with addresses of their files that need no header.

    Whoever shows one must show its credit.
    """

    def describe(self, schema: EndpointSchema) -> Operation:
        page = list_of(schema.member(ImageMember), {"urls_expire_in": EXPIRES})
        page["required"] = [*page["required"], "urls_expire_in"]
        name = schema.component("PictureList", page)
        return Operation("article_images", "article", name, problems=(400, 404, 410))

    def retrieve(self, request: Request, pk: str) -> Response:
        """The pictures of one story, in their order."""
        check(request.query_params)
        uid = uuid_or_none(pk)
        if uid is None:
            raise Problem("not-found")
        story = readable(uid, self.scope)
        give_parts(request, PICTURES, [story.uid])
        images = (self.access.shown(story.doc) or {}).get("images", [])
        return Response(
            {
                "data": [self.signed(story, image) for image in images],
                "links": {"self": request.build_absolute_uri(), "next": None},
                "urls_expire_in": VALID_FOR,
            }
        )

    def signed(self, story: Item, image: dict[str, Any]) -> dict[str, Any]:
        """The picture, each of its files at an address for whoever asks."""
        files = [
            one | {"url": address(self.request, story.uid, one["url"], self.access)}
            for one in image["renditions"]
        ]
        return image | {"renditions": files}


@fetched
def picture_file(request: HttpRequest, uid: uuid.UUID, name: str) -> HttpResponse:
    """One file of a picture, to whoever has an address that was signed."""
    if set(request.GET) != {"signature"}:
        raise Problem("not-found")
    access = admit_by_signature(request, value(uid, name))
    story = readable(uid, access.labels)
    if name not in files_of(access.shown(story.doc)):
        raise Problem("not-found")
    return answer(request, name, private=True, no_store=True)


def readable(uid: uuid.UUID, scope: Scope) -> Item:
    """The story with this uid; raises Problem where it cannot be read, or not any more."""
    story = find("article", uid, scope)
    if story is None:
        raise Problem("not-found")
    if not story.live:
        raise Problem("withdrawn", id=str(uid), **(story.notice or {}))
    return story


def address(request: Any, uid: uuid.UUID, path: str, access: Access) -> str:
    """The signed address of the file that a document has at this path."""
    name = path.rpartition("/")[2]
    where = reverse("v1:article-image", args=[uid, name])
    return request.build_absolute_uri(f"{where}?signature={signature(value(uid, name), access)}")


def value(uid: uuid.UUID, name: str) -> str:
    """What the address of a file is signed for."""
    return f"images/{uid}/{name}"
