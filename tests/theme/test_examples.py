"""Every example of every part, rendered."""

import re
from pathlib import Path

import html5lib
import pytest

from newsroom.reading.yaml_faults import YamlFault
from newsroom.specimens.examples import example_files, examples
from tests.table import check_each
from tests.theme.theme import EACH, rendered

# Fragments stand in their page by then: a part of a list, or of a head, has no such place here.
INSIDE = {"event-row": "<ol>{}</ol>", "network-line": "<ul>{}</ul>"}


def test_every_example_is_whole() -> None:
    """Nothing undefined, nothing left as None, and no fault for an HTML parser."""

    def check(example: tuple[str, str]) -> None:
        text = rendered(*example)
        assert "None" not in text
        parser = html5lib.HTMLParser(strict=False)
        parser.parseFragment(INSIDE.get(example[0], "{}").format(text))
        assert not parser.errors

    check_each(EACH, check)


def test_every_example_has_what_every_element_needs() -> None:
    """A picture its alt and its sizes, a time its datetime."""

    def check(example: tuple[str, str]) -> None:
        text = rendered(*example)
        for image in re.findall(r"<img [^>]+>", text):
            assert re.search(r' alt="', image), image
            assert re.search(r' width="\d+" height="\d+"', image), image
        for time in re.findall(r"<time[^>]*>", text):
            assert re.search(r'datetime="\d', time), time

    check_each(EACH, check)


def test_every_example_is_about_itself() -> None:
    """Its outermost element wears its name."""

    def check(example: tuple[str, str]) -> None:
        text = rendered(*example)
        assert re.match(rf'\s*<[a-z]+ class="{example[0]}[" ]', text), text.strip()[:100]

    check_each(EACH, check)


@pytest.mark.parametrize(
    "text",
    ["text: Ja\n  text: Nei", "text: &ord Ja\n  tone: *ord", "text: !!int 3"],
)
def test_an_example_is_what_it_seems(tmp_path: Path, text: str) -> None:
    """No key twice, nothing that stands for something else, nothing of another type."""
    (tmp_path / "examples").mkdir()
    (tmp_path / "examples/badge.yaml").write_text(f"normal:\n  {text}\n", encoding="utf-8")
    with pytest.raises(YamlFault):
        list(examples(example_files(tmp_path)))
