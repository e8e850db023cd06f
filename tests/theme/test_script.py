"""The theme's one script: its size, and its syntax."""

import re

from tests.theme.theme import THEME

SCRIPT = THEME / "static/enhance.js"
MOST = 1_024
# Syntax from after ECMAScript 5, which is a syntax error in old browsers.
NEW = re.compile(r"=>|`|\b(?:let|const|class|async|await|import|export)\b|\?\.|\?\?|\.\.\.")


def test_the_only_script_is_at_most_1_kb() -> None:
    """The limit is for the stored file, with comments."""
    assert len(SCRIPT.read_bytes()) <= MOST
    assert list((THEME / "static").rglob("*.js")) == [SCRIPT]


def test_the_script_has_the_syntax_of_ecmascript_5() -> None:
    """A syntax error would be in the console of old browsers on every page."""
    assert NEW.findall(re.sub(r"//.*", "", SCRIPT.read_text(encoding="utf-8"))) == []
