"""Imports all modules and builds a small site, in the process that builds are forked from.

So each fork has what a process loads or computes once, such as the names of months.
"""

import importlib
import pkgutil
import sys
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from blinker import ANY, Signal
from pelican import signals
from pelican.settings import read_settings

import newsroom

ROOT = Path(__file__).parents[2]

# A build imports some modules only when it needs them.
for module in pkgutil.walk_packages(newsroom.__path__, f"{newsroom.__name__}."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)

with TemporaryDirectory() as folder, redirect_stderr(StringIO()), redirect_stdout(StringIO()):
    places = {"PATH": str(ROOT / "tests/sites/minimal"), "THEME": str(ROOT / "theme")}
    places |= {"OUTPUT_PATH": f"{folder}/out", "CACHE_PATH": f"{folder}/cache"}
    pictures = {"PICTURE_FORMATS": ["jpeg"], "PICTURE_WIDTHS": [240]}
    override = {"NOW": "2023-12-20T12:00", **places, **pictures}
    settings = read_settings(str(ROOT / "publishconf.py"), override=override)
    settings["PELICAN_CLASS"](settings).run()

# A fork reads its own settings, and connects their plugins.
sys.modules.pop("pelicanconf", None)
for signal in vars(signals).values():
    for receiver in list(signal.receivers_for(ANY)) if isinstance(signal, Signal) else ():
        signal.disconnect(receiver)
