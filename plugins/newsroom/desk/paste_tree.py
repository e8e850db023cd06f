"""Reads pasted HTML as a tree in which lists, bold and headings are elements, as in plain HTML."""

import re
from collections.abc import Mapping

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PreformattedString, Tag

from newsroom.commands.importing.html_pass import flatten

WORD_LIST = re.compile(r"mso-list:\s*l\d+\s+level(\d+)")
NUMBERED = re.compile(r"\s*\(?(?:(\d+)|[a-zA-Z]|[ivxIVX]+)[.)]")
BOLD = re.compile(r"font-weight:\s*(bold|[6-9]00)")
NOT_BOLD = re.compile(r"font-weight:\s*(normal|[1-5]00)")
ITALIC = re.compile(r"font-style:\s*italic")
COLOURED = re.compile(r"(?<![\w-])(color|background(-color)?|font(-family|-size)?):")
UNSEEN = re.compile(r"display:\s*none|mso-hide:\s*all")
INVISIBLE_ELEMENTS = ["head", "meta", "link", "title", "xml"]
# Comments in the margin of Word and Google Docs with their marks, and what tracked changes deleted.
COMMENTS = (
    "[style*='mso-element:comment'], .MsoCommentReference, .msocomanchor, a[href^='#_msocom'], "
    "sup:has(> a[href^='#cmnt']), div:has(> p):has(a[href^='#cmnt_ref'])"
)
DELETED = "del[datetime]"
PLAIN = {"span", "font", "ins"}
HEADINGS = ["h1", "h2", "h3", "h4", "h5"]
SPACES = re.compile(r"[ \t\r\n\f]+")


def tree(html: str) -> tuple[BeautifulSoup, Mapping[str, int]]:
    """The tree, and how many there were of what it leaves out, by the code of its sentence."""
    soup = BeautifulSoup(html, "html.parser")
    for text in soup.find_all(string=True):
        if isinstance(text, PreformattedString):
            text.extract()
        elif not text.find_parent("pre"):
            text.replace_with(NavigableString(SPACES.sub(" ", text)))
    styled = soup.select("[style]")
    coloured = [*filter(COLOURED.search, map(_style, styled)), *soup.find_all("font")]
    _without(soup.find_all(INVISIBLE_ELEMENTS))
    _without([element for element in styled if UNSEEN.search(_style(element))])
    lost = {
        "comments": _without(soup.select(COMMENTS)),
        "deleted": _without(soup.select(DELETED)),
        "pictures": len(soup.select("img:not([width='0'], [width='1'])")),
        "colours": len(coloured),
    }
    _make_lists(soup)
    _make_emphasis(soup)
    for element in soup.select("p.MsoTitle"):
        element.name = "h1"
    for element in soup.find_all(HEADINGS) if soup.h1 else ():
        element.name = f"h{int(element.name[1]) + 1}"
    for layout in soup.select("table[role=presentation]"):
        flatten(layout)
    return soup, lost


def _style(element: Tag) -> str:
    return str(element.get("style") or "")


def _without(elements: list[Tag]) -> int:
    """Take elements out of their tree; how many there were."""
    for element in elements:
        if not element.decomposed:  # with one around it
            element.decompose()
    return len(elements)


def _make_lists(soup: BeautifulSoup) -> None:
    """Write the lists of Word, which are paragraphs with a mark and a level, as lists."""
    stack: list[tuple[int, Tag]] = []
    for point in soup.find_all("p", style=WORD_LIST):
        marks = point.find_all(style=re.compile("mso-list: *ignore", re.IGNORECASE))
        if not marks:
            continue
        number = NUMBERED.match("".join(mark.get_text() for mark in marks))
        _without(marks)
        if stack and point.find_previous_sibling(True) is not stack[0][1]:
            stack = []
        level = int(WORD_LIST.findall(_style(point))[0])
        while stack and stack[-1][0] > level:
            stack.pop()
        name = "ol" if number else "ul"
        if stack and stack[-1][0] == level and stack[-1][1].name != name:
            stack.pop()
        if not stack or stack[-1][0] < level:
            made = soup.new_tag(name, attrs={"start": number[1]} if number and number[1] else {})
            if stack:
                stack[-1][1].find_all("li", recursive=False)[-1].append(made)
            else:
                point.insert_before(made)
            stack.append((level, made))
        stack[-1][1].append(point.extract())
        point.name = "li"


def _make_emphasis(soup: BeautifulSoup) -> None:
    """Write bold and italic of styles as elements, one where several touch; in headings none."""
    for element in soup.select("[style]"):
        style = _style(element)
        if element.name in ("b", "strong") and NOT_BOLD.search(style):
            element.name = "span"
        for name, pattern in (("b", BOLD), ("i", ITALIC)):
            if pattern.search(style):
                inner = soup.new_tag(name)
                inner.extend(list(element.contents))
                element.append(inner)
    for element in soup.find_all(lambda e: e.name in PLAIN or ":" in e.name):
        element.unwrap()
    for element in soup.select(", ".join(f"{h} :is(b, strong, i, em)" for h in HEADINGS)):
        element.unwrap()
    for element in soup.find_all(["b", "strong", "i", "em"]):
        while isinstance(after := element.next_sibling, Tag) and after.name == element.name:
            element.extend(list(after.extract().contents))
