"""Every file has a licence, its text is here, and each folder has the one CONTRIBUTING.md names."""

import subprocess
from pathlib import Path

import pytest

from tests.test_workflows import command_of

ROOT = Path(__file__).parents[1]
LICENCES = {
    "run.py": "MIT",
    "tasks.py": "MIT",
    "plugins/site/engine.py": "MIT",
    "tools/newsroom/check.py": "MIT",
    "tests/test_walls.py": "MIT",
    "theme/templates/base.html": "MIT-0",
    "content/reviews/2023.md": "CC-BY-4.0",
    "content/images/2024/vinterskog.jpg": "CC0-1.0",
    "requirements.txt": "CC0-1.0",
}
FIELD = "LicenseInfoInFile: "


@pytest.fixture(scope="module")
def inventory() -> dict[str, str]:
    """The licence of each file, as REUSE reads it."""
    found = {}
    for block in reuse("spdx").split("\nFileName: ./")[1:]:
        name, *lines = block.splitlines()
        found[name] = " ".join(x.removeprefix(FIELD) for x in lines if x.startswith(FIELD))
    return found


def reuse(*words: str) -> str:
    done = subprocess.run(
        [command_of("reuse"), *words],
        cwd=ROOT, capture_output=True, encoding="utf-8", errors="replace", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_reuse_is_satisfied() -> None:
    """Every file has a holder and a licence; every licence has its text, and every text a use."""
    reuse("lint", "--lines")


@pytest.mark.parametrize("name", LICENCES)
def test_a_file_has_the_licence_of_its_folder(inventory: dict[str, str], name: str) -> None:
    """Code is MIT, the theme MIT-0, the sample's words CC BY and its pictures CC0."""
    assert inventory[name] == LICENCES[name]


def test_the_licence_at_the_root_is_that_of_the_code() -> None:
    """Forges read LICENSE, REUSE reads LICENSES/."""
    texts = [ROOT / "LICENSE", ROOT / "LICENSES" / "MIT.txt"]
    assert len({path.read_text(encoding="utf-8") for path in texts}) == 1
