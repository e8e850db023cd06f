"""`.hosting/Caddyfile`, for Caddy 2: `import` it in the site's block, under its `root`."""

from collections.abc import Iterator

from newsroom.addresses.outputs import Moved
from newsroom.addresses.plan import NOT_FOUND
from newsroom.addresses.urls import Root
from newsroom.hosting import headers
from newsroom.hosting.headers import quoted


def lines(root: Root, moved: Moved, compressed: bool) -> Iterator[str]:
    """Headers, redirects, 410 for removed addresses, and the file server."""
    hashed = " ".join(root.link(f"{folder}*") for folder in headers.HASHED_FOLDERS)
    yield "header {"
    yield from (f"\t{name} {quoted(value)}" for name, value in headers.HEADERS.items())
    yield "}"
    # Caddy sets a header without a matcher last, whatever the order here; so both have matchers.
    yield f"@hashed path {hashed}"
    yield f"header @hashed {headers.CACHE} {quoted(headers.IMMUTABLE)}"
    yield f"@fresh not path {hashed}"
    yield f"header @fresh {headers.CACHE} {quoted(headers.FRESH)}"
    for suffix, kind in headers.TYPES.items():
        yield f"@{suffix[1:]} path *{suffix}"
        yield f"header @{suffix[1:]} Content-Type {quoted(kind)}"
    for old, new in moved.redirects.items():
        yield f"redir {quoted(root.path + old)} {quoted(root.link(new))} 301"
    for old in moved.gone_with_and_without_slash:
        yield f"error {quoted(root.path + old)} 410"
    netlify_files = " ".join(map(root.link, headers.NETLIFY_FILES))
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
