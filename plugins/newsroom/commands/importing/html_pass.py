"""Prepares the HTML of other programs for its conversion to Markdown."""

import re

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, PreformattedString, Tag

from newsroom.commands.importing.items import Item

# Begin and end a line of their own; pictures and frames become paragraphs.
BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table",
    "td", "th", "tr", "ul", "iframe", "img", "video", "audio", "embed",
})  # fmt: skip
# Removed with all that is in them; the first two say nothing to readers.
REMOVED = ["script", "style", "noscript", "form", "object", "template", "svg", "math"]
SILENT = REMOVED[:2]
HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
CELLS = ["td", "th"]
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
ADDRESS_OR_MARK = re.compile(
    r"(https?://[^\s<>]+)|[\\`*\[]|<(?=[\w/!?])|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|\{(?=\{)"
)
LINE_MARK = re.compile(r"\d+(?=[.)](?:\s|$))|(?=#|>|[-+:](?:\s|$)|--|==|~~|\|)")


def parsed(html: str, item: Item) -> BeautifulSoup:
    """The HTML as a tree without what no reader sees, and with tables that Markdown has."""
    text = CONTROL.sub("", html).replace("\r\n", "\n")
    # Beautiful Soup would take away the empty lines between elements.
    kept = {"body"}
    soup = BeautifulSoup(f"<body>{text}</body>", "html.parser", preserve_whitespace_tags=kept)
    for hidden in soup.find_all(string=lambda text: isinstance(text, PreformattedString)):
        hidden.extract()
    for element in soup.find_all(REMOVED):
        if element.decomposed:  # with one around it
            continue
        if element.name not in SILENT:
            item.note("element-removed", f"<{element.name}>")
        element.decompose()
    _name_notes(soup)
    for extra in soup.select("a.footnote-backref, div.footnote > hr"):
        extra.decompose()
    for frame in soup.find_all(class_="wp-block-embed__wrapper"):
        item.note("embed-linked", frame.get_text(strip=True))
    for block in soup.find_all("pre"):
        _take_markup(block, item)
    for table in soup.find_all("table"):
        _mend_table(soup, table, item)
    for picture in soup.select(", ".join(f"{name} img" for name in HEADINGS)):
        if heading := picture.find_parent(HEADINGS):
            heading.insert_after(picture.extract())
    soup.smooth()
    return soup


def _name_notes(soup: BeautifulSoup) -> None:
    """Write the footnotes of WordPress as Python-Markdown does, with numbers in their order."""
    notes = soup.select(".wp-block-footnotes > li[id]")
    numbers = {str(note["id"]): number for number, note in enumerate(notes, 1)}
    for note in notes:
        for back in note.find_all("a", href=f"#{note['id']}-link"):
            back.decompose()
        note["id"] = f"fn:{numbers[str(note['id'])]}"
    for block in soup.select(".wp-block-footnotes"):
        block["class"] = "footnote"
    for mark in soup.select("sup[data-fn]"):
        if (link := mark.a) and (number := numbers.get(str(mark["data-fn"]))):
            link["class"], link["href"] = "footnote-ref", f"#fn:{number}"


def _take_markup(block: Tag, item: Item) -> None:
    """Leave the text of a `<pre>` alone; Markdown has no markup in it."""
    for element in block.find_all(True):
        if element.name == "br":
            element.replace_with("\n")
        elif element.name not in ("code", "span"):
            item.note("markup-lost", f"<pre><{element.name}>")
    block.string = block.get_text()


def _mend_table(soup: BeautifulSoup, table: Tag, item: Item) -> None:
    """A table around a table becomes text; a cell over several rows gets empty cells below it."""
    if table.find("table"):
        item.note("table-flattened")
        flatten(table)
        return
    if caption := table.find("caption"):
        caption.name = "p"
        table.insert_before(caption.extract())
    tall = table.find_all(CELLS, attrs={"rowspan": re.compile(r"^([2-9]|\d\d)$")})
    for cell in tall:
        index = len(cell.find_previous_siblings(CELLS))
        rows = cell.parent.find_next_siblings("tr") if cell.parent else []
        for below in rows[: int(str(cell["rowspan"])) - 1]:
            below.insert(index, soup.new_tag("td"))
    if tall or table.find(CELLS, attrs={"colspan": True}):
        item.note("cells-split")
    if table.find(["ul", "ol", "h2", "h3", "h4", "blockquote", "pre"]):
        item.note("table-flattened")


def flatten(table: Tag) -> None:
    """Make the parts of a table blocks; tables within it stay."""
    for part in table.find_all(["tr", "tbody", "thead", *CELLS]):
        if part.find_parent("table") is table:
            part.name = "div"
    table.name = "div"


def begins_line(node: Tag | NavigableString) -> bool:
    """Whether a text can stand at the start of a line of its block."""
    before: PageElement | None = node.previous_sibling
    while isinstance(before, NavigableString):
        if before.strip() or "\n" in before:
            return before.rstrip(" \t").endswith("\n")
        before = before.previous_sibling
    if isinstance(before, Tag):
        return before.name == "br" or before.name in BLOCKS
    parent = node.parent
    return parent is None or parent.name in BLOCKS or begins_line(parent)


def escaped(text: str, *, is_first: bool = True) -> str:
    """The text with a backslash before each character that Markdown would read as a mark.

    `is_first` says whether it begins a line.
    """
    shown = ADDRESS_OR_MARK.sub(lambda match: match[1] or f"\\{match[0]}", text)
    mark = LINE_MARK.match(shown) if is_first else None
    return f"{mark[0]}\\{shown[mark.end() :]}" if mark else shown
