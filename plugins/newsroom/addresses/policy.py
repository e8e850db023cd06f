"""The Content Security Policy of all pages (CSP level 3)."""

from collections.abc import Mapping

DIRECTIVES: Mapping[str, str] = {
    "default-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "object-src": "'none'",
}
# Directives that a meta element cannot have (CSP 3, 3.3).
HEADER_ONLY = {"frame-ancestors", "report-uri", "sandbox"}


def header_policy() -> str:
    """The policy for the response header."""
    return _joined(DIRECTIVES)


def meta_policy() -> str:
    """The policy for the meta element of a page, for hosts that send no header."""
    return _joined({name: value for name, value in DIRECTIVES.items() if name not in HEADER_ONLY})


def _joined(directives: Mapping[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in directives.items())
