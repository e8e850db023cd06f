"""Releases on a server of one's own: a real sshd, rsync and nginx on loopback."""

import hashlib
import multiprocessing
import os
import random
import re
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path

import pytest

from newsroom.commands.outcome import Refused
from newsroom.commands.publishing.release import (
    OWN_FILE,
    PublishingHost,
    checked_site,
    manifest_of,
    new_release,
    write_notes,
)
from newsroom.commands.publishing.ssh_server import KEY, KNOWN_HOSTS, SshServer, key_options
from tests import given
from tests.hosting.servers import free_port, nginx
from tests.publishing.sshd import Sshd, sshd
from tests.table import check_each

MANIFEST = ".hosting/manifest.sha256"
ODD_NAME = "bilder/'b' \"$c\" [d]*.jpg"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sshd]:
    with sshd(tmp_path_factory.mktemp("sshd") / "run") as running:
        yield running


@pytest.fixture
def www(tmp_path: Path) -> Path:
    """The folder on the server."""
    return tmp_path / "www"


@pytest.fixture
def host(
    server: Sshd, www: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[SshServer]:
    """Its key is in a folder with spaces in its name, as that of a user of Windows may be."""
    folder = tmp_path / "Kari Nordmann"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    with reached(server.target(www), server.environment) as host:
        yield host


@contextmanager
def reached(to: str, environment: dict[str, str]) -> Iterator[SshServer]:
    with key_options(environment) as options:
        yield SshServer(to, options, "python3 run.py releases")


def built(folder: Path, number: int, *pictures: str) -> Path:
    """A built site whose front page says its number, with a style sheet of its own."""
    style = f"assets/site.{number:012}.css"
    page = f'<link rel="stylesheet" href="/{style}"><p>Utgave {number}.'
    files = {"index.html": page, "om/index.html": "<p>Om oss.", style: f"a {{ order: {number} }}"}
    files |= {"next-change.json": f'{{"next": null, "n": {number}}}'}
    files |= dict.fromkeys(("bilder/å b.jpg", *pictures), "et bilde")
    files |= {f"arrangementer/{n}/index.html": f"<p>{n} {number}" for n in range(30)}
    lines = (f"{hashlib.sha256(t.encode()).hexdigest()}  {p}\n" for p, t in sorted(files.items()))
    return given.written(folder / f"site-{number}", files | {MANIFEST: "".join(lines)})


def publish(host: PublishingHost, site: Path) -> None:
    upload = host.begin()
    release = new_release(
        upload.number,
        upload.online,
        checked_site(site, ""),
        datetime(2023, 12, 20, tzinfo=UTC),
        "Kari",
    )
    notes = site.with_name(f"{site.name}-notes")
    notes.mkdir(exist_ok=True)
    write_notes(release, site, "1.0", notes)
    host.finish(host.send(upload, (site, notes)))


def front(www: Path) -> str:
    return (www / "current/index.html").read_text(encoding="utf-8").partition("<p>")[2]


def broken(www: Path) -> list[str]:
    """The files online that are not as the manifest says."""
    current = (www / "current").resolve()  # a killed publishing may end on the server just now
    manifest = manifest_of((current / MANIFEST).read_text(encoding="utf-8"))
    return [
        path
        for path, sha in manifest.items()
        if hashlib.sha256((current / path).read_bytes()).hexdigest() != sha
    ]


def state(release: Path) -> dict[str, tuple[int, int, int, bytes]]:
    """The inode, mode, time and bytes of each file in a release."""
    found = ((file, file.stat()) for file in release.rglob("*") if file.is_file())
    return {
        file.relative_to(release).as_posix(): (
            stat.st_ino, stat.st_mode, stat.st_mtime_ns, file.read_bytes(),
        )
        for file, stat in found
    }  # fmt: skip


@pytest.fixture
def instead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Replaces a program with a script, in which `$real` is that program.

    `alone`: no other program is on PATH, as rsync is not on Windows.
    """
    path = os.environ["PATH"]

    def replace(program: str, script: str = 'exec "$real" "$@"', *, alone: bool = False) -> None:
        file = tmp_path / f"bin {program}" / program
        real = shutil.which(program, path=path)
        given.written(file.parent, {program: f'#!/bin/sh\nreal="{real}"\n{script}\n'})
        file.chmod(0o755)
        monkeypatch.setenv("PATH", str(file.parent) + ("" if alone else f"{os.pathsep}{path}"))

    return replace


def test_releases_are_listed_and_put_online_again(
    host: SshServer, tmp_path: Path, www: Path
) -> None:
    """Five are kept, each with how it differs. One that is not there, or not whole, is refused."""
    for number in (1, 2):
        publish(host, built(tmp_path, number))
    notes = (www / "releases/2.json").read_text(encoding="utf-8")
    for number in (3, 4, 5):  # as if published too
        again = shutil.copytree(www / "releases/2", www / f"releases/{number}")
        given.written(again, {OWN_FILE: notes.replace('"number": 2', f'"number": {number}')})
    publish(host, built(tmp_path, 6))
    assert not (www / "releases/1.json").exists()
    lines = [release.line for release in host.releases()]
    assert [line.split()[0] for line in lines] == list("23456")
    assert ["på nett" in line for line in lines] == [False] * 4 + [True]
    assert all("20. desember 2023 kl. 01.00" in line for line in lines)
    assert all("31 endrede sider" in line for line in lines)
    host.activate(2)
    assert front(www) == "Utgave 2."
    with pytest.raises(Refused, match=r"Utgaven finnes ikke .*: python3 run.py releases"):
        host.activate(9)
    (www / "releases/3/index.html").write_text("noe annet", encoding="utf-8")
    with pytest.raises(Refused, match=r"Utgaven på localhost er ikke hel\."):
        host.activate(3)
    assert front(www) == "Utgave 2."
    # A removal or a publishing that was killed leaves such folders.
    (www / "releases/4.json").unlink()
    assert [release.number for release in host.releases()] == [2, 3, 5, 6]
    (www / "releases/.incoming-x").mkdir()
    host.forget()
    assert sorted(os.listdir(www / "releases")) == ["2", "2.json"]  # noqa: PTH208 - hidden ones
    assert front(www) == "Utgave 2."


def test_files_that_only_the_release_before_had_are_removed_last(
    host: SshServer, tmp_path: Path, www: Path
) -> None:
    """By `sweep`, each when it has been replaced for long enough; also what no sweep has reached.

    What is the same keeps its time, and so its ETag: browsers do not fetch it again.
    """

    def styles() -> list[str]:
        return sorted(path.name[-5:-4] for path in (www / "current/assets").iterdir())

    publish(host, built(tmp_path, 1))
    before = (www / "current/om/index.html").stat()
    publish(host, built(tmp_path, 2))
    after = (www / "current/om/index.html").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert styles() == ["1", "2"]
    publish(host, built(tmp_path, 3))
    host.sweep(60)
    assert styles() == ["1", "2", "3"]
    host.sweep(0)
    assert styles() == ["3"]
    assert (www / "current/bilder/å b.jpg").is_file()


def test_a_release_whose_note_is_damaged_is_listed_and_can_be_gone_back_to(
    host: SshServer, tmp_path: Path, www: Path
) -> None:
    """With its number, and that what was noted cannot be read."""
    for number in (1, 2):
        publish(host, built(tmp_path, number))
    for damaged in ("", "{", '{\n"number": 1,\n"tim', "[]", "{}", '{"time": "i går"}'):
        (www / "releases/1.json").write_text(damaged, encoding="utf-8")
        lines = [release.line for release in host.releases()]
        assert lines[0] == "   1  det som er notert om den, kan ikke leses"
        assert lines[1].startswith("   2  20. desember 2023")
    host.activate(1)
    assert front(www) == "Utgave 1."


def test_a_server_that_greets_whoever_logs_in_is_published_to(
    host: SshServer, tmp_path: Path, www: Path, instead: Callable[..., None]
) -> None:
    """As a line in its .bashrc does; rsync would take it for an answer."""
    instead("ssh", 'echo "Velkommen til tjeneren"; exec "$real" "$@"')
    for number in (1, 2):
        publish(host, built(tmp_path, number))
    assert front(www) == "Utgave 2."
    assert [release.number for release in host.releases()] == [1, 2]
    assert broken(www) == []


def test_without_rsync_what_is_as_before_is_linked(
    host: SshServer, tmp_path: Path, www: Path, instead: Callable[..., None]
) -> None:
    """No file of the release before is written to; one that was damaged there is sent again."""
    instead("ssh", alone=True)
    publish(host, built(tmp_path, 1, ODD_NAME))
    modes = {path.stat().st_mode & 0o777 for path in (www / "releases/1").rglob("*")}
    assert modes == {0o644, 0o755}
    given.written(www / "current", {"om/index.html": "skadet", "ukjent.html": "?"})
    before = state(www / "releases/1")
    site = built(tmp_path, 2, ODD_NAME)
    publish(host, site)
    host.sweep(0)
    after = state(www / "current")
    assert state(www / "releases/1") == before
    assert {path for path in after if after[path] == before.get(path)} == {
        "bilder/å b.jpg",
        ODD_NAME,
    }
    assert after.keys() == {*state(site), "publisert.json"}  # no note with a name
    assert broken(www) == []


def test_a_server_that_cannot_be_used_is_told_by_its_reason(
    server: Sshd, tmp_path: Path, www: Path
) -> None:
    """A wrong key, a server unknown or changed, no contact, a folder that is taken, no rsync."""
    to, env = server.target(www), server.environment
    other = (server.folder / "user.pub").read_text(encoding="utf-8")
    taken = tmp_path / "tatt"
    (taken / "current").mkdir(parents=True)
    cases = (
        (to, {KEY: (server.folder / "host").read_text(encoding="utf-8")}, "slapp oss ikke inn"),
        (to, {KNOWN_HOSTS: f"annen.example {other}"}, "er ikke kjent her ennå"),
        (
            to,
            {KNOWN_HOSTS: f"[localhost]:{server.port} {other}"},
            rf'annen nøkkel enn før.* ssh-keygen -R "\[localhost\]:{server.port}"',
        ),
        (server.target(Path("/proc/x")), {}, "Mappen /proc/x kan ikke lages på"),
        (to.replace(f":{server.port}", f":{free_port()}"), {}, "Får ikke kontakt med tjeneren"),
        (server.target(taken), {}, "er ikke en lenke, så det ligger et nettsted der fra før"),
    )
    for target, given_keys, sentence in cases:
        with reached(target, env | given_keys) as host, pytest.raises(Refused, match=sentence):
            host.begin()
    assert not (www / "current").exists()


# A program, a script in its place, and what is told.
BROKEN = {
    "full disk": (
        "rsync",
        '"$real" --max-size=100 "$@"\n'
        'echo "rsync: write failed: No space left on device (28)" >&2; exit 11',
        r"Disken på localhost er full\.",
    ),
    "lost connection": (
        "rsync",
        '"$real" --max-size=100 "$@"\n'
        'echo "client_loop: send disconnect: Broken pipe" >&2; exit 255',
        r"Forbindelsen til localhost ble brutt",
    ),
    "lost file": (
        "rsync",
        'exec "$real" --exclude=index.html "$@"',
        r"Utgaven på localhost er ikke hel\.",
    ),
    "full disk, without rsync": (
        "ssh",
        'case "$*" in *"tar -xm"*) /usr/bin/head -c 9000 | "$real" "$@"\n'
        'echo "tar: index.html: Wrote only 512 of 9000 bytes" >&2; exit 2;; esac\n'
        'exec "$real" "$@"',
        r"Disken på localhost er full\.",
    ),
}


def test_a_link_to_a_release_that_is_gone_is_replaced(
    host: SshServer, tmp_path: Path, www: Path, instead: Callable[..., None]
) -> None:
    """By a new release, or an earlier one; somebody has removed the folder by hand."""
    for program in ("ssh", "rsync"):
        instead(program, alone=program == "ssh")
        for number in (1, 2):
            publish(host, built(tmp_path, number))
        shutil.rmtree((www / "current").resolve())
        host.activate(min(release.number for release in host.releases()))
        shutil.rmtree((www / "current").resolve())
        publish(host, built(tmp_path, 3))
        host.forget()
        assert front(www) == "Utgave 3."
        assert broken(www) == []


def test_what_does_not_arrive_whole_is_removed(
    host: SshServer, tmp_path: Path, www: Path, instead: Callable[..., None]
) -> None:
    """The old release stays, and the next publishing works."""
    publish(host, built(tmp_path, 1))

    def check(name: str) -> None:
        program, script, sentence = BROKEN[name]
        instead(program, script, alone=program == "ssh")
        with pytest.raises(Refused, match=sentence):
            publish(host, built(tmp_path, 2))
        assert front(www) == "Utgave 1."
        assert sorted(os.listdir(www / "releases")) == ["1", "1.json"]  # noqa: PTH208 - hidden ones

    check_each(BROKEN, check)
    instead("rsync")
    publish(host, built(tmp_path, 2))
    assert front(www) == "Utgave 2."


def test_what_a_killed_publishing_left_is_removed_by_the_next(
    host: SshServer, tmp_path: Path, www: Path, instead: Callable[..., None]
) -> None:
    """At once, since it may fill the disk. One that was slow instead is told that it came late."""
    publish(host, built(tmp_path, 1))

    def check(program: str) -> None:
        instead(program, alone=program == "ssh")
        late, site = host.begin(), built(tmp_path, 2)
        (www / f"releases/.incoming-{late.id}/half.html").touch()
        publish(host, site)
        assert not [*(www / "releases").glob(".*")]
        with pytest.raises(Refused, match=r"Noen andre publiserte samtidig\."):
            host.finish(host.send(late, [site]))
        assert not [*(www / "releases").glob(".*")]
        assert front(www) == "Utgave 2."

    check_each(("ssh", "rsync"), check)


def test_a_publishing_that_starts_while_another_sends_wins(
    host: SshServer, tmp_path: Path, www: Path, instead: Callable[..., None]
) -> None:
    """The other one is told so, and puts nothing online."""
    publish(host, built(tmp_path, 1))
    instead("rsync", 'exec "$real" --bwlimit=30 "$@"')
    slow, told = built(tmp_path, 2), list[str]()
    given.written(slow, {"bilder/stor.jpg": "x" * 50_000})
    upload = host.begin()

    def send() -> None:
        try:
            host.finish(host.send(upload, [slow]))
        except Refused as refused:
            told.append(str(refused))

    sending = threading.Thread(target=send)
    sending.start()
    arriving = www / f"releases/.incoming-{upload.id}/bilder"
    while not arriving.is_dir():
        time.sleep(0.02)
    instead("rsync")
    publish(host, built(tmp_path, 3))
    sending.join()
    assert told == ["Noen andre publiserte samtidig. Kjør kommandoen på nytt."]
    assert front(www) == "Utgave 3."
    assert broken(www) == []


def test_a_file_that_changed_after_the_build_is_not_sent(tmp_path: Path) -> None:
    site = built(tmp_path, 1)
    (site / "om/index.html").write_text("<p>Endret.", encoding="utf-8")
    with pytest.raises(Refused, match=r"om/index\.html er ikke slik den ble bygget.*: bygg"):
        checked_site(site, "bygg")


def test_killed_at_any_moment_the_site_is_whole(
    host: SshServer, tmp_path: Path, www: Path, instead: Callable[..., None]
) -> None:
    """The old or the new release is online, and the next publishing works. Also without rsync."""
    publish(host, built(tmp_path, 0))
    forked, chance = multiprocessing.get_context("fork"), random.Random(7)
    times = int(os.environ.get("PUBLISH_KILLS", "3"))
    for number in range(1, times + 1):
        instead("ssh", alone=number % 2 == 1)
        process = forked.Process(target=publish, args=(host, built(tmp_path, number)))
        process.start()
        process.join(chance.uniform(0, 1.5))
        process.kill()
        process.join()
        assert re.fullmatch(r"Utgave \d+\.", front(www))
        assert broken(www) == []
    publish(host, built(tmp_path, 99))
    assert front(www) == "Utgave 99."
    assert broken(www) == []


def test_no_visitor_misses_a_file_while_releases_change(
    host: SshServer, tmp_path: Path, www: Path
) -> None:
    """Visitors load the front page and then what it asks for."""
    most, changes = int(os.environ.get("PUBLISH_LOADS", "80")), 2
    publish(host, built(tmp_path, 0))
    sites = [built(tmp_path, number) for number in range(1, changes + 1)]
    (www / "current/.hosting/nginx.conf").touch()
    port, missed, done = free_port(), list[str](), threading.Event()
    with nginx(www / "current", tmp_path / "nginx", port):
        visitors = [
            threading.Thread(target=visit, args=(port, most // 4, missed, done)) for _ in range(4)
        ]
        for visitor in visitors:
            visitor.start()
        for site in sites:
            publish(host, site)
            time.sleep(0.2)
            host.sweep(0)
        done.set()
        for visitor in visitors:
            visitor.join()
    assert missed == []


def visit(port: int, least: int, missed: list[str], done: threading.Event) -> None:
    """Load the site at least so many times, and until the releases have changed."""
    connection = HTTPConnection("127.0.0.1", port, timeout=10)

    def got(path: str) -> str:
        connection.request("GET", path)
        answer = connection.getresponse()
        if answer.status != 200:
            missed.append(f"{answer.status} {path}")
        return answer.read().decode()

    while least > 0 or not done.is_set():
        least -= 1
        page = got("/")
        time.sleep(0.002)
        for path in re.findall(r'href="([^"]+)"', page):
            got(path)
