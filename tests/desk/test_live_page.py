"""The page of an entry made from text that is not saved, and the problems of that text."""

import base64
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from PIL import Image

from newsroom.commands.builder import Builder
from newsroom.commands.building import BuildProcess
from newsroom.site import prepare
from newsroom.site.engine import Engine
from tests.desk.desk_process import full_site

LIVE = "newsroom.desk.live_page"
OTHERS = """\
- id: 2023-foran
  title: Foran
  start: 2023-12-21 09:00
  place: kommer
- id: 2023-serie
  title: Serie
  start: 2024-01-02 09:00
  place: kommer
  repeat: hver tirsdag, 3 ganger
  except: [2024-01-09]
  instances:
    2024-01-16: {status: cancelled}
"""


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BuildProcess]:
    """A build process for a copy of tests/sites/full, built once."""
    folder = tmp_path_factory.mktemp("site")
    full_site(folder)
    made = BuildProcess("pelicanconf.py", Path("ut"), siteurl="", now="2023-12-20", cwd=folder)
    assert made.build().is_good
    yield made
    made.close()


def page(builds: BuildProcess, kind: str, path: str, key: str, text: str) -> dict[str, Any]:
    """The answer of the builder's process about an unsaved text."""
    given = {"path": path, "key": key, "text": text, "lang": "nb"}
    return builds.call(f"{LIVE}:live_page", given, {path: text}, kind)


def file_at(builds: BuildProcess, address: str) -> bytes | None:
    """What is at an address of the site that the last live page belongs to."""
    answer = builds.call(f"{LIVE}:file_at", {"address": address}, is_live=True)
    return base64.b64decode(answer["data"]) if answer else None


def test_the_page_shows_what_is_typed_and_the_disk_stays(builds: BuildProcess) -> None:
    """Also for a draft, and for a file that is not on the disk yet."""
    for path in ("news/2023/kraft.md", "news/2023/kladd.md"):
        file = builds.cwd / "content" / path
        before = file.read_bytes()
        live = page(builds, "article", path, "", before.decode() + "\nSkrevet nå nettopp.\n")
        assert "Skrevet nå nettopp." in live["page"]
        assert file.read_bytes() == before
    new = "---\ntitle: Helt ny\ndate: 2023-12-19\n---\nTeksten.\n"
    live = page(builds, "article", "news/2023/ny.md", "", new)
    assert live["address"] == "/nyheter/2023/ny/"
    assert "<h1" in live["page"] and "Helt ny" in live["page"]
    assert not (builds.cwd / "content/news/2023/ny.md").exists()


def test_each_problem_is_told_at_its_field(builds: BuildProcess) -> None:
    """With the text of the build's report, and the finished line where there is one."""
    text = (
        "---\ntitle: Ny\ndate: 2023-13-41\nauthor: ukjent-person\n"
        "image: {src: images/foto.jpg}\n---\nSe [her](/finnes-ikke/).\n"
    )
    live = page(builds, "article", "news/2023/ny.md", "", text)
    errors = [problem for problem in live["problems"] if problem["severity"] == "error"]
    assert {(*problem["where"], problem["code"]) for problem in errors} == {
        ("date", "date-impossible"),
        ("author", "person-unknown"),
        ("image", "image-alt-missing"),
        ("body", "link-broken"),
    }
    assert live["page"] == ""
    missing = page(builds, "article", "news/2023/ny.md", "", "---\ndate: 2023-12-01\n---\nHei.\n")
    told = [(problem["code"], problem["where"]) for problem in missing["problems"]]
    assert ("field-missing", ["title"]) in told


def test_an_entry_of_several_has_its_own_problems(builds: BuildProcess) -> None:
    """Those of the entries beside it are left out; the dates of a series are listed."""
    text = OTHERS.replace("2023-12-21", "2023-12-99")
    assert page(builds, "event", "events/ny.yaml", "2023-serie", text)["problems"] == []
    first = page(builds, "event", "events/ny.yaml", "2023-foran", text)
    assert [problem["where"] for problem in first["problems"]] == [["start"]]
    series = page(builds, "event", "events/ny.yaml", "2023-serie", OTHERS)
    assert series["calendar"][0] == "Serie"
    dates = series["dates"]
    told = [(date["day"], date["state"]) for date in dates]
    expected = [("2024-01-02", ""), ("2024-01-09", "skipped"), ("2024-01-16", "cancelled")]
    assert told == expected
    assert dates[0]["text"].startswith("tirsdag 2. januar 2024 kl.")


def test_what_belongs_to_the_page_is_there_too(builds: BuildProcess) -> None:
    """Its style sheet and its share picture, which no build has written."""
    text = "---\ntitle: Et helt annet navn\ndate: 2023-12-19\n---\nTeksten.\n"
    live = page(builds, "article", "news/2023/ny.md", "", text)
    assert live["head"]["title"] == "Et helt annet navn"
    picture = file_at(builds, live["head"]["picture"])
    assert picture and picture.startswith(b"\x89PNG")
    sheet = next(part for part in live["page"].split('"') if part.endswith(".css"))
    assert b"@layer" in (file_at(builds, sheet) or b"")
    assert file_at(builds, "/finnes-ikke.css") is None


def test_a_missing_field_of_a_row_is_told_in_its_row(builds: BuildProcess) -> None:
    """Not at the field that happens to be written first."""
    text = OTHERS.replace(
        "  place: kommer\n", "  place: kommer\n  links:\n  - url: https://a.no/\n", 1
    )
    told = page(builds, "event", "events/ny.yaml", "2023-foran", text)["problems"]
    assert [one["where"] for one in told if one["severity"] == "error"] == [["links", 0, "title"]]


def test_files_of_the_live_page_stay_when_the_site_is_built(builds: BuildProcess) -> None:
    """A saved picture starts a build, while the page beside the form still refers to its copies."""
    text = "---\ntitle: Enda et annet navn\ndate: 2023-12-19\n---\nTeksten.\n"
    picture = page(builds, "article", "news/2023/ny.md", "", text)["head"]["picture"]
    assert builds.build().is_good
    assert file_at(builds, picture)


def test_problems_elsewhere_are_those_the_text_brings(builds: BuildProcess) -> None:
    """A person that is renamed away is missed where others name her."""
    text = (builds.cwd / "content/people.yaml").read_text("utf-8")
    key = text.split(":")[0].splitlines()[-1]
    live = page(builds, "person", "people.yaml", "ny-en", text.replace(f"{key}:", "ny-en:", 1))
    assert {problem["code"] for problem in live["elsewhere"]} == {"person-unknown"}
    assert all(re.fullmatch(r"[\w./-]+:\d+", problem["place"]) for problem in live["elsewhere"])
    assert page(builds, "person", "people.yaml", key, text)["elsewhere"] == []


def test_a_new_picture_is_shown_before_all_is_right(builds: BuildProcess) -> None:
    """Somebody who writes its credit last sees it meanwhile; other pictures wait for a build."""
    picture = builds.cwd / "content/images/helt-ny.png"
    Image.new("RGB", (900, 600), "teal").save(picture)
    text = (
        "---\ntitle: Nytt bilde\ndate: 2023-12-19\nauthor: ukjent-person\n"
        "image: {src: images/helt-ny.png, alt: En flate}\n---\nTeksten.\n"
    )
    live = page(builds, "article", "news/2023/ny.md", "", text)
    picture.unlink()
    assert {problem["severity"] for problem in live["problems"]} >= {"error"}
    html = BeautifulSoup(live["page"], "html5lib")
    shown = html.select_one("figure img")
    assert shown and file_at(builds, str(shown["src"]))


def test_a_page_does_not_wait_for_the_checks(
    builds: BuildProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The checks go on with the run that the page was made of; a later look has a new one."""
    calls: list[str] = []
    run_to_gate, check = Engine.run_to_gate, prepare.LINK_CHECK

    def counted_run(engine: Engine, *given: Any, **more: Any) -> Any:
        calls.append("run")
        return run_to_gate(engine, *given, **more)

    def counted_check(*given: Any) -> Any:
        calls.append("links")
        return check(*given)

    monkeypatch.chdir(builds.cwd)
    builder = Builder("pelicanconf.py", {"SITEURL": "", "NOW": "2023-12-20"})
    assert builder.build()["code"] == 0
    monkeypatch.setattr(Engine, "run_to_gate", counted_run)
    monkeypatch.setattr(prepare, "LINK_CHECK", counted_check)

    def asked(title: str, *, checks: bool) -> tuple[bool, list[str], list[str]]:
        path = "news/2023/ny.md"
        text = f"---\ntitle: {title}\ndate: 2023-12-19\n---\nSe [her](/finnes-ikke/).\n"
        given = {"path": path, "key": "", "text": text, "lang": "nb", "checks": checks}
        calls.clear()
        call: dict[str, Any] = {"call": f"{LIVE}:live_page", "arguments": given}
        live = builder.answer(call | {"unsaved": {path: text}, "only": "article"})
        codes = [one["code"] for one in live["problems"]]
        return title in live["page"], [code for code in codes if code == "link-broken"], [*calls]

    assert asked("En tittel", checks=False) == (True, [], ["run"])
    assert asked("En tittel", checks=True) == (True, ["link-broken"], ["links"])
    assert asked("En tittel", checks=True) == (True, ["link-broken"], ["run"])
    assert asked("En annen", checks=False) == (True, [], ["run"])
    assert asked("En tredje", checks=True)[1:] == (["link-broken"], ["run", "links"])
