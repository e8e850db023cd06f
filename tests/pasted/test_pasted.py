"""A hundred articles as ten tools leave them in the clipboard: ten texts times ten styles.

texts.yaml has the texts by their parts, styles.yaml what each tool makes of a part.
"""

import re
from collections.abc import Mapping
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml

from newsroom.commands.fix import Mender
from newsroom.commands.settings import site_models
from newsroom.contract.problems import Problem
from newsroom.reading.file_reader import FileReader
from newsroom.reading.files import ContentFile
from newsroom.reading.markdown_converter import MarkdownConverter
from newsroom.wording.excerpt import mend_of
from tests.table import check_each

HERE = Path(__file__).parent
FILE = ContentFile("news/2023/limt.md", Path("content/news/2023/limt.md"))
HEAD = "---\ntitle: Limt inn\ndate: 2023-09-12\nsummary: Kort.\n---\n"
INLINE = re.compile(r"\{(b|i|a|br)(?::([^{}|]*))?(?:\|([^{}]*))?\}")
MARKDOWN: Mapping[str, Any] = {
    "p": "{}",
    "h": "## {}",
    "level": "##",
    "b": "**{}**",
    "i": "*{}*",
    "a": "[{}]({})",
    "br": "  \n",
    "ul": ["{}", "- {}"],
    "ol": ["{}", "{n}. {}"],
    "table": ["{}", "| {} |", "{}", " | "],
    "fig": "![{1}]({0})",
}
TEXTS = yaml.safe_load((HERE / "texts.yaml").read_text(encoding="utf-8"))
STYLES = yaml.safe_load((HERE / "styles.yaml").read_text(encoding="utf-8"))
CASES = list(product(STYLES, range(len(TEXTS))))


def pasted(text: list[dict[str, Any]], style: Mapping[str, Any]) -> str:
    """The text as a tool with this style leaves it."""
    style = {**MARKDOWN, **style}
    parts = [part(kind, content, style) for each in text for kind, content in each.items()]
    if extra := style.get("extra"):
        parts.append(extra)
    written = "\n\n".join(parts) + "\n"
    return written.replace("medlem", "med\u00adlem") if style.get("soft") else written


def part(kind: str, content: Any, style: Mapping[str, Any]) -> str:
    form = style[kind]
    if kind == "fig":
        return form.format(*content)
    if kind == "table":
        wrap, row, cell, between, below = (
            (*form, "\n")[:5] if len(form) > 3 else (*form, "\n", "\n")
        )
        rows = [between.join(cell.format(inline(c, style)) for c in cells) for cells in content]
        rows = [row.format(cells) for cells in rows]
        if style["table"] is MARKDOWN["table"]:
            rows.insert(1, f"|{' --- |' * len(content[0])}")
        return wrap.format(below.join(rows))
    if isinstance(content, list):
        wrap, item, between = (*form, "\n")[:3]
        items = (item.format(inline(c, style), n=n) for n, c in enumerate(content, 1))
        return wrap.format(between.join(items))
    return form.format(inline(content, style))


def inline(text: str, style: Mapping[str, Any]) -> str:
    def written(match: re.Match[str]) -> str:
        return style[match[1]].format(match[2], match[3])

    return re.sub("  +(?=[^\n])", " ", INLINE.sub(written, text))


def html_of(text: str) -> str:
    """What readers see, without the ends of lines, which HTML does not show."""
    body, _ = MarkdownConverter().convert(text)
    targets = " ".join(f"{t.kind} {t.written} {t.alt} {t.title}" for t in body.targets)
    return re.sub(r"\s*\n\s*", "", body.html) + targets


def expected(text: list[dict[str, Any]], style: Mapping[str, Any]) -> str:
    """The text in Markdown, with what a person has to decide as it was pasted."""
    shape = {k: style[k] for k in ("extra",) if k in style}
    if style.get("caption"):
        shape["fig"] = '![{1}]({0} "{2}")'
    if level := style.get("level"):
        shape["h"] = f"{level} {{}}"
    for kind in ("ul", "ol"):
        if before := style.get(f"{kind}_before"):
            shape[kind] = [f"{before}\n\n{{}}", *MARKDOWN[kind][1:]]
    return pasted(text, shape)


@pytest.fixture(scope="module")
def mender() -> Mender:
    return Mender(FileReader(site_models()))


def problems_of(mender: Mender, text: str) -> list[Problem]:
    """The problems but those of the style of writing, and of pictures that are not here."""
    about = {"image-missing", "sentence-long", "text-heavy", "link-text-vague", "heading-jump"}
    found = mender.problems(FILE, (HEAD + text).encode())
    return [problem for problem in found if problem.code not in about]


def test_each_mistake_is_reported_or_shown_as_it_was_meant(mender: Mender) -> None:
    """A pasted article without a problem has the HTML of the same article in Markdown."""

    def check(case: tuple[str, int]) -> None:
        style, text = STYLES[case[0]], TEXTS[case[1]]
        written = pasted(text, style)
        is_right = html_of(written) == html_of(expected(text, style))
        assert is_right or problems_of(mender, written)

    check_each(CASES, check, str)


def test_fixing_leaves_only_what_a_person_has_to_decide(mender: Mender) -> None:
    """All else is then shown as it was meant; the messages name what is left."""

    def check(case: tuple[str, int]) -> None:
        style, text = STYLES[case[0]], TEXTS[case[1]]
        before = (HEAD + pasted(text, style)).encode()
        after = mender.mended(FILE, before)
        mended = after.decode().removeprefix(HEAD)
        left = problems_of(mender, mended)
        assert {p.code: dict(p.values).get("value", "") for p in left} == style.get("left", {})
        assert not any(mend_of(p, after.decode().split("\n")) for p in left)
        assert html_of(mended) == html_of(expected(text, style)), mended
        assert mender.mended(FILE, after) == after

    check_each(CASES, check, str)


def test_there_are_a_hundred_different_articles() -> None:
    articles = {pasted(TEXTS[number], STYLES[name]) for name, number in CASES}
    assert len(articles) == len(CASES) == 100
