"""Numbers, statuses and interface texts."""

from pathlib import Path

import pytest

from newsroom.wording.numbers import kroner, number, size
from newsroom.wording.texts import (
    event_status,
    mark_text,
    sign_up_status,
    texts,
)
from tests import given

NBSP = "\u00a0"
CATALOGUE = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Nyheter"
msgstr "Nyhende"

msgid "Om oss"
msgstr ""
"""


@pytest.mark.parametrize(
    ("value", "nb", "en"),
    [
        (0, "0", "0"),
        (999, "999", "999"),
        (2200, f"2{NBSP}200", "2,200"),
        (1234567, f"1{NBSP}234{NBSP}567", "1,234,567"),
        (-5, "\u22125", "\u22125"),
    ],
)
def test_numbers_are_grouped_with_no_break_spaces(value: int, nb: str, en: str) -> None:
    """Thousands are grouped with no-break spaces, from four digits on, with a minus sign."""
    assert (number(value, "nb"), number(value, "nn"), number(value, "en")) == (nb, nb, en)


def test_kroner_stand_after_the_number_in_norwegian() -> None:
    """Amounts have kr after the number in Norwegian, and NOK before it in English."""
    assert kroner(1250, "nb") == kroner(1250, "nn") == f"1{NBSP}250{NBSP}kr"
    assert kroner(450, "en") == f"NOK{NBSP}450"


@pytest.mark.parametrize(
    ("count", "nb", "en"),
    [
        (1, f"1{NBSP}kB", f"1{NBSP}kB"),
        (403_520, f"404{NBSP}kB", f"404{NBSP}kB"),
        (999_400, f"999{NBSP}kB", f"999{NBSP}kB"),
        (1_234_567, f"1,2{NBSP}MB", f"1.2{NBSP}MB"),
    ],
)
def test_the_size_of_a_file_has_two_or_three_figures(count: int, nb: str, en: str) -> None:
    """A file size has a fitting unit and at most three digits, and is never 0."""
    assert (size(count, "nb"), size(count, "nn"), size(count, "en")) == (nb, nb, en)


@pytest.mark.parametrize(
    ("status", "nb", "en"),
    [
        ("confirmed", "", ""),
        ("draft", "", ""),
        ("cancelled", "Avlyst", "Cancelled"),
        ("postponed", "Utsatt", "Postponed"),
        ("rescheduled", "Ny dato", "New date"),
        ("moved_online", "Flyttet til nett", "Moved online"),
    ],
)
def test_the_state_of_an_event_in_a_word(status: str, nb: str, en: str) -> None:
    """Each event status has its text, and none for an event as planned."""
    event = given.event(status=status)
    assert (event_status(event, "nb"), event_status(event, "en")) == (nb, en)


@pytest.mark.parametrize(
    ("state", "nb"),
    [
        ("", ""),
        ("open", "Åpen for påmelding"),
        ("full", "Fulltegnet"),
        ("waiting_list", "Venteliste"),
        ("closed", "Påmeldingen er stengt"),
    ],
)
def test_the_state_of_registration_in_a_word(state: str, nb: str) -> None:
    """The registration status is a text without a number of places."""
    assert sign_up_status(state, "nb") == nb


def test_a_mark_says_why_a_page_is_not_simply_public() -> None:
    """The mark gives the reason why a page is not public."""
    assert mark_text("draft", "nb").startswith("Utkast")
    assert mark_text("", "nb") == ""


def test_a_word_is_looked_up_in_the_languages_catalogue(tmp_path: Path) -> None:
    """A text is looked up in the catalogue; a missing or empty one stays Norwegian."""
    (tmp_path / "nn.po").write_text(CATALOGUE, encoding="utf-8")
    t = texts("nn", tmp_path)
    assert [t("Nyheter"), t("Om oss"), t("Tema"), t("")] == ["Nyhende", "Om oss", "Tema", ""]
    assert texts("nb", tmp_path)("Nyheter") == "Nyheter"
    assert texts("en", tmp_path)("Nyheter") == "Nyheter"
