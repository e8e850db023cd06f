"""The files that tell hosts what to do, by their addresses."""

from collections.abc import Callable, Mapping

from newsroom.addresses.moved import Moved
from newsroom.addresses.urls import Root
from newsroom.hosting import apache, caddy, netlify, nginx
from newsroom.hosting.headers import OWN

FILES: Mapping[str, Callable[[Root, Moved, bool], str]] = {
    "/_headers": lambda root, moved, compressed: netlify.headers(root),
    "/_redirects": lambda root, moved, compressed: netlify.redirects(root, moved),
    "/.htaccess": apache.configuration,
    f"{OWN}nginx.conf": nginx.configuration,
    f"{OWN}Caddyfile": caddy.configuration,
}


def configuration(address: str, moved: Moved, compressed: bool, site_data: object) -> bytes:
    """The bytes of one of them."""
    return FILES[address](site_data.plan.root, moved, compressed).encode()
