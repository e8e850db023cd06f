"""What differs between the sites that the old and the new engine build of the same content."""

import re
from collections.abc import Iterator
from pathlib import Path

MOST = 20
# The fingerprint in the name of a file: it follows from the file, which is compared itself.
FINGERPRINT = re.compile(rb"\.[0-9a-f]{12}(?=\.\w)")
# Names of groups, and how the paths in them are recognized. What follows from other files is left
# out: hashes and compressed files.
DERIVED = re.compile(r"\.hosting/manifest\.sha256|.*\.(gz|br)")
GROUPS = {
    "Sider": re.compile(r".*\.html"),
    "Strømmer": re.compile(r".*feed\.(xml|json)"),
    "Kalendere": re.compile(r".*\.ics"),
    "Oppsett for tjenere": re.compile(r"_headers|_redirects|\.htaccess|\.hosting/.*"),
    "Andre filer": re.compile(r".*"),
}


def comparison(old: Path, new: Path, most: int | None = MOST) -> Iterator[str]:
    """Lines with the paths that differ between two sites, at most `most` in each group."""
    changes = dict(differences(old, new))
    if not changes:
        yield "Nettstedet blir likt, fil for fil."
    for name, pattern in GROUPS.items():
        paths = [path for path in changes if pattern.fullmatch(path)]
        if paths:
            yield f"{name} som blir annerledes: {len(paths)}"
            yield from (f"  {changes[path]:<6} /{path}" for path in paths[:most])
            if most and len(paths) > most:
                yield f"  … og {len(paths) - most} til. Med --all vises alle."
        for path in paths:
            del changes[path]


def differences(old: Path, new: Path) -> Iterator[tuple[str, str]]:
    """Each path that differs with `ny`, `borte` or `endret`, sorted."""
    before, after = files_of(old), files_of(new)
    for path in sorted(before.keys() | after.keys()):
        if path not in before:
            yield path, "ny"
        elif path not in after:
            yield path, "borte"
        elif compared(before[path]) != compared(after[path]):
            yield path, "endret"


def files_of(site: Path) -> dict[str, Path]:
    """Each file of a built site by its path without fingerprints."""
    files = ((path, path.relative_to(site).as_posix()) for path in site.rglob("*"))
    return {
        FINGERPRINT.sub(b"", name.encode()).decode(): path
        for path, name in files
        if path.is_file() and not DERIVED.fullmatch(name)
    }


def compared(file: Path) -> bytes:
    """The bytes of a file without the fingerprints in the names of other files."""
    return FINGERPRINT.sub(b"", file.read_bytes())
