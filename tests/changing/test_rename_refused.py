"""What `run.py rename` does not do: it says so, and nothing is touched."""

from pathlib import Path

import pytest
from PIL import Image

from newsroom.commands.changing.rename import main as rename
from newsroom.contract.ledger import GONE
from tests import given
from tests.ledger.test_published_once import FILES
from tests.site.building import snapshot


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return given.written(tmp_path / "content", FILES)


@pytest.mark.parametrize(
    ("name", "slug", "said"),
    [
        ("", "", "Skriv filen og det nye navnet: python3 run.py rename "),
        ("pages/kontkt.md", "x", "pages/kontakt.md"),
        ("pages/kontakt.md", "Ring oss", "ring-oss"),
        ("pages/kontakt.md", "2023", "«2023» er ikke et ord i YAML."),
        ("pages/kontakt.md", "2023", "Skriv for eksempel: kontakt-2023."),
        ("pages/kontakt.md", "¿", "Skriv for eksempel: kontakt."),
        ("ola", "null", "«null» er ikke et ord i YAML. Skriv for eksempel: ola-null."),
        ("ola", "ja", "Skriv for eksempel: ola-ja."),
        ("2023-lunsj", "1e3", "Skriv for eksempel: lunsj-1e3."),
        ("pages/kontakt.md", "a" * 255, "Navnet er på 255 tegn, og kan ha 200. Velg et kortere."),
        ("ola", "a" * 260, "Navnet er på 260 tegn"),
        ("pages/kontakt.md", "om-oss", "finnes allerede"),
        (
            "pages/om-oss.md",
            "ring",
            "Filen pages/ring.md finnes allerede. Velg et annet navn.",
        ),
        ("Kari Nordmann", "x", "Finner ikke «Kari Nordmann». Mente du «kari»?"),
        ("2023", "x", "«2023» kan være flere. Skriv den du mener: reviews/2023.md."),
        ("/gammel/", "x", "«/gammel/» er en gammel adresse, og fører nå til pages/ring.md."),
        ("https://nei.example/om-oss/", "x", "Finner ikke «https://nei.example/om-oss/»."),
        ("pages/kontakt.md", "kontakt", "er adressen allerede"),
        ("reviews/2023.md", "aret", "av året"),
        ("events/2023.yaml", "x", "2023-frokost, 2023-lunsj"),
        ("people.yaml", "x", "kari, ola"),
        ("ola", "kari", "/personer/kari/ finnes allerede"),
        (
            "pages/kontakt.md",
            "nyheter",
            "/nyheter/ finnes allerede. Velg et annet navn.",
        ),
        ("pages/kontakt.md", "en", "«en» bruker nettstedet selv. Velg en annen, for eksempel"),
        ("documents/plan.pdf", "ny", "documents/plan.pdf kan ikke få en ny adresse som den gamle"),
        ("/dokumenter/plan.pdf", "ny", "Legg filen inn én gang til, med det nye navnet"),
        ("images/gruppe.jpg", "ny", "Legg filen inn én gang til, med det nye navnet"),
        ("helse", "x", "kan være flere. Skriv den du mener: pages/helse.md, networks.yaml#helse."),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_touched(
    content, capsys, name, slug, said
) -> None:
    """With what to write instead."""
    given.written(content, {
        "pages/helse.md": FILES["pages/kontakt.md"],
        "pages/ring.md": "---\ntitle: R\nslug: ring-oss\naliases: [/gammel/]\n---\nR.\n",
    })  # fmt: skip
    (content / "images").mkdir()
    Image.new("RGB", (40, 30), "teal").save(content / "images/gruppe.jpg")
    before = snapshot(content)
    assert rename(name, slug, content) == 1
    assert said in capsys.readouterr().err
    assert snapshot(content) == before


@pytest.mark.parametrize(
    ("changed", "slug", "said"),
    [
        ({GONE: "/kontakt/\n"}, "ring-oss", "content/pages/ring-oss.md:3:12: alias-gone: "),
        (
            {"pages/x.md": "---\ntitle: X\nslag: y\n---\n"},
            "ring-oss",
            "for dette er galt fra før. Rett dette, og kjør kommandoen på nytt:\n"
            "content/pages/x.md:3:1: ",
        ),
    ],
)
def test_what_would_stop_the_build_is_told_and_nothing_is_touched(
    content: Path, capsys, changed, slug, said
) -> None:
    """With its mend; what was wrong before at the places where it stands now."""
    given.written(content, changed)
    before = snapshot(content)
    assert rename("pages/kontakt.md", slug, content) == 1
    told = capsys.readouterr().err
    assert said in told
    assert "Ingenting er endret" in told
    assert snapshot(content) == before
