"""When the preview is built again, and what browsers are told about it."""

import queue
import threading
from collections.abc import Iterable
from itertools import repeat
from pathlib import Path

import pytest

from newsroom.commands.building import BuildOutcome
from newsroom.desk.rebuilding import keep_building, saves_in
from newsroom.desk.state import SharedState
from tests.desk.serving import PATIENCE, built, desk_at

GOOD = BuildOutcome(is_good=True, report="", seconds=0.1)
BAD = BuildOutcome(is_good=False, report="content/a.md:3: <b>feil</b>", seconds=0.1)


class Builds:
    """A build loop; the test decides how each build ends, and what the page in view becomes."""

    def __init__(self, state: SharedState, saves: Iterable[object] = repeat(None)) -> None:
        self.begun: queue.Queue[None] = queue.Queue()
        self.endings: queue.Queue[BuildOutcome] = queue.Queue()
        self.page = b""
        given = (self.build, lambda _: self.page, state, saves)
        threading.Thread(target=keep_building, args=given, daemon=True).start()

    def build(self) -> BuildOutcome:
        self.begun.put(None)
        return self.endings.get()

    def await_beginning(self) -> None:
        self.begun.get(timeout=PATIENCE)


def test_a_good_build_sends_a_new_edition(tmp_path: Path) -> None:
    """A page reloads when it gets another edition than its own."""
    with desk_at(built(tmp_path)) as desk:
        events = desk.events()
        assert next(events) == {"edition": "1", "report": ""}
        Builds(desk.context.state).endings.put(GOOD)
        news = next(events)
        assert news["edition"] not in ("", "1")
        assert news["report"] == ""


def test_the_page_in_view_is_shown_before_the_rest_is_built(tmp_path: Path) -> None:
    """It is not loaded again by the end of the build, and other pages are as they were."""
    with desk_at(built(tmp_path)) as desk:
        site = desk.context.site
        new = (site / "om-oss/index.html").read_bytes().replace(b"Om oss", b"Om oss alle")
        (about, front) = (desk.events(view) for view in ("/om-oss/", "/"))
        before = next(front)
        first = next(about)
        saves = queue.Queue[None]()
        builds = Builds(desk.context.state, iter(saves.get, "never"))
        builds.page = new
        saves.put(None)
        early = next(about)
        assert early["edition"] != first["edition"]
        assert "<h1>Om oss alle</h1>" in desk.get("/om-oss/").text
        assert next(front) == before
        assert "<h1>Forside</h1>" in desk.get("/").text
        (site / "om-oss/index.html").write_bytes(new)  # what the build then writes
        builds.endings.put(GOOD)
        assert next(about) == early
        assert early["edition"] in desk.get("/om-oss/").text


def test_a_failed_build_takes_the_page_in_view_back(tmp_path: Path) -> None:
    with desk_at(built(tmp_path)) as desk:
        events = desk.events("/om-oss/")
        first = next(events)
        saves = queue.Queue[None]()
        builds = Builds(desk.context.state, iter(saves.get, "never"))
        builds.page = b"<h1>Feil</h1>"
        saves.put(None)
        assert next(events)["edition"] != first["edition"]
        builds.endings.put(BAD)
        assert next(events) == first | {"report": BAD.report}
        assert "<h1>Om oss</h1>" in desk.get("/om-oss/").text


def test_a_failed_build_keeps_the_edition_and_sends_its_report(tmp_path: Path) -> None:
    """No page reloads, and the last good page is still served."""
    with desk_at(built(tmp_path)) as desk:
        events = desk.events()
        next(events)
        Builds(desk.context.state).endings.put(BAD)
        assert next(events) == {"edition": "1", "report": BAD.report}
        assert "<h1>Forside</h1>" in desk.get("/").text


def test_before_the_first_good_build_pages_give_503(tmp_path: Path) -> None:
    """The report of a failed first build is sent; after a good build the page is served."""
    with desk_at(built(tmp_path), edition="") as desk:
        events = desk.events()
        assert next(events) == {"edition": "", "report": ""}
        builds = Builds(desk.context.state)
        builds.endings.put(BAD)
        assert next(events) == {"edition": "", "report": BAD.report}
        waiting = desk.get("/om-oss/")
        assert waiting.status == 503
        assert "ikke bygget ennå" in waiting.text
        builds.endings.put(GOOD)
        assert next(events)["edition"]
        assert desk.get("/om-oss/").status == 200


@pytest.mark.parametrize("name", ["content/a.md", "theme/b.css", "pelicanconf.py"])
def test_a_save_by_renaming_during_a_build_leads_to_another(tmp_path: Path, name: str) -> None:
    """Many editors rename a new file; the running build may have read the one before it."""
    builds = watching_builds(tmp_path, name)
    for text in ("en", "to"):
        save_by_renaming(tmp_path / name, text)
        builds.endings.put(GOOD)
        builds.await_beginning()


def test_no_build_starts_without_a_save(tmp_path: Path) -> None:
    """The test waits 0.3 seconds."""
    builds = watching_builds(tmp_path, "pelicanconf.py")
    builds.endings.put(GOOD)
    with pytest.raises(queue.Empty):
        builds.begun.get(timeout=0.3)
    save_by_renaming(tmp_path / "pelicanconf.py", "en")
    builds.await_beginning()


def watching_builds(root: Path, name: str) -> Builds:
    """Builds of a site with one file, whose first build has begun."""
    folders = [root / folder for folder in ("content", "theme")]
    for folder in folders:
        folder.mkdir()
    (root / name).touch()
    builds = Builds(SharedState(), saves_in(root, folders))
    builds.await_beginning()
    return builds


def save_by_renaming(path: Path, text: str) -> None:
    new = path.with_name("new.tmp")
    new.write_text(text)
    new.replace(path)
