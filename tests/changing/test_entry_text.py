"""An edit of one entry touches only the lines of what differs, and is read back as meant."""

from textwrap import dedent

import pytest

from newsroom.commands.changing.entry_text import (
    EntryMissing,
    EntryPlace,
    Unwritable,
    read_entry,
    with_entry,
    with_new_entry,
    without_entry,
)
from newsroom.contract.article import Article
from newsroom.contract.event import Event
from newsroom.contract.people import Person
from newsroom.reading.yaml_file import parse

EVENT = EntryPlace(Event, "events/2024.yaml", "a")
ARTICLE = EntryPlace(Article, "news/2024/sak.md")
PERSON = EntryPlace(Person, "people.yaml", "kari")

# The fields of an event before; what is set (None takes a field out); the fields afterwards.
CASES = {
    "a plain text": ("title: En  # kort", {"title": "To"}, "title: To  # kort"),
    "quotation marks stay": ("title: 'En'", {"title": "Per's"}, "title: 'Per''s'"),
    "a text that needs them": ("title: En", {"title": "A: b # c"}, 'title: "A: b # c"'),
    "a word for nothing": ("title: En", {"title": "null"}, 'title: "null"'),
    "an empty field": ("title:  # husk\nvenue: v", {"title": "En"}, "title: En  # husk\nvenue: v"),
    "a text below its key": ("title:\n  En", {"title": "To"}, "title:\n  To"),
    "a text of several lines": (
        "title: En # kort\nvenue: v",
        {"title": "En\n\nTo\n"},
        "title: | # kort\n  En\n\n  To\nvenue: v",
    ),
    "an indented first line": ("title: En", {"title": "  En\nTo"}, "title: |2-\n    En\n  To"),
    "a block stays as far in": ("title: |\n     En\n", {"title": "To\n"}, "title: |\n     To\n"),
    "a folded text": ("title: >-\n  En\n  to", {"title": "En tre"}, "title: |-\n  En tre"),
    "a field is removed": (
        "title: En\n# om stedet\nvenue: v\nsummary: |\n  s\n  # t\n# slutt",
        {"venue": None, "summary": None},
        "title: En\n# om stedet\n# slutt",
    ),
    "a field is added in the order of the model": (
        "venue: v # sted\n# om dette\nattendance: 5",
        {"summary": "S"},
        "venue: v # sted\nsummary: S\n# om dette\nattendance: 5",
    ),
    "in braces": (
        "image: {src: a.jpg, alt: A} # b",
        {"image": {"src": "b.jpg", "focal": "1 2"}},
        "image: {src: b.jpg, focal: 1 2} # b",
    ),
    "a word becomes a mapping": (
        "registration: none # gratis",
        {"registration": {"url": "https://a.no", "price": "5"}},
        "registration: # gratis\n  url: https://a.no\n  price: 5",
    ),
    "a word becomes a list": ("speakers: kari", {"speakers": ["a", "b"]}, "speakers: [a, b]"),
    "an item is added and one removed": (
        "speakers:\n- a # en\n# om b\n- b\n- c # tre",
        {"speakers": ["a", "c", "d"]},
        "speakers:\n- a # en\n- c # tre\n- d",
    ),
    "an item is moved with its comments": (
        "speakers:\n  - a\n  # om b\n  - b # to\n  - c",
        {"speakers": ["a", "c", "b"]},
        "speakers:\n  - a\n  - c\n  # om b\n  - b # to",
    ),
    "a field of an item": (
        "programme:\n  - time: '08:00' # tidlig\n    title: Kaffe\n  - title: Slutt",
        {"programme": [{"time": "09:00", "title": "Kaffe"}, {"title": "Slutt"}]},
        "programme:\n  - time: '09:00' # tidlig\n    title: Kaffe\n  - title: Slutt",
    ),
    "a new item between others": (
        "programme:\n  - title: A\n\n  - title: B",
        {"programme": [{"title": "A"}, {"title": "N", "speaker": "k"}, {"title": "B"}]},
        "programme:\n  - title: A\n\n  - title: N\n    speaker: k\n\n  - title: B",
    ),
}


def _event(fields: str) -> str:
    indented = "".join(f"  {line}\n" if line else "\n" for line in fields.split("\n"))
    return f"# Alle\n\n- id: a\n{indented}\n# Om den neste\n- id: b\n  title: 'B'\n"


@pytest.mark.parametrize("case", CASES)
def test_only_what_differs_is_changed(case: str) -> None:
    before, changes, after = CASES[case]
    text = _event(before)
    fields = read_entry(text, EVENT).fields | changes
    fields = {name: value for name, value in fields.items() if value is not None}
    new = with_entry(text, EVENT, fields)
    assert new == _event(after)
    assert read_entry(new, EVENT).fields == fields


def test_an_article_and_its_text_are_edited_apart() -> None:
    text = "---\ntitle: En\ndate: 2024-01-01 # i fjor\n---\n\nFørst.  \n"
    now = read_entry(text, ARTICLE)
    assert now.body == "\nFørst.  \n"
    assert with_entry(text, ARTICLE, now.fields, "Sist.\n") == text.replace("\nFørst.  ", "Sist.")
    to = {**now.fields, "title": "To"}
    assert with_entry(text, ARTICLE, to, now.body) == text.replace("En", "To")


def test_pasted_signs_stay_in_other_lines() -> None:
    """The reader drops them; a line that is not edited keeps them."""
    text = "kari:\n  name: Ka\u00adri\n  role: L\u00ader\nola:\n  name: O\u200bla\n"
    fields = read_entry(text, PERSON).fields
    assert fields["name"] == "Kari"
    new = with_entry(text, PERSON, fields | {"role": "Sjef"})
    assert new == text.replace("L\u00ader", "Sjef")


@pytest.mark.parametrize("text", ["a\x00b", "a\u202eb", "a\x1bb\n", "a\ud800b", "a\x9bb"])
def test_refused_characters_are_not_written(text: str) -> None:
    with pytest.raises(Unwritable) as refused:
        with_entry(_event("title: A"), EVENT, {"id": "a", "image": {"alt": text}})
    assert refused.value.where == ("image", "alt")


def test_an_unknown_entry_is_missing() -> None:
    with pytest.raises(EntryMissing):
        read_entry(_event("title: A"), EntryPlace(Event, "events/2024.yaml", "c"))


NEW = {
    "a new file of events": (EVENT, "", "id: a\ntitle: N\n"),
    "a list": (EVENT, "- id: b\n  title: B\n", "- id: b\n  title: B\n- id: a\n  title: N\n"),
    "a list with empty lines": (
        EVENT,
        "# Alle\n- id: b\n\n- id: c # c\n",
        "# Alle\n- id: b\n\n- id: c # c\n\n- id: a\n  title: N\n",
    ),
    "one event becomes a list": (
        EVENT,
        "id: b\ntitle: |\n  B\n\n  C\n",
        "- id: b\n  title: |\n    B\n\n    C\n- id: a\n  title: N\n",
    ),
    "a list in brackets": (EVENT, "[{id: b}]\n", "[{id: b}, {id: a, title: N}]\n"),
    "a new file by key": (PERSON, "", "kari:\n  title: N\n"),
    "a file by key": (PERSON, "ola: {name: O}\n", "ola: {name: O}\nkari:\n  title: N\n"),
    "an article": (ARTICLE, "", "---\ntitle: N\n---\nTekst.\n"),
}


@pytest.mark.parametrize("case", NEW)
def test_a_new_entry_is_the_last_of_its_file(case: str) -> None:
    place, before, after = NEW[case]
    assert with_new_entry(before, place, {"title": "N"}, "Tekst.\n") == after


def test_an_entry_is_removed_with_its_comment() -> None:
    text = dedent("""\
        # Alle

        # Om a
        - id: a
          title: A
        # Om b
        - id: b
        """)
    assert without_entry(text, EntryPlace(Event, "e.yaml", "b")) == text[: text.index("# Om b")]
    assert parse(without_entry(text, EVENT))[0] == [{"id": "b"}]
