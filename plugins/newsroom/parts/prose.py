"""Fills the slots of an entry's HTML: hrefs, pictures, and figures of the year.

Also the notes about its corrections, which have inline Markdown.
"""

from collections.abc import Callable, Mapping
from functools import partial

from markupsafe import Markup, escape

from newsroom.addresses.urls import document_address
from newsroom.contract.article import Article
from newsroom.contract.body import Target
from newsroom.contract.entry import Entry
from newsroom.contract.event import Event
from newsroom.contract.fields import InlineText
from newsroom.contract.page import Page
from newsroom.contract.review import Review
from newsroom.parts.shapes import CorrectionNote, Time
from newsroom.parts.site_data import SiteData
from newsroom.pictures import markup
from newsroom.pictures.variants import key_in
from newsroom.wording.texts import our_texts

NO_FIGURES: Mapping[str, str] = {}


def prose(
    entry: Entry,
    site_data: SiteData,
    figures: Mapping[str, str] = NO_FIGURES,
    *,
    is_absolute: bool = False,
) -> Markup:
    """The entry's HTML; `figures` has the text for each `{{ figures.<name> }}`.

    With `is_absolute` all URLs are absolute, and pictures are plain `<img>` elements.
    """
    fill = partial(_slot_content, entry, site_data, figures, is_absolute)
    return Markup(site_data.edition.body(entry).filled(fill))


def inline(text: str, entry: Entry, site_data: SiteData) -> Markup:
    """A text field of the entry as HTML, with its inline Markdown."""
    if not isinstance(text, InlineText) or text.is_plain:
        return escape(text)
    fill = partial(_slot_content, entry, site_data, NO_FIGURES, False)
    return Markup(site_data.edition.body(entry).filled_inline(text, fill)) or escape(text)


def plain(text: str, entry: Entry, site_data: SiteData) -> str:
    """A text field of the entry without the marks of its inline Markdown, for what is no HTML."""
    if not isinstance(text, InlineText) or text.is_plain:
        return text
    html = site_data.edition.body(entry).filled_inline(text, lambda target: "")
    return Markup(html.replace("<br>", " ")).striptags()


def summary(entry: Article | Event | Page, site_data: SiteData) -> str:
    """The summary as plain text; the first paragraph of an entry that has none."""
    return plain(entry.summary, entry, site_data) or opening(entry, site_data)


def opening(entry: Entry, site_data: SiteData, figures: Mapping[str, str] = NO_FIGURES) -> str:
    """The first paragraph of the entry, as plain text."""
    return site_data.edition.body(entry).opening(
        lambda target: figures.get(target.name, target.written)
    )


def correction_notes(
    entry: Article | Review, site_data: SiteData, lang: str = "nb"
) -> tuple[CorrectionNote, ...]:
    """The notes in the order of the front matter, each with its date in words."""
    return tuple(
        CorrectionNote(
            word=our_texts(lang)("Rettet"),
            date=Time.of_day(correction.date, lang),
            text=inline(correction.text, entry, site_data),
        )
        for correction in entry.corrections
    )


def _slot_content(
    entry: Entry,
    site_data: SiteData,
    figures: Mapping[str, str],
    is_absolute: bool,
    target: Target,
) -> str:
    link = site_data.plan.root.url if is_absolute else site_data.plan.root.link
    if target.kind == "picture":
        return _picture(entry, target, site_data, link, is_plain=is_absolute)
    if target.kind == "figure":
        return str(escape(figures.get(target.name, target.written)))
    return str(escape(_href(target, site_data, link)))


def _href(target: Target, site_data: SiteData, link: Callable[[str], str]) -> str:
    fragment = f"#{target.fragment}" if target.fragment else ""
    match target.kind:
        case "external":
            return target.name.replace("\\", "%5C")  # browsers read a backslash as a slash
        case "document":
            return link(document_address(target.name))
        case "entry":
            return link(site_data.plan.by_ref.get(target.name, "/") + fragment)
    return link(target.name + fragment)


def _picture(
    entry: Entry, target: Target, site_data: SiteData, link: Callable[[str], str], *, is_plain: bool
) -> str:
    copies = site_data.variants.get(key_in(entry, target.name))
    if not copies:
        return ""
    shown = markup.picture(copies, "prose", target.alt, link)
    image = shown.plain if is_plain else shown.html
    if not target.is_block:
        return str(image)
    return str(markup.figure(image, target.title, copies.credit.line))
