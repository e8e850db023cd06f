"""The table rules.txt: the instants of each rule, by our pages and by two readers of calendars."""

from datetime import UTC, date
from pathlib import Path

import pytest
from pydantic_core import ValidationError

from newsroom.contract.event import Event
from newsroom.contract.recurrence import occurrences
from tests import given
from tests.events.readers import IcalJs, by_vobject, calendars, site_data_of
from tests.table import check_each

TABLE = Path(__file__).with_name("rules.txt")
LINES = [
    [cell.strip() for cell in line.split("|")]
    for line in TABLE.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
EXPANDED = [(rule, start, told.split()) for rule, start, told in LINES if told[0].isdigit()]
REFUSED = [(rule, start, told) for rule, start, told in LINES if not told[0].isdigit()]


def series(rule: str, start: str) -> Event:
    return given.event("serie", start=start, repeat=rule)


def test_pages_and_two_readers_find_the_instants_of_the_table(ical_js: IcalJs) -> None:
    """The first instants of each rule are the same on our pages, in vobject and in ical.js."""

    def check(case: tuple[str, str, list[str]]) -> None:
        rule, start, instants = case
        until = date.fromisoformat(instants[-1][:10])
        event = series(rule, start)
        ics = calendars(site_data_of(event))[f"{event.page_address}arrangement.ics"]
        ours = [one.start.instant for one in occurrences(event, until=until)]
        found = {
            "pages": [f"{when.astimezone(UTC):%Y-%m-%dT%H:%MZ}" for when in ours],
            "vobject": [f"{told.start[:16]}Z" for told in by_vobject(ics, until)],
            "ical.js": [f"{told.start[:16]}Z" for told in ical_js.instances(ics, until)],
        }
        assert found == dict.fromkeys(found, instants)

    check_each(EXPANDED, check)


def test_a_rule_that_readers_expand_differently_is_refused() -> None:
    """Each refused rule of the table has its code, at the field `repeat`."""

    def check(case: tuple[str, str, str]) -> None:
        rule, start, code = case
        with pytest.raises(ValidationError) as caught:
            series(rule, start)
        (details,) = caught.value.errors()
        field = details["loc"][0] if details["loc"] else details["ctx"]["at"]
        assert (details["type"], field) == (code, "repeat")

    check_each(REFUSED, check)


def test_the_table_has_rules_of_every_shape() -> None:
    """The table has at least sixty rules with instants, and thirty that are refused."""
    assert len(EXPANDED) >= 60
    assert len(REFUSED) >= 30
