"""What a page fetches by itself (HTML, SVG, CSS and scripts), and from where."""

import html
import re
from collections.abc import Iterator

TAG = re.compile(
    rb"<(script|img|source|iframe|video|audio|embed|object|track|input|link|use|image|base|frame|form)\b"
    rb"""((?:"[^"]*"|'[^']*'|[^>"'])*)>""",
    re.IGNORECASE,
)
ATTRIBUTE = re.compile(
    rb"""(?:^|[\s/"'])(src|srcset|imagesrcset|poster|data|href|xlink:href|action)"""
    rb"""\s*=\s*["']?([^"'>]*)""",
    re.IGNORECASE,
)
REL = re.compile(rb"""\srel\s*=\s*["']?([^"'>]*)""", re.IGNORECASE)
# Links that only name another page are followed by nobody but the reader.
NAMING = {b"canonical", b"alternate", b"author", b"license", b"me", b"next", b"prev", b"help"}
IN_CSS = re.compile(
    rb"""(?:url\(\s*|@import\s*|image-set\(\s*)["']?\s*((?:https?:)?//[^)"'\s;]+)""", re.IGNORECASE
)
# A link that tells somebody else that it was followed.
PING = re.compile(rb"""\sping\s*=\s*["']?([^"'>]*)""", re.IGNORECASE)
# A page that sends its reader elsewhere by itself.
REFRESH = re.compile(rb"""http-equiv=["']?refresh[^>]*url=\s*([^"'>]+)""", re.IGNORECASE)
# Each by words it cannot be without, which are quicker to look for than the patterns.
ANYWHERE = {
    (b"url(", b"@import", b"image-set("): IN_CSS,
    (b"ping",): PING,
    (b"refresh",): REFRESH,
}
FOREIGN = re.compile(r"(?:(?:https?|ftp|wss?):)?//", re.IGNORECASE)
# What browsers take out of an address, and what they read as a slash (URL Standard, 4.4).
IGNORED = str.maketrans("\\", "/", "\t\r\n")
# Where a script is told to ask; a script of ours names no address in full.
IN_SCRIPT = re.compile(rb"""["'`]((?:https?:|wss?:)?//[^"'`\s]+)""", re.IGNORECASE)


def foreign(data: bytes, suffix: str, home: str) -> Iterator[str]:
    """The addresses elsewhere that a file fetches from; `home` is the site's own, or ""."""
    for written in _fetched(data, suffix):
        url = html.unescape(written.decode("utf-8", "replace")).translate(IGNORED).strip()
        if FOREIGN.match(url) and not (home and _is_within(url, home)):
            yield url


def _fetched(data: bytes, suffix: str) -> Iterator[bytes]:
    if suffix == ".js":
        yield from IN_SCRIPT.findall(data)
        return
    small = data.lower()
    for signs, pattern in ANYWHERE.items():
        if any(sign in small for sign in signs):
            yield from pattern.findall(data)
    if suffix != ".css":
        yield from _in_tags(data)


def _is_within(url: str, home: str) -> bool:
    return url == home or url.startswith((f"{home}/", f"{home}?", f"{home}#"))


def _in_tags(data: bytes) -> Iterator[bytes]:
    for tag, rest in TAG.findall(data):
        rel = REL.search(rest) if tag.lower() == b"link" else None
        if rel and {one.lower() for one in rel[1].split()} <= NAMING:
            continue
        for name, value in ATTRIBUTE.findall(rest):
            if name.lower().endswith(b"srcset"):
                yield from (one.split()[0] for one in value.split(b",") if one.split())
            else:
                yield value
