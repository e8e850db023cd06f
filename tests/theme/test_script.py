"""The theme's scripts: their sizes, and the syntax of the one that many pages have."""

import re

from tests.theme.theme import THEME

SCRIPT = THEME / "static/enhance.js"
MOST = 1_024
# Only the search page loads it.
SEARCH, MOST_TO_SEARCH = THEME / "static/search.js", 10_000
# Syntax from after ECMAScript 5, which is a syntax error in old browsers.
NEW = re.compile(r"=>|`|\b(?:let|const|class|async|await|import|export)\b|\?\.|\?\?|\.\.\.")


def test_the_script_is_at_most_1_kb_and_that_of_the_search_page_10() -> None:
    """The limits are for the stored files, with comments; there is no other script."""
    assert len(SCRIPT.read_bytes()) <= MOST
    assert len(SEARCH.read_bytes()) <= MOST_TO_SEARCH
    assert sorted((THEME / "static").rglob("*.js")) == [SCRIPT, SEARCH]


def test_the_script_has_the_syntax_of_ecmascript_5() -> None:
    """A syntax error would be in the console of old browsers on every page."""
    assert NEW.findall(re.sub(r"//.*", "", SCRIPT.read_text(encoding="utf-8"))) == []
