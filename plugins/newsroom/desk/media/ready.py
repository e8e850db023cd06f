"""Makes the bytes of an uploaded file fit for content/: checked, cleaned, made smaller."""

import io
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from PIL import Image

from newsroom.commands.importing.media import DOCUMENTS
from newsroom.commands.originals import (
    MOST_BYTES,
    MOST_SIDE,
    SMALLER,
    cleaned,
    encoded,
    format_of,
)
from newsroom.commands.outcome import Refused
from newsroom.contract.image import SUFFIXES
from newsroom.desk.media.heic import install_decoder
from newsroom.desk.sentences import sentence
from newsroom.pictures.credits import Credit
from newsroom.pictures.inspect import (
    CLOSED,
    MOVES,
    ORIENTATION,
    SNIFFED,
    UNREADABLE,
    PictureFault,
    damaged,
    examined,
    metadata,
    opened,
)
from newsroom.pictures.svg import drawing
from newsroom.wording.numbers import size
from newsroom.wording.problems import text_of

LONGEST_SIDE = 50_000  # pixels
DRAWING = ".svg"
FORMATS = {".jpg": "JPEG", ".jpeg": "JPEG", ".jfif": "JPEG", ".png": "PNG", ".webp": "WEBP"}
SUFFIX_OF = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp"}
# Drawn with few colours, which JPEG would blur.
SHARP = {"GIF", "BMP"}
# How files of a kind begin; the kinds that are missing here are text.
HEADS = {
    ".pdf": b"%PDF-", ".rtf": b"{\\rtf",
    **dict.fromkeys((".doc", ".xls", ".ppt"), b"\xd0\xcf\x11\xe0"),
    **dict.fromkeys((".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".zip", ".epub"), b"PK"),
}  # fmt: skip
# Faults of pictures for which the desk has a way out of its own, and those of what may be none.
OWN_SENTENCES = {MOVES: "picture-moves", CLOSED: "heic-unreadable"}
NO_PICTURE = {"image-unreadable", "image-format"}


@dataclass(frozen=True, slots=True)
class ReadyFile:
    """The bytes to store, their suffix, what was done in words, and the credit of a picture."""

    data: bytes
    suffix: str
    said: tuple[str, ...] = ()
    credit: str = ""


def ready_file(
    name: str, data: bytes, root: Path, lang: str, wanted: str = "", credit: str = ""
) -> ReadyFile:
    """The file as it can be stored, of the kind of the suffix `wanted` if given. Raises Refused.

    `root` is the folder of the site, whose run.py installs what reads HEIC. A picture keeps its own
    credit, unless one is given.
    """
    suffix, shown = PurePosixPath(name).suffix.lower(), shown_name(name)
    kind = wanted or suffix
    if not data:
        raise Refused(sentence("file-empty", lang, name=shown))
    if kind in DOCUMENTS and _is_document(kind, data):
        return ReadyFile(data, kind)
    if wanted and wanted not in {*FORMATS, DRAWING}:
        raise Refused(sentence("kind-differs", lang, name=shown, kind=wanted[1:].upper()))
    try:
        if kind == DRAWING or (not wanted and b"<svg" in data[:SNIFFED]):
            return ReadyFile(drawing(data).data, DRAWING, (sentence("drawing-use", lang),))
        line = " ".join("".join(filter(str.isprintable, credit)).split())
        return _picture(data, root, lang, FORMATS.get(wanted, ""), line)
    except PictureFault as fault:
        text = _refusal(fault, suffix, lang, shown)
    raise Refused(text)


def shown_name(name: str) -> str:
    """The name of a file for a sentence: the end of it, without control characters."""
    return "".join(filter(str.isprintable, name))[-80:]


def _refusal(fault: PictureFault, suffix: str, lang: str, name: str) -> str:
    """Why a file cannot be used as a picture, and what to do."""
    if fault.code in NO_PICTURE and suffix in DOCUMENTS:
        return sentence("document-damaged", lang, name=name, kind=suffix[1:].upper())
    if fault.code in NO_PICTURE and suffix not in SUFFIXES | {DRAWING}:
        return sentence("kind-unknown", lang, name=name)
    if fault.code in OWN_SENTENCES:
        return sentence(OWN_SENTENCES[fault.code], lang, name=name)
    return text_of(fault.code, lang, src=name, value=fault.value)


def _is_document(suffix: str, data: bytes) -> bool:
    """Whether the bytes begin as those of a kind of document do; those of a text have no NUL."""
    head = data[:SNIFFED].lstrip(b"\xef\xbb\xbf \r\n")
    return head.startswith(HEADS[suffix]) if suffix in HEADS else b"\0" not in data


def _picture(data: bytes, root: Path, lang: str, wanted: str, line: str) -> ReadyFile:
    """The picture in the format `wanted`, else in its own or the nearest. Raises PictureFault."""
    image, facts = _opened(data, root), examined(io.BytesIO(data))
    credit = replace(facts.credit, line=line or facts.credit.line)
    if facts.code or max(image.size) > LONGEST_SIDE:
        raise PictureFault(facts.code or "image-too-large")
    old = format_of(image)
    nearest = "PNG" if facts.has_transparency or old in SHARP else "JPEG"
    new = wanted or (old if old in SMALLER else nearest)
    is_large = max(image.size) > MOST_SIDE or len(data) > MOST_BYTES
    versions = [_whole(data, image, credit)] if new == old else []
    if is_large or new != old:
        versions.append(encoded(data, credit, new))
    ready = min(versions, key=len)
    said = [sentence("place-removed", lang)] if facts.has_place else []
    said += [sentence("serial-removed", lang)] if facts.has_serial else []
    if new != old:
        said.append(sentence("converted", lang, old=old.replace("HEIF", "HEIC"), new=new))
    if is_large and len(ready) < len(data) and ready is versions[-1]:
        before, after = size(len(data), lang), size(len(ready), lang)
        said.append(sentence("made-smaller", lang, before=before, after=after))
    return ReadyFile(ready, SUFFIX_OF[new], tuple(said), credit.line or credit.creator)


def _opened(data: bytes, root: Path) -> Image.Image:
    """The picture; for the first HEIC its decoder is installed. Raises PictureFault."""
    try:
        return opened(io.BytesIO(data))
    except PictureFault as fault:
        if fault.code != CLOSED or not install_decoder(root):
            raise
    return opened(io.BytesIO(data))


def _whole(data: bytes, image: Image.Image, credit: Credit) -> bytes:
    """The bytes without private metadata. Raises PictureFault, also for a truncated file."""
    orientation = metadata(image).get(ORIENTATION, 1)
    try:
        image.load()
    except UNREADABLE:
        raise damaged(image) from None
    return cleaned(data, credit, orientation)
