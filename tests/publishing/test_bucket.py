"""Releases in an object store: rclone and a real S3 server on loopback."""

import hashlib
import json
import multiprocessing
import os
import random
import re
import signal
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from http.client import HTTPMessage
from pathlib import Path

import pytest

from newsroom.commands.outcome import Refused
from newsroom.commands.publishing.bucket import Bucket, kept_in
from newsroom.commands.publishing.rebuilding import rebuilt
from newsroom.commands.publishing.release import PartlyPublished, Release, manifest_of
from newsroom.contract.publish_target import PublishTarget
from tests.hosting.servers import free_port
from tests.publishing.s3 import BUCKET, S3, environment, gate, seaweedfs
from tests.publishing.test_publish_task import ARTICLE, Newsroom
from tests.publishing.test_ssh_server import MANIFEST, built, publish
from tests.site.building import ROOT
from tests.small_site import CONTENT, SETTINGS
from tests.table import check_each
from tests.test_workflows import git

IMMUTABLE = "public, max-age=31536000, immutable"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3]:
    with seaweedfs(tmp_path_factory.mktemp("s3") / "run") as running:
        yield running


@pytest.fixture
def folder(tmp_path: Path) -> str:
    """A folder of the bucket."""
    return tmp_path.name


@pytest.fixture
def host(server: S3, folder: str) -> Bucket:
    return reached(server, folder)


def reached(server: S3, folder: str, bucket: str = BUCKET, **key: str) -> Bucket:
    target = PublishTarget(to=f"s3://{bucket}/{folder}", endpoint=server.endpoint)
    return Bucket(target, environment(**key), "python3 run.py releases")


class Visitor:
    """Reads the site in a folder of the bucket."""

    def __init__(self, server: S3, folder: str) -> None:
        self.server, self.folder = server, folder

    def asked(self, path: str) -> tuple[int, HTTPMessage, str]:
        status, headers, text = self.server.asked(f"{self.folder}/{path}")
        return status, headers, text

    def front(self) -> str:
        return self.asked("index.html")[2].partition("<p>")[2]

    def check_every_page(self) -> None:
        """Each page is there, and so is what it asks for."""
        for page in ("index.html", "om/index.html", "arrangementer/7/index.html"):
            status, _, text = self.asked(page)
            assert status == 200, page
            for path in re.findall(r'href="/([^"]+)"', text):
                assert self.asked(path)[0] == 200, path

    def check_whole(self) -> None:
        """Each file is as the manifest says."""
        manifest = manifest_of(self.asked(MANIFEST)[2])
        assert len(manifest) > 30
        for path, sha in manifest.items():
            text = self.asked(path.replace("å b", "%C3%A5%20b"))[2]
            assert hashlib.sha256(text.encode()).hexdigest() == sha, path


@pytest.fixture
def visitor(server: S3, folder: str) -> Visitor:
    return Visitor(server, folder)


@pytest.fixture(scope="module")
def published(server: S3, tmp_path_factory: pytest.TempPathFactory) -> Visitor:
    """A visitor of a site that no test changes."""
    publish(reached(server, "delt/nettsted"), built(tmp_path_factory.mktemp("published"), 1))
    return Visitor(server, "delt/nettsted")


def test_each_file_has_its_type_and_says_how_long_it_may_be_kept(published: Visitor) -> None:
    published.check_whole()
    for path, kind, caching in (
        ("index.html", "text/html; charset=utf-8", "no-cache"),
        ("next-change.json", "application/json; charset=utf-8", "no-cache"),
        ("publisert.json", "application/json; charset=utf-8", "no-cache"),
        ("assets/site.000000000001.css", "text/css; charset=utf-8", IMMUTABLE),
        ("bilder/%C3%A5%20b.jpg", "image/jpeg", IMMUTABLE),
    ):
        status, headers, _ = published.asked(path)
        assert (status, headers["Content-Type"], headers["Cache-Control"]) == (200, kind, caching)


def test_a_folder_with_files_of_others_is_left_alone(published: Visitor) -> None:
    """What is not of the site would be removed."""
    with pytest.raises(Refused, match="har filer som ikke er publisert herfra"):
        reached(published.server, "delt").begin()


def test_the_releases_are_listed_without_names(
    host: Bucket, tmp_path: Path, visitor: Visitor
) -> None:
    """Five are kept, and the list, which everybody may be able to read, has nobody's name."""
    for number in (1, 2):
        publish(host, built(tmp_path, number))
    for number in (3, 4, 5):  # as if published too
        host._keep(replace(host.releases()[-1], number=number), built(tmp_path, 2))
    publish(host, built(tmp_path, 6))
    lines = [release.line for release in host.releases()]
    assert [line.split()[0] for line in lines] == list("23456")
    assert ["på nett" in line for line in lines] == [False] * 4 + [True]
    assert all("31 endrede sider" in line for line in lines)
    assert set(re.findall(r'"who": "(.*?)"', visitor.asked(".hosting/releases.json")[2])) == {""}
    assert visitor.asked(".hosting/release.json")[0] == 404
    with pytest.raises(Refused, match=r"Utgaven finnes ikke i .*: python3 run.py releases"):
        host.activate(1)
    assert visitor.asked("assets/site.000000000002.css")[0] == 200  # nobody has swept
    reached(visitor.server, visitor.folder).forget()  # another time, another process
    assert visitor.asked("assets/site.000000000002.css")[0] == 404
    visitor.check_whole()
    assert [(release.number, release.is_online) for release in host.releases()] == [(6, True)]


def test_a_list_of_a_newer_engine_can_be_read() -> None:
    """It may say more of a release; without the release, numbers would begin again."""
    release = {"number": 7, "time": "", "commit": "", "who": "", "changes": ""}
    listed = [{"online": True, "hash": "a1", "release": release | {"mood": "glad"}}]
    assert [one.release.number for one in kept_in(json.dumps(listed))] == [7]


def test_only_what_changed_is_sent_and_the_pages_last(
    server: S3, folder: str, tmp_path: Path, visitor: Visitor
) -> None:
    """An ETag that stays lets browsers keep their copy; new addresses come before their links.

    What only the release before had is removed last, by `sweep`.
    """
    styles = [f"assets/site.{number:012}.css" for number in (1, 2)]
    with gate(server) as front:
        front.refuse(after=1000)
        host = reached(front.s3, folder)
        publish(host, built(tmp_path, 1))
        before = visitor.asked("om/index.html")[1]
        front.sent.clear()
        publish(host, built(tmp_path, 2))
        assert [visitor.asked(path)[0] for path in styles] == [200, 200]
        host.sweep(0)
    assert [visitor.asked(path)[0] for path in styles] == [404, 200]
    visitor.check_whole()
    after = visitor.asked("om/index.html")[1]
    assert (after["ETag"], after["Last-Modified"]) == (before["ETag"], before["Last-Modified"])
    sent = [path.removeprefix(f"{folder}/") for path in front.sent]
    assert sent[:2] == [styles[1], "next-change.json"]
    assert set(sent[2:33]) == {"index.html", *(f"arrangementer/{n}/index.html" for n in range(30))}
    assert sent[33:] == [MANIFEST, ".hosting/releases.json", "publisert.json"]


def test_a_bucket_that_cannot_be_used_is_told_by_its_reason(
    server: S3, folder: str, tmp_path: Path
) -> None:
    """No key, a wrong one, one that may only read, no bucket, no contact."""
    with pytest.raises(Refused, match=r"Nøkkelen til s3://.* mangler"):
        reached(server, folder, secret="")
    for host, sentence in (
        (reached(server, folder, key="ukjent"), "kjenner ikke nøkkelen"),
        (reached(server, folder, secret="feil"), "kjenner ikke nøkkelen"),
        (reached(server, folder, key="leser"), "har ikke lov til å bruke s3://"),
        (reached(server, folder, bucket="en-annen"), "har ikke lov til å bruke s3://"),
        (reached(server, folder, bucket="en-annen", key="eier"), "finnes ikke hos http://"),
        (reached(S3(free_port()), folder), "Får ikke kontakt med http://127.0.0.1"),
    ):
        with pytest.raises(Refused, match=sentence):
            host.begin()


# What the server answers to a file, and what is told.
ANSWERS = {
    "connection": (0, "", "Får ikke kontakt med"),
    "refused": (403, "AccessDenied", "har ikke lov til å bruke"),
    "clock": (403, "RequestTimeTooSkewed", "Klokken på denne maskinen går feil"),
    "quota": (403, "QuotaExceeded", "Det er ikke mer plass i"),
    "full": (507, "XMinioStorageFull", "Det er ikke mer plass i"),
    "other": (400, "Uventet", "Noe gikk galt i .*Uventet"),
}


def test_what_the_server_answers_is_told_by_its_reason(server: S3, folder: str) -> None:
    with gate(server) as front:

        def check(name: str) -> None:
            status, code, sentence = ANSWERS[name]
            front.refuse(0, status, code)
            with pytest.raises(Refused, match=f"(?s){sentence}"):
                reached(front.s3, folder).begin()

        check_each(ANSWERS, check)


# After how many files the server answers what.
BROKEN = ((0, "refused"), (20, "connection"), (20, "full"))


def test_broken_off_every_page_works(
    server: S3, folder: str, tmp_path: Path, visitor: Visitor
) -> None:
    """The reason is told, and the next publishing works."""
    publish(reached(server, folder), built(tmp_path, 1))

    def check(case: tuple[int, str]) -> None:
        after, (status, code, sentence) = case[0], ANSWERS[case[1]]
        with gate(server) as front:
            front.refuse(after, status, code)
            with pytest.raises(Refused, match=f"(?s){sentence}") as told:
                publish(reached(front.s3, folder), built(tmp_path, 1 + BROKEN.index(case)))
        assert isinstance(told.value, PartlyPublished) == (after > 0)
        visitor.check_every_page()

    check_each(BROKEN, check)
    assert [release.number for release in reached(server, folder).releases()] == [1]
    publish(reached(server, folder), built(tmp_path, 99))
    assert visitor.front() == "Utgave 99."
    visitor.check_whole()


def test_killed_at_any_moment_every_page_works(
    host: Bucket, tmp_path: Path, visitor: Visitor
) -> None:
    """And the next publishing works, also when rclone outlives the one that was killed."""
    publish(host, built(tmp_path, 0))
    started = time.monotonic()
    publish(host, built(tmp_path, 1))
    lasting = time.monotonic() - started
    forked, chance = multiprocessing.get_context("fork"), random.Random(7)
    times = int(os.environ.get("PUBLISH_KILLS", "3"))
    for number in range(2, times + 2):
        process = forked.Process(target=grouped, args=(host, built(tmp_path, number)))
        process.start()
        process.join(chance.uniform(0.05, lasting))
        if number % 3 == 0:
            process.kill()
        elif process.is_alive():
            os.killpg(process.pid or 0, signal.SIGKILL)
        process.join()
        assert re.fullmatch(r"Utgave \d+\.", visitor.front())
        visitor.check_every_page()
    publish(host, built(tmp_path, 99))
    host.sweep(0)
    assert visitor.front() == "Utgave 99."
    visitor.check_whole()


def test_one_does_not_remove_what_another_has_sent(
    host: Bucket, server: S3, folder: str, tmp_path: Path, visitor: Visitor
) -> None:
    """The first one tidies up while the second one's pages are online, but not its manifest."""
    publish(host, built(tmp_path, 1))

    class Second(Bucket):
        def _copy(self, source: Path, paths: Iterable[str]) -> None:
            if [*paths] == [MANIFEST]:
                with suppress(Refused):
                    host.sweep(0)
            super()._copy(source, paths)

    target = PublishTarget(to=f"s3://{BUCKET}/{folder}", endpoint=server.endpoint)
    publish(Second(target, environment(), ""), built(tmp_path, 2))
    assert visitor.front() == "Utgave 2."
    visitor.check_whole()


def grouped(host: Bucket, site: Path) -> None:
    """Publish in a group of processes of its own."""
    os.setpgid(0, 0)
    publish(host, site)


class Repository(Newsroom):
    """A site in a repository, which is published to the bucket."""

    def __init__(self, folder: Path, server: S3) -> None:
        super().__init__(folder, server)
        target = f"lager: {{to: {server.target(self.www)!r}, endpoint: {server.endpoint!r}}}"
        self.write("content/site.yaml", f"{CONTENT['content/site.yaml']}publish:\n  {target}\n")
        self.write(".gitignore", "/output\n/.cache/\n/.output.*\n__pycache__/\n")
        git(self.site, "init", "--quiet", "--initial-branch=main")
        self.commit("Først.")

    def commit(self, text: str) -> str:
        """Commit everything, with this text in the article; the commit."""
        self.write(ARTICLE, f"{CONTENT[ARTICLE]}\n{text}\n")
        git(self.site, "add", "--all")
        git(self.site, "commit", "--quiet", "--message", text)
        return git(self.site, "rev-parse", "HEAD").strip()


def test_a_release_is_built_again_from_its_commit(
    server: S3, folder: str, tmp_path: Path, visitor: Visitor
) -> None:
    """With the same bytes, or it says so and the site stays as it is."""
    newsroom = Repository(tmp_path, server)

    def shown() -> str:
        return visitor.asked("nyheter/2023/hei/index.html")[2]

    code, printed = newsroom.run("publish", "--wait", "0")
    assert code == 0, printed
    newsroom.write(ARTICLE, f"{CONTENT[ARTICLE]}\nIkke lagret i Git.\n")
    newsroom.run("publish", "--wait", "0", "--uncommitted")
    assert "Ikke lagret i Git." in shown()
    code, printed = newsroom.run("rollback", "--wait", "0")
    assert code == 0, printed
    assert "Først." in shown()
    assert '"release": 1' in visitor.asked("publisert.json")[2]
    code, printed = newsroom.run("rollback", "2", "--wait", "0")
    assert code == 1
    assert "Utgave 2 kan ikke bygges igjen likt: noe var ikke lagret i Git" in printed
    assert "Det som er publisert, er som før." in printed
    assert "Først." in shown()
    lines = newsroom.run("releases")[1].splitlines()
    assert [(line.split()[0], line.endswith("på nett")) for line in lines] == [
        ("2", False), ("1", True),
    ]  # fmt: skip
    assert all(git(newsroom.site, "log", "-1", "--format=%an").strip() in line for line in lines)
    assert len(git(newsroom.site, "worktree", "list").splitlines()) == 1


def test_a_release_is_built_again_at_its_time(
    server: S3, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An article that was to come then is not in it."""
    newsroom = Repository(tmp_path, server)
    for file in ("pelicanconf.py", "publishconf.py"):
        newsroom.write(file, SETTINGS.replace("NOW", "# NOW"))
    commit = newsroom.commit("Først.")
    monkeypatch.chdir(newsroom.site)
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "plugins"))
    for day, is_there in (("2023-11-30", False), ("2023-12-02", True)):
        release = Release(1, f"{day}T12:00:00+01:00", commit, "", "", 1)
        with rebuilt(release, "") as site:
            assert (site / "nyheter/2023/hei/index.html").exists() == is_there
    with (
        pytest.raises(Refused, match="Utgave 1 har ingen commit"),
        rebuilt(Release(1, "2023-12-02T12:00:00+01:00", "", "", "", 1), ""),
    ):
        pass
    (newsroom.site / ".git/worktrees").write_text("", encoding="utf-8")
    with pytest.raises(Refused, match="worktrees"), rebuilt(release, ""):
        pass
