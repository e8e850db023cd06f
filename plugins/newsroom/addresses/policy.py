"""What a page of the site may do, for the browser (Content Security Policy, level 3)."""

from collections.abc import Mapping

DIRECTIVES: Mapping[str, str] = {
    "default-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "object-src": "'none'",
}
# What a meta element cannot carry (CSP 3, 3.3).
HEADER_ONLY = {"frame-ancestors", "report-uri", "sandbox"}


def header_policy() -> str:
    """The policy as a host sends it."""
    return _joined(DIRECTIVES)


def meta_policy() -> str:
    """The policy as a page carries it itself, where the host sends none."""
    return _joined({name: said for name, said in DIRECTIVES.items() if name not in HEADER_ONLY})


def _joined(directives: Mapping[str, str]) -> str:
    return "; ".join(f"{name} {said}" for name, said in directives.items())
