"""`.hosting/nginx.conf`, for nginx 1.18 and later: `include` it in the site's server block."""

from collections.abc import Iterator, Mapping

from newsroom.addresses.outputs import Moved
from newsroom.addresses.plan import NOT_FOUND
from newsroom.addresses.urls import Root
from newsroom.hosting import headers
from newsroom.hosting.headers import quoted


def lines(root: Root, moved: Moved, compressed: bool) -> Iterator[str]:
    """Headers, redirects and media types; the directive `root` is in the server block itself."""
    yield "index index.html;"
    yield "charset utf-8;"
    yield "charset_types text/css text/plain application/javascript image/svg+xml;"
    yield "absolute_redirect off;"
    yield from _headers(headers.FRESH_HEADERS)
    yield f"error_page 403 404 410 {quoted(root.link(NOT_FOUND))};"
    if compressed:
        yield "gzip_static on;"
        yield "gzip_vary on;"
        yield "# With the module ngx_brotli, also: brotli_static on;"
    for folder in headers.HASHED_FOLDERS:
        yield f"location ^~ {quoted(root.link(folder))} {{"
        # A location with an `add_header` inherits none from the server block.
        yield from (f"  {line}" for line in _headers(headers.HASHED_HEADERS))
        yield "}"
    for suffix, kind in headers.TYPES.items():
        yield f"location ~ \\{suffix}$ {{ types {{ }} default_type {quoted(kind)}; }}"
    yield "location ~ /\\.(?!well-known/) { return 404; }"
    for address in headers.NETLIFY_FILES:
        yield f"location = {quoted(root.link(address))} {{ return 404; }}"
    # nginx compares the decoded address, and sends the target as it is written.
    for old, new in moved.redirects.items():
        yield f"location = {quoted(root.path + old)} {{ return 301 {quoted(root.link(new))}; }}"
    for old in moved.gone_with_and_without_slash:
        yield f"location = {quoted(root.path + old)} {{ return 410; }}"


def _headers(headers: Mapping[str, str]) -> Iterator[str]:
    for name, value in headers.items():
        yield f"add_header {name} {quoted(value)} always;"
