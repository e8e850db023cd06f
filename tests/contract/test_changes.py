"""The next change: no page changes before that time, and a page changes at that time."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given as where
from hypothesis import settings
from hypothesis import strategies as st

from newsroom.addresses.plan import plan
from newsroom.addresses.urls import Root
from newsroom.contract.catalog import Catalog
from newsroom.contract.changes import Change, next_change
from newsroom.contract.edition import edition
from newsroom.contract.entry import Entry
from tests import given

SECOND = timedelta(seconds=1)
URL = "https://example.org/p"
ENDLESS = {"start": "2023-01-03 09:00", "repeat": "første tirsdag i måneden"}


def seen_at(catalog: Catalog, now: datetime) -> tuple:
    """What pages are made of at a time: the entries, their states and their addresses."""
    seen = edition(catalog, now)
    return seen, plan(seen, Root(""), given.EVERY_KIND, 10, given.SPOTS).spots


def change_after(catalog: Catalog, now: datetime) -> Change | None:
    return next_change(catalog, edition(catalog, now), now)


# Few days, around two clock changes and the turn of the year, so that entries often coincide.
days = st.dates(date(2023, 10, 27), date(2023, 11, 2)) | st.dates(
    date(2023, 12, 29), date(2024, 1, 2)
)
clocks = st.sampled_from(["", " 00:00", " 01:30", " 09:00", " 23:59"])
written = st.builds(lambda day, clock: f"{day}{clock}", days, clocks)
hours = st.builds(time, st.integers(0, 23), st.sampled_from([0, 30]), st.sampled_from([0, 29]))
nows = st.builds(
    lambda day, hour: datetime.combine(day, hour, UTC),
    days
    | st.dates(date(2023, 10, 1), date(2024, 2, 5))
    | st.dates(date(2021, 10, 1), date(2026, 2, 5)),
    hours,
)


@st.composite
def articles(draw: st.DrawFn, number: int) -> Entry:
    fields = {"date": draw(written), "status": draw(st.sampled_from(["published", "draft"]))}
    for name in ("publish", "modified"):
        if said := draw(st.none() | written):
            fields[name] = said
    if draw(st.booleans()):
        fields["expires"] = draw(st.sampled_from(["2024-01-03", "2024-02-01 10:00"]))
    if said := draw(st.none() | written):
        fields["corrections"] = [{"date": said, "text": "Rettet."}]
    return given.article(
        f"news/2023/sak-{number}.md", event=draw(st.none() | st.just("a0")), **fields
    )


@st.composite
def registrations(draw: st.DrawFn) -> dict:
    deadline = draw(st.none() | written)
    return {"url": URL} | ({"deadline": deadline} if deadline else {})


@st.composite
def events(draw: st.DrawFn, number: int) -> Entry:
    day, clock = draw(days), draw(clocks)
    fields = {"start": f"{day}{clock}"}
    if draw(st.booleans()):
        fields["end"] = f"{day + timedelta(days=draw(st.integers(1, 3)))}{clock}"
    if draw(st.booleans()):
        fields["registration"] = draw(registrations())
    if rule := draw(st.sampled_from(["", "hver uke, 3 ganger", "hver måned", "hvert år"])):
        fields["repeat"] = rule
        differing = ({"status": "cancelled"}, {"registration": {"url": URL}})
        instances = [{}, *({str(day): one} for one in differing)]
        fields["instances"] = draw(st.sampled_from(instances))
    return given.event(f"a{number}", **fields)


@st.composite
def catalogs(draw: st.DrawFn) -> Catalog:
    entries = [draw(articles(number)) for number in range(draw(st.integers(0, 3)))]
    entries += [draw(events(number)) for number in range(draw(st.integers(0, 3)))]
    if draw(st.booleans()):
        entries.append(given.review(2023, date=draw(written)))
    return given.catalog(*entries)


@settings(given.quickly, max_examples=200)
@where(catalogs(), nows)
def test_nothing_changes_before_the_next_change(catalog: Catalog, now: datetime) -> None:
    """One second before the next change nothing has changed; without one, nothing in ten years."""
    found = change_after(catalog, now)
    last = found.at.astimezone(UTC) - SECOND if found else now.replace(year=now.year + 10)
    assert found is None or found.at > now
    assert seen_at(catalog, now) == seen_at(catalog, last)


CHANGES = {
    "publish": (given.article(date="2023-12-21"), "2023-12-21"),
    "publish of a letter": (given.review(2023, date="2023-12-22"), "2023-12-22"),
    "expire": (given.article(expires="2023-12-24 18:00"), "2023-12-24 18:00"),
    "correct": (given.article(modified="2023-12-23"), "2023-12-23"),
    "correct a letter": (
        given.review(2022, corrections=[{"date": "2023-12-23", "text": "Rettet."}]),
        "2023-12-23",
    ),
    "start": (given.event(start="2023-12-21 09:00"), "2023-12-21 09:00"),
    "end": (given.event(start="2023-12-20 09:00", end="2023-12-20 13:00"), "2023-12-20 13:00"),
    "end of a day": (given.event(start="2023-12-20 09:00"), "2023-12-21"),
    "calendar": (given.event(start="2021-12-24 17:00"), "2023-12-25"),
    "soon, the week": (given.event(start="2023-12-31 09:00"), "2023-12-25"),
    "soon, the month": (given.event(start="2024-01-31 09:00"), "2024-01-01"),
    "soon, a week of two months": (given.event(start="2024-02-03"), "2024-01-29"),
    "horizon": (given.event(**ENDLESS), "2024-01-01"),
    "deadline": (
        given.event(start="2024-01-09", registration={"url": URL, "deadline": "2023-12-21"}),
        "2023-12-22",
    ),
    "deadline of a series": (
        given.event(
            start="2024-01-09",
            repeat="hver uke, 1 ganger",
            registration={"url": URL, "deadline": "2023-12-21"},
            instances={"2024-01-09": {"registration": {"url": URL}}},
        ),
        "2023-12-22",
    ),
}


@pytest.mark.parametrize(("entry", "when"), CHANGES.values(), ids=CHANGES)
def test_the_next_change_is_one(entry: Entry, when: str, request: pytest.FixtureRequest) -> None:
    """At the time of the next change something changes, for the reason that it gives."""
    catalog = given.catalog(entry)
    found = change_after(catalog, given.NOW)
    assert found.at == given.at(when)
    assert found.why == re.split(r"[ ,]", request.node.callspec.id)[0]
    assert seen_at(catalog, found.at) != seen_at(catalog, given.NOW)


def walk(catalog: Catalog, now: datetime) -> Iterator[datetime]:
    """Yields each time at which the site is built again."""
    while found := change_after(catalog, now):
        yield (now := found.at)


def test_a_site_left_alone_comes_to_rest() -> None:
    """A site that is built at each next change reaches a state without a next change."""
    catalog = given.catalog(given.article(), given.event(start="2023-12-21 09:00"))
    assert [str(when.date()) for when in walk(catalog, given.NOW)] == [
        "2023-12-21",
        "2023-12-22",
        "2025-12-22",
    ]


@pytest.mark.parametrize(
    "entry",
    [
        given.article(date="2030-01-01", status="draft"),
        given.event(start="2030-01-01", status="draft"),
        given.review(2030, status="draft"),
    ],
    ids=lambda entry: entry.ref,
)
def test_a_draft_changes_nothing(entry: Entry) -> None:
    """A draft makes no next change."""
    assert change_after(given.catalog(entry), given.NOW) is None


def test_what_is_to_come_is_not_named() -> None:
    """The next change says that something will be published, and not what."""
    entry = given.article("news/2023/hemmelig.md", date="2023-12-21")
    assert change_after(given.catalog(entry), given.NOW).ref == ""
