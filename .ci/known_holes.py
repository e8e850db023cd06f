"""Asks pip-audit about known holes in the packages of every lock, for packages.yml.

pip-audit also ends well when nobody knows a package, so that is told here: no answer is no good
news. Ends with 1 when there is a hole, or no answer.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

COMMAND = ("pip-audit", "--disable-pip", "--require-hashes", "--format=json", "--requirement")
HOLE = "{name} {version} har et kjent hull, {id}. Tettet i: {fixed}."
UNKNOWN = "Fikk ikke svar om {}, så ingen vet om det har kjente hull: {}"
NO_ANSWER = "Fikk ikke spurt om pakkene, så ingen vet om de har kjente hull: {}"


def told(packages: list[dict[str, Any]]) -> Iterator[str]:
    """What pip-audit found about these packages, a sentence for each."""
    for package in packages:
        if reason := package.get("skip_reason"):
            yield UNKNOWN.format(package["name"], reason)
        for hole in package.get("vulns", ()):
            fixed = ", ".join(hole["fix_versions"]) or "ingen versjon ennå"
            yield HOLE.format(**package | hole, fixed=fixed)


def asked(lock: Path) -> list[str]:
    """What is wrong with the packages of a lock."""
    done = subprocess.run([*COMMAND, lock], capture_output=True, encoding="utf-8", check=False)
    try:
        return list(told(json.loads(done.stdout)["dependencies"]))
    except (ValueError, KeyError):
        return [NO_ANSWER.format((done.stderr.strip() or "uten grunn").splitlines()[-1])]


faults = {lock.name: asked(lock) for lock in sorted(Path().glob("requirements*.txt"))}
for name, sentences in faults.items():
    for sentence in sentences:
        print(f"::error file={name}::{sentence}")
    print(f"{name}: {len(sentences) or 'ingen'} funn")
sys.exit(any(faults.values()))
