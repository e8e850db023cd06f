"""The headers that every answer has, and those of some."""

from collections.abc import Mapping

from newsroom.addresses.policy import header_policy

YEAR = 31_536_000  # seconds
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": header_policy(),
    "Strict-Transport-Security": f"max-age={YEAR}",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    # For browsers that do not know frame-ancestors.
    "X-Frame-Options": "DENY",
}
CACHE = "Cache-Control"
FRESH = "no-cache"
FOR_GOOD = f"public, max-age={YEAR}, immutable"
# What stands here is named by what is in it, so it never changes.
HASHED = ("/assets/", "/bilder/")
TYPES: Mapping[str, str] = {
    ".ics": "text/calendar; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".json": "application/json; charset=utf-8",
}
# What tells hosts what to do is nobody else's business.
OWN = "/.hosting/"
BESIDE = ("/_headers", "/_redirects")
