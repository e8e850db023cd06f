"""What a strict build makes public, left where `run.py record` finds it.

Beside the cache, and as text: whoever deploys the site may not be who built it.
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
from newsroom.site.store import forget_oldest, name_of

# How many outputs are remembered.
KEPT = 36


def folder_for(settings: Mapping[str, Any]) -> Path:
    """Where it is left of a build of this content into this OUTPUT."""
    names = (name_of(settings[one], settings) for one in ("PATH", "OUTPUT_PATH"))
    return Path(settings["CACHE_PATH"]) / "published" / "-".join(names)


def leave(run: Run, settings: Mapping[str, Any]) -> None:
    """Leave what the records will say once this is public.

    A disk that is full keeps nothing, so that nobody writes down what an earlier build made.
    """
    events = run.site_data.edition.events.values()
    texts = {
        ADDRESSES: ledger.spelt(run.url_owners),
        record.PATH: record.spelt(run.catalog.record.next(events, run.now)),
    }
    folder = folder_for(settings)
    rmtree(folder, ignore_errors=True)
    forget_oldest(folder.parent, KEPT)
    with suppress(OSError):
        for path, text in texts.items():
            write_atomically(folder / path, text.encode())
