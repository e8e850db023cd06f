"""Settings of the published site: no trace of drafts and future entries."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from pelicanconf import *  # noqa: F403

SITEURL = os.environ.get("SITEURL", "https://example.org").rstrip("/")
SHOW_UNPUBLISHED = False
# The style page is for those who change the theme.
PLUGINS = [room for room in PLUGINS if room.__name__ != specimens.__name__]  # noqa: F405
