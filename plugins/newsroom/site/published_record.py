"""Writes what a strict build makes public to a folder where `run.py record` finds it.

Beside the cache, and as text: another machine may deploy the site and record it.
"""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from shutil import rmtree
from typing import Any

from newsroom.contract.ledger import ADDRESSES
from newsroom.disk.atomic import write_atomically
from newsroom.reading import ledger, record
from newsroom.run import Run
from newsroom.site.store import folder_name, forget_oldest

# How many outputs have such a folder.
KEPT = 36


def folder_for(settings: Mapping[str, Any]) -> Path:
    """The folder for a build of this content into this OUTPUT."""
    names = (folder_name(settings[name], settings) for name in ("PATH", "OUTPUT_PATH"))
    return Path(settings["CACHE_PATH"]) / "published" / "-".join(names)


def write_record(run: Run, settings: Mapping[str, Any]) -> None:
    """Write what the records will say once this is public.

    On a full disk nothing is left, so that nobody records what an earlier build made.
    """
    events = run.site_data.edition.events.values()
    texts = {
        ADDRESSES: ledger.serialized(run.url_owners),
        record.PATH: record.serialized(run.catalog.record.next(events, run.now)),
    }
    folder = folder_for(settings)
    rmtree(folder, ignore_errors=True)
    forget_oldest(folder.parent, KEPT)
    with suppress(OSError):
        for path, text in texts.items():
            write_atomically(folder / path, text.encode())
