"""`run.py rename` and `run.py remove` rewrite links to the site, relative and full URLs."""

from pathlib import Path

import pytest

from newsroom.commands.changing.remove import main as remove
from newsroom.commands.changing.rename import main as rename
from tests import given
from tests.changing.editing import replace, text_of
from tests.ledger.test_published_once import FILES, NOW
from tests.site.building import good

OWN = "https://www.byen.example"
SITE = {
    "site.yaml": "identity: byen.example,2023\nname: Byen\nmenu:\n"
    f"  - {{title: Sak, link: {OWN}/nyheter/2023/sak/}}\n",
}
PAGE = """\
---
title: Mer
summary: Mer.
---
Se [oss]({0}/om-oss/#hvem), <{0}/om-oss/>, [dem][1] og [andre](https://andre.example/om-oss/).

Skriv `[oss](om-oss.md)` eller:

    [oss](om-oss.md)

```
[oss](om-oss.md)
```

[1]: {0}/om-oss/
"""
EVENT = """\
- id: 2023-mote
  title: Møte
  start: 2023-11-01
  venue: sentrum
  summary: Hør.
  description: |
    Se [oss](/om-oss/).

    Se [oss](/om-oss/), ikke `[oss](/om-oss/)`.
"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    files = FILES | SITE | {"pages/mer.md": PAGE.format(OWN), "events/mote.yaml": EVENT}
    return given.written(tmp_path / "content", files)


@pytest.fixture(params=["https://byen.example", OWN, "https://hær.example/sti"])
def home(request, content: Path, monkeypatch) -> str:
    """The scheme and host of the site in links: from `identity` in site.yaml, or from SITEURL."""
    if request.param.endswith("/sti"):
        monkeypatch.setenv("SITEURL", request.param)
    given.written(content, {"pages/mer.md": PAGE.format(request.param)})
    return request.param


def test_rename_updates_full_urls_of_the_site(content: Path, home: str) -> None:
    """`rename` updates inline links, autolinks and link references to this site, and no others."""
    assert rename("pages/om-oss.md", "vi", content) == 0
    lines = text_of(content, "pages/mer.md").split("---\n")[2].splitlines()
    assert lines[0] == (
        f"Se [oss]({home}/vi/#hvem), <{home}/vi/>, [dem][1] og [andre](https://andre.example/om-oss/)."
    )
    assert lines[-1] == f"[1]: {home}/vi/"


def test_rename_updates_a_link_with_escapes(content: Path) -> None:
    """`rename` updates a link in which a converter has put backslashes."""
    page = PAGE.format("/").replace("<//om-oss/>, ", "").replace("(//om-oss/#", "(/om\\-oss/#")
    given.written(content, {"pages/mer.md": page.replace("//om-oss", "/om-oss")})
    assert rename("pages/om-oss.md", "vi", content) == 0
    assert "Se [oss](/vi/#hvem)" in text_of(content, "pages/mer.md")


def test_rename_updates_a_full_url_in_the_menu(content: Path) -> None:
    """`rename` updates a menu link that is written with scheme and host."""
    assert rename("news/2023/sak.md", "nytt", content) == 0
    assert f"link: {OWN}/nyheter/2023/nytt/" in text_of(content, "site.yaml")


def test_rename_updates_a_calendar_link_in_the_menu(content: Path) -> None:
    """When a network is renamed, a menu link to its calendar gets the new address."""
    site = (
        text_of(content, "site.yaml") + "  - {title: Helse, link: /kalender/nettverk/helse.ics}\n"
    )
    given.written(content, {"site.yaml": site})
    assert rename("helse", "sunnhet", content) == 0
    assert "link: /kalender/nettverk/sunnhet.ics}" in text_of(content, "site.yaml")


def test_remove_replaces_full_urls_with_plain_text(content: Path, home: str) -> None:
    """`remove` leaves the link text; an autolink becomes its URL as plain text."""
    replace(content, "pages/mer.md", f"\n[1]: {home}/om-oss/\n", "")
    assert remove("entry", "pages/om-oss.md", content) == 0
    expected = f"Se oss, {home}/om-oss/, [dem][1] og [andre](https://andre.example/om-oss/)."
    assert expected in text_of(content, "pages/mer.md")


@pytest.mark.parametrize("is_removed", [True, False])
def test_links_in_code_stay_unchanged(content: Path, tmp_path: Path, is_removed: bool) -> None:
    """Links in code spans and code blocks stay, also in a Markdown text in YAML."""
    replace(content, "pages/mer.md", f"\n[1]: {OWN}/om-oss/\n", "")
    replace(content, "pages/mer.md", "[dem][1]", "dem")
    page = "pages/om-oss.md"
    assert (remove("entry", page, content) if is_removed else rename(page, "vi", content)) == 0
    assert text_of(content, "pages/mer.md").count("[oss](om-oss.md)") == 3
    text = text_of(content, "events/mote.yaml")
    link = "oss" if is_removed else "[oss](/vi/)"
    assert f"    Se {link}.\n\n    Se {link}, ikke `[oss](/om-oss/)`.\n" in text
    good(content, tmp_path / "out", NOW=NOW)


def test_remove_person_accepts_the_url_of_the_page(content: Path) -> None:
    """`remove person` writes the person's key to removed.yaml, also when it gets the page's URL."""
    assert remove("person", f"{OWN}/personer/ola/", content) == 0
    assert text_of(content, "removed.yaml") == "- ola\n"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (f"{OWN}/kontakt/?utm=x#topp", "Ny adresse: /ring-oss/"),
        ("http://BYEN.example/kontakt", "Ny adresse: /ring-oss/"),
        ("https://andre.example/kontakt/", "Finner ikke «https://andre.example/kontakt/»."),
        (OWN, "Finner ikke «/»"),
    ],
)
def test_rename_accepts_a_url_of_the_site_as_name(content: Path, capsys, name, message) -> None:
    """Query, fragment and case of the host are ignored; a URL of another site is not found."""
    is_own = "Ny" in message
    assert rename(name, "ring-oss", content) == (0 if is_own else 1)
    output = capsys.readouterr()
    assert message in output.out + output.err


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('[planen](planen.md "Planen (2023) for byen")', "planen"),
        ("[planen](<planen.md#del (1)> 'Del (1)')", "planen"),
        ('([planen](planen.md#a_(b)_c "Den «store» (1)"))', "(planen)"),
        ('[planen](\n  planen.md\n  "Vår (1)"\n)', "planen"),
        ('[planen](planen.md "Vår") og ("vår")', 'planen og ("vår")'),
        ('[planen](planen.md) og [ringen](kontakt.md "Ring (1)")',
         'planen og [ringen](kontakt.md "Ring (1)")'),
    ],
)  # fmt: skip
def test_remove_deletes_the_title_of_a_link_and_keeps_its_text(
    content: Path, written, expected
) -> None:
    """A link to a removed page becomes its text, also with parentheses in target or title."""
    head = "---\ntitle: Mer\nsummary: Mer.\n---\n"
    given.written(content, {"pages/mer.md": f"{head}Se {written}.\n"})
    assert remove("entry", "pages/planen.md", content) == 0
    assert text_of(content, "pages/mer.md") == f"{head}Se {expected}.\n"


@pytest.mark.parametrize("written", ["plan_(1).pdf", "plan_((1)_a).pdf#side (2)"])
def test_remove_unlinks_a_document_with_parentheses_in_its_name(
    content: Path, written: str
) -> None:
    """A link to a document such as `plan_(1).pdf` is found and becomes its text."""
    name, _, _ = written.partition("#")
    written = f"<../documents/{written}>" if " " in written else f"../documents/{written}"
    head = "---\ntitle: Mer\nsummary: Mer.\n---\n"
    given.written(content, {
        f"documents/{name}": "%PDF-1.4\n",
        "pages/mer.md": f"{head}Les [alt]({written}) (nå).\n",
    })  # fmt: skip
    assert remove("document", f"documents/{name}", content) == 0
    assert text_of(content, "pages/mer.md") == f"{head}Les alt (nå).\n"
