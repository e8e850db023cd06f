"""Reads the credit of a picture from its metadata, and writes it as XMP (ISO 16684-1) for copies.

The properties are those of the IPTC Photo Metadata Standard.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

DC = "{http://purl.org/dc/elements/1.1/}"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
ARTIST, COPYRIGHT = 0x013B, 0x8298
# A DTD could expand to a huge text (XML bomb). Searched without NULs, to find it in UTF-16 too.
DECLARED = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
PACKET = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF'
    ' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/">{}</rdf:Description></rdf:RDF>'
    "</x:xmpmeta>"
)
CREATOR = "<dc:creator><rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq></dc:creator>"
LINE = "<photoshop:Credit>{}</photoshop:Credit>"
RIGHTS = '<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt></dc:rights>'


@dataclass(frozen=True, slots=True)
class Credit:
    """The credit line beside a picture, its creator, and its copyright notice; "" if unknown."""

    line: str = ""
    creator: str = ""
    copyright: str = ""


NOBODY = Credit()


def xmp(credit: Credit) -> bytes:
    """The XMP packet of a credit; empty for an empty credit."""
    texts = {CREATOR: credit.creator or credit.line, LINE: credit.line, RIGHTS: credit.copyright}
    properties = "".join(form.format(escape(text)) for form, text in texts.items() if text)
    return PACKET.format(properties).encode() if properties else b""


def embedded(packet: bytes, exif: Mapping[int, object]) -> Credit:
    """The credit in the metadata of a picture, XMP before EXIF; empty if they cannot be read."""
    artist, owner = (_printable(exif.get(tag)) for tag in (ARTIST, COPYRIGHT))
    in_xmp = _from_xmp(packet)
    return Credit(in_xmp.line, in_xmp.creator or artist, in_xmp.copyright or owner)


def _printable(value: object) -> str:
    """The text without the NULs that end EXIF strings; empty if other signs cannot be printed."""
    text = value.strip("\0 \n") if isinstance(value, str) else ""
    return text if text.isprintable() else ""


def _from_xmp(packet: bytes) -> Credit:
    if not packet or DECLARED.search(packet.replace(b"\0", b"")):
        return NOBODY
    try:
        tree = ET.fromstring(packet.strip(b"\0 \n"))
    except (ET.ParseError, ValueError, LookupError):
        return NOBODY
    line = tree.find(f".//{PHOTOSHOP}Credit")
    about = next(tree.iter(f"{RDF}Description"), None)
    in_attribute = about.get(f"{PHOTOSHOP}Credit", "") if about is not None else ""
    return Credit(
        line=(line.text or "").strip() if line is not None else in_attribute,
        creator=", ".join(_items(tree, "creator")),
        copyright=next(iter(_items(tree, "rights")), ""),
    )


def _items(tree: ET.Element, name: str) -> list[str]:
    items = (item.text for item in tree.iterfind(f".//{DC}{name}//{RDF}li"))
    return [text.strip() for text in items if text and text.strip()]
