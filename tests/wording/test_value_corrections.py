"""A value with one possible meaning is corrected; an ambiguous value is not."""

import pytest

from newsroom.contract.problems import Problem
from newsroom.wording.excerpt import MOST_COLUMNS, excerpt
from newsroom.wording.value_corrections import corrected_value


@pytest.mark.parametrize(
    ("code", "written", "meant"),
    [
        ("date-invalid", "12.9.2023", "2023-09-12"),
        ("date-invalid", "25/09/2023", "2023-09-25"),
        ("date-invalid", "12/09/2023", ""),
        ("date-invalid", "09/09/2023", "2023-09-09"),
        ("date-invalid", "2023-9-12", "2023-09-12"),
        ("date-invalid", "2023.09.12 kl. 9", "2023-09-12 09:00"),
        ("date-invalid", "Tirsdag 12. september 2023 kl 18.30", "2023-09-12 18:30"),
        ("date-invalid", "31. februar 2023", ""),
        ("date-invalid", "12.9.23", ""),
        ("date-invalid", "neste tirsdag", ""),
        ("date-invalid", "October 12th, 2023 9:30 pm", "2023-10-12 21:30"),
        ("date-invalid", "12 May 2023 0930", "2023-05-12 09:30"),
        ("date-invalid", "2023-09-123", ""),
        ("number-invalid", "2 200", "2200"),
        ("number-invalid", "2.200", "2200"),
        ("number-invalid", "kr 450,-", "450"),
        ("number-invalid", "450 kroner", "450"),
        ("number-invalid", "2.5", ""),
        ("number-invalid", "40-50", ""),
        ("number-invalid", "ca. 40", ""),
        ("decimal-invalid", "59,95", "59.95"),
        ("url-invalid", "www.example.org", "https://www.example.org"),
        ("url-invalid", "http://example.org/a", "https://example.org/a"),
        ("url-invalid", "kommer snart", ""),
        ("clock-invalid", "kl. 9", "09:00"),
        ("clock-invalid", "0930", "09:30"),
        ("clock-invalid", "25:00", ""),
        ("truth-invalid", "No", "nei"),
        ("truth-invalid", "kanskje", ""),
        ("key-invalid", "Kåre Ørn", "kare-orn"),
        ("email-invalid", "mailto:a@example.org", "a@example.org"),
        ("email-invalid", "a (at) example.org", ""),
        ("address-invalid", "https://example.org/om", "/om/"),
        ("lang-no", "no", ""),
    ],
)
def test_a_value_is_mended_or_left_alone(code: str, written: str, meant: str) -> None:
    """Each value with its correction, or none."""
    assert corrected_value(code, written) == meant


def problem(column: int, **values: str) -> Problem:
    return Problem("news/a.md", 3, column, "link-broken", tuple(values.items()))


def test_the_caret_stands_under_what_was_found() -> None:
    """The caret is under the value, also in a shortened excerpt of a long line."""
    lines = ["", "", f"{'ord ' * 60}[her](/borte/) {'ord ' * 60}"]
    shown, caret, mend = excerpt(problem(1, link="/borte/", suggestion="/om/"), lines, "nb").split(
        "\n"
    )
    start = caret.index("^")
    assert shown[start : start + caret.count("^")] == "/borte/"
    assert mend[start : start + 4] == "/om/"
    assert len(shown) < MOST_COLUMNS + 12


def test_a_tab_is_to_be_seen() -> None:
    """A tab is shown as a visible character of one column."""
    shown, caret = excerpt(problem(1, link="borte"), ["", "", "\t\tborte"], "nb").split("\n")
    assert shown.endswith("⇥⇥borte")
    assert caret.index("^") == shown.index("borte")
