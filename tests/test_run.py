"""The bootstrap run.py: the Python it needs, when it makes .venv, and how it passes arguments."""

import ast
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest

from tests import machine

ROOT = Path(__file__).parents[1]
TOO_NEW_FOR_OLD_PYTHONS = (
    ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.Nonlocal, ast.AsyncFunctionDef, ast.Match,
)  # fmt: skip
HEIC_LOCK = "requirements-heic.txt"
IMPORT_LOCK = "requirements-import.txt"
SVG_LOCK = "requirements-svg.txt"
DASK_LOCK = "requirements-dask.txt"
NO_SOURCES = ("borte.xml", "notat.pdf", "--lang=en")
LOCKS = ("requirements.txt", "requirements-pdf.txt", "requirements-dev.txt")
# Replaces pip: records its last argument, and fails when the test asks for it.
PIP = """\
import os, sys
with open(os.environ["PIP_NOTES"], "a", encoding="utf-8") as notes:
    print(os.path.basename(sys.argv[-1]), file=notes)
if os.environ["PIP_FAILS"] in sys.argv[-1]:
    sys.exit("pip sier nei")
"""
NEWSROOM = """\
import os, sys
if sys.argv[1:2] == ["--try"]:
    sys.exit(2 if "--feil" in sys.argv else 0)
folders = [os.getcwd(), sys.prefix, os.environ["NEWSROOM_STARTED_IN"]]
print([*folders, os.environ["PYTHONUTF8"], *sys.argv[1:]])
sys.exit(7)
"""


@dataclass(frozen=True)
class Checkout:
    """A copy of run.py with small lock files, and replacements for pip and newsroom."""

    root: Path
    elsewhere: Path

    @property
    def pip_notes(self) -> list[str]:
        """The lock files that pip was asked to install, in order."""
        notes = self.elsewhere / "notes"
        return notes.read_text(encoding="utf-8").split() if notes.exists() else []

    def start(self, *words: str, pip_fails: str = "never") -> subprocess.Popen[str]:
        """Starts run.py from another folder."""
        variables = {
            "PYTHONPATH": str(self.elsewhere / "stand-ins"),
            "PIP_NOTES": str(self.elsewhere / "notes"),
            "PIP_FAILS": pip_fails,
            "PYTHONUTF8": "1",
        }
        return subprocess.Popen(
            [sys.executable, str(self.root / "run.py"), *words],
            cwd=self.elsewhere, env=os.environ | variables, encoding="utf-8",
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    def run(self, *words: str, pip_fails: str = "never") -> tuple[int, str, str]:
        """The exit code, stdout and stderr of run.py."""
        process = self.start(*words, pip_fails=pip_fails)
        out, err = process.communicate(timeout=60)
        return process.returncode, out, err


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """A checkout whose path has a space and the letter ø."""
    root, elsewhere = tmp_path / "en mappe på øya", tmp_path / "annet sted"
    root.mkdir()
    shutil.copy(ROOT / "run.py", root)
    (root / "requirements.txt").write_text("bygg==1\n")
    (root / "requirements-dev.txt").write_text("bygg==1\ntest==1\n")
    (root / "requirements-pdf.txt").write_text("bygg==1\npdf==1\n")
    (root / HEIC_LOCK).write_text("bygg==1\nheic==1\n")
    (root / SVG_LOCK).write_text("bygg==1\nsvg==1\n")
    (root / IMPORT_LOCK).write_text("bygg==1\nimport==1\n")
    (root / DASK_LOCK).write_text("bygg==1\ndask==1\n")
    for name, text in {"pip": PIP, "newsroom": NEWSROOM}.items():
        package = elsewhere / "stand-ins" / name
        package.mkdir(parents=True)
        (package / "__init__.py").touch()
        (package / "__main__.py").write_text(text, encoding="utf-8")
    return Checkout(root, elsewhere)


def loaded(path: Path) -> ModuleType:
    """A run.py as a module."""
    spec = importlib.util.spec_from_file_location("bootstrap", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def run() -> ModuleType:
    """run.py as a module."""
    return loaded(ROOT / "run.py")


def test_run_py_has_no_syntax_that_old_pythons_lack() -> None:
    """A syntax error would replace the message about the Python version."""
    tree = ast.parse((ROOT / "run.py").read_text(encoding="utf-8"), feature_version=(3, 7))
    for node in ast.walk(tree):
        assert not isinstance(node, TOO_NEW_FOR_OLD_PYTHONS), ast.dump(node)
        assert getattr(node, "annotation", None) is None
        assert getattr(node, "returns", None) is None
        assert not getattr(node, "kwonlyargs", None)
        assert not (isinstance(node, ast.Raise) and node.cause)


def test_an_old_python_is_refused_in_both_languages(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The message has the required and the present version."""
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    assert run.main(["build"]) == 1
    stderr = capsys.readouterr().err
    assert "trenger Python 3.11 eller nyere; dette er Python 3.9.2" in stderr
    assert "needs Python 3.11 or newer" in stderr


def test_arguments_and_exit_code_are_passed_on(checkout: Checkout) -> None:
    """`newsroom` runs with the Python of .venv, in UTF-8, in the root of the repository.

    It learns where people stand, unless that is the root.
    """
    words = ["build", "--siteurl", "https://example.org/på vei/"]
    code, out, _ = checkout.run(*words)
    root, venv = str(checkout.root), str(checkout.root / ".venv")
    elsewhere = str(checkout.elsewhere)
    assert (code, ast.literal_eval(out)) == (7, [root, venv, elsewhere, "1", *words])
    command = [sys.executable, "run.py"]
    stands_in = {"PYTHONPATH": str(checkout.elsewhere / "stand-ins")}
    done = subprocess.run(command, cwd=root, env=os.environ | stands_in, capture_output=True)
    assert ast.literal_eval(done.stdout.decode()) == [root, venv, "", "1"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no signal mask")
def test_ctrl_c_waits_until_newsroom_can_answer_it(checkout: Checkout) -> None:
    """It would stop Python in the middle of its imports, with a trace."""
    asks = "import signal\nprint(signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, []))\n"
    file = checkout.elsewhere / "stand-ins" / "newsroom" / "__main__.py"
    file.write_text(asks, encoding="utf-8")
    assert checkout.run("build")[1] == "True\n"


def test_packages_are_installed_once(checkout: Checkout) -> None:
    """The second run installs nothing and prints nothing."""
    checkout.run("build")
    assert checkout.run("build")[2] == ""
    assert checkout.pip_notes == ["requirements.txt"]


def test_git_is_told_what_merges_the_record(checkout: Checkout) -> None:
    """Once, also when the folder became a repository after its set-up."""

    def git(*words: str) -> str:
        command = [machine.git(), "-C", str(checkout.root), *words]
        return subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8").stdout.strip()

    checkout.run("build")
    git("init", "--quiet")
    checkout.run("build")
    assert "run.py record --merge %O %A %B" in git("config", "merge.newsroom-record.driver")
    for name in ("addresses", "calendar"):
        path = f"content/record/{name}.txt"
        assert git("check-attr", "merge", path) == f"{path}: merge: newsroom-record"
    attributes = checkout.root / ".git/info/attributes"
    before = attributes.read_bytes()
    checkout.run("build")
    assert attributes.read_bytes() == before


def test_test_packages_are_installed_by_the_first_test_run(checkout: Checkout) -> None:
    """A build does not install them, and .venv is not made again."""
    checkout.run("build")
    checkout.run("test")
    checkout.run("build")
    assert checkout.pip_notes == ["requirements.txt", "requirements-dev.txt"]


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_a_changed_lock_file_makes_a_new_environment(checkout: Checkout, lock: str) -> None:
    """Then a package that is no longer in the lock file is gone."""
    checkout.run("test")
    left_over = checkout.root / ".venv" / "left-over"
    left_over.touch()
    (checkout.root / lock).write_text("bygg==2\n")
    checkout.run("test")
    assert not left_over.exists()
    assert len(checkout.pip_notes) == 4


def test_the_stamp_depends_on_the_version_of_python(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An environment of Python 3.11 is not used with 3.12."""
    before = run.stamp("requirements.txt")
    monkeypatch.setattr(sys, "version", "3.99.0")
    assert run.stamp("requirements.txt") != before


def test_after_a_failed_installation_the_next_run_starts_again(
    checkout: Checkout,
) -> None:
    """The output of pip comes before our message."""
    code, out, err = checkout.run("build", pip_fails="requirements.txt")
    assert (code, out) == (1, "")
    assert err.index("pip sier nei") < err.index("Sjekk nettforbindelsen")
    assert checkout.run("build")[0] == 7
    assert checkout.pip_notes == ["requirements.txt"] * 2


def test_run_py_alone_says_where_it_belongs(checkout: Checkout) -> None:
    """A copy of run.py in another folder makes no .venv there."""
    (checkout.root / "requirements.txt").unlink()
    code, _, err = checkout.run("build")
    assert code == 1
    assert f"requirements.txt mangler i mappen {checkout.root}.\nrun.py virker bare i mappen" in err
    assert not (checkout.root / ".venv").exists()


def test_an_engine_that_is_not_in_wheels_is_named(checkout: Checkout) -> None:
    """It was left out of Git, say; when it is there, pip fails for another reason."""
    lock, wheels = checkout.root / "requirements.txt", checkout.root / "wheels"
    lock.write_text("bygg==1\npelican-newsroom==0.3.0 \\\n    --hash=sha256:00\n")
    err = checkout.run("build", pip_fails="requirements.txt")[2]
    assert "Motoren til nettstedet, pelican-newsroom==0.3.0, skulle ligget i mappen wheels" in err
    assert "git add --force wheels" in err
    wheels.mkdir()
    (wheels / "pelican_newsroom-0.3.0-py3-none-any.whl").touch()
    assert "wheels" not in checkout.run("build", pip_fails="requirements.txt")[2]


def test_an_upgrade_that_cannot_be_installed_can_be_undone(checkout: Checkout) -> None:
    """The environment of before is back, so that --undo runs in it without an installation."""
    assert checkout.run("build")[0] == 7
    mark = checkout.root / ".venv/før"
    mark.touch()
    (checkout.root / "requirements.txt").write_text("bygg==2\n")
    assert checkout.run("build", pip_fails="requirements.txt")[0] == 1
    assert mark.exists()
    code, out, err = checkout.run("upgrade", "--undo", pip_fails="requirements.txt")
    assert (code, err) == (7, "")
    assert "'upgrade', '--undo'" in out
    assert checkout.run("build")[0] == 7
    assert not mark.exists()
    assert not (checkout.root / ".venv.old").exists()


def test_a_failed_installation_of_test_packages_keeps_the_environment(
    checkout: Checkout,
) -> None:
    """A build still works without installing anything."""
    assert checkout.run("test", pip_fails="requirements-dev.txt")[0] == 1
    assert checkout.run("build")[2] == ""


@pytest.mark.skipif(os.name == "nt", reason="Windows lacks the lock that makes the second wait")
def test_two_first_runs_at_once_install_once(checkout: Checkout) -> None:
    """The second run waits for the first."""
    both = [checkout.start("build"), checkout.start("build")]
    assert [(process.communicate(timeout=60), process.returncode)[1] for process in both] == [7, 7]
    assert checkout.pip_notes == ["requirements.txt"]


@pytest.mark.parametrize(
    ("words", "letter", "locks"),
    [
        ("pdf 2023", "", ["requirements.txt", "requirements-pdf.txt"]),
        ("pdf", "", ["requirements.txt"]),
        ("pdf 3023", "", ["requirements.txt"]),
        ("build", "pdf: ja", ["requirements.txt", "requirements-pdf.txt"]),
        ("ci check", "pdf: ja", ["requirements.txt", "requirements-pdf.txt"]),
        ("publish", "pdf: ja", ["requirements.txt", "requirements-pdf.txt"]),
        ("build", "pdf: nei", ["requirements.txt"]),
        ("build", "note: ikke som pdf: ja", ["requirements.txt"]),
        ("check", "pdf: ja", ["requirements.txt"]),
        ("build --feil", "pdf: ja", ["requirements.txt"]),
    ],
)
def test_pdf_packages_are_installed_when_needed(
    checkout: Checkout, words: str, letter: str, locks: list[str]
) -> None:
    """`run.py pdf` with the year of a letter needs them, and a build of a letter with `pdf: ja`.

    Words that the engine refuses install no more than the engine.
    """
    reviews = checkout.root / "content" / "reviews"
    reviews.mkdir(parents=True)
    (reviews / "2023.md").write_text(f"---\nyear: 2023\n{letter}\n---\n", encoding="utf-8")
    checkout.run(*words.split())
    assert checkout.pip_notes == locks


@pytest.mark.parametrize(
    ("word", "name", "lock"),
    [
        ("build", "IMG_0042.HEIC", HEIC_LOCK),
        ("check", "IMG_0042.heif", HEIC_LOCK),
        ("serve", "IMG_0042.HEIC", HEIC_LOCK),
        ("build", "logo.svg", SVG_LOCK),
    ],
)
def test_the_package_for_a_kind_of_picture_is_installed_with_the_first(
    checkout: Checkout, word: str, name: str, lock: str
) -> None:
    """The name may be that of a phone; before there is one, nothing more is installed."""
    folder = checkout.root / "content" / "news" / "2024"
    folder.mkdir(parents=True)
    (folder / "IMG_0042.jpg").touch()
    checkout.run(word)
    assert checkout.pip_notes == ["requirements.txt"]
    (folder / name).touch()
    checkout.run(word)
    checkout.run(word)
    assert checkout.pip_notes == ["requirements.txt", lock]


def test_an_engine_that_cannot_try_the_words_gets_the_packages(checkout: Checkout) -> None:
    """It refuses the flag, or fails in tasks.py, and the words are run once, with the packages."""
    content = checkout.root / "content"
    content.mkdir()
    (content / "logo.svg").touch()
    engine = checkout.elsewhere / "stand-ins" / "newsroom" / "__main__.py"
    engine.write_text("import sys\nprint(sys.argv[1:])\nsys.exit('--try' in sys.argv)\n")
    assert checkout.run("publish")[:2] == (0, "['publish']\n")
    assert checkout.pip_notes == ["requirements.txt", SVG_LOCK]


def test_import_installs_its_packages_itself(checkout: Checkout) -> None:
    """Nothing more is installed without a source, or for the word of another command."""
    (checkout.root / "notat.pdf").touch()
    for words in (
        ["new", "page", "import"],
        ["import"],
        *(["import", name] for name in NO_SOURCES),
    ):
        checkout.run(*words)
    assert checkout.pip_notes == ["requirements.txt"]
    (checkout.elsewhere / "eksport.xml").touch()
    checkout.run("import", "eksport.xml")
    assert checkout.pip_notes == ["requirements.txt", IMPORT_LOCK]


def test_a_cluster_in_the_environment_or_the_settings_installs_its_packages(
    checkout: Checkout, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A number of processes needs none."""
    monkeypatch.setenv("EXECUTOR", "4")
    (checkout.root / "publishconf.py").write_text('EXECUTOR = ""\n# EXECUTOR = "tls://a:1"\n')
    checkout.run("check")
    assert checkout.pip_notes == ["requirements.txt"]
    monkeypatch.setenv("EXECUTOR", "tcp://127.0.0.1:8786")
    checkout.run("check")
    assert checkout.pip_notes == ["requirements.txt", DASK_LOCK]
    monkeypatch.delenv("EXECUTOR")
    (checkout.root / ".venv" / f"{DASK_LOCK}.sha256").unlink()
    checkout.run("check")
    (checkout.root / "publishconf.py").write_text('EXECUTOR = "tls://dask.example.org:8786"\n')
    checkout.run("build")
    assert checkout.pip_notes == ["requirements.txt", DASK_LOCK, DASK_LOCK]


def test_without_network_the_package_for_heic_is_named(checkout: Checkout) -> None:
    """The message says which pictures need it, and what to do without it."""
    (checkout.root / "content").mkdir()
    (checkout.root / "content" / "foto.heif").touch()
    code, _, err = checkout.run("build", pip_fails=HEIC_LOCK)
    assert code == 1
    assert err.endswith(
        "Oppsettet stoppet: pip fikk ikke installert pakkene i requirements-heic.txt. Årsaken står "
        "over.\nSjekk nettforbindelsen og innstillingene til pip, og kjør kommandoen på nytt.\n"
        "Pakken pillow-heif trengs for bildene i content/ som ender på .heic eller .heif.\n"
        "Lagrer du dem som JPEG i stedet, trengs den ikke.\n"
    )


@pytest.mark.parametrize("lock", [*LOCKS, HEIC_LOCK, SVG_LOCK, IMPORT_LOCK, DASK_LOCK])
def test_lock_files_have_hashes_and_no_addresses(lock: str) -> None:
    """Then pip gets packages from the index in the user's configuration."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert not re.search(r"[/@]|--(?!hash=)", text)
    assert all("--hash=sha256:" in block for block in blocks(text))


def test_the_lock_of_the_tests_includes_the_other_locks() -> None:
    """The versions and hashes are the same."""
    build, pdf, dev = (blocks((ROOT / lock).read_text(encoding="utf-8")) for lock in LOCKS)
    assert set(build) <= set(pdf) <= set(dev)
    for lock, package in ((HEIC_LOCK, "pillow-heif"), (SVG_LOCK, "resvg-py")):
        one = blocks((ROOT / lock).read_text(encoding="utf-8"))
        assert [name.split("==")[0] for name in set(one) - set(build)] == [package]
        assert set(build) <= set(one)
    for lock in (IMPORT_LOCK, DASK_LOCK):
        one = blocks((ROOT / lock).read_text(encoding="utf-8"))
        assert set(build) <= set(one) <= set(dev)


def blocks(lock: str) -> list[str]:
    """The entries of a lock file, each with its hashes."""
    return re.split(r"\n(?=\S)", lock.strip())
