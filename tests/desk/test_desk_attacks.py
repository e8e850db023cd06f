"""What nobody types: garbage in forms, names of files that lead elsewhere, floods, a full disk."""

import errno
import json
import os
import random
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup

from newsroom.desk.saving import content_files, drafts
from tests.desk.desk_process import NOW, full_site
from tests.desk.serving import Answer, Served, desk_at, form_of, kept, site_settings
from tests.table import check_each

NEWS = "news/2023/kraft.md"
EDIT = f"/skrivepult/rediger?{urlencode({'model': 'article', 'path': NEWS, 'key': ''})}"
EVENT = {"model": "event", "path": "events/2023.yaml", "key": "2024-kurs"}
SERIES = f"/skrivepult/rediger?{urlencode(EVENT)}"
KEPT = 10
NOT_UNDERSTOOD = "Skrivepulten forstår ikke det som ble sendt."
SCRIPT = {"accept": "application/json"}
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>alert(1)</script></svg>'
WRONG = (
    {"op": "use:"},
    {"op": "use:null"},
    {"op": 'use:[["finnes", "ikke"], "x"]'},
    {"op": 'use:[["title", "x"], "x"]'},
    {"op": 'use:[["gallery", 99, "src"], "x"]'},
    {"op": 'use:[[], "x"]'},
    {"op": 'use:[["title"], 7]'},
    {"op": "use:" + "[" * 100_000},
    {"op": "add:"},
    {"op": "add:title"},
    {"op": "up:gallery.99"},
    {"op": "remove:gallery.x"},
    {"op": "down:finnes.ikke.0"},
    {"op": "up:gallery"},
    {"f.title:json": "{"},
    {"f.title:json": "null"},
    {"f.title:json": "[" * 100_000},
    {"f.gallery:json": "[1]"},
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The desk of a copy of tests/sites/full, whose builder is started once."""
    root = tmp_path_factory.mktemp("beside") / "site"
    full_site(root)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        with desk_at(root, now=NOW, settings=site_settings()) as served:
            yield served
            served.context.builder.close()


@pytest.fixture
def desk(whole: Served) -> Iterator[Served]:
    """The same, with the content that it began with."""
    with kept(whole):
        yield whole


def bytes_in(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by its path."""
    files = (file for file in folder.rglob("*") if file.is_file())
    return {str(file.relative_to(folder)): file.read_bytes() for file in files}


def upload(desk: Served, name: str, data: bytes, path: str = "") -> Answer:
    """Send a file as a script of ours does, with the name as it is."""
    head = f'--skille\r\nContent-Disposition: form-data; name="fil"; filename="{name}"\r\n\r\n'
    fields = {"path": path, "token": desk.context.token}
    more = "".join(
        f'\r\n--skille\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}'
        for name, value in fields.items()
    )
    headers = {
        "Content-Type": "multipart/form-data; boundary=skille",
        "Accept": "application/json",
    }
    return desk.ask(
        "POST",
        "/skrivepult/bilder",
        headers,
        b"".join((head.encode(), data, more.encode(), b"\r\n--skille--\r\n")),
    )


def of_others(page: Answer) -> dict[str, str]:
    """The texts of others that a page with conflicts offers, by the names of their fields."""
    buttons = BeautifulSoup(page.text, "html5lib").select(".versions button")
    offered = (json.loads(str(one["value"]).removeprefix("use:")) for one in buttons)
    return {".".join(("f", *where)): text for where, text in offered}


def number_of(text: str) -> int:
    return int(text.rpartition(" ")[2])


def test_what_no_form_sends_is_refused_in_words(desk: Served) -> None:
    """Nothing is written, and what was typed before is still in the form."""
    before = bytes_in(desk.context.content)
    sent = form_of(desk.get(EDIT))
    desk.post(EDIT, sent | {"f.title": "Skrevet før", "op": ""}, **SCRIPT)

    def check(wrong: dict[str, str]) -> None:
        answer = desk.post(EDIT, sent | {"f.title": "Skrevet før"} | wrong)
        assert (answer.status, answer.text.strip()) == (400, NOT_UNDERSTOOD), answer.text[-300:]

    check_each(WRONG, check, lambda wrong: str(wrong)[:60])
    assert bytes_in(desk.context.content) == before
    assert form_of(desk.get(EDIT))["f.title"] == "Skrevet før"


def test_random_names_and_values_never_break_the_desk(desk: Served) -> None:
    """Each answer is a page, JSON or a sentence, and never our fault."""
    chance = random.Random(os.environ.get("DESK_SEED", "1"))
    steps = ["title", "body", "gallery", "instances", "repeat", "0", "1", "-1", "9" * 5000, "key",
             "value", "", "%00", "%2E", "src", "image", "x" * 300, "æ", "registration", "f",
             "place", "venue", "speakers", "programme", "except", "corrections"]  # fmt: skip
    values = ["", "ja", "x", "{", "null", "[]", "{}", '{"a": {}}', '["a"]', '"x"', "\0", "\x85",
              "\u2028", "﻿", "---\n", "a\r\nb", "2024-01-16", "hver tirsdag", "😀" * 99,
              "[1, null]", "&amp;", "*a", "&a", "<<"]  # fmt: skip
    verbs = ["", "save", "preview", "mend", "correct", "cancel", "held", "use", "add", "remove",
             "up", "down", "ukjent"]  # fmt: skip

    def path() -> str:
        return ".".join(chance.choices(steps, k=chance.randint(1, 4)))

    for address in (EDIT, SERIES):
        form = form_of(desk.get(address))
        for _ in range(int(os.environ.get("DESK_FUZZ", "25"))):
            sent = form if chance.random() < 0.5 else {}
            for _ in range(chance.randint(1, 4)):
                mark = chance.choice(["", "", ":json", ":", ":x"])
                sent = sent | {f"f.{path()}{mark}": chance.choice(values)}
            op = f"{chance.choice(verbs)}:{path()}:{chance.choice(values)}"
            sent = {n: v for n, v in sent.items() if n not in ("token", "op")} | {"op": op}
            answer = desk.post(address, sent, **(SCRIPT if chance.random() < 0.3 else {}))
            assert answer.status in (200, 303, 400, 409, 422), (sent, answer.text)
            again = desk.get(address)
            assert again.status == 200, (sent, again.text)
            desk.post(address, {"op": "discard"})


def test_new_entries_with_odd_names_are_told_in_words(desk: Served) -> None:
    """No address and no value makes a file outside, or a fault of ours."""
    before = bytes_in(desk.context.content)
    for kind in ("article", "event", "page", "person", "venue", "network", "review"):
        sent = form_of(desk.get(f"/skrivepult/ny/{kind}"))
        for odd in ("../../x", "///", "\0", "x" * 5000, "\x07", "2024-02-31", "٣", "a: b\n- c"):
            names = [name for name in sent if name.startswith("f.")]
            answer = desk.post(f"/skrivepult/ny/{kind}", sent | dict.fromkeys(names, odd))
            assert answer.status in (303, 422), (kind, odd, answer.text)
            if answer.status == 303:
                page = desk.get(answer.headers["location"])
                assert page.status == 200, (kind, odd, page.text)
                saved = desk.post(answer.headers["location"], form_of(page) | {"op": "save"})
                assert saved.status in (303, 422), (kind, odd, saved.text)
    assert before.items() <= bytes_in(desk.context.content).items()


def test_a_drawing_with_a_script_is_never_run(desk: Served) -> None:
    """It is refused, or written anew without it."""
    answer = upload(desk, "tegning.svg", SVG.encode())
    assert answer.status in (200, 422), answer.text
    for data in bytes_in(desk.context.content).values():
        assert b"<script" not in data


def test_names_of_uploads_lead_nowhere(desk: Served) -> None:
    """Control characters, dots and devices; each file is in images/ under a plain name."""
    root = desk.context.root
    photo = (root / "content/images/foto.jpg").read_bytes()

    def check(name: str) -> None:
        answer = upload(desk, name, photo)
        assert answer.status in (200, 422), answer.text
        if answer.status == 200:
            path = json.loads(answer.text)["path"]
            assert path.startswith("images/") and path.isascii() and path.isprintable()
            assert ".." not in path

    names = ("../../../ut.jpg", "..\\..\\ut.jpg", "/etc/ut.jpg", "a\x07b\x1b.jpg", "con.jpg",
             ".jpg", "....jpg", "æøå \u202egpj.exe.jpg", "x" * 400 + ".jpg")  # fmt: skip
    check_each(names, check, repr)
    assert [file.name for file in root.parent.iterdir()] == ["site"]
    for path in ("../x.jpg", "images/../../x.jpg", "/etc/passwd", "images/\x07.jpg", "site.yaml"):
        answer = upload(desk, "x.jpg", photo, path)
        assert answer.status == 422, (path, answer.text)


def test_a_link_out_of_the_pictures_is_not_followed(desk: Served, tmp_path: Path) -> None:
    """Neither read nor written through."""
    (tmp_path / "hemmelig.jpg").write_bytes(b"hemmelig")
    images = desk.context.content / "images"
    photo = (images / "foto.jpg").read_bytes()
    (images / "ut").symlink_to(tmp_path)
    (images / "ut.jpg").symlink_to(tmp_path / "hemmelig.jpg")
    for path in ("images/ut/hemmelig.jpg", "images/ut.jpg"):
        assert desk.get(f"/skrivepult/fil/{path}").status == 404
        assert upload(desk, "ny.jpg", photo, path).status == 422
        cuts = desk.get(f"/skrivepult/utsnitt?{urlencode({'path': path})}")
        assert (cuts.status, cuts.text) == (200, "[]")
    assert (tmp_path / "hemmelig.jpg").read_bytes() == b"hemmelig"
    assert [file.name for file in tmp_path.iterdir()] == ["hemmelig.jpg"]


def test_a_full_disk_is_said_and_the_text_stays(
    desk: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the draft cannot be kept, when the file cannot be, and when there is room again."""
    before = bytes_in(desk.context.content)
    sent = form_of(desk.get(EDIT)) | {"f.title": "Skrevet på full disk"}

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    for module in (drafts, content_files):
        with monkeypatch.context() as patch:
            patch.setattr(module, "write_atomically", full)
            for op in ("save", "preview") if module is drafts else ("save",):
                page = desk.post(EDIT, sent | {"op": op})
                assert page.status == 507
                alert = BeautifulSoup(page.text, "html5lib").select_one("[role=alert]")
                assert alert and "kunne ikke skrives: disken er full." in alert.text
                assert form_of(page)["f.title"] == "Skrevet på full disk"
        assert bytes_in(desk.context.content) == before
        assert not desk.context.files.saves()
    with monkeypatch.context() as patch:
        patch.setattr(drafts, "write_atomically", full)
        typed = desk.post(EDIT, sent | {"op": ""}, **SCRIPT)
        assert typed.status == 507 and "plass" in typed.text
        begun = desk.post("/skrivepult/ny/article", {"f.title": "Ny", "f.date": "2024-01-01"})
        assert "plass" in begun.text
    assert desk.post(EDIT, sent | {"op": "save"}).status == 303


def test_a_flood_of_saves_is_answered_and_loses_nothing(
    desk: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Four tabs save different fields of an entry again and again; each has its last text.

    Of fields that others changed meanwhile, each takes their text.
    """
    monkeypatch.setattr(content_files, "KEPT", KEPT)
    posts = int(os.environ.get("DESK_SAVES", "32"))
    fields = ("f.title", "f.summary", "f.category", "f.image.caption")
    last: dict[str, str] = {}
    statuses: list[int] = []

    def tab(name: str) -> None:
        page = desk.get(EDIT)
        for number in range(posts // len(fields)):
            form = form_of(page) | of_others(page) | {name: f"Tekst {number}"}
            page = desk.post(EDIT, form | {"op": "save"})
            statuses.append(page.status)
            if page.status == 303:
                last[name] = form[name]
                page = desk.get(page.headers["location"])

    threads = [threading.Thread(target=tab, args=(name,)) for name in fields]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(statuses) == posts and {*statuses} == {303, 409}
    desk.post(EDIT, {"op": "discard"})
    shown = form_of(desk.get(EDIT))
    # What one tab could not save yet is saved with the next one's: they write on one draft.
    lost = [name for name in last if number_of(shown[name]) < number_of(last[name])]
    assert not lost, (last, shown)
    assert 0 < len(desk.context.files.saves()) <= KEPT
