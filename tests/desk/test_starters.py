"""The files that start the desk by a double click, and in a workspace on GitHub."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WINDOWS, MAC = ROOT / "Skrivepult.cmd", ROOT / "Skrivepult.command"
OLD = "#!/bin/sh\nexit 1\n"
NEW = '#!/bin/sh\n[ "$1" = -c ] || echo "$0" "$@"\n'

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs sh")


def double_clicked(folder: Path, pythons: dict[str, str]) -> tuple[int, str]:
    """Exit code and output of the starter for macOS, when PATH has these programs alone."""
    programs, site = folder / "bin", folder / "et nettsted"
    programs.mkdir()
    site.mkdir()
    shutil.copy(MAC, site)
    for name, script in pythons.items():
        (programs / name).write_text(script)
        (programs / name).chmod(0o755)
    done = subprocess.run(
        [site / MAC.name], env={"PATH": str(programs)}, stdin=subprocess.DEVNULL,
        capture_output=True, encoding="utf-8", cwd=folder,
    )  # fmt: skip
    return done.returncode, done.stdout


@pytest.mark.parametrize("pythons", [{}, {"python3": OLD, "python": OLD}])
def test_a_missing_or_old_python_is_said_with_where_to_get_one(
    tmp_path: Path, pythons: dict[str, str]
) -> None:
    """The window stays open until Enter."""
    code, said = double_clicked(tmp_path, pythons)
    assert code == 1
    assert "trenger Python 3.11 eller nyere" in said
    assert "https://www.python.org/downloads/" in said
    assert "Trykk Enter" in said


@pytest.mark.parametrize("name", ["python3", "python"])
def test_the_first_python_that_is_new_enough_starts_the_desk(tmp_path: Path, name: str) -> None:
    """In the folder of the site."""
    code, said = double_clicked(tmp_path, {"python3": OLD} | {name: NEW})
    assert code == 0
    assert said.strip().endswith(f"/{name} run.py serve")


def test_the_starter_for_macos_is_a_program() -> None:
    """Its grammar is that of sh."""
    assert os.access(MAC, os.X_OK)
    assert subprocess.run(["sh", "-n", MAC], check=False).returncode == 0


def test_the_starter_for_windows_says_the_same() -> None:
    """It tries the same versions, and each of its lines ends as Windows wants it."""
    data = WINDOWS.read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n")
    text, other = data.decode("utf-8"), MAC.read_text(encoding="utf-8")
    asked = "import sys; sys.exit(sys.version_info < (3, 11))"
    for both in (asked, "run.py serve", *re.findall(r'echo "(.*(?:Python|python).*)"', other)):
        assert both in text
        assert both in other
    assert text.count("pause") == 2


def test_the_workspace_starts_the_desk_on_its_forwarded_port() -> None:
    """No word in it makes the port public, and no image names a registry."""
    text = (ROOT / ".devcontainer/devcontainer.json").read_text(encoding="utf-8")
    settings = json.loads(re.sub(r"^ *//.*$", "", text, flags=re.MULTILINE))
    assert settings["forwardPorts"] == [8000]
    assert settings["portsAttributes"]["8000"]["onAutoForward"] == "openBrowser"
    assert "visibility" not in text
    assert settings["postAttachCommand"].startswith("python3 run.py serve")
    dockerfile = (ROOT / ".devcontainer" / settings["build"]["dockerfile"]).read_text()
    assert re.findall(r"^FROM (.*)", dockerfile, re.MULTILINE) == ["python:3.13"]
