"""The proofs of the figures of a year: their pages, their files and the links to them."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup

from newsroom.addresses.outputs import OutputFile, OutputPage
from newsroom.cards.generator import card_files
from newsroom.contract.entry import Entry
from newsroom.parts.brand_tokens import schemes
from newsroom.parts.site_data import SiteData
from newsroom.reviews.pages import pages
from newsroom.reviews.proofs import linked_figures, without_nested_links
from newsroom.reviews.views import ProofsView
from tests import given

TOKENS = (Path(__file__).parents[2] / "theme/css/tokens.css").read_text(encoding="utf-8")
PAGE = "/aret/2023/tall/"
PEOPLE = {"id": "deltakere", "label": "Deltakere", "source": "events.attendance"}
MEMBERS = {"label": "Medlemmer", "more_than": "160", "note": "30 flere enn i fjor"}
EVENTS = (
    given.event("b", title="Kurs", start="2023-05-09"),
    given.event("a", title="=Frokost", start="2023-03-14", attendance="52"),
)


def site_data_of(
    *entries: Entry, headlines: Mapping[str, tuple[str, ...]] | None = None, **given_too: Any
) -> SiteData:
    return replace(given.site_data_of(*entries, **given_too), headlines=headlines or {})


def made(*entries: Entry, **given_too: Any) -> tuple[dict[str, ProofsView], dict[str, bytes]]:
    """The view of each page by its address, and the bytes of each file."""
    site_data = site_data_of(*entries, **given_too)
    outputs = pages(given.catalog(*entries), {}, site_data)
    found = [output for output in outputs if isinstance(output, OutputPage)]
    files = [output for output in outputs if isinstance(output, OutputFile)]
    csv = {file.address: file.made(site_data) for file in files if file.address.endswith(".csv")}
    return given.shown(found, site_data), csv


def test_a_figure_lists_the_entries_it_is_made_of() -> None:
    """In order of time, each with a link and its number, and the sum below."""
    shown, _ = made(given.review(figures=[PEOPLE]), *EVENTS)
    (proof,) = shown[PAGE].proofs
    assert (proof.name, proof.value, proof.table.heads) == (
        "deltakere", "52", ("Navn", "Dato", "Deltakere"),
    )  # fmt: skip
    assert [(row.name, row.href, *row.cells) for row in proof.table.rows] == [
        ("=Frokost", "/arrangementer/2023/a/", "14. mars", "52"),
        ("Kurs", "/arrangementer/2023/b/", "9. mai", "ikke oppgitt"),
    ]
    assert proof.table.foot == ("Sum", "", "52")
    assert proof.sentence.startswith("Summen av deltakerne")
    held = {"id": "holdt", "label": "Arrangementer", "source": "events.count"}
    shown, _ = made(given.review(figures=[held]), *EVENTS)
    (counted,) = shown[PAGE].proofs
    assert (counted.value, counted.table) == ("2", replace(proof.table, foot=()))


def test_a_manual_figure_says_that_it_is_given_and_what_its_note_says() -> None:
    """Its entries are not known, so there is neither a table nor a file."""
    shown, files = made(given.review(figures=[MEMBERS]))
    (proof,) = shown[PAGE].proofs
    assert (proof.table, proof.file) == (None, None)
    assert proof.sentence.startswith("Tallet er oppgitt av redaksjonen.")
    assert proof.notes == ("«30 flere enn i fjor»",)
    assert not [address for address in files if address.startswith(PAGE)]


def test_what_is_counted_but_not_public_is_told_by_its_number_alone() -> None:
    """A proof names nothing that nobody may see yet."""
    figures = [{"label": "Artikler", "source": "articles.count"}]
    articles = [
        given.article("news/2023/ute.md", title="Ute", date="2023-01-01"),
        given.article("news/2023/senere.md", title="Hemmelig", date="2023-12-30"),
    ]
    letter = given.review(figures=figures, date="2023-06-01")
    shown, files = made(letter, *articles, now="2023-07-01 12:00")
    (proof,) = shown[PAGE].proofs
    assert [row.name for row in proof.table.rows] == ["Ute"]
    assert proof.value == "2"
    assert proof.notes == ("1 som er talt med, er ikke offentlig nå.",)
    assert b"Hemmelig" not in files[f"{PAGE}artikler.csv"]


def test_each_figure_has_a_page_to_share_with_its_number_in_the_picture() -> None:
    """Its own address, because a share picture is read from a page and not from a fragment."""
    letter = given.review(figures=[PEOPLE, MEMBERS])
    known: dict[str, Any] = {"siteurl": "https://a.no", "colours": schemes(TOKENS)["light"]}
    known["headlines"] = {letter.ref: ("52 deltakere", "over 160 medlemmer")}
    shown, _ = made(letter, *EVENTS, **known)
    one = shown[f"{PAGE}medlemmer/"]
    assert one.is_one
    assert [link.href for link in one.share][:1] == [f"https://a.no{PAGE}medlemmer/"]
    assert "over 160 medlemmer" in one.head.share.picture.alt
    drawn = {file.address for file in card_files(given.KINDS, site_data_of(letter, **known))}
    assert one.head.share.picture.href.removeprefix("https://a.no") in drawn
    assert {proof.own.href for proof in shown[PAGE].proofs} == {
        f"{PAGE}deltakere/", f"{PAGE}medlemmer/",
    }  # fmt: skip


def test_a_proof_is_a_file_that_a_spreadsheet_takes_for_text_and_numbers() -> None:
    """Dates and numbers are plain, and a title cannot become a formula."""
    _, files = made(given.review(figures=[PEOPLE]), *EVENTS, siteurl="https://a.no")
    assert files[f"{PAGE}deltakere.csv"].decode("utf-8-sig").splitlines() == [
        "Navn;Dato;Deltakere;Adresse",
        "'=Frokost;2023-03-14;52;https://a.no/arrangementer/2023/a/",
        "Kurs;2023-05-09;;https://a.no/arrangementer/2023/b/",
    ]


def test_the_proof_of_members_tells_their_days_with_the_year() -> None:
    """The table and the file have the same columns, and none that no member fills."""
    members = (
        given.member("a", name="Asken", since="2019-05-01"),
        given.member("b", name="Berget", since="2023-02-03", until="2023-09-30"),
        given.member("c", name="Cafeen", since="2023-06-05"),
    )
    sources = {"nye": "members.new", "alle": "members.count", "ut": "members.left"}
    figures = [{"id": key, "label": key, "source": source} for key, source in sources.items()]
    shown, files = made(given.review(figures=figures), *members)
    tables = {one.name: one.table for one in shown[PAGE].proofs}
    assert tables["nye"].heads == ("Navn", "Medlem fra", "Til")
    assert [(row.name, *row.cells) for row in tables["nye"].rows] == [
        ("Berget", "3. feb. 2023", "30. sep. 2023"), ("Cafeen", "5. juni 2023", ""),
    ]  # fmt: skip
    assert tables["alle"].heads == ("Navn", "Medlem fra")
    assert [row.name for row in tables["ut"].rows] == ["Berget"]
    assert files[f"{PAGE}nye.csv"].decode("utf-8-sig").splitlines() == [
        "Navn;Medlem fra;Til;Adresse", "Berget;2023-02-03;2023-09-30;", "Cafeen;2023-06-05;;",
    ]  # fmt: skip
    assert files[f"{PAGE}alle.csv"].decode("utf-8-sig").splitlines() == [
        "Navn;Medlem fra;Adresse", "Asken;2019-05-01;", "Cafeen;2023-06-05;",
    ]  # fmt: skip


def test_the_numbers_of_the_cover_and_of_the_letter_lead_to_their_proofs() -> None:
    """Each figure has its page, and the letter leads to the page of all."""
    shown, _ = made(
        given.review(figures=[PEOPLE], text="Det kom {{ figures.deltakere }}."), *EVENTS
    )
    view: Any = shown["/aret/2023/"]
    assert view.cover.stats[0].href == f"{PAGE}deltakere/"
    assert f'<a href="{PAGE}deltakere/">52</a>' in "".join(part.html for part in view.letter)
    assert view.proofs.href == PAGE


@pytest.mark.parametrize(
    ("written", "html"),
    [
        ("<p>Det kom {} i år</p>", '<p>Det kom <a href="/aret/2023/tall/x/">52</a> i år</p>'),
        ('<a href="/y/">{} og {} i år</a> {}', '<a href="/y/">52 og 52 i år</a> '
         '<a href="/aret/2023/tall/x/">52</a>'),
    ],
)  # fmt: skip
def test_a_number_within_a_link_is_no_link_of_its_own(written: str, html: str) -> None:
    """A link in a link is no HTML."""
    review, site_data = given.review(), given.site_data_of()
    linked = linked_figures(review, {"x": "52"}, site_data)["x"]
    filled = written.replace("{}", str(linked))
    assert without_nested_links(Markup(filled), review, site_data) == html


def test_a_letter_without_figures_has_no_proofs() -> None:
    """Neither a page nor a link to one."""
    shown, _ = made(given.review())
    assert [address for address in shown if "tall" in address] == []
    view: Any = shown["/aret/2023/"]
    assert view.proofs is None
