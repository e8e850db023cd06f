"""Pictures beside the text that shows them: `src: ./x.jpg`, and `![…](x.jpg)` in Markdown."""

import hashlib
from pathlib import Path

from bs4 import BeautifulSoup

from newsroom.commands.changing.remove import main as remove
from newsroom.commands.changing.rename import main as rename
from newsroom.commands.images import main as images
from newsroom.contract.edition import edition
from newsroom.disk.stats import FileRecord
from newsroom.inspection.scan import SiteScan
from newsroom.reading.load import load
from tests import given
from tests.exposure.test_picture_files import photograph
from tests.pictures.sources import marked, saved
from tests.site.building import build, good

SITE = "identity: example.org,2023\ncredit: Byen\n"
ARTICLE = """\
---
title: En tur
date: 2023-05-01
summary: Kort sagt.
image: {src: ./topp.png, alt: Toppen}
gallery: [{src: ./mer/dal.png, alt: Dalen}]
---
Vi gikk.

![Et vann](vann.png)

![En bro](./bro.png)
"""
EVENT = """\
- id: tur
  title: Tur
  start: 2023-09-12 09:00
  online: https://prove.example/mote
  summary: Vi går.
  image: {src: ./kart.png, alt: Et kart}
  description: "![Et skilt](skilt.png)"
"""
BESIDE = {
    "site.yaml": SITE,
    "news/2023/tur/tur.md": ARTICLE,
    "events/2023.yaml": EVENT,
    "people.yaml": "kari:\n  name: Kari\n  image: {src: ./kari.png, alt: Kari}\n",
}
PICTURES = (
    *("news/2023/tur/topp.png", "news/2023/tur/mer/dal.png", "news/2023/tur/vann.png"),
    *("news/2023/tur/bro.png", "events/kart.png", "events/skilt.png", "kari.png"),
)


def site(folder: Path, files: dict[str, str] | None = None) -> Path:
    """A content folder with pictures beside texts, each of another size."""
    content = given.written(folder / "content", BESIDE | (files or {}))
    for number, name in enumerate(PICTURES):
        (content / name).parent.mkdir(exist_ok=True)
        saved((content / name).parent, marked(size=(300 + number, 200)), Path(name).name)
    return content


def sizes(page: Path) -> list[int]:
    """The widths of the pictures on a page."""
    soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html5lib")
    return [int(image["width"]) for image in soup.select("main img")]


def test_each_field_and_text_shows_the_picture_beside_it(tmp_path: Path) -> None:
    """A picture field, a gallery, an event's description and a person; the originals stay."""
    content = site(tmp_path)
    out = good(content, tmp_path / "out")
    assert sorted(sizes(out / "nyheter/2023/tur/index.html")) == [300, 301, 302, 303]
    assert sorted(sizes(out / "arrangementer/2023/tur/index.html")) == [304, 305]
    published = {hashlib.sha256(f.read_bytes()).digest() for f in out.rglob("*") if f.is_file()}
    assert not published & {hashlib.sha256((content / n).read_bytes()).digest() for n in PICTURES}


def test_a_picture_beside_a_draft_is_not_published(tmp_path: Path) -> None:
    """Not its copies either; the same pictures of a published text are."""
    draft = ARTICLE.replace("summary:", "status: draft\nsummary:")
    out = good(site(tmp_path, {"news/2023/tur/tur.md": draft}), tmp_path / "out")
    names = {file.parent.name for file in (out / "bilder").rglob("*.*")}
    public = good(site(tmp_path), tmp_path / "public")
    all_names = {file.parent.name for file in (public / "bilder").rglob("*.*")}
    assert (len(names), len(all_names)) == (4, 8)  # with the one for sharing
    assert names < all_names


def test_an_original_beside_a_draft_is_a_leak(tmp_path: Path) -> None:
    """Wherever it is in the finished site; the same for one beside a public text."""
    draft = ARTICLE.replace("summary:", "status: draft\nsummary:")
    content, out = site(tmp_path, {"news/2023/tur/tur.md": draft}), tmp_path / "out"
    catalog, _ = load(content)
    out.mkdir()
    names = ("news/2023/tur/topp.png", "events/kart.png")
    data = {f"{number}.png": (content / name).read_bytes() for number, name in enumerate(names)}
    for path, copied in data.items():
        (out / path).write_bytes(copied)
    files = {p: FileRecord(hashlib.sha256(d).hexdigest(), len(d), 0) for p, d in data.items()}
    scan = SiteScan(catalog, edition(catalog, given.NOW), given.plan_of(), (), (), None, ())
    assert [(fault.path, fault.code, fault.value) for fault in scan.originals(files)] == [
        ("0.png", "leak-original", "topp.png"),
        ("1.png", "leak-original", "kart.png"),
    ]


def test_a_folder_that_is_moved_and_a_text_that_is_renamed_keep_their_pictures(
    tmp_path: Path,
) -> None:
    """Their paths are relative to the text."""
    content = site(tmp_path)
    assert rename("news/2023/tur/tur.md", "fjelltur", content) == 0
    (content / "news/2023/tur").rename(content / "news/2023/fjell")
    out = good(content, tmp_path / "out")
    assert sorted(sizes(out / "nyheter/2023/fjelltur/index.html")) == [300, 301, 302, 303]


def test_a_removed_picture_beside_a_text_is_not_shown(tmp_path: Path) -> None:
    """`run.py remove picture` takes its path from content/, and the copies leave the cache."""
    content, cache = site(tmp_path), tmp_path / "cache"
    before = good(content, tmp_path / "out", CACHE_PATH=str(cache))
    copies = {folder.name for folder in (before / "bilder").iterdir()}
    assert remove("picture", "news/2023/tur/topp.png", content) == 0
    out = good(content, tmp_path / "out", CACHE_PATH=str(cache))
    assert sorted(sizes(out / "nyheter/2023/tur/index.html")) == [301, 302, 303]
    (removed,) = copies - {folder.name for folder in (out / "bilder").iterdir()}
    assert not list((cache / "pictures").glob(f"{removed}*"))


def test_a_misspelt_name_gets_the_near_name_as_it_is_written_there(tmp_path: Path) -> None:
    """The corrected line of a field begins with ./, also when the right name is in images/."""
    wrong = ARTICLE.replace("topp.png", "top.png").replace("(vann.png", "(van.png")
    wrong = wrong.replace("./mer/dal.png", "images/2023/fjel.png")
    content = site(tmp_path, {"news/2023/tur/tur.md": wrong})
    (content / "images/2023").mkdir(parents=True)
    saved(content / "images/2023", marked(), "fjell.png")
    err = build(content, tmp_path / "out").err
    assert "slik | image: {src: ./topp.png, alt: Toppen}" in err
    assert "slik | gallery: [{src: images/2023/fjell.png, alt: Dalen}]" in err
    assert "Bildet «van.png» finnes ikke. Mente du «./vann.png»?" in err
    assert "slik | ![Et vann](./vann.png)" in err
    assert err.count(": image-missing: ") == 3


def test_a_picture_field_cannot_leave_the_folder(tmp_path: Path) -> None:
    """Nor can Markdown leave content/."""
    out = "image: {src: ./../../../../topp.png, alt: Toppen}"
    wrong = ARTICLE.replace("image: {src: ./topp.png, alt: Toppen}", out)
    wrong = wrong.replace("(vann.png)", "(../../../../vann.png)")
    saved(tmp_path, marked(), "vann.png")
    err = build(site(tmp_path, {"news/2023/tur/tur.md": wrong}), tmp_path / "out").err
    assert "tur.md:5:14: image-path: «./../../../../topp.png» " in err
    assert "tur.md:10:12: path-outside-content: «../../../../vann.png» " in err


def test_faults_of_the_file_name_it_as_the_text_does(tmp_path: Path) -> None:
    """A missing description, a picture that cannot be read, and a missing credit."""
    wrong = ARTICLE.replace("./mer/dal.png, alt: Dalen", "./mer/dal.png")
    content = site(tmp_path, {"site.yaml": "identity: example.org,2023\n"})
    (content / "news/2023/tur/vann.png").write_bytes(b"tull")
    err = build(content, tmp_path / "out").err
    assert "tur.md:10:12: image-unreadable: Bildet «vann.png» " in err
    assert "tur.md:5:16: image-credit-missing: " in err
    given.written(content, {"news/2023/tur/tur.md": wrong})
    err = build(content, tmp_path / "out").err
    assert "image-alt-missing: Bildet «./mer/dal.png» " in err


def test_run_py_images_looks_at_pictures_beside_texts(tmp_path: Path, capsys) -> None:
    """A position is told of and removed, a large file is made smaller."""
    content = site(tmp_path)
    photograph(content / "news/2023/tur/topp.png", place=True, serial=True)
    saved(content / "events", marked(size=(3000, 1500)), "kart.png")
    err = build(content, tmp_path / "a").err
    assert "content/news/2023/tur/topp.png: råd: image-place: " in err
    assert images(content, shrinks=False, cleans=True) == 0
    printed = capsys.readouterr().out
    assert "  content/news/2023/tur/topp.png (48 × 32, " in printed
    assert "  content/events/kart.png (3000 × 1500, " in printed
    assert "image-place" not in build(content, tmp_path / "b").err


def test_the_preview_finds_a_new_picture_beside_a_text(tmp_path: Path) -> None:
    """A run with a full cache reads a text again when its picture appears."""
    content, cache = site(tmp_path), str(tmp_path / "cache")
    file = content / "news/2023/tur/vann.png"
    data = file.read_bytes()
    file.unlink()
    assert "image-missing" in build(content, tmp_path / "out", CACHE_PATH=cache).err
    file.write_bytes(data)
    good(content, tmp_path / "out", CACHE_PATH=cache)


def test_a_faulty_site_file_leaves_no_picture_without_its_credit(tmp_path: Path) -> None:
    """It may have the credit of all pictures, so only its own fault is reported."""
    faulty = {"site.yaml": f"{SITE}partners:\n  - Økland\n"}
    err = build(site(tmp_path, faulty), tmp_path / "out").err
    assert "site.yaml:4:5: field-mapping: " in err
    assert "image-credit-missing" not in err
