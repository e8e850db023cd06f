"""`.hosting/Caddyfile`, for Caddy 2: `import` it in the site's block, under its `root`."""

from collections.abc import Iterator

from newsroom.addresses.moved import Moved
from newsroom.addresses.plan import NOT_FOUND
from newsroom.addresses.urls import Root
from newsroom.hosting.headers import BESIDE, CACHE, FOR_GOOD, FRESH, HASHED, HEADERS, TYPES
from newsroom.hosting.quoting import quoted


def configuration(root: Root, moved: Moved, compressed: bool) -> str:
    """Headers, redirects, what is gone, and the file server."""
    return "\n".join(_lines(root, moved, compressed)) + "\n"


def _lines(root: Root, moved: Moved, compressed: bool) -> Iterator[str]:
    hashed = " ".join(root.link(f"{folder}*") for folder in HASHED)
    yield "header {"
    yield from (f"\t{name} {quoted(value)}" for name, value in HEADERS.items())
    yield "}"
    # A header for all would be set after those for some, whatever stands first.
    for name, matcher, value in (("hashed", "path", FOR_GOOD), ("fresh", "not path", FRESH)):
        yield f"@{name} {matcher} {hashed}"
        yield f"header @{name} {CACHE} {quoted(value)}"
    for suffix, kind in TYPES.items():
        yield f"@{suffix[1:]} path *{suffix}"
        yield f"header @{suffix[1:]} Content-Type {quoted(kind)}"
    for old, new in moved.led_on.items():
        yield f"redir {quoted(root.path + old)} {quoted(root.link(new))} 301"
    for old in moved.gone_however_written:
        yield f"error {quoted(root.path + old)} 410"
    beside = " ".join(map(root.link, BESIDE))
    yield f"@own path /.hosting/* /.ht* {beside}"
    yield "error @own 404"
    yield "file_server {"
    yield from ("\tprecompressed br gzip",) if compressed else ()
    yield "\thide .hosting .htaccess"
    yield "}"
    yield "handle_errors {"
    yield f"\trewrite * {quoted(root.link(NOT_FOUND))}"
    yield "\tfile_server"
    yield "}"
