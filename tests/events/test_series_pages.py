"""A series: a page with all its dates, and a page for each of them."""

import pytest

from newsroom.addresses.plan import Plan
from newsroom.contract.entry import Entry
from newsroom.contract.event import Event
from newsroom.events.pages import pages
from newsroom.events.views import EventView
from tests import given

SERIES = "/arrangementer/2023/lunsj/"
BEFORE, BETWEEN, AFTER = "2023-09-01 12:00", "2023-09-22 12:00", "2023-12-01 12:00"


def lunch(**fields: object) -> Event:
    """A series on four Tuesdays from 12 September, with these other fields."""
    said = {
        "title": "Lunsj",
        "start": "2023-09-12 11:30",
        "end": "2023-09-12 12:30",
        "repeat": "hver tirsdag, 4 ganger",
    }
    return given.event("lunsj", **said | fields)


def shown(*entries: Entry, now: str = BEFORE, **more: object) -> dict[str, EventView]:
    """The view of each page, by its address."""
    site_data = given.site_data_of(*entries, now=now, **more)
    return given.shown(pages(site_data), site_data)


def plan(*entries: Entry, now: str = BEFORE) -> Plan:
    return given.plan_of(*entries, now=now)


def test_each_date_has_an_address_below_the_series() -> None:
    """The address of an occurrence is below that of its series, also in another year."""
    across = lunch(start="2023-12-26 11:30", end=None, repeat="hver tirsdag, 2 ganger")
    assert list(plan(across).by_ref.values()) == [
        SERIES,
        f"{SERIES}2023-12-26/",
        f"{SERIES}2024-01-02/",
    ]


def test_a_moved_date_keeps_its_address() -> None:
    """A moved occurrence keeps the address of its date in the rule."""
    moved = {"2023-09-19": {"start": "2023-09-21 12:00"}}
    view = shown(lunch(instances=moved))[f"{SERIES}2023-09-19/"]
    said = {fact.label: fact.text for fact in view.when_and_where + view.facts}
    assert said["Når"].startswith("torsdag 21. september 2023 kl.\u00a012.00–13.00")
    assert view.notice.title == "Ny dato"
    assert view.notice.advice == (
        "Flyttet fra tirsdag 19. september 2023 kl.\u00a011.30. "
        "Møt opp torsdag 21. september 2023 kl.\u00a012.00."
    )


def test_a_series_lists_its_dates() -> None:
    """A series lists upcoming dates first, then past ones in descending order."""
    view = shown(lunch(), now=BETWEEN)[SERIES]
    assert [(group.title, [row.day for row in group.rows]) for group in view.dates] == [
        ("Kommende datoer", ["26", "3"]),
        ("Tidligere datoer", ["19", "12"]),
    ]


def test_a_series_tells_its_rule() -> None:
    """A series shows its rule in words, or the number of times for an RRULE without words."""
    written = {f.label: f.text for f in shown(lunch())[SERIES].when_and_where}
    assert written["Gjentas"] == "hver tirsdag, 4 ganger"
    assert written["Når"] == "12. september\u00a0– 3. oktober 2023"
    counted = shown(lunch(repeat="FREQ=DAILY;BYDAY=TU;COUNT=4"))[SERIES].when_and_where
    assert "4 ganger" in [fact.text for fact in counted]


@pytest.mark.parametrize(
    ("lang", "label", "times"),
    [
        ("nn", "Blir gjenteke", "kvar tysdag, 4 gonger"),
        ("en", "Repeated", "every Tuesday, 4 times"),
    ],
)
def test_a_series_tells_its_rule_in_its_own_language(lang: str, label: str, times: str) -> None:
    """The rule is written in Bokmål, or as an RRULE."""
    (address,) = {spot.address for spot in plan(lunch(lang=lang)).of_kind("series")}
    facts = {f.label: f.text for f in shown(lunch(lang=lang))[address].when_and_where}
    assert facts[label] == times


def test_an_endless_series_says_when_it_began() -> None:
    """An endless series shows its start, and its dates until the horizon."""
    view = shown(lunch(repeat="første tirsdag i måneden", start="2023-09-05 11:30", end=None))[
        SERIES
    ]
    assert {f.label: f.text for f in view.when_and_where}["Når"] == "Fra 5. september 2023"
    (coming,) = view.dates
    assert coming.rows[-1].when.text == "tirsdag 3. september 2024"


def test_an_endless_series_that_begins_after_the_horizon_says_when() -> None:
    """Its first date has a page, and the JSON-LD of the series says when it starts."""
    said = {"repeat": "hver tirsdag", "start": "2026-03-03 11:30", "end": None}
    far = lunch(**said, **{"except": ["2026-03-03"]})
    address = "/arrangementer/2026/lunsj/"
    assert list(plan(far).by_ref.values()) == [address, f"{address}2026-03-10/"]
    view = shown(far)[address]
    assert {fact.label: fact.text for fact in view.when_and_where + view.facts}[
        "Når"
    ] == "Fra 10. mars 2026"
    assert '"startDate":"2026-03-10T11:30:00+01:00"' in view.head.data


def test_a_date_leads_to_its_series_and_to_the_dates_beside_it() -> None:
    """An occurrence links to its series and to the dates before and after it."""
    between = given.event("annet", start="2023-09-20 09:00")
    view = shown(lunch(), between)[f"{SERIES}2023-09-19/"]
    assert [link.text for link in view.head.crumbs] == [
        *("Forsiden", "Arrangementer", "Lunsj"),
        "Lunsj, 19. september 2023",
    ]
    assert (view.earlier.text, view.later.text) == (
        "Lunsj, 12. september 2023",
        "Lunsj, 26. september 2023",
    )
    assert {fact.label: fact.href for fact in view.when_and_where + view.facts}["Serie"] == SERIES


def test_a_date_with_words_of_its_own_shows_them() -> None:
    """An occurrence has its own title, status, venue and attendance; the description is shared."""
    series = lunch(
        description="Ta med *matpakke*.",
        instances={
            "2023-09-12": {"attendance": "18"},
            "2023-09-26": {"title": "Lunsj ute", "venue": "parken", "status": "cancelled"},
        },
    )
    found = shown(series, given.venue(), given.venue("parken", name="Parken"), now=BETWEEN)
    out = found[f"{SERIES}2023-09-26/"]
    assert (out.title, out.before) == ("Lunsj ute", "Avlyst: ")
    assert {f.label: f.text for f in out.when_and_where}["Hvor"] == "Parken, Lillestrøm"
    past = found[f"{SERIES}2023-09-12/"]
    assert {f.label: f.text for f in past.facts}["Deltakere"] == "18"
    assert "<em>matpakke</em>" in past.body


def test_what_was_written_of_a_date_stands_there_and_on_the_series() -> None:
    """A recap of an occurrence is on its page and on the page of the series only."""
    recap = given.article(title="Slik var lunsjen", event="lunsj-2023-09-12")
    found = shown(lunch(), recap, now=AFTER)
    titles = {address: [card.title for card in view.recaps]
              for address, view in found.items() if address.startswith(SERIES)}  # fmt: skip
    assert titles[SERIES] == titles[f"{SERIES}2023-09-12/"] == ["Slik var lunsjen"]
    assert titles[f"{SERIES}2023-09-19/"] == []


def test_a_series_is_one_row_of_what_is_coming() -> None:
    """Its next date that is held, the rule in its words, and how many follow; it leads to all."""
    off = {"2023-09-26": {"status": "cancelled"}}
    view = shown(lunch(repeat="hver tirsdag, 5 ganger", instances=off), now=BETWEEN)
    (row,) = view["/arrangementer/"].groups[0].rows
    assert (row.day, row.href, row.is_date) == ("3", SERIES, False)
    assert "hver tirsdag, 1 dato til" in row.facts
    (only,) = shown(lunch(repeat="hver tirsdag, 3 ganger"), now=BETWEEN)["/arrangementer/"].groups
    assert [(row.day, row.href) for row in only.rows] == [("26", f"{SERIES}2023-09-26/")]
    assert only.rows[0].is_date


def test_a_series_is_in_years_and_months_once_for_each_date() -> None:
    """The list of what is coming has one row for it."""
    found = shown(lunch(), now=BETWEEN)

    def days(address: str) -> list[str]:
        return [row.day for group in found[address].groups for row in group.rows]

    assert days("/arrangementer/") == ["26"]
    assert days("/arrangementer/2023/") == ["12", "19", "26", "3"]
    assert days("/arrangementer/2023/09/") == ["12", "19", "26"]


def test_one_can_sign_up_to_a_series_until_its_last_date() -> None:
    """Registration is open until the last date, and for an occurrence until it starts."""
    series = lunch(registration={"url": "https://example.org/paamelding"})
    found = shown(series, now=BETWEEN)
    assert found[SERIES].action.text == "Meld deg på"
    assert found[f"{SERIES}2023-09-12/"].action is None
    assert found[f"{SERIES}2023-09-26/"].action
    assert shown(series, now=AFTER)[SERIES].action is None


def test_a_draft_series_leaves_no_trace() -> None:
    """A draft series has no page, and no page for an occurrence."""
    assert not any("lunsj" in address for address in plan(lunch(status="draft")).spots)


def test_a_date_that_is_over_leads_to_the_next() -> None:
    """A past occurrence links to the next one, if any."""
    found = shown(lunch(), now=BETWEEN)
    over = found[f"{SERIES}2023-09-12/"].following
    assert (over.title, [row.day for row in over.rows]) == ("Neste i serien", ["26"])
    assert found[f"{SERIES}2023-09-26/"].following is None
    assert shown(lunch(), now=AFTER)[f"{SERIES}2023-09-12/"].following is None
