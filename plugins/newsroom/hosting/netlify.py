"""`_headers` and `_redirects` for Netlify and Cloudflare Pages, in the root of the site.

All functions that write a configuration share one signature; see generator.FILES.
"""

from collections.abc import Iterator

from newsroom.addresses.outputs import Moved
from newsroom.addresses.plan import NOT_FOUND
from newsroom.addresses.urls import Root
from newsroom.hosting import headers


def header_lines(root: Root, _moved: Moved, _compressed: bool) -> Iterator[str]:
    """Headers of all files, then of files with a hash in their name, then of some types."""
    yield root.link("/*")
    yield from (f"  {name}: {value}" for name, value in headers.HEADERS.items())
    for folder in headers.HASHED_FOLDERS:
        yield from (root.link(f"{folder}*"), f"  {headers.CACHE}: {headers.IMMUTABLE}")
    for suffix, kind in headers.TYPES.items():
        yield from (root.link(f"/*{suffix}"), f"  Content-Type: {kind}")


def redirect_lines(root: Root, moved: Moved, _compressed: bool) -> Iterator[str]:
    """A rule for each old address. Cloudflare does not support 410 and 404, and skips them."""
    not_found = root.link(NOT_FOUND)
    yield from (f"{root.link(old)} {root.link(new)} 301" for old, new in moved.redirects.items())
    yield from (f"{root.link(address)} {not_found} 410" for address in sorted(moved.gone))
    yield f"{root.link(headers.CONFIG_FOLDER)}* {not_found} 404"
