"""`_headers` and `_redirects` for Netlify and Cloudflare Pages, in the root of the site."""

from collections.abc import Iterator

from newsroom.addresses.moved import Moved
from newsroom.addresses.plan import NOT_FOUND
from newsroom.addresses.urls import Root
from newsroom.hosting.headers import CACHE, CONFIG_FOLDER, HASHED_FOLDERS, HEADERS, IMMUTABLE, TYPES


def headers(root: Root) -> str:
    """Headers of all files, then of files with a hash in their name, then of some types."""
    return "\n".join(_header_lines(root)) + "\n"


def _header_lines(root: Root) -> Iterator[str]:
    yield root.link("/*")
    yield from (f"  {name}: {value}" for name, value in HEADERS.items())
    for folder in HASHED_FOLDERS:
        yield from (root.link(f"{folder}*"), f"  {CACHE}: {IMMUTABLE}")
    for suffix, kind in TYPES.items():
        yield from (root.link(f"/*{suffix}"), f"  Content-Type: {kind}")


def redirects(root: Root, moved: Moved) -> str:
    """A rule for each old address. Cloudflare does not support 410 and 404, and skips them."""
    moves = (f"{root.link(old)} {root.link(new)} 301" for old, new in moved.redirects.items())
    gone = (f"{root.link(address)} {root.link(NOT_FOUND)} 410" for address in moved.gone)
    config = f"{root.link(CONFIG_FOLDER)}* {root.link(NOT_FOUND)} 404"
    return "\n".join((*moves, *gone, config)) + "\n"
