"""Settings of the published site: no trace of drafts and future entries."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from pelicanconf import *  # noqa: F403 - settings are names of this module

SITEURL = SITEURL or "https://example.org"  # noqa: F405
SHOW_UNPUBLISHED = False
