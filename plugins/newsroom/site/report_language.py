"""The language of problems, of reports and of the desk: the setting, else that of the site."""

import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

# The language of messages, by the language that a site is first in.
REPORTS = {"nb": "nb", "nn": "nb", "en": "en"}
# As much of YAML as the first language needs: with a parser, a run without changes is slower.
FIRST = re.compile(rb"^languages:(?:\s|#.*|[\[\"'-])*(\w+)", re.MULTILINE)


def report_language(settings: Mapping[str, Any]) -> str:
    """REPORT_LANG, else the language of messages for the first of `languages` in site.yaml."""
    if given := settings.get("REPORT_LANG"):
        return str(given)
    first = None
    with suppress(OSError):
        first = FIRST.search(Path(settings["PATH"], "site.yaml").read_bytes())
    return REPORTS.get(first[1].decode() if first else "", "nb")
