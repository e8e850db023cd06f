"""Reads an SVG drawing of the site, and writes only the elements and attributes of an allowlist.

What is served is written anew, so a browser reads nothing but what was checked.
"""

import re
from typing import NamedTuple
from xml.etree import ElementTree as ET

from newsroom.pictures.inspect import PictureFault

SVG, XLINK_HREF = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}href"
ELEMENTS = re.compile(
    r"svg|g|defs|symbol|use|title|desc|style|path|rect|circle|ellipse|line|polyline|polygon|"
    r"text|tspan|linearGradient|radialGradient|stop|clipPath|mask|pattern|marker"
)
# Left out with all that is in it: what an editor says about the drawing.
METADATA = f"{SVG}metadata"
# SVG 2: geometry, presentation, gradients, clipping and text.
ATTRIBUTES = re.compile(
    r"class|id|href|style|transform|version|x|y|x1|x2|y1|y2|cx|cy|r|rx|ry|fx|fy|fr|d|dx|dy|"
    r"points|width|height|viewBox|preserveAspectRatio|pathLength|fill|fill-rule|fill-opacity|"
    r"stroke|stroke-width|stroke-linecap|stroke-linejoin|stroke-miterlimit|stroke-dasharray|"
    r"stroke-dashoffset|stroke-opacity|opacity|color|display|visibility|overflow|clip-path|"
    r"clip-rule|clipPathUnits|mask|mask-type|maskUnits|maskContentUnits|offset|stop-color|"
    r"stop-opacity|gradientUnits|gradientTransform|spreadMethod|paint-order|vector-effect|"
    r"shape-rendering|text-rendering|enable-background|font-family|font-size|font-weight|"
    r"font-style|text-anchor|dominant-baseline|letter-spacing|role|aria-[a-z]+|lang|focusable|"
    r"baseProfile|font-stretch|font-variant|text-decoration|word-spacing|baseline-shift|"
    r"color-interpolation|color-rendering|image-rendering|isolation|mix-blend-mode|"
    r"pattern(Units|ContentUnits|Transform)|marker(Width|Height|Units)?|marker-(start|mid|end)|"
    r"refX|refY|orient"
)
# What makes a browser fetch something, or hides that from this expression.
FETCHES = re.compile(r"url\((?!\s*[\"']?#)|@import|image\(|image-set\(|\\", re.IGNORECASE)
# Entities may repeat each other without end; only a document type defines them.
ENTITIES = re.compile(r"<!DOCTYPE[^>]*\[|<!ENTITY", re.IGNORECASE)
NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?", re.IGNORECASE)
UNSAFE, UNREADABLE = "svg-unsafe", "svg-unreadable"


class Drawing(NamedTuple):
    """An SVG that was checked, and its width and height in its own units."""

    data: bytes
    width: float
    height: float


def drawing(data: bytes) -> Drawing:
    """Check an SVG. Raises PictureFault.

    Elements and attributes of editors, in other namespaces, are left out.
    """
    try:
        text = data.decode("utf-8-sig")
        if match := ENTITIES.search(text):
            raise PictureFault(UNSAFE, match[0][:9])
        root = ET.fromstring(text)
        width, height = _size(root)
        kept = _kept(root)
        kept.attrib |= {"xmlns": SVG[1:-1], "width": f"{width:g}", "height": f"{height:g}"}
        kept.attrib.setdefault("viewBox", f"0 0 {width:g} {height:g}")
        return Drawing(ET.tostring(kept), width, height)
    except (ET.ParseError, ValueError, IndexError, RecursionError):
        raise PictureFault(UNREADABLE) from None


def _size(root: ET.Element) -> tuple[float, float]:
    """Width and height, from `viewBox` or else from the attributes. Raises ValueError."""
    box = NUMBER.findall(root.get("viewBox", ""))[2:4]
    sizes = box or [NUMBER.findall(root.get(name, ""))[0] for name in ("width", "height")]
    width, height = map(float, sizes)
    if root.tag != f"{SVG}svg" or not (0 < width < 1e6 and 0 < height < 1e6):
        raise ValueError(root.tag)
    return width, height


def _kept(element: ET.Element) -> ET.Element:
    """The element without what belongs to editors. Raises PictureFault."""
    name = element.tag.removeprefix(SVG)
    if not ELEMENTS.fullmatch(name):
        raise PictureFault(UNSAFE, f"<{name}>")
    kept = ET.Element(name, dict(_attributes(element)))
    kept.text, kept.tail = element.text, element.tail
    if name == "style" and (match := FETCHES.search(element.text or "")):
        raise PictureFault(UNSAFE, match[0])
    children = (child for child in element if child.tag.startswith(SVG) and child.tag != METADATA)
    kept.extend([_kept(child) for child in children])
    return kept


def _attributes(element: ET.Element) -> list[tuple[str, str]]:
    attributes = [
        ("href" if key == XLINK_HREF else key, value)
        for key, value in element.attrib.items()
        if key == XLINK_HREF or not key.startswith(("{", "data-"))
    ]
    for key, value in attributes:
        leaves = key == "href" and not value.startswith("#")
        if not ATTRIBUTES.fullmatch(key) or leaves or FETCHES.search(value):
            raise PictureFault(UNSAFE, f"{key}={value[:40]}")
    return attributes
