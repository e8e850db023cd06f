"""`series` of an event or article: written in two ways, and shown wherever readers meet it."""

import json
from typing import Any

from newsroom.articles.pages import pages as article_pages
from newsroom.contract.entry import Entry
from newsroom.events.open_data import events_json
from newsroom.events.pages import pages as event_pages
from tests import given
from tests.events.readers import all_of

WRITTEN = {"name": "Kunnskapsfrokost", "number": "42"}
TEXT = "Kunnskapsfrokost nr. 42"
EVENT = "/arrangementer/2023/frokost/"


def views(*entries: Entry) -> dict[str, Any]:
    site_data = given.site_data_of(*entries, given.venue(), siteurl="https://example.org")
    return given.shown([*event_pages(site_data), *article_pages(site_data)], site_data)


def serie(view: Any) -> list[tuple[str, str]]:
    """The text and the link of each fact about the series."""
    return [(fact.text, fact.href) for fact in view.facts if fact.label in ("Serie", "Series")]


def thing(view: Any, kind: str) -> dict[str, Any]:
    graph = json.loads(str(view.head.data))["@graph"]
    return next(one for one in graph if one["@type"] == kind)


def test_it_is_written_as_a_text_or_as_two_fields() -> None:
    """A text without a number is the name, also when it has digits."""
    for written, shown in (
        (WRITTEN, TEXT),
        ("Kunnskapsfrokost nr. 42", TEXT),
        ("Kunnskapsfrokost, nr 42", TEXT),
        ("Kunnskapsfrokost #42", TEXT),
        ({"name": "Kunnskapsfrokost"}, "Kunnskapsfrokost"),
        ("Kunnskapsfrokost", "Kunnskapsfrokost"),
        ("Visjon 2030", "Visjon 2030"),
        ("Trang nr.", "Trang nr."),
        ("", ""),
    ):
        assert views(given.event(series=written))[EVENT].series == shown, written


def test_an_event_shows_it_above_the_title_and_in_the_facts() -> None:
    view = views(given.event(series=WRITTEN))[EVENT]
    assert (view.series, serie(view)) == (TEXT, [(TEXT, "")])
    english = views(given.event(series=WRITTEN, lang="en"))["/en/events/2023/frokost/"]
    assert serie(english) == [("Kunnskapsfrokost no. 42", "")]


def test_an_event_without_it_shows_nothing() -> None:
    view = views(given.event())[EVENT]
    assert (view.series, serie(view)) == ("", [])
    assert {"alternateName", "superEvent"} & set(thing(view, "Event")) == set()


def test_a_date_of_a_repeated_event_may_have_its_own_number() -> None:
    """The fact still leads to all dates; a date without a number has that of the event."""
    event = given.event(
        repeat="hver tirsdag, 2 ganger",
        series="Kunnskapsfrokost",
        instances={"2023-09-19": {"series": TEXT}},
    )
    shown = views(event)
    assert serie(shown[f"{EVENT}2023-09-12/"]) == [("Kunnskapsfrokost", EVENT)]
    assert serie(shown[f"{EVENT}2023-09-19/"]) == [(TEXT, EVENT)]


def test_search_engines_get_the_series_of_an_event() -> None:
    """The EventSeries is beside the event that this event is part of."""
    series = {"@type": "EventSeries", "name": "Kunnskapsfrokost"}
    event = thing(views(given.event(series=WRITTEN))[EVENT], "Event")
    assert (event["superEvent"], event["alternateName"]) == (series, TEXT)
    part = given.event("2023-del", part_of="2023-frokost", series=WRITTEN)
    shown = views(given.event(), part)["/arrangementer/2023/del/"]
    parent = {"@id": f"https://example.org{EVENT}#event"}
    assert thing(shown, "Event")["superEvent"] == [parent, series]


def test_an_article_shows_it_and_tells_search_engines_its_position() -> None:
    view = views(given.article(series=WRITTEN))["/nyheter/2023/sak/"]
    article = thing(view, "NewsArticle")
    assert view.series == TEXT
    assert article["isPartOf"] == {"@type": "CreativeWorkSeries", "name": "Kunnskapsfrokost"}
    assert article["position"] == 42


def test_calendars_and_open_data_have_it() -> None:
    """Also that of a single date of a repeated event."""
    single = given.event(series=WRITTEN)
    assert f"DESCRIPTION:{TEXT}.".encode() in all_of(single, given.venue())
    (data,) = json.loads(events_json(given.site_data_of(single, given.venue())))["events"]
    assert data["event_series"] == {"name": "Kunnskapsfrokost", "number": 42}
    dates = {"2023-09-19": {"series": TEXT}}
    repeated = given.event(repeat="hver tirsdag, 2 ganger", instances=dates)
    assert all_of(repeated, given.venue()).count(TEXT.encode()) == 1
