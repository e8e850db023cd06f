"""`run.py init`: a new site in an empty folder, from the skeleton in the engine's wheel."""

import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from newsroom.commands.init.answers import (
    LANG,
    NAME,
    QUESTIONS,
    SITEURL,
    answers,
    template_values,
)
from newsroom.commands.init.skeleton import site_files
from newsroom.commands.init.wheel import fetch_wheel
from newsroom.commands.outcome import UNCHANGED, Refused, printed
from newsroom.commands.prompts import Ask
from newsroom.commands.words import command, quoted
from newsroom.disk.files import set_bytes
from newsroom.site.report_language import REPORTS, report_language
from newsroom.wording.texts import Texts, our_texts

NO_FOLDER = "Skriv hvor det nye nettstedet skal ligge: {}"
TAKEN = "Mappen {} er ikke tom, og er ikke rørt. Velg en annen."
NO_CONTENT = "Det er ikke noe innhold i {}. Skriv mappen som har content/."
NOT_WRITABLE = "Mappen {} kunne ikke skrives: {}."
DONE = """\
Skrev nettstedet i {folder}. Gå dit og bygg det:
  cd {word}
  python3 run.py check
  python3 run.py build
Håndboken for dem som skal skrive: docs/handbok/README.md"""


@printed
def main(folder: str, given: Mapping[str, str], old: str, ask: Ask | None) -> Iterable[str]:
    """Write a new site into `folder`; what was done. `old` is a copy whose content is taken."""
    t = our_texts(REPORTS.get(given.get("lang", ""), "nb"))
    stands = f"{t(UNCHANGED)}."
    try:
        write(empty_folder(folder, t), given, content_of(old, t), ask)
    except (OSError, Refused) as fault:
        told = t(NOT_WRITABLE).format(folder, getattr(fault, "strerror", "") or fault)
        raise Refused(told if isinstance(fault, OSError) else str(fault), stands=stands) from None
    t = our_texts(report_language({"PATH": Path(folder, "content")}))
    return [t(DONE).format(folder=folder, word=quoted([folder])[0])]


def empty_folder(folder: str, t: Texts) -> Path:
    """The folder, absolute. Raises Refused when it has more than the `.git` of an empty clone."""
    if not folder:
        raise Refused(t(NO_FOLDER).format(command("init", "min-side")))
    target = Path(folder).absolute()
    if target.exists() and (not target.is_dir() or {p.name for p in target.iterdir()} - {".git"}):
        raise Refused(t(TAKEN).format(folder))
    return target


def content_of(old: str, t: Texts) -> Path | None:
    """The folder content/ of an existing copy; None without a copy."""
    content = Path(old) / "content"
    if old and not content.is_dir():
        raise Refused(t(NO_CONTENT).format(old))
    return content if old else None


def name_in(content: Path) -> str:
    """The name that the site.yaml of a copy has; "" for none that can be read."""
    with suppress(OSError, ValueError, yaml.YAMLError):
        data = yaml.load((content / "site.yaml").read_text(encoding="utf-8-sig"), yaml.BaseLoader)
        return str(data.get("name", "")) if isinstance(data, dict) else ""
    return ""


def write(target: Path, given: Mapping[str, str], moved: Path | None, ask: Ask | None) -> None:
    """Ask, make all files in a folder beside, and move them into place at the end."""
    if moved:
        answered = answers((NAME, SITEURL, LANG), {**given, "name": name_in(moved)}, ask)
    else:
        answered = answers(QUESTIONS, given, ask)
    values = template_values(answered, date.today())
    target.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=target.parent, prefix=f".{target.name}.") as temporary:
        site, dist = Path(temporary, "site"), Path(temporary, "dist")
        for path, content in site_files(fetch_wheel(dist), values).items():
            if not (moved and path.startswith("content/")):
                set_bytes(site / path, content)
        if moved:
            shutil.copytree(moved, site / "content")
        elif values["logo"]:
            set_bytes(site / "content" / str(values["logo"]), Path(answered["logo"]).read_bytes())
        target.mkdir(exist_ok=True)
        for entry in sorted(site.iterdir()):
            entry.rename(target / entry.name)
