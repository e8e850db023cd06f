"""The configuration files for hosts, by their addresses."""

from collections.abc import Callable, Iterator, Mapping

from newsroom.addresses.moved import Moved
from newsroom.addresses.urls import Root
from newsroom.hosting import apache, caddy, netlify, nginx
from newsroom.hosting.headers import CONFIG_FOLDER

FILES: Mapping[str, Callable[[Root, Moved, bool], Iterator[str]]] = {
    "/_headers": netlify.header_lines,
    "/_redirects": netlify.redirect_lines,
    "/.htaccess": apache.lines,
    f"{CONFIG_FOLDER}nginx.conf": nginx.lines,
    f"{CONFIG_FOLDER}Caddyfile": caddy.lines,
}


def configuration(
    address: str, root: Root, moved: Moved, compressed: bool, _site_data: object
) -> bytes:
    """The bytes of the configuration file at an address."""
    return ("\n".join(FILES[address](root, moved, compressed)) + "\n").encode()
