"""`run.py new` writes a valid file in the right folder, asks questions, and overwrites nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from newsroom.commands.new import field_line, main
from newsroom.commands.prompts import slug_of
from newsroom.reading.load import load
from tests import given

ROOT = Path(__file__).parents[1]
ADDRESSES = {
    "article": ("news/2024/frokost-om-ki.md", "/nyheter/2024/frokost-om-ki/"),
    "event": ("events/2024-frokost-om-ki.yaml", "/arrangementer/2024/frokost-om-ki/"),
    "page": ("pages/frokost-om-ki.md", "/frokost-om-ki/"),
    "person": ("people/frokost-om-ki.yaml", "/personer/frokost-om-ki/"),
    "venue": ("venues/frokost-om-ki.yaml", "/steder/frokost-om-ki/"),
    "review": ("reviews/2024.md", "/aret/2024/"),
}
ANSWERS = {
    "date": "2024-03-05",
    "start": "2024-03-05 09:00",
    "end": "2024-03-05 10:00",
    "venue": "scenen",
    "year": "2024",
}
VENUES = {"venues.yaml": "scenen:\n  name: Sentrum scene\n"}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return given.written(tmp_path / "content", VENUES)


def answering(*answers: str) -> Iterator[str]:
    yield from answers


@pytest.mark.parametrize("kind", ADDRESSES)
def test_new_writes_a_valid_file_of_each_kind(
    content: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    """The message has the path and the address of the new page in the preview."""
    assert main(kind, {"what": "", **ANSWERS, "title": "Frokost: om KI",
                                   "name": "Frokost: om KI"}, content, None) == 0  # fmt: skip
    path, address = ADDRESSES[kind]
    assert (content / path).is_file()
    assert load(content)[1].errors() == []
    stdout = capsys.readouterr().out
    assert f"Skrev content/{path}." in stdout
    assert f"http://127.0.0.1:8000{address}." in stdout


def test_a_newsletter_may_be_named_by_its_month(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its title and its date are those of the month; a month that does not exist is refused."""
    assert main("newsletter", {"what": "2024-02", "title": "", "date": ""}, content, None) == 0
    text = (content / "newsletters/2024-02.md").read_text(encoding="utf-8")
    assert "februar 2024\n" in text
    assert "date: 2024-02-29\n" in text
    assert main("newsletter", {"what": "2024-13"}, content, None) == 1
    assert "«2024-13» er ikke en måned" in capsys.readouterr().err
    assert [file.name for file in (content / "newsletters").iterdir()] == ["2024-02.md"]


def test_new_does_not_overwrite_a_file(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The file is unchanged, and the exit code is 1."""
    assert main("page", {"title": "Om oss"}, content, None) == 0
    file = content / "pages/om-oss.md"
    file.write_text("---\ntitle: Min egen\n---\n", encoding="utf-8")
    assert main("page", {"title": "Om oss"}, content, None) == 1
    assert "finnes allerede" in capsys.readouterr().err
    assert "Min egen" in file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("kind", "values", "code"),
    [("page", {"title": "Nyheter"}, "slug-reserved"), ("venue", {"name": "Scenen"}, "key-taken")],
)
def test_new_leaves_no_file_with_errors(
    content: Path, capsys: pytest.CaptureFixture[str], kind: str, values: dict, code: str
) -> None:
    """The message has the code that `run.py check` would report."""
    before = sorted(content.rglob("*.*"))
    assert main(kind, values, content, None) == 2
    assert code in capsys.readouterr().err
    assert sorted(content.rglob("*.*")) == before


def test_new_takes_every_field_of_the_kind_and_refuses_others(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A field that it does not ask for is written too; a misspelt one is named, and none lost."""
    given_fields = {"name": "Låven", "directions": "Gå rett fram.", "review_by": "1. mai 2024"}
    assert main("venue", given_fields, content, None) == 0
    text = (content / "venues/laven.yaml").read_text(encoding="utf-8")
    assert text == "name: Låven\ndirections: Gå rett fram.\nreview_by: 2024-05-01\n"
    assert main("venue", {"name": "Bua", "directons": "Gå."}, content, None) == 1
    assert "Feltet `directons` finnes ikke her. Mente du `directions`?" in capsys.readouterr().err
    assert not (content / "venues/bua.yaml").exists()


def test_new_makes_the_venue_that_a_message_asks_for(content: Path) -> None:
    """The event that names it is wrong before and after, with another suggestion."""
    event = "id: 2024-a\ntitle: A\nstart: 2024-02-05\nvenue: Rådhuset i byen\n"
    given.written(content, {"events/2024-a.yaml": event})
    assert main("venue", {"name": "Rådhuset i byen"}, content, None) == 0
    assert (content / "venues/radhuset-i-byen.yaml").exists()


def test_new_refuses_an_event_whose_id_is_taken(content: Path) -> None:
    """The check reports this problem in the older file, and the new file is still deleted."""
    given.written(content, {"events/2024.yaml": "- id: 2024-fest\n  title: Fest\n"
                            "  start: 2024-01-02\n  venue: scenen\n"})  # fmt: skip
    values = {"title": "Fest", "start": "2024-03-05", "venue": "scenen"}
    assert main("event", values, content, None) == 2
    assert [file.name for file in (content / "events").iterdir()] == ["2024.yaml"]


def test_new_asks_in_norwegian_until_the_answer_is_valid(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A date in words is converted, and the name of a venue becomes its key."""
    questions = []
    answers = answering(
        *("arrangement", "Frokost", "i morgen", "5. mars 2024 kl. 9", "Sentrum scene"),
        *("", "", "Kort: om KI", "", "", "", ""),
    )

    def ask(question: str) -> str:
        questions.append(question)
        return next(answers)

    assert main("", {}, content, ask) == 0
    stdout = capsys.readouterr().out
    assert "«i morgen» i feltet `start` er ikke en dato" in stdout
    assert "Velg: scenen, eller lenken til et møte på nett, eller ordet kommer." in stdout
    assert questions[1:4] == ["Tittel: ", "Start: ", "Start: "]
    text = (content / "events/2024-frokost.yaml").read_text(encoding="utf-8")
    for line in ("start: 2024-03-05 09:00", "venue: scenen", 'summary: "Kort: om KI"'):
        assert f"{line}\n" in text


def test_the_end_may_be_a_time_alone_and_a_new_venue_has_a_command(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The day is that of the start; the message about the venue has the name that was written."""
    start, venue = "5. mars 2024 kl. 9", "Den gamle mølla"
    answers = answering("Frokost", start, venue, "scenen", "kl. 10.30", "", "", "", "", "", "")
    assert main("event", {}, content, lambda _: next(answers)) == 0
    stdout = capsys.readouterr().out
    assert "ordet kommer. Nytt sted: python3 run.py new venue.\n" in stdout
    assert 'Er stedet nytt, kjører du `python3 run.py new venue "Den gamle mølla"`.' in stdout
    text = (content / "events/2024-frokost.yaml").read_text(encoding="utf-8")
    assert "start: 2024-03-05 09:00\n" in text
    assert "end: 2024-03-05 10:30\n" in text


def test_new_asks_for_the_type_the_sign_up_the_contact_and_a_link(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A wrong answer is asked for again; a link becomes the fields that the file has."""
    types = {"site.yaml": "identity: example.org,2023\nevent_types: [Frokost, Kurs]\n"}
    given.written(content, types)
    answers = answering(
        *("Frokost", "2024-03-05 09:00", "scenen", "", "", "Fest", "kurs", "", "på døra"),
        *("https://example.org/p", "Ola Hansen", "https://example.org/l"),
        *("Lysark: https://example.org/l", "Kunnskapsfrokost nr. 42"),
    )
    assert main("event", {}, content, lambda _: next(answers)) == 0
    stdout = capsys.readouterr().out
    for words in (
        "Velg: Frokost, Kurs.",
        "Typen «Fest» finnes ikke.",
        "«på døra» kan ikke brukes. Lenken til påmeldingen, eller ordet ingen når det er åpent",
        "«https://example.org/l» kan ikke brukes. En tittel og en lenke.",
    ):
        assert words in stdout
    assert (content / "events/2024-frokost.yaml").read_text(encoding="utf-8").splitlines() == [
        "id: 2024-frokost",
        "title: Frokost",
        "start: 2024-03-05 09:00",
        "venue: scenen",
        "type: Kurs",
        'registration: {url: "https://example.org/p"}',
        "contact: Ola Hansen",
        'links: [{title: "Lysark", url: "https://example.org/l"}]',
        "series: Kunnskapsfrokost nr. 42",
        "status: draft  # ta bort linjen når det er klart",
    ]


def test_a_person_given_as_a_key_gets_a_name(content: Path) -> None:
    """The message about an unknown person has the name too."""
    person = {"what": "ola-hansen", "role": "Leder", "company": "X"}
    assert main("person", person, content, None) == 0
    written = (content / "people/ola-hansen.yaml").read_text(encoding="utf-8")
    assert written.startswith("name: Ola Hansen\n")


def test_new_writes_nothing_for_an_empty_answer(content: Path) -> None:
    """Without types in site.yaml nobody is asked for one; `ingen` says that all may come."""
    answers = answering(*("Frokost", "2024-03-05", "scenen", "", "", "", "ingen", "", "", ""))
    assert main("event", {}, content, lambda _: next(answers)) == 0
    assert next(answers, "all are asked for") == "all are asked for"
    assert (content / "events/2024-frokost.yaml").read_text(encoding="utf-8").splitlines()[3:] == [
        "venue: scenen",
        "registration: none",
        "status: draft  # ta bort linjen når det er klart",
    ]


def test_new_without_a_terminal_takes_the_same_answers(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A type is refused when site.yaml has none; a group may be written as in the file."""
    event = {"title": "Frokost", "start": "2024-03-05 09:00", "venue": "scenen"}
    assert main("event", {**event, "type": "Kurs"}, content, None) == 1
    assert "Typen «Kurs» finnes ikke." in capsys.readouterr().err
    group = {"registration": "{url: https://example.org/p, price: 100}"}
    assert main("event", {**event, **group}, content, None) == 0
    text = (content / "events/2024-frokost.yaml").read_text(encoding="utf-8")
    assert "registration: {url: https://example.org/p, price: 100}\n" in text


def test_new_without_a_terminal_reports_reports_missing_values(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The message has the flags that give them; an unknown kind is refused."""
    assert main("event", {"title": "Frokost"}, content, None) == 1
    stderr = capsys.readouterr().err
    typed = 'python3 run.py new event --title "Frokost" --start "…" --venue "…"'
    assert f"Det mangler: start, sted. Skriv: {typed}" in stderr
    assert main("event", {"title": "Frokost", "start": "2024-02-30"}, content, None) == 1
    assert "«2024-02-30» i feltet `start`" in capsys.readouterr().err
    assert main("", {}, content, None) == 1
    assert main("kake", {}, content, None) == 1
    assert "«kake» kan ikke lages." in capsys.readouterr().err


def test_ctrl_c_during_the_questions_writes_nothing(content: Path) -> None:
    """The exit code is 130."""

    def leave(question: str) -> str:
        raise KeyboardInterrupt

    assert main("page", {}, content, leave) == 130
    assert not (content / "pages").exists()


def test_a_slug_with_dots_and_slashes_stays_in_content(content: Path) -> None:
    """`../../ute` becomes `ute`."""
    assert main("page", {"title": "Side", "slug": "../../ute"}, content, None) == 0
    assert (content / "pages/ute.md").is_file()


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ("Frokost", "title: Frokost"),
        ("Frokost: KI", 'title: "Frokost: KI"'),
        ('Si «hei» og "hå"', "title: Si «hei» og \"hå\""),
        ("@alle #1", 'title: "@alle #1"'),
        ("null", 'title: "null"'),
        (r"a\b: c", r'title: "a\\b: c"'),
    ],
)  # fmt: skip
def test_a_yaml_value_is_quoted_only_when_necessary(value: str, line: str) -> None:
    """A quoted value is read as the text that was given."""
    assert field_line("title", value) == line


def test_a_long_title_gives_a_slug_of_whole_words() -> None:
    """The Norwegian letters become ASCII, and a slug has at most fifteen whole words here."""
    assert slug_of("Ærlig talt, Øystein") == "aerlig-talt-oystein"
    assert slug_of("ord " * 40) == "-".join(["ord"] * 15)
