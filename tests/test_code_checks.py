"""The linter, the formatter and the type checker say nothing about the code."""

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
def test_a_checker_is_silent(command: tuple[str, ...]) -> None:
    """Each reads its settings in pyproject.toml; mypy is strict."""
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, encoding="utf-8",
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_type_has_a_name_of_its_own() -> None:
    """A class name stands in one module of the package, so a search for it finds one place."""
    names = Counter(
        node.name
        for file in PACKAGE.rglob("*.py")
        for node in ast.parse(file.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef)
    )
    assert [name for name, count in names.items() if count > 1] == []


def test_an_ignored_error_is_named() -> None:
    """`# type: ignore` and `# noqa` say which rule they are about."""
    lines = [
        f"{file.relative_to(ROOT)}: {line.strip()}"
        for file in sorted(PACKAGE.rglob("*.py"))
        for line in file.read_text(encoding="utf-8").splitlines()
        if line.rstrip().endswith(("# type: ignore", "# noqa"))
    ]
    assert lines == []
