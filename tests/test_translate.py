"""`run.py translate`: a draft in Nynorsk, with everything but the words as it was."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from PIL import Image

from newsroom.commands.translate import in_nynorsk, main
from newsroom.reading.load import load
from tests import checking, given, machine
from tests.site.building import build

SITE = "name: Fjordvik Forum\nidentity: example.org,2023\n"
EDITIONS = f"{SITE}languages: [nb, nn]\n"
FILES = {
    "site.yaml": EDITIONS,
    "news/2024/hva-skjer.md": """\
---
title: "Hva skjer: ikke noe nytt"
date: 2024-03-05
summary: Vi vet ikke hvorfor.
aliases: [/nyheter/2024/gammel/]
event: 2024-kurs
tags: [Hjemme]
image:
  src: images/kai.png
  alt: Noen båter.
  caption: Hvorfor noen *ikke* kommer.
  credit: "Foto: Hvorfor Ikke"
---
Vi er [ikke noe](../../pages/om-oss.md) uten `hva`.
""",
    "pages/om-oss.md": "---\ntitle: Hvem vi er\nmenu: 1\n---\nHun kommer ikke.\n",
    "pages/about.md": "---\ntitle: About\nlang: en\ntranslation_of: pages/om-oss.md\n---\nWe.\n",
    "reviews/2023.md": """\
---
title: Hva vi gjorde i 2023
year: 2023
date: 2023-12-20
figures:
  - {id: nye, label: Noen nye, value: 3}
  - {label: Møter, value: 12}
---
Vi fikk {{ figures.nye }} medlemmer på {{ figures.moter }} møter.
""",
    "events/2024.yaml": "- {id: 2024-kurs, title: Kurs, start: 2024-03-06 09:00, online: 'https://a.example'}\n",
}
DRAFT = """\
---
title: "Kva skjer: ikkje noko nytt"
date: 2024-03-05
summary: Me veit ikkje kvifor.
tags: [Hjemme]
image:
  src: images/kai.png
  alt: Nokre båtar.
  caption: Kvifor nokon *ikkje* kjem.
  credit: "Foto: Hvorfor Ikke"
event: 2024-kurs
status: draft  # ta bort linjen når det er klart
slug: hva-skjer
lang: nn
translation_of: news/2024/hva-skjer.md
---
Me er [ikkje noko](../../pages/om-oss.md) utan `hva`.
"""
# What stays as it is, to the last sign, and what does not.
TEXT = """\
## Hva vi gjør {: #hva }

Vi er **ikke** et *nettsted* – se [hva](/hva-vi-er/ "hva") og <https://example.org/hva_er>.[^hva]
Hun kommer  ikke.

- Ikke `hva`: kari@ikke.example
    - Hun [hva][hva], [ikke]
1. Ikke

| Hva | Ikke |
|:----|-----:|
| {{ figures.hva }} | og/eller |

|Navn|Hvor mange|
|---|---|
|Hvorfor noen|**Ikke**|

```
ikke
```

    ikke

<span lang="nb" title="ikke">Ikke</span> <!-- ikke --> &amp; \\* ~ ^ $5
![Hun](images/ikke.jpg "Hvorfor (ikke) noen kommer")

[^hva]: Ikke noe.
[hva]: https://example.org/ikke "Ikke"
[ikke]: /ikke/
"""
NYNORSK = """\
## Kva me gjer {: #hva }

Me er **ikkje** ein *nettstad* – sjå [kva](/hva-vi-er/ "kva") og <https://example.org/hva_er>.[^hva]
Ho kjem  ikkje.

- Ikkje `hva`: kari@ikke.example
    - Ho [kva][hva], [ikke]
1. Ikkje

| Kva | Ikkje |
|:----|-----:|
| {{ figures.hva }} | og/eller |

|Namn|Kor mange|
|---|---|
|Kvifor nokon|**Ikkje**|

```
ikke
```

    ikke

<span lang="nb" title="ikke">Ikkje</span> <!-- ikke --> &amp; \\* ~ ^ $5
![Ho](images/ikke.jpg "Kvifor (ikkje) nokon kjem")

[^hva]: Ikkje noko.
[hva]: https://example.org/ikke "Ikke"
[ikke]: /ikke/
"""


@pytest.fixture
def apertium() -> None:
    machine.program("Apertium", "installer pakken apertium-nno-nob", "apertium")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = given.written(tmp_path / "content", FILES)
    (folder / "images").mkdir()
    Image.new("RGB", (800, 600), "teal").save(folder / "images/kai.png")
    return folder


@pytest.mark.usefixtures("apertium")
def test_only_prose_is_translated() -> None:
    """Code, addresses, attributes, figures, references and HTML are as they were."""
    assert in_nynorsk([TEXT, "Hvorfor?", "", "Ikke"]) == [NYNORSK, "Kvifor?", "", "Ikkje"]


@pytest.mark.usefixtures("apertium")
def test_the_draft_has_the_fields_of_its_original(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Title, summary, alt text and caption are translated; names, tags and credit are not."""
    assert main("content/news/2024/hva-skjer.md", "nn", content) == 0
    draft = content / "news/2024/hva-skjer-nn.md"
    assert draft.read_text(encoding="utf-8") == DRAFT
    out = capsys.readouterr().out
    assert "Skrev content/news/2024/hva-skjer-nn.md." in out
    assert "http://127.0.0.1:8000/nn/nyheiter/2024/hva-skjer/. Det er et utkast" in out
    assert "Les det mot news/2024/hva-skjer.md og rett det." in out
    assert "languages" not in out


@pytest.mark.usefixtures("apertium")
def test_a_draft_is_read_first_and_then_a_pair(content: Path, tmp_path: Path) -> None:
    """Nothing of a draft is published; without its status line, the pages name each other."""
    drafts = ["news/2024/hva-skjer", "pages/om-oss", "reviews/2023"]
    pairs = {
        "/nyheter/2024/hva-skjer/": "/nn/nyheiter/2024/hva-skjer/",
        "/om-oss/": "/nn/om-oss/",
        "/aret/2023/": "/nn/aret/2023/",
    }
    assert [main(f"{draft}.md", "nn", content) for draft in drafts] == [0, 0, 0]
    run, code = checking.checked(content, tmp_path)
    assert (code, [p.code for p in run.report if "-nn.md" in str(p.path)]) == (0, [])
    assert not pairs.values() & run.site_data.plan.spots.keys()
    for draft in drafts:
        file = content / f"{draft}-nn.md"
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if not line.startswith("status: draft")]
        file.write_text("".join(kept), encoding="utf-8")
    out = tmp_path / "out"
    ended = build(content, out, SITEURL="https://example.org", NOW="2024-04-01")
    assert ended.code == 0, ended.err
    for original, translation in pairs.items():
        urls = {"nb": f"https://example.org{original}", "nn": f"https://example.org{translation}"}
        for address in (original, translation):
            html = (out / address.strip("/") / "index.html").read_text(encoding="utf-8")
            links = BeautifulSoup(html, "html.parser").head.select("link[hreflang]")
            named = {x["hreflang"]: x["href"] for x in links}
            assert named == {**urls, "x-default": urls["nb"]}
    letter = (out / "nn/aret/2023/index.html").read_text(encoding="utf-8")
    assert "Me fekk 3 medlem" in BeautifulSoup(letter, "html.parser").main.get_text(" ", strip=True)


@pytest.mark.parametrize(
    ("file", "lang", "said"),
    [
        ("pages/om-oss.md", "en", "«pages/om-oss.md» kan ikke oversettes til «en»"),
        ("pages/about.md", "nn", "bokmål (nb)"),
        ("2024-kurs", "nn", "i feltet `nn`"),
        ("pages/om-os.md", "nn", "Finner ikke «pages/om-os.md». Mente du «pages/om-oss.md»?"),
    ],
)
def test_what_cannot_be_translated_is_refused(
    content: Path, capsys: pytest.CaptureFixture[str], file: str, lang: str, said: str
) -> None:
    before = sorted(content.rglob("*"))
    assert main(file, lang, content) == 1
    assert said in capsys.readouterr().err
    assert sorted(content.rglob("*")) == before


@pytest.mark.usefixtures("apertium")
def test_nothing_is_overwritten(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither a translation, whatever its name, nor another file of the draft's name."""
    about = content / "pages/about.md"
    about.write_text(about.read_text(encoding="utf-8").replace("en\n", "nn\n"), encoding="utf-8")
    assert main("pages/om-oss.md", "nn", content) == 1
    assert "pages/om-oss.md er på nynorsk allerede: pages/about.md." in capsys.readouterr().err
    other = content / "news/2024/hva-skjer-nn.md"
    other.write_text("---\ntitle: Anna\ndate: 2024-01-01\n---\n", encoding="utf-8")
    assert main("news/2024/hva-skjer.md", "nn", content) == 1
    assert "finnes allerede" in capsys.readouterr().err
    assert "title: Anna" in other.read_text(encoding="utf-8")


@pytest.mark.usefixtures("apertium")
def test_a_site_without_nynorsk_gets_a_draft_and_is_told(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It has an address beside its original; a letter has only that of its year, and waits."""
    (content / "site.yaml").write_text(SITE, encoding="utf-8")
    assert main("pages/om-oss.md", "nn", content) == 0
    out = capsys.readouterr().out
    assert "Skriv i content/site.yaml: languages: [nb, nn]" in out
    assert "http://127.0.0.1:8000/om-oss-nn/." in out
    assert load(content)[1].errors() == []
    assert main("reviews/2023.md", "nn", content) == 1
    assert "languages: [nb, nn]" in capsys.readouterr().err
    assert not (content / "reviews/2023-nn.md").exists()


def test_without_apertium_it_says_how_to_get_it(
    content: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(content))
    assert main("pages/om-oss.md", "nn", content) == 1
    assert "sudo apt install apertium-nno-nob." in capsys.readouterr().err
    assert not (content / "pages/om-oss-nn.md").exists()
