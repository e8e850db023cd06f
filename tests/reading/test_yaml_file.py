"""YAML that is read as texts, with the place of each key."""

import pytest
from hypothesis import given as for_any
from hypothesis import strategies as st

from newsroom.contract.problems import TEXT
from newsroom.reading.yaml_file import YamlFault, parse, split
from tests.given import quickly


def fault_of(text: str) -> tuple[str, int, int]:
    """The code, line and column of the problem in a text."""
    with pytest.raises(YamlFault) as caught:
        parse(text)
    return caught.value.code, caught.value.line, caught.value.column


def place(text: str, *where: str | int) -> tuple[int, int]:
    return parse(text)[1][where]


@pytest.mark.parametrize(
    "scalar",
    ["18:30", "0150", "2.200", "no", "yes", "true", "2023", "2023-09-12", "1e3", "0x1F", "=", ".5"],
)
def test_a_scalar_is_the_text_that_stands_there(scalar: str) -> None:
    """A scalar is the written text; YAML 1.1 would turn 18:30 into 1110 and `no` into False."""
    assert parse(f"field: {scalar}")[0] == {"field": scalar}


@pytest.mark.parametrize("nothing", ["", "''", '""', "null", "~", "[]", "{}", "' '", "# bare ord"])
def test_what_says_nothing_is_absent(nothing: str) -> None:
    """An empty value, list or mapping is treated as absent."""
    assert parse(f"field: {nothing}\nother: x")[0] == {"other": "x"}
    assert parse(f"field:\n  inner: {nothing}\nother: x")[0] == {"other": "x"}


@pytest.mark.parametrize("text", ["null", "~"])
def test_a_word_in_quotation_marks_is_the_word(text: str) -> None:
    """Somebody may be called Null."""
    assert parse(f"field: '{text}'\nother: \"{text}\"")[0] == {"field": text, "other": text}


def test_a_file_without_anything_is_nothing() -> None:
    """An empty file, or one with comments only, gives nothing."""
    assert parse("")[0] is None
    assert parse("# Fylles ut senere\n")[0] is None


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a: 1\nb: 2\na: 3", ("yaml-duplicate-key", 3, 1)),
        ("a:\n  b: 1\n  'b': 2", ("yaml-duplicate-key", 3, 3)),
        ("a: &x 1\nb: *x", ("yaml-sign-first", 1, 4)),
        ("a: &x {b: 1}\nc: *x", ("yaml-sign-first", 1, 4)),
        ("a: 1\nb: !!int 3", ("yaml-sign-first", 2, 4)),
        ("a: [!python/object 3]", ("yaml-tag", 1, 5)),
        ("? [a, b]\n: 1", ("yaml-key", 1, 3)),
        ("a: Frokost: KI i praksis", ("yaml-colon-inside", 1, 4)),
        ("a: 1\nb: @kari", ("yaml-sign-first", 2, 4)),
        ("a:\n\tb: 1", ("yaml-tab", 2, 1)),
        ("a: 1\nb 2\nc: 3", ("yaml-colon-missing", 2, 1)),
        ('a: 1\nb: "uten slutt', ("yaml-quote-open", 2, 4)),
    ],
)
def test_what_is_not_plain_yaml_is_a_fault_at_its_place(
    text: str, fault: tuple[str, int, int]
) -> None:
    """Anything beyond plain YAML is a problem at its exact place."""
    assert fault_of(text) == fault


@pytest.mark.parametrize("escape", [r"\0", r"\x08", r"\e", r"\uffff"])
def test_a_character_that_xml_cannot_hold_is_refused_also_when_escaped(escape: str) -> None:
    """A character that XML does not allow is refused, also when it is escaped."""
    with pytest.raises(YamlFault):
        parse(f'title: "a{escape}b"')


def test_every_field_knows_its_line_and_column() -> None:
    """Every field has its line and column, at any depth, in block and flow style."""
    text = "title: A\nimage:\n  src: x\ntags:\n- a\n- b: {c: 1, d: 2}\n"
    assert place(text, "title") == (1, 1)
    assert place(text, "image", "src") == (3, 3)
    assert place(text, "tags", 1) == (6, 3)
    assert place(text, "tags", 1, "b", "d") == (6, 13)


@pytest.mark.parametrize("text", ["a: >\n  En b: to\nb: to\n", "- a: >\n    En b: to\n  b: to\n"])
def test_a_folded_text_ends_above_the_next_field(text: str) -> None:
    """No word of it is placed in a field below that has the same words."""
    _, places = parse(text)
    (start,) = (path for path in places if path[-2:] == ("a", TEXT))
    inside = [place for path, place in places.items() if path[:-1] == start]
    assert {line for line, _ in inside} <= {places[start][0]}


def test_an_empty_item_does_not_move_the_places_of_those_after_it() -> None:
    """An empty item does not shift the places of the items after it."""
    data, places = parse("tags:\n-\n- a\n")
    assert data == {"tags": ["a"]}
    assert places["tags", 0] == (3, 3)


@pytest.mark.parametrize("text", ["[" * 101, "a: " + "{b: " * 101, "- " * 20_000 + "x"])
def test_a_text_nested_too_deep_is_refused_before_it_is_parsed(text: str) -> None:
    """A text with too many levels is refused before it is parsed."""
    assert fault_of(text)[0] in ("file-too-deep", "yaml-syntax")


@quickly
@for_any(st.text(st.characters(codec="utf-8")))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Any text is read as lists and mappings of texts, or refused, and never crashes."""

    def is_ours(data: object) -> bool:
        if isinstance(data, dict):
            return all(isinstance(key, str) and is_ours(value) for key, value in data.items())
        return all(map(is_ours, data)) if isinstance(data, list) else isinstance(data, str)

    try:
        data, _ = parse(text)
    except YamlFault as fault:
        assert fault.line >= 1
    else:
        assert data is None or is_ours(data)


def test_front_matter_keeps_the_lines_of_its_file() -> None:
    """The lines of front matter are those of the file, with the opening fence at line 1."""
    head, text, line = split("---\ntitle: A\ndate: 2023-05-01\n---\n\nTekst\n")
    assert place(head, "date") == (3, 1)
    assert (text, line) == ("\nTekst\n", 5)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Bare tekst", "front-matter-missing"),
        ("", "front-matter-missing"),
        ("\n---\ntitle: A\n---\n", "front-matter-missing"),
        ("---\ntitle: A\n", "front-matter-open"),
    ],
)
def test_front_matter_begins_and_ends_with_a_fence(text: str, code: str) -> None:
    """Front matter starts with a fence on line 1 and ends with a fence."""
    with pytest.raises(YamlFault) as caught:
        split(text)
    assert caught.value.code == code


def test_a_rule_in_the_text_is_no_fence() -> None:
    """A later --- in the text is no fence; spaces after a fence are allowed."""
    assert split("--- \ntitle: A\n---  \nEn\n\n---\n\nTo")[1] == "En\n\n---\n\nTo"
