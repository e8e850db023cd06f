"""The lists of every page come in the order a reader expects; read from the pages as written."""

from collections.abc import Iterator
from datetime import datetime

import pytest

from newsroom.contract.moment import OSLO
from newsroom.reading.load import load
from tests.browser.sample import Sample, kind_of
from tests.site.building import ROOT

CALENDARS = {"front", "events", "events-year", "events-month"}
ABOUT = {"network", "person", "venue"}
NEWS = {"front", "news", "news-year", "category", "tag"}


@pytest.fixture(scope="module")
def now() -> datetime:
    """The sample's own clock."""
    return load(ROOT / "content")[0].site.sample.now.instant


def lists(sample: Sample, kinds: set[str], name: str) -> Iterator[tuple[str, str, list[datetime]]]:
    """Of each list of that class on these kinds of page: the address, the kind and its times."""
    for address, page in sample.pages.items():
        if (kind := kind_of(address)) in kinds:
            for found in page.select(f"main .{name}"):
                times = [row.select_one("time") for row in found.find_all("li", recursive=False)]
                yield address, kind, [to_instant(time["datetime"]) for time in times if time]


def to_instant(text: str) -> datetime:
    """A `datetime` attribute; a day without a time is its midnight in Oslo."""
    time = datetime.fromisoformat(text)
    return time if time.tzinfo else time.replace(tzinfo=OSLO)


def test_calendars_begin_with_what_comes_first(sample: Sample) -> None:
    """Front page, events, years and months."""
    found = list(lists(sample, CALENDARS, "event-list__rows"))
    assert {kind for _, kind, _ in found} == CALENDARS
    assert [address for address, _, times in found if times != sorted(times)] == []


def test_what_is_over_has_the_latest_first(sample: Sample, now: datetime) -> None:
    """On the page of a person, a place or a network; what is to come rises there too."""
    found = list(lists(sample, ABOUT, "event-list__rows"))
    assert {kind for _, kind, _ in found} == ABOUT
    for address, _, times in found:
        assert times == sorted(times, reverse=max(times) < now), address


def test_news_begin_with_the_newest(sample: Sample) -> None:
    """Wherever news are listed by their date."""
    found = list(lists(sample, NEWS | ABOUT, "card-grid__list"))
    assert {kind for _, kind, _ in found} >= NEWS
    for address, _, times in found:
        assert times == sorted(times, reverse=True), address


def test_every_picture_says_its_size(sample: Sample) -> None:
    """So that the text stands still while it loads."""
    pictures = [(a, img) for a, page in sample.pages.items() for img in page.find_all("img")]
    assert pictures
    sizes = [(a, str(img)) for a, img in pictures if not (img.get("width") and img.get("height"))]
    assert sizes == []
