"""The gate prints every problem of the content once, in a fixed order."""

import re
import shutil
from pathlib import Path

import pytest

from newsroom.contract.problems import Problem, Report
from newsroom.site.gate import pass_or_stop
from tests.site.building import SITES, build

LINE = re.compile(r"content/[\w./-]+(:\d+){0,2}: (råd: )?[a-z-]+: .+")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The content of a site with several kinds of faults in several files."""
    content = Path(shutil.copytree(SITES / "full", tmp_path / "content"))
    for name, text in {
        "news/2023/medlemmer.md": "---\ntittel: Hei\ndate: 2023-02-31\n---\n\n[b](borte.md)\n",
        "news/2023/kolon.md": "---\ntitle: Frokost: KI i praksis\ndate: 2023-01-01\n---\n\nX\n",
        "pages/ny.md": "---\ntitle: Ny\n---\n\n[borte](borte.md) og <b>fet</b>.\n",
        "events/2024.yaml": "- id: feil\n  title: Feil\n  start: 2024-01-01\n  venue: kulturhust\n",
    }.items():
        (content / name).write_text(text, encoding="utf-8")
    return content


@pytest.mark.parametrize("lang", ["C", "nb_NO.UTF-8", "tr_TR.UTF-8"])
def test_all_faults_are_told_in_one_run(content: Path, tmp_path: Path, lang: str) -> None:
    """The order is fixed, there is no traceback, and the system's language changes nothing."""
    ended = build(content, tmp_path / "out", env={"LANG": lang, "LC_ALL": lang})
    stopping, _, advice = ended.err.partition("Råd, som ikke stopper noe (3):\n")
    heading, *lines = [line for line in stopping.splitlines() if line and line[:2] != "  "]
    assert ended.code == 2
    assert advice.count(": råd: ") == 3
    assert heading == f"Dette stopper ({len(lines)}):"
    assert all(LINE.fullmatch(line) for line in lines), lines
    places = [tuple(line.split(":", 2)[:2]) for line in lines]
    assert [path for path, _ in places] == sorted(path for path, _ in places)
    codes = {line.split(": ")[1] for line in lines}
    assert {"field-unknown", "date-impossible", "yaml-colon-inside", "html-raw", "link-broken",
            "venue-unknown"} <= codes  # fmt: skip
    assert "Mente du «kulturhuset»?" in ended.err
    assert 'title: "Frokost: KI i praksis"' in ended.err
    assert not (tmp_path / "out").exists()


def test_errors_are_before_advice_and_of_much_advice_the_first_is_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The errors come first, then five pieces of advice with each code, and how to see the rest."""
    advice = [("attendance-missing", f"news/{n}.md") for n in range(7)] + [("pasted-signs", "a.md")]
    problems = [Problem(path, 1, 1, code, (), "advice") for code, path in advice]
    error = Problem("z.md", 1, 1, "link-empty")
    with pytest.raises(SystemExit):
        pass_or_stop(Report([*reversed(problems), error]), tmp_path, "nb")
    lines = capsys.readouterr().err.splitlines()
    shown = [line.partition(": ")[0].rpartition("/")[2] for line in lines]
    assert shown == [
        "Dette stopper (1):",
        "z.md:1:1",
        "",
        "Råd, som ikke stopper noe (8):",
        *(f"{n}.md:1:1" for n in range(5)),
        "2 til",
        "a.md:1:1",
    ]
    assert lines[9] == "2 til: `python3 run.py check --all`"
    assert pass_or_stop(Report(problems), tmp_path, "nb", everything=True).count("råd: ") == 8


def test_english_is_a_setting(content: Path, tmp_path: Path) -> None:
    """A setting makes the build print the same problems in English."""
    ended = build(content, tmp_path / "out", REPORT_LANG="en")
    assert ended.code == 2
    assert "Did you mean “kulturhuset”?" in ended.err


def test_advice_stops_nothing(tmp_path: Path) -> None:
    """A missing attendance is only advice, so the site is built."""
    ended = build(SITES / "full", tmp_path / "out")
    assert ended.code == 0
    assert "råd: attendance-missing" in ended.err
    assert "2023-havnedag" in ended.err
