"""ruff and mypy report nothing about the code."""

import ast
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "plugins" / "newsroom"


@pytest.mark.parametrize(
    "command", [("ruff", "check"), ("ruff", "format", "--check"), ("mypy",)], ids=" ".join
)
def test_a_code_checker_reports_nothing(command: tuple[str, ...]) -> None:
    """Each has its settings in pyproject.toml; mypy is strict."""
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, encoding="utf-8",
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_two_classes_have_the_same_name() -> None:
    """Then a search for a class name finds one definition."""
    names = Counter(
        node.name
        for file in PACKAGE.rglob("*.py")
        for node in ast.parse(file.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef)
    )
    assert [name for name, count in names.items() if count > 1] == []


def test_ignore_comments_name_a_rule() -> None:
    """No line ends in a plain `# type: ignore` or `# noqa`."""
    lines = [
        f"{file.relative_to(ROOT)}: {line.strip()}"
        for file in sorted(PACKAGE.rglob("*.py"))
        for line in file.read_text(encoding="utf-8").splitlines()
        if line.rstrip().endswith(("# type: ignore", "# noqa"))
    ]
    assert lines == []
