"""ruff and mypy report nothing about the code, and it keeps some rules of our own."""

import ast
import re
import subprocess
import sys
from collections import Counter
from itertools import pairwise
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


def test_each_type_has_a_name_of_its_own() -> None:
    """Then a search for the name of a class, an alias or a type variable finds one definition."""
    names = Counter(
        name
        for file in PACKAGE.rglob("*.py")
        for node in ast.parse(file.read_text(encoding="utf-8")).body
        for name in _defined(node)
        if name[:1].isupper() and not name.isupper()
    )
    assert [name for name, count in names.items() if count > 1] == []


def _defined(node: ast.stmt) -> list[str]:
    """The names that a statement at the top of a module defines as a class or assigns."""
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    assigned = [target.id for target in targets if isinstance(target, ast.Name)]
    return [node.name] if isinstance(node, ast.ClassDef) else assigned


IGNORED = re.compile(r"# (type: ignore|noqa)(?P<rule>\[[a-z, -]+\]|: [A-Z]+\d+)?(?P<reason> +\S)?")


def test_ignore_comments_name_a_rule_and_a_reason() -> None:
    """The reason is behind the rule, or a comment in the line above."""
    lines = [
        f"{file.relative_to(ROOT)}:{number}: {line.strip()}"
        for file in [*PACKAGE.rglob("*.py"), *ROOT.glob("*.py")]
        for number, (above, line) in enumerate(
            pairwise(["", *file.read_text(encoding="utf-8").splitlines()]), start=1
        )
        if (ignored := IGNORED.search(line))
        and not (ignored["rule"] and (ignored["reason"] or above.lstrip().startswith("# ")))
    ]
    assert lines == []


def test_what_reads_the_content_runs_with_other_content_too() -> None:
    """`.ci/foreign` lists what it runs and what it leaves out; what names content/ is run."""
    listed, left_out = patterns("reading"), patterns("own")
    named = [
        file.relative_to(ROOT)
        for file in (ROOT / "tests").rglob("test_*.py")
        if 'ROOT / "content' in file.read_text(encoding="utf-8")
    ]
    assert [str(file) for file in named if not fits(file, listed) or fits(file, left_out)] == []
    assert [path for path in left_out if not (ROOT / path).is_file()] == []


def patterns(name: str) -> list[str]:
    """The paths in a list of `.ci/foreign`, where `{a,b}` stands for both."""
    script = (ROOT / ".ci/foreign").read_text(encoding="utf-8")
    words = [
        word for line in re.findall(rf"^{name}\+?=\((.*)\)$", script, re.M) for word in line.split()
    ]
    assert words, f"no list {name} in .ci/foreign"
    parts = [re.split(r"[{}]", word) for word in words]
    return [
        "".join((one[0], middle, *one[2:]))
        for one in parts
        for middle in "".join(one[1:2]).split(",")
    ]


def fits(file: Path, patterns: list[str]) -> bool:
    return any(path.match(pattern) for path in (file, *file.parents) for pattern in patterns)
