"""What a build says while it makes pictures."""

import pytest

from newsroom.site.media import tell_progress


@pytest.mark.parametrize(("total", "count"), [(3, 0), (19, 0), (20, 10), (207, 10)])
def test_long_work_with_pictures_is_told_in_a_few_lines(
    total: int, count: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """A build that makes 20 pictures or more prints ten lines; a short one prints none."""
    for done in range(1, total + 1):
        tell_progress("nb", done, total)
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == count
    assert not count or lines[-1] == f"Lager bilder: {total} av {total}"


def test_it_is_told_in_the_language_of_the_reports(capsys: pytest.CaptureFixture[str]) -> None:
    """The progress is in the language of the problems."""
    tell_progress("en", 20, 20)
    assert capsys.readouterr().err == "Making pictures: 20 of 20\n"
