"""What people do with the site: the tasks of every site, and those of this repository's tests."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "plugins"))

from newsroom.tasks import *  # noqa: F403 - Invoke looks for tasks in this module
from tests.suite_tasks import mutants, soundness, test  # noqa: F401 - tasks of this module
