"""`run.py rename` to a name in use reports the same problem as a strict build."""

from pathlib import Path

import pytest

from newsroom.commands.changing.rename import main as rename
from newsroom.contract.ledger import GONE
from tests import given
from tests.changing.editing import replace
from tests.ledger.test_published_once import FILES
from tests.site.building import snapshot

EVENT = "id: 2023-kveld\ntitle: Kveld\nstart: 2023-11-01\nvenue: sentrum\nspeakers: [ola]\n"
SERIES = f"{EVENT}repeat: hver onsdag, 2 ganger\n"
KONTAKT = FILES["pages/planen.md"].replace("t", "aliases:\n- /gammel/\n- /ring-oss/\nt", 1)
PER = FILES["people.yaml"] + "per:\n  name: Per\n  rolle: Leder\n"
DATE = "/arrangementer/2023/ny/2023-11-08/"


@pytest.mark.parametrize(
    ("changed", "name", "slug", "place"),
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
def test_rename_refuses_a_name_in_use(content: Path, capsys, changed, name, slug, place) -> None:
    """The problem is reported with the place of the other use, and nothing changes."""
    given.written(content, changed)
    before = snapshot(content)
    assert rename(name, slug, content) == 1
    stderr = capsys.readouterr().err
    assert stderr.startswith("Ingenting er endret, for da kan ikke nettstedet bygges.")
    assert f"content/{place}" in stderr
    assert snapshot(content) == before


def test_rename_back_to_an_own_alias_succeeds(content: Path) -> None:
    """Addresses below it in record/gone.txt, of a date of a series, do not prevent it."""
    given.written(content, {GONE: "/ring/2023-11-08/\n"})
    replace(content, "pages/kontakt.md", "t", "aliases: [/ring/]\nt")
    assert rename("pages/kontakt.md", "ring", content) == 0
