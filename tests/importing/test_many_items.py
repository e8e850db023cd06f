"""`run.py import` of an export with 500 items, twice, and with --overwrite."""

import re
from pathlib import Path

import pytest

from newsroom.wording.problems import line
from tests.importing.conftest import Site
from tests.importing.wxr import Post, export

KINDS = ("post", "post", "tribe_events", "page", "tribe_events")
STATUSES = ("publish",) * 7 + ("draft", "private", "future")
TEXTS = (
    "<p>Et avsnitt med <b>fet</b> skrift.</p>",
    "Uten avsnitt\n\n1. januar\n\n<ul><li>En<ul><li>To</li></ul></li></ul>",
    '[gallery ids="1"] <table><tr><th>A</th><td colspan="2">B</td></tr></table>',
    "Se [skjema id=1] *ikke fet* og <script>alert(1)</script> {{ figures.x }}",
    '<img src="https://gammel.example.org/wp-content/uploads/borte.jpg">',
)


def post(number: int) -> Post:
    """A post or an event, whose text, state and faults follow from its number."""
    kind, day = KINDS[number % 5], f"2019-{number % 12 + 1:02}-{number % 28 + 1:02}"
    is_dated = number % 50 != 1
    event = {
        "_EventStartDate": f"{day} 18:00:00" if is_dated else "",
        "_EventEndDate": f"{day} {'17' if number % 60 == 4 else '20'}:00:00",
        "_EventVenueID": "501" if number % 3 else "",
    }
    return Post(
        number,
        "" if number % 70 == 5 else f"Sak {number % 200}",
        TEXTS[number % 7 % 5] + f" <a href='/sak-{number * 7 % 500}/'>annen</a>",
        kind,
        STATUSES[number % 10],
        name=f"sak-{number}",
        link=f"/sak-{number}/",
        date=f"{day} 09:15:00",
        meta=event if kind == "tribe_events" else {},
    )


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("many") / "export.xml"
    venue = Post(501, "Biblioteket", type="tribe_venue")
    file.write_text(export([*map(post, range(1, 500)), venue]), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def report(site: Site, source: Path) -> str:
    """The whole report of the first import."""
    site.run(source)
    return site.report()


def test_what_comes_in_goes_out_or_is_refused(report: str) -> None:
    """The numbers of the first line add up."""
    total, *parts = map(int, re.findall(r"\d+", report.splitlines()[0]))
    assert (total, sum(parts)) == (500, 500)
    assert report.count(": privat\n") == parts[-1] == 50


def test_the_check_says_nothing_that_the_report_does_not(site: Site, report: str) -> None:
    """Also of the entries that were made drafts."""
    errors = [line(problem, "content", "nb") for problem in site.errors()]
    assert errors
    assert [text for text in errors if text not in report] == []


def test_more_imports_change_nothing(site: Site, source: Path, report: str) -> None:
    """With each policy."""
    before = site.files()
    for overwrites in (False, True):
        site.run(source, overwrites=overwrites)
        assert "Skrevet" not in site.report().splitlines()[0]
        assert site.files() == before
