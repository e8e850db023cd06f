"""The newsroom's to-do list."""

from newsroom.commands.check import task_lines
from newsroom.contract.entry import Entry
from newsroom.reading.todo import grouped, tasks
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
    assert codes(given.event(**COMING | {"registration": "none"})) == []


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


def lines(*entries: Entry, everything: bool = False, lang: str = "nb") -> list[str]:
    """The list as `run.py check` prints it on 20 December 2023."""
    now = given.at("2023-12-20 12:00")
    found = grouped(tasks(given.catalog(*entries), now), now)
    return list(task_lines(found, "content", lang, everything=everything))


def test_an_entry_to_review_is_told_with_its_owner() -> None:
    """When `review_by` is at most 30 days ahead, in the section of its day; drafts too."""
    entries = (
        given.page(review_by="2024-01-19", owner="kari"),
        given.page("pages/b.md", title="Frist ute", review_by="2023-12-19", status="draft"),
        given.page("pages/c.md", title="Senere", review_by="2024-01-20", owner="kari"),
        given.venue(review_by="2023-12-20", owner="kari"),
        given.network(review_by="2023-12-18", owner="kari"),
        given.person(review_by="2023-12-21", owner="kari"),
    )
    assert lines(*entries) == [
        "\nOppgaver de neste 30 dagene:",
        "  Kari Nordmann: «Sentrum scene» ses over innen 20. desember 2023 (content/:0)",
        "  Kari Nordmann: «Kari Nordmann» ses over innen 21. desember 2023 (content/people.yaml:0)",
        "  Kari Nordmann: «Om oss» ses over innen 19. januar 2024 (content/pages/om-oss.md:2)",
        "\nOppgaver på overtid:",
        "  Uten ansvarlig: «Frist ute» ses over innen 19. desember 2023 (content/pages/b.md:2)",
        "  Kari Nordmann: «Helsenettverket» ses over innen 18. desember 2023 "
        "(content/networks.yaml:0)",
    ]


def test_the_list_has_the_next_30_days_first_then_what_is_overdue() -> None:
    """One line for each event: the next first, what is overdue with the latest first."""
    series = given.event("2023-lunsj", start="2023-12-05 09:00", repeat="hver tirsdag, 2 ganger")
    far = {"start": "2024-01-20 09:00", "title": "Langt fram"}
    entries = (
        given.event("2024-a", **far),
        given.event("2024-b", start="2024-01-19 09:00", title="Snart"),
        given.event("2023-c", title="Høst", attendance="3", speakers=("Ola Hansen",)),
        given.article(date="2024-01-05"),
        series,
    )
    assert lines(*entries) == [
        "\nOppgaver de neste 30 dagene:",
        "  En sak, 5. januar 2024: blir publisert (content/news/2023/sak.md:2)",
        "  Snart, 19. januar 2024: påmelding mangler, ingress mangler, bilde mangler "
        "(content/events/2023.yaml:1)",
        "\nOppgaver på overtid:",
        "  Frokost, 12. desember 2023: oppmøte mangler (2), referat mangler (2) "
        "(content/events/2023.yaml:1)",
        "  Høst, 12. september 2023: referat mangler (content/events/2023.yaml:1)",
        "\nSenere, eller når det passer:",
        "  Høst, 12. september 2023: Ola Hansen har ingen side (content/events/2023.yaml:1)",
        "  Langt fram, 20. januar 2024: påmelding mangler, ingress mangler, bilde mangler "
        "(content/events/2023.yaml:1)",
    ]


def test_a_deadline_is_told_under_the_day_of_its_event() -> None:
    """The heading has the day of the event, also when that is more than 30 days ahead."""
    registration = {"url": "https://example.org/pamelding", "deadline": "2023-12-23"}
    assert lines(given.event(**COMING | {"registration": registration}), lang="en") == [
        "\nTo do in the next 30 days:",
        "  Frokost, 5 March 2024: the deadline is 23 December 2023 (content/events/2023.yaml:1)",
    ]


def test_the_list_is_at_most_one_screen() -> None:
    """Ten lines, then how many are left; --all shows every task with what to write."""
    entries = [given.event(f"2023-{number}", attendance="3") for number in range(13)]
    few = lines(*entries)
    assert len(few) == 12
    assert few[-1] == (
        "3 til: `python3 run.py check --all`, eller siden Oppgaver i `python3 run.py serve`"
    )
    everything = lines(*entries, everything=True)
    assert len(everything) == 14
    assert everything[1].endswith("Skriv en nyhet med linjen `event: 2023-0`.")
