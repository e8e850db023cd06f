"""What the preview offers writers: the list of tasks, and opening the file of a page."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from newsroom.commands.check import SECTIONS, advice_of, group_heading
from newsroom.commands.served import Answer
from newsroom.contract.catalog import BUILT_IN, Catalog
from newsroom.contract.entry import Entry
from newsroom.contract.problems import Problem
from newsroom.reading.load import load
from newsroom.reading.todo import grouped, tasks
from newsroom.site.prepare import now as now_of
from newsroom.wording.problems import message

LANG = "nb"
JSON_TYPE = "application/json; charset=utf-8"


@dataclass(frozen=True, slots=True)
class WriterTools:
    """The content folder, the time it is shown at ("" is the site's own), and its models."""

    content: Path
    now: str = ""
    models: tuple[type[Entry], ...] = BUILT_IN

    def to_do(self) -> Answer:
        """Section, heading and tasks of each group, and the advice, each with its file and line."""
        catalog, _ = load(self.content, models=self.models)
        now = now_of({"NOW": self.now}, catalog.site)
        groups = [
            (SECTIONS[section], group_heading(of_one[0], LANG), self._as_data(of_one))
            for section, of_one in grouped(tasks(catalog, now), now)
        ]
        return as_json({"groups": groups, "advice": self._as_data(advice_of(catalog.entries()))})

    def open(self, wanted: Mapping[str, object]) -> Answer:
        """Open the file of an `address`, or a `file` at a `line`; the result in words, as JSON."""
        path, line = self._place(wanted)
        file = (self.content / path).resolve()
        if not path or not file.is_file() or not file.is_relative_to(self.content.resolve()):
            return as_json({"said": "Denne siden lages av flere filer, så det er ingen å åpne."})
        shown = f"{self.content.name}/{path}, linje {line}"
        is_open = open_in_editor(file, line)
        return as_json({"said": f"Åpnet {shown}." if is_open else f"Teksten står i {shown}."})

    def _place(self, wanted: Mapping[str, object]) -> tuple[str, int]:
        if file := str(wanted.get("file", "")):
            line = str(wanted.get("line", "1"))
            return file.removeprefix(f"{self.content.name}/"), int(line) if line.isdigit() else 1
        catalog, _ = load(self.content, models=self.models)
        return source_of(str(wanted.get("address", "")), catalog)

    def _as_data(self, problems: Iterable[Problem]) -> list[Mapping[str, object]]:
        name = self.content.name
        return [
            {"file": f"{name}/{p.path}", "line": p.line, "code": p.code, "said": message(p, LANG)}
            for p in problems
        ]


def source_of(address: str, catalog: Catalog) -> tuple[str, int]:
    """The file and the line of the entry at an address; ("", 0) for a page of several entries."""
    at = {entry.page_address: entry for entry in catalog.entries()}
    # An occurrence has its address below that of the series.
    entry = at.get(address) or at.get(address.rstrip("/").rpartition("/")[0] + "/")
    return (entry.source.path, entry.source.place(("id",))[0] or 1) if entry else ("", 0)


def open_in_editor(file: Path, line: int) -> bool:
    """Open a file in VS Code at the line, else in the system's program for such files."""
    if code := shutil.which("code"):
        return _start([code, "--goto", f"{file}:{line}"])
    if sys.platform == "win32":
        os.startfile(file)
        return True
    opener = shutil.which("open" if sys.platform == "darwin" else "xdg-open")
    return _start([opener, str(file)]) if opener else False


def _start(command: list[str]) -> bool:
    quiet = subprocess.DEVNULL
    try:
        subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet)
    except OSError:
        return False
    return True


def as_json(data: object) -> Answer:
    return Answer(JSON_TYPE, json.dumps(data, ensure_ascii=False).encode())
