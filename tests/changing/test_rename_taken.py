"""What `run.py rename` says of a name that something else has: what the strict build says of it."""

from pathlib import Path

import pytest

from newsroom.commands.changing.rename import main as rename
from newsroom.contract.ledger import GONE
from tests import given
from tests.ledger.test_published_once import FILES
from tests.site.building import snapshot

EVENT = "id: 2023-kveld\ntitle: Kveld\nstart: 2023-11-01\nvenue: sentrum\nspeakers: [ola]\n"
SERIES = f"{EVENT}repeat: hver onsdag, 2 ganger\n"
KONTAKT = FILES["pages/planen.md"].replace("t", "aliases:\n- /gammel/\n- /ring-oss/\nt", 1)
PER = FILES["people.yaml"] + "per:\n  name: Per\n  rolle: Leder\n"
DATE = "/arrangementer/2023/ny/2023-11-08/"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return given.written(tmp_path / "content", FILES)


@pytest.mark.parametrize(
    ("changed", "name", "slug", "said"),
    [
        ({GONE: "/personer/o/\n"}, "ola", "o", "record/gone.txt:1:1: gone-made: "),
        (
            {GONE: f"{DATE}\n", "events/k.yaml": SERIES},
            "2023-kveld",
            "ny",
            "record/gone.txt:1:1: gone-made",
        ),
        (
            {"pages/planen.md": KONTAKT},
            "pages/kontakt.md",
            "ring-oss",
            "pages/planen.md:4:3: alias-",
        ),
        ({"removed.yaml": "- kari\n"}, "ola", "kari", "people.yaml:"),
        ({"people.yaml": PER}, "ola", "per", "people.yaml:"),
    ],
)
def test_a_name_that_is_taken_is_told_with_its_place(
    content: Path, capsys, changed, name, slug, said
) -> None:
    """As the build tells it; and nothing is changed."""
    given.written(content, changed)
    before = snapshot(content)
    assert rename(name, slug, content) == 1
    told = capsys.readouterr().err
    assert told.startswith("Ingenting er endret, for da kan ikke nettstedet bygges.")
    assert f"content/{said}" in told
    assert snapshot(content) == before


def test_an_old_address_of_its_own_is_nobody_elses(content: Path) -> None:
    """It is what is taken back; and a date that was given up is none of what has no dates."""
    given.written(content, {GONE: "/ring/2023-11-08/\n"})
    page = content / "pages/kontakt.md"
    page.write_text(page.read_text("utf-8").replace("t", "aliases: [/ring/]\nt", 1), "utf-8")
    assert rename("pages/kontakt.md", "ring", content) == 0
