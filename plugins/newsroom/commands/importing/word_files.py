"""Reads Word files (.docx) as articles, with the pictures that are in them."""

import re
import zlib
from pathlib import Path
from typing import Any
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile, ZipFile

import mammoth
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from newsroom.commands.importing.items import ImportSource, Item
from newsroom.commands.importing.media import (
    LARGEST,
    MediaFolder,
    dated_name,
    files_below,
    is_readable,
    source_name,
)
from newsroom.commands.importing.to_markdown import plain

STYLES = "p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => h2:fresh"
# What mammoth says of a style that it does not know.
STYLE = re.compile(r"style: '(.*?)' \(|style with ID (\S+)")
TITLE = re.compile(r"(.*?)<h1>(.*?)</h1>", re.DOTALL)
UNREADABLE = (
    BadZipFile, KeyError, ValueError, OSError, ParseError, ExpatError, DefusedXmlException,
    zlib.error, RuntimeError,  # damaged; encrypted, packed in another way or nested too deep
)  # fmt: skip


def read(place: Path, pictures: Path) -> ImportSource:
    """An item for each file of a folder, or for one file; those that are no .docx are left out.

    `pictures` is an empty folder, for the pictures in the files.
    """
    # But for hidden files, and those by which Word locks others.
    found = files_below(place, (".docx",))
    files = (file for file in found if not file.name.startswith((".", "~$")))
    top = place if place.is_dir() else place.parent
    items = [_item(file, top, pictures) for file in files]
    return ImportSource(items, MediaFolder(pictures))


def _item(file: Path, top: Path, pictures: Path) -> Item:
    """The article in a file, or the reason why it is left out."""
    path = file.relative_to(top).as_posix()
    item = Item(f"word:{source_name(top)}/{path}", path, file.stem, "article", file.stem)
    if not is_readable(file):
        return item.leave_out("not-a-file")
    if file.suffix.lower() != ".docx":
        return item.leave_out("type-unknown", file.suffix or file.name)
    try:
        with ZipFile(file) as archive:
            if sum(info.file_size for info in archive.infolist()) > LARGEST:
                return item.leave_out("too-large", f"{LARGEST // 1024**2} MB")
            item.fields = _properties(archive)
        item.html = _html(file, item, pictures / path)
    except UNREADABLE as fault:
        return item.leave_out("file-unreadable", str(fault)[:200])
    day, item.title = dated_name(file.stem)
    item.fields["date"], item.name = day or item.fields["date"], item.title
    # The first heading is the title when nothing stands above it.
    if (match := TITLE.match(item.html)) and not plain(match[1]):
        item.title, item.html = plain(match[2]), match[1] + item.html[match.end() :]
    item.fields["title"] = item.title
    return item


def _properties(archive: ZipFile) -> dict[str, Any]:
    """The day and the author that Word keeps in the file (Open Packaging Conventions, part 2)."""
    names = archive.namelist()
    core = fromstring(archive.read("docProps/core.xml")) if "docProps/core.xml" in names else ()
    texts = {part.tag.rpartition("}")[2]: (part.text or "").strip() for part in core}
    author = texts.get("creator", "")
    return {"date": texts.get("created", "")[:10], "author": [author] if author else []}


def _html(file: Path, item: Item, pictures: Path) -> str:
    """The text of a file; its pictures are written into a folder."""

    def saved(image: Any) -> dict[str, str]:
        pictures.mkdir(parents=True, exist_ok=True)
        number = len(list(pictures.iterdir())) + 1
        kind = (image.content_type or "").rpartition("/")[2]  # None for a suffix without a type
        name = f"{file.stem}-{number}.{kind or 'bin'}"
        with image.open() as data:
            (pictures / name).write_bytes(data.read())
        return {"src": f"{file.name}/{name}"}

    with file.open("rb") as data:
        result = mammoth.convert_to_html(
            data, style_map=STYLES, convert_image=mammoth.images.img_element(saved)
        )
    for message in result.messages:
        style = STYLE.search(message.message)
        item.note(*(("style-unknown", style[1] or style[2]) if style else ("part-unknown",)))
    return str(result.value)
