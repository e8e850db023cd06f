"""`run.py check --fix`: one case for each mend, and every other byte of a file stays."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from PIL import Image

from newsroom.commands.fix import Mender, mend_content
from newsroom.commands.settings import site_models
from newsroom.reading.file_reader import FileReader
from newsroom.reading.files import ContentFile
from tests import given
from tests.site.building import good
from tests.table import check_each

Mend = Callable[[str, str], str]


class Case(NamedTuple):
    """Lines with a fault, and what is written instead."""

    old: str
    new: str


SAFE = (
    "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.no%2Fx%3Fb%3D1"
    "&data=05%7Ca%40b.no"
)

# Lines of front matter.
FIELDS = [
    Case('summary: "Kari sier "ja" til oss"', "summary: 'Kari sier \"ja\" til oss'"),
    Case("summary: 'Det er 'bra' her'", "summary: \"Det er 'bra' her\""),
    Case("summary: 'Det er ''bra'' her'", "summary: 'Det er ''bra'' her'"),
    Case("summary: Kort: ja # mer", "summary: Kort: ja # mer"),
    Case("title:Frokost\nsummary:Kort.", "title: Frokost\nsummary: Kort."),
    Case("author:Kari\nsummary:Kort.", "author: Kari\nsummary: Kort."),
    Case('summary: ""Ja", sier Kari"', "summary: '\"Ja\", sier Kari'"),
    Case('summary: "Kari\'s "ja" her"', 'summary: "Kari\'s \\"ja\\" her"'),
    *(
        Case(f"summary: {text}", f"summary: {text}")
        for text in ('"a", "b"', '"a" "b"', '"Kari sier \\"ja\\" til oss"', '"Ja, "')
    ),
    Case(f"links: [{{title: A, url: '{SAFE}'}}]", "links: [{title: A, url: 'https://a.no/x?b=1'}]"),
    Case(f"summary: Se {SAFE}.", "summary: Se https://a.no/x?b=1."),
    *(
        Case(f'title: "{old}"', f'title: "{new}"')
        for old, new in (
            ("**Frokost**", "Frokost"),
            ("__Vår frokost__ og **lunsj**", "Vår frokost og lunsj"),
            ("Frokost `kode`", "Frokost kode"),
            *((text, text) for text in ("*Frokost*", "_Frokost_", "Hva er __init__?", "a**b**c")),
            *((text, text) for text in ("100,-** og 200,-**", "O`Hara og D`Angelo", "f(**a, **b)")),
            # A person decides where the address of a link goes.
            *((text, text) for text in ("[Frokost](/om/)", "__Vår__ **[lunsj](/om/)**")),
            *(
                (text, text)
                for text in ("[**Frokost**](https://example.org/a_(b))", "[a](/b/) `c`")
            ),
            *((text, text) for text in ("[Frokost](se under)", "![Logo](images/a.png)", "____")),
        )
    ),
    Case("title: [Frokost](/om/)", 'title: "[Frokost](/om/)"'),
    Case("title: Frokost for **alle**  # nå", "title: Frokost for alle  # nå"),
    Case("title: >\n  **Frokost**\n  for **alle**", "title: >\n  Frokost\n  for alle"),
    Case("summary: |\n  Ta med:\n  * en\n  * to", "summary: |\n  Ta med:\n  * en\n  * to"),
    Case("date: 12. september 2023", "date: 2023-09-12"),
    Case("date: 12.09.2023", "date: 2023-09-12"),
    Case("date: 2023/9/12 kl. 9", "date: 2023-09-12 09:00"),
    Case("date: 05/06/2023", "date: 05/06/2023"),
    Case("date: 2023\u201109\u201112", "date: 2023-09-12"),
    Case("date: den 3. jan. 2024", "date: 2024-01-03"),
    Case("date: 3.januar 2024 kl. 9", "date: 2024-01-03 09:00"),
    Case("Tags: [KI]", "tags: [KI]"),
    Case("tags: KI | frokost", "tags: [KI, frokost]"),
    Case("Tags: KI; frokost", "tags: [KI, frokost]"),
    Case("categories: KI", "category: KI"),
    Case("categories: [KI, mat]", "categories: [KI, mat]"),
    Case("Date: 2023-09-12", "Date: 2023-09-12"),
    Case("draft: true", "status: draft"),
    Case("published: false  # ennå", "status: draft  # ennå"),
    Case("draft: false", "draft: false"),
    Case("published: ja", "published: ja"),
    Case("draft: true\nstatus: draft", "draft: true\nstatus: draft"),
    Case(
        "image: {src: images/a.jpg, alt: Sol, is og snø}",
        'image: {src: images/a.jpg, alt: "Sol, is og snø"}',
    ),
    Case(
        "links: [{title: Opptak, del 1, url: https://a.no/}]",
        'links: [{title: "Opptak, del 1", url: https://a.no/}]',
    ),
    *(
        Case(
            f"image: {{src: images/a.jpg, alt: {text}}}",
            f"image: {{src: images/a.jpg, alt: {text}}}",
        )
        for text in (
            "Tre, kreditt til Ola",
            "Tre, credit Ola",
            "Tre, gran, fur: og bjørk",
            "Kari's, og Ola",
        )
    ),
    Case("tags: vei; bane", "tags: [vei, bane]"),
    Case("tags: vei, bane | gate", "tags: vei, bane | gate"),
    Case("tags: vei; bane, gate", "tags: vei; bane, gate"),
    Case("title: {KI}", "title: {KI}"),
    Case("tags: Oslo, Bergen og Voss", "tags: Oslo, Bergen og Voss"),
    Case("tags: - kultur", "tags: [kultur]"),
    Case("tags: - kultur - mat", "tags: [kultur, mat]"),
    Case('tags: "1,5 grader", klima', 'tags: ["1,5 grader", klima]'),
    *(
        Case(f"tags: {text}", f"tags: {text}")
        for text in (
            *("mat, 1,5 grader", "2,5 prosent, 3,5 prosent", "10,000 skritt", "(mat, drikke)"),
            *("-mat -drikke", "- 1,5 grader", '"- kultur"', "- kultur\n  - mat", '"KI" i praksis'),
            *("- KI: praksis", "- Oslo, Bergen og Voss", "@kari, mat", "• mat • drikke"),
        )
    ),
    Case("title: !Viktig", 'title: "!Viktig"'),
    Case("title: ! Viktig om KI", 'title: "! Viktig om KI"'),
    Case("tags: {KI}", "tags: [KI]"),
    Case("summary: &a <b>KI</b>\nowner: *a", "summary: &a <b>KI</b>\nowner: *a"),
    Case("summary: *a", "summary: *a"),
    Case("title: MÃ¸te pÃ¥ â€“ ny", "title: Møte på – ny"),
    Case("summary: MÃ¸te: pÃ¥", 'summary: "Møte: på"'),
    Case("tags: [KI, mÃ¸te]", "tags: [KI, møte]"),
    Case("summary: *Viktig* for alle", 'summary: "*Viktig* for alle"'),
    Case('tags: "vei, bane"', "tags: [vei, bane]"),
    Case("tittel: Frokost", "title: Frokost"),
    Case("status: utkast", "status: draft"),
    Case("title: Frokost: KI i praksis", 'title: "Frokost: KI i praksis"'),
    Case('title: "KI" i praksis', "title: '\"KI\" i praksis'"),
    Case("title: @kari forteller", 'title: "@kari forteller"'),
    Case("title: KI: praksis  # kladd", "title: KI: praksis  # kladd"),
    Case("title: Rom #4", "title: Rom #4"),
    Case("title:Frokost", "title: Frokost"),
    Case("title Frokost", "title: Frokost"),
    Case("summary: Kari &amp; Ola", "summary: Kari & Ola"),
    Case("tags:\n- KI: praksis\n- to", 'tags:\n- "KI: praksis"\n- to'),
    Case("summary: Frokost: KI\n  i praksis", "summary: Frokost: KI\n  i praksis"),
    Case("tittel: En annen", "tittel: En annen"),
    Case("summary: Her er **fet **i ord", "summary: Her er **fet** i ord"),
    Case("summary: '[om] (https://a.no/)'", "summary: '[om](https://a.no/)'"),
    Case("summary: <b>Viktig</b> møte", 'summary: "**Viktig** møte"'),
    Case("summary: <u>strek</u> og <b>fet</b>", "summary: <u>strek</u> og **fet**"),
    Case("summary: Om <b>KI</b>\n  i praksis", "summary: Om **KI**\n  i praksis"),
    Case(
        "summary: >-\n  Om **KI **i\n  praksis.\n\n  Les <i>den</i>.",
        "summary: >-\n  Om **KI** i\n  praksis.\n\n  Les *den*.",
    ),
    Case("summary: Se <span>Merk:</span> husk", 'summary: "Se Merk: husk"'),
    Case("summary:\n    <b>Viktig</b> møte", 'summary:\n    "**Viktig** møte"'),
    Case(r'summary: "Se\n\nog <b>c</b>"', r'summary: "Se\n\nog **c**"'),
    Case(
        'summary: "L\\u00e6r <b>KI</b>"\n# Lær <b>KI</b>',
        'summary: "L\\u00e6r <b>KI</b>"\n# Lær <b>KI</b>',
    ),
    Case('summary: "Om \\"**KI **\\""', 'summary: "Om \\"**KI **\\""'),
    Case(
        r"links: [{title: A, url: https://a.no/b\_c, kind: code}]",
        "links: [{title: A, url: https://a.no/b_c, kind: code}]",
    ),
]
# Markdown.
TEXTS = [
    Case(f"Se [a]({SAFE}), {SAFE}.", "Se [a](https://a.no/x?b=1), https://a.no/x?b=1."),
    Case(f"[{SAFE}]({SAFE}) og `{SAFE}`", f"[https://a.no/x?b=1](https://a.no/x?b=1) og `{SAFE}`"),
    Case(
        "<https://www.google.com/url?sa=t&amp;url=https://a.no/(b)>",
        "<https://a.no/%28b%29>",
    ),
    *(
        Case(text, text)
        for text in (
            "[a](https://www.google.com/search?q=https://a.no/)",
            "[a](https://l.facebook.com/l.php?u=/x)",
        )
    ),
    Case("[Om oss](www.example.org)", "[Om oss](https://www.example.org)"),
    Case("[Programmet](example.org/mars)", "[Programmet](https://example.org/mars)"),
    Case("[Kari](kari@example.org)", "[Kari](mailto:kari@example.org)"),
    Case(
        "Les https://www.vg.no/sak og [VG](www.vg.no/sak).",
        "Les https://www.vg.no/sak og [VG](https://www.vg.no/sak).",
    ),
    Case(
        "Post: ola@example.org, eller [Ola](ola@example.org).",
        "Post: ola@example.org, eller [Ola](mailto:ola@example.org).",
    ),
    Case(
        "<ola@example.org> og [Ola](ola@example.org)",
        "<ola@example.org> og [Ola](mailto:ola@example.org)",
    ),
    Case("Vi tar med:\n*kaffe\n*te", "Vi tar med:\n\n- kaffe\n- te"),
    Case("*Gratis for medlemmer", "*Gratis for medlemmer"),
    Case("* kaffe\n*te", "* kaffe\n* te"),
    Case("Kari\t12\nOla\t13", "Kari\t12\nOla\t13"),
    Case("Han tok med\n- som ventet - en bok.", "Han tok med\n- som ventet - en bok."),
    Case("1) en\n2) to", "1. en\n2. to"),
    Case("**fet **og", "**fet** og"),
    Case("[om] (https://example.org/)", "[om](https://example.org/)"),
    Case("Navn\tSum\nKari\t2", "| Navn | Sum |\n| --- | --- |\n| Kari | 2 |"),
    Case('[a](https://example.org/){:target="_blank"}', "[a](https://example.org/)"),
    Case("Se:\n- en", "Se:\n\n- en"),
    Case("en<br>to", "en\\\nto"),
    Case("<b>fet</b> og <i>kursiv</i>", "**fet** og *kursiv*"),
    Case('<a href="www.example.org">Se den</a>', "[Se den](https://www.example.org)"),
    Case('<img src="../a.jpg" alt="Kari">', "![Kari](../a.jpg)"),
    Case("<u>strek</u>", "<u>strek</u>"),
    Case('<a name="topp"></a>Topp [opp](#topp)', '<a name="topp"></a>Topp [opp](#topp)'),
    Case('<a name="_Toc1">Topp</a>', "Topp"),
    Case("<u>a</u>, <b>b</b> og **c **i d", "<u>a</u>, **b** og **c** i d"),
    Case("[gallery ids=1,2]", "[gallery ids=1,2]"),
    Case("Kunn\u00adskap", "Kunnskap"),
    Case("o\u00a0\u00a0 en\no\u00a0\u00a0 to", "- en\n- to"),
    Case("1)\u00a0\u00a0 en\n2)\u00a0\u00a0 to", "1.   en\n2.   to"),
    Case("5.\u00a0mars kommer vi", "5.\u00a0mars kommer vi"),
]
EVENTS = """\
- id: frokost
  title: Frokost: KI
  start: 12.09.2023 kl. 9
  online: www.example.org
  Påmelding: https://example.org/a?b=1,2
  description: |
    Vi tar med:
    *kaffe

    *te og **kake **
- id: lunsj
  title: Lunsj
  start: 2023-09-13
  Status: Avlyst
  online: example.org/lunsj   # lenken
  registration: "https://example.org/b"
  description: Les <b>dette</b>   # og gå
- id: kveld
  title: Kveld
  start: 2023-09-14T18:00+00:00
  place: kommer
  description: >-
    Les <b>dette</b>


    og <i>dette</i>.
  programme:
    - {time: "20:30", title: Start, text: <i>Kort</i> start}
"""
MENDED_EVENTS = """\
- id: frokost
  title: "Frokost: KI"
  start: 2023-09-12 09:00
  online: https://www.example.org
  registration: {url: "https://example.org/a?b=1,2"}
  description: |
    Vi tar med:

    - kaffe

    - te og **kake**
- id: lunsj
  title: Lunsj
  start: 2023-09-13
  status: cancelled
  online: https://example.org/lunsj   # lenken
  registration: "https://example.org/b"
  description: Les **dette**   # og gå
- id: kveld
  title: Kveld
  start: 2023-09-14 20:00
  place: kommer
  description: >-
    Les **dette**


    og *dette*.
  programme:
    - {time: "20:30", title: Start, text: "*Kort* start"}
"""


EVENT = "- id: a\n  title: A\n  start: 2023-09-12\n  place: kommer\n"
FLOW = "- {id: a, title: '[om] (https://a.no/)', start: 2023-09-12, place: kommer, summary: "
CODE = f"{EVENT.replace('id: a', 'id: b')}  description: |\n    Se:\n\n        "
# Files of events with the same words elsewhere, and with signs that YAML reads differently.
EVENT_FILES = [
    Case(
        f"{EVENT}  summary: 'Kari''s [side] (https://a.no/)'\n{CODE}Kari's [side] (https://a.no/)",
        f"{EVENT}  summary: 'Kari''s [side] (https://a.no/)'\n{CODE}Kari's [side] (https://a.no/)",
    ),
    Case(f"{FLOW}'[om] (https://a.no/)'}}", f"{FLOW}'[om](https://a.no/)'}}"),
    Case(f'{FLOW}Se <a href="/x/">x</a>}}', f'{FLOW}"Se [x](/x/)"}}'),
    Case(
        EVENT + r'  description: "Se\n\n\n\n\n\n\nb' + '\n    og **c **i d"',
        EVENT + r'  description: "Se\n\n\n\n\n\n\nb' + '\n    og **c** i d"',
    ),
    *(
        Case(f"{EVENT}  description: {old}\n    {text}", f"{EVENT}  description: {new}\n    {text}")
        for old, new, text in (
            (">", "|", "* en\n    * to"),
            (">-  # nå", "|-  # nå", "Ta med:\n\n    - en\n    - to"),
            (">", "|", "1. en\n    2. to"),
            (">", ">", "Vi kom\n    - som alltid - for sent\n    - alle sammen."),
            (">", ">", "* en\n\n    * to"),
            ("|", "|", "* en\n    * to"),
            ("'Ta: > med", "'Ta: > med", "* en\n    * to'"),
        )
    ),
]


@pytest.fixture(scope="module")
def mend() -> Mend:
    """Mends the text of a file at a path from content/."""
    mender = Mender(FileReader(site_models()))

    def mended(path: str, text: str) -> str:
        return mender.mended(ContentFile(path, Path(path)), text.encode()).decode()

    return mended


def test_each_mend_of_a_field(mend: Mend) -> None:
    """What a person has to decide stays, and fixing twice changes nothing."""

    def check(case: Case) -> None:
        fields = {"title": "title: Frokost", "date": "date: 2023-09-12"}
        needed = [line for name, line in fields.items() if not case.new.startswith(name)]
        old, new = ("\n".join(["---", *needed, lines, "---", "Hei."]) for lines in case)
        assert mend("news/2023/a.md", old) == new
        assert mend("news/2023/a.md", new) == new

    check_each(FIELDS, check, lambda case: case.old)


def test_each_mend_of_a_text(mend: Mend) -> None:
    """The lines around it stay, also those of code that look alike."""

    def check(case: Case) -> None:
        code = f"```\n{case.old}\n```" if not {"\u00ad", "\u00a0"} & {*case.old} else "Å."
        head = f"---\ntitle: Frokost\ndate: 2023-09-12\n---\n\n\n\n{code}\n\n"
        new = f"{head}{case.new}\n\n\n\nTil slutt.  "
        assert mend("news/2023/a.md", f"{head}{case.old}\n\n\n\nTil slutt.  ") == new
        assert mend("news/2023/a.md", new) == new

    check_each(TEXTS, check, lambda case: case.old)


def test_events_of_a_list_are_mended_with_their_descriptions(mend: Mend) -> None:
    """A mend of a description keeps the indent of its block; comments stay."""
    assert mend("events/2023.yaml", EVENTS) == MENDED_EVENTS
    assert mend("events/2023.yaml", MENDED_EVENTS) == MENDED_EVENTS


def test_only_the_faulty_text_of_an_event_is_mended(mend: Mend) -> None:
    """The same words in another field or in code stay, and the file can be read as before."""

    def check(case: Case) -> None:
        assert mend("events/2023.yaml", case.old) == case.new
        assert mend("events/2023.yaml", case.new) == case.new

    check_each(EVENT_FILES, check, lambda case: case.old)


@pytest.mark.parametrize(
    ("status", "mended"),
    [
        ("Utsatt til høsten", "Utsatt til høsten"),
        ("Utsatt", "postponed"),
        ("ny dato", "rescheduled"),
    ],
)
def test_no_word_of_a_status_is_lost(mend: Mend, status: str, mended: str) -> None:
    """What «til høsten» says, a person writes in another field."""
    event = "- id: a\n  title: A\n  start: 2023-09-12 09:00\n  place: kommer\n  status: "
    assert mend("events/2023.yaml", f"{event}{status}\n") == f"{event}{mended}\n"


def test_a_key_stays_since_other_files_use_it(mend: Mend) -> None:
    """The message shows the key as it should be; `rename` changes it everywhere."""
    people = "Kari Nordmann:\n  name: Kari\n"
    assert mend("people.yaml", people) == people


def article(text: str) -> dict[str, str]:
    head = "---\ntitle: Frokost\ndate: 2023-09-12\n---\n"
    return {"news/2023/a.md": head + text, "site.yaml": "identity: example.org,2023\n"}


def test_line_ends_and_the_byte_order_mark_stay(tmp_path: Path) -> None:
    """Also where a file has two kinds of line ends, and none at its end."""
    file = given.written(tmp_path / "content", article("")) / "news/2023/a.md"
    head = b"\xef\xbb\xbf---\r\ntitle: Frokost\r\ndate: 2023-09-12\r\n---\n"
    file.write_bytes(head + b"En.\r\n\r\nSe:\r\n*en\n*to\n\nTo.\r\n\nen<br>to")
    assert mend_content(tmp_path / "content", "", None, is_sure=True) == 0
    assert file.read_bytes() == head + b"En.\r\n\r\nSe:\r\n\n- en\n- to\n\nTo.\r\n\nen\\\r\nto"


def test_the_difference_is_shown_and_asked_about(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`nei` writes nothing, `ja` writes all, and then there is nothing more to do."""
    content = given.written(tmp_path / "content", article("**fet **og\n"))
    before = (content / "news/2023/a.md").read_bytes()
    assert mend_content(content, "", lambda _: "nei", is_sure=False) == 1
    out = capsys.readouterr()
    assert out.out == "content/news/2023/a.md:5:\n  - **fet **og\n  + **fet** og\n\n"
    assert out.err == "Avbrutt. Ingenting er endret.\n"
    assert (content / "news/2023/a.md").read_bytes() == before
    assert mend_content(content, "", lambda _: "Ja", is_sure=False) == 0
    assert capsys.readouterr().out.endswith("\nRettet 1 fil.\n\n")
    assert (content / "news/2023/a.md").read_bytes() == before.replace(b"fet **", b"fet** ")
    assert mend_content(content, "", lambda _: "Ja", is_sure=False) == 0
    assert capsys.readouterr().out == (
        "Ingenting kan rettes uten deg. Linjene merket «slik» er forslag.\n\n"
    )


def test_a_name_in_another_form_is_mended(tmp_path: Path) -> None:
    """A name that is only near is a suggestion."""
    files = {
        "venues.yaml": "grunderhuset: {name: Huset}\n",
        "networks.yaml": "innovasjon: {name: Innovasjon}\n",
        "events/2024.yaml": "id: 2024 Kveldsmøte\ntitle: A\nstart: 2024-02-06\n"
        "venue: Gründerhuset\nnetwork: Innovasjon\n",
        "images/lys.jpg": "",
        "pages/a.md": "---\ntitle: A\n---\n[Nytt](/nyheter) [igjen](/Nyheter/) [Kari](/kari/)\n\n"
        "![Et lys](images\\lys.jpg) ![Lyset](..\\images\\lys.jpg)\n",
        "events/b.yaml": "id: b\ntitle: B\nstart: 2024-02-06\nvenue: grundrhuset\n"
        "network: innovasjon og KI\n",
    }
    content = given.written(tmp_path / "content", files)
    assert mend_content(content, "", None, is_sure=True) == 0
    mended = (content / "events/2024.yaml").read_text(encoding="utf-8")
    assert mended == (
        "id: 2024-kveldsmote\ntitle: A\nstart: 2024-02-06\n"
        "venue: grunderhuset\nnetwork: innovasjon\n"
    )
    assert (
        (content / "pages/a.md")
        .read_text(encoding="utf-8")
        .endswith(
            "---\n[Nytt](/nyheter/) [igjen](/nyheter/) [Kari](/kari/)\n\n"
            "![Et lys](images/lys.jpg) ![Lyset](images/lys.jpg)\n"
        )
    )
    near = (content / "events/b.yaml").read_text(encoding="utf-8")
    assert near == files["events/b.yaml"]


def test_a_link_to_a_known_site_gets_its_secure_address(tmp_path: Path) -> None:
    """Other sites may have no such address."""
    page = "---\ntitle: A\n---\n[Film](http://www.youtube.com/a) [annet](http://ukjent.no/b)\n"
    content = given.written(tmp_path / "content", {"pages/a.md": page})
    assert mend_content(content, "", None, is_sure=True) == 0
    mended = page.replace("http://www", "https://www")
    assert (content / "pages/a.md").read_text(encoding="utf-8") == mended


def test_the_name_of_a_person_becomes_the_key(tmp_path: Path) -> None:
    """What is mended needs no mend again; a person who is not known stays as written."""
    files = {
        "people.yaml": "kari-berg: {name: Kari Berg}\nsiri-dahl: {name: Siri Dahl}\n",
        "pages/a.md": "---\ntitle: A\nowner: Kari Berg\n---\nVi.\n",
        "pages/b.md": "---\ntitle: B\nowner: Per Ukjent\n---\nVi.\n",
        "events/c.yaml": "id: c\ntitle: C\nstart: 2024-02-06\nplace: kommer\n"
        "contact: kari-berg, siri-dahl\nspeakers: 'Ola, Siri-dahl'\n",
    }
    content = given.written(tmp_path / "content", files)
    for _ in range(2):
        assert mend_content(content, "", None, is_sure=True) == 0
        mended = [(content / name).read_text(encoding="utf-8") for name in files]
        assert "owner: kari-berg\n" in mended[1]
        assert mended[2] == files["pages/b.md"]
        assert mended[3].endswith("contact: Kari Berg, Siri Dahl\nspeakers: [Ola, siri-dahl]\n")


def test_only_people_who_are_known_become_several(tmp_path: Path) -> None:
    """Another name may be that of an organisation; a new line of a list is for a person."""
    event = "- id: {}\n  title: A\n  start: 2024-02-06\n  place: kommer\n  speakers: {}\n"
    values = {
        "Kari Holm; ola": "[Kari Holm, ola]",
        "[Kari Holm; Ola Vik]": "[Kari Holm, Ola Vik]",
        "Kari Holm; Universitetet i Oslo": "",
        "[Kari Holm; Siv Vik]": "",
        "\n  - Kari Holm; Ola Vik": "",
    }
    written, meant = (
        "".join(event.format(f"e{n}", name) for n, name in enumerate(names))
        for names in (values, [new or old for old, new in values.items()])
    )
    people = "kari: {name: Kari Holm}\nola: {name: Ola Vik}\n"
    files = {"people.yaml": people, "events/2024.yaml": written}
    content = given.written(tmp_path / "content", files)
    assert mend_content(content, "", None, is_sure=True) == 0
    assert (content / "events/2024.yaml").read_text(encoding="utf-8") == meant


def test_mends_that_undo_each_other_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is written, and the file is named."""
    content = given.written(tmp_path / "content", article("Vi.\n"))
    file = content / "news/2023/a.md"
    before = file.read_bytes()
    monkeypatch.setattr(Mender, "_mended_once", lambda self, file, data, problems: data + b"x")
    assert mend_content(content, "", None, is_sure=True) == 1
    monkeypatch.setattr(Mender, "mended", lambda self, file, data, others: data + b"x")
    assert mend_content(content, "", None, is_sure=True) == 1
    told = "Rettelsene av news/2023/a.md opphever hverandre, så ingenting er rettet. "
    assert capsys.readouterr().err.count(told) == 2
    assert file.read_bytes() == before


def test_what_a_mend_brings_is_mended_in_the_same_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A link that first becomes one, and one in a file that could not be read; then nothing."""
    page = "---\ntitle: Om oss\n---\nVi.\n"
    files = article("[Om oss] (om-oss)\n") | {
        "pages/om-oss.md": page,
        "pages/b.md": page.replace("Om oss", "B: C").replace("Vi", "[Om](/Om-oss)"),
    }
    content = given.written(tmp_path / "content", files)
    assert mend_content(content, "", None, is_sure=True) == 0
    assert "\n[Om oss](/om-oss/)\n" in (content / "news/2023/a.md").read_text(encoding="utf-8")
    assert "\n[Om](/om-oss/).\n" in (content / "pages/b.md").read_text(encoding="utf-8")
    capsys.readouterr()
    assert mend_content(content, "", None, is_sure=True) == 0
    assert capsys.readouterr().out.startswith("Ingenting kan rettes")


def test_a_path_or_a_name_that_only_one_has_is_mended(tmp_path: Path) -> None:
    """What two have, and what is only near, a person decides; an anchor stays."""
    page = "---\ntitle: Om oss\n---\n## Kontakt\n\nVi.\n"
    links = "[a](pages/om-oss.md) [b](om-oss.md#kontakt) [c](../../Pages\\om-oss.md)\n\n"
    undecided = "[d](sak.md) [e](om-os.md) [f](nyheter/om-oss.md) [g](../tur.md)\n"
    article = "---\ntitle: Sak\ndate: 2023-09-12\n---\nSak.\n"
    files = {
        "pages/om-oss.md": page,
        "news/2022/sak.md": article.replace("2023", "2022"),
        "news/2023/sak.md": article,
        "pages/sider/a.md": page.replace("Vi.", links + undecided) + "\n",
        "pages/about.md": page.replace("Om oss", "About\ntranslation_of: om-oss\nlang: en"),
        "news/2022/tur.md": article,
        "venues.yaml": "bibl: {name: Biblioteket i Byen}\nto: {name: Salen}\ntre: {name: Salen}\n",
        "events/2024.yaml": "\n".join(
            f"- id: {id}\n  title: A\n  start: 2024-02-06\n  venue: {venue}"
            for id, venue in (("a", "Biblioteket i byen"), ("b", "Salen"), ("c", "bib"))
        ),
    }
    content = given.written(tmp_path / "content", files)
    assert mend_content(content, "", None, is_sure=True) == 0
    mended = [(content / name).read_text(encoding="utf-8") for name in files]
    assert f"[a](/om-oss/) [b](/om-oss/#kontakt) [c](/om-oss/)\n\n{undecided}" in mended[3]
    assert "translation_of: pages/om-oss.md\n" in mended[4]
    assert [line.split(": ")[1] for line in mended[7].splitlines()[3::4]] == [
        "bibl",
        "Salen",
        "bib",
    ]


def test_without_anybody_to_ask_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The flag for scripts is named."""
    content = given.written(tmp_path / "content", article("**fet **og\n"))
    assert mend_content(content, "", None, is_sure=False) == 1
    assert "kjør kommandoen på nytt med --yes" in capsys.readouterr().err
    assert "**fet **og" in (content / "news/2023/a.md").read_text(encoding="utf-8")


def test_one_file_is_mended_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its path may be one in the folder; a name that is no file with content is refused."""
    files = article("**fet **og\n") | {"pages/om-oss.md": "---\ntitle: Om oss\n---\n**fet **og\n"}
    content = given.written(tmp_path / "content", files)
    assert mend_content(content, str(content / "pages/om-oss.md"), None, is_sure=True) == 0
    assert "**fet** og" in (content / "pages/om-oss.md").read_text(encoding="utf-8")
    assert "**fet **og" in (content / "news/2023/a.md").read_text(encoding="utf-8")
    assert mend_content(content, "news/2023/a.md", None, is_sure=True) == 0
    assert "**fet** og" in (content / "news/2023/a.md").read_text(encoding="utf-8")
    assert mend_content(content, str(content / "borte.md"), None, is_sure=True) == 1
    assert "borte.md er ikke en fil med innhold" in capsys.readouterr().err


def moving(file: Path) -> bytes:
    """Write a moving GIF, which begins with blue; returns its bytes."""
    file.parent.mkdir(parents=True, exist_ok=True)
    frames = [Image.new("RGB", (48, 32), colour) for colour in ("blue", "red")]
    frames[0].save(file, save_all=True, append_images=frames[1:], duration=200)
    return file.read_bytes()


def test_a_moving_picture_is_replaced_by_its_still_first_frame(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a field and in the text; the difference is shown first, and the moving file stays."""
    files = article("![En dans](dans.gif)\n\n![En dans](images/hopp.gif)\n")
    head = "summary: Kort.\nimage: {src: ./dans.gif, alt: En dans}\n---\n!"
    files["news/2023/a.md"] = files["news/2023/a.md"].replace("---\n!", head)
    files["site.yaml"] += "credit: Byen\n"
    content = given.written(tmp_path / "content", files)
    text, dance = content / "news/2023/a.md", content / "news/2023/dans.gif"
    data = {file: moving(file) for file in (dance, content / "images/hopp.gif")}
    assert mend_content(content, "", lambda _: "nei", is_sure=False) == 1
    assert capsys.readouterr().out == (
        "content/news/2023/a.md:5:\n"
        "  - image: {src: ./dans.gif, alt: En dans}\n"
        "  + image: {src: ./dans.gif.png, alt: En dans}\n"
        "content/news/2023/a.md:7:\n"
        "  - ![En dans](dans.gif)\n  + ![En dans](dans.gif.png)\n"
        "content/news/2023/a.md:9:\n"
        "  - ![En dans](images/hopp.gif)\n  + ![En dans](images/hopp.gif.png)\n"
        "\n"
        "content/images/hopp.gif:\n"
        "  + images/hopp.gif.png, det første bildet\n"
        "\n"
        "content/news/2023/dans.gif:\n"
        "  + news/2023/dans.gif.png, det første bildet\n"
        "\n"
    )
    assert not list(content.rglob("*.png"))
    assert mend_content(content, "", lambda _: "ja", is_sure=False) == 0
    assert {file: file.read_bytes() for file in data} == data
    for file in data:
        with Image.open(f"{file}.png") as image:
            assert image.convert("RGB").getpixel((20, 20)) == (0, 0, 255)
            assert getattr(image, "n_frames", 1) == 1
    before = text.read_bytes()
    assert mend_content(content, "", None, is_sure=True) == 0
    assert text.read_bytes() == before
    good(content, tmp_path / "out")
