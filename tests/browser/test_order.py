"""The order of the lists on every page, and the sizes of pictures, read from the HTML."""

from collections.abc import Iterator
from datetime import datetime

import pytest

from newsroom.contract.moment import OSLO
from newsroom.reading.load import load
from tests.browser.sample import Sample, kind_of
from tests.site.building import ROOT

pytestmark = pytest.mark.sample

CALENDARS = {"front", "events", "events-year", "events-month"}
ABOUT = {"network", "person", "venue"}
NEWS = {"front", "news", "news-year", "category", "tag"}


@pytest.fixture(scope="module")
def now() -> datetime:
    """The fixed time of the sample."""
    return load(ROOT / "content")[0].site.sample.now.instant


def lists(sample: Sample, kinds: set[str], name: str) -> Iterator[tuple[str, str, list[datetime]]]:
    """The address, the kind and the times of each list with this class, on pages of these kinds."""
    for address, page in sample.pages.items():
        if (kind := kind_of(address)) in kinds:
            for listing in page.select(f"main .{name}"):
                times = [row.select_one("time") for row in listing.find_all("li", recursive=False)]
                yield address, kind, [to_instant(time["datetime"]) for time in times if time]


def to_instant(text: str) -> datetime:
    """The instant of a `datetime` attribute; a date is its midnight in Oslo."""
    time = datetime.fromisoformat(text)
    return time if time.tzinfo else time.replace(tzinfo=OSLO)


def test_events_are_in_ascending_order(sample: Sample) -> None:
    """On the front page and on the pages of events, years and months."""
    listings = list(lists(sample, CALENDARS, "event-list__rows"))
    assert {kind for _, kind, _ in listings} == CALENDARS
    assert [address for address, _, times in listings if times != sorted(times)] == []


def test_past_events_of_a_person_venue_or_network_are_in_descending_order(
    sample: Sample, now: datetime
) -> None:
    """Upcoming events there are in ascending order."""
    listings = list(lists(sample, ABOUT, "event-list__rows"))
    assert {kind for _, kind, _ in listings} == ABOUT
    for address, _, times in listings:
        assert times == sorted(times, reverse=max(times) < now), address


def test_news_are_in_descending_order(sample: Sample) -> None:
    """On every kind of page that lists news by date."""
    listings = list(lists(sample, NEWS | ABOUT, "card-grid__list"))
    assert {kind for _, kind, _ in listings} >= NEWS
    for address, _, times in listings:
        assert times == sorted(times, reverse=True), address


def test_every_picture_has_width_and_height(sample: Sample) -> None:
    """Then the text does not move when a picture loads."""
    pictures = [(a, img) for a, page in sample.pages.items() for img in page.find_all("img")]
    assert pictures
    sizes = [(a, str(img)) for a, img in pictures if not (img.get("width") and img.get("height"))]
    assert sizes == []
