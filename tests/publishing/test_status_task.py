"""`run.py status`: what is online, what waits, and what stops it."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from newsroom.commands.comparing.compare import compare
from newsroom.commands.publishing.status import status
from tests.answering import running
from tests.hosting.servers import free_port
from tests.small_site import CONTENT, SETTINGS
from tests.test_workflows import git

CONTENT_FOLDER = Path("content")
ARTICLE = Path("content/news/2023/hei.md")
NOW = datetime.now(UTC)


class Answers(BaseHTTPRequestHandler):
    """Answers with the files that the test gives."""

    files: dict[str, object]

    def do_GET(self) -> None:
        data = self.files.get(self.path)
        self.send_response(404 if data is None else 200)
        self.end_headers()
        self.wfile.write(json.dumps(data).encode())

    def log_message(self, format: str, *args: object) -> None:
        """Print nothing."""


@pytest.fixture
def online() -> Iterator[tuple[str, dict[str, object]]]:
    """The address of a site, and its files."""
    files: dict[str, object] = {}
    server = HTTPServer(("127.0.0.1", 0), type("Given", (Answers,), {"files": files}))
    with running(server) as address:
        yield address, files


@pytest.fixture
def commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The commit of the site in the current folder."""
    settings = {"pelicanconf.py": SETTINGS, "publishconf.py": SETTINGS}
    for path, text in {**CONTENT, **settings, ".gitignore": "/.cache/\n"}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "--message", "Begynn")
    return git(tmp_path, "rev-parse", "HEAD").strip()


def published(commit: str, when: datetime, change: str | None = None) -> dict[str, object]:
    return {
        "/publisert.json": {"release": 7, "time": when.isoformat(), "commit": commit},
        "/next-change.json": {"next": change, "what": "En påmeldingsfrist går ut"},
    }


def lengthen() -> None:
    """Add a line to the article."""
    ARTICLE.write_text(ARTICLE.read_text(encoding="utf-8") + "\nMer.\n", encoding="utf-8")


def test_what_is_online_and_what_waits(
    online: tuple[str, dict[str, object]], commit: str, capsys: pytest.CaptureFixture[str]
) -> None:
    url, files = online
    files |= published(commit, datetime(2023, 12, 20, 12, tzinfo=UTC))
    assert status(url, CONTENT_FOLDER) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == (
        f"På nett: {url}, publisert 20. desember 2023 kl. 13.00 (utgave 7, {commit[:7]})."
    )
    assert lines[1].startswith("Det er mer enn 60 dager siden.")
    assert lines[2] == "Ingenting endrer seg av seg selv."
    assert lines[3:] == ["Ingenting venter på å bli publisert."]
    lengthen()
    git(Path.cwd(), "commit", "--quiet", "--all", "--message", "Mer")
    lengthen()
    status(url, CONTENT_FOLDER)
    lines = capsys.readouterr().out.splitlines()
    assert lines[3:] == ["Venter på å bli publisert: 1 endring.", "Ikke lagret i Git: 1 fil."]
    Path("publishconf.py").write_text(f"{SETTINGS}\n# Ny\n", encoding="utf-8")
    git(Path.cwd(), "commit", "--quiet", "--message", "Oppsett", "--", "publishconf.py")
    status(url, CONTENT_FOLDER)
    assert "Venter på å bli publisert: 2 endringer." in capsys.readouterr().out
    files |= published("", NOW)
    status(url, CONTENT_FOLDER)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].endswith("(utgave 7).")
    assert lines[2] == "Det ble publisert uten Git, så ingen vet hva som er endret siden."


def test_what_was_published_without_a_commit_is_told(
    online: tuple[str, dict[str, object]], commit: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody knows then whether something waits; `run.py diff --published` says so too."""
    url, files = online
    files |= published(commit, NOW)
    files["/publisert.json"] = {**published(commit, NOW)["/publisert.json"], "uncommitted": True}  # type: ignore[dict-item]
    assert status(url, CONTENT_FOLDER) == 0
    printed = capsys.readouterr().out
    assert "Det som er på nett, har noe som ikke var lagret i Git" in printed
    assert "Ingenting venter" not in printed
    assert compare("", True, url, CONTENT_FOLDER) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.startswith("Det som er på nett, har også noe som ikke var lagret i Git.")


def test_a_change_that_comes_by_itself_and_one_that_is_late(
    online: tuple[str, dict[str, object]], commit: str, capsys: pytest.CaptureFixture[str]
) -> None:
    url, files = online
    for hours, said in ((1, "Endrer seg av seg selv"), (-1, "Det skulle ha endret seg")):
        files |= published(commit, NOW, (NOW + timedelta(hours=hours)).isoformat())
        status(url, CONTENT_FOLDER)
        line = capsys.readouterr().out.splitlines()[1]
        when = r"\d+\. \w+ \d{4} kl\. [\d.]+"
        assert re.match(rf"{said} {when}: En påmeldingsfrist går ut\.", line), line


def test_what_stops_the_next_publishing(
    online: tuple[str, dict[str, object]], commit: str, capsys: pytest.CaptureFixture[str]
) -> None:
    url, files = online
    files |= published(commit, NOW)
    ARTICLE.write_text("---\ntitle: Hei\n---\nSå.\n", encoding="utf-8")
    assert status(url, CONTENT_FOLDER) == 1
    last = capsys.readouterr().out.splitlines()[-1]
    assert (
        last == "Dette stopper neste publisering: 1 feil. Se hva det er: python -m newsroom check"
    )


def test_a_site_that_does_not_answer_and_a_commit_that_is_not_here(
    online: tuple[str, dict[str, object]], commit: str, capsys: pytest.CaptureFixture[str]
) -> None:
    url, files = online
    assert status(url, CONTENT_FOLDER) == 1
    assert f"Får ikke spurt {url}: {url}/publisert.json svarte 404." in capsys.readouterr().out
    files |= published("a" * 40, NOW)
    assert status(url, CONTENT_FOLDER) == 0
    assert "Det som er på nett, er ikke hentet hit." in capsys.readouterr().out
    files["/publisert.json"] = ["noe annet"]
    assert status(url, CONTENT_FOLDER) == 1
    assert "svaret er ikke slik det skal være" in capsys.readouterr().out


def test_the_address_of_the_site(
    online: tuple[str, dict[str, object]], commit: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """That of the command, else of the target in site.yaml, else of publishconf.py."""
    url, files = online
    files |= published(commit, NOW)
    assert status("ftp://x", CONTENT_FOLDER) == 1
    assert "«ftp://x» er ikke adressen til et nettsted." in capsys.readouterr().out
    closed = f"http://127.0.0.1:{free_port()}"
    assert status(closed, CONTENT_FOLDER) == 1
    assert f"Får ikke spurt {closed}: ingen svarer der." in capsys.readouterr().out
    site = CONTENT_FOLDER / "site.yaml"
    target = f"\npublish:\n  gren:\n    to: branch:gh-pages\n    siteurl: {url}\n"
    site.write_text(site.read_text(encoding="utf-8") + target, encoding="utf-8")
    assert status("", CONTENT_FOLDER) == 0
    assert f"På nett: {url}, " in capsys.readouterr().out
