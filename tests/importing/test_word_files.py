"""`run.py import` of a folder of Word files."""

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from PIL import Image

from newsroom.commands.importing.run_import import main
from tests import given
from tests.importing.conftest import FILES, Site
from tests.importing.docx import paragraph, picture, table, write_docx

BLOCKS = [
    paragraph("Frokost &amp; prat", "Tittel"),
    paragraph("1. januar er en dag."),
    paragraph("*Viktig*"),
    paragraph("Plan", "O2"),
    paragraph("Kaffe", level=0),
    paragraph("Svart", level=1),
    paragraph("Te", level=0),
    picture("Folk rundt et bord"),
    table([["Når", "Hva"], ["09:00", "Kaffe"]]),
]
TEXT = """\
1\\. januar er en dag.

**Viktig**

## Plan

- Kaffe
    1. Svart
- Te

![Folk rundt et bord](../../images/import/frokost-1.png)

| Når | Hva |
| --- | --- |
| 09:00 | Kaffe |"""


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two Word files, a locked one, one that is none, and one of another kind."""
    folder, png = tmp_path_factory.mktemp("word"), BytesIO()
    Image.new("RGB", (60, 40)).save(png, "PNG")
    write_docx(folder / "Frokost.docx", BLOCKS, png.getvalue(), "Kari Nordmann", "2023-05-04")
    undated = [paragraph("Bare tekst.")]
    write_docx(folder / "a" / "2022-01-31 Møte.docx", undated, b"", "", "2023-05-04")
    (folder / "~$Frokost.docx").write_bytes(b"x")
    (folder / "Ødelagt.docx").write_bytes(b"x")
    (folder / "Gammel.doc").write_bytes(b"x")
    return folder


@pytest.fixture(scope="module")
def report(site: Site, source: Path) -> str:
    """The report of the import that all tests look at."""
    return site.run(source)


def test_a_word_file_becomes_an_article(site: Site, report: str) -> None:
    """With the title at its top, and the day and the author that Word keeps."""
    assert site.fields("news/2023/frokost.md") == {
        "title": "Frokost & prat",
        "date": "2023-05-04",
        "author": ["kari-nordmann"],
    }
    assert site.body("news/2023/frokost.md") == TEXT
    assert (site.root / "content/images/import/frokost-1.png").read_bytes()


def test_the_day_in_a_name_is_the_date(site: Site, report: str) -> None:
    """Rather than the day on which Word made the file; the rest of the name is the title."""
    fields = {"title": "Møte", "date": "2022-01-31"}
    assert site.fields("news/2022/mote.md") == fields


def test_every_file_is_accounted_for(site: Site, source: Path, report: str) -> None:
    """But for those by which Word locks others; a second import changes nothing."""
    lines = report.splitlines()
    assert lines[0] == "Inn: 4. Skrevet: 2. Utelatt: 2."
    assert [line.strip() for line in lines[3:5]] == [
        "Gammel.doc «Gammel»: er av typen .doc, som nettstedet ikke har",
        "Ødelagt.docx «Ødelagt»: Filen kan ikke leses: File is not a zip file",
    ]
    before = site.files()
    assert site.run(source).splitlines()[0] == "Inn: 4. Fantes fra før: 2. Utelatt: 2."
    assert site.files() == before


def test_a_picture_of_an_unknown_type_ends_no_import(tmp_path: Path) -> None:
    """[Content_Types].xml gives its suffix no type; the text is kept, the picture reported."""
    write_docx(tmp_path / "inn/A.docx", BLOCKS, b"x", "", "2023-05-04")
    with ZipFile(tmp_path / "inn/A.docx") as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    types = files["[Content_Types].xml"].replace(
        b'<Default Extension="png" ContentType="image/png"/>', b""
    )
    relations = files["word/_rels/document.xml.rels"].replace(b"p.png", b"p.rar")
    changed = {"[Content_Types].xml": types, "word/_rels/document.xml.rels": relations}
    with ZipFile(tmp_path / "inn/A.docx", "w") as archive:
        for name, data in (files | changed).items():
            archive.writestr(name.replace("p.png", "p.rar"), data)
    site = Site(given.written(tmp_path / "site", FILES))
    report = site.run(tmp_path / "inn")
    assert report.startswith("Inn: 1. Skrevet: 1.")
    assert "- Kaffe" in site.body("news/2023/a.md")
    assert "bildet er ikke blant filene og er tatt bort: A.docx/A-1.bin" in report


def test_one_broken_file_stops_no_folder(tmp_path: Path) -> None:
    """What is no XML, packed in another way or nested too deep is left out; the rest is read."""
    write_docx(tmp_path / "inn/A.docx", [paragraph("Hei & hå <")], b"", "", "2023-05-04")
    write_docx(tmp_path / "inn/B.docx", [paragraph("Hei.")], b"", "", "2023-05-04")
    data = (tmp_path / "inn/B.docx").read_bytes()
    # In the central directory of a ZIP file the method is 10 bytes after this signature.
    packed = re.sub(rb"(?s)(?<=PK\x01\x02.{6})..", b"\x63\0", data)
    (tmp_path / "inn/C.docx").write_bytes(packed)
    deep = "<w:sdt><w:sdtContent>" * 3000 + "</w:sdtContent></w:sdt>" * 3000
    write_docx(tmp_path / "inn/D.docx", [deep], b"", "", "2023-05-04")
    site = Site(given.written(tmp_path / "site", FILES))
    (first, *_) = site.run(tmp_path / "inn").splitlines()
    assert first == "Inn: 4. Skrevet: 1. Utelatt: 3."


def test_two_folders_may_have_files_of_one_name(tmp_path: Path) -> None:
    """Also when the folders have one name: then the report says that the file was not read."""
    folders = {name: tmp_path / name for name in ("kari", "ola", "ny/kari")}
    for name, folder in folders.items():
        write_docx(folder / "Referat.docx", [paragraph(f"Fra {name}.")], b"", "", "2023-05-04")
    site = Site(given.written(tmp_path / "site", FILES))
    for name in ("kari", "ola"):
        assert site.run(folders[name]).startswith("Inn: 1. Skrevet: 1.")
    before = site.files()
    report = site.run(folders["ny/kari"])
    assert report.startswith("Inn: 1. Fantes fra før: 1.")
    assert "Referat.docx «Referat» (content/news/2023/referat.md): er annerledes" in report
    assert site.files() == before
    site.run(folders["ola"], overwrites=True)
    assert site.files() == before
    texts = [site.body(f"news/2023/{name}.md") for name in ("referat", "referat-2")]
    assert texts == ["Fra kari.", "Fra ola."]


def test_a_style_that_is_unknown_is_named_in_our_words(tmp_path: Path) -> None:
    """Of a style that the file does not define, and of what is no text."""
    blocks = [paragraph("Hei.", "Rammetekst"), "<w:p><w:r><w:br w:type='rar'/></w:r></w:p>"]
    write_docx(tmp_path / "inn/A.docx", blocks, b"", "", "2023-05-04")
    report = Site(given.written(tmp_path / "site", FILES)).run(tmp_path / "inn")
    assert "formateringen «Rammetekst» i Word er ukjent her; teksten er med" in report
    assert "noe i filen som verken er tekst, tabell eller bilde, er ikke med" in report


def test_a_folder_without_anything_to_import_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Most likely another folder was meant."""
    assert main(str(tmp_path), tmp_path / "content") == 1
    assert capsys.readouterr().err.startswith(f"Det er ingenting å importere i {tmp_path}: ")
