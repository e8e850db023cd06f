"""What `run.py init` asks for and refuses, before it writes anything."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from newsroom.commands.init import main
from newsroom.commands.init.answers import QUESTIONS, answers, template_values
from newsroom.commands.init.wheel import origin
from newsroom.commands.outcome import Refused
from tests.table import check_each

GIVEN = {"name": "Forumet", "siteurl": "https://forum.example"}
REFUSED = {
    "name": ("Vi <b>to</b>", "«<b>» er HTML-kode, og den kan ikke brukes i `name` (navn)."),
    "siteurl": ("https://", "«https://» er ingen nettadresse."),
    "lang": ("da", "«da» kan ikke velges. Velg: nb, nn, en."),
    "organisation-number": ("123 456 789", "«123 456 789» er ikke et gyldig organisasjonsnummer."),
    "email": ("post", "«post» er ikke en e-postadresse."),
    "brand": ("blå", "«blå» i feltet `brand` (hovedfarge) er ikke en farge vi kan lese."),
    "accent": ("#777777", "Tekst på fargen «#777777» i feltet `accent` (markeringsfarge) blir for"),
    "logo": ("finnes-ikke.svg", "Filen finnes-ikke.svg finnes ikke."),
    "networks": ("A, Havbruk, a", "Nettverkene «A» og «a» får samme adresse."),
    "licence": ("MIT", "«MIT» kan ikke velges. Velg: CC BY 4.0, CC BY-SA 4.0, CC0 1.0."),
}


def test_flags_are_enough() -> None:
    """Nobody is asked; what is not given stays empty, and the language is Bokmål."""
    answered = answers(QUESTIONS, GIVEN, None)
    assert {k: v for k, v in answered.items() if v} == {**GIVEN, "lang": "nb"}
    assert template_values(answered, date(2024, 5, 1))["identity"] == "forum.example,2024"
    quoted = answers(QUESTIONS, {**GIVEN, "brand": '"#7a0f3c"'}, None)
    assert quoted["brand"] == "#7a0f3c"
    lines = answers(QUESTIONS, {**GIVEN, "address": "Gata 1\n0123 Oslo\n"}, None)
    assert lines["address"] == "Gata 1 0123 Oslo"  # a line end would end the value in site.yaml


def test_a_wrong_value_is_refused_with_what_to_write() -> None:
    """Without a terminal the command ends; each value is wrong in its own way."""

    def check(flag: str) -> None:
        value, message = REFUSED[flag]
        with pytest.raises(Refused) as refused:
            answers(QUESTIONS, {**GIVEN, flag: value}, None)
        assert str(refused.value).startswith(message)

    check_each(REFUSED, check, str)


def test_an_address_without_https_is_refused_with_the_one_that_is_meant() -> None:
    """A browser would warn of http, and the paths of pages cannot follow a query."""

    def check(value: str) -> None:
        with pytest.raises(Refused, match=r"med https\. Mente du https://forum\.example\?$"):
            answers(QUESTIONS, {**GIVEN, "siteurl": value}, None)

    written = (
        "forum.example",
        "http://forum.example",
        "https://forum.example?a=//b",
        "forum.example#a",
    )
    check_each(written, check, str)


def test_networks_have_commas_or_semicolons_between_them() -> None:
    """Each becomes a network with a key of its own; a name without letters has none."""
    with pytest.raises(Refused, match="Navnet «\\?» har ingen bokstaver"):
        answers(QUESTIONS, {**GIVEN, "networks": "Havbruk, ?"}, None)
    answered = answers(QUESTIONS, {**GIVEN, "networks": "Havbruk; Ny energi, Kyst"}, None)
    networks = template_values(answered, date(2024, 5, 1))["networks"]
    assert networks == {"havbruk": "Havbruk", "ny-energi": "Ny energi", "kyst": "Kyst"}


def test_a_logo_may_be_each_kind_of_picture_that_a_site_may_have(tmp_path: Path) -> None:
    """docs/branding.md names them; a calendar is none."""
    for suffix in (".svg", ".png", ".jpg", ".webp", ".AVIF"):
        file = tmp_path / f"logo{suffix}"
        file.touch()
        answered = answers(QUESTIONS, {**GIVEN, "logo": str(file)}, None)
        logo = template_values(answered, date(2024, 5, 1))["logo"]
        assert logo == f"images/logo{suffix.lower()}"
    (tmp_path / "logo.ics").touch()
    with pytest.raises(Refused, match=r"logo\.ics kan ikke være logo\. Bruk \.svg"):
        answers(QUESTIONS, {**GIVEN, "logo": f"{tmp_path}/logo.ics"}, None)


def test_people_are_asked_again_until_the_answer_can_be_used(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A flag is not asked for; an empty answer takes the default."""
    asked: list[str] = []
    replies: Iterator[str] = iter(["", "Forumet", "forum", "https://forum.example", "nn"])

    def ask(question: str) -> str:
        asked.append(question)
        return next(replies, "")

    answered = answers(QUESTIONS, {"email": "post@forum.example"}, ask)
    assert (answered["name"], answered["lang"], answered["address"]) == ("Forumet", "nn", "")
    assert asked == [
        "Navn: ", "Navn: ", "Nettadresse: ", "Nettadresse: ", "Språk [nb]: ",
        "Organisasjonsnummer (kan stå tomt): ", "Adresse (kan stå tomt): ",
        "Hovedfarge (kan stå tomt): ", "Markeringsfarge (kan stå tomt): ",
        "Logo (kan stå tomt): ", "Nettverk (kan stå tomt): ", "Lisens (kan stå tomt): ",
    ]  # fmt: skip
    assert "Dette må være med." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("folder", "given", "old", "message"),
    [
        ("", GIVEN, "", "Skriv hvor det nye nettstedet skal ligge: "),
        ("full", GIVEN, "", "Mappen full er ikke tom, og er ikke rørt. Velg en annen."),
        ("full/fil", GIVEN, "", "Mappen full/fil er ikke tom, og er ikke rørt."),
        ("ny", {"name": "Forumet"}, "", "Det mangler: nettadresse. Skriv: "),
        ("ny", GIVEN, "full", "Det er ikke noe innhold i full."),
        ("full", {**GIVEN, "lang": "nn"}, "", "Mappen full er ikke tom, og er ikke rørt."),
        ("full", {**GIVEN, "lang": "en"}, "", "The folder full is not empty, and has not been "
         "touched. Choose another one. Nothing was changed.\n"),
    ],
)  # fmt: skip
def test_nothing_is_written_when_it_cannot_be_a_site(
    folder: str, given: dict[str, str], old: str, message: str,
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    """Exit code 1 and one sentence; the folder beside is as before."""
    monkeypatch.chdir(tmp_path)
    Path("full").mkdir()
    Path("full/fil").write_text("min\n", encoding="utf-8")
    assert main(folder, given, old, None) == 1
    assert capsys.readouterr().err.startswith(message)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["fil", "full"]


def test_the_engine_comes_from_where_it_was_installed_from() -> None:
    """A file with its hash, or a folder (PEP 610); never an index, where nobody holds the name."""
    file = '{"url": "file:///x.whl", "archive_info": {"hashes": {"sha256": "abc"}}}'
    assert origin(file) == "file:///x.whl#sha256=abc"
    assert origin('{"url": "file:///src", "dir_info": {}}') == "file:///src"
    with pytest.raises(Refused, match="hvilken fil motoren ble installert fra"):
        origin(None)
