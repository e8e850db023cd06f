"""`run.py check` lists every problem, and the dates of every series."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newsroom.commands.check import main
from newsroom.commands.publishing.age import SCHEDULES, age_lines
from tests import given
from tests.test_workflows import git

SERIES = """
- id: frokost
  title: Frokost
  start: 2024-03-05 09:00
  online: https://example.org/frokost
- id: lunsj
  title: Gründerlunsj
  start: 2024-03-05 12:00
  online: https://example.org/mote
  repeat: hver tirsdag, 6 ganger
  instances:
    2024-03-19: {start: 2024-03-20 12:00}
    2024-03-26: {status: cancelled}
"""
DATES = {
    "nb": "Gründerlunsj (content/events/2024.yaml:5), hver tirsdag, 6 ganger: 5., 12., 19. og 26. "
    "mars, 2. og 9. april 2024; 19. mars flyttet til 20. mars; 26. mars avlyst",
    "en": "Gründerlunsj (content/events/2024.yaml:5), hver tirsdag, 6 ganger: 5, 12, 19 and 26 "
    "March, 2 and 9 April 2024; 19 March moved to 20 March; 26 March cancelled",
}


@pytest.mark.parametrize("lang", DATES)
def test_check_lists_the_dates_of_each_series_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], lang: str
) -> None:
    """One line with file and line number; an event that is not repeated has none."""
    content = given.written(tmp_path / "content", {"events/2024.yaml": SERIES})
    assert main(content, lang) == 0
    first, *others = capsys.readouterr().out.splitlines()
    assert first == DATES[lang]
    assert not [line for line in others if line.startswith("Frokost (")]


def test_check_lists_dates_and_problems(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With an error in another file the dates and all advice are still listed; the code is 2."""
    faulty = "---\ntitle: Om oss\nslag: x\n---\nTekst **fet **og.\n"
    sound = "---\ntitle: Kontakt\nsummary: Ring **oss **i dag.\n---\nTekst.\n"
    files = {"events/2024.yaml": SERIES, "pages/om-oss.md": faulty, "pages/kontakt.md": sound}
    with pytest.raises(SystemExit) as stopped:
        main(given.written(tmp_path / "content", files), "nb")
    output = capsys.readouterr()
    assert stopped.value.code == 2
    assert output.out.splitlines() == [DATES["nb"]]
    stopping, advice = output.err.split("Råd, som ikke stopper noe (3):")
    assert stopping.startswith("Dette stopper (1):\ncontent/pages/om-oss.md:3:1: field-unknown")
    places = ("kontakt.md:3:20: råd: emphasis-spaces", "om-oss.md:5:12: råd: emphasis-spaces")
    assert all(f"content/pages/{place}" in advice for place in places)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (4, "Sist notert som publisert: 20. desember 2023, for 4 døgn siden."),
        (61, "Ingenting er lagret i Git på mer enn 60 dager."),
    ],
)
def test_the_age_of_what_is_published_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, days: int, said: str
) -> None:
    """By Git alone. Without the schedules of GitHub, none can have stopped."""
    given.written(tmp_path, {"content/record/addresses.txt": "/ x\n", str(SCHEDULES): "x"})
    noted = datetime(2023, 12, 20, 12, tzinfo=UTC)
    content, now = Path("content"), noted + timedelta(days=days)
    monkeypatch.chdir(tmp_path)
    assert not [*age_lines(content, now, "nb")]
    monkeypatch.setenv("GIT_COMMITTER_DATE", noted.isoformat())
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "--message", "Utgave")
    lines = [*age_lines(content, now, "nb")]
    assert lines[-1].startswith(said)
    SCHEDULES.unlink()
    assert len([*age_lines(content, now, "nb")]) == 1


def test_advice_follows_the_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The second check repeats the advice about an unchanged file, and reads a changed one."""
    first = "---\ntitle: Om oss\nsummary: Vi.\n---\nLes [her](/kontakt/).\n"
    second = "---\ntitle: Kontakt\nsummary: Oss.\n---\nSe [her](/om-oss/).\n"
    files = {"pages/om-oss.md": first, "pages/kontakt.md": second}
    content = given.written(tmp_path / "content", {"site.yaml": "name: Byen\n"} | files)

    def vague_links() -> list[str]:
        assert main(content, "nb", everything=True) == 0
        lines = capsys.readouterr().out.splitlines()
        return sorted(line.split(" ")[0] for line in lines if "link-text-vague" in line)

    before = vague_links()
    assert before == ["content/pages/kontakt.md:5:5:", "content/pages/om-oss.md:5:6:"]
    assert vague_links() == before
    given.written(content, {"pages/om-oss.md": first.replace("Les", "Svar\n\nLes")})
    assert vague_links() == ["content/pages/kontakt.md:5:5:", "content/pages/om-oss.md:7:6:"]
    given.written(content, {"pages/om-oss.md": first.replace("[her]", "[hvem vi er]")})
    assert vague_links() == ["content/pages/kontakt.md:5:5:"]
