"""Converts the HTML of an item to the Markdown that this site accepts."""

import posixpath
import re
from collections.abc import Callable
from textwrap import indent
from typing import Any, Protocol

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag
from markdownify import MarkdownConverter

from newsroom.commands.importing.html_pass import BLOCKS, begins_line, escaped, parsed
from newsroom.commands.importing.items import ImportedPicture, Item
from newsroom.contract.slug import slugify

GALLERY = re.compile(r"\bgallery\b|wp-block-gallery|blocks-gallery-grid")
VIDEO = re.compile(r"(?:youtube(?:-nocookie)?\.com/embed|player\.vimeo\.com/video)/([\w-]+)")
# Where a line end of the source is one of the text, and an empty line ends a paragraph.
LOOSE = {"body", "div", "blockquote", "section", "article"}
# Shown as their text, without a line in the report: they have no meaning of their own.
PLAIN = BLOCKS - {"details", "fieldset"} | {
    "span", "font", "small", "big", "label", "time", "abbr", "cite", "caption", "picture",
    "source", "button", "thead", "tbody", "tfoot", "colgroup", "col", "wbr",
}  # fmt: skip
NOT_HERE = ["del", "s"]
CELLS = {"td", "th"}
LISTS = ("ul", "ol")
SPACE = re.compile(r"[ \t\r\n\f]+")
LINE_ENDS = re.compile(r"[ \t\r\f]*\n[ \t\r\n\f]*")
# Also lines with a no-break space alone, by which editors make room.
EMPTY_LINES = re.compile(r"[ \t\xa0]*\n(?:[ \t\xa0]*\n)+")
# Stands for an empty line of code until the text is finished; a private character (Unicode, 23.5).
KEPT_LINE = "\ue001"
INDENT = "    "
ALIGNED = re.compile("align: *(left|center|right)")
ALIGNMENTS = {"left": ":---", "center": ":---:", "right": "---:"}
DIGITS = {
    "sub": str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"),
    "sup": str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ"),
}


class LinkSource(Protocol):
    """Says what the addresses in a text become; `item` gets a note about what is lost."""

    def link(self, href: str, item: Item) -> str:
        """What a link leads to here; "" for nothing."""

    def picture(self, address: str, item: Item) -> ImportedPicture | None:
        """A picture that is in content/ now; None when there is none."""


def to_markdown(
    item: Item, references: LinkSource, *, has_gallery: bool
) -> tuple[str, list[ImportedPicture]]:
    """The text of an item, and the pictures of its galleries.

    What is lost on the way is noted in the item.
    """
    soup = parsed(item.html.replace(KEPT_LINE, ""), item)
    converter = _Converter(item, references)
    gallery = []
    for element in soup.find_all(class_=GALLERY) if has_gallery else ():
        if element.parent:
            shown = map(converter.picture, element.find_all("img"))
            gallery += [picture for picture in shown if picture]
            words = element.get_text(" ", strip=True)
            element.name, element.string = "p", words
    text = EMPTY_LINES.sub("\n\n", converter.convert_soup(soup)).strip()
    return re.sub(f" *{KEPT_LINE}", "", text), gallery


def plain(html: str) -> str:
    """The words of a text without its markup, on one line."""
    return " ".join(BeautifulSoup(html, "html.parser").get_text(" ").split()) if html else ""


def inline(html: str) -> str:
    """The words of a text for a field in which inline Markdown works."""
    return escaped(plain(html))


def _value(element: Tag | None, name: str) -> str:
    """An attribute as text; "" when it is missing."""
    value = element.get(name) if element else ""
    return value.strip() if isinstance(value, str) else ""


def _alignment(cell: Tag) -> str:
    """The mark below a column for how a cell of it is aligned; "" when nothing says so."""
    named = f"align:{_value(cell, 'align') or _value(cell, 'data-align')} {_value(cell, 'style')}"
    aligned = ALIGNED.search(named)
    return ALIGNMENTS[aligned[1]] if aligned else ""


def _wrapped(text: str, before: str, after: str) -> str:
    """The text with marks around its words, inside the spaces at its ends."""
    words = text.strip()
    return text.replace(words, f"{before}{words}{after}")


def _emphasis(mark: str, *names: str) -> Callable[..., str]:
    """Marks a text, unless it has blocks or stands in code or in the same emphasis."""

    def converted(self: object, el: Tag, text: str, parent_tags: set[str]) -> str:
        is_marked = text.strip() and "\n\n" not in text
        is_inside = parent_tags & {*names, "_noformat"}
        return _wrapped(text, mark, mark) if is_marked and not is_inside else text

    return converted


def _linked(self: "_Converter", el: Tag, text: str, parent_tags: set[str]) -> str:
    """Puts a link where a page or a file of another site was shown."""
    address = _value(el, "src") or _value(el.find("source"), "src")
    address = f"https:{address}" if address.startswith("//") else address
    if not address.startswith(("http://", "https://")):
        self.item.note("element-removed", f"<{el.name}>")
        return ""
    if video := VIDEO.search(address):
        is_vimeo = "vimeo" in video[0]
        host = "https://vimeo.com/" if is_vimeo else "https://www.youtube.com/watch?v="
        address = host + video[1]
    self.item.note("embed-linked", address)
    title = _value(el, "title")
    return f"\n\n[{escaped(title)}]({address})\n\n" if title else f"\n\n<{address}>\n\n"


def _raised(self: "_Converter", el: Tag, text: str, parent_tags: set[str]) -> str:
    """Writes a footnote, and digits above or below the line with characters of their own."""
    if note := el.find("a", class_="footnote-ref"):
        return f"[^{_value(note, 'href').removeprefix('#fn:')}]"
    digits = DIGITS[el.name]
    if all(ord(sign) in digits for sign in text):
        return text.translate(digits)
    self.item.note("markup-lost", f"<{el.name}>")
    return text


class _Converter(MarkdownConverter):
    """Writes what the site's Markdown accepts, and notes what it has no mark for."""

    convert_b = convert_strong = _emphasis("**", "b", "strong")
    convert_i = convert_em = _emphasis("*", "i", "em")
    convert_iframe = convert_video = convert_audio = convert_embed = _linked
    convert_sub = convert_sup = _raised

    def __init__(self, item: Item, references: LinkSource) -> None:
        super().__init__(heading_style="atx", table_infer_header=True, strip=NOT_HERE)
        self.item, self.references = item, references

    def get_conv_fn(self, tag_name: str) -> Any:
        """The conversion of an element; a note for one that the site's Markdown does not have."""
        function: Any = super().get_conv_fn  # type: ignore[misc]  # Its stub lacks it.
        if known := function(tag_name):
            return known
        if tag_name not in PLAIN:
            self.item.note("markup-lost", f"<{tag_name}>")
        return function("div") if tag_name in BLOCKS else None

    def process_text(self, el: NavigableString, parent_tags: set[str]) -> str:
        """The text with its line ends, where they count, and with its escapes."""
        if parent_tags & {"pre", "code", "kbd", "samp"}:
            return str(el)
        if el.parent and el.parent.name in LOOSE:
            breaks = LINE_ENDS.sub(lambda m: "\n" * min(2, m[0].count("\n")), str(el))
            lines = [SPACE.sub(" ", line) for line in breaks.split("\n")]
        else:
            lines = [SPACE.sub(" ", str(el))]
        if is_first := begins_line(el):
            lines[0] = lines[0].lstrip(" ")
        if isinstance(el.next_sibling, Tag) and el.next_sibling.name in BLOCKS:
            lines[-1] = lines[-1].rstrip(" ")
        if parent_tags & CELLS:
            return escaped(lines[0], is_first=False).replace("|", "\\|")
        marked = [escaped(line, is_first=is_first or n > 0) for n, line in enumerate(lines)]
        return EMPTY_LINES.sub("\n\n", "  \n".join(marked))

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        href = _value(el, "href")
        if not text.strip() or not href:
            return text
        is_possible = not re.search(r"\n\n|!\[", text) and "_noformat" not in parent_tags
        address = self.references.link(href, self.item) if is_possible else ""
        if not address:
            if not self.references.picture(href, self.item):
                self.item.note("link-removed", href[:200])
            return text
        if text == address:
            return f"<{address}>"
        return _wrapped(re.sub(r"(?<!\\)\]", r"\\]", text), "[", f"]({address})")

    def convert_hN(self, n: int, el: Tag, text: str, parent_tags: set[str]) -> str:
        for named in (el, *el.find_all(True)):
            self.item.anchors[_value(named, "id") or _value(named, "name")] = slugify(text)
        if not text.strip():
            return "\n\n"
        words = " ".join(text.split())
        return text if "_inline" in parent_tags else f"\n\n{'#' * n} {words}\n\n"

    def convert_img(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        shown = self.picture(el)
        if not shown:
            return ""
        src = posixpath.relpath(shown.src, posixpath.dirname(self.item.path))
        alt = re.sub(r"([\[\]*_`\\])", r"\\\1", shown.alt)
        title = shown.line.replace('"', '\\"')
        picture = f"![{alt}]({src}{f' {chr(34)}{title}{chr(34)}' if title else ''})"
        if not alt:
            # The site refuses a picture without alt; a comment keeps its place for the editor.
            self.item.lack_alt(shown.src)
            picture = f"<!-- {picture} -->"
        return picture if parent_tags & CELLS else f"\n\n{picture}\n\n"

    def picture(self, el: Tag) -> ImportedPicture | None:
        """The picture with the words of the page, which leave the text, else of its own file."""
        address = _value(el, "src") or _value(el, "data-src")
        shown = self.references.picture(address, self.item)
        if not shown:
            self.item.note("picture-missing", address[:200])
            return None
        around = el.find_parent(["figure", "table"])
        caption = around.find("figcaption") if around else None
        words = plain(str(caption)) if caption else ""
        if caption:
            caption.clear()
        alt = " ".join(_value(el, "alt").split())
        return shown._replace(alt=alt or shown.alt, caption=words or shown.caption)

    def convert_ul(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Writes a list; one that stands between the items of another belongs to the item above."""
        if el.parent and el.parent.name in LISTS:
            return indent(text, INDENT) if el.find_previous_sibling("li") else text
        return f"\n{text.rstrip()}" if "li" in parent_tags else f"\n\n{text}\n"

    convert_ol = convert_ul

    def convert_tr(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Writes a row; below the first one the line that aligns the columns."""
        convert: Any = super().convert_tr  # type: ignore[misc]  # Its stub lacks it.
        row, _, line = convert(el, text, parent_tags).partition("\n")
        if not line:
            return f"{row}\n"
        table = el.find_parent("table")
        rows = [tr.find_all(CELLS) for tr in table.find_all("tr")] if table else []
        marks = line.strip("| \n").split(" | ")
        for column in range(len(marks)):
            cells = (cells[column] for cells in rows if len(cells) == len(marks))
            marks[column] = next(filter(None, map(_alignment, cells)), marks[column])
        return f"{row}\n| {' | '.join(marks)} |\n"

    def convert_blockquote(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if "_inline" in parent_tags or not text.strip():
            return f" {text.strip()} "
        quoted = indent(text.strip(), "> ", lambda line: True)
        return f"\n\n{quoted}\n\n".replace("> \n", ">\n")

    def convert_li(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        note = _value(el, "id").removeprefix("fn:") if el.find_parent(class_="footnote") else ""
        start = _value(el.parent, "start")
        first = int(start) if start.isdigit() and len(start) < 6 else 1
        number = first + len(el.find_previous_siblings("li"))
        mark = f"{number}. " if el.parent and el.parent.name == "ol" else "- "
        mark = f"[^{note}]: " if note else mark
        return f"{mark}{indent(text.strip(), INDENT).lstrip()}\n" if text.strip() else ""

    def convert_pre(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        lines = [line if line.strip() else KEPT_LINE for line in text.strip("\n").split("\n")]
        code = "\n".join(lines)
        if parent_tags & {"li", "blockquote", "dd"}:
            return f"\n\n{indent(code, INDENT)}\n\n"
        fence = "~~~" if "```" in code else "```"
        return f"\n\n{fence}\n{code}\n{fence}\n\n" if text.strip() else ""
