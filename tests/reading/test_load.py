"""Reads a content folder into a catalog and a report."""

from pathlib import Path

import pytest
from hypothesis import given as for_any
from hypothesis import strategies as st

from newsroom.contract.article import Article
from newsroom.contract.entry import Entry
from newsroom.contract.event import Event
from newsroom.contract.people import Venue
from newsroom.contract.problems import Report, Source
from newsroom.contract.review import Review
from newsroom.contract.site import Site
from newsroom.reading import validate
from newsroom.reading.model_fields import fields_at
from tests import given
from tests.given import quickly

ANYTHING = st.recursive(
    st.sampled_from(["", "x", "no", "2023-02-31", "-1", "https://[", "images/x.jpg", "10 20", "/"])
    | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["title", "src", "alt", "name", "time", "2023-01-01", "x"]), inner
        )
    ),
    max_leaves=6,
)
VENUE = "name: Sentrum scene\n"
EVENT = "id: {id}\ntitle: Frokost\nstart: 2023-09-12 {hour}:00\nvenue: {venue}\n"
# At different times, since all are in one venue.
HOURS = {"frokost": "09", "festival": "10", "a": "11", "b": "13", "c": "14"}
ARTICLE = "---\ntitle: En sak\ndate: 2023-05-01\nsummary: Kort.\n{more}---\n{text}\n"


def event(id: str = "frokost", venue: str = "sentrum") -> str:
    return EVENT.format(id=id, venue=venue, hour=HOURS[id])


def listed(*events: str) -> str:
    """The text of a YAML list with these events."""
    return "".join("- " + "\n  ".join(one.splitlines()) + "\n" for one in events)


def article(text: str = "Tekst.", more: str = "") -> str:
    return ARTICLE.format(text=text, more=more)


WORLD = {
    "venues.yaml": "sentrum:\n  name: Sentrum scene\n",
    "networks.yaml": "helse:\n  name: Helsenettverket\n",
    "people.yaml": "kari:\n  name: Kari\nola:\n  name: Ola\n",
    "events/festival.yaml": event("festival"),
    "images/x.jpg": "",
    "documents/a.pdf": "",
}


def values_of(report: Report) -> dict[str, str]:
    """The values of the only problem in a report."""
    (problem,) = report
    return dict(problem.values)


@pytest.mark.parametrize(
    "files",
    [
        {"venues.yaml": "sentrum:\n  name: Sentrum scene\n"},
        {"venues/sentrum.yaml": VENUE},
        {"venues/i-byen/sentrum.yaml": VENUE},
    ],
)
def test_keyed_entries_stand_in_one_file_or_one_each(tmp_path: Path, files: dict) -> None:
    """Keyed entries are in one file with a mapping, or in files named by their keys."""
    catalog, report = given.loaded(tmp_path, files)
    assert [(key, venue.ref) for key, venue in catalog.venues.items()] == [
        ("sentrum", "venue:sentrum")
    ]
    assert not report.problems


def test_the_same_key_twice_is_a_fault(tmp_path: Path) -> None:
    """The same key twice is a problem, also when one is in the file and one in the folder."""
    files = {"venues.yaml": "sentrum:\n  name: En\n", "venues/sentrum.yaml": VENUE}
    catalog, report = given.loaded(tmp_path, files)
    assert given.codes(report) == ["key-taken"]
    assert len(catalog.venues) == 1


def test_events_stand_in_a_list_or_one_per_file(tmp_path: Path) -> None:
    """Events are in a list or in files of their own, also in one folder."""
    files = {
        "venues/sentrum.yaml": VENUE,
        "events/2023.yaml": listed(event("b"), event("a")),
        "events/tur.yaml": event("c"),
    }
    catalog, report = given.loaded(tmp_path, files)
    assert [e.id for e in catalog.events] == ["b", "a", "c"]
    assert not report.problems


def test_an_event_in_a_list_knows_its_own_lines(tmp_path: Path) -> None:
    """The problems of an event in a list have its lines, also after an empty item."""
    files = {"venues/sentrum.yaml": VENUE, "events/x.yaml": "-\n" + listed(event("a"), event("a"))}
    catalog, report = given.loaded(tmp_path, files)
    assert given.places(report) == ["events/x.yaml:6: id-taken"]
    assert [e.source.place(("venue",))[0] for e in catalog.events] == [5, 9]


def test_of_two_events_with_one_id_the_unpublished_one_is_faulty(tmp_path: Path) -> None:
    """The id of the published one is in its address, and in calendars that subscribe."""
    files = {
        "venues/sentrum.yaml": VENUE,
        "events/2023-a.yaml": event("a"),
        "events/2023.yaml": listed(event("b"), event("a")),
    }
    _, report = given.loaded(tmp_path / "new", files)
    assert given.places(report) == ["events/2023.yaml:5: id-taken"]
    address = "# Adresser: 1\n/arrangementer/2023/a/ events/2023.yaml#a\n"
    _, report = given.loaded(tmp_path / "old", files | {"record/addresses.txt": address})
    assert given.places(report) == ["events/2023-a.yaml:1: id-taken"]


@pytest.mark.parametrize(
    ("file", "text", "line", "code", "meant"),
    [
        ("events/a.yaml", event(venue="sentru"), 4, "venue-unknown", "sentrum"),
        ("events/a.yaml", event() + "network: hels", 5, "network-unknown", "helse"),
        ("events/a.yaml", event() + "part_of: festval", 5, "event-unknown", "festival"),
        ("events/a.yaml", event() + "speakers: [ola,\n  kai]", 6, "person-unknown", "kari"),
        ("events/a.yaml", event() + "image:\n  src: images/x.jg\n  alt: A", 6, "image-missing",
         "images/x.jpg"),
        ("events/a.yaml", event() + "documents:\n- title: A\n  src: documents/a.pf", 7,
         "document-missing", "documents/a.pdf"),
        ("news/a.md", article(more="event: festval\n"), 5, "event-unknown", "festival"),
        ("news/a.md", article(more="author: kai\n"), 5, "person-unknown", "kari"),
        ("news/a.md", article(text="\n![A](images/x.jg)"), 7, "image-missing", "images/x.jpg"),
        ("news/a.md", article(text="\n\n[A](../documents/a.pf)"), 8, "document-missing",
         "documents/a.pdf"),
    ],
)  # fmt: skip
def test_a_reference_to_nothing_is_a_fault_with_the_nearest_name(
    tmp_path: Path, file: str, text: str, line: int, code: str, meant: str
) -> None:
    """An unknown reference is a problem at its line, with the nearest name."""
    _, report = given.loaded(tmp_path, WORLD | {file: text})
    assert given.places(report) == [f"{file}:{line}: {code}"]
    assert values_of(report)["suggestion"] == meant


def test_a_name_that_is_no_key_stands_for_itself(tmp_path: Path) -> None:
    """A name that is no key, such as "Redaksjonen", needs no entry."""
    more = "author: Redaksjonen\n"
    assert not given.loaded(tmp_path, WORLD | {"news/a.md": article(more=more)})[1].problems


def test_a_broken_entry_is_left_out_but_known(tmp_path: Path) -> None:
    """A reference to a broken entry is no further problem."""
    files = WORLD | {
        "events/festival.yaml": event("festival") + "attendence: 3\n",
        "news/a.md": article(more="event: festival\n", text="[Festivalen](event:festival)"),
    }
    catalog, report = given.loaded(tmp_path, files)
    assert given.places(report) == ["events/festival.yaml:5: field-unknown"]
    assert catalog.events == ()
    assert "event:festival" in catalog.broken
    assert not catalog.is_whole("events")


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        ("Sentrum:\n  name: Sentrum scene\n", "key-invalid"),
        ("sentrum:\n  navn: Sentrum scene\n", "field-unknown"),
        ("sentrum:\n\tname: x\n", "yaml-tab"),
    ],
)
def test_a_venue_that_cannot_be_read_is_not_also_called_unknown(
    tmp_path: Path, broken: str, code: str
) -> None:
    """A venue that cannot be read is one problem, and events there have none."""
    _, report = given.loaded(tmp_path, WORLD | {"venues.yaml": broken})
    assert given.codes(report)[0] == code
    assert "venue-unknown" not in given.codes(report)


def test_a_bad_entry_does_not_hide_the_good_ones_beside_it(tmp_path: Path) -> None:
    """The valid entries are read, and all problems are reported in one run."""
    bad = event("b").replace("12", "32")
    files = WORLD | {"events/x.yaml": listed(event("a"), bad, event("c")), "news/a.md": "tekst"}
    catalog, report = given.loaded(tmp_path, files)
    assert [e.id for e in catalog.events] == ["festival", "a", "c"]
    assert given.places(report) == [
        "events/x.yaml:7: date-impossible",
        "news/a.md:1: front-matter-missing",
    ]


@pytest.mark.parametrize(
    ("description", "line"),
    [
        ("description: |\n  En\n\n  [her](javascript:x)\n", 8),
        ("description: Se [her](javascript:x)\n", 5),
        ('description: "Se [her](javascript:x)"\n', 5),
    ],
)
def test_a_fault_in_a_description_names_its_line(
    tmp_path: Path, description: str, line: int
) -> None:
    """A problem in a description has its line, in a block or on the line of the key."""
    _, report = given.loaded(tmp_path, WORLD | {"events/x.yaml": event() + description})
    assert given.places(report) == [f"events/x.yaml:{line}: link-scheme"]


@pytest.mark.parametrize(
    ("file", "text", "code"),
    [
        ("notat.md", "x", "file-unplaced"),
        ("licenses.txt", "x", "licences-unread"),
        ("nyheter/a.md", "x", "file-unplaced"),
        ("news/a.yaml", "x", "file-unplaced"),
        ("venues.yml", "x", "file-unplaced"),
        ("news/a.markdown", "x", "file-unplaced"),
    ],
)
def test_a_text_in_no_known_place_is_a_fault(
    tmp_path: Path, file: str, text: str, code: str
) -> None:
    """A text file in an unknown folder is a problem, since it would be left out silently."""
    assert given.codes(given.loaded(tmp_path, {file: text})[1]) == [code]


def test_what_is_not_content_is_not_read(tmp_path: Path) -> None:
    """README.md and the folder record/ are not read as content."""
    files = {"README.md": "Hei", "record/addresses.txt": "/x/ list", "record/note.md": "x"}
    catalog, report = given.loaded(tmp_path, files)
    assert not report.problems
    assert list(catalog.entries()) == []


def test_an_empty_folder_is_a_site_without_entries(tmp_path: Path) -> None:
    """An empty folder is a site without entries."""
    catalog, report = given.loaded(tmp_path, {})
    assert (list(catalog.entries()), catalog.site.name, report.problems) == ([], "", [])


@pytest.mark.parametrize("kind", [Article, Event, Review, Site, Venue], ids=lambda k: k.__name__)
@quickly
@for_any(said=st.data())
def test_whatever_stands_in_a_file_is_an_entry_or_a_fault_of_ours(
    kind: type[Entry], said: st.DataObject
) -> None:
    """Any file gives entries or problems with a code of ours, and never one of pydantic."""
    fields = sorted(fields_at(kind, ()))
    data = said.draw(st.dictionaries(st.sampled_from(fields), ANYTHING, max_size=6))
    report = Report()
    validate.entry(kind, data, Source("x.yaml"), report, "x")
    assert not [code for code in given.codes(report) if "_" in code]


def test_slugs_come_from_file_names_and_never_from_titles(tmp_path: Path) -> None:
    """The slug comes from the file name, so a new title keeps the address."""
    catalog, _ = given.loaded(tmp_path, {"news/2023/Årets møte.md": article()})
    (found,) = catalog.articles
    assert (found.ref, found.permalink) == ("news/2023/Årets møte.md", "arets-mote")


def test_a_folder_is_read_the_same_each_time(tmp_path: Path) -> None:
    """Reading a folder twice gives the same catalog."""
    files = WORLD | {f"news/{n}.md": article(text="[x](borte.md)") for n in "cab"}
    first = given.loaded(tmp_path / "en", files)
    second = given.loaded(tmp_path / "to", dict(reversed(files.items())))
    assert list(first[0].entries()) == list(second[0].entries())
    assert list(first[1]) == list(second[1])


def test_a_fault_in_a_field_hides_no_other_fault(tmp_path: Path) -> None:
    """A faulty field hides no problem in references, text, links or pictures."""
    files = {
        "news/a.md": "---\ntitel: A\ndate: 2023-01-01\n"
        "image: {src: images/borte.jpg, alt: Borte}\n---\n"
        "Et <b>ord</b> og ![](images/x.jpg).\n",
        "events/x.yaml": "id: x\ntitle: X\nfoo: 1\nstart: 2023-01-01\nvenue: a\nnetwork: b\n",
    }
    _, report = given.loaded(tmp_path, files)
    assert sorted(set(given.codes(report))) == [
        "field-unknown",
        "html-raw",
        "image-alt-missing",
        "image-missing",
        "network-unknown",
        "venue-unknown",
    ]


def test_a_faulty_entry_is_not_shown(tmp_path: Path) -> None:
    """An entry with errors is only checked further, and is not in the catalog."""
    catalog, _ = given.loaded(tmp_path, {"news/a.md": "---\ntitle: A\nfeil: 1\n---\nHei.\n"})
    assert [entry.ref for entry in catalog.faulty] == ["news/a.md"]
    assert list(catalog.entries()) == []


def test_the_texts_of_two_entries_without_an_id_are_both_looked_at(tmp_path: Path) -> None:
    """The texts of two entries without an id are both checked."""
    one = "- title: En\n  description: Se ![Kart](nei-a.png).\n"
    other = "- title: To\n  description: Se ![Kart](nei-b.png).\n"
    _, report = given.loaded(tmp_path, {"events/dobbel.yaml": one + other})
    missing = [problem for problem in report if problem.code == "image-missing"]
    assert [dict(problem.values)["src"] for problem in missing] == ["nei-a.png", "nei-b.png"]


def test_an_empty_item_of_a_list_keeps_its_index() -> None:
    """Data that is not from YAML may have empty items; the problem is at the item."""
    data = {"id": "a", "title": "A", "start": "2024-03-05", "place": "kommer"}
    report = Report()
    source = Source("x.yaml", {("speakers",): (5, 1), ("speakers", 1): (7, 3)})
    validate.entry(Event, data | {"speakers": ["kari", None]}, source, report)
    assert given.places(report) == ["x.yaml:7: field-text"]


def test_a_faulty_event_gets_no_link_that_nobody_wrote(tmp_path: Path) -> None:
    """An event whose venue is faulty is checked further as one whose venue is not settled."""
    text = "id: x\ntitel: X\nstart: 2024-02-31\nvenue: [a]\n"
    catalog, _ = given.loaded(tmp_path, {"events/x.yaml": text})
    (event,) = catalog.faulty
    assert isinstance(event, Event)
    assert (event.title, event.venue, event.online, event.place) == ("-", None, None, "kommer")
    assert event.lost >= {"titel", "title", "start", "venue"}
