"""The addresses of entries and lists, as paths, links and absolute addresses."""

import pytest
from hypothesis import given as for_any
from hypothesis import strategies as st

from newsroom.addresses.outputs import path_of
from newsroom.addresses.urls import Root, document_address, page_number
from newsroom.contract.body import Body, Target
from newsroom.contract.entry import Entry
from newsroom.contract.reserved import HOME
from newsroom.contract.visibility import linked
from tests import given
from tests.given import quickly


@pytest.mark.parametrize(
    ("entry", "address"),
    [
        (given.article("news/hva/som/helst/En sak.md"), "/nyheter/2023/en-sak/"),
        (given.article(slug="annet-navn"), "/nyheter/2023/annet-navn/"),
        (given.article(date="2022-12-31", publish="2023-01-02"), "/nyheter/2022/sak/"),
        (given.article(lang="nn"), "/nyheter/2023/sak/"),
        (given.article(lang="en"), "/en/news/2023/sak/"),
        (given.page(), "/om-oss/"),
        (given.page(lang="en", slug="about"), "/en/about/"),
        (given.event("2023-frokost"), "/arrangementer/2023/frokost/"),
        (given.event("frokost", start="2024-01-09 09:00"), "/arrangementer/2024/frokost/"),
        (
            given.event("x", start="2024-01-09", previous_start="2023-12-01"),
            "/arrangementer/2023/x/",
        ),
        (given.event("2023-frokost", lang="en"), "/en/events/2023/frokost/"),
        (given.review(2023), "/aret/2023/"),
        (given.network("helse"), "/nettverk/helse/"),
        (given.person("kari"), "/personer/kari/"),
        (given.venue("sentrum"), "/steder/sentrum/"),
    ],
)
def test_every_kind_has_its_place(entry: Entry, address: str) -> None:
    """The address of each kind ends with a slash, and does not depend on the title."""
    assert entry.page_address == address


def test_the_first_page_of_a_list_has_no_number() -> None:
    """The first page of a list has no number in its address."""
    assert page_number(HOME, "/nyheter/", 1) == "/nyheter/"
    assert page_number(HOME, "/tema/ki/", 2) == "/tema/ki/side/2/"


@pytest.mark.parametrize(
    ("siteurl", "link", "url"),
    [
        ("", "/nyheter/#a", "/nyheter/#a"),
        ("https://example.org", "/nyheter/#a", "https://example.org/nyheter/#a"),
        (
            "https://example.org/under/mappe",
            "/under/mappe/nyheter/#a",
            "https://example.org/under/mappe/nyheter/#a",
        ),
        (
            "https://example.org/på prøve",
            "/p%C3%A5%20pr%C3%B8ve/nyheter/#a",
            "https://example.org/p%C3%A5%20pr%C3%B8ve/nyheter/#a",
        ),
        (
            "https://example.org/p%C3%A5",
            "/p%C3%A5/nyheter/#a",
            "https://example.org/p%C3%A5/nyheter/#a",
        ),
        ("http://localhost:8000", "/nyheter/#a", "http://localhost:8000/nyheter/#a"),
    ],
)
def test_the_site_works_below_a_path(siteurl: str, link: str, url: str) -> None:
    """`link` has the path of the site, and `url` is absolute."""
    assert Root(siteurl).link("/nyheter/#a") == link
    assert Root(siteurl).url("/nyheter/#a") == url


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("documents/vedtekter.pdf", "/dokumenter/vedtekter.pdf"),
        ("documents/2023/Årsmøte – referat.PDF", "/dokumenter/2023/arsmote-referat.pdf"),
        ("documents/Styret 2023/a.b.docx", "/dokumenter/styret-2023/a-b.docx"),
        ("documents/LES MEG", "/dokumenter/les-meg"),
    ],
)
def test_a_document_has_a_plain_address(path: str, address: str) -> None:
    """The address of a document has only plain characters."""
    assert document_address(path) == address


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("/", "index.html"),
        ("/nyheter/2023/", "nyheter/2023/index.html"),
        ("/feed.xml", "feed.xml"),
        ("/404.html", "404.html"),
    ],
)
def test_an_address_is_a_file_of_the_output_folder(address: str, path: str) -> None:
    """An address is a file in the output folder; a folder has index.html."""
    assert path_of(address) == path


@quickly
@for_any(st.text(st.characters(codec="utf-8", exclude_characters="#?")))
def test_a_link_is_always_plain_ascii(name: str) -> None:
    """A link has only ASCII characters, for any address."""
    link = Root("https://example.org/på").link(f"/{name}/")
    assert link.isascii()
    assert not set(link) & set(' "<>\\^`{|}\n')


@pytest.mark.parametrize("entry", [given.person(), given.venue(), given.network()])
def test_whom_a_text_names_by_address_is_whose_page_it_is(entry: Entry) -> None:
    """A link by address to a person, venue or network finds the entry."""
    link = Target("address", entry.page_address, 1)
    assert linked(Body(targets=(link,))) == (entry.ref,)
