"""Work in processes of their own, which share one import of the engine while it is the same."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from newsroom.places import PACKAGE, THEME

PROBE = """
import sys
def seen():
    is_shared = "newsroom.commands.comparing.compare" in sys.modules
    from newsroom.commands.changing import rename
    return rename.WORD, is_shared
"""
SCRIPT = """
from pathlib import Path
from newsroom.commands.changing import rename
from newsroom.desk.publishing.site_check import apart
from newsroom.probe import seen
if __name__ == "__main__":
    print(*apart(Path("."), "nb", seen))
    file = Path(rename.__file__)
    file.write_text(file.read_text(encoding="utf-8") + "WORD = 'etter'\\n", encoding="utf-8")
    print(*apart(Path("."), "nb", seen))
"""


@pytest.mark.skipif(
    not hasattr(os, "fork") or sys.platform == "darwin", reason="each process starts anew there"
)
def test_a_process_has_the_code_of_now_and_shares_it_while_it_is_the_same(tmp_path: Path) -> None:
    """The caches that it writes are named by the code, so old code may not write them."""
    engine = tmp_path / "engine"
    without = shutil.ignore_patterns("__pycache__")
    package = Path(shutil.copytree(PACKAGE, engine / "newsroom", ignore=without))
    shutil.copytree(THEME, package / "theme")
    rename = package / "commands/changing/rename.py"
    rename.write_text(rename.read_text(encoding="utf-8") + "\nWORD = 'før'\n", encoding="utf-8")
    (package / "probe.py").write_text(PROBE, encoding="utf-8")
    (tmp_path / "script.py").write_text(SCRIPT, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "script.py"], cwd=tmp_path, encoding="utf-8", check=False,
        capture_output=True, env=os.environ | {"PYTHONPATH": str(engine)},
    )  # fmt: skip
    assert (done.stderr, done.stdout.splitlines()) == ("", ["før True", "etter False"])
