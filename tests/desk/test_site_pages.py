"""The previewed site and its list of tasks, as browsers get them."""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests import given
from tests.desk.serving import Served, built, desk_at
from tests.table import check_each


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server for a folder, which is started once."""
    with desk_at(tmp_path_factory.mktemp("served")) as server:
        yield server


@pytest.fixture
def desk(server: Served) -> Iterator[Served]:
    """The same for a site that has been built once."""
    built(server.context.root)
    yield server
    shutil.rmtree(server.context.root / ".cache")


def test_a_folder_address_serves_its_index_page(desk: Served) -> None:
    """Without the final slash the response is a redirect that keeps the query."""
    assert "<h1>Om oss</h1>" in desk.get("/om-oss/").text
    for address in ("/om-oss?a=1", "//om-oss?a=1"):
        answer = desk.get(address)
        assert (answer.status, answer.headers["location"]) == (302, "/om-oss/?a=1")
    assert desk.get("/om-oss").headers["location"] == "/om-oss/"


def test_only_a_file_with_a_hash_in_its_name_is_kept_by_browsers(desk: Served) -> None:
    """Each page beside a form has the same style sheet, which need not be sent again."""
    (desk.context.site / "assets").mkdir()
    (desk.context.site / "assets/site.0123456789ab.css").write_text("p {}")
    assert "immutable" in desk.get("/assets/site.0123456789ab.css").headers["cache-control"]
    for address in ("/", "/stil.css", "/assets/site.ba9876543210.css"):
        assert desk.get(address).headers["cache-control"] == "no-store"


def test_every_file_has_its_media_type(desk: Served) -> None:
    """By a table of ours, so that it is the same on every machine."""
    expected = {
        "/": "text/html; charset=utf-8",
        "/alle.ics": "text/calendar; charset=utf-8",
        "/stil.css": "text/css; charset=utf-8",
        "/feed.xml": "application/xml; charset=utf-8",
        "/kart.svg": "image/svg+xml; charset=utf-8",
    }
    assert {name: desk.get(name).headers["content-type"] for name in expected} == expected


def test_a_missing_page_gives_404_html_with_status_404(desk: Served) -> None:
    """A host does the same."""
    answer = desk.get("/finnes-ikke/")
    assert answer.status == 404
    assert "<h1>Borte</h1>" in answer.text


def test_nothing_outside_the_site_is_served(desk: Served) -> None:
    """No `..`, symbolic link or invalid file name leads to a file outside."""
    site = desk.context.site
    if os.name != "nt":
        (site / "lenke.txt").symlink_to(site.parent / "secret.txt")

    def check(address: str) -> None:
        answer = desk.get(address)
        assert answer.status == 404
        assert "hemmelig" not in answer.text

    dots = ("/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/om-oss/../../secret.txt")
    others = ("//secret.txt", "/lenke.txt", "/%00", "/a%00.html", "/" + "a" * 5000)
    absolute = f"/{site.parent / 'secret.txt'}"
    own = ("/__preview/../serve.py", "/__preview/%2e%2e/serve.py", "/skrivepult/static/../serve.py")
    check_each((*dots, *others, absolute, absolute.replace("/", "%2f"), *own), check)


def test_head_has_the_headers_of_get_and_no_body(desk: Served) -> None:
    """Also of the events, which have no end."""
    for address in ("/", "/finnes-ikke/", "/skrivepult/", "/__preview/events"):
        answer = desk.ask("HEAD", address)
        assert answer.status == (404 if address == "/finnes-ikke/" else 200)
        assert answer.text == ""
        assert answer.headers["cache-control"] == "no-store"
    assert desk.ask("HEAD", "/").headers["content-length"] == str(len(desk.get("/").text))


def test_served_pages_have_the_reload_script(desk: Served) -> None:
    """It is last in the body, with the edition that the events have; the file has no script."""
    page = BeautifulSoup(desk.get("/").text, "html5lib")
    *_, bar, last = page.select("body > :is(h1, script)")
    assert last["src"] == "/__preview/reload.js" and last["data-view"] == "/"
    assert last["data-edition"] == next(desk.events("/"))["edition"]
    assert bar["src"] == "/__preview/toolbar.js" and bar["data-edit"] == "Rediger denne siden"
    assert "EventSource" in desk.get("/__preview/reload.js").text
    assert "dataset" in desk.get("/__preview/toolbar.js").text
    tasks = BeautifulSoup(desk.get("/__preview/oppgaver/").text, "html5lib")
    assert tasks.select('nav a[href="/skrivepult/publiser"]') and tasks.select("#list")
    assert desk.get("/__preview/finnes-ikke.js").status == 404
    assert "script" not in (desk.context.site / "index.html").read_text(encoding="utf-8")


def test_a_replaced_site_is_served_at_once(desk: Served) -> None:
    """A build exchanges the two folders in this way."""
    site = desk.context.site
    site.rename(site.with_name("old"))
    site.mkdir()
    (site / "index.html").write_text("ny")
    assert "ny" in desk.get("/").text


def test_the_to_do_list_depends_on_the_time_of_the_preview(tmp_path: Path) -> None:
    """An event asks for sign-up before it takes place, and for attendance afterwards."""
    event = "- id: fest\n  title: Fest\n  start: 2024-03-05\n  online: https://example.org/\n"
    given.written(tmp_path, {"content/events/2024.yaml": event})
    for now, code, shown_in in (
        ("2024-02-10", "task-sign-up", "Oppgaver de neste 30 dagene"),
        ("2024-04-01", "task-attendance", "Oppgaver på overtid"),
    ):
        with desk_at(tmp_path, now=now) as desk:
            groups = json.loads(desk.get("/__preview/oppgaver/data.json").text)["groups"]
        section, heading, tasks = groups[0]
        assert (section, heading) == (shown_in, "Fest, 5. mars 2024")
        assert tasks[0]["code"] == code
        assert tasks[0]["file"] == "events/2024.yaml"
