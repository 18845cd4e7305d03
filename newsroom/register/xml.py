"""XML of whatever text there is."""

import re
from typing import Any
from xml.sax.xmlreader import AttributesImpl

from django.utils.xmlutils import SimplerXMLGenerator

# What no XML document can hold, however it is written.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class XMLWriter(SimplerXMLGenerator):
    """Writes any text; the characters that XML cannot hold are left out."""

    def characters(self, content: str) -> None:
        super().characters(_NOT_XML.sub("", content))

    def startElement(self, name: str, attrs: Any) -> None:
        clean = {key: _NOT_XML.sub("", value) for key, value in attrs.items()}
        super().startElement(name, AttributesImpl(clean))
