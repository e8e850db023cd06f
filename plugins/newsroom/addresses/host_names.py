"""Writes host names as DNS has them. Needs only the standard library."""

from urllib.parse import urlsplit, urlunsplit


def in_ascii(url: str) -> str:
    """The URL with its host as DNS has it: `æ.no` is `xn--6ca.no` (RFC 3492).

    Raises UnicodeError for a host that cannot be.
    """
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.encode("idna").decode()))
