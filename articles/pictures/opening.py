"""Opens the file of a picture, and refuses what is none, is broken, or is too large."""

import warnings
from typing import IO, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from imagefield.backends import get_backend
from PIL import Image as Pillow
from PIL import ImageFile

FORMATS = ("JPEG", "PNG", "WEBP", "TIFF")


def opened(file: IO[bytes] | Any) -> Pillow.Image:
    """The picture in the file, decoded only as far as its size; ValidationError if refused.

    Checked before anything is decoded: how many bytes the file has, which kind it truly is
    whatever its name says, and how many pixels it claims, so that a bomb is never unpacked.
    """
    size = file.seek(0, 2) or file.tell()
    if size > settings.PICTURE_MAX_BYTES:
        raise ValidationError(
            _("The file is too large: %(size)d MB, and at most %(most)d MB are taken.")
            % {"size": size // 2**20, "most": settings.PICTURE_MAX_BYTES // 2**20},
            code="too_large",
        )
    file.seek(0)
    try:
        with warnings.catch_warnings():
            # The size is refused below, in our words.
            warnings.simplefilter("ignore", Pillow.DecompressionBombWarning)
            image = Pillow.open(file, formats=FORMATS)
    except Pillow.DecompressionBombError as error:
        raise _too_many_pixels() from error
    except Exception as error:
        # A broken file makes Pillow raise almost anything.
        raise ValidationError(
            _("This is not a picture that can be read; JPEG, PNG, WebP and TIFF can."),
            code="not_a_picture",
        ) from error
    if image.width * image.height > settings.PICTURE_MAX_PIXELS:
        raise _too_many_pixels()
    return image


def check(file: IO[bytes] | Any) -> None:
    """Decode the picture once as a whole; ValidationError if it is broken or refused."""
    image = opened(file)
    try:
        get_backend().verify_supported(image)
    except Exception as error:
        raise ValidationError(
            _("The picture is broken: the file ends too early or is damaged."), code="broken"
        ) from error
    finally:
        file.seek(0)


def _too_many_pixels() -> ValidationError:
    return ValidationError(
        _("The picture has too many pixels; at most %(most)d million are taken.")
        % {"most": settings.PICTURE_MAX_PIXELS // 1_000_000},
        code="too_many_pixels",
    )


# A file that ends too early is broken, never filled up with grey.
assert not ImageFile.LOAD_TRUNCATED_IMAGES
