"""The case file mistakes.md: common mistakes, and their messages in both languages."""

import contextlib
import io
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from newsroom.contract.problems import Problem
from newsroom.reading.advice import advice
from newsroom.site.gate import tell
from newsroom.wording.problems import LANGUAGES
from tests.checking import checked
from tests.table import check_each
from tests.test_problems import MACHINE_WORDS

MISTAKES = Path(__file__).with_name("mistakes.md")
SITE = Path(__file__).with_name("sites") / "minimal"
CASE = re.compile(
    r"^## (?P<name>[^\n]+)\n\n`content/(?P<path>[^\n]+)`\n\n```text\n(?P<text>.*?)```\n\n"
    r"På norsk:\n\n```text\n(?P<nb>.*?)```\n\nIn English:\n\n```text\n(?P<en>.*?)```\n",
    re.MULTILINE | re.DOTALL,
)


class Case(NamedTuple):
    """A file of content/ with a mistake, and the messages about it."""

    name: str
    path: str
    text: str
    nb: str
    en: str


def cases() -> Iterator[Case]:
    for match in CASE.finditer(MISTAKES.read_text(encoding="utf-8")):
        yield Case(**match.groupdict())


CASES = list(cases())


def problems(content: Path, folder: Path) -> list[Problem]:
    """The problems that `run.py check` finds at a fixed time, with advice."""
    # A failed case prints its own messages; the report on stderr is not needed.
    with contextlib.redirect_stderr(io.StringIO()):
        run, _ = checked(content, folder)
    entries = (*run.catalog.entries(), *run.catalog.faulty)
    advices = (problem for entry in entries for problem in advice(entry))
    return sorted([*run.report, *advices])


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of tests/sites/minimal."""
    return Path(shutil.copytree(SITE, tmp_path / "content"))


def messages_of(case: Case, content: Path) -> dict[str, str]:
    """The messages in each language for the content with the file of the case."""
    with written(content / case.path, case.text):
        reported = problems(content, content.parent)
        out = {lang: io.StringIO() for lang in LANGUAGES}
        for lang, stream in out.items():
            tell(reported, content, lang, stream)
    return {lang: stream.getvalue() for lang, stream in out.items()}


@contextlib.contextmanager
def written(file: Path, text: str) -> Iterator[None]:
    """A file with this text, in folders that may be new; afterwards all is as before."""
    before = file.read_bytes() if file.exists() else None
    new = [folder for folder in file.parents if not folder.exists()]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")
    yield
    file.unlink()
    if before is not None:
        file.write_bytes(before)
    for folder in new:
        folder.rmdir()


def test_each_mistake_has_exactly_the_messages_of_the_case_file(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No message has a word of Python or pydantic."""
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)

    def check(case: Case) -> None:
        for lang, printed in messages_of(case, content).items():
            expected = getattr(case, lang).rstrip("\n")
            assert printed.rstrip("\n") == expected, f"{printed!r}, expected {expected!r}"
            assert not [word for word in MACHINE_WORDS if word in printed], printed

    check_each(CASES, check, lambda case: case.name)


def test_every_case_of_the_file_is_read() -> None:
    """A case that the pattern does not match would not be tested."""
    names = [case.name for case in CASES]
    assert len(names) == MISTAKES.read_text(encoding="utf-8").count("\nIn English:\n")
    assert len(set(names)) == len(names) >= 60


def test_on_github_problems_are_workflow_commands(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """GitHub shows them beside the lines; `%` is escaped."""
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    case = Case("", "pages/rabatt.md", "---\ntitle: A\nmenu: 50%\n---\nKunn\u00adskap.\n", "", "")
    lines = messages_of(case, content)["nb"].splitlines()
    assert (
        "::error file=content/pages/rabatt.md,line=3,col=7,title=number-invalid::«50%25» i feltet "
        "`menu` (plass i menyen) er ikke et helt tall. Skriv bare sifre, uten mellomrom, punktum, "
        "komma eller «kr», for eksempel `2200`."
    ) in lines
    assert any(line.startswith("::warning file=content/pages/rabatt.md,line=5,") for line in lines)
