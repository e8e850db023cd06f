"""Folders of the machine that builds: their names tell whose it is, and what it is called there."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

# A folder at the top, such as /app, may be an address of the site too.
FEWEST_PARTS = 3


def names_of(folders: Iterable[Path], siteurl: str) -> Iterator[str]:
    """What to look for, as it stands in a path and in an address; what is within one begins so too.

    A folder whose name the site's own address has is left out.
    """
    every = {path for folder in folders for path in (folder.absolute(), folder.resolve())}
    deep = {one for one in every if len(one.parts) >= FEWEST_PARTS and str(one) not in siteurl}
    for folder in deep:
        if not deep.intersection(folder.parents):
            yield from {str(folder), folder.as_posix(), quote(folder.as_posix(), safe="/:")}


def is_named(folder: str, data: bytes) -> bool:
    """Whether a folder is named in a file, and not just a longer word or a part of an address."""
    said = folder.encode()
    whole = rb"(?<![\w.~-])" + re.escape(said) + rb"(?![\w-])"
    return said in data and bool(re.search(whole, data))
