"""What `run.py rename` refuses, and that nothing changes then."""

from pathlib import Path

import pytest
from PIL import Image

from newsroom.commands.changing.rename import main as rename
from newsroom.contract.catalog import GONE
from tests import given
from tests.changing.editing import replace
from tests.ledger.test_published_once import FILES
from tests.site.building import snapshot
from tests.table import check_each

# The two arguments of `rename`, and a part of the message.
REFUSED = [
    ("", "", "Skriv filen og det nye navnet: python3 run.py rename "),
    ("pages/kontkt.md", "x", "pages/kontakt.md"),
    ("pages/kontakt.md", "Ring oss", "ring-oss"),
    ("pages/kontakt.md", "2023", "ikke et ord i YAML. Skriv for eksempel: kontakt-2023."),
    ("pages/kontakt.md", "¿", "Skriv for eksempel: kontakt."),
    ("ola", "null", "«null» er ikke et ord i YAML. Skriv for eksempel: ola-null."),
    ("ola", "ja", "Skriv for eksempel: ola-ja."),
    ("2023-lunsj", "1e3", "Skriv for eksempel: lunsj-1e3."),
    ("pages/kontakt.md", "a" * 255, "Navnet er på 255 tegn, og kan ha 200. Velg et kortere."),
    ("ola", "a" * 260, "Navnet er på 260 tegn"),
    ("pages/kontakt.md", "om-oss", "finnes allerede"),
    ("pages/om-oss.md", "ring", "Filen pages/ring.md finnes allerede. Velg et annet navn."),
    ("Kari Nordmann", "x", "Finner ikke «Kari Nordmann». Mente du «kari»?"),
    ("2023", "x", "«2023» kan være flere. Skriv den du mener: reviews/2023.md."),
    ("/gammel/", "x", "«/gammel/» er en gammel adresse, og fører nå til pages/ring.md."),
    ("https://nei.example/om-oss/", "x", "Finner ikke «https://nei.example/om-oss/»."),
    ("pages/kontakt.md", "kontakt", "er adressen allerede"),
    ("reviews/2023.md", "aret", "av året"),
    ("events/2023.yaml", "x", "2023-frokost, 2023-lunsj"),
    ("people.yaml", "x", "kari, ola"),
    ("ola", "kari", "/personer/kari/ finnes allerede"),
    ("pages/kontakt.md", "nyheter", "/nyheter/ finnes allerede. Velg et annet navn."),
    ("pages/kontakt.md", "en", "«en» bruker nettstedet selv. Velg en annen, for eksempel"),
    ("documents/plan.pdf", "ny", "documents/plan.pdf kan ikke få en ny adresse som den gamle"),
    ("/dokumenter/plan.pdf", "ny", "Legg filen inn én gang til, med det nye navnet"),
    ("images/gruppe.jpg", "ny", "Legg filen inn én gang til, med det nye navnet"),
    ("helse", "x", "kan være flere. Skriv den du mener: pages/helse.md, networks.yaml#helse."),
]


def test_rename_refuses_names_it_cannot_use(content: Path, capsys) -> None:
    """The message says what is wrong and what to write instead; nothing changes."""
    given.written(content, {
        "pages/helse.md": FILES["pages/kontakt.md"],
        "pages/ring.md": "---\ntitle: R\nslug: ring-oss\naliases: [/gammel/]\n---\nR.\n",
    })  # fmt: skip
    (content / "images").mkdir()
    Image.new("RGB", (40, 30), "teal").save(content / "images/gruppe.jpg")
    before = snapshot(content)

    def check(case: tuple[str, str, str]) -> None:
        name, slug, message = case
        assert rename(name, slug, content) == 1
        stderr = capsys.readouterr().err
        assert message in stderr, stderr
        assert snapshot(content) == before

    check_each(REFUSED, check)


EVENT = "id: 2023-kveld\ntitle: Kveld\nstart: 2023-11-01\nvenue: sentrum\nspeakers: [ola]\n"
SERIES = f"{EVENT}repeat: hver onsdag, 2 ganger\n"
PLANEN = FILES["pages/planen.md"].replace("t", "aliases:\n- /gammel/\n- /ring-oss/\nt", 1)
PEOPLE = FILES["people.yaml"] + "per:\n  name: Per\n  rolle: Leder\n"
GONE_DATE = {GONE: "/arrangementer/2023/ny/2023-11-08/\n", "events/k.yaml": SERIES}
FAULTY = {"pages/x.md": "---\ntitle: X\nslag: y\n---\n"}
BEFORE = "for dette er galt fra før. Rett dette, og kjør kommandoen på nytt:\n"
AFTER = "for da kan ikke nettstedet bygges."


@pytest.mark.parametrize(
    ("files", "name", "slug", "reason", "place"),
    [
        ({GONE: "/kontakt/\n"}, "pages/kontakt.md", "x", AFTER, "pages/x.md:4:11: alias-gone: "),
        (FAULTY, "pages/kontakt.md", "ring-oss", BEFORE, "pages/x.md:3:1: "),
        ({GONE: "/personer/o/\n"}, "ola", "o", AFTER, "record/gone.txt:1:1: gone-made: "),
        (GONE_DATE, "2023-kveld", "ny", AFTER, "record/gone.txt:1:1: gone-made"),
        ({"pages/planen.md": PLANEN}, "pages/kontakt.md", "ring-oss", AFTER,
         "pages/planen.md:4:3: alias-"),
        ({"removed.yaml": "- kari\n"}, "ola", "kari", AFTER, "people.yaml:"),
        ({"people.yaml": PEOPLE}, "ola", "per", AFTER, "people.yaml:"),
    ],
)  # fmt: skip
def test_rename_refuses_when_the_build_would_fail(
    content: Path, capsys, files, name, slug, reason, place
) -> None:
    """Each problem, from before or caused by the renaming, has its place; nothing changes."""
    given.written(content, files)
    before = snapshot(content)
    assert rename(name, slug, content) == 1
    stderr = capsys.readouterr().err
    assert stderr.startswith(f"Ingenting er endret, {reason}")
    assert f"content/{place}" in stderr
    assert snapshot(content) == before


def test_rename_back_to_an_own_alias_succeeds(content: Path) -> None:
    """Addresses below it in record/gone.txt, of a date of a series, do not prevent it."""
    given.written(content, {GONE: "/ring/2023-11-08/\n"})
    replace(content, "pages/kontakt.md", "t", "aliases: [/ring/]\nt")
    assert rename("pages/kontakt.md", "ring", content) == 0
