"""What each kind of edit costs, counted in what is made and read anew, never in seconds.

A number that grows means that a page looks up more than it shows.
"""

from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from newsroom.site.engine import Engine
from tests.soundness.workshop import Workshop, settings_of

ARTICLE = "content/news/2023/kraft.md"
EVENTS = "content/events/2023.yaml"


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    """A site that has been built once."""
    made = Workshop(tmp_path_factory.mktemp("work"))
    counted(made)
    return made


def counted(shop: Workshop) -> tuple[int, int]:
    """How many pages and files a build makes anew, and how many files of content/ it reads."""
    given = shop.given(shop.out, shop.cache)
    engine = Engine(settings_of(given))
    with redirect_stderr(StringIO()), redirect_stdout(StringIO()):
        engine.run()
    return len(engine.writer.made), engine.readings.made


def replaced(file: str, old: str, new: str) -> Callable[[Path], None]:
    def edit(folder: Path) -> None:
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    return edit


def nothing(_folder: Path) -> None:
    """An editor who saves without a change."""


def appended(file: str, text: str) -> Callable[[Path], None]:
    def edit(folder: Path) -> None:
        with (folder / file).open("a", encoding="utf-8") as handle:
            handle.write(text)

    return edit


# The edit, the most pages and files it may make of the site's 81, and the files it reads anew.
EDITS = {
    "nothing": (nothing, 0, 0),
    "a text": (appended(ARTICLE, "\nEn setning til.\n"), 5, 1),
    "the title of an article": (replaced(ARTICLE, 'title: "', 'title: "Nytt: '), 19, 1),
    "the title of an event": (replaced(EVENTS, "Kraftmøtet\n", "Kraftmøtet i år\n"), 26, 1),
    "the name of a venue": (replaced("content/venues.yaml", "name: ", "name: Store "), 41, 1),
    "a template": (
        replaced("theme/templates/article.html", "<article", '<article data-x="1"'),
        *(4, 0),
    ),
    "the style sheet": (replaced("theme/css/base.css", "body {", "body { order: 1;"), 38, 0),
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_costs_no_more_than_it_changes(shop: Workshop, name: str) -> None:
    """And the next build, without an edit, nothing at all."""
    edit, most, read = EDITS[name]
    edit(shop.folder)
    made, readings = counted(shop)
    assert readings == read
    assert made <= most
    assert counted(shop) == (0, 0)
