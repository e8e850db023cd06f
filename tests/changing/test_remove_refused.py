"""What `run.py remove` refuses: unknown names, names of something else, and content with faults."""

from pathlib import Path

import pytest

from newsroom.commands.changing.remove import main as remove
from tests import given
from tests.changing.editing import replace
from tests.ledger.test_published_once import FILES
from tests.site.building import good, snapshot
from tests.table import check_each

# The two arguments of `remove`, and a part of the message.
REFUSED = [
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
]


def test_remove_refuses_a_name_it_cannot_use(content: Path, capsys) -> None:
    """The message says what to write, or suggests the nearest name; nothing changes."""
    before = snapshot(content)

    def check(case: tuple[str, str, str]) -> None:
        kind, name, message = case
        assert remove(kind, name, content) == 1
        stderr = capsys.readouterr().err
        assert message in stderr, stderr
        assert snapshot(content) == before

    check_each(REFUSED, check)


NO_PERSONS = [
    ("Redaksjonen", "Finner ikke «Redaksjonen». Skriv nøkkelen i people.yaml, eller fornavn"),
    ("Nordisk Kraft", "er navnet på noe annet enn en person: people.yaml, linje 3."),
    ("Byen Vår", "«Byen Vår» er navnet på noe annet enn en person: site.yaml, linje 2."),
    ("Salen Oppe", "er navnet på noe annet enn en person: venues.yaml, linje 2."),
    ("Grønn Vekst", "er navnet på noe annet enn en person: site.yaml, linje 4."),
]


def test_remove_person_refuses_names_of_something_else(content: Path, capsys) -> None:
    """A byline of an office, a company, the association, a venue and a partner."""
    given.written(content, {
        "site.yaml": "identity: example.org,2023\nname: Byen Vår\npartners:\n"
        "  - name: Grønn Vekst\n",
        "people.yaml": "kari:\n  name: Kari Nordmann\n  company: Nordisk Kraft\n",
        "venues.yaml": FILES["venues.yaml"].replace("Sentrum scene", "Salen Oppe"),
        "news/2023/b.md": "---\ntitle: B\ndate: 2023-05-01\nauthor: Redaksjonen\n---\n"
        "Byen Vår og Grønn Vekst møtte Nordisk Kraft i Salen Oppe.\n",
    })  # fmt: skip
    before = snapshot(content)

    def check(case: tuple[str, str]) -> None:
        name, message = case
        assert remove("person", name, content) == 1
        assert message in capsys.readouterr().err
        assert snapshot(content) == before

    check_each(NO_PERSONS, check)


def test_remove_refuses_a_file_with_faults(content: Path, capsys) -> None:
    """With an invalid field in events/2023.yaml, no event of that file can be removed."""
    replace(content, "events/2023.yaml", "start: 2023-10-12", "start: okt")
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
def test_an_unknown_name_points_to_files_with_faults(
    content: Path, capsys, kind: str, name: str
) -> None:
    """The name may be in the file that cannot be read, so no other name is suggested."""
    (content / "people.yaml").write_text("kari: {{name: Kari\n", "utf-8")
    assert remove(kind, name, content) == 1
    expected = (
        f"Finner ikke «{name}», men det er feil i people.yaml. Rett det først: python3 run.py "
    )
    assert capsys.readouterr().err.startswith(expected)


def test_remove_refuses_an_alias_and_names_its_entry(content: Path, capsys) -> None:
    """An address in `aliases` is not a name; the message says which entry it leads to."""
    sak = FILES["news/2023/sak.md"].replace("title:", "aliases: [/gammel/]\n        title:")
    given.written(content, {"news/2023/sak.md": sak})
    before = snapshot(content)
    for kind in ("entry", "document"):
        assert remove(kind, "/gammel/", content) == 1
        expected = "«/gammel/» er en gammel adresse, og fører nå til news/2023/sak.md. Skriv det i "
        assert capsys.readouterr().err.startswith(expected)
    assert snapshot(content) == before


def test_remove_refuses_to_publish_a_person_of_a_draft(
    content: Path, tmp_path: Path, capsys
) -> None:
    """A person whom no entry names is public, so the last draft with a person must stay."""
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


def test_a_person_in_another_draft_stays_unpublished(content: Path, tmp_path: Path) -> None:
    """A draft can be removed when another draft names the same person; the person gets no page."""
    draft = "---\ntitle: {0}\ndate: 2023-05-02\nstatus: draft\nauthor: ny\n---\nTekst.\n"
    people = FILES["people.yaml"] + "ny:\n  name: Hemmelig Hansen\n"
    drafts = {f"news/2023/{name}.md": draft.format(name) for name in ("en", "to")}
    given.written(content, {**drafts, "people.yaml": people})
    assert remove("entry", "news/2023/en.md", content) == 0
    assert not (good(content, tmp_path / "out") / "personer/ny").exists()
