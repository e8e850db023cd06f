"""The Markdown we speak: headings, lists, tables, footnotes, links and pictures; no raw HTML.

Links and pictures become slots (contract.body), so a body can be converted before anybody knows
where anything stands. nh3 is the second lock behind the rules here.
"""

import html
import re
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.tables import TableExtension
from markdown.extensions.toc import TocExtension
from markdown.inlinepatterns import HTML_RE, InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from newsroom.contract.body import PAGE_ANCHORS, SLOT, Body, Target, slot
from newsroom.contract.compressed_text import packed
from newsroom.contract.slug import slugify
from newsroom.reading.files import CONTROL
from newsroom.reading.masking import without_comments

FOOTNOTES = ("#fn:", "#fnref")
CELLS = {"th", "td"}
ATTRIBUTES = {
    "*": {"id"},
    "a": {"href", "title", "class"},
    "img": {"src", "alt", "title"},
    "data": {"value"},
    "ol": {"start"},
    "div": {"class"},
    "code": {"class"},
    "th": {"data-align"},
    "td": {"data-align"},
}
TAGS = {
    *(tag for tag in ATTRIBUTES if tag != "*"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "p", "ul", "li", "blockquote", "pre", "hr", "br"),
    *("em", "strong", "sup", "del", "table", "thead", "tbody", "tr", "dl", "dt", "dd"),
}
SCHEMES = {"https", "mailto", "tel", "webcal", "target"}
SLOTS = re.compile(
    r'(?P<a><a (?:[^>]* )?href=")target:(?P<link>\d+)(?=")'
    r'|(?P<open><p>)?<img [^>]*?src="target:(?P<picture>\d+)"[^>]*>(?(open)</p>)'
    r'|<data value="target:(?P<figure>\d+)"></data>'
)
ENTITY = re.compile(r"&(#\d+|#x[0-9a-f]+|\w+);", re.IGNORECASE)
# A wide table scrolls within itself, also from the keyboard (WCAG 2.2, 2.1.1).
TABLE_OPEN = "<table>", '<div class="table" role="region" aria-label="Tabell" tabindex="0"><table>'
TABLE_CLOSE = "</table>", "</table></div>"
CODE = re.compile(r"<(code|pre)>.*?</\1>|<code class.*?</code>", re.DOTALL)
PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
MARKUP = re.compile(r"<sup.*?</sup>|<[^>]+>", re.DOTALL)


@dataclass(slots=True)
class Found:
    """What a conversion came upon, in the order of the text."""

    targets: list[Target] = field(default_factory=list)
    faults: list[tuple[str, str]] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)

    def target(self, **said: str) -> str:
        """The stand-in address of one more target; its kind is settled afterwards."""
        self.targets.append(Target(kind=said.pop("kind", "address"), line=0, **said))
        return f"target:{len(self.targets) - 1}"


class Dialect:
    """One converter for many texts; building one costs more than converting a short text."""

    def __init__(self) -> None:
        self.found = Found()
        self._markdown = Markdown(
            output_format="html",
            extensions=[
                *("fenced_code", "sane_lists", "def_list"),
                TableExtension(use_align_attribute=True),
                FootnoteExtension(BACKLINK_TITLE="Tilbake til teksten"),
                TocExtension(marker="", slugify=lambda heading, _: _anchor(heading)),
                _Ours(self),
            ],
        )  # fmt: skip

    def convert(self, text: str) -> tuple[Body, Found]:
        """The body of `text`, its targets as written and without lines, and what is wrong."""
        self.found = Found()
        self._markdown.reset()
        raw = self._markdown.convert(text)
        clean = nh3.clean(raw, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None)
        if CONTROL.search(clean):
            self.found.faults.append(("file-character", "&#"))
            clean = CONTROL.sub("", clean)
        if "&lt;!--" in CODE.sub("", clean):
            self.found.faults.append(("comment-open", "<!--"))
        pictures = SLOTS.finditer(clean) if "<img" in clean else ()
        blocks = {int(found["picture"]) for found in pictures if found["open"]}
        found = self.found
        body = Body(
            packed=packed(SLOTS.sub(_slotted, clean).replace(*TABLE_OPEN).replace(*TABLE_CLOSE)),
            anchors=frozenset(found.anchors),
            targets=tuple(replace(t, is_block=i in blocks) for i, t in enumerate(found.targets)),
        )
        return replace(body, plain=_opening(body)), found


def _opening(body: Body) -> str:
    """The first paragraph without markup; a figure keeps its slot."""
    first = PARAGRAPH.search(body.html)
    words = html.unescape(MARKUP.sub("", first[1])) if first else ""
    slots = (SLOT.sub(lambda found: found[0] * _is_figure(body, found), words)).split()
    return " ".join(slots)


def _is_figure(body: Body, found: re.Match[str]) -> bool:
    return body.targets[int(found[1])].kind == "figure"


def _slotted(found: re.Match[str]) -> str:
    return (found["a"] or "") + slot(int(found["link"] or found["picture"] or found["figure"]))


def _anchor(heading: str) -> str:
    """The id of a heading, which may not be one that the page around it has."""
    slug = slugify(heading) or "avsnitt"
    return f"avsnitt-{slug}" if slug in PAGE_ANCHORS else slug


def _plain(attribute: str) -> str:
    """An attribute as it was meant: `&amp;` is an ampersand, `&copy=` a parameter."""
    return ENTITY.sub(lambda found: html.unescape(found[0]), attribute)


class _Ours(Extension):
    """Our rules, in place of Python-Markdown's pass-through of raw HTML."""

    def __init__(self, dialect: Dialect) -> None:
        super().__init__()
        self.dialect = dialect

    def extendMarkdown(self, md: Markdown) -> None:
        md.preprocessors.deregister("html_block")
        md.preprocessors.register(_Comments(md, self.dialect), "comments", 20)
        md.inlinePatterns.deregister("html")
        md.inlinePatterns.register(_RawHtml(HTML_RE, self.dialect), "html", 90)
        md.inlinePatterns.register(_Mail(MAIL, md), "automail", 110)
        md.inlinePatterns.register(_Figures(FIGURE, self.dialect), "figures", 175)
        md.treeprocessors.register(_Targets(md, self.dialect), "targets", 1)


class _Comments(Preprocessor):
    """Drops HTML comments, which may hold a newsroom's notes."""

    def __init__(self, md: Markdown, dialect: Dialect) -> None:
        super().__init__(md)
        self.dialect = dialect

    def run(self, lines: list[str]) -> list[str]:
        text, is_open = without_comments("\n".join(lines))
        if is_open:
            self.dialect.found.faults.append(("comment-open", "<!--"))
        return text.split("\n")


class _RawHtml(InlineProcessor):
    """Refuses a tag by name."""

    def __init__(self, pattern: str, dialect: Dialect) -> None:
        super().__init__(pattern)
        self.dialect = dialect

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:
        faults, tag = self.dialect.found.faults, m.group(0)
        opening = "<" + tag.removeprefix("</").rstrip(">")
        if not any(tag.startswith("</") and said.startswith(opening) for _, said in faults):
            faults.append(("html-raw", tag))
        return "", m.start(0), m.end(0)


class _Mail(InlineProcessor):
    """`<post@example.org>` as a plain link; Python-Markdown would write it in entities."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:
        link = Element("a", href=f"mailto:{m.group(1)}")
        link.text = AtomicString(m.group(1))
        return link, m.start(0), m.end(0)


MAIL = r"<(?:mailto:)?([^<>@ ]+@[^<>@ ]+)>"
FIGURE = r"\{\{ *figures\.([^\s{}]+) *\}\}"


class _Figures(_RawHtml):
    """`{{ figures.<name> }}`: a number that is filled in with the year's own."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:
        element = Element("data")
        element.set(
            "value", self.dialect.found.target(kind="figure", name=m.group(1), written=m.group(0))
        )
        return element, m.start(0), m.end(0)


class _Targets(Treeprocessor):
    """Takes links and pictures out of the tree, and mends what HTML would not have."""

    def __init__(self, md: Markdown, dialect: Dialect) -> None:
        super().__init__(md)
        self.dialect = dialect

    def run(self, root: Element) -> None:
        found = self.dialect.found
        for element in root.iter():
            if element.tag == "h1":
                element.tag = "h2"
            if identity := element.get("id"):
                found.anchors.add(identity)
            if element.tag == "a" and not element.get("href", "").startswith(FOOTNOTES):
                written = _plain(element.get("href", ""))
                element.set("href", found.target(name=written, written=written))
            elif element.tag == "img":
                self._picture(element)
            elif element.tag in CELLS and (align := element.attrib.pop("align", "")):
                element.set("data-align", align)

    def _picture(self, element: Element) -> None:
        written = _plain(element.get("src", ""))
        said = {"alt": _plain(element.get("alt", "")), "title": _plain(element.get("title", ""))}
        element.set(
            "src", self.dialect.found.target(kind="picture", name=written, written=written, **said)
        )
