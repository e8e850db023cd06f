"""`.htaccess`, for Apache 2.4 with mod_headers and mod_alias (AllowOverride All)."""

import re
from collections.abc import Iterator

from newsroom.addresses.outputs import Moved
from newsroom.addresses.plan import NOT_FOUND
from newsroom.addresses.urls import Root
from newsroom.hosting import headers
from newsroom.hosting.headers import quoted

REWRITING = r"""<IfModule mod_rewrite.c>
RewriteEngine On
RewriteCond %{HTTP:Accept-Encoding} br
RewriteCond %{REQUEST_FILENAME}.br -f
RewriteRule ^(.*)$ $1.br [L]
RewriteCond %{HTTP:Accept-Encoding} gzip
RewriteCond %{REQUEST_FILENAME}.gz -f
RewriteRule ^(.*)$ $1.gz [L]"""
# The media types of compressed files: Apache would send the type of `.gz`.
COMPRESSED_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    **headers.TYPES,
}


def lines(root: Root, moved: Moved, compressed: bool) -> Iterator[str]:
    """Headers, redirects, 410 for removed addresses, and media types."""
    folders = "|".join(root.path + folder for folder in headers.HASHED_FOLDERS)
    is_hashed = f'"expr=%{{REQUEST_URI}} =~ m#^({folders})#"'
    yield "Options -Indexes -MultiViews"
    yield "AddDefaultCharset utf-8"
    for number in (403, 404, 410):
        yield f"ErrorDocument {number} {root.link(NOT_FOUND)}"
    for suffix, kind in headers.TYPES.items():
        yield f"AddType {quoted(kind)} {suffix}"
    yield "<IfModule mod_headers.c>"
    for name, value in headers.FRESH_HEADERS.items():
        yield f"Header always set {name} {quoted(value)}"
    yield f"Header always set {headers.CACHE} {quoted(headers.IMMUTABLE)} {is_hashed}"
    yield "</IfModule>"
    yield r"RedirectMatch 404 /\.(?!well-known/)"
    for address in headers.NETLIFY_FILES:
        yield f"RedirectMatch 404 {quoted(_exactly(root, address))}"
    for old, new in moved.redirects.items():
        yield f"RedirectMatch 301 {quoted(_exactly(root, old))} {quoted(root.link(new))}"
    for old in moved.gone_with_and_without_slash:
        yield f"RedirectMatch 410 {quoted(_exactly(root, old))}"
    yield from _compressed() if compressed else ()


def _compressed() -> Iterator[str]:
    suffixes = "|".join(suffix[1:] for suffix in COMPRESSED_TYPES)
    yield REWRITING
    for ending, encoding in (("br", "br"), ("gz", "gzip")):
        yield rf'<FilesMatch "\.({suffixes})\.{ending}$">'
        yield f"Header set Content-Encoding {encoding}"
        yield "Header append Vary Accept-Encoding"
        yield "</FilesMatch>"
    for suffix, kind in COMPRESSED_TYPES.items():
        yield rf'<FilesMatch "\{suffix}\.(gz|br)$">'
        yield f"ForceType {quoted(kind)}"
        yield "</FilesMatch>"
    yield "</IfModule>"


def _exactly(root: Root, address: str) -> str:
    return f"^{re.escape(root.path + address)}$"
