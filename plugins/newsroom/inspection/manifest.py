"""The list of every file of the site with its hash, as `sha256sum --check` reads it."""

from collections.abc import Mapping

from newsroom.inspection.fault import File

MANIFEST = "/.hosting/manifest.sha256"


def manifest(files: Mapping[str, File]) -> bytes:
    """A line for each file by its path, SHA-256 first."""
    return "".join(f"{files[path].sha256}  {path}\n" for path in sorted(files)).encode()
