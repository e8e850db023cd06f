"""`_headers` and `_redirects`, which Netlify and Cloudflare Pages read where they publish from."""

from collections.abc import Iterator

from newsroom.addresses.moved import Moved
from newsroom.addresses.plan import NOT_FOUND
from newsroom.addresses.urls import Root
from newsroom.hosting.headers import CACHE, FOR_GOOD, HASHED, HEADERS, OWN, TYPES


def headers(root: Root) -> str:
    """A rule for everything, then for what is hashed, and for the types hosts do not know."""
    return "\n".join(_header_lines(root)) + "\n"


def _header_lines(root: Root) -> Iterator[str]:
    yield root.link("/*")
    yield from (f"  {name}: {value}" for name, value in HEADERS.items())
    for folder in HASHED:
        yield from (root.link(f"{folder}*"), f"  {CACHE}: {FOR_GOOD}")
    for suffix, kind in TYPES.items():
        yield from (root.link(f"/*{suffix}"), f"  Content-Type: {kind}")


def redirects(root: Root, moved: Moved) -> str:
    """A line for each old address; Cloudflare skips what it does not know, 410 and 404."""
    led_on = (f"{root.link(old)} {root.link(new)} 301" for old, new in moved.led_on.items())
    gone = (f"{root.link(one)} {root.link(NOT_FOUND)} 410" for one in moved.gone)
    own = f"{root.link(OWN)}* {root.link(NOT_FOUND)} 404"
    return "\n".join((*led_on, *gone, own)) + "\n"
