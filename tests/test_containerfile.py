"""The Containerfile: its image, or else its steps in a folder, builds mounted content."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.site.building import SITES
from tests.test_run import run  # noqa: F401 - a fixture

ROOT = Path(__file__).parents[1]
STEPS = re.findall(r"^([A-Z]+) (.+)$", (ROOT / "Containerfile").read_text("utf-8"), re.MULTILINE)
ENVIRONMENT = {"SITEURL": "https://eksempel.no", "SOURCE_DATE_EPOCH": "1703030400"}
LOCKS = ("requirements.txt", "requirements-pdf.txt")
pytestmark = pytest.mark.skipif(os.name == "nt", reason="the steps are those of Linux")


def engine_of_containers() -> str | None:
    """podman or docker, the one that can build here."""
    commands = filter(None, map(shutil.which, ("podman", "docker")))
    return next((command for command in commands if works(command, "info")), None)


def works(*command: str) -> bool:
    return not subprocess.run(command, capture_output=True, timeout=60, check=False).returncode


def steps(word: str) -> list[str]:
    return [text for name, text in STEPS if name == word]


def in_container(command: str, public: Path) -> None:
    """Build the image, and run it as the comment in the file says."""
    subprocess.run([command, "build", "-q", "-t", "newsroom-test", str(ROOT)], check=True)
    mounts = (f"{SITES / 'minimal'}:/site/content:ro", f"{public}:/public")
    words = [word for mount in mounts for word in ("-v", mount)]
    words += [word for pair in ENVIRONMENT.items() for word in ("-e", "=".join(pair))]
    subprocess.run([command, "run", "--rm", *words, "newsroom-test"], check=True)


def copy_environment(run: ModuleType, site: Path) -> None:  # noqa: F811
    """The packages of this environment, as run.py would have installed them for the locks."""
    (site / ".venv").mkdir()
    for path in Path(sys.prefix).iterdir():
        if not path.name.endswith(".sha256"):
            (site / ".venv" / path.name).symlink_to(path)
    for lock in LOCKS:
        (site / ".venv" / f"{lock}.sha256").write_text(run.stamp(lock), encoding="utf-8")


def in_folder(run: ModuleType, folder: Path, public: Path) -> None:  # noqa: F811
    """Take the steps in a folder; `public` is in the place of /public."""
    site = folder / "site"
    site.mkdir()
    copy_environment(run, site)
    for step in steps("COPY"):
        *names, target = step.split()
        for name in names:
            if (ROOT / name).is_dir():
                shutil.copytree(
                    ROOT / name, site / target, ignore=shutil.ignore_patterns("__pycache__")
                )
            else:
                shutil.copy(ROOT / name, site / target)
    shutil.copytree(SITES / "minimal", site / "content")
    entry = json.loads(steps("ENTRYPOINT")[0]) + json.loads(steps("CMD")[0])
    ours = [step.split() for step in steps("RUN") if step.startswith("python ")]
    for words in (*ours, [word.replace("/public", str(public)) for word in entry]):
        command = [sys.executable, *words[1:]]
        env = {**ENVIRONMENT, "PATH": os.environ["PATH"]}
        done = subprocess.run(command, cwd=site, env=env, capture_output=True, encoding="utf-8")
        assert done.returncode == 0, done.stdout + done.stderr


def test_the_container_builds_mounted_content(run, tmp_path: Path) -> None:  # noqa: F811
    """The site is in the mounted folder, complete and with the address that was given."""
    public = tmp_path / "public"
    public.mkdir()
    if command := engine_of_containers():
        in_container(command, public)
    else:
        in_folder(run, tmp_path, public)
    html = (public / "site/index.html").read_text(encoding="utf-8")
    assert '<link rel="canonical" href="https://eksempel.no/">' in html
