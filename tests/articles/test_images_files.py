"""Picture files: which are taken in, what they say of themselves, what is made of them."""

import struct
import zlib
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image as Pillow
from PIL import ImageCms
from procrastinate.contrib.django.models import ProcrastinateJob

from articles.models import Image, Rendition, Upload
from articles.pictures.opening import check
from articles.pictures.receiving import KEPT_FOR, chosen, forget_chosen, receive
from articles.pictures.renditions import SQUARE, make, make_all, stored
from articles.tasks import make_renditions
from tests.articles.picture_files import (
    drawn,
    encoded,
    opened,
    speaking_jpeg,
    upload,
)
from tests.factories import ArticleFactory, ImageFactory, UploadFactory, UserFactory

TRACES = (b"Exif", b"EXIF", b"Photoshop", b"xmpmeta", b"XMP ", b"Secret", b"ICC_PROFILE")
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
JPEG = encoded(drawn(900, 600))


def bomb() -> bytes:
    """A PNG of a few hundred bytes that claims forty thousand pixels each way."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", 40_000, 40_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\x00" * 99))
        + chunk(b"IEND", b"")
    )  # fmt: skip


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"%PDF-1.7 not a picture at all", "not_a_picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "not_a_picture"),
        (encoded(drawn(40, 30), "GIF"), "not_a_picture"),
        (JPEG[: len(JPEG) // 2], "broken"),
        (bomb(), "too_many_pixels"),
        (encoded(drawn(9000, 7000, "1"), "PNG"), "too_many_pixels"),
    ],
    ids=["pdf", "svg", "gif", "cut off", "bomb", "too many pixels"],
)
def test_what_is_no_picture_is_refused_in_words(data, code):
    with pytest.raises(ValidationError) as refusal:
        check(upload(data))

    assert refusal.value.code == code


def test_a_file_that_is_too_large_is_refused_before_it_is_opened(settings):
    settings.PICTURE_MAX_BYTES = 1000

    with pytest.raises(ValidationError) as refusal:
        check(upload(JPEG))

    assert refusal.value.code == "too_large"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_each_kind_that_is_promised_is_taken(kind):
    check(upload(encoded(drawn(90, 60), kind)))


@pytest.mark.django_db
def test_a_file_is_kept_under_a_random_name_and_as_what_it_truly_is():
    one = receive(upload(encoded(drawn(90, 60), "PNG"), "Visite de X à Y.jpg"), by=UserFactory())

    assert "Visite" not in one.file.name
    assert one.file.name.endswith(".png")
    assert (one.width, one.height) == (90, 60)


def everything_in(data: bytes) -> str:
    picture = opened(data)
    picture.load()
    return repr((picture.info, dict(picture.getexif()), picture.getxmp()))


@pytest.mark.django_db
def test_nothing_that_readers_get_bears_metadata():
    data = speaking_jpeg()
    for told in ("Secret Camera", "A. Traor", "GPSLatitude", "B. Issoufou"):
        assert told in everything_in(data) or told.encode() in data, "the original says nothing"

    image = ImageFactory(file=upload(data))
    made = make(image)

    assert len(made) == 8
    for one in made:
        with default_storage.open(stored(one.name)) as file:
            data = file.read()
        picture = opened(data)
        assert (picture.width, picture.height) == (one.width, one.height)
        assert dict(picture.getexif()) == {}
        assert picture.getxmp() == {}
        assert not {"exif", "xmp", "photoshop", "icc_profile", "comment"} & set(picture.info)
        for trace in (
            b"Exif",
            b"Photoshop",
            b"xmpmeta",
            b"Secret",
            b"ICC_PROFILE",
            b"XMP ",
            b"EXIF",
        ):
            assert trace not in data


@pytest.mark.django_db
def test_pictures_are_made_in_three_widths_and_never_wider_than_they_are():
    wide = make(ImageFactory(file=upload(encoded(drawn(2000, 1000)))))
    small = make(ImageFactory(file=upload(encoded(drawn(700, 350)))))

    whole = {(one.width, one.height) for one in wide if one.shape == "whole"}
    assert whole == {(480, 240), (960, 480), (1600, 800)}
    assert {one.media_type for one in wide} == {"image/webp", "image/jpeg"}
    assert {one.width for one in small if one.shape == "whole"} == {480, 700}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("point", "colour"),
    [((0.0, 0.5), (255, 0, 0)), ((1.0, 0.5), (0, 128, 0))],
)
def test_the_square_is_cut_around_the_focal_point(point, colour):
    image = ImageFactory(file=upload(encoded(drawn(2000, 800))), focal_x=point[0], focal_y=point[1])

    [square] = [
        one for one in make(image) if (one.shape, one.media_type) == ("square", "image/jpeg")
    ]

    assert (square.width, square.height) == (SQUARE, SQUARE)
    with default_storage.open(stored(square.name)) as file:
        red, green, blue = opened(file.read()).getpixel((SQUARE // 2, SQUARE // 4))
    assert (abs(red - colour[0]), abs(green - colour[1]), abs(blue - colour[2])) < (30, 30, 30)


@pytest.mark.django_db
def test_a_picture_taken_upright_is_shown_upright():
    turned = Pillow.Exif()
    turned[0x0112] = 6  # turn it by a quarter to the right
    image = ImageFactory(file=upload(encoded(drawn(900, 600), exif=turned)))

    assert {(one.width, one.height) for one in make(image) if one.width > 480} == {(600, 900)}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("mode", "kind", "options"),
    [
        ("RGBA", "PNG", {}),
        ("P", "PNG", {}),
        ("L", "JPEG", {}),
        ("CMYK", "JPEG", {}),
        ("RGB", "JPEG", {"icc_profile": SRGB}),
        ("RGB", "JPEG", {"icc_profile": b"no profile"}),
    ],
)  # fmt: skip
def test_pictures_of_every_mode_are_made(mode, kind, options):
    picture = drawn(90, 60).convert(mode)

    assert len(make(ImageFactory(file=upload(encoded(picture, kind, **options))))) == 4


@pytest.mark.django_db
def test_the_same_picture_gets_the_same_names_and_another_one_others():
    image, other = (ImageFactory(file=upload(JPEG)) for _ in range(2))

    first = {one.name for one in make(image)}

    assert {one.name for one in make(image)} == first
    assert Rendition.objects.filter(image=image).count() == len(first)
    assert not first & {one.name for one in make(other)}


@pytest.mark.django_db
def test_what_is_missing_or_of_an_earlier_focal_point_is_found_and_made():
    done, moved, never = ImageFactory(made=True), ImageFactory(made=True), ImageFactory()
    Image.objects.filter(pk=moved.pk).update(focal_x=0.25)

    assert set(Image.objects.unmade()) == {moved, never}
    assert make_all(Image.objects.unmade()) == 2
    assert not Image.objects.unmade().exists()
    assert done.renditions.exists()


@pytest.mark.django_db
def test_a_file_that_is_lost_holds_up_no_other_picture():
    lost, fine = ImageFactory(), ImageFactory()
    Image.objects.filter(pk=lost.pk).update(file="originals/lost.jpg")

    assert make_all(Image.objects.unmade()) == 1
    assert fine.renditions.exists()


@pytest.mark.django_db
def test_saving_a_picture_orders_what_is_to_be_made_of_it_and_the_job_makes_it():
    image = ImageFactory()

    [job] = ProcrastinateJob.objects.filter(task_name="make_renditions")
    make_renditions(**job.args)

    assert job.args == {"pk": image.pk}
    assert image.renditions.exists()


@pytest.mark.django_db
def test_nobody_takes_up_what_somebody_else_has_chosen():
    one = UploadFactory()

    assert chosen(str(one.uid), by=one.made_by) == one
    for uid, who in ((str(one.uid), UserFactory()), ("nonsense", one.made_by)):
        with pytest.raises(ValidationError):
            chosen(uid, by=who)


@pytest.mark.django_db
def test_only_files_for_which_no_form_came_are_cleared_away():
    old = timezone.now() - KEPT_FOR - timedelta(minutes=1)
    forgotten, taken, fresh = UploadFactory(), UploadFactory(taken_at=old), UploadFactory()
    Upload.objects.exclude(pk=fresh.pk).update(made_at=old)
    ImageFactory(article=ArticleFactory(), file=taken.file.name)

    assert forget_chosen(timezone.now()) == 1

    assert not default_storage.exists(forgotten.file.name)
    assert default_storage.exists(taken.file.name)
    assert default_storage.exists(fresh.file.name)
