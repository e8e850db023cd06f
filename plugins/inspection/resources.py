"""What a page fetches by itself (HTML, SVG and CSS), and from where."""

import re
from collections.abc import Iterator

TAG = re.compile(
    rb"<(script|img|source|iframe|video|audio|embed|object|track|input|link|use|image)\b"
    rb"""((?:"[^"]*"|'[^']*'|[^>"'])*)>""",
    re.IGNORECASE,
)
ATTRIBUTE = re.compile(
    rb"""(?:^|\s)(src|srcset|imagesrcset|poster|data|href|xlink:href)\s*=\s*["']?([^"'>]*)""",
    re.IGNORECASE,
)
REL = re.compile(rb"""\srel\s*=\s*["']?([^"'>]*)""", re.IGNORECASE)
# Links that only name another page are followed by nobody but the reader.
NAMING = {b"canonical", b"alternate", b"author", b"license", b"me", b"next", b"prev", b"help"}
IN_CSS = re.compile(
    rb"""(?:url\(\s*|@import\s*|image-set\(\s*)["']?\s*((?:https?:)?//[^)"'\s;]+)""", re.IGNORECASE
)
# A page that sends its reader elsewhere by itself.
REFRESH = re.compile(rb"""http-equiv=["']?refresh[^>]*url=\s*([^"'>]+)""", re.IGNORECASE)
FOREIGN = re.compile(rb"\s*(?:https?:)?//", re.IGNORECASE)


def foreign(data: bytes, suffix: str, home: str) -> Iterator[str]:
    """The addresses elsewhere that a file fetches from; `home` is the site's own, or ""."""
    in_tags = () if suffix == ".css" else (*_in_tags(data), *REFRESH.findall(data))
    for url in (*in_tags, *IN_CSS.findall(data)):
        if FOREIGN.match(url) and not (home and _is_within(url.strip().decode(), home)):
            yield url.strip().decode("utf-8", "replace")


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
