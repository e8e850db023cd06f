"""The newsroom's to-do list."""

from newsroom.contract.entry import Entry
from newsroom.reading.tasks import tasks
from newsroom.wording.problems import message
from tests import given

PAST = {"start": "2023-09-12 09:00", "speakers": ()}
COMING = {
    "start": "2024-03-05 09:00",
    "image": {"src": "images/a.jpg", "alt": "En sal"},
    "summary": "Kort.",
    "registration": {"url": "https://example.org/pamelding"},
}


def codes(*entries: Entry, now: str = "2023-12-20 12:00") -> list[str]:
    return [task.code for task in tasks(given.catalog(*entries), given.at(now))]


def test_a_past_event_wants_its_attendance_and_a_recap() -> None:
    """A past event needs attendance and a recap."""
    assert codes(given.event()) == ["task-attendance", "task-recap"]
    told = given.article(event="2023-frokost")
    assert codes(given.event(attendance="40"), told) == []


def test_an_event_that_was_not_held_wants_nothing() -> None:
    """A cancelled event or a draft needs nothing."""
    for status in ("cancelled", "postponed", "draft"):
        assert codes(given.event(status=status)) == []


def test_a_whole_of_several_parts_is_not_counted() -> None:
    """A whole with several parts needs no attendance; its parts do."""
    part = given.event("2023-del", part_of="2023-frokost", attendance="3")
    told = (given.article(event="2023-frokost"), given.article("news/b.md", event="2023-del"))
    assert codes(given.event(), part, *told) == []


def test_each_past_date_of_a_series_wants_its_attendance() -> None:
    """Each past occurrence needs its attendance, the latest first."""
    series = given.event(start="2023-12-05 09:00", repeat="hver tirsdag, 4 ganger")
    found = tasks(given.catalog(series), given.at("2023-12-20 12:00"))
    missing = [dict(task.values)["date"] for task in found if task.code == "task-attendance"]
    assert missing == ["2023-12-19", "2023-12-12", "2023-12-05"]


def test_a_coming_event_wants_sign_up_summary_and_picture() -> None:
    """An upcoming event needs registration, a summary and a picture, in this order."""
    bare = given.event(start="2024-03-05 09:00")
    assert codes(bare) == ["task-sign-up", "task-summary", "task-image"]
    assert codes(given.event(**COMING)) == []


def test_a_deadline_within_a_week_is_told() -> None:
    """Only deadlines of the next week are in the list."""
    for day, found in (("2023-12-27 12:00", 1), ("2023-12-28 12:00", 0), ("2023-12-19", 0)):
        registration = {"url": "https://example.org/pamelding", "deadline": day}
        event = given.event(**COMING | {"registration": registration})
        assert codes(event) == ["task-deadline"] * found


def test_a_scheduled_article_is_told() -> None:
    """A scheduled article is in the list, and a draft is not."""
    assert codes(given.article(date="2024-01-05")) == ["task-scheduled"]
    assert codes(given.article(date="2024-01-05", status="draft")) == []


def test_a_speaker_without_a_page_is_told_once() -> None:
    """A speaker without a page is listed once."""
    speakers = ("kari", "Kari Nordmann", "Ola Hansen")
    first = given.event("2024-a", **COMING, speakers=speakers)
    second = given.event("2024-b", **COMING, speakers=("Ola Hansen",))
    found = tasks(given.catalog(first, second, given.person()), given.at("2023-12-20 12:00"))
    assert [dict(task.values)["speaker"] for task in found] == ["Ola Hansen"]
    assert "«Ola Hansen» snakker på «Frokost» (5. mars 2024)" in message(found[0], "nb")
