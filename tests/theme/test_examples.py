"""Every example of every part, rendered."""

import re
from pathlib import Path

import html5lib
import pytest

from newsroom.reading.yaml_faults import YamlFault
from newsroom.specimens.pages import example_files, examples
from tests.table import check_each
from tests.theme.theme import EACH, rendered

# Elements that are valid only inside another element.
INSIDE = {"event-row": "<ol>{}</ol>", "network-line": "<ul>{}</ul>"}


def test_every_example_is_valid_html() -> None:
    """No undefined variable, no `None` in the text, and no parse error of html5lib."""

    def check(example: tuple[str, str]) -> None:
        text = rendered(*example)
        assert "None" not in text
        parser = html5lib.HTMLParser(strict=False)
        parser.parseFragment(INSIDE.get(example[0], "{}").format(text))
        assert not parser.errors

    check_each(EACH, check)


def test_examples_have_the_attributes_of_pictures_and_times() -> None:
    """Pictures have alt, width and height; times have datetime."""

    def check(example: tuple[str, str]) -> None:
        text = rendered(*example)
        for image in re.findall(r"<img [^>]+>", text):
            assert re.search(r' alt="', image), image
            assert re.search(r' width="\d+" height="\d+"', image), image
        for time in re.findall(r"<time[^>]*>", text):
            assert re.search(r'datetime="\d', time), time

    check_each(EACH, check)


def test_the_outer_element_of_an_example_has_the_class_of_its_part() -> None:
    """It is the first class of the element."""

    def check(example: tuple[str, str]) -> None:
        text = rendered(*example)
        assert re.match(rf'\s*<[a-z]+ class="{example[0]}[" ]', text), text.strip()[:100]

    check_each(EACH, check)


@pytest.mark.parametrize(
    "text",
    ["text: Ja\n  text: Nei", "text: &ord Ja\n  tone: *ord", "text: !!int 3"],
)
def test_examples_reject_duplicate_keys_aliases_and_tags(tmp_path: Path, text: str) -> None:
    """Each raises a `YamlFault`."""
    (tmp_path / "examples").mkdir()
    (tmp_path / "examples/badge.yaml").write_text(f"normal:\n  {text}\n", encoding="utf-8")
    with pytest.raises(YamlFault):
        list(examples(example_files(tmp_path)))
