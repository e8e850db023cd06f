"""What a build says while it makes pictures, and what a broken-off one has done."""

import os
import signal
from itertools import count
from multiprocessing import get_context
from pathlib import Path

import pytest
from PIL import Image

from newsroom.pictures.variants import PictureKey, Recipe
from newsroom.site import progress
from newsroom.site.progress import Progress
from tests.pictures.sources import copied

NAMES = ("a", "b", "c", "d", "e", "f")
# Seconds for each picture, pictures, and the lines that a log has.
LOGS = [
    (1.0, 3, []),
    (0.9, 20, []),
    (5.0, 10, [(5, "25 sekunder"), (9, "5 sekunder"), (10, "")]),
    (30.0, 5, [(2, "2 minutter"), (3, "60 sekunder"), (4, "30 sekunder"), (5, "")]),
    (600.0, 3, [(2, "10 minutter"), (3, "")]),
]


def told(monkeypatch: pytest.MonkeyPatch, seconds: float, total: int, lang: str = "nb") -> None:
    """Makes pictures of which each takes so long."""
    clock = count(1000, seconds)
    monkeypatch.setattr(progress.time, "monotonic", lambda: next(clock))
    tell = Progress(lang)
    for done in range(1, total + 1):
        tell(done, total)


@pytest.mark.parametrize(("seconds", "total", "lines"), LOGS)
def test_a_log_has_a_line_now_and_then(
    seconds: float,
    total: int,
    lines: list[tuple[int, str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """With the time left, and none about work of less than 20 seconds."""
    told(monkeypatch, seconds, total)
    expected = [
        f"Lager bilder: {done} av {total}" + (f", ca. {left} igjen" if left else "")
        for done, left in lines
    ]
    assert capsys.readouterr().err.splitlines() == expected


def test_a_terminal_has_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each text covers the one before, in the language of the reports; the last ends the line."""
    monkeypatch.setattr(progress.sys.stderr, "isatty", lambda: True, raising=False)
    told(monkeypatch, 40.0, 4, "en")
    *texts, end = capsys.readouterr().err.split("\r")[1:]
    assert [text.rstrip(" ") for text in texts] == [
        "Making pictures: 2 of 4, about 80 seconds left",
        "Making pictures: 3 of 4, about 40 seconds left",
    ]
    assert end.rstrip(" \n") == "Making pictures: 4 of 4"
    assert end.endswith(" \n")
    assert len({len(text) for text in (*texts, end.rstrip("\n"))}) == 1


def make(folder: Path, *, killed_after: int = 0) -> list[int]:
    """Makes the copies of all pictures, or kills its own process after some; how many it made."""
    made = []

    def tell(done: int, total: int) -> None:
        made.append(total)
        if done == killed_after:
            os.kill(os.getpid(), signal.SIGKILL)

    keys = {PictureKey(name): ["card"] for name in NAMES}
    media = {name: folder / f"{name}.png" for name in NAMES}
    recipe = Recipe(("jpeg",), (240,))
    copied(keys, media, folder / "cache", recipe, tell=tell)
    return made


@pytest.mark.skipif(os.name == "nt", reason="kills by a signal")
def test_a_killed_build_goes_on_where_it_was(tmp_path: Path) -> None:
    """The pictures that it has finished are not made again."""
    for tone, name in enumerate(NAMES):
        Image.new("RGB", (60, 40), (tone, 0, 0)).save(tmp_path / f"{name}.png")
    killed = get_context("fork").Process(target=make, args=(tmp_path,), kwargs={"killed_after": 2})
    killed.start()
    killed.join()
    assert killed.exitcode == -signal.SIGKILL
    finished = len([*(tmp_path / "cache").glob("*.manifest")])
    assert finished >= 2
    assert len(make(tmp_path)) == len(NAMES) - finished
    assert make(tmp_path) == []
