"""Each file has a licence by REUSE, and each folder the licence that CONTRIBUTING.md names."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.test_workflows import command_of

ROOT = Path(__file__).parents[1]
LICENCES = {
    "run.py": {"MIT"},
    "tasks.py": {"MIT"},
    "plugins/newsroom/site/engine.py": {"MIT"},
    "plugins/newsroom/commands/check.py": {"MIT"},
    "tests/test_walls.py": {"MIT"},
    "theme/templates/base.html": {"MIT-0"},
    "content/reviews/2023.md": {"CC-BY-4.0"},
    "content/images/2024/vinterskog.jpg": {"CC0-1.0"},
    "requirements.txt": {"CC0-1.0"},
}


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The report of REUSE about a copy of the tracked files; git is not needed."""
    folder = tmp_path_factory.mktemp("licences") / "copy"
    lines = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    ignored = [line.strip("/") for line in lines if line and not line.startswith("#")]
    shutil.copytree(
        ROOT, folder, symlinks=True, ignore=shutil.ignore_patterns(".git", ".*_cache", *ignored)
    )
    done = subprocess.run(
        [command_of("reuse"), "lint", "--json"],
        cwd=folder, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.stdout, done.stderr
    return json.loads(done.stdout)


def test_reuse_reports_nothing(findings: dict[str, Any]) -> None:
    """Each file has a copyright holder and a licence; each licence text exists and is used."""
    assert {fault: files for fault, files in findings["non_compliant"].items() if files} == {}
    assert findings["summary"]["compliant"]


@pytest.mark.sample
def test_a_file_has_the_licence_of_its_folder(findings: dict[str, Any]) -> None:
    """Code has MIT, the theme MIT-0, texts of the sample CC-BY-4.0 and its pictures CC0-1.0."""
    licences = {
        Path(file["path"]).as_posix(): {licence["value"] for licence in file["spdx_expressions"]}
        for file in findings["files"]
    }
    assert {name: licences[name] for name in LICENCES} == LICENCES


def test_the_licence_at_the_root_is_that_of_the_code() -> None:
    """LICENSE, which code hosts read, and LICENSES/MIT.txt, which REUSE reads, are equal."""
    texts = [ROOT / "LICENSE", ROOT / "LICENSES" / "MIT.txt"]
    assert len({path.read_text(encoding="utf-8") for path in texts}) == 1
