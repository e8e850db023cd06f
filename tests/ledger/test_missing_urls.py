"""The error for a published address that no page has any more, and each way to correct it."""

from pathlib import Path

import pytest

from newsroom.contract.catalog import ADDRESSES, GONE
from tests import given
from tests.ledger.test_old_addresses import DOCUMENT, OFFERED, replaced
from tests.ledger.test_published_once import KEYED, KINDS, NOW, delete
from tests.site.building import good, recorded

FOLLOWED = {
    "person": ("people.yaml", "kari:\n  name: Kari Nordmann\n", "  speakers: [kari]\n"),
    "venue": ("venues.yaml", "sentrum:\n  name: Sentrum scene\n", "  venue: sentrum\n"),
    "network": (
        "networks.yaml",
        "helse:\n  name: Helse\n  summary: Om helse.\n",
        "  network: helse\n",
    ),
}
ONLINE = "  online: https://example.com/\n"
PAGES = {
    "person": "/personer/kari/",
    "venue": "/steder/sentrum/",
    "network": "/nettverk/helse/",
}


def given_up(content: Path, *addresses: str) -> None:
    given.written(content, {GONE: "".join(f"{address}\n" for address in addresses)})


@pytest.mark.parametrize("kind", KINDS)
def test_deleting_stops_the_build_and_says_the_lines_to_write(content, told, kind) -> None:
    """A deleted file is an error with two solutions, and each of them is enough."""
    name, address = KINDS[kind]
    delete(content, kind)
    (message,) = (text for text in told() if "-vanished" in text)
    file = "events/2023.yaml" if kind == "event" else name
    code = "event-vanished" if kind == "event" else "address-vanished"
    assert message.startswith(f"content/{file}: {code}: ")
    assert f"«{address}»" in message
    assert f'`aliases: ["{address}"]`' in message
    assert f"linjen `{address}` i content/record/gone.txt" in message
    given_up(content, address)
    assert [text for text in told() if "-vanished" in text] == []


@pytest.mark.parametrize("kind", KEYED)
def test_deleting_a_person_a_venue_or_a_network_stops_it_too(content, told, kind) -> None:
    """The error names the deleted key, and a line in gone.txt is enough."""
    name, lines, address = KEYED[kind]
    replaced(content, name, lines, "")
    (message,) = told()
    key = lines.partition(":")[0]
    assert message.startswith(f"content/{name}: key-vanished: ")
    assert f"Den kom fra «{key}» i {name}." in message
    assert f'`aliases: ["{address}"]` under den nye' in message
    given_up(content, address)
    assert told() == []


@pytest.mark.parametrize("kind", FOLLOWED)
def test_one_line_gives_up_what_has_a_calendar(content, told, kind) -> None:
    """The error names only the page, and its line in gone.txt covers the calendar too."""
    name, lines, named = FOLLOWED[kind]
    spoken = f"  title: Lunsj\n{ONLINE}  speakers: [kari]\n"
    replaced(content, "events/2023.yaml", "  title: Lunsj\n", spoken)
    replaced(content, "events/2023.yaml", "  title: Frokost\n", f"  title: Frokost\n{ONLINE}")
    assert recorded(content, NOW=NOW) == 0
    page = PAGES[kind]
    key = page.split("/")[2]
    assert f"/{key}.ics {name}#{key}" in (content / ADDRESSES).read_text("utf-8")
    replaced(content, name, lines, "")
    replaced(content, "events/2023.yaml", named, "")
    (message,) = told()
    assert f"linjen `{page}` i content/record/gone.txt" in message
    given_up(content, page)
    assert told() == []


def test_an_event_s_id_is_to_be_set_back(content, told) -> None:
    """A changed id is an error, since calendars use it; `run.py rename` changes the address."""
    replaced(content, "events/2023.yaml", "id: 2023-lunsj", "id: 2023-lunch")
    (message,) = told()
    assert "event-vanished" in message
    assert "setter du den tilbake til «2023-lunsj»" in message
    assert "`python3 run.py rename 2023-lunsj nytt-navn`" in message


def test_a_document_that_is_deleted_stops_it_or_is_given_up(content, told, tmp_path) -> None:
    """A deleted document is an error, or is given up in gone.txt."""
    (content / "documents/plan.pdf").unlink()
    replaced(content, "pages/planen.md", OFFERED, "x")
    (message,) = told()
    assert message.startswith("content/documents/plan.pdf: document-vanished: ")
    assert f"linjen `{DOCUMENT}` i content/record/gone.txt" in message
    given_up(content, DOCUMENT)
    out = good(content, tmp_path / "out", NOW=NOW)
    assert f"{DOCUMENT} /404.html 410" in (out / "_redirects").read_text("utf-8")


def test_a_document_that_nothing_links_to_is_told_as_that(content, told) -> None:
    """A document without a link gets its own error, since the file is still there."""
    replaced(content, "pages/planen.md", OFFERED, "x")
    (message,) = told()
    assert message.startswith("content/documents/plan.pdf: document-unlinked: ")
    assert "ingenting lenker til det lenger" in message
    assert '`python3 run.py remove document "documents/plan.pdf"`' in message
    given_up(content, DOCUMENT)
    assert told() == []


def test_a_link_to_what_has_moved_is_told_where_to(content, told) -> None:
    """The error for a link to a moved page names the new address."""
    saken = "/nyheter/2023/sak/"
    replaced(content, "news/2023/sak.md", "title:", f"slug: ny\naliases: [{saken}]\ntitle:")
    (message,) = told()
    assert f"link-broken: Lenken «{saken}» fører ingen steder. Mente du «/nyheter/2023/ny/»?" in (
        message
    )
    replaced(content, "news/2023/sak.md", f"aliases: [{saken}]\n", "")
    assert any("Mente du «/nyheter/2023/ny/»?" in text for text in told())


def test_a_link_to_what_has_vanished_is_no_guess(content, told) -> None:
    """The error for a link to a deleted page suggests no similar page."""
    replaced(content, "pages/kontakt.md", "Ring.", "[Lunsj](/arrangementer/2023/lunsj/)")
    replaced(content, "events/2023.yaml", "id: 2023-lunsj", "id: 2023-lunsjen")
    (message,) = (text for text in told() if "link-broken" in text)
    assert "Mente du" not in message


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("/om-oss", "/om-oss/"),
        ("/Om-oss/", "/om-oss/"),
        ("/dokumenter/Plan.pdf/", DOCUMENT),
        ("- /om-oss/", "/om-oss/"),
        ('"/om-oss/"', "/om-oss/"),
        ("https://example.org/om-oss/", "/om-oss/"),
        ("om-oss/", "/om-oss/"),
        ("/om-oss/?utm=1", "/om-oss/"),
        ("/om-oss/ fordi", "/om-oss/"),
        ("nyheter/2023/sak", "/nyheter/2023/sak/"),
        ("https://example.org/bl%C3%A5b%C3%A6r/", "/blåbær/"),
    ],
)
def test_a_line_of_gone_txt_that_names_nothing_is_told(content, told, written, meant) -> None:
    """A line of gone.txt that names no published address is an error."""
    given_up(content, written)
    (message,) = told()
    assert message.startswith("content/record/gone.txt:1:1: gone-")
    assert f"Mente du «{meant}»?" in message
    assert "addresses.txt" not in message


def test_an_address_from_another_site_may_be_gone(content, told, tmp_path) -> None:
    """gone.txt may have an address of an earlier site, which hosts answer with 410."""
    given_up(content, "/2009/gammelt.html")
    assert told() == []
    out = good(content, tmp_path / "out", NOW=NOW)
    assert "/2009/gammelt.html /404.html 410" in (out / "_redirects").read_text("utf-8")


@pytest.mark.parametrize("address", ["/../../ut/", "/nyheter/2023/../x/", "/a//b/", "/a/.."])
def test_no_line_of_the_record_leads_out_of_the_site(content, told, address) -> None:
    """A recorded address outside the site is an error, since a redirect would be written there."""
    record = content / ADDRESSES
    record.write_text(f"{record.read_text('utf-8')}{address} list\n", "utf-8")
    (message,) = told()
    assert f"ledger-line: Linjen «{address} list»" in message


def test_a_list_is_not_given_up(content, told) -> None:
    """A list in gone.txt is an error, since an empty list becomes a redirect by itself."""
    given_up(content, "/nyheter/2023/")
    (message,) = told()
    given_up(content, "/index.html")
    assert "gone-list: Adressen «/index.html»" in told()[0]
    given_up(content, "/om-oss/index.html")
    assert "lages fortsatt, av pages/om-oss.md:2." in told()[0]
    given_up(content, "/nyheter/2023/")
    assert "gone-list: " in message
    assert "Ta bort linjen." in message


def test_a_line_taken_out_of_the_record_is_told(content, told) -> None:
    """A deleted line of the record is an error; a merge by Git deletes none."""
    record = content / ADDRESSES
    before = record.read_text("utf-8")
    delete(content, "page")
    record.write_text(before.replace("/kontakt/ pages/kontakt.md\n", ""), "utf-8")
    (message,) = told()
    assert message.startswith("content/record/addresses.txt: ledger-shorter: ")
    record.write_text(f"{before}{before.replace('# Adresser: ', '# Adresser: 1')}", "utf-8")
    assert any("ledger-shorter" in text for text in told())
    record.write_text(f"{before}# Adresser: 3\n/nytt/ list\n", "utf-8")
    assert [text for text in told() if "ledger" in text] == []
