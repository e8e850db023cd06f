"""Configures Python-Markdown: headings, lists, tables, footnotes, links and pictures; no raw HTML.

Links and pictures become slots (contract.body), so a text is converted before the addresses are
known. nh3 cleans the result, in case a rule here lets HTML through.
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

from newsroom.contract.body import PAGE_ANCHORS, SLOT, Body, Target, TargetKind, slot
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
# A wide table scrolls on its own; tabindex lets the keyboard scroll it (WCAG 2.2, 2.1.1).
TABLE_OPEN = "<table>", '<div class="table" role="region" aria-label="Tabell" tabindex="0"><table>'
TABLE_CLOSE = "</table>", "</table></div>"
CODE = re.compile(r"<(code|pre)>.*?</\1>|<code class.*?</code>", re.DOTALL)
PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
MARKUP = re.compile(r"<sup.*?</sup>|<[^>]+>", re.DOTALL)


@dataclass(slots=True)
class Conversion:
    """What one conversion collects, in the order of the text.

    Each of `faults` is a problem code and the faulty part of the text.
    """

    targets: list[Target] = field(default_factory=list)
    faults: list[tuple[str, str]] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)

    def placeholder(
        self, kind: TargetKind, name: str, written: str, alt: str = "", title: str = ""
    ) -> str:
        """Adds a target without its line; returns the URL that stands for it until the end."""
        self.targets.append(Target(kind, name, 0, written, alt=alt, title=title))
        return f"target:{len(self.targets) - 1}"


class MarkdownConverter:
    """Converts many texts; to make one takes longer than to convert a short text."""

    def __init__(self) -> None:
        self.conversion = Conversion()
        self._markdown = Markdown(
            output_format="html",
            extensions=[
                *("fenced_code", "sane_lists", "def_list"),
                TableExtension(use_align_attribute=True),
                FootnoteExtension(BACKLINK_TITLE="Tilbake til teksten"),
                TocExtension(marker="", slugify=lambda heading, _: _anchor(heading)),
                _SiteRules(self),
            ],
        )  # fmt: skip

    def convert(self, text: str) -> tuple[Body, list[tuple[str, str]]]:
        """The body of `text`, its targets as written and without lines, and its faults."""
        self.conversion = conversion = Conversion()
        self._markdown.reset()
        raw = self._markdown.convert(text)
        clean = nh3.clean(raw, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None)
        if CONTROL.search(clean):
            conversion.faults.append(("file-character", "&#"))
            clean = CONTROL.sub("", clean)
        if "&lt;!--" in CODE.sub("", clean):
            conversion.faults.append(("comment-open", "<!--"))
        pictures = SLOTS.finditer(clean) if "<img" in clean else ()
        blocks = {int(match["picture"]) for match in pictures if match["open"]}
        targets = enumerate(conversion.targets)
        body = Body(
            packed=packed(SLOTS.sub(_slot, clean).replace(*TABLE_OPEN).replace(*TABLE_CLOSE)),
            anchors=frozenset(conversion.anchors),
            targets=tuple(replace(target, is_block=i in blocks) for i, target in targets),
        )
        return replace(body, plain=_first_paragraph(body)), conversion.faults


def _first_paragraph(body: Body) -> str:
    """The first paragraph as plain text; of its slots only those of figures remain."""
    first = PARAGRAPH.search(body.html)
    text = html.unescape(MARKUP.sub("", first[1])) if first else ""
    text = SLOT.sub(lambda match: match[0] * _is_figure(body, match), text)
    return " ".join(text.split())


def _is_figure(body: Body, match: re.Match[str]) -> bool:
    return body.targets[int(match[1])].kind == "figure"


def _slot(match: re.Match[str]) -> str:
    return (match["a"] or "") + slot(int(match["link"] or match["picture"] or match["figure"]))


def _anchor(heading: str) -> str:
    """The id of a heading; never an id that the page around the text has."""
    slug = slugify(heading) or "avsnitt"
    return f"avsnitt-{slug}" if slug in PAGE_ANCHORS else slug


def _unescaped(attribute: str) -> str:
    """An attribute with complete entities decoded: `&amp;` is decoded, `&copy=` is not."""
    return ENTITY.sub(lambda match: html.unescape(match[0]), attribute)


class _SiteRules(Extension):
    """Replaces Python-Markdown's rule that lets raw HTML through, and adds the rules below."""

    def __init__(self, converter: MarkdownConverter) -> None:
        super().__init__()
        self.converter = converter

    def extendMarkdown(self, md: Markdown) -> None:
        md.preprocessors.deregister("html_block")
        md.preprocessors.register(_Comments(md, self.converter), "comments", 20)
        md.inlinePatterns.deregister("html")
        md.inlinePatterns.register(_RawHtml(HTML_RE, self.converter), "html", 90)
        md.inlinePatterns.register(_MailLink(MAIL, md), "automail", 110)
        md.inlinePatterns.register(_Figures(FIGURE, self.converter), "figures", 175)
        md.treeprocessors.register(_Targets(md, self.converter), "targets", 1)


class _Comments(Preprocessor):
    """Removes HTML comments, which may have internal notes."""

    def __init__(self, md: Markdown, converter: MarkdownConverter) -> None:
        super().__init__(md)
        self.converter = converter

    def run(self, lines: list[str]) -> list[str]:
        text, is_open = without_comments("\n".join(lines))
        if is_open:
            self.converter.conversion.faults.append(("comment-open", "<!--"))
        return text.split("\n")


class _InlineRule(InlineProcessor):
    """A rule for inline text that adds to the current conversion."""

    def __init__(self, pattern: str, converter: MarkdownConverter) -> None:
        super().__init__(pattern)
        self.converter = converter


class _RawHtml(_InlineRule):
    """Removes each HTML tag and reports it; a closing tag only without its opening tag."""

    # Python-Markdown's InlineProcessor changes the signature of its own base class like this.
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]
        faults, tag = self.converter.conversion.faults, m.group(0)
        opening = "<" + tag.removeprefix("</").rstrip(">")
        if not any(tag.startswith("</") and other.startswith(opening) for _, other in faults):
            faults.append(("html-raw", tag))
        return "", m.start(0), m.end(0)


class _MailLink(InlineProcessor):
    """Makes a plain link of `<post@example.org>`; Python-Markdown would write it in entities."""

    # As in _RawHtml.
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]
        link = Element("a", href=f"mailto:{m.group(1)}")
        link.text = AtomicString(m.group(1))
        return link, m.start(0), m.end(0)


MAIL = r"<(?:mailto:)?([^<>@ ]+@[^<>@ ]+)>"
FIGURE = r"\{\{ *figures\.([^\s{}]+) *\}\}"


class _Figures(_InlineRule):
    """Makes a target of `{{ figures.<name> }}`, a number of the year that pages fill in."""

    # As in _RawHtml.
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]
        value = self.converter.conversion.placeholder("figure", m.group(1), m.group(0))
        return Element("data", value=value), m.start(0), m.end(0)


class _Targets(Treeprocessor):
    """Makes targets of links and pictures; turns h1 into h2, and `align` into a data attribute."""

    def __init__(self, md: Markdown, converter: MarkdownConverter) -> None:
        super().__init__(md)
        self.converter = converter

    def run(self, root: Element) -> None:
        conversion = self.converter.conversion
        for element in root.iter():
            if element.tag == "h1":
                element.tag = "h2"
            if anchor := element.get("id"):
                conversion.anchors.add(anchor)
            if element.tag == "a" and not element.get("href", "").startswith(FOOTNOTES):
                url = _unescaped(element.get("href", ""))
                element.set("href", conversion.placeholder("address", url, url))
            elif element.tag == "img":
                src, alt, title = (_unescaped(element.get(a, "")) for a in ("src", "alt", "title"))
                element.set("src", conversion.placeholder("picture", src, src, alt, title))
            elif element.tag in CELLS and (align := element.attrib.pop("align", "")):
                element.set("data-align", align)
