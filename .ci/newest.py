"""Prints the packages of pyproject.toml without their upper bounds, for newest.yml."""

import re
import tomllib
from itertools import chain
from pathlib import Path

# As in requirements-dev.txt: without the extra that a test misses on purpose.
EXTRAS = ("pdf", "import")

table = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))
project = table["project"]
extras = (project["optional-dependencies"][name] for name in EXTRAS)
for package in chain(project["dependencies"], *extras, table["dependency-groups"]["dev"]):
    # The runner has CPython: the markers name what other Pythons lack.
    print(re.sub(r",<[\d.]+", "", package).partition(" ;")[0])
