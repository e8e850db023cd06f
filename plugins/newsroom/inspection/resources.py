"""What a page fetches by itself (HTML, XML, CSS and scripts), and from where."""

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from newsroom.inspection.markup import attributes, first_of, in_ascii, is_markup, tags

TAG = tags(
    rb"script|img|source|iframe|video|audio|embed|object|track|input|link|use|image|feimage"
    rb"|base|frame|form"
)
ADDRESSED = {b"src", b"poster", b"data", b"href", b"action"}
CHOSEN_FROM = {b"srcset", b"imagesrcset"}
# Links that only name another page are followed by nobody but the reader.
NAMING = {b"self", b"canonical", b"alternate", b"author", b"license", b"me", b"next", b"prev"}
NAMING |= {b"help"}
IN_CSS = re.compile(
    rb"""(?:url\(\s*|@import\s*|image-set\(\s*)(?:["']|&quot;|&#3[49];)?\s*"""
    rb"""((?:https?:)?//[^)"'\s;]+)""",
    re.IGNORECASE,
)
IN_STYLE_SHEET_LINK = re.compile(rb"""<\?xml-stylesheet[^>]*?\shref\s*=\s*["']([^"']*)""", re.I)
# Links that tell somebody else that they were followed.
PINGED = tags(rb"a|area")
# A page that sends its reader elsewhere by itself (HTML, 4.2.5.3).
META = tags(rb"meta")
REFRESH = re.compile(rb"""[\d.\s]*[;,\s]\s*(?:url\s*=\s*)?["']?([^"']*)""", re.IGNORECASE)
FOREIGN = re.compile(r"(?:(?:https?|ftp|wss?):)?//", re.IGNORECASE)
# What browsers take out of an address, and what they read as a slash (URL Standard, 4.4).
IGNORED = str.maketrans("\\", "/", "\t\r\n")
SCRIPTS = {".js", ".mjs"}
# Where a script is told to ask; a script of ours names no address in full.
IN_SCRIPT = re.compile(rb"""["'`]((?:https?:|wss?:)?//[^"'`\s]+)""", re.IGNORECASE)


def foreign(data: bytes, suffix: str, home: str) -> Iterator[str]:
    """The addresses elsewhere that a file fetches from; `home` is the site's own, or ""."""
    for written in _fetched(data, suffix):
        url = html.unescape(written.decode("utf-8", "replace")).translate(IGNORED).strip()
        if FOREIGN.match(url) and not (home and _is_within(url, home)):
            yield url


def _fetched(data: bytes, suffix: str) -> Iterator[bytes]:
    if suffix in SCRIPTS:
        yield from IN_SCRIPT.findall(data)
    elif suffix == ".css":
        yield from IN_CSS.findall(data)
    elif is_markup(data, suffix):
        yield from _in_markup(in_ascii(data))


def _in_markup(data: bytes) -> Iterator[bytes]:
    small = data.lower()
    for signs, find in BY_SIGNS.items():
        if any(sign in small for sign in signs):
            yield from find(data)
    yield from _in_tags(data)


def _in_tags(data: bytes) -> Iterator[bytes]:
    for tag, rest in TAG.findall(data):
        if tag.lower() == b"link" and _only_names(first_of(rest).get(b"rel", b"")):
            continue
        for name, value in attributes(rest):
            if name in CHOSEN_FROM:
                yield from (one.split()[0] for one in value.split(b",") if one.split())
            elif name.rpartition(b":")[2] in ADDRESSED:
                yield value


def _only_names(rel: bytes) -> bool:
    return bool(rel) and {one.lower() for one in rel.split()} <= NAMING


def _pinged(data: bytes) -> Iterator[bytes]:
    for _, rest in PINGED.findall(data):
        yield from first_of(rest).get(b"ping", b"").split()


def _sent_on(data: bytes) -> Iterator[bytes]:
    for _, rest in META.findall(data):
        said = first_of(rest)
        if said.get(b"http-equiv", b"").lower() == b"refresh":
            yield from REFRESH.findall(said.get(b"content", b""))


def _is_within(url: str, home: str) -> bool:
    return url == home or url.startswith((f"{home}/", f"{home}?", f"{home}#"))


# Each by words it cannot be without, which are quicker to look for than the patterns.
BY_SIGNS: Mapping[tuple[bytes, ...], Callable[[bytes], Iterable[bytes]]] = {
    (b"url(", b"@import", b"image-set("): IN_CSS.findall,
    (b"xml-stylesheet",): IN_STYLE_SHEET_LINK.findall,
    (b"ping",): _pinged,
    (b"refresh",): _sent_on,
}
