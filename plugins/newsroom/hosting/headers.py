"""The response headers that every host should send."""

from collections.abc import Mapping

# The Content Security Policy of all pages (CSP level 3).
DIRECTIVES: Mapping[str, str] = {
    "default-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "object-src": "'none'",
}
# Directives that a meta element cannot have (CSP 3, 3.3).
HEADER_ONLY = {"frame-ancestors", "report-uri", "sandbox"}
HEADER_POLICY = "; ".join(f"{name} {value}" for name, value in DIRECTIVES.items())
# For the meta element of a page, for hosts that send no header.
META_POLICY = "; ".join(
    f"{name} {value}" for name, value in DIRECTIVES.items() if name not in HEADER_ONLY
)
# The search page runs a program in WebAssembly.
WEB_ASSEMBLY = "; script-src 'self' 'wasm-unsafe-eval'"
SEARCH_HEADER_POLICY, SEARCH_META_POLICY = HEADER_POLICY + WEB_ASSEMBLY, META_POLICY + WEB_ASSEMBLY
POLICY = "Content-Security-Policy"
YEAR = 31_536_000  # seconds
HEADERS: Mapping[str, str] = {
    POLICY: HEADER_POLICY,
    "Strict-Transport-Security": f"max-age={YEAR}",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    # For browsers without support for frame-ancestors.
    "X-Frame-Options": "DENY",
}
CACHE = "Cache-Control"
FRESH = "no-cache"
IMMUTABLE = f"public, max-age={YEAR}, immutable"
# A file in these folders has a hash of its content in its name, so it never changes.
HASHED_FOLDERS = ("/assets/", "/bilder/")
TYPES: Mapping[str, str] = {
    ".ics": "text/calendar; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".json": "application/json; charset=utf-8",
}
