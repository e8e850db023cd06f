"""The progress of the pictures, on a terminal and in a log."""

import io

import pytest

from newsroom.site.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def said(out: io.StringIO, total: int, lang: str = "nb") -> str:
    with Progress(lang, out) as progress:
        for done in range(1, total + 1):
            progress.tell(done, total)
    return out.getvalue()


def test_on_a_terminal_a_bar_grows_and_goes() -> None:
    """A terminal shows one line, which is empty at the end."""
    lines = said(Terminal(), 3).split("\r")
    assert [line.count("█") for line in lines[1:4]] == [10, 20, 30]
    assert "Lager bilder: 2 av 3" in lines[2]
    assert lines[-1] == "\033[K"


@pytest.mark.parametrize(("total", "wanted"), [(3, 0), (19, 0), (20, 5), (207, 5)])
def test_elsewhere_it_is_a_few_plain_lines(total: int, wanted: int) -> None:
    """A log gets a few plain lines, and none for a short task."""
    lines = said(io.StringIO(), total).splitlines()
    assert len(lines) == wanted
    assert not wanted or lines[-1] == f"Lager bilder: {total} av {total}"


def test_it_is_told_in_the_language_of_the_reports() -> None:
    """The progress is in the language of the problems."""
    assert "Making pictures: 20 of 20" in said(io.StringIO(), 20, "en")
