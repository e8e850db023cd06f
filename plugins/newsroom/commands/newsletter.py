"""`run.py newsletter 2024-01`: a newsletter as an e-mail, which people send themselves."""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from css_inline import CSSInliner
from markdownify import markdownify

from newsroom.addresses.outputs import OutputPage
from newsroom.addresses.plan import Spot
from newsroom.commands.listmonk import create_draft
from newsroom.commands.outcome import Refused, printed
from newsroom.commands.publishing.online import site_address
from newsroom.commands.settings import strict_settings
from newsroom.contract.body import NO_BODY
from newsroom.contract.moment import OSLO
from newsroom.contract.newsletter import Mailing, Newsletter
from newsroom.newsletters.pages import DAY, MONTH, contents, mail_view, unwritten
from newsroom.parts.brand_tokens import theme_schemes
from newsroom.places import theme_folders
from newsroom.run import Run
from newsroom.site.engine import Engine
from newsroom.site.gate import BAD_CONTENT, pass_or_stop
from newsroom.site.generator import renderer_of
from newsroom.wording import dates
from newsroom.wording.numbers import size
from newsroom.wording.texts import Texts, our_texts

MOST_BYTES = 100_000  # Gmail cuts what is longer than 102 kB
NO_MONTH = "«{}» er ikke en måned eller et brev i content/newsletters. Skriv den slik: 2024-01."
FAULTY = "Noe i innholdet må rettes før brevet kan lages."
EMPTY = "Ingenting ble publisert i {}, så det er ikke noe å sende."
TOO_LONG = "Brevet er {}, og Gmail kutter det etter 102 kB. Velg færre saker i content/{}."
MADE = "Laget {}.html, .txt og .eml ({}). Publiser nettstedet før brevet sendes."
# In the plain text, cells are blocks, and links have their URLs after them.
CELL, LINK = re.compile(r"<(/?)(table|tbody|tr|td)\b"), re.compile(r"\[([^]]+)\]\((\S+)\)")
INNER = re.compile('(href|src)="/')
IN_TEXT = ["div", "h1", "h2", "h3", "p", "a", "ul", "ol", "li", "br", "blockquote"]


@printed
def main(name: str, folder: Path, siteurl: str, content: Path, *, to_listmonk: bool) -> list[str]:
    """Make the e-mail, and a draft of it in listmonk if asked for. Raises Refused."""
    told, mail, mailing = write_mail(name, folder, siteurl, content)
    try:
        return [told, *([create_draft(mailing, mail, f"Nyhetsbrev {name}")] if to_listmonk else [])]
    except Refused as refused:
        raise Refused(str(refused), stands=told) from None


def write_mail(
    name: str, folder: Path, siteurl: str, content: Path, lang: str = "nb"
) -> tuple[str, EmailMessage, Mailing | None]:
    """Write the e-mail as HTML, as text, and as a draft for mail programs. Raises Refused."""
    engine, t = Engine(strict_settings(SITEURL=site_address(siteurl, content))), our_texts(lang)
    run = engine.run_to_gate()
    if run.report.errors():
        with suppress(SystemExit):
            pass_or_stop(run.report, content.resolve(), lang)
        raise Refused(t(FAULTY), BAD_CONTENT)
    letter, site = letter_named(name, run, t), run.catalog.site
    html = mail_html(letter, run, engine.settings)
    told = size(len(html.encode()), lang)
    if len(html.encode()) > MOST_BYTES:
        raise Refused(t(TOO_LONG).format(told, letter.file))
    blocks = CELL.sub(r"<\1div", html[html.index("<body") :])
    text = markdownify(blocks, convert=IN_TEXT, heading_style="atx", bullets="-").strip()
    text = LINK.sub(r"\1 <\2>", text) + "\n"
    mail = mail_of(letter, html, text, site.email or "")
    folder.mkdir(parents=True, exist_ok=True)
    files = {"html": html.encode(), "txt": text.encode(), "eml": bytes(mail)}
    for suffix, data in files.items():
        (folder / f"{name}.{suffix}").write_bytes(data)
    return t(MADE).format(folder / name, told), mail, site.newsletter


def letter_named(name: str, run: Run, t: Texts) -> Newsletter:
    """The newsletter with this name, also a draft; else one about a whole month."""
    letters = run.catalog.of(Newsletter)
    if written := next((letter for letter in letters if letter.permalink == name), None):
        return written
    try:
        last = date.fromisoformat(f"{name}-01") + MONTH - DAY
    except ValueError:
        raise Refused(t(NO_MONTH).format(name)) from None
    day = min(last, run.now.astimezone(OSLO).date())
    letter = unwritten(name, day, run.site_data)
    if not any(contents(letter, run.site_data)[:2]):
        raise Refused(t(EMPTY).format(dates.month(last, letter.lang)))
    return letter


def mail_html(letter: Newsletter, run: Run, settings: Mapping[str, Any]) -> str:
    """The e-mail, with URLs, and with its styles in its elements; a draft has its greeting too."""
    site_data = run.site_data.editions.get(letter.site_lang, run.site_data)
    public, ref = site_data.edition.catalog, letter.ref
    bodies = {**public.bodies, ref: run.catalog.bodies.get(ref, NO_BODY)}
    edition = replace(site_data.edition, catalog=replace(public, bodies=bodies))
    site_data = replace(site_data, edition=edition)
    spot = Spot(letter.page_address, "newsletter", (letter,))
    colours = theme_schemes(theme_folders(settings), public.site.colours)
    given = spot, contents(letter, site_data), colours
    page = OutputPage(spot.address, "newsletter-mail.html", mail_view, given)
    renderer, _ = renderer_of(replace(run, site_data=site_data), settings)
    ((data, *_),) = renderer.render([page])
    root = site_data.plan.root
    html = INNER.sub(rf'\1="{root.siteurl.removesuffix(root.path)}/', data.decode())
    styled: str = CSSInliner(load_remote_stylesheets=False).inline(html)
    return styled


def mail_of(letter: Newsletter, html: str, text: str, sender: str) -> EmailMessage:
    """The e-mail, which mail programs open as a draft (X-Unsent)."""
    mail = EmailMessage(SMTP)
    mail["Subject"], mail["X-Unsent"] = letter.title, "1"
    mail["Date"] = format_datetime(letter.date.instant)
    if sender:
        mail["From"] = sender
    mail.set_content(text, cte="quoted-printable")
    mail.add_alternative(html, subtype="html", cte="quoted-printable")
    mail["Content-Language"] = letter.lang
    mail.set_boundary(f"nyhetsbrev-{letter.permalink}")
    return mail
