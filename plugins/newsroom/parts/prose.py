"""Fills the slots of an entry's HTML: hrefs, pictures, and figures of the year.

Also the notes about its corrections, which have inline Markdown.
"""

import re
from collections.abc import Callable, Mapping
from functools import partial
from itertools import count

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
from newsroom.pictures.slots import SLOTS
from newsroom.pictures.variants import key_in
from newsroom.wording.texts import Texts, our_texts

TABLE = re.compile(r' role="region" aria-label="" tabindex="0"(?=><table>(.*?)</table>)', re.DOTALL)
NOTE = re.compile(r'<a class="footnote-ref" href="#fn:([^"]+)"(?=>(\d+)<)')
BACK = re.compile(r'(<a class="footnote-backref" href="#fnref\d*:([^"]+)") title="[^"]*"')
LONG = 14  # letters: two such words fit beside each other on a narrow phone
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
    html = site_data.edition.body(entry).filled(fill)
    return Markup(_named(html, our_texts(entry.site_lang)))


def _named(html: str, t: Texts) -> str:
    """The text with a name for each link of a footnote and for each table that may scroll."""
    if 'class="table"' in html:
        numbers = count(1)
        name = ' role="region" aria-label="{} {}" tabindex="0"'
        html = TABLE.sub(
            lambda table: name.format(t("Tabell"), next(numbers)) if _is_wide(table[1]) else "",
            html,
        )
    if notes := dict(NOTE.findall(html)):
        html = NOTE.sub(rf'\g<0> aria-label="{t("Fotnote")} \2"', html)
        back = t("Tilbake til teksten fra fotnote")
        html = BACK.sub(lambda m: f'{m[1]} aria-label="{back} {notes.get(m[2], "")}"', html)
    return html


def _is_wide(table: str) -> bool:
    """Whether a table may be wider than a phone: two columns of short words are not."""
    words = Markup(table).striptags().split()
    return table.count("</th>") > 2 or max(map(len, words), default=0) > LONG


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
    entry: Article | Review, site_data: SiteData, lang: str = ""
) -> tuple[CorrectionNote, ...]:
    """The notes in the order of the front matter, each with its date in words."""
    lang = lang or site_data.lang
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
    if shown.alt and not is_plain and copies.by_slot["prose"][-1].width > SLOTS["prose"].most:
        t = our_texts(entry.site_lang)
        name = f"bilde:{site_data.edition.body(entry).targets.index(target) + 1}"
        image = markup.with_large(shown, name, (t("Vis større"), t("Lukk")))
    return str(markup.figure(image, target.title, copies.credit.line))
