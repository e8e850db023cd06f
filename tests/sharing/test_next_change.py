"""next-change.json: when the site must be built again, and why."""

import json
from typing import get_args

import pytest

from newsroom.contract.changes import Change, ChangeReason
from newsroom.contract.entry import Entry
from newsroom.sharing.site_files import WORDS, announcement
from tests import given

SITE = "https://example.org/under/sti"


def said(change: Change | None, *entries: Entry, now: str = "2023-12-20 12:00") -> dict:
    site_data = given.site_data_of(*entries, now=now, siteurl=SITE)
    return json.loads(announcement(given.at(now), change, site_data))


def test_it_says_when_why_and_where() -> None:
    """The file has time, reason and address; times have Oslo's offset."""
    change = Change(given.at("2024-06-05 09:00"), "start", "event:2024-mote")
    assert said(change, given.event("2024-mote", start="2024-06-05 09:00")) == {
        "next": "2024-06-05T09:00:00+02:00",
        "why": "start",
        "what": "Et arrangement begynner",
        "url": f"{SITE}/arrangementer/2024/mote/",
        "stopped": False,
    }


def test_what_is_to_come_has_no_address_yet() -> None:
    """A change without an entry, or of a future entry, has no address."""
    hidden = given.article("news/2023/hemmelig.md", date="2023-12-21")
    for ref in ("", hidden.ref):
        assert said(Change(given.at("2023-12-21"), "publish", ref), hidden)["url"] is None


def test_a_site_at_rest_says_so() -> None:
    """A site without a next change has null."""
    assert said(None)["next"] is None
    assert said(None)["what"] == "Ingenting endrer seg av seg selv"


@pytest.mark.parametrize(("now", "stopped"), [("2023-12-20", True), ("2023-12-21", False)])
def test_the_clock_of_a_sample_stands_still(now: str, stopped: bool) -> None:
    """`stopped` is true for a sample at its fixed time, and false at another NOW."""
    sample = given.site(sample={"now": "2023-12-20"})
    assert said(None, sample, now=now)["stopped"] is stopped


@pytest.mark.parametrize("why", get_args(ChangeReason))
def test_every_reason_has_words(why: ChangeReason) -> None:
    """Every reason has a Norwegian text, for the log."""
    assert WORDS[why][0].isupper()
