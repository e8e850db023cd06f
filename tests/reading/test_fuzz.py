"""Any text in content/ is read without a crash, a hang or active markup."""

import json
import textwrap
import time
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given as fuzzed
from hypothesis import strategies as st

from newsroom.contract.catalog import Catalog
from newsroom.contract.problems import Report
from newsroom.reading.advice import sentences
from newsroom.reading.entry_checks import MARKED, html_in
from newsroom.reading.files import MOST_BYTES
from newsroom.reading.load import load
from newsroom.reading.markdown_slips import slips
from newsroom.reading.yaml_file import MOST_NESTED
from newsroom.wording.problems import LANGUAGES, line
from tests import given
from tests.reading.live import live
from tests.table import check_each

CORPUS = Path(__file__).with_name("corpus")
TEXTS = sorted(CORPUS.glob("*.md"))
DATA = sorted(CORPUS.glob("*.yaml"))
SECONDS = 5  # Much more than any example needs, and much less than a hang.
SITE = {"site.yaml": "identity: example.org,2023\n"}
# Pieces with a meaning for some parser; hypothesis puts them together.
MARKDOWN = st.lists(
    st.sampled_from(
        ["<", ">", "<script>", "</script>", "<!--", "-->", "<img src=x onerror=y>", "&", "&lt;",
         "&#106;", "javascript:", "[", "]", "(", ")", "](", "![", "`", "```", "~~~", "*", "**",
         "_", "#", "# ", "> ", "- ", "1. ", "|", "|-|", "\n", "\n\n", "    ", "\t", "[^1]",
         "[^1]: ", "{{ figures.x }}", "{: onclick=x }", '"', "'", "\\", "https://example.org/",
         "event:x", "../", "images/x.jpg", "<a@b.no>", "data:text/html,", "æ", "\u202e", "\ue000",
         "title: ", "---", "=", "{", "}", "%0a", "]: javascript:x"]
    )
    | st.text(max_size=4),
    max_size=40,
).map("".join)  # fmt: skip
YAML = st.lists(
    st.sampled_from(
        ["- ", "id: ", "title: ", "start: ", "venue: ", "aliases: ", "speakers: ", "programme: ",
         "2024-03-05", "09:00", "[", "]", "{", "}", ", ", ": ", "\n", "\n  ", "\n- ", "&a ", "*a",
         "!!python/name:os.system ", "<<: ", "|\n  ", ">\n  ", '"', "'", "#", "? ", "~", "null",
         "no", "\t", "---\n", "...\n", "%YAML 1.1\n", "repeat: ", "FREQ=DAILY", "status: draft",
         "<script>", "\\x00", "\u2028", "0x1F", "1e999"]
    )
    | st.text(max_size=4),
    max_size=40,
).map("".join)  # fmt: skip


def read(folder: Path, files: dict[str, str]) -> tuple[Catalog, Report]:
    """Reads these files within the time limit."""
    for name, text in (SITE | files).items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", errors="surrogatepass", newline="")
    started = time.monotonic()
    found = load(folder)
    assert time.monotonic() - started < SECONDS
    return found


def holds(catalog: Catalog, report: Report) -> None:
    """Checks that no body has active markup, and that each problem has a message."""
    for body in catalog.bodies.values():
        shown = body.filled(lambda target: "")
        assert list(live(f"<body>{shown}")) == [], shown
        assert "\x02" not in shown
    for problem in report:
        for lang in LANGUAGES:
            assert line(problem, "content", lang)


def article(text: str) -> str:
    return f"---\ntitle: En sak\ndate: 2023-05-01\nsummary: Kort.\n---\n{text}"


@pytest.mark.parametrize("file", TEXTS, ids=lambda file: file.stem)
def test_a_hostile_text_is_harmless(file: Path, tmp_path: Path) -> None:
    """A hostile text is harmless as an article, an event description or a biography."""
    text = file.read_text(encoding="utf-8")
    indented = textwrap.indent(text, "    ")
    event = "- id: a\n  title: A\n  start: 2024-03-05\n  venue: {name: X}\n  description: |2\n"
    files = {
        "news/a.md": article(text),
        "events/a.yaml": event + indented,
        "people.yaml": f"kari:\n  name: Kari\n  bio: |2\n{indented}",
    }
    holds(*read(tmp_path, files))


def test_hostile_data_is_harmless(tmp_path: Path) -> None:
    """A hostile value is harmless in any field, or is refused with a message."""

    def check(case: tuple[Path, str]) -> None:
        file, place = case
        folder = tmp_path / file.stem / place.replace("/", "-")
        holds(*read(folder, {place: file.read_text(encoding="utf-8")}))

    places = ["events/a.yaml", "people.yaml", "site.yaml", "removed.yaml"]
    check_each(product(DATA, places), check, lambda case: f"{case[0].name} as {case[1]}")


def test_hostile_front_matter_is_harmless(tmp_path: Path) -> None:
    """Hostile front matter is harmless, with and without its fences."""

    def check(file: Path) -> None:
        text = file.read_text(encoding="utf-8")
        files = {"news/a.md": f"---\n{text}\n---\nx\n", "pages/b.md": text}
        holds(*read(tmp_path / file.name, files))

    check_each([*TEXTS, *DATA], check, lambda file: file.name)


@fuzzed(MARKDOWN)
@given.quickly
def test_any_markdown_is_harmless(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """Any Markdown is harmless."""
    holds(*read(tmp_path_factory.mktemp("md"), {"news/a.md": article(text)}))


@fuzzed(YAML)
@given.quickly
def test_any_yaml_is_harmless(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """Any YAML is harmless, as a file of events and as front matter."""
    files = {"events/a.yaml": text, "news/a.md": f"---\n{text}\n---\nx\n"}
    holds(*read(tmp_path_factory.mktemp("yaml"), files))


@fuzzed(st.text(max_size=80))
@given.quickly
def test_any_field_comes_back_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    """Any text in a field, written as JSON, is read back as written or is refused."""
    front = f"---\ntitle: {json.dumps('x' + text + 'x')}\ndate: 2023-05-01\n---\nx\n"
    catalog, report = read(tmp_path_factory.mktemp("field"), {"news/a.md": front})
    assert report.errors() or [one.title for one in catalog.articles] == [f"x{text}x"]


def test_what_is_too_large_or_too_deep_is_not_parsed(tmp_path: Path) -> None:
    """Input that is too large or too deep is refused before it is parsed."""
    deep = "> " * (MOST_NESTED + 1) + "x"
    files = {
        "news/large.md": article("[" * MOST_BYTES),
        "news/deep.md": article(deep),
        "events/deep.yaml": "[" * (MOST_NESTED + 1),
        "events/large.yaml": "- " * MOST_BYTES,
    }
    _, report = read(tmp_path, files)
    assert {"file-too-large", "file-too-deep"} <= set(given.codes(report))


@pytest.mark.parametrize(
    "piece",
    ["__a ", "**a ", "`a ", "__a__ ", "__", "[a", "[a](/b/", "[a](/b()", "[a](", "<a ", "&a"],
)
def test_signs_that_nothing_closes_are_found_quickly(piece: str) -> None:
    """The time of the checks of a plain field grows as the text does."""
    text = piece * (50_000 // len(piece))
    started = time.monotonic()
    MARKED.sub(r"\2\3", text)
    list(html_in(text))
    assert time.monotonic() - started < 0.3


@pytest.mark.parametrize(
    ("piece", "end"),
    [("Mvh\nKari\n\n", ""), ("Hilsen\n", "!!"), ("Tekst:\n- a\n\n", ""), (" ", "x")],
)
def test_lines_that_are_alike_are_found_quickly(piece: str, end: str) -> None:
    """The time of the advice about a text grows as the text does."""
    text = piece * (50_000 // len(piece)) + end
    started = time.process_time()
    list(slips(text, (1, 1)))
    list(sentences(text))
    assert time.process_time() - started < 1
