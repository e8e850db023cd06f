"""What can hardly be meant: advice that stops nothing, and deadlines that do."""

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
    """The code of each problem and the title of the event it stands in."""
    found = report(tmp_path, *events)
    lines = "".join(events).splitlines()

    def title_above(line: int) -> str:
        return next(text[9:] for text in lines[line - 1 :: -1] if text.startswith("  title"))

    # The title is the line after the id; a problem stands at the start or below it.
    return [f"{problem.code} {title_above(problem.line)}" for problem in found]


SALEN = "venue: salen"
UNTIL_NOON = "end: 2024-03-05 12:00"


class TestOneVenueTwice:
    """Two events in one venue at the same time."""

    def test_is_told_once_at_the_later_in_the_file(self, tmp_path: Path) -> None:
        """Whichever starts first; as advice, for they may share the room."""
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
        """One after the other, elsewhere, not held, or a part of the other."""
        first = event("frokost", "2024-03-05 09:00", SALEN, UNTIL_NOON)
        assert told(tmp_path, first, event("lunsj", start, *lines)) == []

    def test_is_told_of_a_whole_day_and_a_time_in_it(self, tmp_path: Path) -> None:
        """The day takes all of it."""
        day = event("dag", "2024-03-05", SALEN)
        assert told(tmp_path, day, event("kveld", "2024-03-05 20:00", SALEN)) == [
            "venue-twice kveld"
        ]

    def test_is_told_of_the_same_place_written_out_twice(self, tmp_path: Path) -> None:
        """A place without a key is known by its name and address."""
        here = "venue: {name: Hos Olsen, address: Gata 1}"
        there = "venue: {name: Hos Olsen, address: Gata 2}"
        assert told(tmp_path, event("a", "2024-03-05", here), event("b", "2024-03-05", here)) == [
            "venue-twice b"
        ]
        assert not told(tmp_path, event("a", "2024-03-05", here), event("b", "2024-03-05", there))

    def test_is_told_once_of_two_series_that_always_meet(self, tmp_path: Path) -> None:
        """Not once a week; at the first date they do."""
        repeat = "repeat: hver tirsdag, 20 ganger"
        one, other = (event(id, "2024-09-03 09:00", SALEN, repeat) for id in ("a", "b"))
        (problem,) = report(tmp_path, one, other)
        assert "tirsdag 3. september 2024" in message(problem, "nb")

    def test_is_not_told_when_one_date_is_moved_out_of_the_way(self, tmp_path: Path) -> None:
        """By its start, its venue or its status."""
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
        """At least two years, and to the newest single event."""
        series = event("lunsj", "2024-09-03 09:00", SALEN, "repeat: FREQ=WEEKLY;BYMONTH=9,10,11")
        assert told(tmp_path, series, event("sen", "2033-09-06 09:00", SALEN)) == [
            "venue-twice sen"
        ]

    def test_is_told_of_every_pair_of_three(self, tmp_path: Path) -> None:
        """The third clashes with both."""
        three = [event(id, "2024-03-05 09:00", SALEN) for id in ("a", "b", "c")]
        assert told(tmp_path, *three) == ["venue-twice b", "venue-twice c", "venue-twice c"]


KARI = "speakers: [kari]"


class TestOneSpeakerTwice:
    """A speaker who would have to be in two places."""

    @pytest.mark.parametrize("where", ["venue: loftet", "status: confirmed"])
    def test_is_told_at_the_later_in_the_file(self, tmp_path: Path, where: str) -> None:
        """A meeting on the net is a place too."""
        first = event("frokost", "2024-03-05 09:00", SALEN, UNTIL_NOON, KARI)
        second = event("lunsj", "2024-03-05 11:00", where, KARI)
        (problem,) = report(tmp_path, first, second)
        assert (problem.code, problem.line, problem.severity) == ("speaker-twice", 13, "advice")
        assert "«kari» skal være to steder samtidig tirsdag 5. mars 2024" in message(problem, "nb")

    def test_is_not_told_of_two_events_in_one_place(self, tmp_path: Path) -> None:
        """That the venue is used twice has been said."""
        first = event("frokost", "2024-03-05 09:00", SALEN, UNTIL_NOON, KARI)
        second = event("lunsj", "2024-03-05 11:00", SALEN, KARI)
        assert told(tmp_path, first, second) == ["venue-twice lunsj"]

    def test_is_not_told_of_a_parent_and_its_part(self, tmp_path: Path) -> None:
        """Two parts of one parent are two places all the same."""
        festival = event("festival", "2024-03-05", KARI)
        one, other = (
            event(id, "2024-03-05 10:00", f"venue: {venue}", KARI, "part_of: festival")
            for id, venue in (("a", "salen"), ("b", "loftet"))
        )
        assert told(tmp_path, festival, one) == []
        assert told(tmp_path, festival, one, other) == ["speaker-twice b"]

    def test_is_told_by_the_hours_of_the_programme(self, tmp_path: Path) -> None:
        """Who speaks at nine is free at noon, though the day is not over."""
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
        """As advice: the festival may be meant for it."""
        (problem,) = report(tmp_path, event("mote", "2024-03-28 09:00"))
        assert (problem.code, problem.line, problem.severity) == ("event-on-holiday", 3, "advice")
        assert "torsdag 28. mars 2024 er skjærtorsdag" in message(problem, "nb")
        assert "Thursday 28 March 2024 is Maundy Thursday" in message(problem, "en")

    @pytest.mark.parametrize(
        ("start", "lines", "is_told"),
        [
            ("2024-05-16", ["end: 2024-05-18"], True),
            ("2024-05-01", ["end: 2024-06-30"], False),
            ("2024-05-16", [], False),
            ("2024-05-17", ["status: cancelled"], False),
            ("2024-05-17", ["status: postponed"], False),
        ],
    )
    def test_is_told_of_when_somebody_chose_the_day(
        self, tmp_path: Path, start: str, lines: list[str], is_told: bool
    ) -> None:
        """Any day of some days in a row, but not of an exhibition of months."""
        expected = ["event-on-holiday mote"] if is_told else []
        assert told(tmp_path, event("mote", start, *lines)) == expected

    def test_is_told_of_each_date_of_a_series_for_a_year(self, tmp_path: Path) -> None:
        """With `except` as the mend."""
        lines = ["repeat: hver torsdag"]
        found = report(tmp_path, event("lunsj", "2024-03-07 12:00", *lines))
        days = [dict(problem.values)["day"] for problem in found]
        assert days == ["2024-03-28", "2024-05-09", "2024-12-26"]
        assert "`except`" in message(next(iter(found)), "nb")

    def test_is_not_told_of_a_date_that_is_excepted_or_moved(self, tmp_path: Path) -> None:
        """That is what the newsroom does about it."""
        lines = [
            "repeat: hver torsdag, 10 ganger",
            "except: [2024-03-28]",
            "instances: {2024-05-09: {start: 2024-05-08 12:00}}",
        ]
        assert told(tmp_path, event("lunsj", "2024-03-07 12:00", *lines)) == []


class TestADeadline:
    """One signs up before the event starts."""

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
        """A deadline that is a day may be the day itself."""
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
        """One can still come to that; an endless one has none."""
        lines = [f"repeat: {repeat}", f"registration: {{deadline: {deadline}}}"]
        found = report(tmp_path, event("lunsj", "2024-03-05 09:00", *lines))
        assert ("deadline-after-start" in given.codes(found)) is is_late

    def test_of_one_date_is_before_that_date(self, tmp_path: Path) -> None:
        """And is told of where it is written."""
        lines = [
            "repeat: hver tirsdag, 3 ganger",
            "instances:",
            "  2024-03-12:",
            "    registration: {deadline: 2024-03-13}",
        ]
        found = report(tmp_path, event("lunsj", "2024-03-05 09:00", *lines))
        assert given.places(found) == ["events/2024.yaml:8: deadline-after-start"]


def test_more_people_than_places_is_advice(tmp_path: Path) -> None:
    """One of the numbers is wrong, or it was full to the doors."""
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
    """Each date has its own number."""
    lines = [
        "repeat: hver tirsdag, 3 ganger",
        "registration: {capacity: 40}",
        "instances:",
        "  2024-03-12:",
        "    attendance: 41",
    ]
    found = report(tmp_path, event("lunsj", "2024-03-05 09:00", *lines))
    assert given.places(found) == ["events/2024.yaml:9: attendance-above-capacity"]
