"""Why a page was made again, as `build --explain` prints it."""

import pytest

from newsroom.site.page_cache import Reason
from newsroom.wording.reasons import CHANGED, LOOKUP, REASON, reason_line
from newsroom.wording.texts import CATALOGUES
from tests.wording.texts_in_code import untranslated


@pytest.mark.parametrize(
    ("what", "nb", "en"),
    [
        (
            "catalog.bodies[news/2023/sak.md].packed",
            "teksten i news/2023/sak.md er endret",
            "the text of news/2023/sak.md has changed",
        ),
        (
            "catalog.bodies[event:2023-mote].inline[Et [møte]]",
            "teksten i 2023-mote er endret",
            "the text of 2023-mote has changed",
        ),
        (
            "plan.by_ref[event:2023-mote]",
            "adressen til 2023-mote er endret",
            "the address of 2023-mote has changed",
        ),
        (
            "catalog.people[kari]",
            "kari i people.yaml er endret",
            "kari in people.yaml has changed",
        ),
        ("catalog.site", "site.yaml er endret", "site.yaml has changed"),
        ("listed", "listen over artikler er endret", "the list of articles has changed"),
        (
            "variants[PictureKey(path='images/2023/sal.jpg', focal=(50, 50))]",
            "bildet images/2023/sal.jpg er endret",
            "the picture images/2023/sal.jpg has changed",
        ),
        ("home", "noe siden viser: home", "something the page shows: home"),
    ],
)
def test_a_look_up_is_told_in_words_of_an_editor(what: str, nb: str, en: str) -> None:
    """The reason names a file or an entry; only what has no words is told as the code calls it."""
    reason = Reason("lookup", what)
    assert reason_line("/a/", reason.code, reason.what, "nb") == f"/a/: {nb}"
    assert reason_line("/a/", reason.code, reason.what, "en") == f"/a/: {en}"


def test_another_neighbour_is_a_reason_too() -> None:
    """A page whose own text is unchanged may have another next or related page."""
    assert "den neste eller en lignende side" in reason_line("/a/", "arguments", "", "nb")


def test_each_reason_has_english() -> None:
    """The words of tables are translated, which the test of literals in code does not see."""
    assert untranslated({CHANGED, *REASON.values(), *LOOKUP.values()}, CATALOGUES, "en") == []
