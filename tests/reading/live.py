"""Finds active content in HTML: what a browser would run or load."""

from collections.abc import Iterator

from bs4 import BeautifulSoup

DEAD = {"application/ld+json"}
RUNNING = {"script", "iframe", "object", "embed", "style", "svg", "math", "form", "base", "meta",
           "link", "template", "frame", "applet", "portal"}  # fmt: skip
LEADING = ("href", "src", "srcset", "action", "formaction", "xlink:href", "data", "poster")
SCHEMES = ("https:", "http:", "mailto:", "tel:", "webcal:")


def live(html: str) -> Iterator[str]:
    """The elements, attributes and addresses in this HTML that no text may have."""
    for element in BeautifulSoup(html, "html5lib").body.find_all(True):
        if element.name in RUNNING:
            yield f"<{element.name}>"
        for name, value in element.attrs.items():
            said = " ".join(value) if isinstance(value, list) else value
            if name.startswith("on") or name == "style":
                yield f"{name}={said}"
            if name in LEADING and _scheme(said) and not said.lower().startswith(SCHEMES):
                yield f"{name}={said}"


def _scheme(url: str) -> bool:
    """The scheme of an address as browsers read it, without control characters."""
    plain = "".join(sign for sign in url if sign > " ")
    head = plain.partition(":")[0]
    return ":" in plain and head.isascii() and head.replace("+", "").replace("-", "").isalnum()
