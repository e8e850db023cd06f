"""`run.py check`: every problem, and the dates of every series."""

from pathlib import Path

import pytest

from newsroom.commands.check import main, series_lines
from tests import given

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
SAID = {
    "nb": "Gründerlunsj (content/events/2024.yaml:5), hver tirsdag, 6 ganger: 5., 12., 19. og 26. "
    "mars, 2. og 9. april 2024; 19. mars flyttet til 20. mars; 26. mars avlyst",
    "en": "Gründerlunsj (content/events/2024.yaml:5), hver tirsdag, 6 ganger: 5, 12, 19 and 26 "
    "March, 2 and 9 April 2024; 19 March moved to 20 March; 26 March cancelled",
}


@pytest.mark.parametrize("lang", SAID)
def test_a_series_is_told_in_one_line_with_its_place(tmp_path: Path, lang: str) -> None:
    """And only series: an event that is not repeated says its own date."""
    catalog, _ = given.loaded(tmp_path, {"events/2024.yaml": SERIES})
    assert list(series_lines(catalog, "content", lang)) == [SAID[lang]]


@pytest.mark.parametrize("lang", SAID)
def test_the_check_tells_the_dates_of_every_series(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], lang: str
) -> None:
    """Before it says that all is well."""
    content = given.written(tmp_path / "content", {"events/2024.yaml": SERIES})
    assert main(content, lang) == 0
    assert capsys.readouterr().out.splitlines()[0] == SAID[lang]


def test_the_check_tells_the_dates_though_something_else_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One who mends one event wants to see the others all the same."""
    faulty = "---\ntitle: Om oss\nslag: x\n---\nTekst.\n"
    files = {"events/2024.yaml": SERIES, "pages/om-oss.md": faulty}
    with pytest.raises(SystemExit) as stopped:
        main(given.written(tmp_path / "content", files), "nb")
    told = capsys.readouterr()
    assert stopped.value.code == 2
    assert told.out.splitlines() == [SAID["nb"]]
    assert "field-unknown" in told.err
