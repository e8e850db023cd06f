"""Two people's changes to one file are merged by field; what both changed is a conflict."""

from textwrap import dedent

import pytest

from newsroom.commands.changing.entry_text import EntryPlace, read_entry
from newsroom.commands.changing.merging import (
    FieldConflict,
    Merged,
    merged_entry,
    merged_file,
)
from newsroom.contract.article import Article
from newsroom.contract.event import Event

PATH = "events/2024.yaml"
EVENT = EntryPlace(Event, PATH, "a")
ARTICLE = EntryPlace(Article, "news/2024/sak.md")
BASE = dedent("""\
    # Alle
    - id: a
      title: A # tittel
      venue: v
      speakers: [x, y, z]
      registration:
        url: https://a.no
        price: 5
    - id: b
      title: B
    """)


def changed(*pairs: tuple[str, str]) -> str:
    text = BASE
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    return text


# Our changes, theirs, and those of both.
MERGED = {
    "two fields beside each other": ([("A #", "AA #")], [("venue: v", "venue: w")]),
    "two fields of a group": ([("a.no", "b.no")], [("price: 5", "price: 6")]),
    "the same change": ([("A #", "AA #")], [("A #", "AA #")]),
    "two events": ([("A #", "AA #")], [("title: B", "title: BB")]),
    "comments": ([("# Alle", "# Alle her")], [("# tittel", "# navnet")]),
}


@pytest.mark.parametrize("case", MERGED)
def test_changes_of_both_are_merged(case: str) -> None:
    ours, theirs = MERGED[case]
    both = changed(*dict.fromkeys((*ours, *theirs)))
    assert merged_file(BASE, changed(*ours), changed(*theirs), Event, PATH) == Merged(both, ())


def test_two_items_of_a_list_on_one_line_are_merged() -> None:
    ours, theirs = changed(("x, y", "n, y")), changed(("z]", "m]"))
    both = Merged(changed(("x, y, z", "n, y, m")), ())
    assert merged_file(BASE, ours, theirs, Event, PATH) == both


def test_only_the_entry_is_merged() -> None:
    theirs = changed(("A #", "AA #"), ("title: B", "title: BB"))
    base, theirs = read_entry(BASE, EVENT), read_entry(theirs, EVENT)
    assert merged_entry(base, base, theirs) == (theirs, ())


@pytest.mark.parametrize(
    ("ours", "theirs", "where", "values"),
    [
        (("A #", "E #"), ("A #", "C #"), ("title",), ("A", "E", "C")),
        (("price: 5", "price: 6"), ("price: 5", "price: 7"), ("registration", "price"), "567"),
        (("  venue: v\n", ""), ("venue: v", "venue: w"), ("venue",), ("v", None, "w")),
        (
            ("x, y", "n, y"),
            ("x, y", "m, y"),
            ("speakers",),
            (["x", "y", "z"], ["n", "y", "z"], ["m", "y", "z"]),
        ),
    ],
)
def test_a_field_that_both_changed_is_a_conflict(ours, theirs, where, values) -> None:
    """The merged text has our side, and the other changes of both."""
    theirs = changed(theirs, ("title: B", "title: BB"))
    found = merged_file(BASE, changed(ours), theirs, Event, PATH)
    assert found.conflicts == (FieldConflict(("a", *where), *values),)
    assert found.text == changed(ours, ("title: B", "title: BB"))
    each = (read_entry(text, EVENT) for text in (BASE, changed(ours), theirs))
    both, conflicts = merged_entry(*each)
    assert both == read_entry(changed(ours), EVENT) and conflicts[0].where == where


DELETED = changed(("- id: b\n  title: B\n", ""))


def test_added_and_deleted_entries_are_merged() -> None:
    added = f"{BASE}- id: c\n  title: C\n"
    found = merged_file(BASE, DELETED, added, Event, PATH)
    assert found == Merged(f"{DELETED}- id: c\n  title: C\n", ())
    assert merged_file(BASE, added, DELETED, Event, PATH) == found


def test_an_entry_that_one_changed_and_the_other_deleted_is_a_conflict() -> None:
    better, b = changed(("title: B", "title: BB")), {"id": "b", "title": "B"}
    found = merged_file(BASE, better, DELETED, Event, PATH)
    assert found == Merged(better, (FieldConflict(("b",), b, b | {"title": "BB"}, None),))
    found = merged_file(BASE, DELETED, better, Event, PATH)
    assert found == Merged(DELETED, (FieldConflict(("b",), b, None, b | {"title": "BB"}),))


def test_the_lines_of_a_text_are_merged() -> None:
    base = "---\ntitle: A\n---\nEn.\n\nTo.\n\nTre.\n"
    ours, theirs = base.replace("En.", "1."), base.replace("A", "B").replace("Tre.", "3.")
    both = "---\ntitle: B\n---\n1.\n\nTo.\n\n3.\n"
    path = ARTICLE.path
    assert merged_file(base, ours, theirs, Article, path) == Merged(both, ())
    other = base.replace("En.", "I.")
    entry, conflicts = merged_entry(*(read_entry(text, ARTICLE) for text in (base, ours, other)))
    assert [conflict.where for conflict in conflicts] == [("body",)]
    assert entry == read_entry(ours, ARTICLE)
