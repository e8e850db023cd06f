"""`run.py init`: a new site in an empty folder, from the skeleton in the engine's wheel."""

import shutil
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from newsroom.commands.init.answers import (
    LANG,
    QUESTIONS,
    SITEURL,
    answers,
    template_values,
)
from newsroom.commands.init.skeleton import site_files
from newsroom.commands.init.wheel import NoSite, fetch_wheel
from newsroom.commands.prompts import Ask
from newsroom.commands.words import command, quoted

NO_FOLDER = "Skriv hvor det nye nettstedet skal ligge: {}"
TAKEN = "Mappen {} er ikke tom, og er ikke rørt. Velg en annen."
NO_CONTENT = "Det er ikke noe innhold i {}. Skriv mappen som har content/."
NOT_WRITABLE = "Mappen {} kunne ikke skrives: {}"
DONE = """\
Skrev nettstedet i {folder}. Gå dit og bygg det:
  cd {word}
  python3 run.py check
  python3 run.py build
Håndboken for dem som skal skrive: docs/handbok/README.md"""


def main(folder: str, given: Mapping[str, str], old: str, ask: Ask | None) -> int:
    """Write a new site into `folder`; the exit code. `old` is a copy whose content is taken."""
    try:
        target = empty_folder(folder)
        moved = content_of(old)
        write(target, given, moved, ask)
    except NoSite as refused:
        print(refused, file=sys.stderr)
        return 1
    except OSError as fault:
        print(NOT_WRITABLE.format(folder, fault.strerror or fault), file=sys.stderr)
        return 1
    except (EOFError, KeyboardInterrupt):
        print("\nAvbrutt. Ingenting er skrevet.", file=sys.stderr)
        return 130
    print(DONE.format(folder=folder, word=quoted([folder])[0]))
    return 0


def empty_folder(folder: str) -> Path:
    """The folder, absolute. Raises NoSite when it has more than the `.git` of an empty clone."""
    if not folder:
        raise NoSite(NO_FOLDER.format(command("init", "min-side")))
    target = Path(folder).absolute()
    if target.exists() and (not target.is_dir() or {p.name for p in target.iterdir()} - {".git"}):
        raise NoSite(TAKEN.format(folder))
    return target


def content_of(old: str) -> Path | None:
    """The folder content/ of an existing copy; None without a copy."""
    content = Path(old) / "content"
    if old and not content.is_dir():
        raise NoSite(NO_CONTENT.format(old))
    return content if old else None


def write(target: Path, given: Mapping[str, str], moved: Path | None, ask: Ask | None) -> None:
    """Ask, make all files in a folder beside, and move them into place at the end."""
    if moved:
        answered = dict.fromkeys((q.flag.replace("-", "_") for q in QUESTIONS), "")
        answered |= answers((SITEURL, LANG), given, ask) | {"name": target.name}
    else:
        answered = answers(QUESTIONS, given, ask)
    values = template_values(answered, date.today())
    target.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=target.parent, prefix=f".{target.name}.") as temporary:
        site, dist = Path(temporary, "site"), Path(temporary, "dist")
        for path, content in site_files(fetch_wheel(dist), values).items():
            if not (moved and path.startswith("content/")):
                write_file(site / path, content)
        if moved:
            shutil.copytree(moved, site / "content")
        elif answered["logo"]:
            write_file(site / "content" / str(values["logo"]), Path(answered["logo"]).read_bytes())
        target.mkdir(exist_ok=True)
        for entry in sorted(site.iterdir()):
            entry.rename(target / entry.name)


def write_file(path: Path, content: bytes) -> None:
    """Write a file, and make its folders."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
