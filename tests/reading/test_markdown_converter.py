"""The Markdown dialect, and the markup that it never lets through."""

import re
import time
from html.parser import HTMLParser

import pytest
from hypothesis import given as for_any
from hypothesis import settings
from hypothesis import strategies as st

from newsroom.contract.body import Body
from newsroom.reading.markdown_converter import MarkdownConverter
from newsroom.reading.masking import StringFinder, located
from newsroom.reading.texts import Converter, LinkResolver
from tests import given
from tests.given import quickly

CONVERTER = MarkdownConverter()
LIVE = {"script", "style", "iframe", "object", "embed", "form", "link", "meta", "base", "svg"}
# Pieces of ordinary and hostile Markdown; hypothesis puts them together.
PIECES = st.lists(
    st.sampled_from(
        ["<", ">", "script", "<script>", "</script>", "<img src=x onerror=alert(1)>", " style=x",
         "javascript:alert(1)", "[a](", ")", "![", "](", "`", "```\n", "~~~\n", "    ", "<!--",
         "-->", "\n", "\n\n", "&lt;", "&#60;", "&", "*", "_", "#", "- ", "1. ", "> ", "| a | b |\n",
         "|--|--|\n", "[^1]", "[^1]: ", '"', "'", "\\", "{{ figures.a }}", "onclick=", "<a href=",
         "æ", "\u2028", "\t", "]]>", "<![CDATA[", "<?php ", "%3Cscript%3E", ":   ", "*[a]: "]
    )
    | st.text(max_size=5),
    max_size=25,
).map("".join)  # fmt: skip


class Elements(HTMLParser):
    """Collects every element of some HTML, with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def body(text: str) -> Body:
    return CONVERTER.convert(text)[0]


def html(text: str) -> str:
    """The HTML on one line, its slots shown as ⟦0⟧."""
    shown = re.sub("\x02(\\d+)\x03", r"⟦\1⟧", body(text).html)
    return " ".join(re.sub(r">\n+<", "><", shown).split())


def faults(text: str) -> list[str]:
    return [written for _, written in CONVERTER.convert(text)[1]]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("En *to* **tre**", "<p>En <em>to</em> <strong>tre</strong></p>"),
        ("en  \nto", "<p>en<br> to</p>"),
        ("en\\\nto\\\\\ntre\\", "<p>en<br> to\\ tre\\</p>"),
        ("> sitat", "<blockquote><p>sitat</p></blockquote>"),
        ("- en\n- to", "<ul><li>en</li><li>to</li></ul>"),
        ("3. en\n4. to", '<ol start="3"><li>en</li><li>to</li></ol>'),
        ("- en\n\n1. to", "<ul><li>en</li></ul><ol><li>to</li></ol>"),
        ("`kode`", "<p><code>kode</code></p>"),
        ("```\nkode\n```", "<pre><code>kode </code></pre>"),
        ("~~~python\nkode\n~~~", '<pre><code class="language-python">kode </code></pre>'),
        ("---", "<hr>"),
        ("## Mål", '<h2 id="mal">Mål</h2>'),
        ("ord\n:   mening", "<dl><dt>ord</dt><dd>mening</dd></dl>"),
        ("[her](/x/)", '<p><a href="⟦0⟧">her</a></p>'),
        ('[her](/x/ "Tittel")', '<p><a href="⟦0⟧" title="Tittel">her</a></p>'),
        ("[her][x]\n\n[x]: /x/", '<p><a href="⟦0⟧">her</a></p>'),
        ("<https://a.no>", '<p><a href="⟦0⟧">https://a.no</a></p>'),
        ("<post@a.no>", '<p><a href="⟦0⟧">post@a.no</a></p>'),
        ("![et bord](images/x.jpg)", "⟦0⟧"),
        ("Vi var {{ figures.deltakere }}.", "<p>Vi var ⟦0⟧.</p>"),
        ("5 < 6 & 7 > 6", "<p>5 &lt; 6 &amp; 7 &gt; 6</p>"),
    ],
)
def test_every_construct_it_speaks(text: str, meant: str) -> None:
    """Each construct of the dialect, with its HTML."""
    assert html(text) == meant


def test_a_table_aligns_by_data_and_not_by_style() -> None:
    """A table cell has a data attribute for its alignment, and no inline style."""
    table = html("| år | antall | andel |\n|:---|---:|:-:|\n| 2023 | 60 | 1 |")
    assert '<th data-align="left">år</th><th data-align="right">antall</th>' in table
    assert '<td data-align="center">1</td>' in table
    assert "style" not in table


def test_a_footnote_leads_there_and_back() -> None:
    """A footnote links to its text and back; pages give both links a name."""
    found = html("Påstand[^a].\n\n[^a]: Kilde.")
    assert '<sup id="fnref:a"><a class="footnote-ref" href="#fn:a">1</a></sup>' in found
    assert '<li id="fn:a">' in found
    assert 'href="#fnref:a" title="Tilbake til teksten"' in found


def test_the_pages_own_heading_is_the_only_first_one() -> None:
    """The first heading level of a text becomes h2, since the page has the only h1."""
    assert html("# En\n\nTo\n==") == '<h2 id="en">En</h2><h2 id="to">To</h2>'


def test_headings_can_be_linked_at_and_have_ids_of_their_own() -> None:
    """Each heading has a unique id, also a repeated heading and one without letters."""
    assert body("## Mål\n\n## Mål\n\n## 🎉").anchors == {"mal", "mal_1", "avsnitt"}


def test_a_heading_does_not_take_the_id_of_the_pages_main_part() -> None:
    """No heading gets the id `innhold`, which the skip link uses."""
    assert "innhold" not in body("## Innhold").anchors


def test_the_first_paragraph_is_known_without_markup() -> None:
    """The first paragraph is kept as plain text, to replace a missing summary."""
    text = "![et bord](images/x.jpg)\n\nEn *viktig*\nsak[^1] & [mer](/x/).\n\n[^1]: Note."
    assert body(text).plain == "En viktig sak & mer."


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("Et <b>ord</b>", ["<b>"]),
        ("<div>\n\ntekst\n\n</div>", ["<div>"]),
        ("<div>\ntekst\n", ["<div>"]),
        ("- punkt\n- <em>punkt</em>", ["<em>"]),
        ("> <span>sitat</span>", ["<span>"]),
        ("| a |\n|---|\n| <i>b</i> |", ["<i>"]),
        ("## <u>Mål</u>", ["<u>"]),
        ("<SCRIPT SRC=x></SCRIPT>", ["<SCRIPT SRC=x>"]),
        ('<img src="x" onerror="alert(1)">', ['<img src="x" onerror="alert(1)">']),
        ("<svg/onload=alert(1)>", ["<svg/onload=alert(1)>"]),
        ("<br/>", ["<br/>"]),
        ("<?php echo 1 ?>", ["<?php echo 1 ?>"]),
        ("[<b>](/x/)", ["<b>"]),
    ],
)
def test_raw_html_is_refused_by_name(text: str, tags: list[str]) -> None:
    """Raw HTML is refused by the name of its tag, in every position and form."""
    assert faults(text) == tags


@pytest.mark.parametrize(
    "text", ["`<b>`", "```\n<div>\n```", "    <div>", "&lt;script&gt;", "&#60;script&#62;", "a<b"]
)
def test_what_only_looks_like_html_is_text(text: str) -> None:
    """HTML in code or written with entities is text."""
    assert faults(text) == []
    assert Elements(body(text).html).found[0][0] in ("p", "pre")


@pytest.mark.parametrize("text", ["<img src=x onerror=alert(1)", "<script", "<b"])
def test_a_tag_that_is_never_closed_is_harmless(text: str) -> None:
    """A tag that is never closed is shown as text."""
    assert "<" not in body(text).html.removeprefix("<p>").removesuffix("</p>")


@pytest.mark.parametrize(
    "text",
    [
        "En <!-- hemmelig --> sak",
        "En\n\n<!-- hemmelig\n\nhemmelig -->\n\nsak",
        "<!-- hemmelig ` --> En sak ` her",
        "En ` her.\n\n<!-- hemmelig\n\nhemmelig -->\n\nOg ` der.",
        "\\` <!-- hemmelig\n\nhemmelig --> \\`",
        "- punkt\n\n    <!-- hemmelig -->",
        "```\nEn\n\n<!-- hemmelig\n\nhemmelig -->",
        "```ikke en kodeblokk\n<!-- hemmelig\n\nhemmelig -->\n```",
        "   ```\n<!-- hemmelig\n\nhemmelig -->\n   ```",
        "~~~\n<!-- hemmelig\n\nhemmelig -->\n```",
        "En[^1]\n\n[^1]: Note.\n\n    <!-- hemmelig\n\n    hemmelig -->",
        "ord\n:   mening\n\n    <!-- hemmelig\n\n    hemmelig -->",
    ],
)
def test_a_comment_never_reaches_readers(text: str) -> None:
    """A comment is never published, also over blank lines and beside code."""
    converted, faults = CONVERTER.convert(text)
    assert "hemmelig" not in converted.html or faults


def test_a_comment_that_is_never_closed_is_a_fault() -> None:
    """A comment that is never closed is an error, since what follows may be private."""
    assert faults("En sak\n\n<!-- hemmelig\n\nmer") != []


@pytest.mark.parametrize(
    "text",
    ["`<!-- vis -->`", "`` ` <!-- vis --> ``", "```\n<!-- vis -->\n```", "    <!-- vis -->"],
)
def test_a_comment_in_code_is_code(text: str) -> None:
    """A comment in code is shown as code."""
    assert "&lt;!-- vis --&gt;" in body(text).html


def test_nothing_else_that_looks_like_a_template_is_touched() -> None:
    """Only `{{ figures.<name> }}` outside code is replaced."""
    text = "{{ 7 * 7 }} {% if x %} `{{ figures.a }}`"
    assert body(text).targets == ()
    assert "{{ 7 * 7 }} {% if x %}" in body(text).html


@pytest.mark.parametrize("name", ["Deltakere", "nye_medlemmer", "år"])
def test_a_figures_name_is_known_however_it_is_spelt(name: str) -> None:
    """Every spelling of a figure's name is recognised, so that a wrong name is a problem."""
    assert [target.name for target in body(f"{{{{ figures.{name} }}}}").targets] == [name]


@pytest.mark.parametrize(
    "written",
    [
        "https://a.no/?a=1&b=2",
        "https://a.no/?a=1&copy=2&section=3&times=4&region=5",
        "https://a.no/a_b_c(d)",
        "https://a.no/%C3%A5?q=%26",
        "mailto:post@a.no?subject=Hei%20der",
    ],
)
def test_an_address_elsewhere_stays_as_it_is_written(written: str) -> None:
    """An external address is unchanged: `&copy=` is a parameter, and not ©."""
    assert [target.name for target in body(f"[her]({written})").targets] == [written]


def test_text_that_looks_like_a_stand_in_for_a_link_stays_text() -> None:
    """Text that looks like a slot for a link stays text."""
    assert "\x02" not in body('Skriv href="target:0" i koden.').html


@pytest.mark.parametrize(
    "written", ["javascript:alert(1)", "JaVaScRiPt:x", "&#106;avascript:x", "data:text/html,x"]
)
def test_a_script_in_a_link_is_a_fault(written: str) -> None:
    """A script in a link is an error, in every spelling."""
    _, report = _told(f"[her]({written})")
    assert given.codes(report) == ["link-scheme"]


def test_a_target_knows_its_line() -> None:
    """Each link and picture has its own line, also two equal ones."""
    text = "[a](/x/)\n\n- [b](/y/)\n- [c](/x/)\n\n![d](images/d.jpg)\n\n[e][r]\n\n[r]: /z/"
    found = located(body(text), StringFinder(text), lambda at: (10 + text.count("\n", 0, at), 1))
    lines = [(target.name, target.line) for target in found.targets]
    assert lines == [("/x/", 10), ("/y/", 12), ("/x/", 13), ("images/d.jpg", 15), ("/z/", 19)]


def test_a_links_line_is_not_that_of_the_same_words_elsewhere() -> None:
    """The line of a link is not that of the same words in code or comments."""
    text = "# Program\n\n`/x/` og <!-- /x/ -->\n\n[a](#program) [b](/x/)"
    found = located(body(text), StringFinder(text), lambda at: (at, text.count("\n", 0, at)))
    places = [(text[target.line :][:8], target.column) for target in found.targets]
    assert places == [("#program", 4), ("/x/)", 4)]


def test_each_tag_is_refused_at_its_own_line() -> None:
    """Each raw tag is an error at its own line, also two equal ones."""
    _, report = _told("<b>\n\n`<i>`\n\n<b>\n\n<i>")
    assert given.places(report) == [f"news/2023/sak.md:{line}: html-raw" for line in (5, 9, 11)]


def test_one_converter_keeps_nothing_from_text_to_text() -> None:
    """A converter keeps no references, footnotes, abbreviations or ids of an earlier text."""
    body("## Mål\n\n[r]: /x/\n\n*[KI]: kunstig\n\na[^1]\n\n[^1]: note")
    assert html("## Mål\n\n[a][r] KI[^1]") == '<h2 id="mal">Mål</h2><p>[a][r] KI[^1]</p>'


@settings(quickly, max_examples=250)
@for_any(PIECES)
def test_no_text_becomes_anything_live(text: str) -> None:
    """No text gives a script, an event handler, a style or a link outside a slot."""
    found = body(text)
    for tag, attributes in Elements(found.filled(lambda target: "/her/")).found:
        assert tag not in LIVE
        assert not any(name.startswith("on") or name == "style" for name in attributes)
        assert attributes.get("href", "/").startswith(("/", "#fn"))
        assert attributes.get("src", "/").startswith("/")


@settings(quickly, max_examples=100)
@for_any(PIECES)
def test_a_text_is_converted_the_same_each_time(text: str) -> None:
    """The same text gives the same HTML."""
    assert body(text) == body(text)


@pytest.mark.parametrize("piece", ["<!--", "`a ``b ", "*a_", "![a](", "> ", "\\", "[^1]", "1. a\n"])
def test_the_cost_of_a_text_grows_with_its_length(piece: str) -> None:
    """30 kB of one repeated piece are converted in a few seconds."""
    text = piece * (30_000 // len(piece))
    begun = time.process_time()
    _told(text)
    assert time.process_time() - begun < 5


def _told(text: str) -> tuple:
    """The body of an article with this text, and its problems."""
    report = given.Report()
    article = given.article(text=text)
    text = Converter().body(article, report)
    return text and LinkResolver({}, {}, report).body(article, text), report


@pytest.mark.parametrize("text", ["[a](/a/\n?b=1) og", "- [a](/a/ \n  ?b=1)", "> [a](/a/\n> ?b=1)"])
def test_a_wrapped_address_is_joined(text: str) -> None:
    """As a browser reads it, but also without the spaces around the line break."""
    assert [target.name for target in body(text).targets] == ["/a/?b=1"]


@pytest.mark.parametrize("text", ["Hei &#2;0&#3; [der](/x/)", "&#x2;1&#x3;"])
def test_a_character_reference_cannot_forge_a_slot(text: str) -> None:
    """A character reference for the character that marks slots makes no slot."""
    assert faults(text) == ["&#"]
    assert body(text).html.count("\x02") == len(body(text).targets)


@pytest.mark.parametrize(
    ("text", "addresses", "shown"),
    [
        ("Se https://example.org/a_b_c.", ["https://example.org/a_b_c"], "</a>.</p>"),
        (
            "Se (www.example.org/x_(y)).",
            ["https://www.example.org/x_(y)"],
            ">www.example.org/x_(y)<",
        ),
        ("[https://a.no/x](https://b.no/y)", ["https://b.no/y"], ">https://a.no/x</a>"),
        ("**https://a.no/x**", ["https://a.no/x"], "<strong><a"),
        ("`https://a.no/` og post@www.a.no", [], "<code>https://a.no/</code> og post@www.a.no"),
        ("https://localhost/x", [], "https://localhost/x"),
        (r"Se https://a.no/b\_c\_d.", ["https://a.no/b_c_d"], ">https://a.no/b_c_d</a>.</p>"),
        (r"https://a.no/b\_c\*d", ["https://a.no/b_c"], "</a>*d</p>"),
        ("https://a.no/b`_`c", ["https://a.no/b"], "</a><code>_</code>c"),
    ],
)
def test_an_address_that_stands_alone_is_a_link(
    text: str, addresses: list[str], shown: str
) -> None:
    """As GFM, 6.9: without the punctuation after it, and never within a link or code.

    A backslash before a sign in it is not part of the address.
    """
    body, faults = MarkdownConverter().convert(text)
    assert [target.name for target in body.targets] == addresses
    assert shown in body.html
    assert not faults
