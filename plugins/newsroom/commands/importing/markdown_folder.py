"""Reads the Markdown and HTML files of a Pelican, Jekyll or Hugo folder."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path, PurePosixPath

import yaml
from markdown import markdown

from newsroom.commands.importing.front_matter import (
    UNREADABLE,
    split_front_matter,
    without_template_tags,
)
from newsroom.commands.importing.items import ImportSource, Item, Unreadable, alias_of
from newsroom.commands.importing.media import (
    MediaFolder,
    dated_name,
    files_below,
    is_readable,
    source_name,
)
from newsroom.contract.slug import slugify
from newsroom.reading.yaml_file import too_nested

SUFFIXES = (".md", ".markdown", ".mkd", ".html", ".rst")
EXTENSIONS = [
    *("tables", "fenced_code", "def_list", "md_in_html", "attr_list", "sane_lists", "footnotes"),
]
# What a program has made, and what belongs to its theme.
OTHER = re.compile(r"\..*|_(?!posts$|drafts$).*|output|public|themes|layouts|archetypes")
HUGO = ("hugo.toml", "hugo.yaml", "hugo.json", "config.toml")
JEKYLL = "_config.yml"
# Jekyll's names for patterns of addresses; the first is the usual one.
PATTERNS = {
    "date": "/:categories/:year/:month/:day/:title.html",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title.html",
    "none": "/:categories/:title.html",
}
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
# The same for what is no field here.
OTHERS = {
    "slug": ("slug",),
    "address": ("url", "permalink"),
    "draft": ("draft",),
    "published": ("published",),
    "status": ("status",),
}
# Those that have several values, or one text with commas.
LISTS = {
    "categories": ("category", "categories"),
    "tags": ("tags",),
    "author": ("author", "authors"),
    "aliases": ("aliases", "redirect_from"),
}
KNOWN = {name for group in (TEXTS, OTHERS, LISTS) for names in group.values() for name in names}
OF_ARTICLES = ("date", "expires", "category", "tags", "author")


def read(place: Path, media: Path | None) -> ImportSource:
    """An item for each file that is written in one of their formats."""
    items = [_item(file, place) for file in _files(place)]
    return ImportSource(items, MediaFolder(media or place))


def _files(place: Path) -> Iterator[Path]:
    """The texts of a folder, but for those that its program or its theme has made."""
    for file in files_below(place, SUFFIXES):
        is_other = any(map(OTHER.fullmatch, file.relative_to(place).parts[:-1]))
        if file.suffix.lower() in SUFFIXES and not is_other:
            yield file


def _item(file: Path, place: Path) -> Item:
    """The item of a file, written or left out."""
    path = file.relative_to(place).as_posix()
    item = Item(f"folder:{source_name(place)}/{path}", path, file.stem, links=(path,))
    if not is_readable(file):
        return item.leave_out("not-a-file")
    if file.suffix == ".rst" or file.stem == "_index":
        return item.leave_out("type-unknown", file.name if file.stem == "_index" else ".rst")
    try:
        front, body = split_front_matter(file.read_text(encoding="utf-8-sig"))
    except UNREADABLE as fault:
        return item.leave_out("file-unreadable", " ".join(str(fault).split())[:200])
    if not front:
        return item.leave_out("front-matter-missing")
    texts = {name: (_first(front, names) or [""])[0] for name, names in (TEXTS | OTHERS).items()}
    lists = {name: _parted(_first(front, names)) for name, names in LISTS.items()}
    _fill(item, texts, lists)
    address = _address(item, texts["address"], lists["categories"], place)
    _set_state(item, texts, [address, *lists["aliases"]])
    for name in front:
        if name not in KNOWN:
            item.note("field-left-out", name)
    if too_nested(body) is not None:
        return item.leave_out("too-nested")
    text = without_template_tags(body, lambda tag: item.note("shortcode-removed", tag))
    item.html = text if file.suffix == ".html" else markdown(text, extensions=EXTENSIONS)
    return item


def _first(front: dict[str, list[str]], names: tuple[str, ...]) -> list[str]:
    """The values of the first of the fields that has one."""
    return next((front[name] for name in names if any(front.get(name, ()))), [])


def _parted(values: list[str]) -> list[str]:
    """The values; of a single one the parts between commas."""
    parts = re.split("[,;]", values[0]) if len(values) == 1 else values
    return [part.strip() for part in parts]


def _fill(item: Item, texts: dict[str, str], lists: dict[str, list[str]]) -> None:
    """Give an item its fields. One without a date is a page."""
    path = PurePosixPath(item.place)
    day, stem = dated_name(path.parent.name if path.stem == "index" else path.stem)
    item.title = texts["title"] or stem.replace("-", " ").capitalize()
    item.name = texts["slug"] or stem
    category, *more = lists["categories"] or [""]
    item.fields = {name: texts[name] for name in TEXTS} | {
        "title": item.title,
        "date": texts["date"] or day,
        "category": category,
        "tags": list(dict.fromkeys((*more, *lists["tags"]))),
        "author": lists["author"],
    }
    is_undated = not item.fields["date"] and "_drafts" not in path.parts
    item.kind = "page" if is_undated or "pages" in path.parts[:-1] else "article"
    for name in OF_ARTICLES if item.kind == "page" else ():
        if item.fields.pop(name):
            item.note("field-left-out", name)


def _set_state(item: Item, texts: dict[str, str], addresses: list[str]) -> None:
    """Set whether it is a draft; one that is public has old addresses."""
    is_draft = texts["draft"] == "true" or texts["published"] == "false"
    if is_draft or texts["status"] not in ("", "published") or "_drafts" in item.place:
        item.make_draft()
        return
    item.old = tuple(alias_of(f"/{address.lstrip('/')}") for address in addresses)
    item.links += tuple(path.strip("/") for path in item.old)
    if not item.old[0]:
        item.note("address-not-kept", texts["address"] or item.place)


def _address(item: Item, own: str, categories: list[str], place: Path) -> str:
    """The address in its front matter, else the one that its program gives it."""
    path, above = PurePosixPath(item.place), (place, place.parent)
    config = [folder / JEKYLL for folder in above]
    is_post = "_posts" in (*path.parts, place.name)
    if is_post or any(map(is_readable, config)):
        usual = _permalink(next(filter(is_readable, config), None)) or "date"
        page = f"/{path.with_suffix('')}.html".removesuffix("index.html")
        pattern = own or (usual if is_post else page)
        return _filled(PATTERNS.get(pattern, pattern), item, categories)
    folder = path.parent.parent if path.stem == "index" else path.parent
    if any((top / name).is_file() for top in above for name in HUGO):
        parts = (part for part in folder.parts if part != "content")
        return own or "/".join([*parts, item.name, ""]).lower().replace(" ", "-")
    return own or f"{'pages/' if item.kind == 'page' else ''}{slugify(item.name)}.html"


def _permalink(config: Path | None) -> str:
    """The pattern of addresses in `_config.yml`; "" without one. Raises Unreadable."""
    try:
        settings = yaml.load(config.read_text("utf-8") if config else "", yaml.BaseLoader)
    except UNREADABLE as fault:
        raise Unreadable("file-unreadable", f"{JEKYLL}: {' '.join(str(fault).split())}") from None
    pattern = settings.get("permalink") if isinstance(settings, dict) else ""
    return pattern if isinstance(pattern, str) else ""


def _filled(pattern: str, item: Item, categories: list[str]) -> str:
    """A pattern of Jekyll with the values of a text in place of its names."""
    try:
        days = f"{date.fromisoformat(item.fields['date'][:10]):%Y %m %d %j}".split()
        values = dict(zip(("year", "month", "day", "y_day"), days, strict=True))
        values |= {f"i_{name}": values[name].lstrip("0") for name in ("month", "day")}
    except (KeyError, ValueError):  # a page, a draft, or a date that is none
        values = {}  # The names of its parts stay in the pattern.
    values |= {
        "categories": "/".join(map(slugify, categories)),
        "title": item.name,
        "slug": slugify(item.name),
        "output_ext": ".html",
    }
    shown = re.sub(r":([a-z_]+)", lambda match: values.get(match[1], match[0]), pattern)
    return "" if ":" in shown else re.sub("/+", "/", shown)
