"""Who made a picture: read from its metadata, and written into every copy (XMP, ISO 16684-1).

The names are those of the IPTC Photo Metadata Standard, which says them in XMP.
"""

import re
from dataclasses import dataclass
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

DC = "{http://purl.org/dc/elements/1.1/}"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
ARTIST, COPYRIGHT = 0x013B, 0x8298
DECLARED = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
PACKET = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{rdf}"><rdf:Description rdf:about=""'
    ' xmlns:dc="{dc}" xmlns:photoshop="{photoshop}">{said}</rdf:Description></rdf:RDF>'
    "</x:xmpmeta>"
)

CREATOR = "<dc:creator><rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq></dc:creator>"
LINE = "<photoshop:Credit>{}</photoshop:Credit>"
RIGHTS = '<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt></dc:rights>'


@dataclass(frozen=True, slots=True)
class Credit:
    """Who is to be named: the line beside the picture, who made it, who owns it."""

    line: str = ""
    creator: str = ""
    copyright: str = ""

    def or_else(self, other: "Credit") -> "Credit":
        """This, with what it does not say filled in from another."""
        return Credit(
            self.line or other.line,
            self.creator or other.creator,
            self.copyright or other.copyright,
        )


NOBODY = Credit()


def xmp(credit: Credit) -> bytes:
    """The packet that names them; empty when there is nobody to name."""
    said = [
        _said(CREATOR, credit.creator or credit.line),
        _said(LINE, credit.line),
        _said(RIGHTS, credit.copyright),
    ]
    if not any(said):
        return b""
    names = {"rdf": RDF, "dc": DC, "photoshop": PHOTOSHOP}
    spaces = {name: space.strip("{}") for name, space in names.items()}
    return PACKET.format(**spaces, said="".join(said)).encode()


def _said(form: str, text: str) -> str:
    return form.format(escape(text)) if text else ""


def written(packet: bytes, exif: dict[int, object]) -> Credit:
    """Who a picture's own metadata name; nobody where they cannot be read."""
    artist, owner = (_words(exif.get(tag)) for tag in (ARTIST, COPYRIGHT))
    return _in_xmp(packet).or_else(Credit(creator=artist, copyright=owner))


def _words(value: object) -> str:
    return value.strip("\0 \n") if isinstance(value, str) and value.isprintable() else ""


def _in_xmp(packet: bytes) -> Credit:
    if not packet or DECLARED.search(packet):
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
