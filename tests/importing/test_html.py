"""The HTML of an export as Markdown: one post for each row, in one import."""

import pytest

from tests.importing.conftest import Site, picture
from tests.importing.wxr import BASE, Post, export
from tests.table import check_each

BORD = f"{BASE}/wp-content/uploads/2019/05/bord.jpg"
SHOWN = "![Et bord](../../images/2019/bord.jpg)"
# The text of a post, its Markdown, and its lines in the report.
CASES = {
    '<h2 id="bilder">Bildene våre</h2><h2><a name="x y"></a>Nå</h2><a href="#x%20y">Ned</a>': (
        "## Bildene våre\n\n## Nå\n\n[Ned](#na)"
    ),
    "Tekst <b>A</b>\n<span>1. mai</span>\n\n<b>Fet</b><i> k</i>\n- strek": (
        "Tekst **A**  \n1\\. mai\n\n**Fet** *k*  \n\\- strek"
    ),
    "<ul><li>a</li><ol><li>b</li></ol><li>c<p>d</p></li></ul>": "- a\n    1. b\n- c\n\n    d",
    "<ul><ul><li>a</li></ul></ul>": "- a",
    "a __b__ _c_ d_e": r"a \_\_b\_\_ \_c\_ d_e",
    f"<figure class='wp-block-gallery'><figure><img src='{BORD}' alt='Et bord'><figcaption>Ett"
    "</figcaption></figure><figcaption>Alle</figcaption></figure>": "Alle",
    "<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>\n&nbsp;\n\nc": "- a\n    - b\n\nc",
    '<a href="#_ftn1">[1]</a>': (
        "\\[1\\]",
        "en lenke er tatt bort; ordene eller bildet i den står igjen: #_ftn1",
    ),
    "a\n<h2>&nbsp;</h2>\n<b>b</b>": "a\n\n**b**",
    "x\n<blockquote>En\nto\n\ntre</blockquote>\ny": "x\n\n> En  \n> to\n>\n> tre\n\ny",
    "<pre>a  <b>x</b><br>\n\n\n&lt;i&gt; *c*</pre>": (
        "```\na  x\n\n\n\n<i> *c*\n```",
        "<pre><b> finnes ikke i Markdown; teksten er med",
    ),
    "<ol><li>a<pre>x\n\ny</pre></li></ol>": "1. a\n\n        x\n\n        y",
    "<pre>```\nx\n```</pre>": "~~~\n```\nx\n```\n~~~",
    "<table><caption>T</caption><tr><th>a</th><th>b|c</th></tr>"
    "<tr><td rowspan=2>1. d</td><td>e</td></tr><tr><td>f</td></tr></table>": (
        "T\n\n| a | b\\|c |\n| --- | --- |\n| 1. d | e |\n|  | f |",
        "en celle over flere rader eller kolonner i en tabell er delt opp",
    ),
    "<table><tr><td>a<table><tr><td>b</td></tr></table></td></tr></table>": (
        "a\n\n| b |\n| --- |",
        "en liste eller tabell i en tabell er blitt tekst",
    ),
    "<table><tr><th style='text-align: right'>a</th><th>b</th><th>c</th></tr><tr><td align='left'>1"
    "</td><td class='has-text-align-center' data-align='center'>2</td><td>3</td></tr></table>": (
        "| a | b | c |\n| ---: | :---: | --- |\n| 1 | 2 | 3 |"
    ),
    'a<sup data-fn="x-9" class="fn"><a href="#x-9" id="x-9-link">1</a></sup> b<sup data-fn="x-8">'
    '<a href="#x-8">2</a></sup> c<sup data-fn="nei"><a href="#nei">3</a></sup>'
    '<ol class="wp-block-footnotes"><li id="x-9">Ni <em>og</em> <a href="#x-9-link">↩︎</a></li>'
    '<li id="x-8">Åtte</li></ol>': (
        "a[^1] b[^2] c3\n\n[^1]: Ni *og*\n[^2]: Åtte",
        "<sup> finnes ikke i Markdown; teksten er med",
        "en lenke er tatt bort; ordene eller bildet i den står igjen: #nei",
    ),
    f"<figure><table><tr><td><img src='{BORD}' alt='Et bord'></td></tr></table>"
    "<figcaption>Kilde</figcaption></figure>": f"| {SHOWN} |\n| --- |\n\nKilde",
    f"før <img src='{BORD}' alt='Et bord'> etter": f"før\n\n{SHOWN}\n\netter",
    f"<h2><img src='{BORD}' alt='Et bord'> Over</h2>": f"## Over\n\n{SHOWN}",
    f"<a href='{BORD}'><img src='{BORD}' alt='Et bord'></a>": SHOWN,
    f"<a href='https://a.no/'><img src='{BORD}' alt='Et bord'></a>": (
        SHOWN,
        "en lenke er tatt bort; ordene eller bildet i den står igjen: https://a.no/",
    ),
    "[embed width='9']https://youtu.be/abc[/embed]": (
        "<https://youtu.be/abc>",
        "en innbygd side er blitt en lenke: https://youtu.be/abc",
    ),
    "<figure class='wp-block-embed'><div class='wp-block-embed__wrapper'>\nhttps://youtu.be/d\n"
    "</div></figure>": (
        "https://youtu.be/d",
        "en innbygd side er blitt en lenke: https://youtu.be/d",
    ),
    "<iframe src='//player.vimeo.com/video/7' title='Film'></iframe>": (
        "[Film](https://vimeo.com/7)",
        "en innbygd side er blitt en lenke: https://vimeo.com/7",
    ),
    "m<sup>2</sup> x<sup>abc</sup> <u>u</u>": (
        "m² xabc u",
        "<sup> finnes ikke i Markdown; teksten er med",
        "<u> finnes ikke i Markdown; teksten er med",
    ),
    '<a href="/sak-2/">[1] b</a>': "[\\[1\\] b](sak-2.md)",
    f'<a href="{BASE}/sak-1/#bilder">a</a> <a href="/sak-1/#na">b</a> '
    '<a href="/sak-2/#c">c</a>': (
        "[a](sak-1.md#bildene-vare) [b](sak-1.md#na) [c](sak-2.md)",
        "en lenke fører til toppen av siden, for den har ingen overskrift med dette ankeret: "
        "news/2019/sak-2.md#c",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def report(site: Site, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The whole report of the import of one post for each row."""
    folder = tmp_path_factory.mktemp("html")
    picture(folder / "uploads/2019/05/bord.jpg")
    posts = [
        Post(number, f"Sak {number}", text, name=f"sak-{number}", link=f"/sak-{number}/")
        for number, text in enumerate(CASES, 1)
    ]
    (folder / "export.xml").write_text(export(posts), encoding="utf-8")
    site.run(folder / "export.xml", media=str(folder / "uploads"))
    return site.report()


def test_html_becomes_markdown(site: Site, report: str) -> None:
    """What is lost on the way has a line in the report, and nothing is refused."""
    assert report.startswith(f"Inn: {len(CASES)}. Skrevet: {len(CASES)}.\n\nEndret underveis")
    numbers = {text: number for number, text in enumerate(CASES, 1)}

    def check(text: str) -> None:
        expected = CASES[text]
        markdown, *notes = (expected,) if isinstance(expected, str) else expected
        assert site.body(f"news/2019/sak-{numbers[text]}.md") == markdown
        place = f"(content/news/2019/sak-{numbers[text]}.md): "
        lines = [line.partition(place)[2] for line in report.splitlines() if place in line]
        assert lines == notes

    check_each(CASES, check, repr)
