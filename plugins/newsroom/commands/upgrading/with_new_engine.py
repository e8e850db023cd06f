"""The part of an upgrade that the new engine runs: `python -m` with the two wheels and flags.

PYTHONPATH has its folder first; without that entry Python finds the old engine.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from newsroom.commands.building import pelican_command
from newsroom.commands.fix import difference
from newsroom.commands.init.wheel import version_of
from newsroom.commands.outcome import Unbuildable, confirm, printed
from newsroom.commands.upgrading.changelog import changelog_of, news
from newsroom.commands.upgrading.comparison import MOST, comparison
from newsroom.commands.upgrading.migrations import KEPT, content_texts, migrated
from newsroom.commands.upgrading.skeletons import CONTENT, FileBytes, skeleton_changes
from newsroom.commands.upgrading.writing import FOLDER, write_all
from newsroom.commands.words import command, count
from newsroom.disk.files import bytes_of, set_bytes

NO_NEWS = "Ingenting er nytt for dere som skriver."
MIGRATES = "Innholdet skrives om til det nye formatet:\n"
EDITED = "Disse filene har dere endret. De blir stående. Slik ville den nye versjonen hatt dem:\n"
OLD_FAILS = "Nettstedet kan ikke bygges slik det er nå. Rett dette først:\n"
NEW_FAILS = "Nettstedet kan ikke bygges med versjon {}. Ingenting er endret. Dette er galt:\n"
QUESTION = "Skal nettstedet oppgraderes fra {} til {}? {} skrives."
DONE = """\
Oppgradert fra {} til {}. Neste kommando setter opp motoren på nytt, i omtrent et halvt minutt.
Se på nettstedet, og legg endringene inn med Commit, også dem i wheels/.
Angre: {}"""
LEFT_OUT = (".git", ".venv*", ".cache", "output", ".output*", "node_modules")


def main(words: list[str]) -> int:
    """Upgrade the site in the current folder; `words` are the wheels, then flags or `--now=…`."""
    old, new, *flags = words
    now = next((flag.removeprefix("--now=") for flag in flags if flag.startswith("--now=")), "")
    now = now or f"{datetime.now(ZoneInfo('Europe/Oslo')):%Y-%m-%dT%H:%M}"
    return upgrade(Path(old), Path(new), flags, now)


@printed
def upgrade(old: Path, new: Path, flags: list[str], now: str) -> Iterable[str]:
    """Show what an upgrade changes, ask, and write it."""
    site, versions = Path.cwd(), (version_of(old), version_of(new))
    print(f"Fra versjon {versions[0]} til {versions[1]}.\n")
    print(news(changelog_of(new), *versions) or NO_NEWS)
    files, edited = skeleton_changes(site, old, new)
    content = content_changes(site / CONTENT)
    show(site, MIGRATES, content)
    show(site, EDITED, edited)
    files = {**files, **content}
    with built(site, files, now, versions[1]) as sites:
        print(*comparison(*sites, None if "--all" in flags else MOST), "", sep="\n")
    question = QUESTION.format(*versions, count(len(files), "fil", "filer"))
    ask = input if sys.stdin.isatty() else None
    confirm(question, ask, is_sure="--yes" in flags)
    write_all(site, files, versions)
    return [DONE.format(*versions, command("upgrade", "--undo"))]


def content_changes(content: Path) -> FileBytes:
    """The files of content/ that the format of the new engine changes."""
    before = content_texts(content)
    after = migrated(before)
    changed = [path for path in {**before, **after} if before.get(path) != after.get(path)]
    return {
        CONTENT + path: after[path].encode(errors=KEPT) if path in after else None
        for path in sorted(changed)
    }


def show(site: Path, title: str, files: FileBytes) -> None:
    """Print the changed lines of files; nothing without a file."""
    if files:
        print(title)
    for path, data in files.items():
        print(*difference(path, bytes_of(site / path) or b"", data or b""), sep="\n")


@contextmanager
def built(site: Path, files: FileBytes, now: str, version: str) -> Iterator[tuple[Path, Path]]:
    """The site built by the old engine, and a copy with the changed files by the new one."""
    folder, paths = site / FOLDER / "trial", os.environ["PYTHONPATH"]
    shutil.rmtree(folder, ignore_errors=True)
    try:
        # Without the folder of the new engine, which is the first.
        build(site, folder / "old", now, paths.partition(os.pathsep)[2], OLD_FAILS)
        shutil.copytree(site, folder / "site", ignore=shutil.ignore_patterns(*LEFT_OUT))
        for path, data in files.items():
            set_bytes(folder / "site" / path, data)
        build(folder / "site", folder / "new", now, paths, NEW_FAILS.format(version))
        yield folder / "old", folder / "new"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def build(site: Path, output: Path, now: str, python_path: str, fault: str) -> None:
    """Build the site as it would be published. Raises Unbuildable with what the build printed."""
    cache = Path.cwd() / ".cache"  # of both: the copies of pictures take the longest time
    pelican = pelican_command("publishconf.py", output, now=now, CACHE_PATH=str(cache))
    env = os.environ | {"PYTHONPATH": python_path}
    done = subprocess.run(pelican, cwd=site, env=env, capture_output=True, encoding="utf-8")
    if done.returncode:
        raise Unbuildable(f"{fault}{done.stdout}{done.stderr}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
