"""Writes the hash and the path of each file in output/ into a file, for systems.yml."""

import hashlib
import sys
from pathlib import Path

OUTPUT = Path("output")
# AVIF's encoder reckons in floating point, which processors round each in its way.
files = (file for file in OUTPUT.rglob("*") if file.is_file() and file.suffix != ".avif")
contents = {file.relative_to(OUTPUT).as_posix(): file.read_bytes() for file in files}
lines = (f"{hashlib.sha256(contents[name]).hexdigest()}  {name}\n" for name in sorted(contents))
Path(sys.argv[1]).write_text("".join(lines), encoding="utf-8", newline="\n")
