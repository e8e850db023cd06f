"""The bootstrap: what it asks of a Python, when it makes .venv anew, how it hands words on."""

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

ROOT = Path(__file__).parents[1]
TOO_NEW_FOR_OLD_PYTHONS = (
    ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.Nonlocal, ast.AsyncFunctionDef, ast.Match,
)  # fmt: skip
LOCKS = ("requirements.txt", "requirements-pdf.txt", "requirements-dev.txt")
# Stands in for pip: notes what it was asked for and ends as the test says.
PIP = """\
import os, sys
with open(os.environ["PIP_NOTES"], "a", encoding="utf-8") as notes:
    print(os.path.basename(sys.argv[-1]), file=notes)
if os.environ["PIP_FAILS"] in sys.argv[-1]:
    sys.exit("pip sier nei")
"""
NEWSROOM = """\
import os, sys
print([os.getcwd(), sys.prefix, os.environ["PYTHONUTF8"], *sys.argv[1:]])
sys.exit(7)
"""


@dataclass(frozen=True)
class Checkout:
    """A copy of run.py with small locks, and stand-ins for pip and newsroom."""

    root: Path
    elsewhere: Path

    @property
    def pip_notes(self) -> list[str]:
        """The locks that pip was asked to install, in order."""
        notes = self.elsewhere / "notes"
        return notes.read_text(encoding="utf-8").split() if notes.exists() else []

    def start(self, *words: str, pip_fails: str = "never") -> subprocess.Popen[str]:
        """Start run.py from another folder, as a person would."""
        told = {
            "PYTHONPATH": str(self.elsewhere / "stand-ins"),
            "PIP_NOTES": str(self.elsewhere / "notes"),
            "PIP_FAILS": pip_fails,
            "PYTHONUTF8": "1",
        }
        return subprocess.Popen(
            [sys.executable, str(self.root / "run.py"), *words],
            cwd=self.elsewhere, env=os.environ | told, encoding="utf-8",
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    def run(self, *words: str, pip_fails: str = "never") -> tuple[int, str, str]:
        """The exit code, stdout and stderr of run.py."""
        process = self.start(*words, pip_fails=pip_fails)
        out, err = process.communicate(timeout=60)
        return process.returncode, out, err


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """A checkout whose path has a space and æøå in it."""
    root, elsewhere = tmp_path / "en mappe på øya", tmp_path / "annet sted"
    root.mkdir()
    shutil.copy(ROOT / "run.py", root)
    (root / "requirements.txt").write_text("bygg==1\n")
    (root / "requirements-dev.txt").write_text("bygg==1\ntest==1\n")
    (root / "requirements-pdf.txt").write_text("bygg==1\npdf==1\n")
    for name, text in {"pip": PIP, "newsroom": NEWSROOM}.items():
        package = elsewhere / "stand-ins" / name
        package.mkdir(parents=True)
        (package / "__init__.py").touch()
        (package / "__main__.py").write_text(text, encoding="utf-8")
    return Checkout(root, elsewhere)


@pytest.fixture
def run() -> ModuleType:
    """The bootstrap as a module."""
    spec = importlib.util.spec_from_file_location("bootstrap", ROOT / "run.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_bootstrap_keeps_to_a_grammar_that_old_pythons_read() -> None:
    """A syntax error would hide the message about the version."""
    tree = ast.parse((ROOT / "run.py").read_text(encoding="utf-8"), feature_version=(3, 7))
    for node in ast.walk(tree):
        assert not isinstance(node, TOO_NEW_FOR_OLD_PYTHONS), ast.dump(node)
        assert getattr(node, "annotation", None) is None
        assert getattr(node, "returns", None) is None
        assert not getattr(node, "kwonlyargs", None)
        assert not (isinstance(node, ast.Raise) and node.cause)


def test_a_python_too_old_is_told_so_in_both_languages(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both what is needed and what was found are named, and nothing is set up."""
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    assert run.main(["build"]) == 1
    said = capsys.readouterr().err
    assert "trenger Python 3.11 eller nyere; dette er Python 3.9.2" in said
    assert "needs Python 3.11 or newer" in said


def test_words_reach_newsroom_unchanged_and_its_exit_code_comes_back(checkout: Checkout) -> None:
    """It runs inside .venv, in UTF-8, from the repository's root."""
    words = ["build", "--siteurl", "https://example.org/på vei/"]
    code, out, _ = checkout.run(*words)
    root, venv = str(checkout.root), str(checkout.root / ".venv")
    assert (code, ast.literal_eval(out)) == (7, [root, venv, "1", *words])


def test_packages_are_installed_once(checkout: Checkout) -> None:
    """The second run finds everything in place and says nothing."""
    checkout.run("build")
    assert checkout.run("build")[2] == ""
    assert checkout.pip_notes == ["requirements.txt"]


def test_the_packages_of_the_tests_are_added_when_first_needed(checkout: Checkout) -> None:
    """A build never pays for them, and adding them leaves the environment standing."""
    checkout.run("build")
    checkout.run("test")
    checkout.run("build")
    assert checkout.pip_notes == ["requirements.txt", "requirements-dev.txt"]


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_a_changed_lock_makes_the_environment_anew(checkout: Checkout, lock: str) -> None:
    """A package that left the lock must not linger."""
    checkout.run("test")
    left_over = checkout.root / ".venv" / "left-over"
    left_over.touch()
    (checkout.root / lock).write_text("bygg==2\n")
    checkout.run("test")
    assert not left_over.exists()
    assert len(checkout.pip_notes) == 4


def test_another_python_makes_another_stamp(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An environment made by 3.11 is not taken for one of 3.12."""
    before = run.stamp("requirements.txt")
    monkeypatch.setattr(sys, "version", "3.99.0")
    assert run.stamp("requirements.txt") != before


def test_a_failing_pip_speaks_for_itself_and_leaves_nothing_taken_for_whole(
    checkout: Checkout,
) -> None:
    """Its own words come first, then ours; the next run starts over."""
    code, out, err = checkout.run("build", pip_fails="requirements.txt")
    assert (code, out) == (1, "")
    assert err.index("pip sier nei") < err.index("Sjekk nettforbindelsen")
    assert checkout.run("build")[0] == 7
    assert checkout.pip_notes == ["requirements.txt"] * 2


def test_failing_to_add_the_packages_of_the_tests_leaves_the_build_usable(
    checkout: Checkout,
) -> None:
    """The environment for building was whole before and still is."""
    assert checkout.run("test", pip_fails="requirements-dev.txt")[0] == 1
    assert checkout.run("build")[2] == ""


@pytest.mark.skipif(os.name == "nt", reason="Windows lacks the lock that makes the second wait")
def test_two_first_runs_at_once_set_up_once(checkout: Checkout) -> None:
    """The second waits for the first instead of deleting its work."""
    both = [checkout.start("build"), checkout.start("build")]
    assert [(process.communicate(timeout=60), process.returncode)[1] for process in both] == [7, 7]
    assert checkout.pip_notes == ["requirements.txt"]


@pytest.mark.parametrize(
    ("word", "letter", "locks"),
    [
        ("pdf", "", ["requirements.txt", "requirements-pdf.txt"]),
        ("build", "pdf: ja", ["requirements.txt", "requirements-pdf.txt"]),
        ("build", "pdf: nei", ["requirements.txt"]),
        ("build", "note: ikke som pdf: ja", ["requirements.txt"]),
        ("check", "pdf: ja", ["requirements.txt"]),
    ],
)
def test_what_prints_the_letter_is_added_when_somebody_asks_for_it(
    checkout: Checkout, word: str, letter: str, locks: list[str]
) -> None:
    """By the word, or in the letter itself; nobody else pays for it."""
    reviews = checkout.root / "content" / "reviews"
    reviews.mkdir(parents=True)
    (reviews / "2023.md").write_text(f"---\ntitle: Året\n{letter}\n---\n", encoding="utf-8")
    checkout.run(word)
    assert checkout.pip_notes == locks


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_hashes_and_no_address(lock: str) -> None:
    """Where packages come from is the user's pip's to decide."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert not re.search(r"[/@]|--(?!hash=)", text)
    assert all("--hash=sha256:" in block for block in blocks(text))


def test_tests_run_with_the_packages_that_build() -> None:
    """Every pin of the others stands in the tests' lock too, hashes and all."""
    build, pdf, dev = (blocks((ROOT / lock).read_text(encoding="utf-8")) for lock in LOCKS)
    assert set(build) <= set(pdf) <= set(dev)


def blocks(lock: str) -> list[str]:
    """A lock's entries, each with its hashes."""
    return re.split(r"\n(?=\S)", lock.strip())
