"""The table markdown_slips.txt: Markdown that is almost right, and what is written instead."""

import time
from pathlib import Path
from typing import NamedTuple

from newsroom.reading.markdown_converter import MarkdownConverter
from newsroom.reading.markdown_slips import mended, mends, slips
from tests.table import check_each

TABLE = Path(__file__).with_name("markdown_slips.txt")
SECONDS = 1  # Some ten times what any text needs.
SIGNS = str.maketrans({"⏎": "\n", "⇥": "\t", "│": "|"})


class Case(NamedTuple):
    """A text, the code of what is wrong with it, and the text as it is written instead.

    `shown` is what only is shown to a person, who decides.
    """

    code: str
    text: str
    new: str
    shown: str = ""


def cases() -> list[Case]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    rows = [line.split(" | ") for line in lines if line and not line.startswith("#")]
    cells = ([cell.strip().translate(SIGNS) for cell in row] for row in rows)
    return [case(*row) for row in cells]


def case(code: str, text: str, new: str) -> Case:
    if new.startswith("? "):
        return Case(code, text, text, new.removeprefix("? "))
    return Case(code, text, text if new == "=" else new)


CASES = cases()


def test_each_slip_of_the_table_is_mended() -> None:
    """The rest of the text stays, and a mended text is not changed again."""

    def check(case: Case) -> None:
        for text, new in ((case.text, case.new), (f"Å.\n\n{case.text}\n", f"Å.\n\n{case.new}\n")):
            assert mended(text) == new
            assert mended(new) == new

    check_each(CASES, check, lambda case: case.text)


def test_each_slip_has_its_code_and_the_finished_lines() -> None:
    """The lines count from the first of the text."""

    def check(case: Case) -> None:
        found = {code: mend.new for code, _, mend in slips(case.text, (5, 1))}
        codes, changed = {*found}, bool(case.new != case.text or case.shown)
        assert not case.shown or found.get(case.code, "").strip() == case.shown
        assert (case.code in codes) == (changed and case.code != "html-raw"), codes
        for mend in mends(case.text, (5, 1)):
            lines = case.text.split("\n")[mend.line - 1 :]
            assert "\n".join(lines).startswith(mend.old)

    check_each(CASES, check, lambda case: case.text)


def test_no_mended_html_is_reported() -> None:
    """What replaces HTML is Markdown that the converter takes."""
    markdown = MarkdownConverter()

    def check(case: Case) -> None:
        _, faults = markdown.convert(case.new)
        assert not faults

    done = [case for case in CASES if case.code == "html-raw" and case.new != case.text]
    check_each([case for case in done if "<" not in case.new], check, lambda case: case.text)


def test_a_list_that_is_mended_is_shown_as_a_list() -> None:
    """Python-Markdown needs four spaces for the second level."""
    body, _ = MarkdownConverter().convert(mended("Vi tar med:\n*en\no\tto"))
    assert "".join(body.html.split("\n")) == (
        "<p>Vi tar med:</p><ul><li>en<ul><li>to</li></ul></li></ul>"
    )


def test_code_and_comments_are_left_alone() -> None:
    """Neither a fence, nor an indented line, nor a comment is changed."""
    text = "```\n*en\n```\n\n    <b>a</b>\n\n<!-- [a] (/b/) -->\n"
    assert mended(text) == text
    assert mended(f"{text}\n**a **i `**c **`") == f"{text}\n**a** i `**c **`"


def test_slips_of_neighbouring_paragraphs_have_their_own_lines() -> None:
    """Each is reported at its line, with the finished line alone."""
    text = "Her er **fet **ord.\n\nEt avsnitt til [tekst] (https://example.org/).\n\n*punkt\n*til\n"
    assert {(code, mend.line, mend.new) for code, _, mend in slips(text, (8, 1))} == {
        ("emphasis-spaces", 1, "Her er **fet** ord."),
        ("link-gap", 3, "Et avsnitt til [tekst](https://example.org/)."),
        ("list-mark", 5, "- punkt\n- til"),
    }


def test_a_text_with_the_sign_of_tokens_is_left_alone() -> None:
    """U+E000 stands for code and comments while a text is mended."""
    assert mended("**fet **ord \ue0000\ue001") == "**fet **ord \ue0000\ue001"


def test_a_tag_is_mended_together_with_its_end() -> None:
    """One without the other would be left alone in the text."""
    (mend,) = mends("Å.\n\n<div>\nEn\n\nTo\n</div>\n\nTre.", (1, 1))
    assert (mend.line, mend.new.strip()) == (3, "En\n\nTo")


def test_no_text_takes_long() -> None:
    """The time grows as the text: 50,000 signs of what each pattern begins with take a moment."""

    def check(sign: str) -> None:
        text = (sign * 50_000)[:50_000]
        started = time.process_time()
        mended(text)
        assert time.process_time() - started < SECONDS

    signs = ["# a {", "](x){.a ", "[a](http://x", "a.", "[http://a", "(a", "[a](/b c ", "([a"]
    check_each(signs, check)
