"""Links in the texts to one entry or document: finding, redirecting and removing them."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from newsroom.addresses.host_names import as_read
from newsroom.addresses.urls import document_address
from newsroom.contract.body import Target
from newsroom.contract.entry import Entry
from newsroom.reading.links import resolved
from newsroom.reading.markdown_rules import BACKSLASH
from newsroom.reading.masking import blanked
from newsroom.reading.yaml_faults import YamlFault
from newsroom.reading.yaml_file import split
from newsroom.run import Run

# A link destination may have balanced parentheses (CommonMark 0.31, 6.3).
BALANCED = r"\((?:[^()\s>#]|\([^()\s>#]*\))*\)"
# Group 2 is the "<" of a destination in <…>, group 3 the destination without its fragment.
DESTINATION = rf"(<)?((?(2)[^>#\n]+|(?:[^<()\s>#]|{BALANCED})+))"
FRAGMENT = rf"(?:#(?(2)[^>\n]*|(?:[^()\s]|{BALANCED})*))?(?(2)>)"
QUOTED = r"(?:(?!\n\s*\n|\]\().)*?"
TITLE = rf"""(?:\s+(?:"{QUOTED}"|'{QUOTED}'))?\s*\)"""
# A destination in an inline link, a link reference definition or an autolink.
LINK = re.compile(rf"(\]\(\s*|^\s*\[[^\[\]]+\]:\s*|(?=<https://)){DESTINATION}", re.MULTILINE)
# A whole inline link that is no image, or a whole autolink.
WHOLE_LINK = re.compile(
    rf"(?<!!)\[([^\[\]]*)\]\(\s*{DESTINATION}{FRAGMENT}{TITLE}|<(https://[^>\s]+)>", re.DOTALL
)
# Hosts of the preview, on any port (RFC 6761, 6.3; RFC 6890, 2.2.2 and 2.2.3).
PREVIEW_HOSTS = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True, slots=True)
class LinkedThing:
    """An entry or a document that links lead to: its ref or path, and its addresses.

    `entries` are the refs in each file of content/, `site_urls` what the site's full URLs begin
    with.
    """

    name: str
    addresses: tuple[str, ...]
    entries: Mapping[str, tuple[str, ...]]
    site_urls: tuple[str, ...]

    def is_target(self, link: str, file: str) -> bool:
        """Whether a link in a file leads to it, to an occurrence of it, or to a file below it."""
        path = site_path(link, self.site_urls)
        target, _ = resolved(Target("external", path, 0), file, self.entries)
        address = target.name.partition("?")[0]
        is_below = any(address.startswith(page) for page in self.addresses if page.endswith("/"))
        return is_below or address in (self.name, *self.addresses)


def linked_entry(entry: Entry, run: Run) -> LinkedThing:
    """The entry with its page and its calendars, which have addresses elsewhere."""
    spots = run.preview_plan.of_kind("calendar")
    calendars = (spot.address for spot in spots if [e.ref for e in spot.items] == [entry.ref])
    return _linked(entry.ref, (*entry.addresses, *calendars), run)


def linked_document(path: str, run: Run) -> LinkedThing:
    """The document with its one address."""
    return _linked(path, (document_address(path),), run)


def _linked(name: str, addresses: tuple[str, ...], run: Run) -> LinkedThing:
    refs: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for entry in run.catalog.entries():
        refs[entry.source.path] += (entry.ref,)
    return LinkedThing(name, addresses, refs, site_urls(run))


def relinked(text: str, file: str, thing: LinkedThing, new: Callable[[str], str]) -> str:
    """The text of a file in which `new` has changed each link that leads to `thing`."""
    shown = without_code(text, file)

    def changed(match: re.Match[str]) -> str:
        link = BACKSLASH.sub(r"\1", match[3])
        if shown[slice(*match.span(3))] != match[3] or not thing.is_target(link, file):
            return match[0]
        path = site_path(link, thing.site_urls)
        return match[0].removesuffix(match[3]) + link.removesuffix(path) + new(path)

    return LINK.sub(changed, text)


def unlinked(text: str, file: str, thing: LinkedThing) -> str:
    """The text of a file with the words of each link to the thing, and no link."""
    shown = without_code(text, file)

    def words(match: re.Match[str]) -> str:
        words, link = (match[1], match[3]) if match[3] else (match[4], match[4])
        is_shown = link in shown[slice(*match.span())]
        return words if is_shown and thing.is_target(link, file) else match[0]

    return WHOLE_LINK.sub(words, text)


def without_code(text: str, file: str) -> str:
    """The text of a file with spaces for code and comments; every other letter keeps its place."""
    if not file.endswith(".md"):
        return _yaml_without_code(text)
    try:
        _, body, _ = split(text)
    except YamlFault:
        return text
    return _yaml_without_code(text.removesuffix(body)) + blanked(body)


def _yaml_without_code(yaml: str) -> str:
    """The same for YAML, where indented text is not code."""
    lines = yaml.split("\n")
    flush = [line.lstrip() for line in lines]
    shown = blanked("\n".join(flush)).split("\n")
    pairs = zip(lines, flush, shown, strict=True)
    return "\n".join(line.removesuffix(words) + seen for line, words, seen in pairs)


def site_urls(run: Run) -> tuple[str, ...]:
    """What the site's full URLs begin with: SITEURL, and the domain in the site's identity."""
    owner = run.catalog.site
    domain = owner.domain.removeprefix("www.")
    owned = (f"https://{domain}", f"https://www.{domain}") if owner.identity else ()
    urls = [url for url in (run.site_data.plan.root.siteurl, *owned) if url]
    return tuple(dict.fromkeys((*urls, *map(as_read, urls))))


def site_path(link: str, urls: Iterable[str]) -> str:
    """The path of a full URL of the site; every other link as it is."""
    return next((link.removeprefix(url) for url in urls if link.startswith(f"{url}/")), link)


def pasted(name: str, urls: Iterable[str]) -> str:
    """The address in a URL of the site pasted from the browser; every other name as it is."""
    url = urlsplit(name)
    if url.scheme not in ("http", "https"):
        return name
    whole = f"https://{url.netloc.lower()}{url.path or '/'}"
    is_preview = url.hostname in PREVIEW_HOSTS
    address = urlsplit(url.path or "/" if is_preview else site_path(whole, urls))
    if address.netloc:
        return name
    # A page may be pasted without its last slash; a path with a suffix is a file.
    is_whole = address.path.endswith("/") or PurePosixPath(address.path).suffix
    return unquote(address.path) + ("" if is_whole else "/")
