"""A small site of its own, into which each source is imported."""

import re
from collections.abc import Iterator
from contextlib import chdir, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from PIL import Image

from newsroom.commands.importing.run_import import REPORT, main
from newsroom.contract.problems import Problem
from newsroom.reading.load import load
from tests import given

CONF = "from newsroom.settings import *\nNOW = '2024-01-15T12:00'\n"
FILES = {
    "publishconf.py": f'{CONF}SITEURL = "https://ny.example.org"\nSHOW_UNPUBLISHED = False\n',
    "content/site.yaml": 'name: Byen\nidentity: "example.org,2019"\ncredit: "Foto: Byen"\n',
    "content/networks.yaml": "innovasjon:\n  name: Innovasjon\n  summary: Nytt.\n",
    "content/people.yaml": "kari-nordmann:\n  name: Kari Nordmann\n",
    "content/pages/kontakt.md": "---\ntitle: Kontakt\n---\nHer.\n",
}


@dataclass(frozen=True)
class Site:
    """A site, and the reports of the imports into it."""

    root: Path

    def run(self, source: Path, **options: Any) -> str:
        """The report of an import."""
        out = StringIO()
        with chdir(self.root), redirect_stdout(out):
            assert main(str(source), Path("content"), **options) == 0
        total, *parts = map(int, re.findall(r"\d+", out.getvalue().splitlines()[0]))
        assert total == sum(parts), "Items in are not items out and items refused."
        return out.getvalue()

    def report(self) -> str:
        """The file with the whole report of the last import."""
        return (self.root / REPORT).read_text(encoding="utf-8")

    def text(self, path: str) -> str:
        return (self.root / "content" / path).read_text(encoding="utf-8")

    def fields(self, path: str) -> dict[str, Any]:
        """The front matter or the fields of a file, read by PyYAML alone."""
        text = self.text(path)
        data: dict[str, Any] = yaml.load(
            text.split("---\n")[1] if path.endswith(".md") else text, Loader=yaml.BaseLoader
        )
        return data

    def body(self, path: str) -> str:
        return self.text(path).split("---\n", 2)[2].strip()

    def files(self) -> dict[str, bytes]:
        """Every file of the content, by its path."""
        content = self.root / "content"
        return {
            path.relative_to(content).as_posix(): path.read_bytes()
            for path in sorted(content.rglob("*"))
            if path.is_file()
        }

    def errors(self) -> list[Problem]:
        return load(self.root / "content")[1].errors()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One for all tests of a module, since an import is slow."""
    yield Site(given.written(tmp_path_factory.mktemp("site"), FILES))


def picture(file: Path) -> None:
    """A small JPEG."""
    file.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (60, 40), (len(file.name), 120, 160)).save(file)
