"""removed.yaml removes a person or a picture from the site by one line."""

import shutil
from pathlib import Path

import pytest

from newsroom.contract.catalog import Catalog
from newsroom.contract.problems import Report
from newsroom.parts.prose import prose
from newsroom.reading.advice import advice
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
    "news/2023/sak.md": """
        ---
        title: Hun slutter
        date: 2023-05-01
        author: ase
        image: {src: images/ase.jpg, alt: En tale, credit: Kari}
        gallery:
          - {src: images/ase.jpg, alt: Igjen, credit: Kari}
          - {src: images/bord.jpg, alt: Et bord, credit: Kari}
        ---
        Hun slutter i mai.

        ![Et portrett](images/ase.jpg)
        """,
    "images/ase.jpg": "",
    "images/bord.jpg": "",
}


def read(folder: Path, *lines: str, **changed: str) -> tuple[Catalog, Report]:
    text = "".join(f"- {line}\n" for line in lines)
    return given.loaded(folder, FILES | {"removed.yaml": text} | changed)


@pytest.mark.parametrize("line", ["ase", NAME])
def test_a_person_is_taken_off_by_key_or_by_name(tmp_path: Path, line: str) -> None:
    """A removed person has no name, portrait or e-mail in the catalog, only the role."""
    catalog, report = read(tmp_path, line)
    assert set(catalog.people) == {"kari"}
    (event,), (article,) = catalog.events, catalog.articles
    assert event.speakers == (ROLE, "kari")
    assert (event.programme[0].speaker, article.author) == ((ROLE,), (ROLE,))
    assert article.image is None
    assert [image.src for image in article.gallery] == ["images/bord.jpg"]
    assert catalog.removed == {"images/ase.jpg", "person:ase"}
    assert "images/ase.jpg" not in catalog.media
    site_data = given.SiteData(given.edition(catalog, given.NOW), given.plan_of(), {})
    assert "<img" not in str(prose(article, site_data))
    assert not report.errors()


def test_a_name_without_a_person_is_taken_out_of_bylines(tmp_path: Path) -> None:
    """A removed name without an entry is removed from bylines."""
    article = "---\ntitle: A\ndate: 2023-05-01\nauthor: Ola Utflytter\n---\nHuset.\n"
    catalog, report = read(tmp_path, "Ola Utflytter", **{"news/2023/a.md": article})
    assert catalog.articles[0].author == ("En person",)
    assert given.codes(report) == []


def test_each_line_that_names_somebody_is_told(tmp_path: Path) -> None:
    """Each line that names a removed person is an error, in fields and text; no text is changed."""
    text = (
        f"---\ntitle: {NAME} slutter\ndate: 2023-05-01\nauthor: ase og Kari Prøve\n"
        "image: {src: images/bord.jpg, alt: Kari Prøve taler, credit: Per}\n---\n"
        f"Takk til {NAME} og til {NAME}\n\nSkriv til [oss](mailto:ase@example.org).\n\n"
        "Se [siden](https://example.org/ase-nordmann-a-slutter) og [henne](#om-kari-prove).\n"
    )
    catalog, report = read(tmp_path, "ase", "kari", **{"news/2023/b.md": text})
    errors = sorted(report.errors())
    assert [(one.line, one.column, dict(one.values)["value"]) for one in errors] == [
        (2, 1, NAME),
        (4, 1, "Kari Prøve"),
        (5, 1, "Kari Prøve"),
        (7, 10, NAME),
        (9, 24, NAME),
        (11, 32, NAME),
        (11, 71, "Kari Prøve"),
    ]
    assert {problem.code for problem in errors} == {"removed-named"}
    assert f"Takk til {NAME}" in catalog.bodies["news/2023/b.md"].html


@pytest.mark.parametrize(
    ("written", "lines"),
    [
        ("Takk til\nKari\nPrøve.", [6]),
        ("Takk til Kari  Prøve.", [5]),
        ("Takk til Kari&nbsp;Prøve.", [5]),
        ("Takk til Kari\xa0Prøve.", [5]),
        ("Takk til **Kari** Prøve.", [5]),
        ("Takk til Kari *Prøve*.", [5]),
        ("TAKK TIL KARI PRØVES HUS.", [5]),
        ("Takk til Kari Pr&oslash;ve.", [5]),
        ("Takk til Ka\xadri Prøve.", [5]),
        ("Takk til Kari Prøveland.", []),
    ],
)
@pytest.mark.parametrize("line", ["kari", "Kari Prøve"])
def test_a_name_is_found_however_it_is_written(tmp_path: Path, line, written, lines) -> None:
    """A name is found across line ends and emphasis, and not in a longer name."""
    text = f"---\ntitle: B\ndate: 2023-05-01\n---\n{written}\n"
    _, report = read(tmp_path, line, **{"news/2023/b.md": text})
    assert [one.line for one in report if one.code == "removed-named"] == lines


@pytest.mark.parametrize(
    ("summary", "lines"),
    [
        ("|\n  En.\n  Takk til Kari Prøve.", [5]),
        (">\n  Takk til Kari Prøve.\n  Hun heter Kari Prøve.", [4, 5]),
        (r'"En.\n\n\nTakk til Kari Prøve."', [3]),
    ],
)
def test_a_field_of_several_lines_is_told_by_the_line(tmp_path: Path, summary, lines) -> None:
    """A problem in a YAML text of several lines has the exact line in the file."""
    text = f"---\ntitle: B\nsummary: {summary}\ndate: 2023-05-01\n---\nB.\n"
    _, report = read(tmp_path, "kari", **{"news/2023/b.md": text})
    assert [one.line for one in report if one.code == "removed-named"] == lines


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
    """Names, keys and pictures of an occurrence are removed too."""
    lines = ("kari", "Per Storvik", "images/bord.jpg")
    catalog, report = read(tmp_path, *lines, **{"events/2023.yaml": SERIES})
    (event,) = catalog.events
    (date,) = event.instances.values()
    assert (date.speakers, date.image) == (("Styreleder", "En person"), None)
    assert given.places(Report(report.errors())) == [
        "events/2023.yaml:8: removed-named",
        "events/2023.yaml:9: removed-named",
    ]


def test_somebody_whose_name_is_broken_over_lines_is_named(tmp_path: Path) -> None:
    """A name that is broken over lines is found, also of a person without an entry."""
    text = "---\ntitle: B\ndate: 2023-05-01\n---\nTakk til Per\nHansen.\n"
    _, report = read(tmp_path, "Per Hansen", **{"news/2023/b.md": text})
    assert given.places(report) == ["news/2023/b.md:5: removed-named"]


def test_a_picture_is_taken_off_and_may_be_deleted(tmp_path: Path) -> None:
    """A removed picture is left out everywhere, as advice says; its file may be deleted."""
    catalog, with_file = read(tmp_path / "a", "images/ase.jpg")
    assert catalog.articles[0].image is None
    assert catalog.people["ase"].image is None
    gone = {name: text for name, text in FILES.items() if name != "images/ase.jpg"}
    catalog, report = given.loaded(tmp_path / "b", gone | {"removed.yaml": "- images/ase.jpg\n"})
    assert catalog.removed == {"images/ase.jpg"}
    for told in (with_file, report):
        assert not told.errors()
        assert sorted(given.places(told)) == [
            "news/2023/sak.md:12: removed-used",
            "news/2023/sak.md:5: removed-used",
            "news/2023/sak.md:7: removed-used",
            "people.yaml:5: removed-used",
        ]


def test_a_fault_below_a_removed_picture_is_told_at_its_line(tmp_path: Path) -> None:
    """The pictures that stay in a list are one place further up in it, but not in the file."""
    article = """
        ---
        title: Sak
        date: 2023-05-01
        gallery:
          - src: images/bord.jpg
            alt: Et bord
          - src: images/stol.jpg
            alt: stol.jpg
            caption: Se [her] (https://example.org/)
        ---
        Hei.
        """
    catalog, _ = read(tmp_path, "images/bord.jpg", **{"news/2023/sak.md": article})
    (sak,) = catalog.articles
    places = {problem.code: (problem.line, problem.column) for problem in advice(sak)}
    assert places["alt-file-name"] == (8, 5)
    assert places["link-gap"] == (9, 22)


def test_a_removed_picture_is_never_suggested(tmp_path: Path) -> None:
    """A picture that does not exist is near one that is removed, and has no suggestion."""
    text = "---\ntitle: B\ndate: 2023-05-01\n---\nSe:\n\n![Et](images/asse.jpg)\n"
    for lines, suggestion in (((), "images/ase.jpg"), (("images/ase.jpg",), "")):
        folder = tmp_path / f"{len(lines)}"
        _, report = read(folder, *lines, **{"news/2023/b.md": text})
        assert [(p.code, dict(p.values)["suggestion"]) for p in report.errors()] == [
            ("image-missing", suggestion)
        ]


@pytest.mark.parametrize("line", ["as", "images/aase.jpg", "Åse Nord", "sa", "sa ja"])
def test_a_line_that_takes_off_nothing_is_a_fault(tmp_path: Path, line: str) -> None:
    """A line that matches nobody and no picture is an error."""
    _, report = read(tmp_path, "kari", line)
    assert given.places(report) == ["removed.yaml:2: removed-unknown"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ase\n", "removed-line"),
        ("ase: nå\n", "removed-line"),
        ("- [ase]\n", "removed-line"),
        ("- person: ase\n", "removed-line"),
    ],
)
def test_what_is_no_list_of_words_is_a_fault(tmp_path: Path, text: str, code: str) -> None:
    """removed.yaml must be a list of texts."""
    _, report = read(tmp_path, **{"removed.yaml": text})
    assert given.codes(report) == [code]


def test_nothing_of_a_removed_person_is_published(tmp_path: Path) -> None:
    """A site that had a removed person has no page, name, card, feed or picture of them."""
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
