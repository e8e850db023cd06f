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

from bs4 import BeautifulSoup
from css_inline import CSSInliner
from markdownify import MarkdownConverter

from newsroom.addresses.outputs import OutputPage
from newsroom.addresses.plan import entry_spots
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
TOO_LONG = "Brevet er {}, og Gmail kutter det etter 102 kB. Velg saker med stories i content/{}."
LEFT_OUT = "content/{} er ikke med i brevet, for saken er ikke ute."
MADE = "Laget {}.html, .txt og .eml ({}). Publiser nettstedet før brevet sendes."
LAYOUT = ":is(table, tbody, tr, td):not(.table *)"  # a table of the greeting is in a `.table`
INNER = re.compile(r'(<\w[^<>]* (?:href|src)=")/')
IN_TEXT = "div h1 h2 h3 p ul ol li br blockquote table tr td th"


@printed
def main(name: str, folder: Path, siteurl: str, content: Path, *, to_listmonk: bool) -> list[str]:
    """Make the e-mail, and a draft of it in listmonk if asked for. Raises Refused."""
    told, mail, mailing = write_mail(name, folder, siteurl, content)
    try:
        return told + ([create_draft(mailing, mail, f"Nyhetsbrev {name}")] if to_listmonk else [])
    except Refused as refused:
        raise Refused(str(refused), stands=" ".join(told)) from None


def write_mail(
    name: str, folder: Path, siteurl: str, content: Path, lang: str = "nb"
) -> tuple[list[str], EmailMessage, Mailing | None]:
    """Write the e-mail as HTML, as text, and as a draft for mail programs. Raises Refused."""
    engine, t = Engine(strict_settings(SITEURL=site_address(siteurl, content))), our_texts(lang)
    run = engine.run_to_gate()
    if run.report.errors():
        with suppress(SystemExit):
            pass_or_stop(run.report, content.resolve(), lang)
        raise Refused(t(FAULTY), BAD_CONTENT)
    letter, site = letter_named(name, run, t), run.catalog.site
    site_data = run.site_data.editions.get(letter.site_lang, run.site_data)
    html = mail_html(letter, replace(run, site_data=site_data), engine.settings)
    weight = size(len(html.encode()), lang)
    if len(html.encode()) > MOST_BYTES:
        raise Refused(t(TOO_LONG).format(weight, letter.file))
    mail = mail_of(letter, html, text := plain_text(html), site.email or "")
    folder.mkdir(parents=True, exist_ok=True)
    for suffix, data in ("html", html.encode()), ("txt", text.encode()), ("eml", bytes(mail)):
        (folder / f"{name}.{suffix}").write_bytes(data)
    shown = {article.ref for article in site_data.edition.listed}
    left_out = [t(LEFT_OUT).format(ref) for ref in letter.stories if ref not in shown]
    return [t(MADE).format(folder / name, weight), *left_out], mail, site.newsletter


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
    public, greeting = run.site_data.edition.catalog, run.catalog.bodies.get(letter.ref, NO_BODY)
    catalog = replace(public, bodies={**public.bodies, letter.ref: greeting})
    site_data = replace(run.site_data, edition=replace(run.site_data.edition, catalog=catalog))
    (spot,) = entry_spots([letter], "newsletter")
    colours = theme_schemes(theme_folders(settings), public.site.colours)
    given = spot, contents(letter, site_data), colours
    page = OutputPage(spot.address, "newsletter-mail.html", mail_view, given)
    renderer, _ = renderer_of(replace(run, site_data=site_data), settings)
    ((data, *_),) = renderer.render([page])
    root = site_data.plan.root
    html = INNER.sub(rf"\1{root.siteurl.removesuffix(root.path)}/", data.decode())
    return str(CSSInliner(load_remote_stylesheets=False).inline(html))


def plain_text(html: str) -> str:
    """The e-mail as text, where links have their URLs after them."""
    style: dict[str, Any] = {"heading_style": "atx", "bullets": "-", "convert": IN_TEXT.split()}
    style |= {"escape_asterisks": False, "escape_underscores": False}
    soup = BeautifulSoup(html[html.index("<body") :], "html.parser")
    for part in soup.select(LAYOUT):
        part.name = "div"
    for link in soup.find_all("a"):
        url, text = str(link["href"]), link.get_text()
        if url.startswith("#fn"):
            link.string = f" [{text}]" if text.isdigit() else ""
        elif url[:1] != "#" and text not in (url, url.removeprefix("mailto:")):
            link.append(f" <{url}>")
    return str(MarkdownConverter(**style).convert_soup(soup)).strip() + "\n"


def mail_of(letter: Newsletter, html: str, text: str, sender: str) -> EmailMessage:
    """The e-mail, which mail programs open as a draft (X-Unsent)."""
    mail = EmailMessage(SMTP)
    mail["Subject"], mail["X-Unsent"] = " ".join(letter.title.split()), "1"
    mail["Date"] = format_datetime(letter.date.instant)
    local, at, domain = sender.rpartition("@")
    with suppress(UnicodeError):  # without a sender in ASCII, the mail program has one
        if at:
            mail["From"] = (local.encode("ascii") + b"@" + domain.encode("idna")).decode()
    mail.set_content(text, cte="quoted-printable")
    mail.add_alternative(html, subtype="html", cte="quoted-printable")
    mail["Content-Language"] = letter.lang
    mail.set_boundary(f"nyhetsbrev-{letter.permalink}")
    return mail
