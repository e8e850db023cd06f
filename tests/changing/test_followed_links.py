"""Which links `run.py rename` and `run.py remove` follow: the site's own, however written."""

from pathlib import Path

import pytest

from newsroom.commands.changing.remove import main as remove
from newsroom.commands.changing.rename import main as rename
from tests import given
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


def text_of(content: Path, name: str) -> str:
    return (content / name).read_text(encoding="utf-8")


@pytest.fixture(params=["https://byen.example", OWN, "https://her.example/sti"])
def home(request, content: Path, monkeypatch) -> str:
    """What its full addresses begin with: by its identity, or where it is published."""
    if request.param.endswith("/sti"):
        monkeypatch.setenv("SITEURL", request.param)
    given.written(content, {"pages/mer.md": PAGE.format(request.param)})
    return request.param


def test_full_addresses_of_the_site_follow(content: Path, home: str) -> None:
    """Inline, by themselves, under a number; those of other sites stay, and what is code."""
    assert rename("pages/om-oss.md", "vi", content) == 0
    lines = text_of(content, "pages/mer.md").split("---\n")[2].splitlines()
    assert lines[0] == (
        f"Se [oss]({home}/vi/#hvem), <{home}/vi/>, [dem][1] og [andre](https://andre.example/om-oss/)."
    )
    assert lines[-1] == f"[1]: {home}/vi/"


def test_the_menu_follows_with_a_full_address(content: Path) -> None:
    """As with one that is not."""
    assert rename("news/2023/sak.md", "nytt", content) == 0
    assert f"link: {OWN}/nyheter/2023/nytt/" in text_of(content, "site.yaml")


def test_the_menu_follows_to_a_calendar(content: Path) -> None:
    """It stands apart from the page of its network."""
    site = (
        text_of(content, "site.yaml") + "  - {title: Helse, link: /kalender/nettverk/helse.ics}\n"
    )
    given.written(content, {"site.yaml": site})
    assert rename("helse", "sunnhet", content) == 0
    assert "link: /kalender/nettverk/sunnhet.ics}" in text_of(content, "site.yaml")


def test_full_addresses_of_what_is_removed_become_words(content: Path, home: str) -> None:
    """And an address by itself is one that nobody can press."""
    mer = content / "pages/mer.md"
    mer.write_text(mer.read_text("utf-8").replace(f"\n[1]: {home}/om-oss/\n", ""), "utf-8")
    assert remove("entry", "pages/om-oss.md", content) == 0
    said = f"Se oss, {home}/om-oss/, [dem][1] og [andre](https://andre.example/om-oss/)."
    assert said in text_of(content, "pages/mer.md")


@pytest.mark.parametrize("is_removed", [True, False])
def test_code_stays_as_it_is_written(content: Path, tmp_path: Path, is_removed: bool) -> None:
    """It shows how something is written, and is no link; a text in YAML stands further in."""
    mer = content / "pages/mer.md"
    mer.write_text(
        mer.read_text("utf-8").partition("\n[1]:")[0].replace("[dem][1]", "dem"), "utf-8"
    )
    page = "pages/om-oss.md"
    assert (remove("entry", page, content) if is_removed else rename(page, "vi", content)) == 0
    assert text_of(content, "pages/mer.md").count("[oss](om-oss.md)") == 3
    text = text_of(content, "events/mote.yaml")
    link = "oss" if is_removed else "[oss](/vi/)"
    assert f"    Se {link}.\n\n    Se {link}, ikke `[oss](/om-oss/)`.\n" in text
    good(content, tmp_path / "out", NOW=NOW)


def test_a_person_goes_by_the_address_of_the_page(content: Path) -> None:
    """What is written in removed.yaml is the key."""
    assert remove("person", f"{OWN}/personer/ola/", content) == 0
    assert text_of(content, "removed.yaml") == "- ola\n"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (f"{OWN}/kontakt/?utm=x#topp", "Ny adresse: /ring-oss/"),
        ("http://BYEN.example/kontakt", "Ny adresse: /ring-oss/"),
        ("https://andre.example/kontakt/", "Finner ikke «https://andre.example/kontakt/»."),
        (OWN, "Finner ikke «/»"),
    ],
)
def test_an_address_from_the_browser_is_a_name(content: Path, capsys, name, said) -> None:
    """Whole, as it is pasted; one of another site is told from it."""
    is_own = "Ny" in said
    assert rename(name, "ring-oss", content) == (0 if is_own else 1)
    told = capsys.readouterr()
    assert said in told.out + told.err


@pytest.mark.parametrize(
    ("written", "left"),
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
def test_a_link_goes_with_its_title_and_leaves_its_words(content: Path, written, left) -> None:
    """Whatever stands in parentheses in one of them."""
    head = "---\ntitle: Mer\nsummary: Mer.\n---\n"
    given.written(content, {"pages/mer.md": f"{head}Se {written}.\n"})
    assert remove("entry", "pages/planen.md", content) == 0
    assert text_of(content, "pages/mer.md") == f"{head}Se {left}.\n"


@pytest.mark.parametrize("written", ["plan_(1).pdf", "plan_((1)_a).pdf#side (2)"])
def test_an_address_may_have_parentheses(content: Path, written: str) -> None:
    """The name of a document is that of the file, which may have been downloaded twice."""
    name, _, _ = written.partition("#")
    written = f"<../documents/{written}>" if " " in written else f"../documents/{written}"
    head = "---\ntitle: Mer\nsummary: Mer.\n---\n"
    given.written(content, {
        f"documents/{name}": "%PDF-1.4\n",
        "pages/mer.md": f"{head}Les [alt]({written}) (nå).\n",
    })  # fmt: skip
    assert remove("document", f"documents/{name}", content) == 0
    assert text_of(content, "pages/mer.md") == f"{head}Les alt (nå).\n"
