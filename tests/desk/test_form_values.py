"""What a browser posts of a form becomes the same data again; buttons change its rows."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsroom.contract.article import Article
from newsroom.contract.entry import Entry
from newsroom.contract.event import Event
from newsroom.contract.site import Site
from newsroom.desk.forms.fields import FormField, form_of
from newsroom.desk.forms.operations import with_operation
from newsroom.desk.forms.values import body_of, data_of, entered, posted, tidy
from newsroom.reading.yaml_file import Data
from tests.desk.forms import entries, rendered, sent

ROOT = Path(__file__).parents[2]
SITES = [ROOT / "content", *sorted((ROOT / "tests/sites").glob("[!b]*"))]
BROKEN = sorted((ROOT / "tests/sites/broken").iterdir())
EVENT: dict[str, Data] = {
    "title": "Frokost",
    "start": "2024-03-05 09:00",
    "id": "frokost",
    "venue": "biblioteket",
    "registration": "none",
    "series": "Kunnskapsfrokost nr. 42",
    "speakers": "kari og ola",
    "status": "confirmed",
    "programme": [
        {"time": "09:00", "title": "Kaffe", "speaker": "kari"},
        {"title": "Prat", "spekaer": "ola"},
    ],
    "description": "Vi møtes.\n\nVelkommen.\n",
}


def same(model: type[Entry], data: dict[str, Data], body: str = "") -> None:
    """Asserts that a form that is posted without a change gives the same data, in its order."""
    back = sent(rendered(model, data, body))
    got = data_of(form_of(model), back, data)
    assert got == data
    assert list(got) == list(data)
    assert not body or body_of(back, "") == body


def edited(data: dict[str, Data], model: type[Entry] = Event, **changed: str) -> dict[str, Data]:
    """The data after these texts were entered in the form."""
    return data_of(form_of(model), sent(rendered(model, data), **changed), data)


@pytest.mark.parametrize("sites", [SITES, BROKEN], ids=["valid", "broken"])
def test_each_entry_comes_back_as_it_was(sites: list[Path]) -> None:
    """Of the sample and of all test sites, with their faults, short forms and odd texts."""
    seen = set()
    for name, model, data, body in (entry for site in sites for entry in entries(site)):
        if repr((model, data, body)) not in seen:
            seen.add(repr((model, data, body)))
            text = body if any(field.widget == "body" for field in form_of(model)) else ""
            try:
                same(model, data, text)
            except AssertionError as error:
                pytest.fail(f"{name}: {error}")
    assert len(seen) > 20


TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=8),
    st.sampled_from(
        ["ja", "nei", "news", "none", "draft", "\nto\n\nlinjer \n", "a\rb", '"<&\'', " luft ",
         "a\r\nb", "</textarea>", "&amp;", "0", "kari, Ola Hansen", "\n", "f.title", "null"]
    ),
).filter(str.strip)  # fmt: skip
ANY: Any = st.recursive(
    TEXTS,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3)
        | st.dictionaries(TEXTS, inner, min_size=1, max_size=3)
    ),
    max_leaves=4,
)


def values_of(field: FormField) -> Any:
    """Values of the shape of a field, and of others."""
    if field.widget == "keyed" and field.item:
        own: Any = st.dictionaries(TEXTS, values_of(field.item), min_size=1, max_size=2)
    elif field.item:
        own = st.lists(values_of(field.item), min_size=1, max_size=3)
    elif field.fields:
        own = data_for(field.fields)
    else:
        own = st.sampled_from([c.value for c in field.choices]) if field.choices else TEXTS
    return own | ANY


def data_for(fields: tuple[FormField, ...]) -> Any:
    """Data with a few of the fields, and sometimes an unknown one."""
    named = {f.name: values_of(f) for f in fields if f.widget != "body"}
    pairs = st.one_of(*(st.tuples(st.just(name), values) for name, values in named.items()))
    pairs |= st.tuples(TEXTS | st.just("body"), ANY)
    return st.lists(pairs, min_size=1, max_size=4).map(dict)


@pytest.mark.parametrize("model", [Event, Article, Site], ids=lambda model: model.__name__)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(drawn=st.data())
def test_any_data_comes_back_as_it_was(model: type[Entry], drawn: st.DataObject) -> None:
    """Whatever a file has that the reader accepts, whether or not the model does."""
    same(model, drawn.draw(data_for(form_of(model))))


def test_a_change_leaves_all_else_as_it_was() -> None:
    """Other fields keep their short forms, and the text its last line end."""
    got = edited(EVENT, title="Lunsj", description="Vi spiser.", programme__0__title="Te")
    assert got == EVENT | {
        "title": "Lunsj",
        "description": "Vi spiser.\n",
        "programme": [{"time": "09:00", "title": "Te", "speaker": "kari"}, EVENT["programme"][1]],
    }


@pytest.mark.parametrize(
    ("name", "text", "becomes"),
    [
        ("speakers__1", "Ola Hansen", {"speakers": ["kari", "Ola Hansen"]}),
        ("registration__status", "full", {"registration": {"status": "full"}}),
        ("series__number", "43", {"series": {"name": "Kunnskapsfrokost", "number": "43"}}),
        ("status", "cancelled", {"status": "cancelled"}),
        ("status", "", {}),
        ("venue", "scenen", {"venue": "scenen"}),
        ("venue__name", "Hagen", {"venue": {"name": "Hagen"}}),
        ("image__src", "images/a.jpg", {"image": {"src": "images/a.jpg"}}),
        ("programme__1__spekaer", "", {"programme": [EVENT["programme"][0], {"title": "Prat"}]}),
        ("title", "  Frokost \r\n", {}),
        ("summary", "En linje.\r\nTo.", {"summary": "En linje.\nTo."}),
    ],
)
def test_what_is_entered_becomes_data(name: str, text: str, becomes: Mapping[str, Data]) -> None:
    """In the full form; line ends are ours."""
    assert edited(EVENT, **{name: text}) == EVENT | becomes


def test_setting_back_gives_the_data_back() -> None:
    """A field that was filled and emptied again, and a status that was chosen and undone."""
    plain = {name: value for name, value in EVENT.items() if name != "status"}
    changed = edited(plain, status="cancelled", summary="Kort.", registration__status="full")
    back = sent(rendered(Event, changed), status="", summary="", registration__status="none")
    assert data_of(form_of(Event), back, plain) == plain


def test_emptied_fields_and_rows_are_left_out() -> None:
    """A row of a list without any text, and a group."""
    got = edited(
        EVENT, programme__0__title="", programme__0__time="", programme__0__speaker__0="",
        speakers__0="", speakers__1="", series__name="", series__number="", title="",
    )  # fmt: skip
    assert got["programme"] == [EVENT["programme"][1]]
    assert not {"speakers", "series", "title"} & set(got)


def test_a_field_that_was_not_posted_stays() -> None:
    """A part of the form changes only what it has."""
    got = data_of(form_of(Event), posted([("f.title", "Lunsj")]), EVENT)
    assert got == EVENT | {"title": "Lunsj"}


def test_two_rows_with_one_key_both_stay() -> None:
    """The second gets a number, which a message then points at."""
    data = {"instances": {"2024-03-19": {"status": "cancelled"}, "2024-03-26": {"title": "Tur"}}}
    got = edited(data, instances__1__key="2024-03-19")
    assert list(got["instances"]) == ["2024-03-19", "2024-03-19 (2)"]
    assert got["instances"]["2024-03-19 (2)"] == {"title": "Tur"}


@pytest.mark.parametrize(
    ("operation", "titles"),
    [
        ("add:programme", ["Kaffe", "Prat", None]),
        ("remove:programme.0", ["Prat"]),
        ("up:programme.1", ["Prat", "Kaffe"]),
        ("down:programme.0", ["Prat", "Kaffe"]),
        ("up:programme.0", ["Kaffe", "Prat"]),
    ],
)
def test_buttons_change_rows(operation: str, titles: list[str | None]) -> None:
    """Each row goes along whole, with its short forms and its unknown fields."""
    got = with_operation(form_of(Event), EVENT, operation)
    assert [row.get("title") for row in got["programme"]] == titles
    rows = tidy(form_of(Event), got, EVENT)["programme"]
    assert all(row in EVENT["programme"] for row in rows)


@pytest.mark.parametrize(
    ("operation", "field", "value"),
    [
        ("add:instances:2024-03-19", "instances", {"2024-03-19": {}}),
        ("down:speakers.0", "speakers", ["ola", "kari"]),
        ("add:programme.0.links", "programme", [{**EVENT["programme"][0], "links": [{}]},
                                                EVENT["programme"][1]]),
        ("add:gallery", "gallery", [{}]),
        ("remove:series", "series", None),
    ],
)  # fmt: skip
def test_buttons_change_other_lists(operation: str, field: str, value: Data | None) -> None:
    """Mappings by a key, lists in rows, lists in a short form, and a whole field."""
    assert with_operation(form_of(Event), EVENT, operation).get(field) == value


def test_a_row_that_was_moved_keeps_its_shape() -> None:
    """Also after a browser has posted it from its new place."""
    moved = with_operation(form_of(Event), EVENT, "down:programme.0")
    got = data_of(form_of(Event), sent(rendered(Event, moved)), EVENT)
    assert got == EVENT | {"programme": EVENT["programme"][::-1]}


def test_the_first_row_stays_first() -> None:
    """It cannot move up; and a key that is there already gets no second row."""
    tags: dict[str, Data] = {"tags": ["a", "b", "c"], "instances": {"2024-03-19": {"title": "T"}}}
    assert with_operation(form_of(Article), tags, "up:tags.0") == tags
    assert with_operation(form_of(Event), tags, "add:instances:2024-03-19") == tags


def test_a_key_with_spaces_around_it_stays() -> None:
    """As long as nobody changes it."""
    same(Event, {"instances": {" 2024-03-19 ": {"title": "Tur"}}})


def test_buttons_in_a_row_of_a_mapping() -> None:
    """The steps are those of the posted names."""
    data = {"instances": {"2024-03-19": {"title": "Tur"}, "2024-03-26": {}}}
    more = with_operation(form_of(Event), data, "add:instances.0.value.speakers")
    assert more["instances"]["2024-03-19"] == {"title": "Tur", "speakers": [""]}
    assert with_operation(form_of(Event), data, "remove:instances.1") == {
        "instances": {"2024-03-19": {"title": "Tur"}}
    }


def test_an_operation_counts_the_rows_that_were_shown() -> None:
    """A row that was emptied meanwhile is still the first one."""
    back = sent(rendered(Event, EVENT), programme__0__title="", programme__0__time="",
                programme__0__speaker__0="")  # fmt: skip
    got = with_operation(form_of(Event), entered(form_of(Event), back, EVENT), "remove:programme.1")
    assert len(got["programme"]) == 1
    assert "programme" not in tidy(form_of(Event), got, EVENT)


@pytest.mark.parametrize(
    "operation",
    ["", "add", "up:programme.9", "up:title.0", "add:title", "burn:programme.0", "up:programme.x"],
)
def test_an_operation_that_is_not_there_is_refused(operation: str) -> None:
    """With one of two errors, which the server answers as a bad request."""
    with pytest.raises((LookupError, ValueError)):
        with_operation(form_of(Event), EVENT, operation)
