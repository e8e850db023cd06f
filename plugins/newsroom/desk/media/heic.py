"""Installs what reads HEIC, the format of phones, when somebody uploads the first such picture."""

import importlib
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

# What run.py does when it finds such a file in content/; it never makes the environment anew here.
INSTALL = "import run\nwith run.alone():\n    run.install(run.HEIC_LOCK)"
SECONDS = 240


def install_decoder(root: Path) -> bool:
    """Whether the run.py of a site could install the package into this environment."""
    if not (root / "run.py").is_file():
        return False
    command = [sys.executable, "-c", INSTALL]
    try:
        done = subprocess.run(
            command, cwd=root, capture_output=True, timeout=SECONDS, check=False,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return False
    importlib.invalidate_caches()
    return done.returncode == 0 and find_spec("pillow_heif") is not None
