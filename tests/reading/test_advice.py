"""Advice about texts: which faults of style are named, and which texts get no advice."""

import re
import time
from pathlib import Path

import pytest

from newsroom.contract.problems import Problem
from newsroom.reading.advice import TEMPLATE_CODE, TEMPLATES, advice, lix, sentences
from newsroom.wording.problems import message
from tests import given

SHORT = "Vi møttes til frokost. Praten gikk lett, og kaffen var varm. "


def advised(text: str, **fields: object) -> list[tuple[str, int, int]]:
    """The code, line and column of each piece of advice; the text begins on line 5."""
    return [(p.code, p.line, p.column) for p in advice(given.article(text=text, **fields))]


def test_a_plain_text_gets_no_advice() -> None:
    """A plain text of any length gets no advice."""
    assert advised(SHORT * 40) == []


@pytest.mark.parametrize("words", ["Les mer", "klikk her", "**her**", "Read more", "Klikk her!"])
def test_a_link_that_says_nothing_is_named(words: str) -> None:
    """A link text without meaning is named, since links are also read as a list (WCAG 2.4.9)."""
    assert advised(f"Først.\n\nSe [{words}](/om-oss/).") == [("link-text-vague", 7, 4)]


def test_a_link_that_says_where_it_leads_is_left_alone() -> None:
    """A link text with meaning gets no advice, and neither does code."""
    assert advised("[Her er programmet](/om-oss/) og `[her](x)`.") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("### Først", [("heading-jump", 5, 1)]),
        ("## Først\n\n#### Så", [("heading-jump", 7, 1)]),
        ("## Først\n\n### Så\n\n## Sist", []),
        ("```\n#### kode\n```", []),
    ],
)
def test_a_level_of_headings_that_is_skipped_is_named(text: str, found: list) -> None:
    """A skipped heading level is named; the title is level 1, and going up is no skip."""
    assert advised(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Først.\n\n##\n\nSå.", [("heading-blank", 7, 1)]),
        ("~~~\n  ```\n##\n~~~", []),
        ("Han sa jaâ€ nå.", [("text-garbled", 5, 10)]),
        ("Navn\tRolle\nKari\tLeder\t2020\n", [("table-uneven", 5, 1)]),
        ("A\t\tB\n1\t2\t3\n", [("table-uneven", 5, 1)]),
        ("Navn\tRolle\t\nKari\tLeder\n", []),
        ("| a | b |\n|---|---|\n| c | d |\n| e | f | g |\n", [("table-uneven", 8, 1)]),
        ("a | b\n--- | ---\nc | d | e\n", [("table-uneven", 7, 1)]),
        ("| a | b |\n|---|\n| c | d | e |\n", [("table-uneven", 7, 1)]),
        ("| a | b |\n|:--|--:|\n| c |\n| `d|e` | f\\|g ||\n", []),
        ("|  | b | |\n|---|---|---|\n| c | d | e |\n", []),
        ("Så.\n\n\tNavn\tRolle\n\tKari\tLeder\t2020\n", [("table-uneven", 7, 1)]),
        ("Så.\n\n\tmake all\t# bygger\n\tmake a b\t\t# tester\n", []),
    ],
)
def test_a_block_that_is_shown_as_text_is_named(text: str, found: list) -> None:
    """A heading without words, half a sign, indented code, and cells without a heading."""
    assert [place for place in advised(text) if place[0] != "table-tabs"] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("**Program", [(5, 1)]),
        ("Kom **onsdag klokka 18.\n\n**Program**", [(5, 5)]),
        ("- **Mat: gratis\n- **Te**\n- (**nytt", [(5, 3), (7, 4)]),
        ("**Fet over\nto linjer**, `**kode`, \\*\\*tegn og 5 ** 3", []),
        ("**fet *og kursiv", []),
        ("Pris 100,-**\n\n**for medlemmer", []),
        ("*Gratis for medlemmer\n\n**Gratis for alle", []),
        ("2 **ti", []),
    ],
)
def test_bold_text_that_does_not_end_is_named(text: str, found: list) -> None:
    """The signs of notes and of formulas are left alone."""
    places = [place for code, *place in advised(text) if code == "emphasis-open"]
    assert places == [[*place] for place in found]


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("Se [Kari][1], [b][side] og [c][].", [4, 15, 28]),
        ("> Se [a][n]\n>\n> [n]: https://example.org", []),
        ("- Se [a][n]\n- [n]: https://example.org", []),
        (r"\[a][b] og [a\][b]", []),
        ("liste[0][1], liste[i][j] og liste[i][j][k]", []),
        ("Se [1][2] og [1][2][3].", []),
        ("- [ ][x] a\n- [x][ ] b", []),
    ],
)
def test_a_link_by_a_name_without_an_address_is_named(text: str, columns: list[int]) -> None:
    """Of brackets that are no link, and of names that a quote or list defines, nothing is said."""
    assert advised(text) == [("link-undefined", 5, column) for column in columns]


def test_a_long_sentence_is_named_where_it_begins() -> None:
    """A sentence of more than thirty words is named; each list item is a sentence."""
    long = " ".join(["ord"] * 31)
    assert advised(f"Kort.\n\nKort. Et {long}.") == [("sentence-long", 7, 7)]
    assert advised("".join(f"- {'ord ' * 20}\n" for _ in range(3))) == []


def test_a_date_does_not_end_a_sentence() -> None:
    """A date, a time or an abbreviation before a small letter does not end a sentence."""
    text = "Vi møtes 12. september kl. 09.00, f.eks. her. Så drar vi."
    assert [len(sentence.words) for sentence in sentences(text)] == [8, 3]


def test_a_heavy_text_is_told_its_index() -> None:
    """The LIX of a difficult text is given: 10 words a sentence, half of them long, is 10 + 50."""
    text = f"{'Og virksomhetene ' * 5}. " * 6
    assert lix(list(sentences(text))) == 60
    found = advice(given.article(text=f"{'Virksomhetene ' * 5}. " * 12))
    assert [problem.code for problem in found] == ["text-heavy"]
    assert "(LIX) er 105" in message(found[0], "nb")


@pytest.mark.parametrize("alt", ["frokost.jpg", "IMG_1234", "DSC00123", "mai-frokost"])
def test_a_description_that_is_a_file_name_is_named(alt: str) -> None:
    """A picture description that is a file name is named, in fields and in the text."""
    image = {"src": "images/2023/mai-frokost.jpg", "alt": alt}
    assert [code for code, *_ in advised("Tekst.", image=image)] == ["alt-file-name"]
    assert advised(f"![{alt}](../../images/2023/mai-frokost.jpg)") == [("alt-file-name", 5, 1)]


def test_a_word_that_is_also_a_file_name_describes_its_picture() -> None:
    """The picture batteri.jpg may show a battery."""
    image = {"src": "images/2023/batteri.jpg", "alt": "Batteri"}
    assert advised("![Batteri](../../images/2023/batteri.jpg)", image=image) == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Hei %%First Name%%, *|FNAME|*, %recipient.name%.", 3),
        ("Hei << Fornavn >>, «First_Name» og {{contact.firstname}}.", 3),
        ("[cid:image001.png@01D9]\n\nFeil! Bokmerke er ikke definert.", 2),
        ("[video] (kommer), [lyd] og «Fornavn».", 0),
        ("Vi sier << Hei >> til 50% av alle, 20.5% og 100 %.", 0),
        ("[playlist for festen], [caption this], «Min_Side» og 50 %%rabatt og 20%%.", 0),
        ("[gallery], [caption id=1]Skog[/caption] og %%view_email_url%%.", 4),
        ("Skriv <% og %>, [a b=[c] og [cid:[d].", 1),
    ],
)
def test_what_mailing_tools_leave_is_told(text: str, codes: int) -> None:
    """Fields for the name of the reader, and what other programs would replace."""
    assert [code for code, *_ in advised(text)] == ["template-code"] * codes


def test_each_form_of_other_programs_has_its_example() -> None:
    """The example is found whole; no text takes long, also with 50,000 of its first signs."""
    for example, form in TEMPLATES.items():
        assert re.fullmatch(form, example), example
    for sign in (*TEMPLATES, "<%", "[a b=", "[cid:", "[subscriber:", "«Address_", "%%a_"):
        started = time.process_time()
        TEMPLATE_CODE.search((sign * 50_000)[1:50_000])
        assert time.process_time() - started < 1, sign


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("Sendt fra min iPhone\n\nFå [Outlook for iOS](https://aka.ms/o0ukef)", 2),
        ("[View this email in your browser](https://a.no/)\n\nVis denne e-posten i nettleseren", 2),
        ("Sendt fra min innboks\n\nHent Outlook for å lese\n\nSkrevet og sendt fra min iPhone.", 0),
    ],
)
def test_what_mail_programs_add_is_told(text: str, phrases: int) -> None:
    """Lines that only an e-mail has."""
    assert [code for code, *_ in advised(text)] == ["mail-phrase"] * phrases


def test_a_missing_summary_is_named_for_articles_and_pages() -> None:
    """A missing summary is named for articles and pages only."""
    assert advised("Tekst.", summary="") == [("summary-missing", 2, 1)]
    assert [p.code for p in advice(given.page(text="Tekst."))] == ["summary-missing"]
    assert advice(given.event()) == []
    assert advice(given.review(text="Tekst.")) == []


def test_a_description_of_an_event_is_read_too(tmp_path: Path) -> None:
    """The description of an event gets advice too, at its lines in the file."""
    event = """
    - id: frokost
      title: Frokost
      start: 2024-03-05
      online: https://example.org/
      description: |
        Først.

        [Les mer](https://example.org/)
    """
    catalog, _ = given.loaded(tmp_path, {"events/2024.yaml": event})
    assert [(p.code, p.line) for p in advice(catalog.events[0])] == [("link-text-vague", 8)]


def test_advice_is_never_an_error() -> None:
    """Advice is never an error."""
    found: list[Problem] = advice(given.article(text="### [her](/x/)", summary=""))
    assert {problem.severity for problem in found} == {"advice"}
    assert len(found) == 3
