"""Changes to a published site, tested with whole builds."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from newsroom.commands.changing.rename import main as rename
from newsroom.contract.catalog import ADDRESSES, GONE
from tests import given
from tests.site.building import build, good, recorded, snapshot

FILES = {
    "site.yaml": "identity: example.org,2023\nname: Byen\n",
    "news/2023/sak.md": """\
        ---
        title: En sak
        date: 2023-05-01
        summary: Kort sagt.
        ---
        Se [om oss](../../pages/om-oss.md#hvem).
        """,
    "pages/om-oss.md": """\
        ---
        title: Om oss
        summary: Vi.
        ---
        ## Hvem

        Se [saken](/nyheter/2023/sak/).
        """,
    "pages/kontakt.md": "---\ntitle: Kontakt\nsummary: Oss.\n---\nRing.\n",
    "documents/plan.pdf": "%PDF-1.4\n",
    "pages/planen.md": "---\ntitle: Planen\nsummary: Vår.\n---\n[Les](../documents/plan.pdf).\n",
    "events/2023.yaml": """\
        # Årets arrangementer
        - id: 2023-frokost
          title: Frokost
          start: 2023-09-12 09:00
          venue: sentrum
          summary: Vi møtes.

        # Lunsjen er ny
        - id: 2023-lunsj
          title: Lunsj
          start: 2023-10-12 11:00
          venue: sentrum
          network: helse
          summary: Vi spiser.
        """,
    "reviews/2023.md": "---\ntitle: Året\nyear: 2023\ndate: 2023-12-15\n---\nTakk.\n",
    "venues.yaml": "sentrum:\n  name: Sentrum scene\nkinoen:\n  name: Kinoen\n",
    "people.yaml": "kari:\n  name: Kari Nordmann\nola:\n  name: Ola Nordmann\n",
    "networks.yaml": "helse:\n  name: Helse\n  summary: Om helse.\n"
    "energi:\n  name: Energi\n  summary: Om kraft.\n",
}
NOW = "2023-12-20T12:00"
KINDS = {
    "article": ("news/2023/sak.md", "/nyheter/2023/sak/"),
    "page": ("pages/kontakt.md", "/kontakt/"),
    "event": ("2023-lunsj", "/arrangementer/2023/lunsj/"),
    "review": ("reviews/2023.md", "/aret/2023/"),
}


# The file, the lines in it, and the address that they make.
KEYED = {
    "person": ("people.yaml", "ola:\n  name: Ola Nordmann\n", "/personer/ola/"),
    "venue": ("venues.yaml", "kinoen:\n  name: Kinoen\n", "/steder/kinoen/"),
    "network": (
        "networks.yaml",
        "energi:\n  name: Energi\n  summary: Om kraft.\n",
        "/nettverk/energi/",
    ),
}


def delete(content: Path, kind: str) -> None:
    name, _ = KINDS[kind]
    if kind == "event":
        file = content / "events/2023.yaml"
        file.write_text(file.read_text("utf-8").partition("\n# Lunsjen")[0] + "\n", "utf-8")
    else:
        (content / name).unlink()


def unpublish(content: Path, kind: str) -> None:
    name, _ = KINDS[kind]
    file = content / ("events/2023.yaml" if kind == "event" else name)
    field, into = (
        ("  title: Lunsj\n", "  status: draft\n")
        if kind == "event"
        else ("---\n", "status: draft\n")
    )
    file.write_text(file.read_text("utf-8").replace(field, field + into, 1), "utf-8")


@pytest.mark.parametrize("kind", KEYED)
def test_another_key_with_the_old_address_as_alias_leads_on(content, tmp_path, kind) -> None:
    """Another key redirects from the old address when the alias of the message is added."""
    name, lines, old = KEYED[kind]
    key, _, rest = lines.partition(":\n")
    file = content / name
    new = f"{key}-ny:\n  aliases: [{old}]\n{rest}"
    file.write_text(file.read_text("utf-8").replace(lines, new), "utf-8")
    out = good(content, tmp_path / "out", NOW=NOW)
    page = (out / old[1:] / "index.html").read_text("utf-8")
    assert f"url={old[:-1]}-ny/" in page


def test_a_calendar_whose_last_event_is_deleted_is_emptied(content, tmp_path) -> None:
    """A calendar and a feed without events, after the last was deleted, keep their addresses."""
    delete(content, "event")
    given.written(content, {GONE: f"{KINDS['event'][1]}\n"})
    out = good(content, tmp_path / "out", NOW=NOW)
    calendar = (out / "kalender/nettverk/helse.ics").read_text("utf-8")
    assert "BEGIN:VCALENDAR" in calendar
    assert "BEGIN:VEVENT" not in calendar
    feed = (out / "nettverk/helse/feed.xml").read_text("utf-8")
    assert "<entry>" not in feed


@pytest.mark.parametrize("kind", KINDS)
def test_taking_a_text_back_is_no_fault(content, told, kind) -> None:
    """A published entry may become a draft again; only links to it are reported."""
    unpublish(content, kind)
    assert [text for text in told() if ": link-" not in text] == []


def test_expiring_keeps_the_page(content, tmp_path) -> None:
    """An expired article keeps its page, which says that it has expired."""
    file = content / "news/2023/sak.md"
    file.write_text(file.read_text("utf-8").replace("date:", "expires: 2023-12-01\ndate:"), "utf-8")
    out = good(content, tmp_path / "out", NOW=NOW)
    assert (out / "nyheter/2023/sak/index.html").exists()


def test_an_older_now_is_no_fault(content, tmp_path) -> None:
    """A build with an earlier NOW has no errors with the record of today."""
    good(content, tmp_path / "out", NOW="2023-01-01")


def test_a_first_publishing_has_no_record(tmp_path) -> None:
    """The first build needs no record."""
    good(given.written(tmp_path / "content", FILES), tmp_path / "out", NOW=NOW)


def test_a_slug_that_changes_is_told_where_it_was_changed(content, told) -> None:
    """A changed slug is an error at its field, with the line that keeps the old address."""
    file = content / "pages/kontakt.md"
    file.write_text(file.read_text("utf-8").replace("title:", "slug: ring-oss\ntitle:"), "utf-8")
    assert told()[0].startswith("content/pages/kontakt.md:2:1: address-changed: ")
    assert '`aliases: ["/kontakt/"]`' in told()[0]


def test_the_preview_does_not_stop_for_it(content, tmp_path) -> None:
    """In a preview a missing address is advice, since nothing is published."""
    delete(content, "page")
    ended = build(content, tmp_path / "out", settings="pelicanconf.py", NOW=NOW)
    assert ended.code == 0
    assert "råd: address-vanished" in ended.err


def test_a_stopped_build_leaves_the_site_as_it_was(content, tmp_path) -> None:
    """A build that is stopped changes no byte of the site."""
    before = snapshot(good(content, tmp_path / "out", NOW=NOW))
    delete(content, "page")
    ended = build(content, tmp_path / "out", NOW=NOW)
    assert ended.code == 2
    assert snapshot(tmp_path / "out") == before


@pytest.mark.parametrize("kind", ["article", "page", "event"])
def test_a_renamed_page_leads_from_its_old_address(content, tmp_path, kind, capsys) -> None:
    """The redirect is an HTML page and a line for hosts, and is not in the sitemap."""
    name, old = KINDS[kind]
    assert rename(name, "nytt-navn", content) == 0
    assert capsys.readouterr().err == ""
    out = good(content, tmp_path / "out", NOW=NOW, SITEURL="https://prove.example/sti")
    new = f"/sti{old.rsplit('/', 2)[0]}/nytt-navn/"
    page = BeautifulSoup((out / old[1:] / "index.html").read_bytes(), "html5lib")
    assert page.select_one("meta[http-equiv=refresh]")["content"] == f"0; url={new}"
    assert page.select_one("link[rel=canonical]")["href"] == f"https://prove.example{new}"
    assert page.select_one("meta[name=robots]")["content"] == "noindex"
    assert page.select_one("a")["href"] == new
    assert f"/sti{old} {new} 301" in (out / "_redirects").read_text("utf-8").splitlines()
    assert f"{old}<" not in (out / "sitemap.xml").read_text("utf-8")
    if kind == "event":
        calendars = [(out / at[1:] / "arrangement.ics") for at in (old, new.removeprefix("/sti"))]
        assert calendars[0].read_bytes() == calendars[1].read_bytes()


def test_what_is_gone_is_told_to_hosts(content, tmp_path) -> None:
    """Hosts answer an address in gone.txt with 410 where they can (RFC 9110, 15.5.11)."""
    delete(content, "page")
    given.written(content, {GONE: "/kontakt/\n"})
    out = good(content, tmp_path / "out", NOW=NOW)
    assert "/kontakt/ /404.html 410" in (out / "_redirects").read_text("utf-8")
    assert 'location = "/kontakt/" { return 410; }' in (out / ".hosting/nginx.conf").read_text()
    assert 'error "/kontakt/" 410' in (out / ".hosting/Caddyfile").read_text()
    assert 'RedirectMatch 410 "^/kontakt/$"' in (out / ".htaccess").read_text()
    assert not (out / "kontakt").exists()


def test_a_draft_takes_nobody_s_page_away(content, tmp_path) -> None:
    """A person with only a draft keeps a published page, also with another key."""
    draft = "---\ntitle: Ny\ndate: 2023-05-02\nstatus: draft\nauthor: kari\n---\nTekst.\n"
    given.written(content, {"news/2023/ny.md": draft})
    out = good(content, tmp_path / "out", NOW=NOW)
    assert (out / "personer/kari/index.html").is_file()
    assert rename("kari", "kari-hansen", content) == 0
    out = good(content, tmp_path / "out", NOW=NOW)
    assert (out / "personer/kari-hansen/index.html").is_file()
    assert "/personer/kari/ /personer/kari-hansen/ 301" in (out / "_redirects").read_text("utf-8")


def test_the_record_only_grows(content) -> None:
    """The record keeps all published addresses, and recording again changes no byte."""
    before = (content / ADDRESSES).read_text("utf-8")
    unpublish(content, "page")
    assert recorded(content) == 0
    assert (content / ADDRESSES).read_text("utf-8") == before


def test_an_alias_out_of_the_site_is_refused(content, told) -> None:
    """An alias out of the site is refused, since a file is written at each alias."""
    file = content / "pages/kontakt.md"
    for alias in ("/../../etc/", "/a/../b/", "//evil.example/", "/a\\b/", "/./", "/a?b/", "/a#b/",
                  "/.htaccess/", "/_headers/", "/:alt/"):  # fmt: skip
        kept = file.read_text("utf-8")
        file.write_text(kept.replace("title:", f"aliases: ['{alias}']\ntitle:"), "utf-8")
        assert "address-invalid" in told()[0], alias
        file.write_text(kept, "utf-8")


@pytest.mark.parametrize("alias", ["/feed.xml/", "/kontakt/index.html/", "/dokumenter/plan.pdf/"])
def test_an_alias_where_a_file_stands_is_refused(content, told, alias) -> None:
    """An alias below the address of a file is refused."""
    file = content / "pages/om-oss.md"
    file.write_text(
        file.read_text("utf-8").replace("title:", f"aliases: [{alias}]\ntitle:"), "utf-8"
    )
    assert "alias-made" in told()[0]
