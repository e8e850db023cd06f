"""One name for one thing: part, template, style sheet, examples, class, argument, word."""

import re

from babel.messages.pofile import read_po

from tests.table import check_each
from tests.theme.theme import (
    CSS,
    EXAMPLES,
    PAGES,
    PARTS,
    TEMPLATES,
    THEME,
    macro,
    selectors,
    styled,
    worn,
)

FIRST = re.compile(r"\{# ([\w-]+)\(([^)]*)\): ")
WORD = re.compile(r'\bt\("([^"]+)"\)')
NAMED = re.compile(r"\{% (?:extends|include|import|from) (\S+)")
# Markdown's own footnotes: the dialect lets their classes through, and styles what it needs.
MARKDOWN = {"footnote"}


def test_a_part_has_a_template_a_style_sheet_and_examples() -> None:
    """The same names in the three folders."""
    sheets = sorted(path.stem for path in (CSS / "components").glob("*.css"))
    assert PARTS == sheets == sorted(EXAMPLES)


def test_the_style_page_shows_every_part() -> None:
    """A part that is imported there and not shown, or the other way, is a slip."""
    text = (TEMPLATES / "style-sheet.html").read_text(encoding="utf-8")
    assert sorted(re.findall(r'^  "([\w-]+)": ', text, re.MULTILINE)) == PARTS
    assert sorted(re.findall(r'from "parts/([\w-]+).html"', text)) == PARTS


def test_every_part_says_its_arguments_first() -> None:
    """The first comment names the part and its arguments as the macro does."""

    def check(part: str) -> None:
        text = (TEMPLATES / f"parts/{part}.html").read_text(encoding="utf-8")
        comment = FIRST.match(text)
        assert comment, "does not begin with its name and arguments"
        assert comment[1] == part
        assert tuple(comment[2].split(", ")) == macro(part).arguments

    check_each(PARTS, check)


def test_every_part_has_examples_of_its_arguments() -> None:
    """No other, every one without a default in each, and every one but `level` in some."""

    def check(part: str) -> None:
        takes, examples = macro(part), EXAMPLES[part].values()
        given = {name for example in examples for name in example}
        assert given | {"level"} == {*takes.arguments, "level"}
        assert all(_needed(part) <= example.keys() for example in examples)

    check_each(PARTS, check)


def test_every_part_has_a_common_a_bare_and_a_hard_example() -> None:
    """So that nobody designs for the common one alone."""

    def check(part: str) -> None:
        missing = {"normal", "minimal", "hard"} - EXAMPLES[part].keys()
        assert not missing, f"has no example {sorted(missing)}"

    check_each(PARTS, check)


def test_every_part_styles_its_own_classes_alone() -> None:
    """Each rule in its style sheet begins in the part of that name."""

    def check(part: str) -> None:
        for selector in selectors(CSS / f"components/{part}.css"):
            for one in re.split(r",(?![^(]*\))", selector):
                assert part in one, selector

    check_each(PARTS, check)


def _needed(part: str) -> set[str]:
    """The arguments without a default, as the macro is written."""
    text = (TEMPLATES / f"parts/{part}.html").read_text(encoding="utf-8")
    (written,) = re.findall(r"\{% macro \w+\((.*)\) %\}", text)
    return {argument for argument in written.split(", ") if "=" not in argument}


def test_every_class_that_is_worn_is_styled() -> None:
    """A class without a rule is a slip of the pen, or a rule somebody forgot."""
    assert worn() <= styled().keys()


def test_every_class_that_is_styled_is_worn() -> None:
    """A rule nobody wears is weight."""
    assert styled().keys() - MARKDOWN <= worn()


def test_names_of_templates_are_literals() -> None:
    """Which templates a page is made of is known without making it."""
    names = [n for path in PAGES for n in NAMED.findall(path.read_text(encoding="utf-8"))]
    assert all(re.fullmatch(r'"[\w/.-]+"', name) for name in names)
    assert all((TEMPLATES / name.strip('"')).is_file() for name in names)


def test_every_word_of_the_templates_has_english() -> None:
    """And no English stands for a word that nobody says any more."""
    said = {w for path in PAGES for w in WORD.findall(path.read_text(encoding="utf-8"))}
    with (THEME / "translations/en.po").open("rb") as file:
        known = {message.id: message.string for message in read_po(file) if message.id}
    assert said == known.keys()
    assert all(known.values())


def test_every_word_is_asked_for_by_its_text() -> None:
    """A word put together on the way would never be found in the catalogue."""
    for path in PAGES:
        text = path.read_text(encoding="utf-8")
        assert len(re.findall(r"\bt\(", text)) == len(WORD.findall(text)), path
