"""`.hosting/Caddyfile`, for Caddy 2: `import` it in the site's block, under its `root`."""

from collections.abc import Iterator

from newsroom.addresses.moved import Moved
from newsroom.addresses.plan import NOT_FOUND
from newsroom.addresses.urls import Root
from newsroom.hosting.headers import (
    CACHE,
    FRESH,
    HASHED_FOLDERS,
    HEADERS,
    IMMUTABLE,
    NETLIFY_FILES,
    TYPES,
    quoted,
)  # fmt: skip


def configuration(root: Root, moved: Moved, compressed: bool) -> str:
    """Headers, redirects, 410 for removed addresses, and the file server."""
    return "\n".join(_lines(root, moved, compressed)) + "\n"


def _lines(root: Root, moved: Moved, compressed: bool) -> Iterator[str]:
    hashed = " ".join(root.link(f"{folder}*") for folder in HASHED_FOLDERS)
    yield "header {"
    yield from (f"\t{name} {quoted(value)}" for name, value in HEADERS.items())
    yield "}"
    # Caddy sets a header without a matcher last, whatever the order here; so both have matchers.
    for name, matcher, value in (("hashed", "path", IMMUTABLE), ("fresh", "not path", FRESH)):
        yield f"@{name} {matcher} {hashed}"
        yield f"header @{name} {CACHE} {quoted(value)}"
    for suffix, kind in TYPES.items():
        yield f"@{suffix[1:]} path *{suffix}"
        yield f"header @{suffix[1:]} Content-Type {quoted(kind)}"
    for old, new in moved.redirects.items():
        yield f"redir {quoted(root.path + old)} {quoted(root.link(new))} 301"
    for old in moved.gone_with_and_without_slash:
        yield f"error {quoted(root.path + old)} 410"
    netlify_files = " ".join(map(root.link, NETLIFY_FILES))
    yield f"@own path /.hosting/* /.ht* {netlify_files}"
    yield "error @own 404"
    yield "file_server {"
    yield from ("\tprecompressed br gzip",) if compressed else ()
    yield "\thide .hosting .htaccess"
    yield "}"
    yield "handle_errors {"
    yield f"\trewrite * {quoted(root.link(NOT_FOUND))}"
    yield "\tfile_server"
    yield "}"
