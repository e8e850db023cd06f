"""Replaces the shortcodes of WordPress with HTML, before the text is parsed."""

import re
from collections.abc import Callable
from html import escape

NAME_VALUE = r"""[\w-]+=(?:"[^"]*"|'[^']*'|[^\s\]]+)"""
ATTRIBUTE = re.compile(r"""([\w-]+)=(?:"([^"]*)"|'([^']*)'|([^\s\]]+))""")
CAPTION = re.compile(r"\[(?:wp_)?caption\b([^\]]*)\](.*?)\[/(?:wp_)?caption\]", re.DOTALL)
PICTURE = re.compile(r"\s*((?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?)(.*)", re.DOTALL)
EMBED = re.compile(r"\[embed\b[^\]]*\]\s*(\S+?)\s*\[/embed\]")
PLAYED = re.compile(r"\[(?:audio|video|playlist)\b([^\]]*)\](?:\s*\[/(?:audio|video|playlist)\])?")
GALLERY = re.compile(r"\[gallery\b([^\]]*)\]")
ANY = re.compile(rf"\[(/?)([a-zA-Z][\w-]*)((?:\s+{NAME_VALUE})*)\s*/?\](?!\()")
NUMBER = re.compile(r"\d+")
ADDRESS = re.compile(r"https?://\S+")


def without_shortcodes(
    html: str, gallery: Callable[[list[str]], str], unknown: Callable[[str], None]
) -> str:
    """The text with captions, galleries and embeds as HTML.

    `gallery` makes the HTML of the pictures with these ids; none means those of the post. Each tag
    of another shortcode is removed and given to `unknown`; a word in brackets stays.
    """

    def removed(match: re.Match[str]) -> str:
        closing, name, attributes = match.groups()
        is_pair = closing or f"[/{name}]" in html
        if not (is_pair or attributes or "_" in name or "-" in name):
            return match[0]
        if not closing:
            unknown(match[0])
        return ""

    html = CAPTION.sub(_figure, html)
    html = GALLERY.sub(lambda m: gallery(NUMBER.findall(_attributes(m[1]).get("ids", ""))), html)
    html = EMBED.sub(lambda m: _frame(m[1]), html)
    html = PLAYED.sub(_played, html)
    return ANY.sub(removed, html)


def _attributes(text: str) -> dict[str, str]:
    return {m[1]: m[2] or m[3] or m[4] or "" for m in ATTRIBUTE.finditer(text)}


def _figure(match: re.Match[str]) -> str:
    picture = PICTURE.fullmatch(match[2])
    if not picture:
        return match[2]
    caption = picture[2].strip() or _attributes(match[1]).get("caption", "")
    return f"\n\n<figure>{picture[1]}<figcaption>{caption}</figcaption></figure>\n\n"


def _frame(address: str) -> str:
    return f'\n\n<iframe src="{escape(address)}"></iframe>\n\n'


def _played(match: re.Match[str]) -> str:
    values = _attributes(match[1]).values()
    return "".join(_frame(value) for value in values if ADDRESS.fullmatch(value))
