"""`.hosting/nginx.conf`, for nginx 1.18 and later: `include` it in the site's server block."""

from collections.abc import Iterator, Mapping

from newsroom.addresses.moved import Moved
from newsroom.addresses.plan import NOT_FOUND
from newsroom.addresses.urls import Root
from newsroom.hosting.headers import BESIDE, CACHE, FOR_GOOD, FRESH, HASHED, HEADERS, TYPES
from newsroom.hosting.quoting import quoted


def configuration(root: Root, moved: Moved, compressed: bool) -> str:
    """Headers, redirects and types; `root` stands in the server block itself."""
    return "\n".join(_lines(root, moved, compressed)) + "\n"


def _lines(root: Root, moved: Moved, compressed: bool) -> Iterator[str]:
    yield "index index.html;"
    yield "charset utf-8;"
    yield "charset_types text/css text/plain application/javascript image/svg+xml;"
    yield "absolute_redirect off;"
    yield from _headers({**HEADERS, CACHE: FRESH})
    yield f"error_page 403 404 410 {quoted(root.link(NOT_FOUND))};"
    if compressed:
        yield "gzip_static on;"
        yield "gzip_vary on;"
        yield "# With the module ngx_brotli, also: brotli_static on;"
    for folder in HASHED:
        yield f"location ^~ {quoted(root.link(folder))} {{"
        # A location with a header of its own has none of those around it.
        yield from (f"  {line}" for line in _headers({**HEADERS, CACHE: FOR_GOOD}))
        yield "}"
    for suffix, kind in TYPES.items():
        yield f"location ~ \\{suffix}$ {{ types {{ }} default_type {quoted(kind)}; }}"
    yield "location ~ /\\.(?!well-known/) { return 404; }"
    for own in BESIDE:
        yield f"location = {quoted(root.link(own))} {{ return 404; }}"
    # An address is compared as it is decoded, and led on as it is written.
    for old, new in moved.led_on.items():
        yield f"location = {quoted(root.path + old)} {{ return 301 {quoted(root.link(new))}; }}"
    for old in moved.gone_however_written:
        yield f"location = {quoted(root.path + old)} {{ return 410; }}"


def _headers(headers: Mapping[str, str]) -> Iterator[str]:
    for name, value in headers.items():
        yield f"add_header {name} {quoted(value)} always;"
