"""The sitemap and robots.txt."""

from xml.etree import ElementTree as ET

from newsroom.addresses.outputs import OutputPage
from newsroom.parts.site_data import SiteData
from newsroom.sharing.site_files import indexed, robots, sitemap
from tests import given

NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
BELOW = given.site_data_of(siteurl="https://example.org/under/mappe")


def page(address: str, **fields: object) -> OutputPage:
    return OutputPage(address, "page.html", NotImplemented, **fields)


def entries(*pages: OutputPage, site_data: SiteData = BELOW) -> list[tuple[str, str | None]]:
    """The address and the last change of each page in the sitemap."""
    found = ET.fromstring(sitemap(indexed(pages), site_data)).findall(f"{NAMESPACE}url")
    return [(url.findtext(f"{NAMESPACE}loc"), url.findtext(f"{NAMESPACE}lastmod")) for url in found]


def test_pages_stand_in_the_order_of_their_addresses() -> None:
    """Pages are in the order of their absolute addresses."""
    assert entries(page("/b/"), page("/")) == [
        ("https://example.org/under/mappe/", None),
        ("https://example.org/under/mappe/b/", None),
    ]


def test_a_last_change_is_said_where_it_is_known() -> None:
    """A known last change has an offset, and is never the time of the build."""
    changed = page("/a/", lastmod=given.at("2023-05-01 08:00"))
    assert entries(changed)[0][1] == "2023-05-01T08:00:00+02:00"


def test_a_page_that_is_not_to_be_indexed_is_left_out() -> None:
    """Pages with noindex are left out."""
    assert entries(page("/a/", indexed=False)) == []


def test_robots_may_read_everything_and_are_shown_the_map() -> None:
    """robots.txt allows everything and names the sitemap, except without SITEURL (RFC 9309)."""
    assert robots(BELOW).decode() == (
        "User-agent: *\nAllow: /\nSitemap: https://example.org/under/mappe/sitemap.xml\n"
    )
    assert b"Sitemap" not in robots(given.site_data_of())
