"""Advice about values that are accepted, although another form is better."""

import pytest

from newsroom.contract.moment import Moment
from newsroom.contract.problems import Report
from newsroom.reading.accepted import check_http, check_offsets
from tests import given


def advised(url: str, text: str = "") -> list[str]:
    """The mends of the links in a field of an event, and in the text of an article."""
    site = given.site(identity="byen.example,2023")
    report = Report()
    check_http(given.catalog(site, given.event(online=url), given.article(text=text)), report)
    assert {problem.severity for problem in report} <= {"advice"}
    return [dict(problem.values)["mend"] for problem in report]


@pytest.mark.parametrize(
    ("url", "mend"),
    [
        ("http://nrk.no/a", "https://nrk.no/a"),
        ("http://www.nrk.no/a?b=http://x", "https://www.nrk.no/a?b=http://x"),
        ("http://byen.example/om", "https://byen.example/om"),
        ("http://WWW.YouTube.com:80/x", "https://WWW.YouTube.com:80/x"),
    ],
)
def test_an_http_link_to_a_known_site_has_advice(url: str, mend: str) -> None:
    """A link to the own site or to a well-known one has the address with https."""
    assert advised(url) == [mend]
    assert advised("https://a.no/", f"Se [siden]({url}).") == [mend]


@pytest.mark.parametrize(
    "url", ["http://liten.example/", "http://nrk.no.example/", "http://xnrk.no/", "https://nrk.no/"]
)
def test_an_http_link_to_another_site_has_none(url: str) -> None:
    """Nobody knows whether an unknown site answers over https, so nothing is said."""
    assert advised(url) == []


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2024-03-05T11:00:00Z", "2024-03-05 12:00"),
        ("2024-06-04 10:00 Z", "2024-06-04 12:00"),
        ("2024-06-03T23:30-0700", "2024-06-04 08:30"),
        ("2024-01-01 00:30+05:30", "2023-12-31 20:00"),
        ("2024-03-31T01:30:00+00:00", "2024-03-31 03:30"),
    ],
)
def test_a_time_with_an_offset_is_shown_as_norwegian_time(written: str, moment: str) -> None:
    """A time with an offset is converted to Oslo time, and the advice shows the result."""
    event = given.event(start=written)
    assert event.start == Moment.parse(moment)
    report = Report()
    check_offsets(event, report)
    values = {"value": written, "moment": moment}
    assert [(problem.code, dict(problem.values)) for problem in report] == [
        ("date-converted", values)
    ]


def test_a_time_without_an_offset_has_no_advice() -> None:
    """A time as everybody writes it is left alone."""
    report = Report()
    check_offsets(given.event(start="2024-03-05 12:00"), report)
    assert list(report) == []
