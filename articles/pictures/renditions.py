"""Makes what readers see of a picture: several sizes, and a square around the focal point."""

import io
import logging
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.crypto import salted_hmac
from imagefield.backend_base import calculate_crop_box
from PIL import Image as Pillow
from PIL import ImageCms, ImageOps

from articles.choices import Shape
from articles.models import Image, Rendition
from articles.pictures.opening import opened

log = logging.getLogger(__name__)

# Widths in pixels; none is made wider than the original.
WIDTHS = (480, 960, 1600)
SQUARE = 480
FOLDER = "renditions"
# Media type → ending, and how it is written. JPEG is for readers whose browser is old.
KINDS: dict[str, tuple[str, dict[str, Any]]] = {
    "image/webp": ("webp", {"format": "WEBP", "quality": 78, "method": 4}),
    "image/jpeg": ("jpg", {"format": "JPEG", "quality": 82, "optimize": True, "progressive": True}),
}


def make(image: Image) -> list[Rendition]:
    """Make all renditions of a picture and forget those of an earlier file or focal point.

    Each is written from the pixels alone, so it bears no EXIF, IPTC or XMP: no place, no camera,
    no name. Its name is a keyed digest of its bytes: the same work leads to the same names.
    """
    with image.file.storage.open(image.file.name) as file:
        picture = pixels(opened(file))
    made: dict[str, Rendition] = {}
    for shape, shown in _shapes(picture, image.focal_x, image.focal_y):
        for media_type, (ending, options) in KINDS.items():
            data = _written(shown, options)
            digest = salted_hmac("articles.rendition", image.uid.bytes + data, algorithm="sha256")
            name = f"{digest.hexdigest()[:32]}-{shown.width}.{ending}"
            if not default_storage.exists(stored(name)):
                default_storage.save(stored(name), ContentFile(data))
            made[name] = Rendition(
                image=image,
                name=name,
                shape=shape,
                media_type=media_type,
                width=shown.width,
                height=shown.height,
                **image.source,
            )
    with transaction.atomic():
        image.renditions.all().delete()
        return Rendition.objects.bulk_create(made.values())


def make_all(images: Iterable[Image]) -> int:
    """Make the renditions of several pictures; how many pictures. One that fails is reported."""
    made = 0
    for image in images:
        try:
            make(image)
        except (OSError, ValidationError):  # a file that is lost must not hold up the others
            log.exception("the renditions of picture %s cannot be made", image.pk)
        else:
            made += 1
    return made


def stored(name: str) -> str:
    """Where the storage keeps the rendition with this name."""
    return f"{FOLDER}/{name}"


def pixels(picture: Pillow.Image) -> Pillow.Image:
    """The picture upright, in sRGB with or without transparency, and stripped of all else."""
    picture.load()
    profile = picture.info.get("icc_profile")
    upright = ImageOps.exif_transpose(picture)
    if profile and upright.mode in ("RGB", "CMYK"):
        upright = _in_srgb(upright, profile)
    clear = upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info
    plain = upright.convert("RGBA" if clear else "RGB")
    plain.info.clear()
    return plain


def thumbnail(picture: Pillow.Image, width: int) -> bytes:
    """A small JPEG of the picture, for the desk."""
    options = KINDS["image/jpeg"][1]
    # JPEG is decoded at a fraction of its size where that is enough.
    picture.draft("RGB", (width * 2, width * 2))
    return _written(_narrowed(pixels(picture), width), options)


def _shapes(
    picture: Pillow.Image, focal_x: float, focal_y: float
) -> Iterator[tuple[Shape, Pillow.Image]]:
    for width in sorted({min(width, picture.width) for width in WIDTHS}):
        yield Shape.WHOLE, _narrowed(picture, width)
    side = min(SQUARE, *picture.size)
    box = calculate_crop_box(*picture.size, side, side, (focal_x, focal_y))
    cut = picture.crop((box.left, box.top, box.left + box.width, box.top + box.height))
    yield Shape.SQUARE, cut.resize((side, side), Pillow.Resampling.LANCZOS)


def _narrowed(picture: Pillow.Image, width: int) -> Pillow.Image:
    if width >= picture.width:
        return picture
    height = max(1, round(picture.height * width / picture.width))
    return picture.resize((width, height), Pillow.Resampling.LANCZOS)


def _written(picture: Pillow.Image, options: dict[str, Any]) -> bytes:
    if options["format"] == "JPEG" and picture.mode == "RGBA":
        paper = Pillow.new("RGB", picture.size, "white")
        paper.paste(picture, mask=picture.getchannel("A"))
        picture = paper
    with io.BytesIO() as target:
        picture.save(target, **options)
        return target.getvalue()


def _in_srgb(picture: Pillow.Image, profile: bytes) -> Pillow.Image:
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        target = ImageCms.createProfile("sRGB")
        converted = ImageCms.profileToProfile(picture, source, target, outputMode="RGB")
    except (OSError, ImageCms.PyCMSError):  # a profile that does not fit says nothing
        return picture
    return converted or picture
