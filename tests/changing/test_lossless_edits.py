"""Edits of entries leave every other byte as it was: for all content, and for generated YAML."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.commands.changing.entry_text import EntryPlace, place_of, read_entry, with_entry
from newsroom.commands.changing.file_edits import change_text
from newsroom.contract.event import Event
from newsroom.reading.load import load
from newsroom.reading.yaml_faults import YamlFault
from newsroom.reading.yaml_file import Data, parse

PLACE = EntryPlace(Event, "events/2024.yaml", "b")
SITES = [Path("content"), *sorted(Path("tests/sites").glob("*/site.yaml"))]
SIGNS = "abæø 09#:'\"-{}[],&*!|>%@`\\?~=.😀é"
lines = st.text(SIGNS, min_size=1, max_size=12).filter(str.strip)
texts = st.lists(lines, min_size=2, max_size=4).map("\n".join).map(lambda text: f"{text}\n")
scalars = st.one_of(lines, lines, texts)
leaves = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3)
        | st.dictionaries(st.sampled_from("klm"), inner, min_size=1, max_size=3)
    ),
    max_leaves=5,
)
comments = st.sampled_from(["", "", "  # merk", " # æ: [b"])
above = st.sampled_from(["", "", "# om det neste", "\n"])


def _is_read(yaml: str, data: Data) -> bool:
    try:
        return parse(yaml)[0] == data
    except YamlFault:
        return False


@st.composite
def one_line(draw, value: Data) -> str:
    """Data in flow style, with quotation marks of every kind."""
    if isinstance(value, str):
        single = "'" + value.replace("'", "''") + "'"
        forms = [value, single] if "\n" not in value else []
        read = [f for f in forms if _is_read(f"[{f}, {{k: {f}}}]", [value, {"k": value}])]
        read = [f for f in read if _is_read(f"k: {f}", {"k": value})]
        return draw(st.sampled_from([*read, json.dumps(value, ensure_ascii=False)]))
    if isinstance(value, list):
        return f"[{', '.join(draw(one_line(item)) for item in value)}]"
    return f"{{{', '.join(f'{key}: {draw(one_line(inner))}' for key, inner in value.items())}}}"


@st.composite
def written(draw, value: Data, indent: int, *, in_list: bool = False) -> str:
    """What stands after a key or a dash: on its line, or below it."""
    pad = " " * indent
    if isinstance(value, str) and value.endswith("\n") and draw(st.booleans()):
        step = "2" if value[0] in " " else ""
        block = "".join(f"\n{pad}  {line}" for line in value.rstrip("\n").split("\n"))
        if _is_read(f"{pad}k: |{step}{block}\n", {"k": value}):
            return f" |{step}{draw(comments)}{block}"
    if isinstance(value, str) or draw(st.booleans()):
        return f" {draw(one_line(value))}{draw(comments)}"
    is_by_key = isinstance(value, list) and not in_list
    inset = indent + draw(st.sampled_from([0, 2] if is_by_key else [2, 3]))
    text = draw(comments)
    for key, inner in value.items() if isinstance(value, dict) else (("-", v) for v in value):
        comment = draw(above).strip("\n")
        text += f"\n{' ' * inset}{comment}" if comment else ""
        mark = "-" if key == "-" else f"{key}:"
        text += f"\n{' ' * inset}{mark}{draw(written(inner, inset, in_list=key == '-'))}"
    return text


@st.composite
def entries(draw) -> tuple[list[str], dict[str, Data]]:
    """A file as pieces: the text above, each field of the entry `b`, the text below; its data."""
    fields = draw(st.dictionaries(st.sampled_from("pqrs"), leaves, min_size=1, max_size=3))
    pieces = ["# Alle\n- id: a\n  p: 1\n\n- id: b\n"]
    for name, value in fields.items():
        comment = draw(above)
        pieces.append(f"  {comment}\n" if comment.strip() else comment)
        pieces.append(f"  {name}:{draw(written(value, 2))}\n")
    return [*pieces, "\n# Om den siste\n- id: c # c\n  p: 'x'\n"], {"id": "b", **fields}


@given(entries())
@settings(max_examples=100, deadline=None)
def test_saving_without_a_change_changes_no_byte(entry) -> None:
    pieces, fields = entry
    text = "".join(pieces)
    assert read_entry(text, PLACE).fields == fields
    assert with_entry(text, PLACE, fields) == text


@given(entries(), st.data())
@settings(max_examples=100, deadline=None)
def test_a_set_field_is_read_back_and_moves_no_other_line(entry, data) -> None:
    """Whatever kind of value it is; None takes the field out."""
    pieces, fields = entry
    name = data.draw(st.sampled_from([name for name in fields if name != "id"]))
    value = data.draw(st.none() | leaves)
    wanted = {k: v for k, v in (fields | {name: value}).items() if v is not None}
    new = with_entry("".join(pieces), PLACE, wanted)
    assert read_entry(new, PLACE).fields == wanted
    at = next(i for i, piece in enumerate(pieces) if piece.startswith(f"  {name}:"))
    assert new.startswith("".join(pieces[:at]))
    assert new.endswith("".join(pieces[at + 1 :]))


def _leaves(value: Data, where=()):
    if isinstance(value, str):
        yield where, value
    else:
        for step, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _leaves(inner, (*where, step))


def _with(value: Data, where, new: str) -> Data:
    if not where:
        return new
    steps = value.items() if isinstance(value, dict) else enumerate(value)
    changed = {k: _with(v, where[1:], new) if k == where[0] else v for k, v in steps}
    return changed if isinstance(value, dict) else [*changed.values()]


@given(entries(), st.data())
@settings(max_examples=100, deadline=None)
def test_a_text_that_is_set_and_set_back_gives_the_same_bytes(entry, data) -> None:
    """Another text of as many lines, at any depth."""
    pieces, fields = entry
    text = "".join(pieces)
    where, old = data.draw(st.sampled_from([*_leaves(fields)][1:]))
    # One that begins with a space would need the number of the indent, which stays.
    unindented = texts.filter(lambda text: text[0] != " ")
    new = data.draw(unindented if "\n" in old else st.sampled_from(["ord", "to ord"]))
    wanted = _with(fields, where, new)
    changed = with_entry(text, PLACE, wanted)
    assert read_entry(changed, PLACE).fields == wanted
    # In quotation marks a text of several lines becomes a block.
    if "\n" not in old or json.dumps(old, ensure_ascii=False) not in text:
        assert with_entry(changed, PLACE, fields) == text


@pytest.mark.parametrize("site", SITES, ids=str)
def test_no_entry_of_a_site_changes_by_being_saved(site: Path, tmp_path: Path) -> None:
    content = site if site.is_dir() else site.parent
    for entry in load(content)[0].everything():
        place, file = place_of(entry), tmp_path / "file"
        data = (content / place.path).read_bytes()
        file.write_bytes(data)

        def saved(text: str, place: EntryPlace = place) -> str:
            now = read_entry(text, place)
            return with_entry(text, place, now.fields, now.body)

        change_text(file, saved)
        assert file.read_bytes() == data
