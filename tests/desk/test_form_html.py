"""The HTML of a form: labels, help, messages, choices, references and buttons."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from newsroom.contract.article import Article
from newsroom.contract.event import Event
from newsroom.contract.site import Site
from newsroom.desk.forms.controls import Message, Surroundings
from newsroom.desk.forms.fields import Choice, form_of
from newsroom.desk.forms.suggestions import suggestions
from newsroom.reading.load import load
from newsroom.reading.yaml_file import Data
from newsroom.wording.texts import texts
from tests.desk.forms import FOLDER, MODELS, rendered

SITE = Path(__file__).parents[1] / "sites/full"
EVENT: dict[str, Data] = {
    "id": "frokost",
    "title": "Frokost & prat",
    "start": "2024-03-05 09:00",
    "venue": "scenen",
    "status": "utsettes",
    "speakers": ["kari"],
    "programme": [{"title": "Kaffe"}, {"title": "Prat", "image": "a.jpg"}],
    "instances": {"2024-03-19": {"status": "cancelled"}},
    "slug": "frokosten",
    "links": "https://example.org",
}
NAMES = {
    "venue": (Choice("scenen", "Scenen"), Choice("salen", "Salen")),
    "person": (Choice("kari", "Kari Nordmann"),),
}
MESSAGES = {
    ("title",): [Message("Tittelen er for lang.", "3")],
    ("programme", 0, "time"): [Message("Klokkeslettet mangler.")],
    ("programme", 1, "burde", "x"): [Message("Nærmeste.")],
}


@pytest.fixture(scope="module")
def form() -> BeautifulSoup:
    """The form of an event with messages."""
    html = rendered(Event, EVENT, around=Surroundings(NAMES, MESSAGES))
    return BeautifulSoup(html, "html5lib")


def by_name(form: BeautifulSoup, name: str) -> Tag:
    found = form.find(attrs={"name": name})
    assert isinstance(found, Tag), name
    return found


def told(form: BeautifulSoup, control: Tag) -> str:
    """The texts that describe a control."""
    ids = str(control.get("aria-describedby", "")).split()
    parts = [part for id in ids for part in form.select(f'[id="{id}"]')]
    return " ".join(text for part in parts for text in part.stripped_strings)


@pytest.mark.parametrize("model", [*MODELS.values(), Site], ids=lambda model: model.__name__)
def test_every_control_has_a_name_for_a_screen_reader(model: type) -> None:
    """By a label or in words of its own; each id is there once, and so is what describes it."""
    rows = {f.name: {"2024-01-01": {}} if f.key else [{}] for f in form_of(model) if f.item}
    soup = BeautifulSoup(rendered(model, rows), "html5lib")
    ids = [str(tag["id"]) for tag in soup.select("[id]")]
    assert len(ids) == len(set(ids))
    labelled = {label.get("for") for label in soup.select("label")}
    for control in soup.select("input:not([type=hidden]), select, textarea"):
        assert control.get("id") in labelled or control.get("aria-label"), control
    for described in soup.select("[aria-describedby]"):
        assert set(str(described["aria-describedby"]).split()) <= set(ids), described


def test_a_field_has_its_label_its_help_and_what_is_required_in_words(form: BeautifulSoup) -> None:
    """As in contract/fields.yaml."""
    title = by_name(form, "f.title")
    label = form.find("label", attrs={"for": title["id"]})
    assert label and " ".join(label.stripped_strings) == "Tittel (må fylles ut)"
    assert "Overskriften leseren ser." in told(form, title)
    assert "For eksempel: Frokost: KI i praksis" in told(form, title)
    assert (title["value"], title["aria-required"]) == ("Frokost & prat", "true")


def test_a_message_stands_at_its_field_with_its_finished_line(form: BeautifulSoup) -> None:
    """Or at the nearest field that is there; the others are not marked."""
    title = by_name(form, "f.title")
    assert title["aria-invalid"] == "true"
    assert "Tittelen er for lang." in told(form, title)
    mend = form.find("button", attrs={"value": "mend:3"})
    assert isinstance(mend, Tag) and mend["name"] == "op" and mend.text == "Rett det for meg"
    assert "Klokkeslettet mangler." in told(form, by_name(form, "f.programme.0.time"))
    assert "Nærmeste." in form.find(id="f.programme.1-row").text
    assert len(form.select("[aria-invalid]")) == 2


def test_choices_say_what_they_do(form: BeautifulSoup) -> None:
    """In a sentence; a word that the file has and the model does not stays chosen."""
    cancelled = form.find("input", attrs={"name": "f.status", "value": "cancelled"})
    label = form.find("label", attrs={"for": cancelled["id"]})
    assert label.text == "Avlyst: siden blir stående, og kalenderne sier Avlyst."
    assert form.find("input", attrs={"name": "f.status", "checked": True})["value"] == "utsettes"


def test_references_are_lists_with_a_way_to_a_new_one(form: BeautifulSoup) -> None:
    """A few places to choose from, and persons as suggestions by their names."""
    venue = by_name(form, "f.venue")
    chosen = [option.text for option in venue.select("option")]
    assert chosen == ["Ikke valgt", "Scenen", "Salen"]
    assert venue.select_one("option[selected]")["value"] == "scenen"
    speaker = by_name(form, "f.speakers.0")
    options = form.find(id=speaker["list"]).select("option")
    assert [(one["value"], one.text) for one in options] == [("kari", "Kari Nordmann")]
    assert form.find("a", href="/skrivepult/ny/person").text.startswith("Ny person")


def test_buttons_say_which_row_they_mean(form: BeautifulSoup) -> None:
    """Each is a submit button, so that it works without a script and by keyboard."""
    said = {b["value"]: b.get("aria-label", b.text) for b in form.select("button[name=op]")}
    assert said["down:programme.0"] == "Flytt «Kaffe» ned"
    assert said["up:programme.1"] == "Flytt «Prat» opp"
    assert said["remove:instances.0"] == "Fjern «2024-03-19»"
    assert said["add:programme"] == "Legg til: program"
    assert "up:programme.0" not in said and "down:programme.1" not in said
    assert {b["type"] for b in form.select("button")} == {"submit"}


def test_a_list_of_texts_has_room_for_one_more(form: BeautifulSoup) -> None:
    """Without a button, with the same suggestions."""
    assert by_name(form, "f.speakers.1")["list"] == by_name(form, "f.speakers.0")["list"]
    assert by_name(form, "f.speakers.1")["aria-label"] == "Innledere 2"


def test_enter_in_a_text_saves(form: BeautifulSoup) -> None:
    """A browser presses the first button of a form, which changes no row."""
    assert not form.find("button").get("name")


def test_what_the_form_cannot_show_is_said_and_kept(form: BeautifulSoup) -> None:
    """A text in place of a list; a field that no model knows."""
    kept = by_name(form, "f.links:json")
    assert kept["value"] == '"https://example.org"'
    assert "Det blir stående" in kept.find_parent("div").text
    assert "kjenner ikke dette feltet" in told(form, by_name(form, "f.programme.1.image"))


def test_rare_fields_are_folded_until_they_have_a_value(form: BeautifulSoup) -> None:
    """`slug` has one, `aliases` has none."""
    assert not by_name(form, "f.slug").find_parent("details")
    folded = by_name(form, "f.aliases").find_parent("details")
    assert folded.summary.text == "Flere felt" and not folded.has_attr("open")


def test_the_hooks_of_the_script(form: BeautifulSoup) -> None:
    """Dates, pictures and texts are marked for what a script adds."""
    assert by_name(form, "f.start")["data-picker"] == "datetime"
    assert by_name(form, "f.instances.0.key")["data-picker"] == "date"
    assert form.find(attrs={"data-picture": "f.image"}).name == "fieldset"
    assert by_name(form, "f.description").has_attr("data-markdown")


def test_the_form_in_english() -> None:
    """Where the catalogue has English; labels stay Norwegian, as in the files."""
    soup = BeautifulSoup(rendered(Event, EVENT, lang="en"), "html5lib")
    down = soup.find("button", attrs={"value": "down:programme.0"})
    assert down["aria-label"] == "Move “Kaffe” down"
    assert "(required)" in soup.find("label", attrs={"for": "f.title"}).text
    written = (FOLDER / "templates/form.html").read_text(encoding="utf-8")
    english = texts("en", FOLDER / "translations")
    assert not [text for text in re.findall(r'_\("(.+?)"\)', written) if english(text) == text]


def test_what_references_may_name() -> None:
    """Entries by key with their names, files with their titles, words of the site and of texts."""
    catalog, _ = load(SITE)
    names = suggestions(catalog)
    venue = next(iter(catalog.venues.values()))
    assert Choice(venue.key, venue.name) in names["venue"]
    article = catalog.articles[0]
    assert Choice(article.file, article.title) in names["file"]
    assert Choice(article.category, article.category) in names["category"]
    assert Choice(catalog.events[0].id, catalog.events[0].title) in names["event"]
    references = {(f.item or f).reference for f in (*form_of(Event), *form_of(Article))} - {""}
    assert references <= set(names)
