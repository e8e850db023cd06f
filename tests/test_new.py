"""`run.py new`: a valid file in the right place, asked for in Norwegian; nothing overwritten."""

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
SAID = {
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
def test_every_kind_is_written_valid_where_it_belongs(
    content: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    """And its address is told, which is the one the site gives it."""
    assert main(kind, {"what": "", **SAID, "title": "Frokost: om KI",
                                   "name": "Frokost: om KI"}, content, None) == 0  # fmt: skip
    path, address = ADDRESSES[kind]
    assert (content / path).is_file()
    assert load(content)[1].errors() == []
    told = capsys.readouterr().out
    assert f"Skrev content/{path}." in told
    assert f"http://127.0.0.1:8000{address}." in told


def test_what_is_there_is_never_overwritten(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nor is a second file made under nearly the same name."""
    assert main("page", {"title": "Om oss"}, content, None) == 0
    file = content / "pages/om-oss.md"
    file.write_text("---\ntitle: Min egen\n---\n", encoding="utf-8")
    assert main("page", {"title": "Om oss"}, content, None) == 1
    assert "finnes allerede" in capsys.readouterr().err
    assert "Min egen" in file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("kind", "said", "code"),
    [("page", {"title": "Nyheter"}, "slug-reserved"), ("venue", {"name": "Scenen"}, "key-taken")],
)
def test_what_the_site_would_refuse_is_not_left_behind(
    content: Path, capsys: pytest.CaptureFixture[str], kind: str, said: dict, code: str
) -> None:
    """The same words as in the check, and no file."""
    before = sorted(content.rglob("*.*"))
    assert main(kind, said, content, None) == 2
    assert code in capsys.readouterr().err
    assert sorted(content.rglob("*.*")) == before


def test_an_event_of_an_id_that_is_taken_is_refused(content: Path) -> None:
    """Even where the fault would be told of the older file."""
    given.written(content, {"events/2024.yaml": "- id: 2024-fest\n  title: Fest\n"
                            "  start: 2024-01-02\n  venue: scenen\n"})  # fmt: skip
    said = {"title": "Fest", "start": "2024-03-05", "venue": "scenen"}
    assert main("event", said, content, None) == 2
    assert [file.name for file in (content / "events").iterdir()] == ["2024.yaml"]


def test_it_asks_in_norwegian_until_the_answer_can_be_used(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What can only mean one thing is taken as that; a name of a place becomes its key."""
    asked = []
    answers = answering(
        *("arrangement", "Frokost", "i morgen", "5. mars 2024 kl. 9", "Sentrum scene"),
        *("", "", "Kort: om KI"),
    )

    def ask(question: str) -> str:
        asked.append(question)
        return next(answers)

    assert main("", {}, content, ask) == 0
    told = capsys.readouterr().out
    assert "«i morgen» i feltet `start` er ikke en dato" in told
    assert "Velg: scenen, eller lenken til et møte på nett." in told
    assert asked[1:4] == ["Tittel: ", "Start: ", "Start: "]
    text = (content / "events/2024-frokost.yaml").read_text(encoding="utf-8")
    for line in ("start: 2024-03-05 09:00", "venue: scenen", 'summary: "Kort: om KI"'):
        assert f"{line}\n" in text


def test_without_anybody_to_ask_what_is_missing_is_told(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the flags that give it."""
    assert main("event", {"title": "Frokost"}, content, None) == 1
    told = capsys.readouterr().err
    assert 'Det mangler: start, sted. Skriv: python3 run.py new event --start "…"' in told
    assert main("", {}, content, None) == 1
    assert main("kake", {}, content, None) == 1
    assert "«kake» kan ikke lages." in capsys.readouterr().err


def test_leaving_in_the_middle_writes_nothing(content: Path) -> None:
    """Ctrl-C is an answer too."""

    def leave(question: str) -> str:
        raise KeyboardInterrupt

    assert main("page", {}, content, leave) == 130
    assert not (content / "pages").exists()


def test_a_slug_cannot_leave_the_content(content: Path) -> None:
    """Whatever is written in it, it is a name."""
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
def test_a_value_is_quoted_only_where_it_must_be(value: str, line: str) -> None:
    """So that what is written is read again as it was said."""
    assert field_line("title", value) == line


def test_a_long_title_gives_a_slug_of_whole_words() -> None:
    """An address is to be read."""
    assert slug_of("Ærlig talt, Øystein") == "aerlig-talt-oystein"
    assert slug_of("ord " * 40) == "-".join(["ord"] * 15)
