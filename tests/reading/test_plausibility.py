"""Values that are probably mistakes: advice, and errors for deadlines."""

from pathlib import Path

import pytest

from newsroom.contract.problems import Report
from newsroom.wording.problems import message
from tests import given

EVENT = """- id: {id}
  title: {id}
  start: {start}
  online: https://example.org/{id}
"""
WORLD = {
    "venues.yaml": "salen:\n  name: Salen\nloftet:\n  name: Loftet\n",
    "people.yaml": "kari:\n  name: Kari Nordmann\n",
}


def event(id: str, start: str = "2024-03-05 09:00", *lines: str) -> str:
    return EVENT.format(id=id, start=start) + "".join(f"  {line}\n" for line in lines)


def report(tmp_path: Path, *events: str) -> Report:
    return given.loaded(tmp_path, WORLD | {"events/2024.yaml": "".join(events)})[1]


def told(tmp_path: Path, *events: str) -> list[str]:
    """The code of each problem, and the title of its event."""
    found = report(tmp_path, *events)
    lines = "".join(events).splitlines()

    def title_above(line: int) -> str:
        return next(text[9:] for text in lines[line - 1 :: -1] if text.startswith("  title"))

    # The title is the line after the id; a problem is at `start` or below it.
    return [f"{problem.code} {title_above(problem.line)}" for problem in found]


SALEN = "venue: salen"
UNTIL_NOON = "end: 2024-03-05 12:00"


class TestOneVenueTwice:
    """Two events in one venue at the same time."""

    def test_is_told_once_at_the_later_in_the_file(self, tmp_path: Path) -> None:
        """A double booking is advice at the later event in the file, and not an error."""
        late = event("lunsj", "2024-03-05 11:00", SALEN, UNTIL_NOON)
        early = event("frokost", "2024-03-05 09:00", SALEN, UNTIL_NOON)
        (problem,) = report(tmp_path, late, early)
        assert (problem.code, problem.line, problem.severity) == ("venue-twice", 11, "advice")
        text = message(problem, "nb")
        assert "«frokost» og «lunsj» (events/2024.yaml:1)" in text
        assert "«salen» tirsdag 5. mars 2024" in text

    @pytest.mark.parametrize(
        ("start", "lines"),
        [
            ("2024-03-05 12:00", [SALEN]),
            ("2024-03-05 08:00", [SALEN, "end: 2024-03-05 09:00"]),
            ("2024-03-05 08:00", [SALEN]),
            ("2024-03-05 09:00", ["venue: loftet"]),
            ("2024-03-05 09:00", []),
            ("2024-03-05 09:00", [SALEN, "status: cancelled"]),
            ("2024-03-05 09:00", [SALEN, "status: postponed"]),
            ("2024-03-05 09:00", [SALEN, "status: moved_online"]),
            ("2024-03-05 09:00", [SALEN, "part_of: frokost"]),
        ],
        ids=str,
    )
    def test_is_not_told_of_what_does_not_meet(
        self, tmp_path: Path, start: str, lines: list[str]
    ) -> None:
        """No advice for other times or venues, a cancelled event, or a part and its whole."""
        first = event("frokost", "2024-03-05 09:00", SALEN, UNTIL_NOON)
        assert told(tmp_path, first, event("lunsj", start, *lines)) == []

    def test_is_told_of_a_whole_day_and_a_time_in_it(self, tmp_path: Path) -> None:
        """An event of a whole day meets an event with a time on that day."""
        day = event("dag", "2024-03-05", SALEN)
        assert told(tmp_path, day, event("kveld", "2024-03-05 20:00", SALEN)) == [
            "venue-twice kveld"
        ]

    def test_is_told_of_the_same_place_written_out_twice(self, tmp_path: Path) -> None:
        """A venue without a key is compared by name and address."""
        here = "venue: {name: Hos Olsen, address: Gata 1}"
        there = "venue: {name: Hos Olsen, address: Gata 2}"
        assert told(tmp_path, event("a", "2024-03-05", here), event("b", "2024-03-05", here)) == [
            "venue-twice b"
        ]
        assert not told(tmp_path, event("a", "2024-03-05", here), event("b", "2024-03-05", there))

    def test_is_told_once_of_two_series_that_always_meet(self, tmp_path: Path) -> None:
        """Two series that always meet get one piece of advice, at the first common date."""
        repeat = "repeat: hver tirsdag, 20 ganger"
        one, other = (event(id, "2024-09-03 09:00", SALEN, repeat) for id in ("a", "b"))
        (problem,) = report(tmp_path, one, other)
        assert "tirsdag 3. september 2024" in message(problem, "nb")

    def test_is_not_told_when_one_date_is_moved_out_of_the_way(self, tmp_path: Path) -> None:
        """No advice for an occurrence with another start, venue or status."""
        single = event("mote", "2024-09-10 09:00", SALEN)
        weekly = [SALEN, "repeat: hver tirsdag, 3 ganger", "instances:"]
        for mend in ("start: 2024-09-11 09:00", "venue: loftet", "status: cancelled"):
            series = event("lunsj", "2024-09-03 09:00", *weekly, f"  2024-09-10: {{{mend}}}")
            assert told(tmp_path, single, series) == []
        assert told(tmp_path, single, event("lunsj", "2024-09-03 09:00", *weekly[:2])) == [
            "venue-twice lunsj"
        ]

    def test_is_told_of_an_endless_series_as_far_as_anything_is_planned(
        self, tmp_path: Path
    ) -> None:
        """Endless series are compared for two years at least, until the newest single event."""
        series = event("lunsj", "2024-09-03 09:00", SALEN, "repeat: FREQ=WEEKLY;BYMONTH=9,10,11")
        assert told(tmp_path, series, event("sen", "2033-09-06 09:00", SALEN)) == [
            "venue-twice sen"
        ]

    def test_is_told_of_every_pair_of_three(self, tmp_path: Path) -> None:
        """Three events at one time give advice for each pair."""
        three = [event(id, "2024-03-05 09:00", SALEN) for id in ("a", "b", "c")]
        assert told(tmp_path, *three) == ["venue-twice b", "venue-twice c", "venue-twice c"]


KARI = "speakers: [kari]"


class TestOneSpeakerTwice:
    """A speaker at two events at the same time."""

    @pytest.mark.parametrize("where", ["venue: loftet", "status: confirmed"])
    def test_is_told_at_the_later_in_the_file(self, tmp_path: Path, where: str) -> None:
        """The advice is at the later event in the file; an online meeting is a place too."""
        first = event("frokost", "2024-03-05 09:00", SALEN, UNTIL_NOON, KARI)
        second = event("lunsj", "2024-03-05 11:00", where, KARI)
        (problem,) = report(tmp_path, first, second)
        assert (problem.code, problem.line, problem.severity) == ("speaker-twice", 13, "advice")
        assert "«kari» skal være to steder samtidig tirsdag 5. mars 2024" in message(problem, "nb")

    def test_is_not_told_of_two_events_in_one_place(self, tmp_path: Path) -> None:
        """No second advice for two events at one venue."""
        first = event("frokost", "2024-03-05 09:00", SALEN, UNTIL_NOON, KARI)
        second = event("lunsj", "2024-03-05 11:00", SALEN, KARI)
        assert told(tmp_path, first, second) == ["venue-twice lunsj"]

    def test_is_not_told_of_a_parent_and_its_part(self, tmp_path: Path) -> None:
        """No advice for a whole and its part, but for two parts of one whole."""
        festival = event("festival", "2024-03-05", KARI)
        one, other = (
            event(id, "2024-03-05 10:00", f"venue: {venue}", KARI, "part_of: festival")
            for id, venue in (("a", "salen"), ("b", "loftet"))
        )
        assert told(tmp_path, festival, one) == []
        assert told(tmp_path, festival, one, other) == ["speaker-twice b"]

    def test_is_told_by_the_hours_of_the_programme(self, tmp_path: Path) -> None:
        """The hours in the programme count, and not those of the whole event."""
        programme = [
            "programme:",
            '  - {time: "09:00", title: Åpning, speaker: kari}',
            '  - {time: "10:00", title: Resten}',
        ]
        day = event("dag", "2024-03-05 09:00", SALEN, "end: 2024-03-05 16:00", *programme)
        free = event("lunsj", "2024-03-05 12:00", "venue: loftet", KARI)
        busy = event("kaffe", "2024-03-05 09:30", "venue: loftet", KARI)
        assert told(tmp_path, day, free) == []
        assert told(tmp_path, day, busy) == ["speaker-twice kaffe"]


class TestAHoliday:
    """An event on a public holiday."""

    def test_is_named_in_the_language_of_the_report(self, tmp_path: Path) -> None:
        """The advice has the holiday's name in the language of the report."""
        (problem,) = report(tmp_path, event("mote", "2024-03-28 09:00"))
        assert (problem.code, problem.line, problem.severity) == ("event-on-holiday", 3, "advice")
        assert "torsdag 28. mars 2024 er skjærtorsdag" in message(problem, "nb")
        assert "Thursday 28 March 2024 is Maundy Thursday" in message(problem, "en")

    @pytest.mark.parametrize(
        ("start", "lines", "is_told"),
        [
            ("2024-05-16", ["end: 2024-05-18"], True),
            ("2024-05-01", ["end: 2024-05-30"], False),
            ("2024-05-16", [], False),
            ("2024-05-17", ["status: cancelled"], False),
            ("2024-05-17", ["status: postponed"], False),
            ("2024-05-17 09:00", ["zone: Europe/Oslo"], True),
            ("2024-05-17 09:00", ["zone: Asia/Tokyo"], False),
        ],
    )
    def test_is_told_of_when_somebody_chose_the_day(
        self, tmp_path: Path, start: str, lines: list[str], is_told: bool
    ) -> None:
        """Each day of a short event is checked, but not of an exhibition of weeks."""
        expected = ["event-on-holiday mote"] if is_told else []
        assert told(tmp_path, event("mote", start, *lines)) == expected

    def test_is_told_of_each_date_of_a_series_for_a_year(self, tmp_path: Path) -> None:
        """Occurrences of a year are checked, with `except` as the correction."""
        lines = ["repeat: hver torsdag"]
        found = report(tmp_path, event("lunsj", "2024-03-07 12:00", *lines))
        days = [dict(problem.values)["day"] for problem in found]
        assert days == ["2024-03-28", "2024-05-09", "2024-12-26"]
        assert "`except`" in message(next(iter(found)), "nb")

    def test_is_not_told_of_a_date_that_is_excepted_or_moved(self, tmp_path: Path) -> None:
        """No advice for an occurrence that is excluded or moved."""
        lines = [
            "repeat: hver torsdag, 10 ganger",
            "except: [2024-03-28]",
            "instances: {2024-05-09: {start: 2024-05-08 12:00}}",
        ]
        assert told(tmp_path, event("lunsj", "2024-03-07 12:00", *lines)) == []


class TestADeadline:
    """The deadline for registration."""

    @pytest.mark.parametrize(
        ("deadline", "is_late"),
        [
            ("2024-03-05 09:00", False),
            ("2024-03-05 09:01", True),
            ("2024-03-05", False),
            ("2024-03-06", True),
        ],
    )
    def test_after_the_start_is_an_error(
        self, tmp_path: Path, deadline: str, is_late: bool
    ) -> None:
        """A deadline after the start is an error; a deadline without a time may be the same day."""
        found = report(
            tmp_path, event("mote", "2024-03-05 09:00", f"registration: {{deadline: {deadline}}}")
        )
        assert given.places(found) == (
            ["events/2024.yaml:5: deadline-after-start"] if is_late else []
        )
        assert len(found.errors()) == is_late

    @pytest.mark.parametrize(
        ("repeat", "deadline", "is_late"),
        [
            ("hver tirsdag, 3 ganger", "2024-03-19 09:00", False),
            ("hver tirsdag, 3 ganger", "2024-03-20", True),
            ("hver tirsdag", "2034-03-20", False),
        ],
    )
    def test_of_a_series_is_before_its_last_date(
        self, tmp_path: Path, repeat: str, deadline: str, is_late: bool
    ) -> None:
        """The deadline of a series must be before its last date; an endless series has none."""
        lines = [f"repeat: {repeat}", f"registration: {{deadline: {deadline}}}"]
        found = report(tmp_path, event("lunsj", "2024-03-05 09:00", *lines))
        assert ("deadline-after-start" in given.codes(found)) is is_late

    def test_of_one_date_is_before_that_date(self, tmp_path: Path) -> None:
        """The deadline of an occurrence must be before its start; the error is at its line."""
        lines = [
            "repeat: hver tirsdag, 3 ganger",
            "instances:",
            "  2024-03-12:",
            "    registration: {deadline: 2024-03-13}",
        ]
        found = report(tmp_path, event("lunsj", "2024-03-05 09:00", *lines))
        assert given.places(found) == ["events/2024.yaml:8: deadline-after-start"]


def test_more_people_than_places_is_advice(tmp_path: Path) -> None:
    """A higher attendance than capacity is advice."""
    crowd = event("mote", "2024-03-05", "attendance: 41", "registration: {capacity: 40}")
    (problem,) = report(tmp_path, crowd)
    assert (problem.code, problem.line, problem.severity) == (
        "attendance-above-capacity",
        5,
        "advice",
    )
    full = event("mote", "2024-03-05", "attendance: 40", "registration: {capacity: 40}")
    assert not given.codes(report(tmp_path, full))


def test_more_people_than_places_is_told_of_at_the_date_of_a_series(tmp_path: Path) -> None:
    """The attendance of an occurrence is compared too, with advice at its line."""
    lines = [
        "repeat: hver tirsdag, 3 ganger",
        "registration: {capacity: 40}",
        "instances:",
        "  2024-03-12:",
        "    attendance: 41",
    ]
    found = report(tmp_path, event("lunsj", "2024-03-05 09:00", *lines))
    assert given.places(found) == ["events/2024.yaml:9: attendance-above-capacity"]
