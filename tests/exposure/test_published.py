"""Documents and pages that must not be published, in any repository."""

from pathlib import Path

import pytest

from newsroom.contract.problems import Report
from newsroom.exposure.checks import check_documents
from tests import given
from tests.checking import checked
from tests.site.building import good

NUMBER = "01819010001"
SITE = {"site.yaml": "identity: example.org,2023\nname: Byen\n"}
HEAD = "---\ntitle: Sak\ndate: 2023-05-01\nsummary: Kort.\n"
LIVE = '<svg xmlns="http://www.w3.org/2000/svg">\n<a onclick="x()"/></svg>'
LINKED = f"{HEAD}---\n[Last ned](../../documents/{{}})\n"


def told(tmp_path: Path, files: dict[str, str]) -> list[str]:
    run, _ = checked(given.written(tmp_path / "content", SITE | files), tmp_path)
    return [line for line in given.places(run.report) if "unlinked" not in line]


@pytest.mark.parametrize("site", ["", "repository: public\n"])
def test_a_document_with_a_script_is_a_problem(tmp_path: Path, site: str) -> None:
    """A document with a script is an error with its line, before anything is written."""
    files = {"site.yaml": SITE["site.yaml"] + site, "documents/kart.svg": LIVE}
    assert told(tmp_path, files | {"news/2023/a.md": LINKED.format("kart.svg")}) == [
        "documents/kart.svg:2: document-script"
    ]


@pytest.mark.parametrize("settings", ["publishconf.py", "pelicanconf.py"])
def test_one_that_nobody_is_offered_is_not(tmp_path: Path, settings: str) -> None:
    """A document that no public page offers is no error."""
    draft = LINKED.format("a.xml").replace("title", "status: draft\ntitle")
    live = f"<a><script/>{NUMBER}</a>"
    files = SITE | {"documents/a.xml": live, "news/2023/a.md": draft}
    good(given.written(tmp_path / "content", files), tmp_path / "out", settings=settings)


def test_a_large_paper_is_not_read_for_scripts(tmp_path: Path) -> None:
    """A large file is not searched for scripts when its beginning is not HTML."""
    files = {"a.bin": f"x{' ' * 5000}<script>", "b.xml": f"{' ' * 900}<a><script/></a>"}
    folder = given.written(tmp_path, files | {"c.htm": f"{'x' * 5000}\n<script>"})
    report = Report()
    check_documents({name: folder / name for name in ("a.bin", "b.xml", "c.htm")}, report)
    assert given.places(report) == ["b.xml:1: document-script", "c.htm:2: document-script"]


EVENT = """\
- id: frokost
  title: Frokost
  start: 2023-09-12 09:00
  online: https://prove.example/mote
  summary: Nr. 01819010001
"""


@pytest.mark.parametrize(
    ("files", "place"),
    [
        ({"news/2023/a.md": f"{HEAD}---\nHei.\n\nNr. {NUMBER}\n"}, "news/2023/a.md:8"),
        ({"news/2023/a.md": HEAD.replace("Kort", NUMBER) + "---\nx\n"}, "news/2023/a.md:4"),
        ({"news/2023/a.md": f"{HEAD}expires: 2023-06-01\n---\n{NUMBER}\n"}, "news/2023/a.md:7"),
        ({f"news/2023/nr-{NUMBER}.md": f"{HEAD}---\nx\n"}, f"news/2023/nr-{NUMBER}.md:0"),
        ({"events/2023.yaml": EVENT}, "events/2023.yaml:5"),
        ({"site.yaml": f"{SITE['site.yaml']}address: Nr. {NUMBER}\n"}, "site.yaml:3"),
        ({"news/2023/a.md": LINKED.format("a.csv"), "documents/a.csv": f"Navn\nKari;{NUMBER}\n"},
         "documents/a.csv:2"),
    ],
)  # fmt: skip
def test_nobody_is_published_by_number(tmp_path: Path, files: dict[str, str], place: str) -> None:
    """An identity number on a page or in a document is an error, also in a private repository."""
    assert told(tmp_path, files) == [f"{place}: identity-number"]


@pytest.mark.parametrize("line", ["status: draft", "publish: 2030-01-01"])
def test_what_is_not_published_is_for_the_house_alone(tmp_path: Path, line: str) -> None:
    """In a private repository, unpublished files are not checked."""
    assert told(tmp_path, {"news/2023/a.md": f"{HEAD}{line}\n---\n{NUMBER}\n"}) == []
