"""The case file: what somebody wrote by mistake, and what they are told, in both languages."""

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
    """A file of content/ as somebody wrote it, and all that is told of it."""

    name: str
    path: str
    text: str
    nb: str
    en: str


def cases() -> Iterator[Case]:
    for found in CASE.finditer(MISTAKES.read_text(encoding="utf-8")):
        yield Case(**found.groupdict())


CASES = list(cases())


def problems(content: Path, folder: Path) -> list[Problem]:
    """What `run.py check` finds as of one winter's day, advice among it."""
    # The failed cases alone are printed, not the reports of them all.
    with contextlib.redirect_stderr(io.StringIO()):
        run, _ = checked(content, folder)
    advised = (one for entry in run.catalog.entries() for one in advice(entry))
    return sorted([*run.report, *advised])


def told(case: Case, folder: Path) -> dict[str, str]:
    """The messages as the terminal has them, for a small healthy site with this one file in it."""
    content = Path(shutil.copytree(SITE, folder / "content"))
    file = content / case.path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(case.text, encoding="utf-8", newline="\n")
    found = problems(content, folder)
    out = {lang: io.StringIO() for lang in LANGUAGES}
    for lang, stream in out.items():
        tell(found, content, lang, stream)
    return {lang: stream.getvalue() for lang, stream in out.items()}


def test_a_mistake_is_told_in_exactly_these_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With its place, the line, and the mend where it can be known."""
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)

    def check(numbered: tuple[int, Case]) -> None:
        number, case = numbered
        for lang, said in told(case, tmp_path / str(number)).items():
            expected = getattr(case, lang).rstrip("\n")
            assert said.rstrip("\n") == expected, f"told {said!r}, expected {expected!r}"
            assert not [word for word in MACHINE_WORDS if word in said], said

    check_each(enumerate(CASES), check, lambda numbered: numbered[1].name)


def test_there_are_cases_enough_and_each_is_read() -> None:
    """A case whose form is not understood would be left out without a word."""
    names = [case.name for case in CASES]
    assert len(names) == MISTAKES.read_text(encoding="utf-8").count("\nIn English:\n")
    assert len(set(names)) == len(names) >= 60


def test_on_github_a_problem_is_shown_beside_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a workflow command, with what would end it escaped."""
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    case = Case("", "pages/rabatt.md", "---\ntitle: A\nmenu: 50%\n---\nKunn\u00adskap.\n", "", "")
    lines = told(case, tmp_path)["nb"].splitlines()
    assert (
        "::error file=content/pages/rabatt.md,line=3,col=7,title=number-invalid::«50%25» i feltet "
        "`menu` (plass i menyen) er ikke et helt tall. Skriv bare sifre, uten mellomrom, punktum, "
        "komma eller «kr», for eksempel `2200`."
    ) in lines
    assert any(line.startswith("::warning file=content/pages/rabatt.md,line=5,") for line in lines)
