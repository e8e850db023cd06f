"""The published site: complete pages, working links, and nothing unpublished."""

from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit
from xml.etree import ElementTree as ET

import pytest
import yaml
from bs4 import BeautifulSoup
from PIL import Image

from tests import given
from tests.site.building import SITES, good

CANARY = "kanari"
PAGES = [
    "index.html", "nyheter/index.html", "nyheter/2023/index.html", "nyheter/2023/kraft/index.html",
    "kategori/energi/index.html", "tema/moter/index.html", "arrangementer/index.html",
    "arrangementer/2023/index.html", "arrangementer/2023/09/index.html",
    "arrangementer/2023/kraftmote/index.html", "nettverk/index.html", "nettverk/energi/index.html",
    "aret/index.html", "aret/2023/index.html", "om-oss/index.html", "404.html", "feed.xml",
    "sitemap.xml", "robots.txt", "en/news/2023/english/index.html",
    "personer/kari-prove/index.html", "steder/kulturhuset/index.html",
]  # fmt: skip


def soup(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html5lib")


def text(found) -> str:
    """The text of an element, with single spaces."""
    return " ".join(found.get_text(" ").split())


@pytest.mark.parametrize("name", PAGES)
def test_every_kind_of_page_is_there(published: Path, name: str) -> None:
    """The site has one address of each kind in DESIGN.md."""
    assert (published / name).is_file()


def test_every_page_has_one_heading_and_one_main(published: Path) -> None:
    """Each page has one h1, one main element, a language and a title."""
    for path in published.rglob("*.html"):
        page = soup(path)
        assert len(page.find_all("h1")) == 1, path
        assert len(page.find_all("main")) == 1, path
        assert page.html["lang"] in ("nb", "nn", "en"), path
        assert text(page.title), path


def test_nothing_is_inline_and_nothing_is_fetched_from_elsewhere(published: Path) -> None:
    """The output works with the policy `default-src 'self'`."""
    for path in published.rglob("*.html"):
        page = soup(path)
        scripts = page.select("script:not([type='application/ld+json'], [src])")
        assert not scripts and not page.select("[style], style"), path
        fetched = [tag["src"] for tag in page.select("[src]")]
        fetched += [tag["href"] for tag in page.select("link[rel=stylesheet], link[rel=icon]")]
        assert all(address.startswith("/") for address in fetched), path


@pytest.mark.parametrize("siteurl", ["", "https://prøve.example", "https://prove.example/på/mappe"])
def test_every_link_and_resource_leads_somewhere(tmp_path: Path, siteurl: str) -> None:
    """Each link leads to a file, and to an anchor in it, also when the site has a path."""
    out = good(SITES / "full", tmp_path / "out", SITEURL=siteurl)
    siteurl = siteurl.replace("prøve", "xn--prve-hra")  # as DNS has it
    siteurl = siteurl.replace("på", "p%C3%A5")  # RFC 3986, 2.5
    assert not siteurl or f'"{siteurl}/nyheter/"' in (out / "nyheter/index.html").read_text("utf-8")
    base = urlsplit(siteurl).path
    followed = 0
    for path in out.rglob("*.html"):
        assert not base or base * 2 not in path.read_text(encoding="utf-8"), path
        for tag in soup(path).select("[href], [src]"):
            address = tag.get("href") or tag.get("src")
            if siteurl and address.startswith((siteurl, f"webcal://{urlsplit(siteurl).netloc}/")):
                address = urlsplit(address).path
            if address.startswith(("https://", "mailto:", "tel:", "#")):
                continue
            assert address.startswith(f"{base}/"), (path, address)
            target, anchor = urldefrag(address.removeprefix(base))
            file = out / (unquote(target).lstrip("/") + ("index.html" * target.endswith("/")))
            assert file.is_file(), (path, address)
            if anchor:
                assert soup(file).find(id=unquote(anchor)), (path, address)
            followed += 1
    assert followed > 300


def test_nothing_unpublished_leaves_a_trace(published: Path) -> None:
    """Drafts and future entries have no page, and no list, feed or picture names them."""
    for path in published.rglob("*"):
        assert CANARY not in path.relative_to(published).as_posix().lower()
        if path.is_file():
            assert CANARY.encode() not in path.read_bytes().lower(), path


def test_the_newsroom_sees_unpublished_entries_marked(preview: Path) -> None:
    """The preview has unpublished entries at their final address, with the reason."""
    for address, words in {
        "nyheter/2023/kladd": "Utkast",
        "nyheter/2023/framtid": "Ikke publisert ennå",
        "kladdeside": "Utkast",
        "arrangementer/2023/kladd": "Utkast",
    }.items():
        page = soup(preview / address / "index.html")
        assert words in text(page.main) or words in text(page.body)
        assert page.select_one("meta[name=robots]")["content"].startswith("noindex")


def test_an_expired_article_keeps_its_address_and_leaves_the_lists(published: Path) -> None:
    """Its page exists and says that it has expired, and no list links to it."""
    page = soup(published / "nyheter/2023/utgatt/index.html")
    assert "ikke lenger aktuell" in text(page.body)
    assert page.select_one("meta[name=robots]")["content"].startswith("noindex")
    for name in ("index.html", "nyheter/index.html", "feed.xml", "sitemap.xml"):
        assert "utgatt" not in (published / name).read_text(encoding="utf-8")


def test_pictures_are_upright_copies_without_metadata(published: Path) -> None:
    """In each format and width, the copy has no EXIF, the credit, and the size in the markup."""
    picture = soup(published / "nyheter/2023/kraft/index.html").select_one("main picture")
    choices = [tag["srcset"].split(", ") for tag in picture.select("[srcset]")]
    offered = [choice.split() for choices_of_one in choices for choice in choices_of_one]
    assert len(offered) == 2 * 4
    for address, width in offered:
        with Image.open(published / address.lstrip("/")) as copy:
            assert (f"{copy.width}w", copy.width) == (width, copy.height * 2)
            assert not copy.getexif() and "exif" not in copy.info
            assert "Prøvefoto".encode() in copy.info["xmp"]
    with Image.open(published / picture.img["src"].lstrip("/")) as copy:
        assert copy.size == (int(picture.img["width"]), int(picture.img["height"]))
    assert picture.img["alt"] == "En tegnet fjord"
    assert not list(published.rglob("foto.jpg"))


def test_the_year_counts_what_was_held(published: Path) -> None:
    """The figures count neither a cancelled event nor the festival that contains other events."""
    page = soup(published / "aret/2023/index.html")
    values = [tag["value"] for tag in page.select("data")]
    assert values[:3] == ["3", "123", "160"]
    assert "Vi holdt 3 arrangementer" in text(page.main)


def test_an_event_tells_when_where_and_what_it_cost(published: Path) -> None:
    """The page shows the facts as text, and its times in machine form with their offset."""
    page = soup(published / "arrangementer/2023/kraftmote/index.html")
    words = text(page.main)
    assert "tirsdag 12. september 2023 kl. 09.00–15.30" in words
    assert "Kulturhuset, Torget 2, 1234 Prøvebyen" in words
    assert page.select_one("time[datetime='2023-09-12T09:00:00+02:00']")
    assert "Kraftmøtet: slik gikk det" in words


def test_a_cancelled_event_says_so_within_its_link(published: Path) -> None:
    """The link of a cancelled event has the status before the title, in every list."""
    page = soup(published / "arrangementer/index.html")
    link = page.select_one("a[href='/arrangementer/2023/avlyst/']")
    assert text(link).startswith("Avlyst: ")


def test_the_site_map_lists_what_may_be_found(published: Path) -> None:
    """The sitemap has absolute addresses, real times, and no page with noindex."""
    urls = ET.parse(published / "sitemap.xml").getroot()
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    found = {u.findtext("s:loc", "", space): u.findtext("s:lastmod", "", space) for u in urls}
    assert found["https://example.org/nyheter/2023/kraft/"] == "2023-09-15T00:00:00+02:00"
    assert "https://example.org/404.html" not in found


def test_lists_of_news_are_divided_into_pages(tmp_path: Path) -> None:
    """Each page of a list links to the next and to the previous page."""
    out = good(SITES / "full", tmp_path / "out", DEFAULT_PAGINATION=1)
    second = soup(out / "nyheter/side/2/index.html")
    hrefs = {tag["href"] for tag in second.select("a[href]")}
    assert {"/nyheter/", "/nyheter/side/3/"} <= hrefs
    assert "Side 2 av 3" in text(second.main)


def test_an_empty_content_folder_makes_a_site(tmp_path: Path) -> None:
    """An empty content folder makes a front page that says that there is nothing yet."""
    (tmp_path / "content").mkdir()
    out = good(tmp_path / "content", tmp_path / "out", SITENAME="Ny forening")
    front = soup(out / "index.html")
    assert "Ny forening" in text(front.h1)
    assert "Ingen nyheter er publisert ennå." in text(front.main)


def test_the_licences_of_what_is_published_stand_with_it(tmp_path: Path) -> None:
    """Those in site.yaml; without one it claims nothing."""

    def told(**fields: str) -> str | None:
        given.written(tmp_path / "content", {"site.yaml": yaml.safe_dump({"name": "Vi", **fields})})
        file = good(tmp_path / "content", tmp_path / "out") / "licenses.txt"
        return file.read_text(encoding="utf-8") if file.exists() else None

    licence, credit = "https://example.org/by", "Foto: Foreningen"
    events = "Arrangementene kan gjenbrukes under / The events may be reused under:"
    pictures = "Bilder uten egen kreditering / Pictures without a credit of their own:"
    assert told() is None
    assert told(data_license=licence) == f"Vi\n\n{events}\n{licence}\n"
    assert told(credit=credit) == f"Vi\n\n{pictures}\n{credit}\n"
    both = told(data_license=licence, credit=credit)
    assert both == f"Vi\n\n{events}\n{licence}\n\n{pictures}\n{credit}\n"


def test_every_page_can_be_reached_from_the_front(published: Path) -> None:
    """All are, by links and forms, but not what has expired or left, old addresses and 404."""
    todo, seen = ["/"], {"/"}
    while todo:
        page = soup(published / (todo.pop().lstrip("/") + "index.html"))
        found = {urldefrag(a["href"])[0] for a in page.select("a[href^='/'][href$='/']")}
        found |= {form["action"] for form in page.select("form[action^='/']")}
        found = {address for address in found if address.endswith("/")} - seen
        todo += sorted(found)
        seen |= found
    pages = {
        "/" + path.relative_to(published).as_posix().removesuffix("index.html")
        for path in published.rglob("*.html")
    }
    news = {"/nyheter/2023/gammel-kraft/", "/nyheter/2023/utgatt/"}
    alone = {"/404.html", *news, "/medlemmer/kaien/"}
    assert pages - seen == alone
