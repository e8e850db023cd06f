"""The Containerfile: its image, or else its steps in a folder, builds mounted content."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.site.building import SITES
from tests.test_run import loaded

ROOT = Path(__file__).parents[1]
STEPS = re.findall(r"^([A-Z]+) (.+)$", (ROOT / "Containerfile").read_text("utf-8"), re.MULTILINE)
ENVIRONMENT = {"SITEURL": "https://eksempel.no", "SOURCE_DATE_EPOCH": "1703030400"}
LOCKS = tuple(f"requirements{name}.txt" for name in ("", "-heic", "-pdf", "-svg"))
COPIED = re.findall(r"^!(.+)$", (ROOT / ".dockerignore").read_text("utf-8"), re.MULTILINE)
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


def copy_environment(environment: Path, site: Path) -> None:
    """The packages of this environment, as run.py would have installed them for the locks."""
    (site / ".venv").mkdir()
    for path in environment.iterdir():
        if not path.name.endswith(".sha256"):
            (site / ".venv" / path.name).symlink_to(path)
    run = loaded(site / "run.py")
    for lock in LOCKS:
        (site / ".venv" / f"{lock}.sha256").write_text(run.stamp(lock), encoding="utf-8")


def in_folder(source: Path, environment: Path, site: Path, public: Path) -> None:
    """Take the steps in the folder `site`; `public` is in the place of /public."""
    site.mkdir()
    for path in (path for pattern in COPIED for path in source.glob(pattern)):
        if path.is_dir():
            shutil.copytree(path, site / path.name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(path, site)
    copy_environment(environment, site)
    entry = json.loads(steps("ENTRYPOINT")[0]) + json.loads(steps("CMD")[0])
    ours = [["sh", "-c", step] for step in steps("RUN") if "python " in step]
    env = {**ENVIRONMENT, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    for words in (*ours, [word.replace("/public", str(public)) for word in entry]):
        if words == ours[-1]:
            assert not (site / "content").exists()
        elif words not in ours:
            shutil.copytree(SITES / "minimal", site / "content")
        done = subprocess.run(words, cwd=site, env=env, capture_output=True, encoding="utf-8")
        assert done.returncode == 0, done.stdout + done.stderr


def test_the_container_builds_mounted_content(tmp_path: Path) -> None:
    """The site is in the mounted folder, complete and with the address that was given."""
    public = tmp_path / "public"
    public.mkdir()
    if command := engine_of_containers():
        in_container(command, public)
    else:
        in_folder(ROOT, Path(sys.prefix), tmp_path / "site", public)
    assert_built(public)


def test_the_container_of_a_new_site_has_its_engine(new_site: Path, tmp_path: Path) -> None:
    """Its two files are ours, and build with the wheel that the site has."""
    for name in ("Containerfile", ".dockerignore"):
        assert (new_site / name).read_bytes() == (ROOT / name).read_bytes()
    (tmp_path / "public").mkdir()
    in_folder(new_site, new_site / ".venv", tmp_path / "site", tmp_path / "public")
    assert not (tmp_path / "site/plugins").exists()
    assert_built(tmp_path / "public")


def assert_built(public: Path) -> None:
    html = (public / "site/index.html").read_text(encoding="utf-8")
    assert '<link rel="canonical" href="https://eksempel.no/">' in html
