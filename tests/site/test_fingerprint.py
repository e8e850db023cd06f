"""Fingerprints: equal for equal content, and different when a page could show a difference."""

from datetime import UTC, date, datetime
from itertools import combinations
from pathlib import Path

import pytest
from markupsafe import Markup

from newsroom.addresses.plan import Spot
from newsroom.contract.moment import OSLO
from newsroom.contract.problems import Source
from newsroom.site.dependency_tracking import fingerprint
from tests import given
from tests.table import check_each

DIFFERENT = [
    *(None, "", "None", 0, False, 1, True, 1.0, b"", (), [(), ()], {}, {"a": 1}, {"a": "1"}),
    *(("a", "b"), ("ab",), (("a",), "b"), frozenset({"a"}), Markup("a"), "a"),
    *(date(2023, 1, 1), datetime(2023, 1, 1, 1, tzinfo=OSLO), datetime(2023, 1, 1, tzinfo=UTC)),
    *(Spot("/", "front"), Spot("/", "front", name="x"), Spot("/", "front", (given.article(),))),
    *(given.article(), given.article(title="Annen"), given.article("news/2023/annen.md")),
    *(given.person("a"), given.person("b"), given.venue("a"), given.event(), given.event("x")),
    *(given.event(venue={"name": "Et sted"}), "x" * 5000, "x" * 5001, b"x" * 5000),
]  # fmt: skip


def test_what_differs_has_two_fingerprints() -> None:
    """Different values have different fingerprints, even 1, True and 1.0."""

    def check(pair: tuple[object, object]) -> None:
        assert fingerprint(pair[0]) != fingerprint(pair[1]), "the same fingerprint"

    check_each(combinations(DIFFERENT, 2), check, lambda pair: f"{pair!r:.200}")


@pytest.mark.parametrize("value", ["x" * 5000, b"x" * 5000, ("x" * 5000,)])
def test_a_fingerprint_is_short(value: object) -> None:
    """A fingerprint stays short when the text is long."""
    assert len(fingerprint(value)) < 100


def test_where_an_entry_is_written_is_not_what_it_says() -> None:
    """The line number of an entry does not change its fingerprint."""
    one, other = given.event(), given.event()
    other._source = Source(one.source.path, {(): (40, 1)})
    assert fingerprint(one) == fingerprint(other)


def test_a_copy_that_says_something_else_has_a_fingerprint_of_its_own() -> None:
    """A changed copy of an entry does not keep the fingerprint of the original."""
    site = given.site()
    assert site.digest != site.model_copy(update={"name": "Annet"}).digest


@pytest.mark.parametrize("value", [print, object(), Path])
def test_what_has_no_value_has_no_fingerprint(value: object) -> None:
    """A value that has no fingerprint, such as a function, raises an error."""
    with pytest.raises(TypeError):
        fingerprint(value)
