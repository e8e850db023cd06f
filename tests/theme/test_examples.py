"""Every example of every part, rendered."""

import re
from pathlib import Path

import html5lib
import pytest

from newsroom.specimens.examples import ExampleUnreadable, examples, written
from tests.theme.theme import EACH, rendered

# Fragments stand in their page by then: a part of a list, or of a head, has no such place here.
INSIDE = {"event-row": "<ol>{}</ol>", "network-line": "<ul>{}</ul>"}


@pytest.mark.parametrize(("part", "name"), EACH, ids=[f"{part}-{name}" for part, name in EACH])
class TestEveryExample:
    def test_is_whole(self, part: str, name: str) -> None:
        """Nothing undefined, nothing left as None, and no fault for an HTML parser."""
        text = rendered(part, name)
        assert "None" not in text
        parser = html5lib.HTMLParser(strict=False)
        parser.parseFragment(INSIDE.get(part, "{}").format(text))
        assert not parser.errors

    def test_has_what_every_element_needs(self, part: str, name: str) -> None:
        """A picture its alt and its sizes, a time its datetime."""
        text = rendered(part, name)
        for image in re.findall(r"<img [^>]+>", text):
            assert re.search(r' alt="', image)
            assert re.search(r' width="\d+" height="\d+"', image)
        assert all(re.search(r'datetime="\d', time) for time in re.findall(r"<time[^>]*>", text))

    def test_is_about_itself(self, part: str, name: str) -> None:
        """Its outermost element wears its name."""
        assert re.match(rf'\s*<[a-z]+ class="{part}[" ]', rendered(part, name))


@pytest.mark.parametrize(
    "text",
    ["text: Ja\n  text: Nei", "text: &ord Ja\n  tone: *ord", "text: !!int 3"],
)
def test_an_example_is_what_it_seems(tmp_path: Path, text: str) -> None:
    """No key twice, nothing that stands for something else, nothing of another type."""
    (tmp_path / "examples").mkdir()
    (tmp_path / "examples/badge.yaml").write_text(f"normal:\n  {text}\n", encoding="utf-8")
    with pytest.raises(ExampleUnreadable):
        list(examples(written(tmp_path)))
