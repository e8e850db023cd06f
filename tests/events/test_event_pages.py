"""Event pages and lists of events."""

from newsroom.contract.entry import Entry
from newsroom.events.pages import pages
from newsroom.events.views import EventsView, EventView
from tests import given


def views(*entries: Entry, **more: object) -> dict[str, EventView | EventsView]:
    """The view of each page, by its address."""
    site_data = given.site_data_of(*entries, **more)
    return given.shown(pages(site_data), site_data)


YEAR = [
    given.event("a", start="2023-03-01 09:00"),
    given.event("b", start="2023-03-15 09:00"),
    given.event("c", start="2023-11-01 09:00"),
    given.event("d", start="2024-02-01 09:00"),
]


def test_a_year_is_told_month_by_month() -> None:
    """A year is divided into months, and each links to its page."""
    view = views(*YEAR, siteurl="https://a.no/sti")["/arrangementer/2023/"]
    shown = [(group.title, len(group.rows), group.href) for group in view.groups]
    assert shown == [
        ("Mars 2023", 2, "/sti/arrangementer/2023/03/"),
        ("November 2023", 1, "/sti/arrangementer/2023/11/"),
    ]
    assert view.head.title == "Arrangementer 2023"
    assert [(link.text, link.current) for link in view.lists] == [("2024", False), ("2023", True)]


def test_a_month_leads_to_those_beside_it_that_have_events() -> None:
    """A month links to the previous and next month with events, also in another year."""
    view = views(*YEAR)["/arrangementer/2023/11/"]
    assert view.head.title == "Arrangementer i november 2023"
    assert (view.earlier.text, view.later.text) == ("Mars 2023", "Februar 2024")
    assert views(*YEAR)["/arrangementer/2023/03/"].earlier is None


def test_the_first_list_is_of_what_is_coming() -> None:
    """The first list has the upcoming events, and no group when there is none."""
    view = views(*YEAR)["/arrangementer/"]
    assert [row.title for group in view.groups for row in group.rows] == ["Frokost"]
    assert [group.title for group in view.groups] == ["Februar 2024"]
    over = views(*YEAR, now="2024-03-01 09:00")["/arrangementer/"]
    assert over.groups == ()


def test_an_event_has_its_day_and_a_series_has_its_dates() -> None:
    """Beside the title of an event is its day; a series has no day of its own."""
    series = given.event("u", start="2023-09-05 09:00", repeat="hver tirsdag, 2 ganger")
    shown = views(given.event(), series)
    assert shown["/arrangementer/2023/frokost/"].when == "tirsdag 12. september 2023"
    assert shown["/arrangementer/2023/u/"].when == ""
    assert shown["/arrangementer/2023/u/2023-09-12/"].when == "tirsdag 12. september 2023"


def test_only_the_types_of_the_site_have_a_list() -> None:
    """A type that is written otherwise is a problem, and makes no second list at the address."""
    events = [given.event("a", type="Kurs"), given.event("b", type="kurs")]
    site_data = given.site_data_of(*events, given.site(event_types=["Kurs"]))
    lists = site_data.plan.of_kind("events-type")
    assert [(spot.address, spot.name, spot.items) for spot in lists] == [
        ("/arrangementer/kurs/", "Kurs", (events[0],))
    ]
    assert site_data.plan.clashes == ()


def test_a_festival_shows_its_parts_and_a_part_its_festival() -> None:
    """A festival lists its parts, and a part links to its festival."""
    festival = given.event("festival", title="Festivalen", start="2023-09-12", end="2023-09-13")
    part = given.event("del", title="Åpningen", part_of="festival")
    shown = views(festival, part)
    (day,) = shown["/arrangementer/2023/festival/"].parts
    assert day.title == "Tirsdag 12. september 2023"
    assert [row.title for row in day.rows] == ["Åpningen"]
    crumbs = [link.text for link in shown["/arrangementer/2023/del/"].head.crumbs]
    assert crumbs == ["Forsiden", "Arrangementer", "Festivalen", "Åpningen"]
    assert shown["/arrangementer/2023/del/"].parts == ()


def test_an_event_shows_what_was_written_about_it() -> None:
    """An event lists its public recaps."""
    entries = [
        given.event(),
        given.article("news/a.md", title="Slik gikk det", event="2023-frokost"),
        given.article("news/b.md", status="draft", event="2023-frokost"),
    ]
    recaps = views(*entries)["/arrangementer/2023/frokost/"].recaps
    assert [card.title for card in recaps] == ["Slik gikk det"]


def test_a_programme_is_told_in_its_order() -> None:
    """The programme is in its order, with speakers' names, and may have lines without a time."""
    programme = [
        {"time": "9.00", "title": "Velkommen", "speaker": "kari"},
        {"title": "Kaffe", "speaker": "Ola"},
    ]
    event = given.event(programme=programme)
    lines = views(event, given.person())["/arrangementer/2023/frokost/"].programme
    assert [(line.title, line.speaker) for line in lines] == [
        ("Velkommen", "Kari Nordmann"),
        ("Kaffe", "Ola"),
    ]
    assert (lines[0].time.text, lines[0].time.machine) == ("09.00", "09:00")
    assert lines[1].time is None


def test_a_draft_event_is_not_to_be_indexed() -> None:
    """The page of a draft, in a preview, has noindex."""
    site_data = given.site_data_of(given.event(status="draft"), unpublished=True)
    (page,) = (page for page in pages(site_data) if page.template == "event.html")
    assert not page.indexed


def test_an_event_leads_to_those_beside_it_in_time() -> None:
    """An event links to the event before and after it, of any network."""
    shown = views(*YEAR)
    view = shown["/arrangementer/2023/b/"]
    assert (view.earlier.href, view.later.href) == (
        "/arrangementer/2023/a/",
        "/arrangementer/2023/c/",
    )
    assert shown["/arrangementer/2023/a/"].earlier is None
    assert shown["/arrangementer/2024/d/"].later is None


def test_an_event_shows_what_its_network_does_next() -> None:
    """An event lists its network's upcoming events, then past ones, and never itself."""
    mine = [
        given.event(name, start=start, network="helse")
        for name, start in {"p": "2023-01-01", "q": "2023-12-22", "r": "2024-01-05"}.items()
    ]
    shown = views(*mine, given.event("x"), given.network())
    related = shown["/arrangementer/2023/p/"].related
    assert [row.href for row in related.rows] == [
        "/arrangementer/2023/q/",
        "/arrangementer/2024/r/",
    ]
    assert related.title == "Flere arrangementer: Helsenettverket"
    assert shown["/arrangementer/2023/x/"].related is None


def test_an_event_shows_the_next_date_of_a_series_and_three_events_at_most() -> None:
    """Among related events a series has its next date, also when its first dates are over."""
    starts = {"q": "2023-12-22", "r": "2024-01-05", "s": "2024-01-06", "t": "2024-01-07"}
    mine = [given.event(name, start=start, network="helse") for name, start in starts.items()]
    rule = {"start": "2023-12-05 09:00", "repeat": "hver tirsdag, 4 ganger", "network": "helse"}
    shown = views(*mine, given.event("u", **rule), given.network())
    assert [row.href for row in shown["/arrangementer/2023/q/"].related.rows] == [
        "/arrangementer/2023/u/2023-12-26/",
        "/arrangementer/2024/r/",
        "/arrangementer/2024/s/",
    ]


def test_a_row_says_when_it_is_over_where_only_what_is_coming_has_a_place() -> None:
    """In the list of upcoming events a row has the time when it ends, and nowhere else."""
    timed = given.event("a", start="2024-02-01 09:00", end="2024-02-01 11:00")
    shown = views(timed, given.event("b", start="2024-02-02 09:00"))

    def ends(address: str) -> list[str]:
        return [row.ends for group in shown[address].groups for row in group.rows]

    assert ends("/arrangementer/") == ["2024-02-01T11:00:00+01:00", "2024-02-03T00:00:00+01:00"]
    assert ends("/arrangementer/2024/") == ends("/arrangementer/2024/02/") == ["", ""]
