"""Reads the Markdown and HTML files of a Pelican, Jekyll or Hugo folder."""

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from markdown import markdown

from newsroom.commands.importing.front_matter import (
    FormatFault,
    FrontMatter,
    split_front_matter,
    without_template_tags,
)
from newsroom.commands.importing.items import ImportSource, Item, path_of
from newsroom.commands.importing.media import MediaFolder
from newsroom.contract.slug import slugify

SUFFIXES = (".md", ".markdown", ".mkd", ".html", ".rst")
EXTENSIONS = ["tables", "fenced_code", "def_list", "md_in_html", "attr_list", "sane_lists"]
# What a program has made, and what belongs to its theme.
OTHER = re.compile(r"\..*|_(?!posts$|drafts$).*|output|public|themes|layouts|archetypes")
HUGO = ("hugo.toml", "hugo.yaml", "hugo.json", "config.toml")
DATED = re.compile(r"(?:(\d{4}-\d{2}-\d{2})-)?(.+)")
# The fields of an entry, and the names that the programs have for them, in lower case.
TEXTS = {
    "title": ("title",),
    "date": ("date", "pubdate", "publishdate"),
    "summary": ("summary", "description", "excerpt"),
    "image": ("image", "cover", "featured_image", "thumbnail"),
    "modified": ("modified", "lastmod", "last_modified_at"),
    "expires": ("expirydate",),
    "lang": ("lang",),
}
OF_ARTICLES = ("date", "expires", "category", "tags", "author")


def read(place: Path, media: Path | None) -> ImportSource:
    """An item for each file that is written in one of their formats."""
    return ImportSource([_item(file, place) for file in _files(place)], MediaFolder(media or place))


def _files(place: Path) -> Iterator[Path]:
    for file in sorted(place.rglob("*")):
        is_other = any(map(OTHER.fullmatch, file.relative_to(place).parts[:-1]))
        if file.suffix.lower() in SUFFIXES and not is_other and not file.is_symlink():
            yield file


def _item(file: Path, place: Path) -> Item:
    path = file.relative_to(place).as_posix()
    item = Item(f"folder:{path}", path, file.stem, links=(path,))
    if file.suffix == ".rst" or file.stem == "_index":
        return item.leave_out("type-unknown", file.name if file.stem == "_index" else ".rst")
    try:
        fields, body = split_front_matter(file.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, FormatFault) as fault:
        return item.leave_out("file-unreadable", " ".join(str(fault).split())[:200])
    if not fields.values:
        return item.leave_out("front-matter-missing")
    _fill(item, fields)
    old = fields.text("url", "permalink") or _default_address(item, place)
    _set_state(item, fields, "" if ":" in old else old)
    for name in fields.unread:
        item.note("field-left-out", name)
    text = without_template_tags(body, lambda tag: item.note("shortcode-removed", tag))
    item.html = text if file.suffix == ".html" else markdown(text, extensions=EXTENSIONS)
    return item


def _fill(item: Item, fields: FrontMatter) -> None:
    """Give an item the fields of its front matter. One without a date is a page."""
    path = PurePosixPath(item.place)
    dated = DATED.fullmatch(path.parent.name if path.stem == "index" else path.stem)
    day, stem = dated.groups() if dated else ("", path.stem)
    entry: dict[str, Any] = {name: fields.text(*names) for name, names in TEXTS.items()}
    entry["date"] = entry["date"] or day
    entry["title"] = entry["title"] or stem.replace("-", " ").capitalize()
    item.title, item.name = entry["title"], fields.text("slug") or stem
    category, *more = fields.texts("category", "categories") or [""]
    tags = dict.fromkeys((*more, *fields.texts("tags")))
    entry |= {"category": category, "tags": list(tags), "author": fields.texts("author", "authors")}
    is_undated = not entry["date"] and "_drafts" not in path.parts
    item.kind = "page" if is_undated or "pages" in path.parts[:-1] else "article"
    for name in OF_ARTICLES if item.kind == "page" else ():
        if entry.pop(name):
            item.note("field-left-out", name)
    item.fields = entry


def _set_state(item: Item, fields: FrontMatter, old: str) -> None:
    """Set whether it is a draft; one that is public has old addresses."""
    is_draft = fields.text("draft") == "true" or fields.text("published") == "false"
    addresses = [old, *fields.texts("aliases", "redirect_from")]
    if is_draft or fields.text("status") not in ("", "published") or "_drafts" in item.place:
        item.make_draft()
    else:
        item.old = tuple(path_of(f"/{address.lstrip('/')}") for address in addresses)
        item.links += tuple(path.strip("/") for path in item.old)


def _default_address(item: Item, place: Path) -> str:
    """The address that their program gives a file when its settings say nothing else."""
    path = PurePosixPath(item.place)
    if any((folder / name).is_file() for folder in (place, place.parent) for name in HUGO):
        folder = path.parent.parent if path.stem == "index" else path.parent
        return "/".join([*(part for part in folder.parts if part != "content"), item.name]) + "/"
    if "_posts" in (*path.parts, place.name):
        day = str(item.fields["date"])[:10].replace("-", "/")
        return f"{slugify(item.fields['category'])}/{day}/{item.name}.html"
    return f"{'pages/' if item.kind == 'page' else ''}{slugify(item.name)}.html"
