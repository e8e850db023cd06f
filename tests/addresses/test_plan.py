"""The plan: the spots of all pages."""

import pytest

from newsroom.addresses.plan import Plan, Spot
from newsroom.contract.article import Article
from newsroom.contract.event import Event
from tests import given


def articles(count: int, **fields: object) -> list[Article]:
    return [given.article(f"news/sak-{n:03}.md", **fields) for n in range(count)]


def at(plan: Plan, kind: str) -> list[str]:
    """The addresses of a kind of page, in order."""
    return [spot.address for spot in plan.of_kind(kind)]


@pytest.mark.parametrize(
    ("count", "sizes"), [(0, [0]), (1, [1]), (10, [10]), (11, [10, 1]), (20, [10, 10]),
                         (21, [10, 10, 1])]
)  # fmt: skip
def test_a_list_has_as_many_pages_as_it_needs(count: int, sizes: list[int]) -> None:
    """A list has as many pages as it needs, and at least one."""
    pages = list(given.plan_of(*articles(count)).of_kind("news"))
    assert [len(page.items) for page in pages] == sizes
    assert [page.number for page in pages] == list(range(1, len(sizes) + 1))
    assert {(page.total, page.first) for page in pages} == {(len(sizes), "/nyheter/")}


def test_every_article_is_in_the_list_once() -> None:
    """Every article is on one page of the list, newest first."""
    made = [given.article(f"news/{n}.md", date=f"2023-05-{n:02}") for n in range(1, 24)]
    pages = given.plan_of(*made).of_kind("news")
    shown = [article.date.day.day for page in pages for article in page.items]
    assert shown == list(range(23, 0, -1))


def test_news_has_a_page_for_each_year_with_news() -> None:
    """Each year with news has a page, in ascending order."""
    dates = ["2023-01-01", "2021-05-05", "2023-12-01"]
    made = [given.article(f"news/{n}.md", date=date) for n, date in enumerate(dates)]
    assert at(given.plan_of(*made), "news-year") == ["/nyheter/2021/", "/nyheter/2023/"]


def test_events_have_a_page_for_each_year_and_month() -> None:
    """Each year and month in which an event starts has a page, also in the future."""
    dates = ["2023-09-12", "2023-09-30", "2024-01-09"]
    made = [given.event(f"e{n}", start=date) for n, date in enumerate(dates)]
    plan = given.plan_of(*made, given.event("f", start="2024-02-01", previous_start="2023-11-01"))
    assert at(plan, "events-year") == ["/arrangementer/2023/", "/arrangementer/2024/"]
    assert at(plan, "events-month") == [
        "/arrangementer/2023/09/",
        "/arrangementer/2024/01/",
        "/arrangementer/2024/02/",
    ]


def test_a_tag_spelt_differently_is_one_tag() -> None:
    """Spellings of one tag share a page, named by the most frequent spelling."""
    spellings = [["Bærekraft"], ["bærekraft"], ["Bærekraft", "BÆREKRAFT"]]
    made = [given.article(f"news/{n}.md", tags=tags) for n, tags in enumerate(spellings)]
    (spot,) = given.plan_of(*made).of_kind("tag")
    assert (spot.address, spot.name, len(spot.items)) == ("/tema/baerekraft/", "Bærekraft", 3)


def test_between_spellings_used_alike_the_alphabet_decides() -> None:
    """Of equally frequent spellings the first in the alphabet is used."""
    made = [given.article(f"news/{n}.md", category=c) for n, c in enumerate(["ki", "KI"])]
    assert next(given.plan_of(*made).of_kind("category")).name == "KI"


def test_a_translation_is_in_no_list() -> None:
    """A translation is in no list, but its original is."""
    made = [
        given.article("news/a.md", tags=["KI"]),
        given.article("news/a-en.md", lang="en", tags=["AI"], translation_of="news/a.md"),
    ]
    plan = given.plan_of(*made)
    assert [a.ref for spot in plan.of_kind("news") for a in spot.items] == ["news/a.md"]
    assert at(plan, "tag") == ["/tema/ki/"]
    assert plan.by_ref["news/a-en.md"] == "/en/news/2023/a-en/"


def test_what_nobody_may_see_makes_no_page() -> None:
    """An unpublished entry makes no page, and no page of its tag, category, year or month."""
    plan = given.plan_of(
        given.article(status="draft", tags=["Hemmelig"], category="Intern"),
        given.event("hemmelig", start="2025-05-05", status="draft"),
        given.page(status="draft"),
        given.review(2024),
    )
    assert set(plan.by_kind) == {
        "front", "news", "events", "years", "networks", "not-found", "feed", "sitemap",
        "robots", "calendar", "events-feed", "subscribe",
    }  # fmt: skip


def test_an_expired_article_has_its_own_page_alone() -> None:
    """An expired article has only its own page, and none for its tag."""
    plan = given.plan_of(given.article(expires="2023-06-01", tags=["KI"]))
    assert at(plan, "article") == ["/nyheter/2023/sak/"]
    assert (at(plan, "tag"), at(plan, "category"), at(plan, "news-year")) == ([], [], [])


def test_a_kind_that_no_room_makes_leaves_no_page() -> None:
    """A kind that no room makes has no page in the plan."""
    entries = (given.article(), given.event(), given.network())
    plan = given.plan_of(*entries, kinds=given.EVERY_KIND - {"event", "events", "feed"})
    assert plan.find("events") is plan.find("feed") is None
    assert "event:2023-frokost" not in plan.by_ref
    assert "/feed.xml" not in plan.spots
    assert "/arrangementer/2023/" in plan.spots


def test_no_two_pages_of_a_plan_stand_at_one_address() -> None:
    """No two pages of a plan have one address, with all kinds of entries and lists."""
    plan = given.plan_of(
        *articles(21, tags=["KI"]), given.page(),
        given.review(figures=[{"label": "Medlemmer", "value": "1"}]),
        given.event(network="helse", type="Frokost"),
        given.event("kurs", repeat="hver tirsdag, 3 ganger"),
        given.network(), given.person(), given.venue(), given.member(about="Om."),
        given.newsletter(), given.site(event_types=["Frokost"]),
    )  # fmt: skip
    assert sum(len(spots) for spots in plan.by_kind.values()) == len(plan.spots)
    assert set(plan.by_kind) == given.EVERY_KIND - {"licences"}  # no licenses.txt


def test_a_link_to_an_entry_holds_the_sites_path() -> None:
    """A link to an entry has the path of the site."""
    plan = given.plan_of(given.page(), siteurl="https://example.org/under/mappe")
    assert plan.link_to(given.page()) == "/under/mappe/om-oss/"


def test_a_page_gives_its_entries_only_as_what_they_are() -> None:
    """A view that asks for another model gets an error."""
    spot = Spot("/nyheter/", "news", (given.article(), given.article("news/b.md")))
    assert [article.title for article in spot.entries(Article)] == ["En sak", "En sak"]
    with pytest.raises(TypeError, match="/nyheter/ has entries that are not of Event"):
        spot.entries(Event)
