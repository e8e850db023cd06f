"""Prepares the HTML of other programs for its conversion to Markdown.

Browsers show what HTML leaves out: paragraphs without `<p>`, lists inside lists without an item.
After this pass all is written out, and each character that Markdown would read is marked.
"""

import re

from bs4 import BeautifulSoup
from bs4.element import Comment, NavigableString, PageElement, PreformattedString, Tag

from newsroom.commands.importing.items import Item

BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "iframe",
})  # fmt: skip
# Removed with all that is in them; the first two say nothing to readers.
REMOVED = ("script", "style", "noscript", "form", "object", "template", "svg", "math")
SILENT = REMOVED[:2]
# Shown as their text, without a line in the report: they have no meaning of their own.
PLAIN = frozenset({
    "html", "body", "span", "font", "div", "section", "article", "main", "header", "footer",
    "aside", "center", "small", "big", "label", "thead", "tbody", "tfoot", "figure",
    "figcaption", "time", "abbr", "cite", "nav", "address", "caption", "picture", "source",
    "button", "summary", "colgroup", "col", "wbr",
})  # fmt: skip
KEPT = frozenset({
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote",
    "pre", "code", "kbd", "samp", "hr", "br", "a", "img", "b", "strong", "i", "em",
    "table", "thead", "tbody", "tr", "th", "td", "sub", "sup", "q",
})  # fmt: skip
INLINE = ["b", "strong", "i", "em", "a"]
# Stands for a backslash until the text is finished; a private character (Unicode, 23.5).
ESCAPE = "\ue001"
PRIVATE = re.compile("[\ue000-\ue00f\x00-\x08\x0b\x0c\x0e-\x1f]")
SPACE = re.compile(r"[ \t\r\n\f]+")
BLANK_LINE = re.compile(r"[ \t]*\n[ \t]*\n\s*")
ADDRESS_OR_MARK = re.compile(
    r"https?://[^\s<>]+|[\\`*\[]|<(?=[\w/!?])|(?<!\w)_|_(?!\w)|&(?=#?\w+;)|\{(?=\{)"
)
LINE_MARK = re.compile(r"\d+(?=[.)](?:\s|$))|(?=#|>|[-+:](?:\s|$)|--|==|~~|\|)")
DIGITS = {
    "sub": str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"),
    "sup": str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ"),
}


def parsed(html: str, item: Item) -> BeautifulSoup:
    """The HTML as a tree with whole paragraphs, and only elements that Markdown has."""
    soup = BeautifulSoup(PRIVATE.sub("", html).replace("\r\n", "\n"), "html.parser")
    for hidden in soup.find_all(string=lambda text: isinstance(text, PreformattedString)):
        hidden.extract()
    for name in REMOVED:
        for element in soup.find_all(name):
            element.decompose()
            if name not in SILENT:
                item.note("element-removed", f"<{name}>")
    for container in [soup, *soup.find_all(["div", "blockquote", "section", "article"])]:
        _add_paragraphs(soup, container)
    _mend_lists(soup)
    _mend_inline(soup)
    _mend_tables(soup, item)
    for heading in soup.find_all(["h1", "h2", "h3", "h4", "h5", "h6"]):
        if not heading.get_text(strip=True) and not heading.find("img"):
            heading.decompose()
    return soup


def _add_paragraphs(soup: BeautifulSoup, container: Tag) -> None:
    """Wrap loose text in `<p>`; an empty line ends a paragraph, a line end is a `<br>`."""
    paragraph: list[PageElement] = []

    def end() -> None:
        while paragraph and _is_blank(paragraph[-1]):
            paragraph.pop().extract()
        if paragraph:
            wrapper = soup.new_tag("p")
            paragraph[0].insert_before(wrapper)
            wrapper.extend(paragraph)
        paragraph.clear()

    for child in list(container.children):
        if isinstance(child, Tag) and (child.name in BLOCKS or child.find(list(BLOCKS))):
            end()
        elif isinstance(child, NavigableString):
            for number, part in enumerate(BLANK_LINE.split(str(child))):
                if number:
                    end()
                for line_number, line in enumerate(part.split("\n")):
                    if line_number and paragraph:
                        paragraph.append(_before(child, soup.new_tag("br")))
                    if line.strip() or paragraph:
                        paragraph.append(_before(child, NavigableString(line)))
            child.extract()
        elif paragraph or not _is_blank(child):
            paragraph.append(child)
    end()


def _before(place: NavigableString, new: Tag | NavigableString) -> Tag | NavigableString:
    place.insert_before(new)
    return new


def _is_blank(node: PageElement) -> bool:
    return not str(node).strip() if isinstance(node, NavigableString) else _is_break(node)


def _is_break(node: object) -> bool:
    return isinstance(node, Tag) and node.name == "br"


def _mend_lists(soup: BeautifulSoup) -> None:
    """Put a list that stands between the items of another into the item above it."""
    for inner in soup.find_all(["ul", "ol"]):
        above = inner.find_previous_sibling("li")
        if inner.parent and inner.parent.name in ("ul", "ol"):
            inner.wrap(soup.new_tag("li")) if above is None else above.append(inner.extract())


def _mend_inline(soup: BeautifulSoup) -> None:
    """Unwrap emphasis around blocks, and the same emphasis twice."""
    for element in soup.find_all(INLINE):
        names = ["b", "strong"] if element.name in ("b", "strong") else ["i", "em"]
        is_double = element.name != "a" and element.find_parent(names)
        if is_double or element.find(list(BLOCKS)):
            element.unwrap()


def _mend_tables(soup: BeautifulSoup, item: Item) -> None:
    """Tables in tables become text; a cell over several rows gets empty cells below it."""
    for table in soup.find_all("table"):
        if table.find("table"):
            item.note("table-flattened")
            for part in table.find_all(["tr", "td", "th", "tbody", "thead"]):
                if part.find_parent("table") is table:
                    part.name = "div"
            table.name = "div"
            continue
        if caption := table.find("caption"):
            caption.name = "p"
            table.insert_before(caption.extract())
        if table.find(["td", "th"], attrs={"colspan": True}) or _split_rows(soup, table):
            item.note("cells-split")
        if table.find(["ul", "ol", "h2", "h3", "h4", "blockquote", "pre"]):
            item.note("table-flattened")


def _split_rows(soup: BeautifulSoup, table: Tag) -> bool:
    """Whether a cell stood in several rows."""
    cells = table.find_all(["td", "th"], attrs={"rowspan": re.compile(r"^([2-9]|\d\d)$")})
    for cell in cells:
        index = len(cell.find_previous_siblings(["td", "th"]))
        row = cell.parent
        for below in row.find_next_siblings("tr")[: int(str(cell["rowspan"])) - 1] if row else ():
            below.insert(index, soup.new_tag("td"))
    return bool(cells)


def name_lost(soup: BeautifulSoup, item: Item) -> None:
    """Unwrap the elements that Markdown does not have, and report those with a meaning."""
    for element in soup.find_all(True):
        if digits := DIGITS.get(element.name):
            text = element.get_text()
            if all(ord(sign) in digits for sign in text):
                element.replace_with(text.translate(digits))
                continue
        if element.name not in KEPT | PLAIN or element.name in DIGITS:
            item.note("markup-lost", f"<{element.name}>")
        if element.name not in KEPT:
            element.name = "div" if element.name in BLOCKS else "span"


def mark_escapes(soup: BeautifulSoup) -> None:
    """Put ESCAPE before each character of the text that Markdown would read as a mark."""
    soup.smooth()
    for text in soup.find_all(string=True):
        parents = {parent.name for parent in text.parents}
        if isinstance(text, Comment) or parents & {"pre", "code", "kbd", "samp"}:
            continue
        shown = ADDRESS_OR_MARK.sub(_escaped, SPACE.sub(" ", str(text)))
        if parents & {"td", "th"}:
            shown = shown.replace("|", f"{ESCAPE}|")
        elif _begins_line(text):
            body = shown.lstrip(" ")
            shown = (
                LINE_MARK.sub(rf"\g<0>{ESCAPE}", body, count=1) if LINE_MARK.match(body) else body
            )
        text.replace_with(shown)


def _escaped(match: re.Match[str]) -> str:
    return match[0] if len(match[0]) > 1 else f"{ESCAPE}{match[0]}"


def _begins_line(node: Tag | NavigableString) -> bool:
    """Whether a text stands at the start of a line of its block."""
    before = node.previous_sibling
    while isinstance(before, NavigableString) and not before.strip():
        before = before.previous_sibling
    if before is not None:
        return _is_break(before)
    parent = node.parent
    return parent is None or parent.name in BLOCKS or not parent.name or _begins_line(parent)
