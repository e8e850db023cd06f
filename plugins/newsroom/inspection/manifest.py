"""The list of the site's files with their hashes, in the format of `sha256sum --check`."""

from collections.abc import Mapping

from newsroom.inspection.fault import HashedFile

MANIFEST = "/.hosting/manifest.sha256"


def manifest(files: Mapping[str, HashedFile]) -> bytes:
    """A line for each file, sorted by path: SHA-256 in hexadecimal, two spaces, path."""
    return "".join(f"{files[path].sha256}  {path}\n" for path in sorted(files)).encode()
