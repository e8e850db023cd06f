"""Every field of every model is in its form, with a widget, words and what it refers to."""

from collections.abc import Iterable, Iterator
from typing import Annotated, ClassVar, Literal

import pytest

from newsroom.contract.article import Article
from newsroom.contract.entry import Document, Entry, Files
from newsroom.contract.event import Event
from newsroom.contract.fields import Count, RefersTo, Text, When
from newsroom.contract.people import Network, Person, Venue
from newsroom.contract.review import Review
from newsroom.contract.site import Site
from newsroom.desk.forms.fields import FormField, expanded, form_of
from tests import given
from tests.documentation.field_tables import names_of
from tests.kinds.jobs.model import Job
from tests.table import check_each

MODELS = (*(kind.model for kind in given.KINDS), Site, Job)


def within(form: Iterable[FormField]) -> Iterator[FormField]:
    """The fields of a form, and of the groups and rows in it."""
    for field in form:
        yield field
        yield from within(field.fields)
        yield from within((field.item,) if field.item else ())


def by_path(model: type[Entry], path: str) -> FormField:
    """The field at a path such as `programme.title`."""
    fields, found = form_of(model), None
    for step in path.split("."):
        found = next(field for field in fields if field.name == step)
        fields = found.item.fields if found.item else found.fields
    assert found
    return found


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_each_field_of_a_model_is_in_its_form(model: type[Entry]) -> None:
    """With what is required, also of a kind from another package; a document has its text too."""
    made = [(field.name, field.is_required) for field in form_of(model) if field.widget != "body"]
    assert made == list(names_of(model))
    texts = [field for field in form_of(model) if field.widget == "body"]
    assert len(texts) == issubclass(model, Document)


def test_a_kind_from_elsewhere_gets_its_words_and_widgets() -> None:
    """Those in the fields.yaml beside its model, and by its types."""
    deadline = by_path(Job, "deadline")
    assert (deadline.words.label, deadline.widget) == ("søknadsfrist", "moment")
    assert by_path(Job, "image").widget == "picture"
    assert by_path(Job, "status").choices[1].text.startswith("Utkast: ")


def test_a_new_field_is_there_at_once() -> None:
    """By its type, without words of its own, and with what it refers to."""

    class Concert(Article):
        files: ClassVar = Files("concerts", "documents")
        seats: Count | None = None
        doors: When | None = None
        stage: Annotated[Text, RefersTo("venue")] = ""
        mood: Literal["calm", "wild"] = "calm"

    new = form_of(Concert)[-4:]
    assert [(f.name, f.widget) for f in new] == [
        ("seats", "number"), ("doors", "moment"), ("stage", "reference"), ("mood", "choice")
    ]  # fmt: skip
    assert (new[0].words.label, new[2].reference, new[3].default) == ("seats", "venue", "calm")


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_each_choice_says_in_a_sentence_what_it_does(model: type[Entry]) -> None:
    """`choices` of the field in fields.yaml, for each word that the type allows."""

    def check(field: FormField) -> None:
        for choice in field.choices:
            assert choice.text.endswith("."), f"{choice.value} has no sentence"

    check_each(within(form_of(model)), check, lambda field: field.name)


@pytest.mark.parametrize(
    ("model", "path", "reference"),
    [
        (Event, "venue", "venue"), (Event, "network", "network"), (Event, "type", "type"),
        (Event, "contact", "person"), (Event, "speakers", "person"), (Event, "part_of", "event"),
        (Event, "programme.speaker", "person"), (Article, "author", "person"),
        (Article, "event", "event"), (Article, "translation_of", "file"),
        (Article, "category", "category"), (Article, "tags", "tag"), (Review, "author", "person"),
        (Network, "kind", "kind"), (Network, "owner", "person"), (Venue, "owner", "person"),
    ],
)  # fmt: skip
def test_what_a_field_refers_to(model: type[Entry], path: str, reference: str) -> None:
    """RefersTo of its type; of a list the rows have it."""
    field = by_path(model, path)
    assert (field.item or field).reference == reference


@pytest.mark.parametrize(
    ("model", "path", "widget"),
    [
        (Event, "start", "moment"), (Event, "programme.time", "clock"), (Event, "except", "days"),
        (Event, "instances", "keyed"), (Event, "venue", "place"), (Event, "online", "url"),
        (Event, "description", "markdown"), (Event, "en.description", "markdown"),
        (Event, "summary", "long"), (Event, "programme.title", "text"), (Event, "repeat", "repeat"),
        (Event, "documents.src", "document"), (Event, "image", "picture"),
        (Event, "gallery", "list"), (Event, "image.src", "image"), (Event, "image.focal", "focus"),
        (Event, "image.decorative", "truth"), (Event, "speakers", "people"),
        (Event, "attendance", "number"), (Event, "aliases", "tags"), (Person, "email", "email"),
        (Person, "bio", "markdown"), (Venue, "lat", "number"), (Site, "kinds", "keyed"),
    ],
)  # fmt: skip
def test_the_widget_of_a_type(model: type[Entry], path: str, widget: str) -> None:
    """A field is entered as its type asks for."""
    assert by_path(model, path).widget == widget


def test_short_forms_are_those_of_the_models() -> None:
    """What a model reads as a group becomes one; `news` stays, as a choice of its own."""
    series = expanded(by_path(Event, "series"), "Frokost nr. 42")
    assert series == {"name": "Frokost", "number": "42"}
    assert expanded(by_path(Event, "registration"), "none") == {"status": "none"}
    assert expanded(by_path(Event, "speakers"), "kari og ola") == ["kari", "ola"]
    consent = by_path(Event, "image.consent")
    assert expanded(consent, "news") == "news"
    assert [choice.value for choice in consent.choices] == ["news"]
    assert by_path(Event, "registration").choices == ()


def test_rare_fields_are_folded() -> None:
    """Those with `advanced` in fields.yaml."""
    folded = {field.name for field in form_of(Article) if field.is_advanced}
    assert folded == {"expires", "modified", "slug", "aliases", "lang", "translation_of"}


def test_the_help_speaks_of_the_form_and_not_of_yaml() -> None:
    """No quotation marks to set and no lines to write."""

    def check(field: FormField) -> None:
        yaml_words = ("anførselstegn", "skriv ja", "skriv draft", "linjen", ".yaml", "[", "{")
        assert not [word for word in yaml_words if word in field.help.lower()], field.help

    fields = (field for model in MODELS[:-1] for field in within(form_of(model)))
    check_each(fields, check, lambda field: field.name)
