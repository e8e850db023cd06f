"""What people do with the site: the tasks of every site, and those of this repository's tests."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "plugins"))

from newsroom.tasks import *  # noqa: E402, F403 - Invoke looks for tasks in this module
from tests.tasks import soundness, test  # noqa: E402, F401
