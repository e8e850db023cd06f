"""A part has the same name as template, style sheet, examples and class; texts are literals."""

import re

from tests.table import check_each
from tests.theme.theme import (
    CSS,
    EXAMPLES,
    PAGES,
    PARTS,
    TEMPLATES,
    macro,
    selectors,
    styled_classes,
    used_classes,
)

FIRST = re.compile(r"\{# ([\w-]+)\(([^)]*)\): ")
WORD = re.compile(r'\bt\("([^"]+)"\)')
NAMED = re.compile(r"\{% (?:extends|include|import|from) (\S+)")
# The Markdown converter gives this class to footnotes.
MARKDOWN = {"footnote"}


def test_a_part_has_a_template_a_style_sheet_and_examples() -> None:
    """The three folders have files of the same names."""
    sheets = sorted(path.stem for path in (CSS / "components").glob("*.css"))
    assert PARTS == sheets == sorted(EXAMPLES)


def test_the_style_page_shows_every_part() -> None:
    """Its template imports every part, and has every part in its list."""
    text = (TEMPLATES / "style-sheet.html").read_text(encoding="utf-8")
    assert sorted(re.findall(r'^  "([\w-]+)": ', text, re.MULTILINE)) == PARTS
    assert sorted(re.findall(r'from "parts/([\w-]+).html"', text)) == PARTS


def test_a_part_begins_with_a_comment_that_names_its_arguments() -> None:
    """The comment has the name of the part and the arguments of its macro."""

    def check(part: str) -> None:
        text = (TEMPLATES / f"parts/{part}.html").read_text(encoding="utf-8")
        comment = FIRST.match(text)
        assert comment, "does not begin with its name and arguments"
        assert comment[1] == part
        assert tuple(comment[2].split(", ")) == macro(part).arguments

    check_each(PARTS, check)


def test_every_part_has_examples_of_its_arguments() -> None:
    """They have all required arguments and no unknown one; each argument is in some example."""

    def check(part: str) -> None:
        part_macro, examples = macro(part), EXAMPLES[part].values()
        used = {name for example in examples for name in example}
        assert used | {"level"} == {*part_macro.arguments, "level"}
        assert all(_required(part) <= example.keys() for example in examples)

    check_each(PARTS, check)


def test_every_part_has_a_normal_a_minimal_and_a_hard_example() -> None:
    """The hard example has, for instance, long words."""

    def check(part: str) -> None:
        missing = {"normal", "minimal", "hard"} - EXAMPLES[part].keys()
        assert not missing, f"has no example {sorted(missing)}"

    check_each(PARTS, check)


def test_a_style_sheet_of_a_part_styles_only_that_part() -> None:
    """Every selector in it has the name of the part."""

    def check(part: str) -> None:
        for selector in selectors(CSS / f"components/{part}.css"):
            for single in re.split(r",(?![^(]*\))", selector):
                assert part in single, selector

    check_each(PARTS, check)


def _required(part: str) -> set[str]:
    """The arguments of the macro without a default."""
    text = (TEMPLATES / f"parts/{part}.html").read_text(encoding="utf-8")
    (signature,) = re.findall(r"\{% macro \w+\((.*)\) %\}", text)
    return {argument for argument in signature.split(", ") if "=" not in argument}


def test_every_used_class_is_styled() -> None:
    """A class without a rule is a misspelling or a forgotten rule."""
    assert used_classes() <= styled_classes().keys()


def test_every_styled_class_is_used() -> None:
    """A rule without an element only adds weight."""
    assert styled_classes().keys() - MARKDOWN <= used_classes()


def test_templates_are_included_by_literal_names() -> None:
    """Then the dependencies of a page are known without rendering it."""
    names = [n for path in PAGES for n in NAMED.findall(path.read_text(encoding="utf-8"))]
    assert all(re.fullmatch(r'"[\w/.-]+"', name) for name in names)
    assert all((TEMPLATES / name.strip('"')).is_file() for name in names)


def test_every_text_to_translate_is_a_literal() -> None:
    """A text that a template puts together would not be in the catalogue."""
    for path in PAGES:
        text = path.read_text(encoding="utf-8")
        assert len(re.findall(r"\bt\(", text)) == len(WORD.findall(text)), path
