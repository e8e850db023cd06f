"""Where rights, git, a home or a user name are missing, there is a site or a sentence, no trace."""

import errno
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from shutil import which
from types import SimpleNamespace

import pytest
from PIL import Image

from tests import given
from tests.machine import program
from tests.test_run import checkout, run  # noqa: F401 - fixtures

ROOT = Path(__file__).parents[1]
SETTINGS = """\
from newsroom.settings import *

SITEURL = "https://eksempel.no"
SHOW_UNPUBLISHED = False
NOW = "2023-12-20"
"""
SITE = {
    "content/site.yaml": "name: Byen\nidentity: eksempel.no,2023\n",
    "content/news/2023/hei.md": "---\ntitle: Hei\ndate: 2023-12-01\nsummary: Nytt.\n---\nSå.\n",
    "publishconf.py": SETTINGS,
    "pelicanconf.py": SETTINGS,
}
FAILED = "file-system: Datamaskinen kunne ikke lese eller skrive {}: "
pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")


def lesser() -> list[str]:
    """What starts a command that the rights of files and folders bind, also for root."""
    if os.geteuid():
        return []
    setpriv = program("setpriv", "sudo apt install util-linux", "setpriv")
    return [setpriv, "--bounding-set=-dac_override,-dac_read_search", "--"]


def newsroom(
    folder: Path, *words: str, start: Sequence[str] = (), env: dict[str, str] | None = None
) -> tuple[int, str]:
    """The exit code and all that a command of a site printed."""
    here = os.environ if env is None else env
    done = subprocess.run(
        [*start, sys.executable, "-m", "newsroom", *words],
        cwd=folder, env={**here, "PYTHONPATH": str(ROOT / "plugins"), "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip
    assert "Traceback" not in done.stdout, done.stdout
    return done.returncode, done.stdout


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[Path]:
    """A site in folders that nobody may write in."""
    folder = given.written(tmp_path / "kilde", SITE)
    folders = [folder, *(path for path in folder.rglob("*") if path.is_dir())]
    for path in folders:
        path.chmod(0o555)
    yield folder
    for path in folders:
        path.chmod(0o755)


def test_a_read_only_site_is_built_into_other_folders(read_only: Path, tmp_path: Path) -> None:
    """`--output`, `--cache` and `--double-click` name them; without them a sentence says why."""
    code, text = newsroom(read_only, "build", start=lesser())
    assert (code, FAILED.format(read_only / ".output.lock") in text) == (1, True), text
    out, cache = tmp_path / "ute/nettsted", tmp_path / "ute/lager"
    copy = tmp_path / "ute/kopi"
    words = ("build", f"--output={out}", f"--cache={cache}", f"--double-click={copy}")
    assert newsroom(read_only, *words, start=lesser())[0] == 0
    assert (out / "nyheter/2023/hei/index.html").is_file()
    assert 'href="../../../index.html"' in (copy / "nyheter/2023/hei/index.html").read_text("utf-8")
    assert (cache / "site").is_dir()
    assert not {".cache", "output", ".output.next"} & {path.name for path in read_only.iterdir()}


def test_check_names_a_cache_that_it_may_not_write(tmp_path: Path) -> None:
    """Copies of pictures go into it; `--cache` names another one."""
    image = "image:\n  src: images/blaa.png\n  alt: Blå\n  credit: Kari\n"
    text = SITE["content/news/2023/hei.md"].replace("summary", f"{image}summary")
    folder = given.written(tmp_path, SITE | {"content/news/2023/hei.md": text})
    (folder / "content/images").mkdir()
    Image.new("RGB", (1200, 800), "blue").save(folder / "content/images/blaa.png")
    (folder / ".cache").mkdir(mode=0o555)
    code, text = newsroom(folder, "check", start=lesser())
    assert (code, FAILED.format(folder / ".cache/pictures") in text) == (1, True), text
    code, text = newsroom(folder, "check", "--cache", "lager", start=lesser())
    assert code == 0, text


def test_a_file_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    """Neither as empty content nor with a traceback."""
    folder = given.written(tmp_path, SITE)
    file = folder / "content/news/2023/hei.md"
    file.chmod(0)
    code, text = newsroom(folder, "check", start=lesser())
    assert (code, FAILED.format(file) in text) == (1, True), text


def test_a_container_needs_no_home_no_user_name_and_no_git(tmp_path: Path) -> None:
    """The user has a number only, where the system lets us have one."""
    nobody = ["unshare", "--user", "--map-user=12345", "--map-group=12345"]
    tried = [*nobody, sys.executable, "-c", "pass"]
    can = which("unshare") and not subprocess.run(tried, capture_output=True).returncode
    folder = given.written(tmp_path, SITE)
    code, text = newsroom(folder, "build", start=nobody if can else (), env={})
    assert code == 0, text
    assert (folder / "output/index.html").is_file()


@pytest.mark.parametrize(
    ("word", "line", "reason"),
    [
        ("build", "THEME = 'borte'", "borte"),
        ("check", "NOW = = 1", "invalid syntax (publishconf.py, line 7)"),
    ],
)
def test_settings_that_cannot_be_read_are_named(
    tmp_path: Path, word: str, line: str, reason: str
) -> None:
    """By `build`, in place of Pelican's traceback, and by `check`."""
    folder = given.written(tmp_path, SITE | {"publishconf.py": f"{SETTINGS}\n{line}\n"})
    code, text = newsroom(folder, word)
    assert code == 1, text
    (message,) = [row for row in text.splitlines() if row.startswith("settings-unreadable: ")]
    assert "Innstillingene i publishconf.py kan ikke brukes: " in message
    assert reason in message


def test_run_py_in_a_read_only_folder_says_so(checkout) -> None:  # noqa: F811
    """It cannot make .venv there."""
    checkout.root.chmod(0o555)
    done = subprocess.run(
        [*lesser(), sys.executable, str(checkout.root / "run.py"), "build"],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    checkout.root.chmod(0o755)
    assert done.returncode == 1
    assert done.stderr.startswith("Oppsettet stoppet: mappen .venv kunne ikke lages eller brukes (")
    assert f"lov til å skrive i mappen {checkout.root}" in done.stderr


def test_windows_waits_for_the_other_set_up_and_says_so(
    run,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The lock gives up after ten seconds, and is asked again; no other fault is waited for."""
    answers = [OSError(errno.EACCES, ""), OSError(errno.EDEADLK, ""), None, OSError(errno.EIO, "")]
    asked = []

    def locking(file: int, how: int, size: int) -> None:
        asked.append(how)
        if answer := answers.pop(0):
            raise answer

    msvcrt = SimpleNamespace(locking=locking, LK_LOCK=1, LK_NBLCK=2)
    monkeypatch.setitem(sys.modules, "msvcrt", msvcrt)
    monkeypatch.setattr(run, "WINDOWS", True)
    monkeypatch.setattr(run, "ROOT", str(tmp_path))
    with run.alone():
        assert asked == [2, 1, 1]
    assert capsys.readouterr().err == "Venter på et annet oppsett i denne mappen ...\n"
    with pytest.raises(OSError), run.alone():
        pass
