"""The fixtures of the tests of the desk."""

import os
import shutil
from pathlib import Path

import pytest

from tests import machine
from tests.desk.editors import Editor, new_editors
from tests.site import forked


@pytest.fixture(scope="session")
def new_clones(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the clones, as the tests of publishing begin with them."""
    machine.git()
    forked.prepare()
    folder = tmp_path_factory.mktemp("editors")
    new_editors(folder)
    return folder


@pytest.fixture
def editors(
    new_clones: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[Editor, Editor]:
    """Kari and Ola, who have the same site, on a machine where Git has no settings."""
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, os.devnull)
    shutil.copytree(new_clones, tmp_path, dirs_exist_ok=True)
    return Editor(tmp_path / "kari"), Editor(tmp_path / "ola")
