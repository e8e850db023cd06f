"""The configuration of hosts: the same headers, redirects and media types in the format of each.

Each function in `FILES` gives the lines of one file.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from newsroom.addresses.outputs import Moved
from newsroom.addresses.plan import NOT_FOUND
from newsroom.addresses.urls import Root
from newsroom.hosting.headers import CACHE, FRESH, HASHED_FOLDERS, HEADERS, IMMUTABLE, POLICY, TYPES
from newsroom.hosting.headers import SEARCH_HEADER_POLICY as SEARCH_POLICY

# The media types of compressed files: Apache would send the type of `.gz`.
COMPRESSED_TYPES: Mapping[str, str] = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    **TYPES,
}
# Configuration files, which no host should send to visitors.
CONFIG_FOLDER = "/.hosting/"
NETLIFY_FILES = ("/_headers", "/_redirects")
ERRORS = (403, 404, 410)
# Cloudflare Pages reads so many rules without an asterisk (Pages documentation, Redirects).
MOST_RULES = 2000
REWRITING = r"""<IfModule mod_rewrite.c>
RewriteEngine On
RewriteCond %{HTTP:Accept-Encoding} br
RewriteCond %{REQUEST_FILENAME}.br -f
RewriteRule ^(.*)$ $1.br [L]
RewriteCond %{HTTP:Accept-Encoding} gzip
RewriteCond %{REQUEST_FILENAME}.gz -f
RewriteRule ^(.*)$ $1.gz [L]"""


@dataclass(frozen=True, slots=True)
class HostedSite:
    """What hosts are told: the root, what has moved, and whether files are `compressed` too.

    `searches` are the addresses of the search pages, `homes` the paths of the languages that are
    not at the root: there a missing page is the 404 page of that language.
    """

    root: Root
    moved: Moved
    compressed: bool = False
    searches: tuple[str, ...] = ()
    homes: tuple[str, ...] = ()

    @property
    def not_found(self) -> str:
        """The href of the 404 page."""
        return self.root.link(NOT_FOUND)

    @property
    def other_not_found(self) -> Mapping[str, str]:
        """The href of the 404 page of each language that is not at the root, by its folder."""
        return {self.root.link(f"{h}/"): self.root.link(f"{h}{NOT_FOUND}") for h in self.homes}


def netlify_headers(site: HostedSite) -> Iterator[str]:
    """`_headers` of Netlify and Cloudflare Pages: for all files, for hashed ones, for types."""
    root = site.root
    yield root.link("/*")
    yield from (f"  {name}: {value}" for name, value in HEADERS.items())
    for page in site.searches:
        # Cloudflare would join two values; Netlify skips the line, and sends the last one.
        yield from (root.link(page), f"  ! {POLICY}", f"  {POLICY}: {SEARCH_POLICY}")
    for folder in HASHED_FOLDERS:
        yield from (root.link(f"{folder}*"), f"  {CACHE}: {IMMUTABLE}")
    for suffix, kind in TYPES.items():
        yield from (root.link(f"/*{suffix}"), f"  Content-Type: {kind}")


def netlify_redirects(site: HostedSite) -> Iterator[str]:
    """`_redirects`, a rule for each old address; Cloudflare skips 410 and 404, and finds 404 pages.

    More redirects than Cloudflare reads are left out: the page at an old address leads on too.
    All rules of 410 come after them, since Netlify reads any number.
    """
    root, moved, not_found = site.root, site.moved, site.not_found
    files_first = {**moved.files, **moved.pages}
    moves = [f"{root.link(old)} {root.link(new)} 301" for old, new in files_first.items()]
    yield from moves[:MOST_RULES]
    yield from (f"{root.link(address)} {not_found} 410" for address in sorted(moved.gone))
    # Without the exclamation mark Netlify would send the files that are there.
    # Cloudflare counts every rule after one with an asterisk as one of its hundred with asterisks.
    yield f"{root.link(CONFIG_FOLDER)}* {not_found} 404!"
    yield from (f"{folder}* {page} 404" for folder, page in site.other_not_found.items())


def nginx(site: HostedSite) -> Iterator[str]:
    """For nginx 1.18 and later: `include` it in the site's server block, which has the `root`.

    A site below a path has its rules in a location, so that they reach no other site there.
    """
    if not site.root.path:
        yield from _nginx_rules(site)
        return
    yield "# Browsers keep Strict-Transport-Security for the whole host, not for this path alone."
    yield f"location ^~ {_quoted(site.root.link('/'))} {{"
    yield from (f"  {line}" for line in _nginx_rules(site))
    yield "}"


def _nginx_rules(site: HostedSite) -> Iterator[str]:
    root = site.root
    yield "index index.html;"
    yield "charset utf-8;"
    yield "charset_types text/css text/plain application/javascript image/svg+xml;"
    yield "absolute_redirect off;"
    yield from _nginx_headers(FRESH)
    yield f"error_page {' '.join(map(str, ERRORS))} {_quoted(site.not_found)};"
    if site.compressed:
        yield "gzip_static on;"
        yield "gzip_vary on;"
        yield "# With the module ngx_brotli, also: brotli_static on;"
    # nginx looks again for a location, for the index of a folder.
    own = [("=", f"{page}index.html", FRESH, SEARCH_POLICY) for page in site.searches]
    own += [("^~", folder, IMMUTABLE, HEADERS[POLICY]) for folder in HASHED_FOLDERS]
    for match, address, *values in own:
        yield f"location {match} {_quoted(root.link(address))} {{"
        # A location with an `add_header` inherits none from the server block.
        yield from (f"  {line}" for line in _nginx_headers(*values))
        yield "}"
    # Before the types: nginx takes the first pattern that fits.
    yield "location ~ /\\.(?!well-known/) { return 404; }"
    for suffix, kind in TYPES.items():
        yield f"location ~ \\{suffix}$ {{ types {{ }} default_type {_quoted(kind)}; }}"
    yield from _nginx_addresses(root, site.moved)
    # Last: nginx takes the first pattern that fits.
    for folder, page in site.other_not_found.items():
        yield f"location ~ ^{re.escape(folder)} {{ error_page 404 {_quoted(page)}; }}"


def _nginx_headers(caching: str, policy: str = HEADERS[POLICY]) -> Iterator[str]:
    for name, value in {**HEADERS, POLICY: policy, CACHE: caching}.items():
        yield f"add_header {name} {_quoted(value)} always;"


def _nginx_addresses(root: Root, moved: Moved) -> Iterator[str]:
    """nginx compares the decoded address, and sends the target as it is written."""
    for address in NETLIFY_FILES:
        yield f"location = {_quoted(root.link(address))} {{ return 404; }}"
    for old, new in moved.redirects.items():
        yield f"location = {_quoted(root.path + old)} {{ return 301 {_quoted(root.link(new))}; }}"
    for old in moved.gone_with_and_without_slash:
        yield f"location = {_quoted(root.path + old)} {{ return 410; }}"


def caddy(site: HostedSite) -> Iterator[str]:
    """For Caddy 2: `import` it in the site's block, under its `root`."""
    root, moved = site.root, site.moved
    hashed = " ".join(root.link(f"{folder}*") for folder in HASHED_FOLDERS)
    yield "header {"
    yield from (f"\t{name} {_quoted(value)}" for name, value in HEADERS.items() if name != POLICY)
    yield "}"
    pages = " ".join(map(root.link, site.searches or [CONFIG_FOLDER]))
    for name, has, policy in (("search", "", SEARCH_POLICY), ("plain", "not ", HEADERS[POLICY])):
        yield f"@{name} {has}path {pages}"
        yield f"header @{name} {POLICY} {_quoted(policy)}"
    # Caddy sets a header without a matcher last, whatever the order here; so both have matchers.
    yield f"@hashed path {hashed}"
    yield f"header @hashed {CACHE} {_quoted(IMMUTABLE)}"
    yield f"@fresh not path {hashed}"
    yield f"header @fresh {CACHE} {_quoted(FRESH)}"
    for suffix, kind in TYPES.items():
        yield f"@{suffix[1:]} path *{suffix}"
        yield f"header @{suffix[1:]} Content-Type {_quoted(kind)}"
    for old, new in moved.redirects.items():
        yield f"redir {_quoted(root.path + old)} {_quoted(root.link(new))} 301"
    for old in moved.gone_with_and_without_slash:
        yield f"error {_quoted(root.path + old)} 410"
    yield f"@own {{\n\tpath */.* {' '.join(map(root.link, NETLIFY_FILES))}"
    yield f"\tnot path {root.link('/.well-known/*')}\n}}"
    precompressed = "\tprecompressed br gzip\n" if site.compressed else ""
    yield f"error @own 404\nfile_server {{\n{precompressed}\thide .hosting .htaccess\n}}"
    yield "handle_errors {"
    # Of several `handle` the first that matches is the only one (Caddyfile, handle).
    for folder, page in site.other_not_found.items():
        yield f"\thandle {folder}* {{\n\t\trewrite * {_quoted(page)}\n\t\tfile_server\n\t}}"
    yield f"\thandle {{\n\t\trewrite * {_quoted(site.not_found)}\n\t\tfile_server\n\t}}\n}}"


def apache(site: HostedSite) -> Iterator[str]:
    """`.htaccess`, for Apache 2.4 with mod_headers and mod_alias (AllowOverride All)."""
    root, moved = site.root, site.moved
    folders = "|".join(root.path + folder for folder in HASHED_FOLDERS)
    yield "Options -Indexes -MultiViews"
    yield "AddDefaultCharset utf-8"
    for number in ERRORS:
        yield f"ErrorDocument {number} {site.not_found}"
    for folder, page in site.other_not_found.items():
        yield f'<If "%{{REQUEST_URI}} =~ m#^{re.escape(folder)}#">'
        yield from (f"ErrorDocument {number} {page}" for number in ERRORS)
        yield "</If>"
    for suffix, kind in TYPES.items():
        yield f"AddType {_quoted(kind)} {suffix}"
    yield "<IfModule mod_headers.c>"
    for name, value in {**HEADERS, CACHE: FRESH}.items():
        yield f"Header always set {name} {_quoted(value)}"
    is_hashed = f'"expr=%{{REQUEST_URI}} =~ m#^({folders})#"'
    yield f"Header always set {CACHE} {_quoted(IMMUTABLE)} {is_hashed}"
    for page in site.searches:
        is_search = f'"expr=%{{REQUEST_URI}} =~ m#^{re.escape(root.path + page)}(index.html)?$#"'
        yield f"Header always set {POLICY} {_quoted(SEARCH_POLICY)} {is_search}"
    yield "</IfModule>"
    yield r"RedirectMatch 404 /\.(?!well-known/)"
    for address in NETLIFY_FILES:
        yield f"RedirectMatch 404 {_exactly(root, address)}"
    for old, new in moved.redirects.items():
        yield f"RedirectMatch 301 {_exactly(root, old)} {_quoted(root.link(new))}"
    for old in moved.gone_with_and_without_slash:
        yield f"RedirectMatch 410 {_exactly(root, old)}"
    yield from _apache_compressed() if site.compressed else ()


def _apache_compressed() -> Iterator[str]:
    suffixes = "|".join(suffix[1:] for suffix in COMPRESSED_TYPES)
    yield REWRITING
    for ending, encoding in (("br", "br"), ("gz", "gzip")):
        yield rf'<FilesMatch "\.({suffixes})\.{ending}$">'
        yield f"Header set Content-Encoding {encoding}"
        yield "Header append Vary Accept-Encoding"
        yield "</FilesMatch>"
    for suffix, kind in COMPRESSED_TYPES.items():
        yield rf'<FilesMatch "\{suffix}\.(gz|br)$">'
        yield f"ForceType {_quoted(kind)}"
        yield "</FilesMatch>"
    yield "</IfModule>"


def _exactly(root: Root, address: str) -> str:
    """A pattern for one address in the configuration of Apache."""
    return _quoted(f"^{re.escape(root.path + address)}$")


def _quoted(text: str) -> str:
    """The text as one quoted word in the configuration of nginx, Caddy and Apache."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


FILES: Mapping[str, Callable[[HostedSite], Iterator[str]]] = {
    "/_headers": netlify_headers,
    "/_redirects": netlify_redirects,
    "/.htaccess": apache,
    f"{CONFIG_FOLDER}nginx.conf": nginx,
    f"{CONFIG_FOLDER}Caddyfile": caddy,
}


def configuration(address: str, site: HostedSite, _site_data: object) -> bytes:
    """The bytes of the configuration file at an address in `FILES`."""
    return ("\n".join(FILES[address](site)) + "\n").encode()
