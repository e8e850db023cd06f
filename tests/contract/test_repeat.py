"""The field `repeat`, in plain words or as an RRULE."""

import pytest
from pydantic_core import PydanticCustomError

from newsroom.contract.moment import Moment
from newsroom.contract.repeat import MOST_TIMES, Repeat


def fault_of(text: object) -> PydanticCustomError:
    """The problem that a rule gives."""
    with pytest.raises(PydanticCustomError) as caught:
        Repeat.parse(text)
    return caught.value


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("hver dag", "FREQ=DAILY"),
        ("hver uke", "FREQ=WEEKLY"),
        ("hver måned", "FREQ=MONTHLY"),
        ("hvert år", "FREQ=YEARLY"),
        ("hver tirsdag", "FREQ=WEEKLY;BYDAY=TU"),
        ("Hver  tirsdag", "FREQ=WEEKLY;BYDAY=TU"),
        ("hver hverdag", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("hver tirsdag og torsdag", "FREQ=WEEKLY;BYDAY=TU,TH"),
        ("hver mandag, onsdag og fredag", "FREQ=WEEKLY;BYDAY=MO,WE,FR"),
        ("annenhver tirsdag", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ("hver andre tirsdag", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ("annenhver uke", "FREQ=WEEKLY;INTERVAL=2"),
        ("hvert annet år", "FREQ=YEARLY;INTERVAL=2"),
        ("hver annen uke", "FREQ=WEEKLY;INTERVAL=2"),
        ("hver tredje uke", "FREQ=WEEKLY;INTERVAL=3"),
        ("hver fjerde uke", "FREQ=WEEKLY;INTERVAL=4"),
        ("hver femte uke", "FREQ=WEEKLY;INTERVAL=5"),
        ("hver sjette uke", "FREQ=WEEKLY;INTERVAL=6"),
        ("hver 3. uke", "FREQ=WEEKLY;INTERVAL=3"),
        ("første tirsdag i måneden", "FREQ=MONTHLY;BYDAY=1TU"),
        ("den andre onsdagen i måneden", "FREQ=MONTHLY;BYDAY=2WE"),
        ("første tirsdag i hver måned", "FREQ=MONTHLY;BYDAY=1TU"),
        ("siste torsdag i måneden", "FREQ=MONTHLY;BYDAY=-1TH"),
        ("nest siste fredag i måneden", "FREQ=MONTHLY;BYDAY=-2FR"),
        ("den 15. i måneden", "FREQ=MONTHLY;BYMONTHDAY=15"),
    ],
)
def test_the_plain_forms_are_the_rules_one_would_expect(written: str, rule: str) -> None:
    """A plain form alone gives a rule without an end."""
    repeat = Repeat.parse(written)
    assert repeat.rule == rule
    assert repeat.is_endless


@pytest.mark.parametrize(
    ("written", "count", "until"),
    [
        ("hver tirsdag, 6 ganger", 6, None),
        ("hver tirsdag 6 ganger", 6, None),
        ("hver tirsdag, 1 gang", 1, None),
        ("hver tirsdag, seks ganger", 6, None),
        ("hver tirsdag, tolv ganger", 12, None),
        (f"hver tirsdag, {MOST_TIMES} ganger", MOST_TIMES, None),
        ("hver tirsdag, til 1. juni 2024", None, "2024-06-01"),
        ("hver tirsdag til og med 1. juni 2024", None, "2024-06-01"),
        ("hver tirsdag fram til 24. desember 2024", None, "2024-12-24"),
        ("første tirsdag i måneden, til 2024-06-01", None, "2024-06-01"),
    ],
)
def test_a_plain_form_says_how_long(written: str, count: int | None, until: str | None) -> None:
    """A plain form may have a number of times, or a last day."""
    repeat = Repeat.parse(written)
    assert (repeat.count, repeat.until) == (count, Moment.parse(until) if until else None)
    assert not repeat.is_endless


@pytest.mark.parametrize(
    ("written", "rule", "count", "until"),
    [
        ("FREQ=WEEKLY", "FREQ=WEEKLY", None, None),
        ("RRULE:FREQ=WEEKLY;BYDAY=TU", "FREQ=WEEKLY;BYDAY=TU", None, None),
        ("freq=weekly; byday=tu", "FREQ=WEEKLY;BYDAY=TU", None, None),
        ("BYDAY=TU;FREQ=WEEKLY;", "FREQ=WEEKLY;BYDAY=TU", None, None),
        ("FREQ=DAILY;COUNT=3", "FREQ=DAILY", 3, None),
        ("FREQ=DAILY;UNTIL=20240601", "FREQ=DAILY", None, "2024-06-01"),
        ("FREQ=DAILY;UNTIL=20240601T120000", "FREQ=DAILY", None, "2024-06-01 12:00"),
        ("FREQ=DAILY;UNTIL=20240601T100000Z", "FREQ=DAILY", None, "2024-06-01 12:00"),
        ("FREQ=DAILY;UNTIL=20241201T100000Z", "FREQ=DAILY", None, "2024-12-01 11:00"),
        (
            "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1",
            "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1",
            None,
            None,
        ),
    ],
)
def test_an_rrule_is_read_as_rfc_5545_writes_it(
    written: str, rule: str, count: int | None, until: str | None
) -> None:
    """An RRULE (RFC 5545, 3.3.10) is read in any order and case; UNTIL in UTC becomes Oslo time."""
    repeat = Repeat.parse(written)
    assert (repeat.rule, repeat.count) == (rule, count)
    assert repeat.until == (Moment.parse(until) if until else None)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("hver time", "repeat-too-fine"),
        ("hvert 10. minutt", "repeat-too-fine"),
        ("FREQ=HOURLY", "repeat-too-fine"),
        ("FREQ=SECONDLY;COUNT=3", "repeat-too-fine"),
        ("FREQ=DAILY;BYHOUR=9,12", "repeat-too-fine"),
        ("FREQ=DAILY;BYMINUTE=0,30", "repeat-too-fine"),
        (f"hver dag, {MOST_TIMES + 1} ganger", "repeat-too-many"),
        (f"FREQ=DAILY;COUNT={MOST_TIMES + 1}", "repeat-too-many"),
        ("ofte", "repeat-invalid"),
        ("hver dag, 0 ganger", "repeat-invalid"),
        ("hver tirsdag i mai", "repeat-invalid"),
        ("den 32. i måneden", "repeat-invalid"),
        ("FREQ=FORTNIGHTLY", "repeat-invalid"),
        ("FREQ=WEEKLY;BYDAY=TI", "repeat-invalid"),
        ("FREQ=WEEKLY;BYDAY=1TU", "repeat-invalid"),
        ("FREQ=WEEKLY;BYMONTHDAY=3", "repeat-invalid"),
        ("FREQ=WEEKLY;FREQ=DAILY", "repeat-invalid"),
        ("FREQ=WEEKLY;INTERVAL=0", "repeat-invalid"),
        ("FREQ=WEEKLY;COUNT=3;UNTIL=20240601", "repeat-invalid"),
        ("FREQ=WEEKLY;X-MOON=FULL", "repeat-invalid"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "repeat-invalid"),
        ("FREQ=DAILY;UNTIL=20240231", "date-impossible"),
        ("hver tirsdag, til 31. juni 2024", "date-impossible"),
        (["hver tirsdag"], "field-text"),
    ],
)
def test_anything_else_is_a_fault(written: object, code: str) -> None:
    """Any other text is a problem, and never a guess at the dates."""
    assert fault_of(written).type == code


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("hvert årr", "hvert år"),
        ("hver tirdag", "hver tirsdag"),
        ("annehver onsdag, 6 gangr", "annenhver onsdag, 6 ganger"),
        ("siste torsdag i mnd", "siste torsdag i måned"),
        ("når det passer", ""),
    ],
)
def test_a_misspelt_rule_is_answered_with_what_it_meant(written: str, meant: str) -> None:
    """A misspelt rule gets a suggestion, unless several rules may be meant."""
    assert fault_of(written).context["suggestion"] == meant


@pytest.mark.parametrize(
    ("written", "start", "said"),
    [
        ("hver tirsdag", "2024-03-05 12:00", "FREQ=WEEKLY;BYDAY=TU"),
        ("hver tirsdag, 6 ganger", "2024-03-05 12:00", "FREQ=WEEKLY;BYDAY=TU;COUNT=6"),
        ("hver dag, til 1. juni 2024", "2024-05-01 12:00", "FREQ=DAILY;UNTIL=20240601T215959Z"),
        ("hver dag, til 1. desember 2024", "2024-05-01 12:00", "FREQ=DAILY;UNTIL=20241201T225959Z"),
        (
            "FREQ=DAILY;UNTIL=20240601T120000",
            "2024-05-01 12:00",
            "FREQ=DAILY;UNTIL=20240601T100000Z",
        ),
        ("hver dag, til 1. juni 2024", "2024-05-01", "FREQ=DAILY;UNTIL=20240601"),
    ],
)
def test_a_calendar_gets_the_rule_with_its_end_in_utc(written: str, start: str, said: str) -> None:
    """UNTIL is in UTC when the start has a time, else a date (RFC 5545, 3.3.10)."""
    assert Repeat.parse(written).rfc5545(Moment.parse(start)) == said


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=MONTHLY;BYMONTHDAY=31",
        "FREQ=MONTHLY;BYMONTHDAY=-31",
        "FREQ=YEARLY;BYYEARDAY=366",
        "FREQ=YEARLY;BYMONTHDAY=1;BYMONTH=12",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=23",
    ],
)
def test_the_highest_number_of_each_part_is_valid(rule: str) -> None:
    """The last day of a month or of a year, the last week and the last month are valid."""
    assert sorted(Repeat.parse(rule).rule.split(";")) == sorted(rule.split(";"))


def test_a_series_has_a_thousand_dates_at_most() -> None:
    """A thousand dates are valid, and one more is a problem."""
    assert Repeat.parse("hver tirsdag, 1000 ganger").count == 1000
    assert fault_of("hver tirsdag, 1001 ganger").type == "repeat-too-many"
