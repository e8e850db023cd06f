"""The configuration files for hosts, by their addresses."""

from collections.abc import Callable, Mapping

from newsroom.addresses.moved import Moved
from newsroom.addresses.urls import Root
from newsroom.hosting import apache, caddy, netlify, nginx
from newsroom.hosting.headers import CONFIG_FOLDER

FILES: Mapping[str, Callable[[Root, Moved, bool], str]] = {
    "/_headers": lambda root, moved, compressed: netlify.headers(root),
    "/_redirects": lambda root, moved, compressed: netlify.redirects(root, moved),
    "/.htaccess": apache.configuration,
    f"{CONFIG_FOLDER}nginx.conf": nginx.configuration,
    f"{CONFIG_FOLDER}Caddyfile": caddy.configuration,
}


def configuration(
    address: str, root: Root, moved: Moved, compressed: bool, _site_data: object
) -> bytes:
    """The bytes of the configuration file at an address."""
    return FILES[address](root, moved, compressed).encode()
