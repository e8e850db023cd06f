"""What a written link means: another entry, an address of this site, or somewhere else."""

import posixpath
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import unquote

from newsroom.contract.body import Target

ELSEWHERE = ("https://", "mailto:", "tel:", "webcal://")
ROOTED = ("images/", "documents/")
WHOLE = re.compile(r"(https|webcal)://[^\s/?#]+\.[^\s/?#]+|mailto:[^@\s]+@[^@\s]+|tel:\+?[\d ()-]+")
SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
FILENAME = re.compile(r"\{(filename|static|attach)\}(?P<rooted>/?)|\|filename\|(?P<old>/?)")


def meant(
    target: Target, here: str, owners: Mapping[str, tuple[str, ...]]
) -> tuple[Target, str | None]:
    """The target with its kind and name, and the code of what is wrong, None when nothing is.

    `here` is the ref of the entry the text belongs to in its file; `owners` the refs that each file
    of content/ holds.
    """
    written, _, fragment = target.name.partition("#")
    folder = posixpath.dirname(here) if ":" not in here else ""
    if not target.name:
        return replace(target, kind="external"), "link-empty"
    if target.name.startswith(ELSEWHERE):
        return replace(target, kind="external"), None if WHOLE.match(target.name) else "link-scheme"
    if written.startswith("event:"):
        return replace(target, kind="entry", name=written, fragment=fragment), None
    if not written:
        return replace(target, kind="entry", name=here, fragment=fragment), None
    if written.startswith("/") and not written.startswith("//"):
        return replace(target, kind="address", name=unquote(written), fragment=fragment), None
    if written.startswith(("//", "www.")) or "@" in written:
        return replace(target, kind="external"), "link-scheme"
    if SCHEME.match(written) and not FILENAME.match(written):
        return replace(target, kind="external"), "link-scheme"
    return _file(replace(target, fragment=fragment), _path(unquote(written), folder), owners)


def _path(written: str, folder: str) -> str:
    """The path from content/ that a relative or `{filename}` link names."""
    written = unicodedata.normalize("NFC", written)
    if written.startswith(ROOTED):
        return posixpath.normpath(written)
    if found := FILENAME.match(written):
        rooted = found["rooted"] or found["old"]
        written = written[found.end() :]
        folder = "" if rooted else folder
    elif written.startswith(("documents/", "images/")):
        folder = ""
    return posixpath.normpath(posixpath.join(folder, written))


def _file(
    target: Target, path: str, owners: Mapping[str, tuple[str, ...]]
) -> tuple[Target, str | None]:
    if path.startswith("../") or path == "..":
        return replace(target, kind="external"), "path-outside-content"
    if path.startswith("documents/"):
        return replace(target, kind="document", name=path), None
    refs = owners.get(path, (path,))
    if len(refs) > 1:
        return replace(target, kind="external"), "link-to-many"
    return replace(target, kind="entry", name=refs[0]), None


def picture_path(target: Target, here: str) -> str:
    """The path from content/ of a picture in a text: `images/…`, or relative to the file."""
    folder = posixpath.dirname(here) if ":" not in here else ""
    return _path(unquote(target.name), folder)
