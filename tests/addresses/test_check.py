"""Checks of the whole plan: double addresses and broken links."""

from dataclasses import replace
from pathlib import Path

import pytest

from newsroom.addresses.check import check_addresses, check_links
from newsroom.addresses.plan import plan
from newsroom.addresses.urls import Root
from newsroom.contract.catalog import LIST, Catalog, Ledger, UrlOwner
from newsroom.contract.edition import edition
from newsroom.contract.entry import Entry
from newsroom.contract.problems import Report
from tests import given

DRAFT = given.article("news/utkast.md", status="draft", text="Utkast.")


def links_of(
    *entries: Entry,
    media: tuple[str, ...] = (),
    broken: tuple[str, ...] = (),
    ledger: Ledger = given.NEW,
) -> Report:
    """The problems of the links of a site."""
    paths = {path: Path(path) for path in media}
    return checked(given.catalog(*entries, media=paths, broken=broken, ledger=ledger))


def checked(catalog: Catalog, *, is_preview: bool = False) -> Report:
    report = Report()
    public, preview = (edition(catalog, given.NOW, unpublished=all_) for all_ in (False, True))
    near, preview_plan = (
        plan(one, Root(""), given.EVERY_KIND, 10, given.SPOTS) for one in (public, preview)
    )
    shown, shown_plan = (preview, preview_plan) if is_preview else (public, near)
    addresses = {shown_plan.by_ref[ref] for ref in shown.unpublished}
    check_links(catalog, shown_plan, preview_plan, shown.unpublished | addresses, report)
    return report


def addresses_of(*entries: Entry) -> Report:
    report = Report()
    check_addresses(given.catalog(*entries), report)
    return report


@pytest.mark.parametrize(
    "link",
    ["/nyheter/", "/nyheter/2023/", "/", "/om-oss/", "/om-oss/#styret", "/om-oss/#innhold",
     "/feed.xml", "/dokumenter/vedtekter.pdf", "../pages/om-oss.md#styret", "event:2023-frokost",
     "#del", "/nyheter/?fra=brev", "https://example.org/hva-som-helst",
     "/aret/2023/arsbrev-2023.pdf"],
)  # fmt: skip
def test_a_link_to_what_is_there_is_no_fault(link: str) -> None:
    """Links to entries, lists, files, documents and headings that exist give no problem."""
    text = f"## Del\n\n[her]({link})"
    entries = (given.article("news/a.md", text), given.page(text="## Styret"), given.event())
    entries += (given.review(pdf="ja"), given.review(2022))
    assert given.codes(links_of(*entries, media=("documents/vedtekter.pdf",))) == []


@pytest.mark.parametrize(
    ("link", "code"),
    [
        ("/om-os/", "link-broken"),
        ("/om-oss", "link-broken"),
        ("/nyheter/side/2/", "link-broken"),
        ("/dokumenter/borte.pdf", "link-broken"),
        ("/aret/2023/arsbrev-2023.pdf", "link-broken"),
        ("/images/x.jpg", "link-broken"),
        ("borte.md", "link-broken"),
        ("event:borte", "link-broken"),
        ("/om-oss/#styre", "anchor-broken"),
        ("#dell", "anchor-broken"),
        ("#fn-dagen", "anchor-broken"),
        ("/nyheter/#del", "anchor-broken"),
        ("utkast.md", "link-unpublished"),
        ("/nyheter/2023/utkast/", "link-unpublished"),
    ],
)
def test_a_link_that_leads_nowhere_is_a_fault_at_its_line(link: str, code: str) -> None:
    """A link to a missing page or anchor, or to an unpublished entry, is a problem at its line."""
    text = f"## Del\n\n[her]({link})"
    others = given.page(text="## Styret"), given.review(), DRAFT
    report = links_of(given.article("news/a.md", text), *others)
    assert given.places(report) == [f"news/a.md:7: {code}"]


def test_a_broken_link_offers_the_nearest_address() -> None:
    """The message for a broken link suggests the nearest existing address."""
    (problem,) = links_of(given.article("news/a.md", "[her](/om-os/)"), given.page())
    assert dict(problem.values)["suggestion"] == "/om-oss/"


def test_a_draft_may_link_to_a_draft() -> None:
    """A draft may link to a draft and to public entries, and not to a missing address."""
    text = "[a](utkast.md) [b](../pages/om-oss.md) [c](borte.md)"
    other = given.article("news/b.md", text, status="draft")
    assert given.codes(links_of(other, DRAFT, given.page())) == ["link-broken"]


@pytest.mark.parametrize("link", ["ny.md", "/nyheter/2024/ny/", "/nyheter/tag/ki/"])
def test_what_was_published_can_be_linked_to_at_any_time(link: str) -> None:
    """A link to a published address is no problem, also with an earlier NOW."""
    entries = (given.article("news/a.md", f"[her]({link})"),
               given.article("news/ny.md", date="2024-01-10"))  # fmt: skip
    record = {"/nyheter/2024/ny/": UrlOwner.parse("news/ny.md"), "/nyheter/tag/ki/": LIST}
    assert given.codes(links_of(*entries, ledger=Ledger(record))) == []
    assert len(links_of(*entries).errors()) == 1


@pytest.mark.parametrize("link", ["utkast.md", "/nyheter/2023/utkast/"])
def test_what_somebody_made_a_draft_again_cannot(link: str) -> None:
    """A link to an entry that is a draft again, or is in the future, is a problem."""
    record = Ledger({"/nyheter/2023/utkast/": UrlOwner.parse("news/utkast.md")})
    report = links_of(given.article("news/a.md", f"[her]({link})"), DRAFT, ledger=record)
    assert given.codes(report) == ["link-unpublished"]


@pytest.mark.parametrize(
    "link", ["utkast.md", "/nyheter/2024/utkast/#del", "event:lunsj", "event:lunsj-2023-03-14"]
)
def test_the_preview_has_advice_about_what_stops_publishing(link: str) -> None:
    """A public entry that links to an unpublished one is told at its line, and stops nothing."""
    series = {"start": "2023-03-07", "repeat": "hver tirsdag", "status": "draft"}
    later = given.article("news/utkast.md", "## Del", date="2024-01-10")
    hidden = later, given.event("lunsj", **series)
    linking = given.article("news/a.md", f"Se:\n\n[her]({link})")
    catalog = given.catalog(linking, *hidden)
    (error,), (advice,) = checked(catalog), checked(catalog, is_preview=True)
    assert (error.severity, advice.severity) == ("error", "advice")
    assert (error.path, error.line, error.code) == ("news/a.md", 7, "link-unpublished")
    assert replace(advice, severity="error", values=error.values) == error
    assert dict(advice.values)["target"] == (link if ":" in link else "news/utkast.md")


@pytest.mark.parametrize(
    ("fields", "link"),
    [
        ({"status": "draft"}, "utkast.md"),
        ({"date": "2024-01-10"}, "utkast.md"),
        ({}, "gammel.md"),
        ({}, "ny.md"),
    ],
)
def test_the_preview_has_no_advice_about_other_links(fields: dict[str, str], link: str) -> None:
    """Drafts may link to drafts, and texts to what has expired or has been published before."""
    entries = (given.article("news/b.md", f"[her]({link})", **fields), DRAFT,
               given.article("news/gammel.md", expires="2023-06-01"),
               given.article("news/ny.md", date="2024-01-10"))  # fmt: skip
    ledger = Ledger({"/nyheter/2024/ny/": UrlOwner.parse("news/ny.md")})
    catalog = given.catalog(*entries, ledger=ledger)
    assert [*checked(catalog), *checked(catalog, is_preview=True)] == []


def test_an_expired_article_can_still_be_linked_to() -> None:
    """A link to an expired article is no problem."""
    old = given.article("news/gammel.md", expires="2023-06-01")
    assert given.codes(links_of(given.article("news/a.md", "[a](gammel.md)"), old)) == []


@pytest.mark.parametrize(
    ("link", "codes"),
    [
        ("event:lunsj", []),
        ("event:lunsj-2023-03-07", []),
        ("event:lunsj-2023-03-14", ["link-broken"]),
        ("event:lunsj-2023-03-08", ["link-broken"]),
    ],
)
def test_a_series_and_each_of_its_dates_can_be_linked_to(link: str, codes: list[str]) -> None:
    """Links to a series and its occurrences work, and not to excluded or other dates."""
    fields = {"start": "2023-03-07", "repeat": "hver tirsdag, 4 ganger", "except": ["2023-03-14"]}
    found = links_of(given.article(text=f"[a]({link})"), given.event("lunsj", **fields))
    assert given.codes(found) == codes


def test_a_link_to_what_could_not_be_read_is_not_a_second_fault() -> None:
    """A link to an entry that cannot be read is no second problem."""
    text = "[a](borte.md) [b](event:noe)"
    broken = ("news/borte.md", "events/2023.yaml")
    assert given.codes(links_of(given.article("news/a.md", text), broken=broken)) == []


@pytest.mark.parametrize(
    ("link", "broken", "codes"),
    [
        ("/om-oss/", "pages/Om oss.md", []),
        ("/om-oss/", "pages/annet.md", ["link-broken"]),
        ("/nyheter/2023/frokost/", "news/2023/frokost.md", []),
        ("/personer/kari/", "people.yaml", []),
        ("/personer/kari/", "venues.yaml", ["link-broken"]),
    ],
)
def test_an_address_of_what_could_not_be_read_is_not_a_second_fault(
    link: str, broken: str, codes: list[str]
) -> None:
    """An address of an entry that cannot be read is no second problem, also in menus."""
    article = given.article("news/a.md", f"[a]({link})")
    assert given.codes(links_of(article, broken=[broken])) == codes


def test_links_in_fields_are_checked_too() -> None:
    """Links in the menu and in the highlights of an annual letter are checked."""
    review = given.review(highlights=[{"title": "En", "link": "/borte/"}])
    site = given.site(menu=[{"title": "Om oss", "link": "/om-oss/"}])
    found = {(p.path, p.code) for p in links_of(review, site)}
    assert found == {("reviews/2023.md", "link-broken"), ("site.yaml", "link-broken")}


@pytest.mark.parametrize(
    "entries",
    [
        (given.article("news/a/sak.md"), given.article("news/b/sak.md")),
        (given.article("news/a.md", slug="sak"), given.article("news/b.md", slug="sak")),
        (given.event("2023-frokost"), given.event("frokost")),
        (given.page("pages/a.md", slug="om"), given.page("pages/b.md", slug="om", lang="nn")),
        (given.article("news/a.md", slug="sak"), given.article("news/sak.md", status="draft")),
    ],
)
def test_two_entries_at_one_address_are_a_fault(entries: tuple[Entry, Entry]) -> None:
    """Two entries at one address, also drafts, are a problem that names the other file and line."""
    (problem,) = addresses_of(*entries)
    assert problem.code == "address-taken"
    line = entries[0].source.place(("slug",))[0]
    assert dict(problem.values)["other"] == f"{entries[0].source.path}:{line}"


@pytest.mark.parametrize(
    "entries",
    [
        (given.article("news/a/sak.md"), given.article("news/b/sak.md", date="2022-05-01")),
        (given.article("news/a/sak.md"), given.article("news/b/sak.md", lang="en")),
        (given.event("2023-a"), given.event("2024-a", start="2024-01-01")),
        (given.article("news/a.md", slug="x"), given.page(slug="x")),
    ],
)
def test_the_same_slug_in_another_year_language_or_kind_is_another_address(
    entries: tuple[Entry, Entry],
) -> None:
    """The same slug in another year, language or kind is no problem."""
    assert given.codes(addresses_of(*entries)) == []


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        (given.article("news/2023.md"), "slug-digits"),
        (given.article("news/🎉.md"), "slug-digits"),
        (given.event("2023-09"), "slug-digits"),
        (given.page("pages/nyheter.md"), "slug-reserved"),
        (given.page("pages/x.md", slug="aret"), "slug-reserved"),
        (given.page("pages/en.md"), "slug-reserved"),
    ],
)
def test_a_slug_that_would_stand_in_a_lists_place_is_a_fault(entry: Entry, code: str) -> None:
    """A slug that is a number or a fixed path segment is a problem, since lists have them."""
    assert given.codes(addresses_of(entry)) == [code]


def test_two_documents_at_one_address_are_a_fault() -> None:
    """Two documents with one address, after the transliteration of their names, are a problem."""
    media = {path: Path(path) for path in ("documents/Årsmøte.pdf", "documents/arsmote.pdf")}
    report = Report()
    check_addresses(given.catalog(media=media), report)
    assert given.codes(report) == ["address-taken"]
