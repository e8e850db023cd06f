"""The files that tell hosts what to do, by their addresses."""

from collections.abc import Callable, Mapping

from plugins.addresses.moved import Moved
from plugins.addresses.urls import Root
from plugins.hosting import apache, caddy, netlify, nginx
from plugins.hosting.headers import OWN

FILES: Mapping[str, Callable[[Root, Moved, bool], str]] = {
    "/_headers": lambda root, moved, compressed: netlify.headers(root),
    "/_redirects": lambda root, moved, compressed: netlify.redirects(root, moved),
    "/.htaccess": apache.configuration,
    f"{OWN}nginx.conf": nginx.configuration,
    f"{OWN}Caddyfile": caddy.configuration,
}


def configuration(address: str, moved: Moved, compressed: bool, material: object) -> bytes:
    """The bytes of one of them."""
    return FILES[address](material.plan.root, moved, compressed).encode()
