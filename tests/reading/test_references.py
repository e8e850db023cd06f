"""Links with http: to sites that answer over https."""

import pytest

from newsroom.contract.problems import Report
from newsroom.reading.references import check_http
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
