"""Backslash escapes in addresses, titles and alternative texts are read as CommonMark reads them.

The other reader is markdown-it-py, which passes CommonMark's own tests.
"""

import string
from collections.abc import Iterator

import pytest
from hypothesis import given as for_any
from hypothesis import settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from newsroom.reading.markdown_converter import MarkdownConverter
from newsroom.reading.markdown_rules import BEGINNING
from newsroom.reading.masking import StringFinder, located
from tests.given import quickly
from tests.table import check_each

Link = tuple[str, str, str]
OURS, THEIRS = MarkdownConverter(), MarkdownIt("commonmark")
# They would write an address for HTML; the page of the site does that with ours.
THEIRS.normalizeLink = lambda url: url
THEIRS.validateLink = lambda url: True
LINKS = {
    "a link": r"[Kane](https://example.org/a\_b?utm\_source=x)",
    "parentheses": r"[a](https://a.no/\(b\)\*\.\-c)",
    "in angle brackets": r"[a](<https://a.no/a\_b\>c> 'Det \'nye\' \_')",
    "a title": r'[a](/x "Det \"nye\" \_")',
    "a definition": '[a][r]\n\n[r]: https://a.no/a\\_b\\-c "Det \\"nye\\" \\_"',
    "an autolink, where it is a backslash": r"<https://a.no/a\_b>",
    "no autolink": r"\<post_b@a.no>",
    "a mail address": r"<post\_mottak@a.no>",
    "a picture": r"![b\_c](images/x\_y.jpg 'Et \'nytt\' \_')",
    "a picture by its name": "![b\\_c][p]\n\n[p]: images/x\\_y.jpg 'Et \\_'",
    "an escaped backslash": r"[a](/x\\_y)",
    "an entity": r"[a](/x\&amp;y&amp;z&#x5f;)",
    "a letter": r"[a](/x\æ\q)",
    "code": r"`[a](/x\_y)` [`a\_b`](/x\_y)",
    "every sign": "[a](/x" + "".join(f"\\{sign}" for sign in string.punctuation) + ")",
}
PIECES = st.lists(
    st.sampled_from(["\\", "_", "*", ".", "-", "(", ")", "&", "~", "a", "å", "/", "%5C"]),
    max_size=8,
).map("".join)


def ours(text: str) -> list[Link]:
    """The address, the alternative text and the title of each link and picture, by our reading."""
    return [(target.name, target.alt, target.title) for target in OURS.convert(text)[0].targets]


def theirs(text: str) -> list[Link]:
    """The same by markdown-it-py; our targets have no title of a link."""
    return list(_links(THEIRS.parse(text)))


def _links(tokens: list[Token]) -> Iterator[Link]:
    for token in tokens:
        if token.type == "link_open":
            yield token.attrs["href"], "", ""
        elif token.type == "image":
            alt = "".join(child.content for child in token.children)
            yield token.attrs["src"], alt, token.attrs.get("title", "")
        elif token.children:
            yield from _links(token.children)


def test_escapes_in_links_are_those_of_commonmark() -> None:
    """Links, autolinks, definitions and pictures have the address and the texts of CommonMark."""

    def check(name: str) -> None:
        assert ours(LINKS[name]) == theirs(LINKS[name])

    check_each(LINKS, check)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (r'[a](/x "Det \"nye\" \_")', "Det &quot;nye&quot; _"),
        ('[a][r]\n\n[r]: /x "Det \\"nye\\" \\_"', "Det &quot;nye&quot; _"),
    ],
)
def test_escapes_in_the_title_of_a_link(text: str, title: str) -> None:
    """The title of a link has no backslash, in both forms of a link."""
    assert f' title="{title}">a</a>' in OURS.convert(text)[0].html
    assert f' title="{title}">a</a>' in THEIRS.render(text)


@settings(quickly, max_examples=300)
@for_any(
    PIECES, st.sampled_from(["[x](</{}x>)", "![x](</{}x>)", "<https://a.no/{}x>", "[x]: </{}x>"])
)
def test_any_escapes_are_read_as_commonmark_reads_them(address: str, form: str) -> None:
    """Any address of escapes and other signs is the same to both readers."""
    text = ("[x]\n\n" if form.startswith("[x]:") else "") + form.format(address)
    assert ours(text) == theirs(text)


def test_every_punctuation_character_can_be_escaped_in_a_text() -> None:
    """A text from a converter that escapes more than it must shows no backslash."""
    signs = string.punctuation.replace("&", "")
    text = "a " + "".join(f"\\{sign}" for sign in signs)
    ours = OURS.convert(text)[0].html.strip()
    assert ours == THEIRS.render(text).strip().replace("&quot;", '"')


def test_a_message_quotes_an_address_as_it_is_written() -> None:
    """The target has its line and its address with the backslashes and entities of the text."""
    text = "a_b\n\n[a](/a\\_b&amp;c)\n\n![b](images/a\\_b.jpg)"
    targets = located(
        OURS.convert(text)[0], StringFinder(text), lambda at: (1 + text.count("\n", 0, at), 1)
    ).targets
    assert [(target.line, target.written) for target in targets] == [
        (3, r"/a\_b&amp;c"),
        (5, r"images/a\_b.jpg"),
    ]


# One text for each inline rule that is registered, by its name.
BEGINNINGS = {
    "backtick": "`kode`",
    "escape": r"1\. januar",
    "footnote": "ord[^1]",
    "figures": "{{ figures.members }}",
    "reference": "[ord][1]",
    "passage": "[ord]{lang=uk}",
    "link": "[ord](/nyheter/)",
    "image_link": "![ord](a.jpg)",
    "image_reference": "![ord][1]",
    "short_reference": "[ord]",
    "short_image_ref": "![ord]",
    "autolink": "<https://example.org>",
    "automail": "<post@example.org>",
    "linebreak": "ord  \nord",
    "break": "ord\\\nord",
    "html": "<b>",
    "address": "se www.example.org",
    "entity": "&nbsp;",
    "em_strong": "*ord*",
    "star": "ord*ord",
}


def test_each_inline_rule_is_tried_on_a_text_in_which_it_can_begin() -> None:
    """BEGINNING knows every rule; a new rule needs a row above, and its beginning there."""
    rules = MarkdownConverter(is_inline=True)._markdown.inlinePatterns
    rules.register(MarkdownConverter()._markdown.inlinePatterns["html"], "html", 90)
    assert {item.name for item in rules._priority} == BEGINNINGS.keys()
    for name, text in BEGINNINGS.items():
        assert rules[name].compiled_re.search(text), name
        assert BEGINNING.search(text), name
