"""The one script: its weight, and that old browsers can read it."""

import re

from tests.theme.theme import THEME

SCRIPT = THEME / "static/enhance.js"
MOST = 1_024
# What came after ECMAScript 5 and cannot be read at all by a browser that does not know it.
NEW = re.compile(r"=>|`|\b(?:let|const|class|async|await|import|export)\b|\?\.|\?\?|\.\.\.")


def test_the_script_is_light() -> None:
    """At most 1 kB as it is stored, comments and all; and there is no other."""
    assert len(SCRIPT.read_bytes()) <= MOST
    assert list((THEME / "static").rglob("*.js")) == [SCRIPT]


def test_the_script_can_be_read_by_old_browsers() -> None:
    """A fault of syntax would stand in their consoles on every page."""
    assert NEW.findall(re.sub(r"//.*", "", SCRIPT.read_text(encoding="utf-8"))) == []
