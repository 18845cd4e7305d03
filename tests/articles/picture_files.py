"""Real picture files, with what cameras and agencies write into them."""

import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import ExifTags
from PIL import Image as Pillow

LATITUDE = (12.0, 38.0, 21.0)
XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"
 xmlns:exif="http://ns.adobe.com/exif/1.0/"
 xmlns:iptc="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
 exif:GPSLatitude="12,38.35N" photoshop:City="Niamey" photoshop:Country="Niger">
<dc:creator><rdf:Seq><rdf:li>B. Issoufou</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt>
<rdf:li xml:lang="x-default">Le palais du gouvernement.</rdf:li>
</rdf:Alt></dc:description>
<photoshop:Credit>Agence Ténéré</photoshop:Credit>
<photoshop:DateCreated>2025-08-12T09:30:00</photoshop:DateCreated>
<xmpRights:UsageTerms><rdf:Alt>
<rdf:li xml:lang="x-default">Presse uniquement</rdf:li>
</rdf:Alt></xmpRights:UsageTerms>
<iptc:AltTextAccessibility><rdf:Alt>
<rdf:li xml:lang="x-default">Un palais de brique ocre.</rdf:li>
</rdf:Alt></iptc:AltTextAccessibility>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
IPTC = {
    (2, 80): "A. Traoré",
    (2, 110): "Agence du Fleuve",
    (2, 120): "Les deux ministres à Bamako.",
    (2, 116): "© Agence du Fleuve",
    (2, 55): "20250814",
    (2, 90): "Bamako",
    (2, 101): "Mali",
}


def exif() -> Pillow.Exif:
    """What a camera writes: its owner, the day, the place."""
    found = Pillow.Exif()
    tag = ExifTags.Base
    found[tag.Artist] = "C. Maïga"
    found[tag.ImageDescription] = "IMG 0042"
    found[tag.Copyright] = "C. Maïga 2025"
    found[tag.Make] = "Secret Camera"
    found.get_ifd(ExifTags.IFD.Exif)[tag.DateTimeOriginal] = "2025:08:13 11:22:33"
    gps = found.get_ifd(ExifTags.IFD.GPSInfo)
    gps[ExifTags.GPS.GPSLatitudeRef] = "N"
    gps[ExifTags.GPS.GPSLatitude] = LATITUDE
    return found


def iptc_block(texts: dict[tuple[int, int], str], codec: str = "utf-8") -> bytes:
    """IPTC datasets as they stand in a file, marked as UTF-8 where that is what they are."""
    entries = [((1, 90), b"\x1b%G")] if codec == "utf-8" else []
    entries += [(key, text.encode(codec)) for key, text in texts.items()]
    return b"".join(
        b"\x1c" + bytes(key) + len(data).to_bytes(2, "big") + data for key, data in entries
    )


def with_iptc(jpeg: bytes, block: bytes) -> bytes:
    """The JPEG with an IPTC block where Photoshop puts it: in its segment APP13."""
    padded = block + b"\x00" * (len(block) % 2)
    resource = b"8BIM\x04\x04\x00\x00" + len(block).to_bytes(4, "big") + padded
    body = b"Photoshop 3.0\x00" + resource
    return jpeg[:2] + b"\xff\xed" + (len(body) + 2).to_bytes(2, "big") + body + jpeg[2:]


def drawn(width: int = 1800, height: int = 1200, mode: str = "RGB") -> Pillow.Image:
    """A picture of which each quarter has a colour of its own: red, green, blue, white."""
    image = Pillow.new(mode, (width, height), "white")
    for colour, box in (
        ("red", (0, 0, width // 2, height // 2)),
        ("green", (width // 2, 0, width, height // 2)),
        ("blue", (0, height // 2, width // 2, height)),
    ):
        image.paste(colour, box)
    return image


def encoded(image: Pillow.Image, kind: str = "JPEG", **options: Any) -> bytes:
    target = io.BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def speaking_jpeg(width: int = 1800, height: int = 1200) -> bytes:
    """A JPEG with EXIF, IPTC and XMP, each saying something else, and a place in two of them."""
    data = encoded(drawn(width, height), exif=exif(), xmp=XMP.encode())
    return with_iptc(data, iptc_block(IPTC))


def upload(data: bytes, name: str = "DSC_0042.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, "image/jpeg")


def opened(data: bytes) -> Pillow.Image:
    return Pillow.open(io.BytesIO(data))
