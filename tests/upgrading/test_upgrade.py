"""`run.py upgrade` of a site with foreign content, between wheels of two states of this code."""

import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from email.message import Message
from functools import partial
from http.server import HTTPServer, SimpleHTTPRequestHandler
from pathlib import Path

import pytest

from newsroom.commands import upgrading
from newsroom.commands.init.wheel import version_of
from newsroom.commands.outcome import Refused
from newsroom.commands.upgrading import engines
from newsroom.commands.upgrading.engines import fetched_wheel
from newsroom.commands.upgrading.writing import UNDO, undone, write_all
from tests import given
from tests.answering import running
from tests.init.test_new_site import FORUM, contents
from tests.installed import ROOT, bare

PARTS = (
    "plugins", "theme", "docs", ".vscode", ".github", ".editorconfig", ".gitattributes",
    ".gitignore", ".dockerignore", "Containerfile", "LICENSE", "LICENSES", "run.py",
    "pyproject.toml", "CHANGELOG.md", "Skrivepult.cmd", "Skrivepult.command", ".devcontainer",
    *(path.name for path in ROOT.glob("requirements*.txt")),
)  # fmt: skip
NEWER = "99.0.0"
NEWER_NAME = f"pelican_newsroom-{NEWER}-py3-none-any.whl"
STEP = """
def _step(texts: FileTexts) -> FileTexts:
    return {path: text.replace("summary: Ulovlig", "finnesikke: x") for path, text in texts.items()}


STEPS: Mapping[int, Step] = {1: _step}
"""
NOW = "2024-06-01T12:00"
OWN = "EGEN = 1\n"


def replaced(file: Path, *pairs: tuple[str, str]) -> None:
    """Replace texts that must be in a file."""
    text = file.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text, (file, old)
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def newer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this code with another version, template, skeleton, lock and format."""
    code, dist = tmp_path_factory.mktemp("code"), tmp_path_factory.mktemp("dist")
    for part in PARTS:
        copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
        copy(ROOT / part, code / part)
    package = code / "plugins/newsroom"
    number = re.search(r'^version = "(.*)"$', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)
    replaced(code / "pyproject.toml", (f'version = "{number[1]}"', f'version = "{NEWER}"'))
    section = f"\n## {NEWER}\n\n### For dere som skriver\n\n- Ny bunntekst.\n\n## "
    replaced(code / "CHANGELOG.md", (f"\n## {number[1]}", f"{section}{number[1]}"))
    replaced(code / "theme/templates/event.html", ("<article", "<article data-ny"))
    replaced(code / "plugins/newsroom/skeleton/all/tasks.py.j2", ("What people", "All that people"))
    workflows = package / "skeleton/all/.github/workflows"
    (workflows / "check.yml").rename(workflows / "pull.yml")
    replaced(package / "skeleton/all/pelicanconf.py.j2", ("Settings of", "All settings of"))
    replaced(package / "contract/site.py", ('Literal["1"]', 'Literal["1", "2"]'))
    replaced(
        package / "commands/upgrading/migrations.py", ("STEPS: Mapping[int, Step] = {}\n", STEP)
    )
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(dist)]
    subprocess.run(command, cwd=code, check=True, capture_output=True)
    (wheel,) = dist.iterdir()
    return wheel


@dataclass(frozen=True)
class Site:
    """A site with the engine of this code, and with articles, events and an edited pelicanconf."""

    folder: Path

    def run(self, *words: str) -> tuple[int, str, str]:
        """The exit code, stdout and stderr of a command in the site."""
        command = [str(self.folder / ".venv/bin/python"), "-m", "newsroom", *words]
        done = subprocess.run(
            command, cwd=self.folder, env=bare(), capture_output=True, encoding="utf-8"
        )
        return done.returncode, done.stdout, done.stderr

    @property
    def files(self) -> dict[str, bytes]:
        """The bytes of all files that are kept in Git."""
        others = (".venv", ".cache", "__pycache__")
        files = contents(self.folder).items()
        return {path: data for path, data in files if not path.startswith(others)}


def copied(new_site: Path, folder: Path) -> Site:
    """A copy of the site that uses its environment."""
    others = shutil.ignore_patterns(".venv*", "output", ".output*", "__pycache__")
    shutil.copytree(new_site, folder, ignore=others)
    (folder / ".venv").symlink_to(new_site / ".venv")
    given.written(folder, FORUM)
    replaced(folder / "pelicanconf.py", ("SITEURL =", f"{OWN}SITEURL ="))
    return Site(folder)


@pytest.fixture(scope="module")
def site(new_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    return copied(new_site, tmp_path_factory.mktemp("side") / "side")


@pytest.fixture(scope="module")
def refused(site: Site, newer: Path) -> tuple[int, str]:
    """Exit code and stderr of an upgrade whose migration makes content that is invalid."""
    news, before = site.folder / "content/news/2024/hei.md", site.files
    right = news.read_bytes()
    replaced(news, ("summary: Vi er i gang.", "summary: Ulovlig"))
    code, _, stderr = site.run("upgrade", str(newer), "--yes", f"--now={NOW}")
    news.write_bytes(right)
    assert site.files == before
    return code, stderr


@pytest.fixture(scope="module")
def upgraded(site: Site, newer: Path, refused: tuple[int, str]) -> tuple[dict[str, bytes], str]:
    """The files before the upgrade, and what it printed."""
    before = site.files
    code, stdout, stderr = site.run("upgrade", str(newer), "--yes", f"--now={NOW}")
    assert (code, stderr) == (0, "")
    return before, stdout


def test_upgrade_shows_news_migration_edited_files_and_changed_pages(
    upgraded: tuple[dict[str, bytes], str], new_site: Path
) -> None:
    """In this order, and then what was done."""
    (old,) = (new_site / "wheels").iterdir()
    assert (
        upgraded[1]
        == f"""\
Fra versjon {version_of(old)} til {NEWER}.

Nytt i {NEWER}:
- Ny bunntekst.

Innholdet skrives om til det nye formatet:

content/site.yaml:1:
  - format: 1
  + format: 2

Disse filene har dere endret. De blir stående. Slik ville den nye versjonen hatt dem:

pelicanconf.py:1:
  - \"""Settings of the preview: drafts and future entries are shown, marked.\"""
  + \"""All settings of the preview: drafts and future entries are shown, marked.\"""
pelicanconf.py:7:
  - EGEN = 1

Sider som blir annerledes: 1
  endret /arrangementer/2024/frokost/index.html

Oppgradert fra {version_of(old)} til {NEWER}. Neste kommando setter opp motoren på nytt, i omtrent \
et halvt minutt.
Se på nettstedet, og legg endringene inn med Commit, også dem i wheels/.
Angre: python3 run.py upgrade --undo
"""
    )


def test_upgrade_writes_locks_skeleton_and_wheel_and_leaves_the_rest(
    upgraded: tuple[dict[str, bytes], str], site: Site, newer: Path
) -> None:
    """What people edited, and the content but for its migration, has the same bytes."""
    before, after = upgraded[0], site.files
    old = next(path for path in before if path.startswith("wheels/"))
    changed = {path for path in before | after if before.get(path) != after.get(path)}
    locks = {path for path in before if path.startswith("requirements")}
    wheels = {old, f"wheels/{newer.name}"}
    check, pull = (f".github/workflows/{name}.yml" for name in ("check", "pull"))
    assert changed == locks | wheels | {"tasks.py", "content/site.yaml", check, pull}
    assert check not in after and after[pull] == before[check]
    assert after[f"wheels/{newer.name}"] == newer.read_bytes()
    assert old not in after
    assert b"All that people do" in after["tasks.py"]
    assert f"pelican-newsroom=={NEWER} \\\n".encode() in after["requirements.txt"]


def test_undo_brings_every_byte_back(
    upgraded: tuple[dict[str, bytes], str], site: Site, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    """Once; it refuses while a file that it would bring back has been edited since."""
    monkeypatch.chdir(site.folder)
    tasks = site.folder / "tasks.py"
    written = tasks.read_bytes()
    tasks.write_bytes(written + b"# egen\n")
    assert upgrading.undo() == 1
    assert "endret etter oppgraderingen, og endringene ville gått tapt: tasks.py." in (
        capsys.readouterr().err
    )
    tasks.write_bytes(written)
    assert upgrading.undo() == 0
    assert site.files == upgraded[0]
    assert upgrading.undo() == 1
    assert capsys.readouterr().err == (
        "Det er ingen oppgradering å angre i denne mappen. Ingenting er endret.\n"
    )


def test_content_that_the_new_engine_refuses_stops_the_upgrade(refused: tuple[int, str]) -> None:
    """Nothing is written; the message has the line as it would be."""
    code, stderr = refused
    assert code == 1
    assert stderr.startswith(
        f"Nettstedet kan ikke bygges med versjon {NEWER}. Ingenting er endret. Dette er galt:\n"
    )
    assert "news/2024/hei.md:4" in stderr and "finnesikke" in stderr


def test_what_cannot_be_upgraded_is_said_in_one_sentence(
    new_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    """A folder of another kind, the same, an older and an unknown version, and other files."""
    (wheel,) = (new_site / "wheels").iterdir()
    version = version_of(wheel)
    older = with_version(wheel, tmp_path, "0.0.1")
    renamed = tmp_path / "pelican_newsroom-97.0.0-py3-none-any.whl"
    shutil.copy(wheel, renamed)
    shutil.copy(wheel, tmp_path / "annen-1.0.0-py3-none-any.whl")
    foreign, damaged = (tmp_path / name / NEWER_NAME for name in ("fremmed", "skadet"))
    for file in (foreign, damaged):
        file.parent.mkdir()
    shutil.make_archive(str(foreign), "zip", tmp_path / "skadet")
    Path(f"{foreign}.zip").rename(foreign)
    data = bytearray(wheel.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 100] = bytes(100)
    damaged.write_bytes(data)
    cases = [
        (tmp_path, "", 1, "ikke noe nettsted som `init` har laget: wheels/"),
        (new_site, str(wheel), 0, f"Nettstedet har alt versjon {version}."),
        (new_site, str(older), 1, f"Versjon 0.0.1 er eldre enn den nettstedet har, {version}."),
        (new_site, "./nei.whl", 1, "Filen nei.whl finnes ikke. Ingenting er endret."),
        (
            new_site,
            f"{tmp_path}/annen-1.0.0-py3-none-any.whl",
            1,
            "er ikke en hel wheel med motoren.",
        ),
        (new_site, str(foreign), 1, "er ikke en hel wheel med motoren."),
        (new_site, str(damaged), 1, "er ikke en hel wheel med motoren."),
        (new_site, str(renamed), 1, "er ikke en hel wheel med motoren."),
    ]
    for folder, wanted, expected, text in cases:
        monkeypatch.chdir(folder)
        assert upgrading.main(wanted, []) == expected
        printed = capsys.readouterr()
        assert text in (printed.err if expected else printed.out)


def with_version(wheel: Path, folder: Path, version: str) -> Path:
    """A copy of a wheel that has another version in its name and in its metadata."""
    copy, old = folder / f"pelican_newsroom-{version}-py3-none-any.whl", version_of(wheel)
    with zipfile.ZipFile(wheel) as source, zipfile.ZipFile(copy, "w") as archive:
        for name in source.namelist():
            data = source.read(name)
            if name.endswith(".dist-info/METADATA"):
                data = data.replace(
                    f"\nVersion: {old}\n".encode(), f"\nVersion: {version}\n".encode()
                )
            archive.writestr(name.replace(f"-{old}.dist-info/", f"-{version}.dist-info/"), data)
    return copy


def test_no_index_is_asked_for_the_engine(
    newer: Path, new_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    """Nobody holds its name there; without a file the command says where to get it."""
    asked, index = [], tmp_path / "index/pelican-newsroom"
    index.mkdir(parents=True)
    shutil.copy(newer, index)

    class Index(SimpleHTTPRequestHandler):
        def log_request(self, *_: object) -> None:
            asked.append(self.path)

    served = partial(Index, directory=str(tmp_path / "index"))
    monkeypatch.chdir(new_site)
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
    with running(HTTPServer(("127.0.0.1", 0), served)) as address:
        monkeypatch.setenv("PIP_INDEX_URL", address)
        for wanted, name in (("", "…"), (NEWER, NEWER)):
            assert upgrading.main(wanted, []) == 1
            file = f"pelican_newsroom-{name}-py3-none-any.whl"
            assert capsys.readouterr().err == (
                f"Motoren kommer som en fil, {file}, og ikke fra noen pakkeindeks. Last ned den "
                "nye der dere fikk den forrige, og oppgi den:\n"
                f"python3 run.py upgrade {file}\nIngenting er endret.\n"
            )
        monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
        assert upgrading.main("98.0.0", []) == 1
        fault = "pip kunne ikke hente pelican-newsroom==98.0.0. Dette svarte den:"
        assert fault in capsys.readouterr().err
    assert asked == []


def test_the_page_with_the_versions_is_that_of_the_metadata(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    about = Message()
    about["Project-URL"] = "Releases, https://motor.example/versjoner"
    monkeypatch.setattr(engines, "metadata_of", lambda _: about)
    assert engines.release_page(Path()) == "fra https://motor.example/versjoner"


def test_with_links_pip_fetches_the_newest(
    newer: Path, new_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (wheel,) = (new_site / "wheels").iterdir()
    links = f"{newer.parent} {wheel.parent}".replace(" nytt", "%20nytt")
    monkeypatch.setenv("PIP_FIND_LINKS", links)
    assert fetched_wheel("", wheel, tmp_path).name == newer.name


def test_a_file_that_cannot_be_written_leaves_all_as_they_were(tmp_path: Path) -> None:
    """The files that were written before it are restored, and there is nothing to undo."""
    given.written(tmp_path, {"a.txt": "før\n", "b/c.txt": "x\n"})
    with pytest.raises(OSError):
        write_all(tmp_path, {"a.txt": b"etter\n", "ny.txt": b"", "b": b""}, ("1.0.0", "2.0.0"))
    assert contents(tmp_path) == {"a.txt": b"f\xc3\xb8r\n", "b/c.txt": b"x\n"}
    assert not (tmp_path / UNDO).exists()
    with pytest.raises(Refused):
        undone(tmp_path)


def test_an_undo_that_cannot_be_done_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    """The folder of the earlier files is damaged, or a folder stands where a file was."""
    monkeypatch.chdir(tmp_path)
    given.written(tmp_path, {"a.txt": "før\n"})
    write_all(tmp_path, {"a.txt": None}, ("1.0.0", "2.0.0"))
    (tmp_path / "a.txt").mkdir()
    assert upgrading.undo() == 1
    assert capsys.readouterr().err.startswith("En fil eller mappe kunne ikke leses eller skrives: ")
    (tmp_path / UNDO / "state.json").write_text("{", encoding="utf-8")
    assert upgrading.undo() == 1
    assert "Det er ingen oppgradering å angre" in capsys.readouterr().err
