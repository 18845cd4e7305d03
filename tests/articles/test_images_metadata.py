"""What a picture's file says of itself: agencies' words first, coordinates never."""

import pytest

from articles.pictures.metadata import told_by
from tests.articles.picture_files import (
    IPTC,
    XMP,
    drawn,
    encoded,
    exif,
    iptc_block,
    opened,
    speaking_jpeg,
    with_iptc,
)

JPEG = encoded(drawn(900, 600))


def test_iptc_goes_first_then_xmp_then_exif():
    assert told_by(opened(speaking_jpeg(90, 60))) == {
        "credit": "A. Traoré / Agence du Fleuve",
        "caption": "Les deux ministres à Bamako.",
        "licence": "© Agence du Fleuve",
        "taken_on": "2025-08-14",
        "place": "Bamako, Mali",
        "alt_text": "Un palais de brique ocre.",
    }


def test_xmp_alone_is_read():
    assert told_by(opened(encoded(drawn(90, 60), xmp=XMP.encode()))) == {
        "credit": "B. Issoufou / Agence Ténéré",
        "alt_text": "Un palais de brique ocre.",
        "caption": "Le palais du gouvernement.",
        "licence": "Presse uniquement",
        "taken_on": "2025-08-12",
        "place": "Niamey, Niger",
    }


def test_exif_alone_is_read():
    told = told_by(opened(encoded(drawn(90, 60), exif=exif())))

    assert told["taken_on"] == "2025-08-13"
    assert told["caption"] == "IMG 0042"
    assert "Ma" in told["credit"]
    assert "place" not in told


def test_iptc_of_an_old_agency_without_a_mark_of_its_own_keeps_its_accents():
    data = with_iptc(JPEG, iptc_block(IPTC, "cp1252"))

    assert told_by(opened(data))["credit"] == "A. Traoré / Agence du Fleuve"


@pytest.mark.parametrize(
    "data",
    [
        encoded(drawn(90, 60), xmp=b"<x:xmpmeta broken"),
        encoded(drawn(90, 60), xmp=b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
        with_iptc(JPEG, b"\x1c\x02\x50\xff\xff"),
        with_iptc(JPEG, iptc_block({(2, 55): "00000000"})),
        JPEG,
    ],
    ids=["broken XMP", "entities", "broken IPTC", "no day", "silent"],
)
def test_a_file_with_broken_metadata_is_a_picture_all_the_same(data):
    assert told_by(opened(data)) == {}
