"""The file at an address of a served folder, with its media type."""

import mimetypes
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from newsroom.hosting.hosts import COMPRESSED_TYPES

# These go before the system's table, which differs from machine to machine.
TYPES = {
    **COMPRESSED_TYPES,
    ".atom": "application/atom+xml; charset=utf-8",
    ".avif": "image/avif",
    ".svg": "image/svg+xml; charset=utf-8",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json; charset=utf-8",
    ".webp": "image/webp",
}
PAGE_TYPE = TYPES[".html"]


@dataclass(frozen=True, slots=True)
class ServedFile:
    """The media type and the bytes of a file."""

    media_type: str
    body: bytes


def look_up(folder: Path, address: str) -> ServedFile | None:
    """The file at an address; None when there is none, or when it is outside the folder.

    The folder is resolved at every call, since each build replaces it.
    """
    name = unquote(address).lstrip("/") + ("index.html" if address.endswith("/") else "")
    try:
        file = (folder / name).resolve()
        if not file.is_relative_to(folder.resolve()):
            return None
        return ServedFile(media_type(file), file.read_bytes())
    except (OSError, ValueError):  # a folder, or a name that is too long or has a NUL
        return None


def media_type(file: Path) -> str:
    """The media type by suffix, with the charset for what we write as text."""
    guessed = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    return TYPES.get(file.suffix.lower(), guessed)
