"""The folders of the machine that builds: their paths name the machine's user and its set-up."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

# A folder near the root, such as /app, may also be an address of the site.
FEWEST_PARTS = 3


def names_of(folders: Iterable[Path], siteurl: str) -> Iterator[str]:
    """How files may write the outermost of these folders: as a path, and as part of a URL.

    A folder whose path is in the site's own address is left out.
    """
    paths = {path for folder in folders for path in (folder.absolute(), folder.resolve())}
    deep = {p for p in paths if len(p.parts) >= FEWEST_PARTS and str(p) not in siteurl}
    for folder in deep:
        if not deep.intersection(folder.parents):
            yield from {str(folder), folder.as_posix(), quote(folder.as_posix(), safe="/:")}


def is_named(folder: str, data: bytes) -> bool:
    """Whether a file names the folder, as a whole path and not as part of a longer name or URL."""
    name = folder.encode()
    whole_path = rb"(?<![\w.~-])" + re.escape(name) + rb"(?![\w-])"
    return name in data and bool(re.search(whole_path, data))
