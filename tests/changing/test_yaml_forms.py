"""`run.py rename` and `run.py remove` edit an entry in every form of YAML, and no other."""

from pathlib import Path

import pytest

from newsroom.commands.changing.remove import main as remove
from newsroom.commands.changing.rename import main as rename
from newsroom.reading.load import load
from tests import given
from tests.changing.editing import replace, text_of
from tests.ledger.test_published_once import FILES, NOW
from tests.site.building import good

# Three events; the tests rename or remove the second.
LISTS = {
    "a text of its own that looks like a comment": """\
        - id: 2023-aa
          title: A
          start: 2023-05-01
          venue: sentrum
          description: |
            Først.
        - id: 2023-bb
          title: B
          start: 2023-05-01
          venue: sentrum
          description: |
            Til sist.

            ## Hemmelig gjest

          # Hemmelig lapp

        # Om den siste
        - id: 2023-cc
          title: C
          start: 2023-05-01
          venue: sentrum
        """,
    "further in": """\
        # Alle
          - id: 2023-aa
            title: A
            start: 2023-05-01
            venue: sentrum
          # Hemmelig
          - id: 2023-bb
            title: B
            start: 2023-05-01
            venue: sentrum
            description: |
              ## Hemmelig
          # Om den siste
          - id: 2023-cc
            title: C
            start: 2023-05-01
            venue: sentrum
        """,
    "a dash by itself": """\
        -
          id: 2023-aa
          start: 2023-05-01
          venue: sentrum
          title: "A
        # A"
        - # Hemmelig
          id: 2023-bb
          title: "Hemmelig
        # B"
          start: 2023-05-01
          venue: sentrum
        # Om den siste
        -
          id: 2023-cc
          title: C
          start: 2023-05-01
          venue: sentrum
        """,
    "in braces": """\
        - {id: 2023-aa, title: A, start: 2023-05-01, venue: sentrum}
        - {title: Hemmelig, start: 2023-05-01,
           venue: sentrum, id: 2023-bb}
        # Om den siste
        - {id: 2023-cc, title: C, start: 2023-05-01, venue: sentrum}
        """,
    "in brackets": """\
        [{id: 2023-aa, title: A, start: 2023-05-01, venue: sentrum},
         {id: 2023-bb, title: Hemmelig, start: 2023-05-01, venue: sentrum}, # Om den siste
         {id: 2023-cc, title: C, start: 2023-05-01, venue: sentrum}]
        """,
}
# Three networks, by key; the tests rename or remove the second.
KEYS = {
    "a text of its own that looks like a comment": """\
        aa:
          name: A
          summary: S
        bb:
          name: B
          summary: |
            Til sist.
            # Hemmelig
        # Om den siste
        cc:
          name: C
          summary: S
        """,
    "further in": """\
        # Alle
          aa:
            name: A
            summary: S
          # Hemmelig
          bb:
            name: B
            summary: S
          # Om den siste
          cc:
            name: C
            summary: S
        """,
    "in braces": """\
        {aa: {name: A, summary: S},
         bb: {name: B,
          summary: Hemmelig},
         # Om den siste
         cc: {name: C, summary: S}}
        """,
    "each in braces": """\
        aa: {name: A, summary: S}
        bb: {
          name: B,
          summary: Hemmelig
        }
        # Om den siste
        cc: {name: C, summary: S}
        """,
    "with a mark before each": """\
        ? aa
        : name: A
          summary: S
        ? bb
        : name: B
          summary: Hemmelig
        # Om den siste
        ? cc
        : {name: C, summary: S}
        """,
}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    files = {name: text for name, text in FILES.items() if name != "events/2023.yaml"}
    return given.written(tmp_path / "content", files)


def events_of(content: Path) -> list[dict]:
    """The fields of each event, in file order."""
    return [event.model_dump() for event in load(content)[0].events]


def networks_of(content: Path) -> dict[str, dict]:
    return {key: network.model_dump() for key, network in load(content)[0].networks.items()}


@pytest.mark.parametrize("form", LISTS)
def test_remove_deletes_all_lines_of_an_event(content: Path, form: str) -> None:
    """The other events and the comment above the next one stay."""
    given.written(content, {"events/tre.yaml": LISTS[form]})
    first, _, last = events_of(content)
    assert remove("entry", "2023-bb", content) == 0
    assert events_of(content) == [first, last]
    assert "Hemmelig" not in text_of(content, "events/tre.yaml")
    assert "# Om den siste" in text_of(content, "events/tre.yaml")


@pytest.mark.parametrize("form", KEYS)
def test_remove_deletes_all_lines_of_a_network(content: Path, form: str) -> None:
    """The other networks and the comment above the next one stay."""
    given.written(content, {"networks.yaml": KEYS[form]})
    before = networks_of(content)
    assert remove("entry", "bb", content) == 0
    assert networks_of(content) == {key: before[key] for key in ("aa", "cc")}
    assert "Hemmelig" not in text_of(content, "networks.yaml")
    assert "# Om den siste" in text_of(content, "networks.yaml")


@pytest.mark.parametrize("form", LISTS)
def test_rename_writes_slug_and_alias_of_an_event(content: Path, form: str) -> None:
    """The other events, and all other fields, stay the same."""
    given.written(content, {"events/tre.yaml": LISTS[form]})
    first, second, last = events_of(content)
    assert rename("2023-bb", "ny", content) == 0
    changed = {"slug": "ny", "aliases": ("/arrangementer/2023/bb/",)}
    assert events_of(content) == [first, second | changed, last]


@pytest.mark.parametrize("form", KEYS)
def test_rename_writes_key_and_alias_of_a_network(content: Path, form: str) -> None:
    """The other networks, and all other fields, stay the same."""
    given.written(content, {"networks.yaml": KEYS[form]})
    before = networks_of(content)
    assert rename("bb", "ny", content) == 0
    changed = before["bb"] | {"aliases": ("/nettverk/bb/",)}
    assert networks_of(content) == {"aa": before["aa"], "ny": changed, "cc": before["cc"]}


@pytest.mark.parametrize(
    "written",
    [
        "aliases: [/gammel/,\n  /eldre/]",
        "aliases:\n  [/gammel/, /eldre/]",
        "aliases:\n-\n  /gammel/\n- /eldre/",
        'aliases:\n  - >-\n    /gammel/\n  - "/\\u0065ldre/"',
        '"aliases": [/gammel/, /eldre/] # fra før',
    ],
)
def test_rename_edits_aliases_in_every_yaml_form(content: Path, written: str) -> None:
    """One alias is added by the first renaming and another removed by the second."""
    replace(content, "pages/kontakt.md", "title:", f"{written}\ntitle:")
    for old, new in (("kontakt", "ring-oss"), ("ring-oss", "gammel")):
        assert rename(f"pages/{old}.md", new, content) == 0
    page = next(page for page in load(content)[0].pages if page.permalink == "gammel")
    assert set(page.aliases) == {"/eldre/", "/kontakt/", "/ring-oss/"}
    assert ("# fra før" in text_of(content, "pages/gammel.md")) == ("# fra før" in written)


@pytest.mark.parametrize("written", ["[/gammel/]", "\n  - /gammel/", "\n    [/gammel/]"])
def test_rename_edits_aliases_as_first_field_of_an_event(content: Path, written: str) -> None:
    """The dash of the event is not taken for an item of the list."""
    event = f"- aliases: {written}\n  id: 2023-aa\n  title: A\n  start: 2023-05-01\n"
    given.written(content, {"events/en.yaml": f"{event}  venue: sentrum\n"})
    assert rename("2023-aa", "ny", content) == 0
    (renamed,) = load(content)[0].events
    assert set(renamed.aliases) == {"/gammel/", "/arrangementer/2023/aa/"}


@pytest.mark.parametrize("written", ["slug:\n  rar-to", "slug: >-\n  rar-to\n", '"slug": rar-to'])
def test_rename_removes_all_lines_of_a_slug(content: Path, tmp_path: Path, written: str) -> None:
    """A line left over would become part of the field above."""
    replace(content, "pages/kontakt.md", "---\nRing", f"{written}\n---\nRing")
    assert rename("pages/kontakt.md", "ring-oss", content) == 0
    text = text_of(content, "pages/ring-oss.md").replace("aliases: [/rar-to/]\n", "")
    assert text.replace("\n\n", "\n") == FILES["pages/kontakt.md"]
    out = good(content, tmp_path / "out", NOW=NOW)
    assert "url=/ring-oss/" in (out / "rar-to/index.html").read_text("utf-8")


@pytest.mark.parametrize("written", ["slug: rar-to, summary: R", "summary: R, slug: rar-to"])
def test_rename_removes_a_slug_in_braces(content: Path, written: str) -> None:
    """The old slug becomes an alias in the same braces."""
    given.written(content, {"pages/rar.md": f"---\n{{title: Rar, {written}}}\n---\nR.\n"})
    assert rename("pages/rar.md", "ny", content) == 0
    text = "---\n{title: Rar, summary: R, aliases: [/rar-to/]}\n---\nR.\n"
    assert text_of(content, "pages/ny.md") == text
