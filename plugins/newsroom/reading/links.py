"""Resolves a link as written: to an entry, an address of this site, a document or another site."""

import posixpath
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import unquote

from newsroom.contract.body import Target

EXTERNAL = ("https://", "http://", "mailto:", "tel:", "webcal://")
FROM_CONTENT = ("images/", "documents/")
VALID = re.compile(
    r"(https?|webcal)://[^\s/?#]+\.[^\s/?#]+|mailto:[^@\s]+@[^@\s]+|tel:\+?[\d ()-]+"
)
SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
# `example.org/program`: no file of content/ has such a name.
DOMAIN = re.compile(r"[\w-]+(\.[\w-]+)*\.(?:no|com|org|net|io|eu|se|dk|fi|uk|de)(?=[/?]|$)")
# `https//example.org`, `<https://example.org` and `22 33 44 55` are no files either.
NO_SCHEME = re.compile(r"https?/|<https?:|\+?\d+( \d+)+$")
# Pelican's links to files; with a slash the path is from content/.
FILENAME = re.compile(r"\{(filename|static|attach)\}(?P<rooted>/?)|\|filename\|(?P<old>/?)")


def resolved(
    target: Target, here: str, refs_by_file: Mapping[str, tuple[str, ...]]
) -> tuple[Target, str | None]:
    """The target with its kind and name, and the code of its problem, None when it has none.

    `here` is the ref of the entry that has the link; `refs_by_file` has the refs of the entries in
    each file of content/.
    """
    written, _, fragment = target.name.partition("#")
    if not target.name:
        return replace(target, kind="external"), "link-empty"
    if target.name.startswith(EXTERNAL):
        code = None if VALID.match(target.name) else "link-incomplete"
        return replace(target, kind="external"), code
    if written.startswith("event:"):
        return replace(target, kind="entry", name=written, fragment=fragment), None
    if not written:
        return replace(target, kind="entry", name=here, fragment=fragment), None
    if written.startswith("/") and not written.startswith("//"):
        return replace(target, kind="address", name=unquote(written), fragment=fragment), None
    has_scheme = SCHEME.match(written) and not FILENAME.match(written)
    is_elsewhere = written.startswith(("//", "www.")) or DOMAIN.match(written) or "@" in written
    if has_scheme or is_elsewhere or NO_SCHEME.match(target.name):
        return replace(target, kind="external"), "link-scheme"
    path = _path(unquote(written), here)
    return _to_file(replace(target, fragment=fragment), path, refs_by_file)


def _path(written: str, here: str) -> str:
    """The path from content/ that a relative or `{filename}` link means."""
    folder = posixpath.dirname(here) if ":" not in here else ""
    written = unicodedata.normalize("NFC", written)
    if written.startswith(FROM_CONTENT):
        return posixpath.normpath(written)
    if prefix := FILENAME.match(written):
        rooted = prefix["rooted"] or prefix["old"]
        written = written[prefix.end() :]
        folder = "" if rooted else folder
    return posixpath.normpath(posixpath.join(folder, written))


def _to_file(
    target: Target, path: str, refs_by_file: Mapping[str, tuple[str, ...]]
) -> tuple[Target, str | None]:
    if path.startswith("../") or path == "..":
        return replace(target, kind="external"), "path-outside-content"
    if path.startswith("documents/"):
        return replace(target, kind="document", name=path), None
    refs = refs_by_file.get(path, (path,))
    if len(refs) > 1:
        return replace(target, kind="external"), "link-to-many"
    return replace(target, kind="entry", name=refs[0]), None


def picture_path(target: Target, here: str) -> str:
    """The path from content/ of a picture in a text: `images/…`, or relative to the file."""
    return _path(unquote(target.name), here)
