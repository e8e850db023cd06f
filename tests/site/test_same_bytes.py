"""The same input gives the same bytes, on any machine and at any time."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.installed import HALF_WRITTEN
from tests.machine import need
from tests.site.building import ROOT, SITES, good, snapshot

OTHERS = {
    "C": {"LANG": "C", "LC_ALL": "C", "TZ": "America/New_York", "PYTHONHASHSEED": "0"},
    "tr_TR": {
        "LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8", "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "1",
    },
}  # fmt: skip


@pytest.mark.parametrize("name", OTHERS)
def test_another_machine_builds_the_same_bytes(published: Path, tmp_path: Path, name: str) -> None:
    """Language, time zone, hash seed, folder, file dates and number of processes change no byte."""
    if os.name == "nt":
        pytest.skip("Windows has no locales by these names")
    known = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=False).stdout
    need(f"språket {name}", name == "C" or name in known)
    copy = tmp_path / "en annen mappe" / "nettsted"
    for part in ("plugins", "theme", "pelicanconf.py", "publishconf.py"):
        source = ROOT / part
        copy.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, copy / part, ignore=HALF_WRITTEN)
        else:
            shutil.copy(source, copy / part)
    shutil.copytree(SITES / "full", copy / "content")
    for path in (copy / "content").rglob("*"):
        os.utime(path, (10**9, 10**9))
    out = good(copy / "content", tmp_path / "out", cwd=copy, env=OTHERS[name], EXECUTOR="2")
    assert snapshot(out) == snapshot(published)


def test_a_second_build_touches_nothing(tmp_path: Path) -> None:
    """A second build of the same content changes no file and no file time."""
    out = tmp_path / "out"
    for _ in range(2):
        good(SITES / "full", out)
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*.html")}
    for _ in range(2):
        good(SITES / "full", out)
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*.html")} == before
