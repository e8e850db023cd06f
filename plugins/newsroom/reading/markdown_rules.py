"""The rules that an extension adds to Python-Markdown: no raw HTML, no comments, targets of links.

A link or picture becomes a target with a placeholder, so that a text can be converted before the
addresses are known. A backslash escapes any ASCII punctuation character (CommonMark 0.31, 2.4),
and at the end of a line it breaks it (6.7).
"""

import html
import re
import string
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import AUTOLINK_RE, HTML_RE, InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, INLINE_PLACEHOLDER_RE, STX, AtomicString
from pydantic_core import PydanticCustomError

from newsroom.contract.body import Target, TargetKind
from newsroom.contract.fields import language_tag
from newsroom.reading.masking import without_comments

FOOTNOTES = ("#fn:", "#fnref")
CELLS = {"th", "td"}
ENTITY = re.compile(r"&(#\d+|#x[0-9a-f]+|\w+);", re.IGNORECASE)
# How Python-Markdown keeps the character after a backslash until the end of the conversion.
ESCAPED = re.compile(f"{STX}(\\d+){ETX}")
BACKSLASH = re.compile(rf"\\([{re.escape(string.punctuation)}])")
MAIL = rf"<(?:mailto:)?([^<>@ {STX}]+@[^<>@ {STX}]+)>"
# GFM, 6.9: an address in the text, which ends before the punctuation of its sentence.
# A backslash in it, as editors put before `_`, is no part of it.
BARE = (
    r"(?<![\w/.@\-])(?:https?://|www\.)[^\s<>/\x02\x03]+\.[^\s<>\x02\x03]+"
    rf"(?:(?:{INLINE_PLACEHOLDER_RE.pattern})+[^\s<>\x02\x03]+)*"
)
IN_ADDRESS = {f"{STX}{ord(sign)}{ETX}" for sign in "_-~.&=+#%"}
# Between two lines of one address.
WRAPPED = re.compile(r"\s*\n\s*")
PUNCTUATION = ".,:;!?*_~'\"»”"
# A span of Pandoc's Markdown, in another language.
PASSAGE = r"\[([^\[\]]+)\]\{lang=([A-Za-z0-9-]+)\}"
FIGURE = r"\{\{ *figures\.([^\s{}]+) *\}\}"
# What each inline rule, ours or Python-Markdown's, begins with.
BEGINNING = re.compile(rf"[\\`*_\[<&{STX}]|\{{\{{|  \n|://|www\.")


@dataclass(slots=True)
class Conversion:
    """What one conversion collects, in order: a fault is a problem code and the faulty text."""

    targets: list[Target] = field(default_factory=list)
    faults: list[tuple[str, str]] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)

    def placeholder(
        self, kind: TargetKind, name: str, written: str, alt: str = "", title: str = ""
    ) -> str:
        """Adds a target without its line; returns the URL that stands for it until the end."""
        self.targets.append(Target(kind, name, 0, written, alt=alt, title=title))
        return f"target:{len(self.targets) - 1}"


Make = Callable[[re.Match[str], Conversion], Element | str]


class SiteRules(Extension):
    """Replaces Python-Markdown's rule that lets raw HTML through, and adds the rules below.

    The rules add to `conversion`; MarkdownConverter sets a new one before each text.
    """

    def __init__(self) -> None:
        super().__init__()
        self.conversion = Conversion()

    def extendMarkdown(self, md: Markdown) -> None:
        md.preprocessors.deregister("html_block")
        md.preprocessors.register(_Comments(md, self), "comments", 20)
        md.inlinePatterns.deregister("html")
        md.inlinePatterns.register(_InlineRule(HTML_RE, _raw_html, self), "html", 90)
        md.inlinePatterns.register(_Autolink(AUTOLINK_RE, md), "autolink", 120)
        md.inlinePatterns.register(_Autolink(MAIL, md), "automail", 110)
        md.inlinePatterns.register(_BareAddress(BARE, md), "address", 85)
        breaks = _InlineRule(r"\\\n", lambda *_: Element("br"), self)
        md.inlinePatterns.register(breaks, "break", 170)
        md.inlinePatterns.register(_InlineRule(FIGURE, _figure, self), "figures", 175)
        md.inlinePatterns.register(_InlineRule(PASSAGE, _passage, self), "passage", 165)
        md.ESCAPED_CHARS[:] = string.punctuation
        md.treeprocessors.register(_Definitions(md), "definitions", 30)  # before links are made
        md.treeprocessors.register(_PlainTexts(md), "plain", 25)  # just before the inline rules
        md.treeprocessors.register(_Targets(md, self), "targets", 1)


class _Comments(Preprocessor):
    """Removes HTML comments, which may have internal notes."""

    def __init__(self, md: Markdown, rules: SiteRules) -> None:
        super().__init__(md)
        self.rules = rules

    def run(self, lines: list[str]) -> list[str]:
        text, is_open = without_comments("\n".join(lines))
        if is_open:
            self.rules.conversion.faults.append(("comment-open", "<!--"))
        return text.split("\n")


class _InlineRule(InlineProcessor):
    """Replaces each match with what `make` gives; that also adds to the current conversion."""

    def __init__(self, pattern: str, make: Make, rules: SiteRules) -> None:
        super().__init__(pattern)
        self.make, self.rules = make, rules

    # Python-Markdown's InlineProcessor changes the signature of its own base class like this.
    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[Element | str, int, int]:
        return self.make(m, self.rules.conversion), m.start(0), m.end(0)


def _raw_html(match: re.Match[str], conversion: Conversion) -> str:
    """Removes a tag of HTML and reports it; a closing tag only without its opening tag."""
    faults, tag = conversion.faults, match[0]
    opening = "<" + tag.removeprefix("</").rstrip(">")
    if not any(tag.startswith("</") and other.startswith(opening) for _, other in faults):
        faults.append(("html-raw", tag))
    return ""


class _Autolink(InlineProcessor):
    """Makes a link of `<https://example.org>` or `<post@example.org>`; a backslash stays in it.

    Python-Markdown would write a mail address in entities.
    """

    # As in _InlineRule.
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]
        url = _written(self.unescape(m.group(1)))
        link = Element("a", href=url if "://" in url else f"mailto:{url}")
        link.text = AtomicString(url)
        return link, m.start(0), m.end(0)


class _BareAddress(InlineProcessor):
    """Makes a link of an address that stands alone in the text."""

    ANCESTOR_EXCLUDES = ("a",)

    # As in _InlineRule.
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]
        address, kept = m.group(0), INLINE_PLACEHOLDER_RE.finditer(m.group(0))
        ends = (sign.start() for sign in kept if self.unescape(sign[0]) not in IN_ADDRESS)
        address = address[: next(ends, None)].rstrip(PUNCTUATION)
        while address.endswith(")") and address.count(")") > address.count("("):
            address = address[:-1].rstrip(PUNCTUATION)
        url = self.unescape(address)
        link = Element("a", href=url if "://" in url else f"https://{url}")
        link.text = AtomicString(url)
        return link, m.start(0), m.start(0) + len(address)


def _figure(match: re.Match[str], conversion: Conversion) -> Element:
    """Makes a target of `{{ figures.<name> }}`, a number of the year that pages fill in."""
    return Element("data", value=conversion.placeholder("figure", match[1], match[0]))


def _passage(match: re.Match[str], conversion: Conversion) -> Element:
    """Makes `[Slava Ukraini]{lang=uk}` a passage in another language, which screen readers obey."""
    passage = Element("span", dir="auto")
    passage.text = match[1]
    try:
        passage.set("lang", language_tag(match[2]))
    except PydanticCustomError as fault:
        conversion.faults.append((fault.type, match[2]))
    return passage


class _Definitions(Treeprocessor):
    """Reads escapes in `[name]: address "title"`, which Python-Markdown takes as backslashes."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.references = md.references

    def run(self, root: Element) -> None:
        for name, (address, title) in self.references.items():
            texts = BACKSLASH.sub(_escape, address), BACKSLASH.sub(_escape, title or "")
            self.references[name] = texts


class _PlainTexts(Treeprocessor):
    """Keeps the inline rules from texts in which none can begin: this halves their time."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.text and not BEGINNING.search(element.text):
                element.text = AtomicString(element.text)


class _Targets(Treeprocessor):
    """Makes targets of links and pictures; turns h1 into h2, and `align` into a data attribute."""

    def __init__(self, md: Markdown, rules: SiteRules) -> None:
        super().__init__(md)
        self.rules = rules

    def run(self, root: Element) -> None:
        conversion = self.rules.conversion
        for element in root.iter():
            if element.tag == "h1":
                element.tag = "h2"
            if anchor := element.get("id"):
                conversion.anchors.add(anchor)
            if element.tag == "a" and not element.get("href", "").startswith(FOOTNOTES):
                href = element.get("href", "")
                name = _read(WRAPPED.sub("", href))
                placeholder = conversion.placeholder("address", name, _written(href))
                element.set("href", placeholder)
            elif element.tag == "img":
                src, alt, title = (element.get(name, "") for name in ("src", "alt", "title"))
                texts = _read(src), _written(src), _read(alt), _read(title)
                element.set("src", conversion.placeholder("picture", *texts))
            elif element.tag in CELLS and (align := element.attrib.pop("align", "")):
                element.set("data-align", align)


def _read(attribute: str) -> str:
    """An attribute with complete entities decoded (not `&copy=`), and then escaped characters."""
    decoded = ENTITY.sub(lambda match: html.unescape(match[0]), attribute)
    return ESCAPED.sub(lambda match: chr(int(match[1])), decoded)


def _written(attribute: str) -> str:
    """An attribute as it stands in the text."""
    return ESCAPED.sub(lambda match: f"\\{chr(int(match[1]))}", attribute)


def _escape(match: re.Match[str]) -> str:
    return f"{STX}{ord(match[1])}{ETX}"
