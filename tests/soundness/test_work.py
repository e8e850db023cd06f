"""Which pages and files are made again after each kind of edit.

A page too many means that its view reads more than it shows; a page too few is out of date. Time is
not measured.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from newsroom.site.engine import Engine
from tests.soundness.workshop import Workshop, settings_of

ARTICLE = "content/news/2023/kraft.md"
EVENTS = "content/events/2023.yaml"
CARD = re.compile(r"/bilder/kort/\w+\.png")
# Every page of the site: all have the style sheet and the menu.
PAGES = """
    / /404.html /abonner/ /aret/ /aret/2023/ /aret/2023/tall/ /aret/2023/tall/arrangementer/
    /aret/2023/tall/deltakere/ /aret/2023/tall/medlemmer/ /arrangementer/ /arrangementer/2023/
    /arrangementer/2023/09/ /arrangementer/2023/10/ /arrangementer/2023/12/
    /arrangementer/2023/apning/ /arrangementer/2023/avlyst/ /arrangementer/2023/festival/
    /arrangementer/2023/havnedag/ /arrangementer/2023/kraftmote/ /arrangementer/2024/
    /arrangementer/2024/01/ /arrangementer/2024/kurs/ /arrangementer/2024/kurs/2024-01-09/
    /arrangementer/2024/kurs/2024-01-16/ /arrangementer/2024/kurs/2024-01-30/
    /arrangementer/konferanse/ /en/news/2023/english/ /kategori/energi/ /kategori/nyheter/
    /medlemmer/ /medlemmer/kaien/ /medlemmer/partner/ /nettverk/ /nettverk/energi/
    /nettverk/havn/ /nyheter/ /nyheter/2023/ /nyheter/2023/gammel-kraft/ /nyheter/2023/kraft/
    /nyheter/2023/medlemmer/ /nyheter/2023/utgatt/ /nyhetsbrev/ /nyhetsbrev/2023-12/ /om-oss/
    /personer/kari-prove/ /sok/ /steder/kulturhuset/ /tema/kraft/ /tema/moter/
"""


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    """A site that has been built once."""
    made = Workshop(tmp_path_factory.mktemp("work"))
    assert set(PAGES.split()) <= set(built(made)[0])
    return made


def built(shop: Workshop) -> tuple[list[str], int]:
    """The addresses that a build makes again, and the number of files of content/ that it reads.

    The name of a share card depends on its content, so each is `/bilder/kort/*.png` here.
    """
    engine = Engine(settings_of(shop.overrides(shop.out, shop.cache)))
    with redirect_stderr(StringIO()), redirect_stdout(StringIO()):
        engine.run()
    return sorted(
        CARD.sub("/bilder/kort/*.png", a) for a in engine.writer.made
    ), engine.caches.parsed.made


def replaced(file: str, old: str, new: str) -> Callable[[Path], None]:
    def edit(folder: Path) -> None:
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    return edit


def nothing(_folder: Path) -> None:
    """Saves a file without a change."""


def appended(file: str, text: str) -> Callable[[Path], None]:
    def edit(folder: Path) -> None:
        with (folder / file).open("a", encoding="utf-8") as handle:
            handle.write(text)

    return edit


# Each edit, the pages that it makes again, and the number of files that it reads again.
EDITS = {
    "nothing": (nothing, "", 0),
    "a text": (
        appended(ARTICLE, "\nEn setning til.\n"),
        """
        /feed.* /nettverk/energi/feed.* /nyheter/2023/kraft/ /personer/kari-prove/feed.*
        /steder/kulturhuset/feed.*
        """,
        1,
    ),
    "the title of an article": (
        replaced(ARTICLE, 'title: "', 'title: "Nytt: '),
        """
        / /aret/2023/ /arrangementer/2023/kraftmote/ /en/news/2023/english/ /feed.*
        /kategori/energi/ /nettverk/energi/ /nettverk/energi/feed.* /nyheter/
        /nyheter/2023/ /nyheter/2023/kraft/ /nyheter/2023/medlemmer/ /personer/kari-prove/
        /personer/kari-prove/feed.* /steder/kulturhuset/ /steder/kulturhuset/feed.*
        /tema/kraft/ /tema/moter/
        """,
        1,
    ),
    "the title of an event": (
        replaced(EVENTS, "Kraftmøtet\n", "Kraftmøtet i år\n"),
        """
        / /aret/2023/ /aret/2023/tall/ /aret/2023/tall/arrangementer.csv
        /aret/2023/tall/arrangementer/ /aret/2023/tall/deltakere.csv /aret/2023/tall/deltakere/
        /arrangementer/2023/ /arrangementer/2023/09/ /arrangementer/2023/avlyst/
        /arrangementer/2023/festival/
        /arrangementer/2023/kraftmote/ /arrangementer/2023/kraftmote/arrangement.ics
        /arrangementer/2024/kurs/ /arrangementer/2024/kurs/2024-01-09/
        /arrangementer/2024/kurs/2024-01-16/ /arrangementer/2024/kurs/2024-01-30/
        /arrangementer/konferanse/ /arrangementer/feed.* /bilder/kort/*.png /data/events.csv
        /data/events.json
        /kalender/alle.ics /kalender/nettverk/energi.ics /kalender/person/kari-prove.ics
        /kalender/sted/kulturhuset.ics /nettverk/energi/ /nettverk/energi/feed.*
        /nyheter/2023/kraft/ /personer/kari-prove/ /personer/kari-prove/feed.*
        /steder/kulturhuset/ /steder/kulturhuset/feed.*
        """,
        1,
    ),
    "the name of a venue": (
        replaced("content/venues.yaml", "name: ", "name: Store "),
        """
        / /aret/2023/ /arrangementer/ /arrangementer/2023/ /arrangementer/2023/09/
        /arrangementer/2023/10/ /arrangementer/2023/apning/
        /arrangementer/2023/apning/arrangement.ics /arrangementer/2023/festival/
        /arrangementer/2023/festival/arrangement.ics /arrangementer/2023/kraftmote/
        /arrangementer/2023/kraftmote/arrangement.ics /arrangementer/2024/ /arrangementer/2024/01/
        /arrangementer/2024/kurs/ /arrangementer/2024/kurs/2024-01-09/
        /arrangementer/2024/kurs/2024-01-09/arrangement.ics /arrangementer/2024/kurs/2024-01-16/
        /arrangementer/2024/kurs/2024-01-16/arrangement.ics /arrangementer/2024/kurs/2024-01-30/
        /arrangementer/2024/kurs/2024-01-30/arrangement.ics
        /arrangementer/2024/kurs/arrangement.ics /arrangementer/feed.*
        /arrangementer/konferanse/
        /bilder/kort/*.png /bilder/kort/*.png /bilder/kort/*.png
        /bilder/kort/*.png /bilder/kort/*.png /bilder/kort/*.png
        /data/events.csv /data/events.json /kalender/alle.ics /kalender/nettverk/energi.ics
        /kalender/person/kari-prove.ics /kalender/sted/kulturhuset.ics /nettverk/energi/
        /nettverk/energi/feed.* /nyheter/2023/kraft/ /nyhetsbrev/2023-12/
        /personer/kari-prove/ /steder/kulturhuset/
        /steder/kulturhuset/feed.*
        """,
        1,
    ),
    "a template": (
        replaced("theme/templates/article.html", "<article", '<article data-x="1"'),
        """
        /en/news/2023/english/ /nyheter/2023/kraft/ /nyheter/2023/medlemmer/ /nyheter/2023/utgatt/
        """,
        0,
    ),
    "the style sheet": (replaced("theme/css/base.css", "body {", "body { order: 1;"), PAGES, 0),
    "the title of a page in the menu": (
        replaced("content/pages/om-oss.md", "title: ", "title: Mer "),
        PAGES,
        1,
    ),
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_remakes_exactly_these_pages(shop: Workshop, name: str) -> None:
    """The build after it remakes nothing."""
    edit, expected, read = EDITS[name]
    edit(shop.folder)
    remade, readings = built(shop)
    # Both formats of a feed have the same content, so both are made again.
    formats = re.sub(r"(\S*/feed\.)\*", r"\1json \1xml", expected)
    assert remade == sorted(formats.split())
    assert readings == read
    assert built(shop) == ([], 0)
