"""removed.yaml: a picture or a person off everything by one line."""

import shutil
from pathlib import Path

import pytest

from newsroom.contract.catalog import Catalog
from newsroom.contract.problems import Report
from newsroom.parts.prose import opening, prose
from tests import given
from tests.site.building import SITES, good, snapshot

NAME, ROLE = "Åse Nordmann Å.", "Daglig leder"
FILES = {
    "people.yaml": f"""
        ase:
          name: {NAME}
          role: {ROLE}
          email: ase@example.org
          image: {{src: images/ase.jpg, alt: Portrett, credit: Kari}}
          bio: {NAME} har ledet oss siden 2019.
        kari:
          name: Kari Prøve
          role: Styreleder
        """,
    "events/2023.yaml": """
        - id: frokost
          title: Frokost
          start: 2023-09-12 09:00
          online: https://example.org
          speakers: [ase, kari, ase]
          programme:
            - title: Velkommen
              speaker: ase
        """,
    "news/2023/sak.md": f"""
        ---
        title: {NAME} slutter
        date: 2023-05-01
        author: ase
        image: {{src: images/ase.jpg, alt: "{NAME} taler", credit: Kari}}
        gallery:
          - {{src: images/ase.jpg, alt: Igjen, credit: Kari}}
          - {{src: images/bord.jpg, alt: Et bord, credit: Kari}}
        ---
        [{NAME}](/personer/ase/) sa ja, skriv til [oss](mailto:ase@example.org).

        ## Om {NAME}

        ![{NAME}](images/ase.jpg)

        Se [delen om](#om-ase-nordmann-a).
        """,
    "images/ase.jpg": "",
    "images/bord.jpg": "",
}


def read(folder: Path, *lines: str, **changed: str) -> tuple[Catalog, Report]:
    text = "".join(f"- {line}\n" for line in lines)
    return given.loaded(folder, FILES | {"removed.yaml": text} | changed)


@pytest.mark.parametrize("line", ["ase", NAME])
def test_a_person_is_taken_off_by_key_or_by_name(tmp_path: Path, line: str) -> None:
    """No name, portrait or e-mail anywhere in what pages are made of; the role instead."""
    catalog, report = read(tmp_path, line)
    assert set(catalog.people) == {"kari"}
    (event,), (article,) = catalog.events, catalog.articles
    assert event.speakers == (ROLE, "kari")
    assert event.programme[0].speaker == article.author == ROLE
    assert (article.title, article.image) == (f"{ROLE} slutter", None)
    assert [image.src for image in article.gallery] == ["images/bord.jpg"]
    assert catalog.removed == {"images/ase.jpg", "person:ase"}
    assert "images/ase.jpg" not in catalog.media
    site_data = given.SiteData(given.edition(catalog, given.NOW), given.plan_of(), {})
    text = str(prose(article, site_data)) + opening(article, site_data)
    for secret in (NAME, "ase@example.org", "ase-nordmann", "/personer/ase/", "<img"):
        assert secret not in text
    assert f"<p>{ROLE} sa ja, skriv til oss.</p>" in text
    assert '<h2 id="om-daglig-leder">Om Daglig leder</h2>' in text
    assert '#om-daglig-leder">delen om</a>' in text
    assert {problem.severity for problem in report} == {"advice"}
    assert given.codes(report) == ["removed-in-text"] * 2
    assert [problem.line for problem in report] == [2, 10]


def test_a_name_without_a_person_is_taken_off_too(tmp_path: Path) -> None:
    """Somebody in a caption, whose role nobody has written."""
    catalog, report = given.loaded(
        tmp_path,
        {
            "removed.yaml": "- Ola Utflytter\n",
            "news/2023/a.md": "---\ntitle: A\ndate: 2023-05-01\nauthor: Ola Utflytter\n---\n"
            "Ola Utflytters hus.\n",
        },
    )
    (article,) = catalog.articles
    assert article.author == "En person"
    assert catalog.bodies[article.ref].html == "<p>En persons hus.</p>"
    assert not report.errors()


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Takk til Kari\nPrøve.", "<p>Takk til Styreleder.</p>"),
        ("Takk til Kari  Prøve.", "<p>Takk til Styreleder.</p>"),
        ("Takk til Kari&nbsp;Prøve.", "<p>Takk til Styreleder.</p>"),
        ("Takk til Kari\xa0Prøve.", "<p>Takk til Styreleder.</p>"),
        ("Takk til **Kari** Prøve.", "<p>Takk til <strong>Styreleder</strong>.</p>"),
        ("Takk til Kari *Prøve*.", "<p>Takk til Styreleder<em></em>.</p>"),
        ("TAKK TIL KARI PRØVES HUS.", "<p>TAKK TIL StyrelederS HUS.</p>"),
        ("Takk til Kari Prøveland.", "<p>Takk til Kari Prøveland.</p>"),
    ],
)
@pytest.mark.parametrize("line", ["kari", "Kari Prøve"])
def test_a_name_is_found_however_it_is_written(tmp_path: Path, line, written, shown) -> None:
    """Lines end anywhere, and emphasis begins anywhere; a longer name is somebody else's."""
    text = f"---\ntitle: B\ndate: 2023-05-01\n---\n{written}\n"
    catalog, _ = read(tmp_path, line, **{"news/2023/b.md": text})
    assert catalog.bodies["news/2023/b.md"].html == shown


SERIES = """\
- id: kafe
  title: Kafé
  start: 2023-09-12 09:00
  online: https://example.org
  repeat: hver tirsdag, 3 ganger
  instances:
    2023-09-19:
      title: Kafé med Kari Prøve
      summary: Kari Prøve forteller.
      speakers: [kari, Per Storvik]
      image: {src: images/bord.jpg, alt: Kari Prøve ved bordet, credit: Kari}
"""


def test_one_date_of_a_series_is_no_hiding_place(tmp_path: Path) -> None:
    """Names, keys and pictures go from what only a date has too."""
    lines = ("kari", "Per Storvik", "images/bord.jpg")
    catalog, report = read(tmp_path, *lines, **{"events/2023.yaml": SERIES})
    (event,) = catalog.events
    (date,) = event.instances.values()
    assert (date.title, date.summary) == ("Kafé med Styreleder", "Styreleder forteller.")
    assert (date.speakers, date.image) == (("Styreleder", "En person"), None)
    assert not report.errors()


def test_somebody_whose_name_is_broken_over_lines_is_named(tmp_path: Path) -> None:
    """Also when people.yaml knows nobody of that name."""
    text = "---\ntitle: B\ndate: 2023-05-01\n---\nTakk til Per\nHansen.\n"
    _, report = read(tmp_path, "Per Hansen", **{"news/2023/b.md": text})
    assert not report.errors()


def test_a_picture_is_taken_off_and_may_be_deleted(tmp_path: Path) -> None:
    """From front matter, galleries and texts; what still names the deleted file is no fault."""
    catalog, report = read(tmp_path / "a", "images/ase.jpg")
    assert catalog.articles[0].image is None
    assert catalog.people["ase"].image is None
    gone = {name: text for name, text in FILES.items() if name != "images/ase.jpg"}
    catalog, report = given.loaded(tmp_path / "b", gone | {"removed.yaml": "- images/ase.jpg\n"})
    assert given.codes(report) == []
    assert catalog.removed == {"images/ase.jpg"}


@pytest.mark.parametrize("line", ["as", "images/aase.jpg", "Åse Nord", "sa", "sa ja"])
def test_a_line_that_takes_off_nothing_is_a_fault(tmp_path: Path, line: str) -> None:
    """A slip of the pen must not leave somebody on the site, nor take a word out of every text."""
    _, report = read(tmp_path, "kari", line)
    assert given.places(report) == ["removed.yaml:2: removed-unknown"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ase\n", "field-list"),
        ("ase: nå\n", "field-list"),
        ("- [ase]\n", "removed-line"),
        ("- person: ase\n", "removed-line"),
    ],
)
def test_what_is_no_list_of_words_is_a_fault(tmp_path: Path, text: str, code: str) -> None:
    """One line for each, with a dash, and nothing but the word on it."""
    _, report = read(tmp_path, **{"removed.yaml": text})
    assert given.codes(report) == [code]


def test_nothing_of_a_removed_person_is_published(tmp_path: Path) -> None:
    """Not a page, name, card, feed or copy of a picture, in a site that had them."""
    content = tmp_path / "content"
    shutil.copytree(SITES / "full", content)
    before = snapshot(good(content, tmp_path / "a", CACHE_PATH=str(tmp_path / "cache")))
    assert "personer/kari-prove/index.html" in before
    (content / "removed.yaml").write_text("- kari-prove\n- images/foto.jpg\n", encoding="utf-8")
    out = good(content, tmp_path / "b", CACHE_PATH=str(tmp_path / "cache"))
    assert not (out / "personer/kari-prove").exists()
    for file in out.rglob("*"):
        if file.is_file():
            assert "Kari Prøve".encode() not in file.read_bytes(), file
    assert not [path for path in snapshot(out) if path.endswith((".jpg", ".avif", ".webp"))]
    shown = {Path(path).parent.name for path in before if path.endswith(".avif")}
    assert shown
    assert not shown & {file.name for file in (tmp_path / "cache" / "pictures").iterdir()}
