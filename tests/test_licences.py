"""Each file has a licence by REUSE, each folder that of CONTRIBUTING.md; and those of packages."""

import json
import re
import shutil
import subprocess
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, metadata
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


# How the metadata of packages writes the families of docs/licences.md.
FAMILIES = {
    "AGPL": r"AGPL|Affero", "LGPL": r"LGPL|Lesser",
    "GPL": r"(?<![AL])GPL|(?<!Lesser )(?<!Affero )General Public", "Apache": "Apache",
    "BSD": "BSD", "CC0": "CC0", "MIT": r"\bMIT\b", "MPL": "MPL|Mozilla", "OFL": "OFL",
    "PSF": "PSF|Python Software", "public domain": r"(?<!\(CC0 1.0\) )Public Domain",
}  # fmt: skip
# What a build may have of those that ask for more than their name: docs/licences.md explains each.
COPYLEFT = {"pelican": "AGPL", "python-stdnum": "LGPL", "unidecode": "GPL"}


def declared(package: str) -> set[str]:
    """The families that an installed package declares; none when it says nothing."""
    data = metadata(package)
    lines = data.get_all("Classifier", [])
    classifiers = " ".join(line.split("::")[-1] for line in lines if "License ::" in line)
    text = data.get("License-Expression") or classifiers or data.get("License", "")
    return {family for family, pattern in FAMILIES.items() if re.search(pattern, text)}


def test_every_package_is_listed_with_its_licence() -> None:
    """Of all locks; those that are installed here declare what the list says."""
    text = (ROOT / "docs/licences.md").read_text(encoding="utf-8")
    listed = dict(re.findall(r"^\| ([\w.-]+) \| ([^|]+) \| [^|]+ \|$", text, re.MULTILINE))
    del listed["package"]
    locks = {path: path.read_text(encoding="utf-8") for path in ROOT.glob("requirements*.txt")}
    locked = {name for lock in locks.values() for name in names_in(lock)}
    assert listed.keys() == locked
    families = {name: set(words.split(", ")) for name, words in listed.items()}
    assert set().union(*families.values()) <= FAMILIES.keys()
    for name in locked:
        with suppress(PackageNotFoundError):
            assert declared(name) in (families[name], set()), name
    open_ones = {"Apache", "BSD", "MIT", "MPL", "OFL", "PSF", "public domain"}
    build = names_in(locks[ROOT / "requirements.txt"])
    assert {name: listed[name] for name in build if not families[name] & open_ones} == COPYLEFT


def names_in(lock: str) -> list[str]:
    return re.findall(r"^([\w.-]+)==", lock, re.MULTILINE)
