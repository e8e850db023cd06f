"""Every example of every part, rendered."""

import re

import html5lib
import pytest

from tests.theme.theme import EACH, rendered

# Fragments stand in their page by then: a part of a list, or of a head, has no such place here.
INSIDE = {"event-row": "<ol>{}</ol>", "network-line": "<ul>{}</ul>"}


@pytest.mark.parametrize(("part", "name"), EACH, ids="-".join)
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
