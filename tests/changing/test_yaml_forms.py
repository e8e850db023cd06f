"""Entries are renamed and removed in every form of YAML that a file may have: that, and no more."""

from pathlib import Path

import pytest

from newsroom.commands.changing.remove import main as remove
from newsroom.commands.changing.rename import main as rename
from newsroom.reading.load import load
from tests import given
from tests.ledger.test_published_once import FILES, NOW
from tests.site.building import good

# Three events, of which the second is to go.
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
# The same of networks, by key.
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


def text_of(content: Path, name: str) -> str:
    return (content / name).read_text(encoding="utf-8")


def events_of(content: Path) -> list[dict]:
    """What each says, in their order."""
    return [event.model_dump() for event in load(content)[0].events]


def networks_of(content: Path) -> dict[str, dict]:
    return {key: network.model_dump() for key, network in load(content)[0].networks.items()}


@pytest.mark.parametrize("form", LISTS)
def test_an_event_goes_with_every_word_of_it(content: Path, form: str) -> None:
    """What stands above the next is about that, and stays."""
    given.written(content, {"events/tre.yaml": LISTS[form]})
    first, _, last = events_of(content)
    assert remove("entry", "2023-bb", content) == 0
    assert events_of(content) == [first, last]
    assert "Hemmelig" not in text_of(content, "events/tre.yaml")
    assert "# Om den siste" in text_of(content, "events/tre.yaml")


@pytest.mark.parametrize("form", KEYS)
def test_a_network_goes_with_every_word_of_it(content: Path, form: str) -> None:
    """The same where each stands under its key."""
    given.written(content, {"networks.yaml": KEYS[form]})
    before = networks_of(content)
    assert remove("entry", "bb", content) == 0
    assert networks_of(content) == {key: before[key] for key in ("aa", "cc")}
    assert "Hemmelig" not in text_of(content, "networks.yaml")
    assert "# Om den siste" in text_of(content, "networks.yaml")


@pytest.mark.parametrize("form", LISTS)
def test_an_event_gets_another_address(content: Path, form: str) -> None:
    """The new slug and the old address stand where the parser looks for them."""
    given.written(content, {"events/tre.yaml": LISTS[form]})
    first, second, last = events_of(content)
    assert rename("2023-bb", "ny", content) == 0
    changed = {"slug": "ny", "aliases": ("/arrangementer/2023/bb/",)}
    assert events_of(content) == [first, second | changed, last]


@pytest.mark.parametrize("form", KEYS)
def test_a_network_gets_another_address(content: Path, form: str) -> None:
    """The new key too."""
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
def test_old_addresses_may_be_listed_in_any_form(content: Path, written: str) -> None:
    """The one that is added, and, taken back, the one that is not."""
    file = content / "pages/kontakt.md"
    file.write_text(file.read_text("utf-8").replace("title:", f"{written}\ntitle:"), "utf-8")
    for old, new in (("kontakt", "ring-oss"), ("ring-oss", "gammel")):
        assert rename(f"pages/{old}.md", new, content) == 0
    page = next(page for page in load(content)[0].pages if page.permalink == "gammel")
    assert set(page.aliases) == {"/eldre/", "/kontakt/", "/ring-oss/"}
    assert ("# fra før" in text_of(content, "pages/gammel.md")) == ("# fra før" in written)


@pytest.mark.parametrize("written", ["[/gammel/]", "\n  - /gammel/", "\n    [/gammel/]"])
def test_old_addresses_may_be_the_first_that_is_said(content: Path, written: str) -> None:
    """Beside the dash of an event: that is no item of their list."""
    event = f"- aliases: {written}\n  id: 2023-aa\n  title: A\n  start: 2023-05-01\n"
    given.written(content, {"events/en.yaml": f"{event}  venue: sentrum\n"})
    assert rename("2023-aa", "ny", content) == 0
    (found,) = load(content)[0].events
    assert set(found.aliases) == {"/gammel/", "/arrangementer/2023/aa/"}


@pytest.mark.parametrize("written", ["slug:\n  rar-to", "slug: >-\n  rar-to\n", '"slug": rar-to'])
def test_a_slug_goes_with_all_its_lines(content: Path, tmp_path: Path, written: str) -> None:
    """What is left of one would be read, and published, as the end of the field above."""
    file = content / "pages/kontakt.md"
    file.write_text(file.read_text("utf-8").replace("---\nRing", f"{written}\n---\nRing"), "utf-8")
    assert rename("pages/kontakt.md", "ring-oss", content) == 0
    text = text_of(content, "pages/ring-oss.md").replace('aliases: ["/rar-to/"]\n', "")
    assert text.replace("\n\n", "\n") == FILES["pages/kontakt.md"]
    out = good(content, tmp_path / "out", NOW=NOW)
    assert "url=/ring-oss/" in (out / "rar-to/index.html").read_text("utf-8")


@pytest.mark.parametrize("written", ["slug: rar-to, summary: R", "summary: R, slug: rar-to"])
def test_a_slug_in_braces_goes_too(content: Path, written: str) -> None:
    """Nobody has to take it away first: then nothing would know the old address."""
    given.written(content, {"pages/rar.md": f"---\n{{title: Rar, {written}}}\n---\nR.\n"})
    assert rename("pages/rar.md", "ny", content) == 0
    text = '---\n{aliases: ["/rar-to/"], title: Rar, summary: R}\n---\nR.\n'
    assert text_of(content, "pages/ny.md") == text
