"""Writes host names as DNS and as people have them. Needs only the standard library."""

from contextlib import suppress
from urllib.parse import urlsplit, urlunsplit


def in_ascii(url: str) -> str:
    """The URL with its host as DNS has it: `æ.no` is `xn--6ca.no` (RFC 3492).

    Raises UnicodeError for a host that DNS cannot have.
    """
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.encode("idna").decode()))


def as_read(url: str) -> str:
    """The URL with its host as people read it; a host that DNS cannot have stays as it is."""
    parts = urlsplit(url)
    with suppress(UnicodeError):
        return urlunsplit(parts._replace(netloc=parts.netloc.encode("idna").decode("idna")))
    return url
