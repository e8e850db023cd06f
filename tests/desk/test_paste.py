"""What programs put into the clipboard as Markdown, and what is said about the rest."""

import pytest

from newsroom.desk.paste import clean
from newsroom.reading.markdown_converter import MarkdownConverter
from tests.table import check_each

IGNORED = "<![if !supportLists]><span style='font-family:Symbol;mso-list:Ignore'>{}<span>&nbsp; "
IGNORED += "</span></span><![endif]>"
LOOKS = "Farger, skrifter og størrelser er ikke med."
PICTURE = "Bilder er ikke med (1). Last dem opp, og sett dem inn der de skal stå."
TRACKING = "Sporing er tatt bort fra lenkene."


def point(mark: str, text: str, level: int = 1, list: int = 0) -> str:
    """A point of a list as Word writes it: a paragraph with its mark as text."""
    ignored = IGNORED.format(mark)
    style = f"margin-left:36.0pt;text-indent:-18.0pt;mso-list:l{list} level{level} lfo1"
    return f"<p class=MsoListParagraphCxSpMiddle style='{style}'>{ignored}{text}<o:p></o:p></p>\n"


WORD = f"""\
<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><title>Hemmelig</title>
<style><!-- p.MsoNormal {{margin:0cm}} --></style>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
</head><body lang=NO-BOK><!--StartFragment--><h1>Årsm&oslash;te<o:p></o:p></h1>
<p class=MsoNormal><b><span style='font-family:"Arial",sans-serif'>Vi
inviterer</span></b><b> til</b> <i style='mso-bidi-font-style:normal'>m&oslash;te</i>&nbsp;i
dag.<o:p></o:p></p>
{point("&middot;", "Kaffe")}{point("o", "med melk", 2)}{point("1)", "lett", 3)}
{point("&middot;", "Te")}
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
{point("3.", "Tredje", list=1)}{point("4.", "Fjerde", list=1)}{point("&middot;", "Prikk", list=2)}
<h2>Plan</h2><table class=MsoTableGrid border=1><tr><td width=302><p class=MsoNormal>Tid<o:p></o:p>
</p></td><td><p class=MsoNormal>Hva</p></td></tr><tr><td><p class=MsoNormal>09.00</p></td>
<td><p class=MsoNormal>Kaffe | te</p></td></tr></table>
<p class=MsoNormal>Les <a href="https://example.org/sak?utm_source=x&amp;id=3">mer</a><a
style='mso-comment-reference:KN_1' href="#_msocom_1">[KN1]</a> <del cite="mailto:x"
datetime="2024-01-01">bort</del><ins cite="mailto:x" datetime="2024-01-01">her</ins>.
<img width=10 height=9 src="file:///x.png"></p>
<div style='mso-element:comment-list'><div style='mso-element:comment'><p>Bra!</p></div></div>
<!--EndFragment--></body></html>
"""
WORD_AS_MARKDOWN = """\
## Årsmøte

**Vi inviterer til** *møte*\xa0i dag.

- Kaffe
    - med melk
        1. lett
- Te

3. Tredje
4. Fjerde

- Prikk

### Plan

| Tid | Hva |
| --- | --- |
| 09.00 | Kaffe \\| te |

Les [mer](https://example.org/sak?id=3) her."""

GOOGLE_DOCS = """\
<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><h2 dir="ltr"><span
style="font-size:16pt;font-weight:700">Om oss</span></h2><p dir="ltr"><span
style="color:#000;font-weight:400">Vanlig, </span><span style="font-weight:700">fet</span><span
style="font-weight:700;font-style:italic"> og kursiv</span><span> tekst.</span><sup><a
href="#cmnt1" id="cmnt_ref1">[a]</a></sup></p><ul><li dir="ltr" aria-level="1"><p
role="presentation"><span>En</span></p></li><ul><li aria-level="2"><p
role="presentation"><span>To</span></p></li></ul><li><p role="presentation">Tre</p></li></ul><p><a
href="https://www.google.com/url?q=https://example.org/a&amp;sa=D"><span>lenke</span></a></p></b><br
class="Apple-interchange-newline"><div><p><a href="#cmnt_ref1">[a]</a>Bra!</p></div>"""

OUTLOOK = """\
<div><div style="font-family:Calibri">Hei,<br>her er
programmet.</div><div><br></div><div><b>Torsdag</b>: <u>møt opp</u></div><ol start="1"><li><div>En
</div></li><li>To</li></ol><div><a href="https://eur02.safelinks.protection.outlook.com/\
?url=https%3A%2F%2Fexample.org%2Fx%3Ffbclid%3D1&amp;data=05">Påmelding</a></div><table
role="presentation"><tr><td><p>Ramme</p></td></tr></table><script>alert(1)</script><img src="cid:1"
width="1" height="1"></div>"""

WEB_PAGE = """\
<article><h1>Nytt kart</h1><p>Byen har <strong>nytt</strong> kart, <em>ferdig</em> i dag.</p>
<figure><img src="https://example.org/kart.jpg" alt="Kart"><figcaption>Kartet</figcaption></figure>
<blockquote><p>Fint!</p></blockquote><iframe src="https://www.youtube.com/embed/abc"></iframe>
<form><input></form><p style="display:none">Skjult</p><p>2*3 og [x] <a href="/om">Om</a>
<s>før</s></p><pre>a
  b</pre></article>"""

CASES = {
    WORD: (
        WORD_AS_MARKDOWN,
        "Kommentarer i margen er ikke med.",
        "Tekst som er slettet med sporing av endringer, er ikke med.",
        PICTURE,
        LOOKS,
        TRACKING,
    ),
    GOOGLE_DOCS: (
        "## Om oss\n\nVanlig, **fet** ***og kursiv*** tekst.\n\n- En\n    - To\n- Tre\n\n"
        "[lenke](https://example.org/a)",
        "Kommentarer i margen er ikke med.",
        LOOKS,
    ),
    OUTLOOK: (
        "Hei,  \nher er programmet.\n\n**Torsdag**: møt opp\n\n1. En\n2. To\n\n"
        "[Påmelding](https://example.org/x)\n\nRamme",
        LOOKS,
        TRACKING,
        "Understreking er ikke med, for på en nettside ser den ut som en lenke.",
    ),
    WEB_PAGE: (
        "## Nytt kart\n\nByen har **nytt** kart, *ferdig* i dag.\n\nKartet\n\n> Fint!\n\n"
        "<https://www.youtube.com/watch?v=abc>\n\n2\\*3 og \\[x] Om før\n\n```\na\n  b\n```",
        PICTURE,
        "<form> er ikke med: skjemaer, tegninger og innebygd innhold kan ikke limes inn.",
        "En innebygd side er blitt en lenke: https://www.youtube.com/watch?v=abc",
        "En lenke er ikke med, for den virker bare der teksten kom fra; ordene står: /om",
        "Gjennomstreking er ikke med; teksten er med.",
    ),
    "Bare ord & tegn": ("Bare ord & tegn",),
    "<b>Fe</b><b>t</b> <span style='font-style: italic'>k</span>": ("**Fet** *k*",),
    "<p><a href='javascript:alert(1)'>x</a></p>": (
        "x",
        "En lenke er ikke med, for den virker bare der teksten kom fra; ordene står: "
        "javascript:alert(1)",
    ),
    "": ("",),
}


def test_a_paste_becomes_markdown() -> None:
    """As Word, Google Docs, Outlook and a web page write it; what was dropped is said once."""

    def check(html: str) -> None:
        markdown, *dropped = CASES[html]
        pasted = clean(html)
        assert pasted.markdown == markdown
        assert list(pasted.dropped) == dropped

    check_each(CASES, check, lambda html: html[:60])


@pytest.mark.parametrize("html", [WORD, GOOGLE_DOCS, OUTLOOK, WEB_PAGE])
def test_the_site_accepts_it(html: str) -> None:
    """The build reports nothing about the text itself."""
    assert MarkdownConverter().convert(clean(html).markdown)[1] == []


def test_what_was_dropped_is_said_in_english_too() -> None:
    """By the language of the desk."""
    assert clean("<u>a</u>", "en").dropped == (
        "Underlining was left out, since on a web page it looks like a link.",
    )


def test_what_is_nested_too_deep_becomes_its_words() -> None:
    """A program can nest without end; the words stay."""
    pasted = clean("<div>" * 5000 + "<b>Ord</b> her" + "</div>" * 5000)
    assert pasted.markdown == "Ord her"
    assert "for mange deler inni hverandre" in pasted.dropped[0]
