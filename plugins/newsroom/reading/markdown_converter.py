"""Converts Markdown to HTML: headings, lists, tables, footnotes, links and pictures; no raw HTML.

Links and pictures become slots (contract.body). nh3 cleans the HTML, in case a rule of
`markdown_rules` lets something through.
"""

import html
import re
from dataclasses import replace

import nh3
from markdown import Markdown
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.tables import TableExtension
from markdown.extensions.toc import TocExtension
from markdown.inlinepatterns import HTML_RE, HtmlInlineProcessor, SimpleTextInlineProcessor

from newsroom.contract.body import PAGE_ANCHORS, SLOT, Body, slot
from newsroom.contract.problems import packed
from newsroom.contract.slug import slugify
from newsroom.reading.files import CONTROL
from newsroom.reading.markdown_rules import Conversion, SiteRules

ATTRIBUTES = {
    "*": {"id"},
    "a": {"href", "title", "class"},
    "img": {"src", "alt", "title"},
    "data": {"value"},
    "ol": {"start"},
    "div": {"class"},
    "code": {"class"},
    "span": {"lang", "dir"},
    "th": {"data-align"},
    "td": {"data-align"},
}
TAGS = {
    *(tag for tag in ATTRIBUTES if tag != "*"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "p", "ul", "li", "blockquote", "pre", "hr", "br"),
    *("em", "strong", "sup", "del", "table", "thead", "tbody", "tr", "dl", "dt", "dd"),
}
SCHEMES = {"https", "http", "mailto", "tel", "webcal", "target"}
CLEANER = nh3.Cleaner(tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None)
SLOTS = re.compile(
    r'(?P<a><a (?:[^>]* )?href=")target:(?P<link>\d+)(?=")'
    r'|(?P<open><p>)?<img [^>]*?src="target:(?P<picture>\d+)"[^>]*>(?(open)</p>)'
    r'|<data value="target:(?P<figure>\d+)"></data>'
)
# A wide table scrolls on its own; tabindex lets the keyboard scroll it (WCAG 2.2, 2.1.1). Pages
# give it a name in their language.
TABLE_OPEN = "<table>", '<div class="table" role="region" aria-label="" tabindex="0"><table>'
TABLE_CLOSE = "</table>", "</table></div>"
# `*` inside a word, as in `skuespiller*inne`.
STAR = r"((?<=\w)\*+(?=\w))"
CODE = re.compile(r"<(code|pre)>.*?</\1>|<code class.*?</code>", re.DOTALL)
PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
MARKUP = re.compile(r"<sup.*?</sup>|<[^>]+>", re.DOTALL)


class MarkdownConverter:
    """Converts many texts; to make one takes longer than to convert a short text.

    With `is_inline`, a text is as people write it without thinking of Markdown: lists, headings and
    other blocks stay text, and so do tags, comments and a `*` inside a word. With `keeps_tags`,
    `raw` has the tags of the text too.
    """

    def __init__(self, *, is_inline: bool = False, keeps_tags: bool = False) -> None:
        self._rules = SiteRules()
        self._markdown = Markdown(
            output_format="html",
            extensions=[
                *("fenced_code", "sane_lists", "def_list"),
                TableExtension(use_align_attribute=True),
                FootnoteExtension(BACKLINK_TITLE="Tilbake til teksten"),
                TocExtension(marker="", slugify=lambda heading, _: _anchor(heading)),
                self._rules,
            ],
        )  # fmt: skip
        if keeps_tags:
            tags = HtmlInlineProcessor(HTML_RE, self._markdown)
            self._markdown.inlinePatterns.register(tags, "html", 90)
        if is_inline:
            for name in [rule.name for rule in self._markdown.parser.blockprocessors._priority]:
                if name not in ("empty", "paragraph"):
                    self._markdown.parser.blockprocessors.deregister(name)
            self._markdown.preprocessors.deregister("comments")
            self._markdown.inlinePatterns.deregister("html")
            self._markdown.inlinePatterns.register(SimpleTextInlineProcessor(STAR), "star", 175)

    def raw(self, text: str) -> tuple[str, Conversion]:
        """The HTML of `text` before it is cleaned, and what its conversion collected."""
        self._rules.conversion = conversion = Conversion()
        self._markdown.reset()
        return self._markdown.convert(text), conversion

    def convert(self, text: str) -> tuple[Body, list[tuple[str, str]]]:
        """The body of `text`, its targets as written and without lines, and its faults."""
        raw, conversion = self.raw(text)
        clean = CLEANER.clean(raw)
        if CONTROL.search(clean):
            conversion.faults.append(("file-character", "&#"))
            clean = CONTROL.sub("", clean)
        if "comments" in self._markdown.preprocessors and "&lt;!--" in CODE.sub("", clean):
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
    figures = {index for index, target in enumerate(body.targets) if target.kind == "figure"}
    text = SLOT.sub(lambda match: match[0] if int(match[1]) in figures else "", text)
    return " ".join(text.split())


def _slot(match: re.Match[str]) -> str:
    return (match["a"] or "") + slot(int(match["link"] or match["picture"] or match["figure"]))


def _anchor(heading: str) -> str:
    """The id of a heading; never an id that the page around the text has."""
    slug = slugify(heading) or "avsnitt"
    return f"avsnitt-{slug}" if slug in PAGE_ANCHORS else slug
