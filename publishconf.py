"""Settings of the published site: no trace of drafts and future entries."""

import os
import sys

sys.path.insert(0, os.path.dirname(__file__))  # noqa: PTH120 - pelicanconf.py is beside it
from pelicanconf import *  # noqa: F403 - settings are names of this module

SITEURL = os.environ.get("SITEURL", "https://example.org").rstrip("/")
SHOW_UNPUBLISHED = False
