"""The list of contents of a text, and how long it takes to read."""

import pytest

from newsroom.articles.pages import pages
from newsroom.articles.views import ArticleView
from newsroom.pages.pages import pages as static_pages
from newsroom.parts.contents import contents, reading_minutes
from newsroom.parts.shapes import ContentsLine
from newsroom.reading.markdown_converter import MarkdownConverter
from tests import given


def listed(markdown: str) -> list[tuple[str, str, list[str]]]:
    """The text, the address and the texts below of each heading in the list of a text."""
    headings = contents(MarkdownConverter().convert(markdown)[0].html)
    return [(one.text, one.href, [low.text for low in one.below]) for one in headings]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("## A\n\n## B\n\n## C\n\nTekst.", []),
        (
            "## A *x* & `<b>`\n\n# B\n\n### C[^1]\n\n### D\n\n#### E\n\n[^1]: Note",
            [("A x & <b>", "#a-x-b", []), ("B", "#b", ["C", "D"])],
        ),
        (
            "## A\n\n### a\n\n## B\n\n## C\n\n## Text",
            [*((name, f"#{name.lower()}", []) for name in "ABC"), ("Text", "#text", [])],
        ),
        ("### A\n\n### B\n\n## C\n\n### D", [("A", "#a", ["B"]), ("C", "#c", ["D"])]),
        ("### A\n\n" * 4, [("A", "#a", []), *(("A", f"#a_{number}", []) for number in (1, 2, 3))]),
        ("## A\n\n" + "### b\n\n" * 12, [("A", "#a", [])]),
        ("```\n## A\n## B\n## C\n## D\n```", []),
    ],
)  # fmt: skip
def test_four_headings_make_a_list(markdown: str, expected: list[object]) -> None:
    """Four of the second level need none of the third; the words are those of the headings."""
    assert listed(markdown) == expected


@pytest.mark.parametrize(("words", "minutes"), [(0, 0), (374, 0), (376, 2), (500, 2), (1000, 4)])
def test_the_time_to_read_is_told_from_two_minutes(words: int, minutes: int) -> None:
    """At 250 words a minute, without the marks of HTML."""
    assert reading_minutes(f"<h2 id='a b c'>Ord</h2><p>{'ord ' * (words - 1)}</p>") == minutes


def test_articles_and_pages_tell_what_is_in_them() -> None:
    """The article the minutes too."""
    text = "\n\n".join(f"## Del {number}\n\n{'ord ' * 200}" for number in range(1, 5))
    article, page = given.article(text=text), given.page(text=text)
    site_data = given.site_data_of(article, page)
    made = [*pages(site_data), *static_pages(site_data)]
    views = given.shown(made, site_data)
    first = ContentsLine(text="Del 1", href="#del-1")
    article_view = views[site_data.plan.by_ref[article.ref]]
    assert isinstance(article_view, ArticleView)
    assert article_view.contents[0] == first
    assert article_view.minutes == "3 min"
    assert views[site_data.plan.by_ref[page.ref]].contents[0] == first
