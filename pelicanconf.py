"""Settings of the preview: drafts and future entries are shown, marked. publishconf.py is strict.

docs/settings.md describes what may be set here; newsroom.settings has the defaults.
"""

import os
import sys
from pathlib import Path

# The engine stands in this repository; a site that has installed it needs no path.
sys.path.insert(0, str(Path(__file__).parent / "plugins"))

from newsroom.settings import *  # noqa: F403 - settings are names of this module

SITEURL = os.environ.get("SITEURL", "").rstrip("/")
