"""What the world sees of pictures."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch
from rest_framework import serializers

from actors.projections.fields import EDTFMember
from articles.choices import Shape
from articles.models import Image, Rendition
from articles.pictures.addresses import address

IMAGES = Prefetch(
    "images",
    Image.objects.prefetch_related(
        Prefetch("renditions", Rendition.objects.order_by("shape", "width", "media_type"))
    ).order_by("position", "id"),
)


class RenditionMember(serializers.Serializer):
    """One file of a picture, without metadata."""

    url = serializers.CharField(
        help_text=(
            "In documents a path on this host, which answers while the story is public;"
            " articles/{id}/images has whole addresses, of what is under embargo too. Do not keep"
            " it."
        )
    )
    shape = serializers.ChoiceField(
        choices=Shape.choices, help_text="whole: uncut; square: cut around the focal point."
    )
    media_type = serializers.CharField()
    width = serializers.IntegerField()
    height = serializers.IntegerField()


class FocalPointMember(serializers.Serializer):
    """What must stay in the picture when it is cropped, from the top left, as parts of 1."""

    x = serializers.FloatField(source="focal_x", min_value=0, max_value=1)
    y = serializers.FloatField(source="focal_y", min_value=0, max_value=1)


class ImageMember(serializers.Serializer):
    """A picture of the story. Whoever shows it must show its credit."""

    id = serializers.UUIDField(source="uid")
    alt = serializers.CharField(source="alt_text", help_text="For those who cannot see it.")
    caption = serializers.CharField()
    credit = serializers.CharField(help_text="Never empty.")
    licence = serializers.CharField(help_text="Or terms of use.")
    taken_on = EDTFMember()
    place = serializers.CharField()
    width = serializers.IntegerField(source="shown_size.width", help_text="Of the widest file.")
    height = serializers.IntegerField(source="shown_size.height")
    focal_point = FocalPointMember(source="*")
    renditions = RenditionMember(many=True, source="shown_renditions")


def shown(article: Any) -> list[Any]:
    """The pictures of a story that may be shown: with their rights, and made ready."""
    return [image for image in _made(article) if image.has_rights and image.shown_size]


def _made(article: Any) -> Iterable[Any]:
    for image in article.images.all():
        image.shown_renditions = [
            one
            for one in image.renditions.all()
            if all(getattr(one, name) == value for name, value in image.source.items())
        ]
        for one in image.shown_renditions:
            one.url = address(article.uid, one.name)
        whole = [one for one in image.shown_renditions if one.shape == Shape.WHOLE]
        image.shown_size = max(whole, key=lambda one: one.width, default=None)
        yield image
