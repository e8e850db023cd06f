"""What `run.py remove` takes off nobody's site: what is not there, or is something else."""

from pathlib import Path

import pytest

from newsroom.commands.changing.remove import main as remove
from tests import given
from tests.ledger.test_published_once import FILES
from tests.site.building import good, snapshot


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return given.written(tmp_path / "content", FILES)


@pytest.mark.parametrize(
    ("kind", "name", "said"),
    [
        ("", "", "Skriv hva som skal bort, for eksempel: python3 run.py remove entry news/"),
        ("entry", "", "for eksempel: python3 run.py remove entry news/2024/saken.md."),
        ("person", "", 'for eksempel: python3 run.py remove person "Kari Nordmann".'),
        ("document", "", "for eksempel: python3 run.py remove document documents/plan.pdf."),
        ("picture", "", "for eksempel: python3 run.py remove picture images/2024/gruppe.jpg."),
        ("entry", "Kari Nordmann", 'Skriv: python3 run.py remove person "Kari Nordmann".'),
        ("picture", "images/x.jpg", "for eksempel images/2024/gruppe.jpg."),
        ("person", "Ukjent Navn", 'eller fornavn og etternavn, for eksempel "Kari Nordmann".'),
        ("person", "ingen", "Finner ikke «ingen». Skriv nøkkelen i people.yaml, eller fornavn"),
        ("person", "karo", "Mente du «kari»?"),
        ("person", "Karo Nordmann", "Mente du «Kari Nordmann»?"),
        ("person", "Vi", "Finner ikke «Vi»"),
        ("picture", "images/x.jpg", "Finner ikke «images/x.jpg»"),
        ("document", "documents/plann.pdf", "Mente du «documents/plan.pdf»?"),
        ("document", "plan.pdf", "Mente du «documents/plan.pdf»?"),
        ("entry", "sak.md", "Mente du «news/2023/sak.md»?"),
        ("entry", "pages/kontkt.md", "Mente du «pages/kontakt.md»?"),
        ("picture", "kari", "«kari» er en person. Skriv: python3 run.py remove person kari."),
        ("person", "pages/kontakt.md", "er et innlegg. Skriv: python3 run.py remove entry pages/"),
        ("entry", "content/documents/plan.pdf", "er et dokument. Skriv: python3 run.py remove doc"),
        ("entry", "kari", "er en person"),
        ("entry", "people.yaml#kari", "er en person. Skriv: python3 run.py remove person kari."),
        (
            "entry",
            "/personer/kari/",
            "en person. Skriv: python3 run.py remove person /personer/kari/",
        ),
        ("entry", "person:kari", "er en person. Skriv: python3 run.py remove person kari."),
        ("news/2023/sak.md", "", "kan ikke tas bort. Skriv først en av: picture, person, document"),
        ("entry", "2023", "«2023» kan være flere. Skriv den du mener: reviews/2023.md."),
        ("entry", "En sak", "Finner ikke «En sak». Mente du «news/2023/sak.md»?"),
        ("pictur", "x", "«pictur» kan ikke tas bort. Mente du «picture»?"),
        ("tull", "pages/kontakt.md", "Skriv først en av: picture, person, document, entry."),
    ],
)
def test_what_nothing_is_called_changes_nothing(content: Path, capsys, kind, name, said) -> None:
    """A slip of the pen would stop the next build, or take a word out of every text."""
    before = snapshot(content)
    assert remove(kind, name, content) == 1
    assert said in capsys.readouterr().err
    assert snapshot(content) == before


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Redaksjonen", "Finner ikke «Redaksjonen». Skriv nøkkelen i people.yaml, eller fornavn"),
        ("Nordisk Kraft", "er navnet på noe annet enn en person: people.yaml, linje 3."),
        ("Byen Vår", "«Byen Vår» er navnet på noe annet enn en person: site.yaml, linje 2."),
        ("Salen Oppe", "er navnet på noe annet enn en person: venues.yaml, linje 2."),
        ("Grønn Vekst", "er navnet på noe annet enn en person: site.yaml, linje 4."),
    ],
)
def test_what_is_no_person_is_not_taken_off_as_one(content: Path, capsys, name, said) -> None:
    """A byline of an office, a business, the association, a place: they would leave every text."""
    given.written(content, {
        "site.yaml": "identity: example.org,2023\nname: Byen Vår\npartners:\n"
        "  - name: Grønn Vekst\n",
        "people.yaml": "kari:\n  name: Kari Nordmann\n  company: Nordisk Kraft\n",
        "venues.yaml": FILES["venues.yaml"].replace("Sentrum scene", "Salen Oppe"),
        "news/2023/b.md": "---\ntitle: B\ndate: 2023-05-01\nauthor: Redaksjonen\n---\n"
        "Byen Vår og Grønn Vekst møtte Nordisk Kraft i Salen Oppe.\n",
    })  # fmt: skip
    before = snapshot(content)
    assert remove("person", name, content) == 1
    assert said in capsys.readouterr().err
    assert snapshot(content) == before


def test_what_is_taken_off_once_is_not_taken_off_again(content: Path, capsys) -> None:
    """It is said, and the line stands there once."""
    assert remove("person", "kari", content) == 0
    assert remove("person", "kari", content) == 1
    assert "«kari» er tatt bort allerede." in capsys.readouterr().err
    assert (content / "removed.yaml").read_text("utf-8") == "- kari\n"


def test_beside_faults_nothing_is_deleted(content: Path, capsys) -> None:
    """Nobody knows where the next event of the file begins."""
    events = content / "events/2023.yaml"
    events.write_text(events.read_text("utf-8").replace("start: 2023-10-12", "start: okt"), "utf-8")
    before = snapshot(content)
    assert remove("entry", "2023-frokost", content) == 1
    assert "Det er feil i events/2023.yaml. Rett det først" in capsys.readouterr().err
    assert remove("entry", "2023-lunsj", content) == 1
    assert "men det er feil i events/2023.yaml. Rett det først" in capsys.readouterr().err
    assert snapshot(content) == before


@pytest.mark.parametrize(
    ("kind", "name"),
    [("person", "ingen"), ("person", "kari"), ("document", "documents/x.pdf"),
     ("picture", "images/x.jpg"), ("entry", "x.md")],
)  # fmt: skip
def test_what_may_stand_in_a_file_with_faults_is_not_said_to_be_nowhere(
    content: Path, capsys, kind: str, name: str
) -> None:
    """Nor is something else suggested: the fault comes first."""
    (content / "people.yaml").write_text("kari: {{name: Kari\n", "utf-8")
    assert remove(kind, name, content) == 1
    said = f"Finner ikke «{name}», men det er feil i people.yaml. Rett det først: python3 run.py "
    assert capsys.readouterr().err.startswith(said)


def test_an_old_address_tells_whose_it_is(content: Path, capsys) -> None:
    """It leads there in the browser too; but what is taken off is named by its own name."""
    sak = FILES["news/2023/sak.md"].replace("title:", "aliases: [/gammel/]\n        title:")
    given.written(content, {"news/2023/sak.md": sak})
    before = snapshot(content)
    for kind in ("entry", "document"):
        assert remove(kind, "/gammel/", content) == 1
        said = "«/gammel/» er en gammel adresse, og fører nå til news/2023/sak.md. Skriv det i "
        assert capsys.readouterr().err.startswith(said)
    assert snapshot(content) == before


def test_nobody_is_published_by_a_removal(content: Path, tmp_path: Path, capsys) -> None:
    """Whoever nobody names is public, so a secret is told of before it is nobody's."""
    draft = "---\ntitle: Ny leder\ndate: 2023-05-02\nstatus: draft\nauthor: ny\n---\nTekst.\n"
    people = FILES["people.yaml"] + "ny:\n  name: Hemmelig Hansen\n"
    given.written(content, {"news/2023/leder.md": draft, "people.yaml": people})
    before = snapshot(content)
    assert remove("entry", "news/2023/leder.md", content) == 1
    assert "Bare news/2023/leder.md nevner people.yaml#ny" in capsys.readouterr().err
    assert snapshot(content) == before
    (content / "news/2023/leder.md").unlink()
    given.written(content, {"people.yaml": FILES["people.yaml"]})
    out = good(content, tmp_path / "out")
    assert not (out / "personer/ny").exists()


def test_whom_another_draft_names_too_stays_secret(content: Path, tmp_path: Path) -> None:
    """Then nothing is in the way."""
    draft = "---\ntitle: {0}\ndate: 2023-05-02\nstatus: draft\nauthor: ny\n---\nTekst.\n"
    people = FILES["people.yaml"] + "ny:\n  name: Hemmelig Hansen\n"
    drafts = {f"news/2023/{name}.md": draft.format(name) for name in ("en", "to")}
    given.written(content, {**drafts, "people.yaml": people})
    assert remove("entry", "news/2023/en.md", content) == 0
    assert not (good(content, tmp_path / "out") / "personer/ny").exists()
