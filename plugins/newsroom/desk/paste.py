"""Turns what a program puts into the clipboard into the site's Markdown."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, parse_qsl, urlencode

from newsroom.commands.importing.items import ImportedPicture, Item
from newsroom.commands.importing.media import split_url
from newsroom.commands.importing.references import IN_ADDRESS, SCHEMES
from newsroom.commands.importing.to_markdown import inline, to_markdown
from newsroom.desk.paste_tree import tree
from newsroom.desk.sentences import sentence
from newsroom.reading.files import cleaned

# What follows people from a newsletter or a search to a page.
TRACKING = re.compile(r"utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igsh(id)?|_hs(enc|mi)|mkt_tok")
# Hosts that lead on to the address in a part of their own: Google Docs, and Outlook's Safe Links.
LEADS_ON = re.compile(r"(www\.google\.\w+|.*\.safelinks\.protection\.outlook\.com)")
# Sentences for elements whose names editors need not know.
OF_ELEMENTS = {
    "<u>": "underlined",
    **dict.fromkeys(("<s>", "<del>", "<strike>"), "struck"),
    **dict.fromkeys(("<sub>", "<sup>"), "raised"),
}


@dataclass(frozen=True, slots=True)
class Pasted:
    """The Markdown of what was pasted, and in words what is not in it."""

    markdown: str
    dropped: tuple[str, ...]


class PastedLinks:
    """The links of a paste; its pictures are not here."""

    def __init__(self) -> None:
        self.has_tracking = False

    def picture(self, address: str, item: Item) -> ImportedPicture | None:
        """No picture."""
        return None

    def link(self, href: str, item: Item) -> str:
        """The address that a link leads to in the end; "" for one on somebody's own machine."""
        parts = split_url(href)
        if parts.path in ("/", "/url") and LEADS_ON.fullmatch(parts.netloc):
            values = parse_qs(parts.query)
            href = next(iter(values.get("q") or values.get("url") or [href]))
            parts = split_url(href)
        pairs = parse_qsl(parts.query, keep_blank_values=True)
        kept = [(name, value) for name, value in pairs if not TRACKING.fullmatch(name)]
        if kept != pairs:
            self.has_tracking = True
            href = parts._replace(query=urlencode(kept)).geturl()
        return href.translate(IN_ADDRESS) if href.startswith(SCHEMES) else ""


def clean(html: str, lang: str = "nb") -> Pasted:
    """The Markdown of pasted HTML, without what the site does not have."""
    links = PastedLinks()
    try:
        soup, lost = tree(html)
        item = Item("", "", html=str(soup))
        markdown = to_markdown(item, links, has_gallery=False)[0]
    except RecursionError:
        return Pasted(inline(html), (sentence("paste-too-nested", lang),))
    notes = [(code, str(count)) for code, count in lost.items() if count]
    notes += [("tracking", "")] if links.has_tracking else []
    notes += [
        (OF_ELEMENTS.get(value, code), value)
        for code, value in item.notes
        if code != "picture-missing"
    ]
    said = (sentence(f"paste-{code}", lang, value=value) for code, value in notes)
    return Pasted(cleaned(markdown)[0], tuple(dict.fromkeys(said)))
