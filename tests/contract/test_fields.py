"""Single fields: which texts are valid, and the value of each."""

from datetime import date, time
from typing import Annotated, Any

import pytest
from hypothesis import given as for_any
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from newsroom.contract import fields
from newsroom.contract.event import Event
from newsroom.contract.image import Image
from newsroom.contract.people import Network, Venue
from tests import given
from tests.given import quickly
from tests.table import check_each

LAWFUL = [
    (fields.Text, "  Hei  ", "Hei"),
    (fields.People, "kari og ola", ("kari", "ola")),
    (fields.People, "kari-nordmann, Ola Hansen", ("kari-nordmann", "Ola Hansen")),
    (fields.People, "Siv Berg, Per Li og Ola Hansen", ("Siv Berg", "Per Li", "Ola Hansen")),
    (fields.People, "Siv Berg, leder", ("Siv Berg, leder",)),
    (fields.People, "Siv Berg, Equinor", ("Siv Berg, Equinor",)),
    (fields.People, ["Hansen, Ola"], ("Hansen, Ola",)),
    (fields.People, "Senter for rus og helse", ("Senter for rus og helse",)),
    (fields.Count, "0150", 150),
    (fields.Count, "0", 0),
    (fields.Decimal, "59.9560", 59.956),
    (fields.Decimal, "-10", -10.0),
    (fields.Year, "2023", 2023),
    (fields.Truth, "true", True),
    (fields.Truth, "Ja", True),
    (fields.Truth, "nei", False),
    (fields.Key, "startup-festival-2023", "startup-festival-2023"),
    (fields.Slug, "2023-i-tall", "2023-i-tall"),
    (fields.Url, "https://example.org/a?b=1#c", "https://example.org/a?b=1#c"),
    (fields.PathOrUrl, "/aret/2023/", "/aret/2023/"),
    (fields.PathOrUrl, "https://example.org", "https://example.org"),
    (fields.Email, "post@example.org", "post@example.org"),
    (fields.Clock, "9.05", time(9, 5)),
    (fields.Clock, "18:30", time(18, 30)),
    (fields.Day, "2023-09-12", date(2023, 9, 12)),
    (fields.Language, "nn", "nn"),
    (fields.Language, "uk", "uk"),
    (fields.Language, "zh-hant", "zh-Hant"),
    (fields.ImagePath, "images/2023/x y.jpg", "images/2023/x y.jpg"),
    (fields.ImagePath, "./x.jpg", "x.jpg"),
    (fields.DocumentPath, "documents/referat.pdf", "documents/referat.pdf"),
    (fields.Address, "/gammel/adresse/", "/gammel/adresse/"),
]
UNLAWFUL = [
    (fields.Text, ["Hei"], "field-text"),
    (fields.Count, "2 200", "number-invalid"),
    (fields.Count, "2.200", "number-invalid"),
    (fields.Count, "-1", "number-invalid"),
    (fields.Count, "1e3", "number-invalid"),
    (fields.Count, "1234567890", "number-invalid"),
    (fields.Decimal, "59,956", "decimal-invalid"),
    (fields.Decimal, "nan", "decimal-invalid"),
    (fields.Year, "23", "year-invalid"),
    (fields.Truth, "kanskje", "truth-invalid"),
    (fields.Key, "Startup", "key-invalid"),
    (fields.Key, "nærings-liv", "key-invalid"),
    (fields.Key, "a--b", "key-invalid"),
    (fields.Slug, "2023", "slug-digits"),
    (fields.Slug, "2023-09", "slug-digits"),
    (fields.Url, "ftp://example.org", "url-invalid"),
    (fields.Url, "javascript:alert(1)", "url-invalid"),
    (fields.Url, "https://example.org/a b", "url-invalid"),
    (fields.Url, "https:///x", "url-invalid"),
    (fields.Url, "www.example.org", "url-invalid"),
    (fields.Url, "https://[::1", "url-invalid"),
    (fields.PathOrUrl, "//example.org", "url-invalid"),
    (fields.PathOrUrl, "om-oss/", "address-invalid"),
    (fields.Email, "post(at)example.org", "email-invalid"),
    (fields.Clock, "24:00", "clock-invalid"),
    (fields.Clock, "9", "clock-invalid"),
    (fields.Day, "2023-09-12 09:00", "date-without-time"),
    (fields.Language, "no", "lang-no"),
    (fields.Language, "tysk", "lang-unknown"),
    (fields.Language, "xx", "lang-unknown"),
    (fields.ImagePath, "2023/x.jpg", "image-path"),
    (fields.ImagePath, "images/../../hemmelig.jpg", "image-path"),
    (fields.ImagePath, "/images/x.jpg", "image-path"),
    (fields.ImagePath, "images\\x.jpg", "image-path"),
    (fields.ImagePath, "x.jpg", "image-path"),
    (fields.ImagePath, "../x.jpg", "image-path"),
    (fields.ImagePath, "./../x.jpg", "image-path"),
    (fields.ImagePath, "./", "image-path"),
    (fields.ImagePath, "https://example.org/images/x.jpg", "image-external"),
    (fields.ImagePath, "//example.org/x.jpg", "image-external"),
    (fields.DocumentPath, "images/x.pdf", "path-outside"),
    (fields.Address, "gammel/", "address-invalid"),
    (fields.Address, "//example.org/", "address-invalid"),
    (fields.Address, "/gammel", "address-invalid"),
]


def read(kind: Annotated, written: object) -> Any:
    return TypeAdapter(kind).validate_python(written)


def codes_of(action: object, *args: object, **said: object) -> list[str]:
    """The codes of all problems that a call raises."""
    with pytest.raises(ValidationError) as caught:
        action(*args, **said)
    return [error["type"] for error in caught.value.errors()]


def test_a_field_means_what_it_says() -> None:
    """A field parses the written text into a value."""

    def check(case: tuple[Annotated, str, object]) -> None:
        kind, written, meant = case
        assert read(kind, written) == meant

    check_each(LAWFUL, check, lambda case: case[1:])


def test_what_a_field_may_not_say_is_a_fault() -> None:
    """A text that is not valid is a problem, and never a guess."""

    def check(case: tuple[Annotated, object, str]) -> None:
        kind, written, code = case
        assert codes_of(read, kind, written) == [code]

    check_each(UNLAWFUL, check, lambda case: case[1:])


@quickly
@for_any(written=st.text() | st.lists(st.text()) | st.dictionaries(st.text(), st.text()))
def test_whatever_is_written_is_a_value_or_a_fault(written: object) -> None:
    """Any text gives a value or one of our problems, and never another exception."""
    for kind in {id(kind): kind for kind, *_ in LAWFUL}.values():
        try:
            read(kind, written)
        except ValidationError as refused:
            assert [error["type"] for error in refused.errors()] != ["value_error"]


@pytest.mark.parametrize(("written", "point"), [("20 80", (20, 80)), ("0% 100%", (0, 100))])
def test_the_focal_point_is_two_percentages(written: str, point: tuple[int, int]) -> None:
    """The focal point is two percentages, across and down, and the middle by default."""
    assert Image(src="images/x.jpg", alt="Et bord", focal=written).focal == point
    assert Image(src="images/x.jpg", alt="Et bord").focal == (50, 50)


@pytest.mark.parametrize("written", ["101 0", "20", "20,80", "-1 5", "midt"])
def test_another_focal_point_is_a_fault(written: str) -> None:
    """Any other focal point is a problem, also one outside the picture."""
    assert codes_of(Image, src="images/x.jpg", alt="Et bord", focal=written) == ["focal-invalid"]


def test_a_picture_is_described_unless_it_says_nothing() -> None:
    """A picture needs a description unless it is decorative (WCAG 2.2, 1.1.1)."""
    assert Image(src="images/x.jpg", decorative="true").alt == ""
    assert codes_of(Image, src="images/x.jpg") == ["image-alt-missing"]
    both = codes_of(Image, src="images/x.jpg", alt="Et bord", decorative="ja")
    assert both == ["image-alt-decorative"]


def test_a_key_nobody_knows_is_a_fault_at_any_level() -> None:
    """An unknown key is a problem at every level, so that a misspelling is reported."""
    assert codes_of(given.article, tittel="x") == ["extra_forbidden"]
    assert codes_of(given.event, registration={"frist": "2023-09-01"}) == ["extra_forbidden"]
    assert codes_of(given.event, venue={"name": "Her", "by": "Oslo"}) == ["extra_forbidden"]


def test_an_entry_tells_all_its_faults_at_once() -> None:
    """An entry reports all its problems at once."""
    faults = codes_of(Event.model_validate, {"title": ["x"], "start": "i morgen", "lang": "no"})
    assert sorted(faults) == ["date-invalid", "field-text", "lang-no", "missing"]


def test_an_event_is_somewhere() -> None:
    """An event has a venue, an online link, or both."""
    assert codes_of(given.event, venue=None) == ["event-without-place"]
    assert given.event(venue=None, online="https://example.org/s").venue is None
    assert isinstance(given.event(venue={"name": "Her"}).venue, Venue)
    assert given.event(venue=None, place="kommer").is_place_open
    assert codes_of(given.event, place="kommer") == ["place-settled"]
    assert codes_of(given.event, venue=None, place="Oslo") == ["literal_error"]


@pytest.mark.parametrize(
    ("start", "end", "faults"),
    [
        ("2023-09-12 09:00", "2023-09-12 09:00", []),
        ("2023-09-12", "2023-09-12", []),
        ("2023-09-12 09:00", "2023-09-12 08:59", ["event-ends-before-start"]),
        ("2023-09-12", "2023-09-11", ["event-ends-before-start"]),
        ("2023-09-12 09:00", "2023-09-13", ["event-half-timed"]),
        ("2023-09-12", "2023-09-12 09:00", ["event-half-timed"]),
    ],
)
def test_an_event_ends_no_earlier_than_it_starts(start: str, end: str, faults: list[str]) -> None:
    """An event ends at or after its start; both are days, or both have times."""
    found = codes_of(given.event, start=start, end=end) if faults else []
    given.event(start=start, end=end) if not faults else None
    assert found == faults


@pytest.mark.parametrize(
    ("id", "slug", "permalink"),
    [
        ("2023-frokost", None, "frokost"),
        ("frokost-2023", None, "frokost-2023"),
        ("22at-tur", None, "22at-tur"),
        ("2023-frokost", "morgenmote", "morgenmote"),
    ],
)
def test_an_event_is_called_by_its_id_without_the_year(
    id: str, slug: str | None, permalink: str
) -> None:
    """The slug of an event is its id without the year, which the address has already."""
    assert given.event(id, slug=slug).permalink == permalink


def test_a_new_date_does_not_move_an_event() -> None:
    """A new date does not change the year in the address of an event."""
    moved = given.event(start="2024-02-01 09:00", previous_start="2023-12-01 09:00")
    assert moved.page_address == "/arrangementer/2023/frokost/"


def test_an_article_expires_after_it_is_due() -> None:
    """An article must expire after it is published, also when that is after its date."""
    late = {"publish": "2023-06-01", "expires": "2023-05-20"}
    assert codes_of(given.article, **late) == ["expires-too-early"]
    assert codes_of(given.article, expires="2023-05-01") == ["expires-too-early"]
    assert given.article(expires="2023-05-02").expires


def test_a_category_has_letters_for_its_address() -> None:
    """A category or a tag needs a letter or digit for its address."""
    assert codes_of(given.article, category="???") == ["name-without-letters"]
    assert codes_of(given.article, tags=["KI", "🎉"]) == ["name-without-letters"]


def test_nobody_is_quoted_without_consent() -> None:
    """A voice of the year needs `consent: ja`."""
    voice = {"quote": "Her møtes vi.", "name": "Kari"}
    assert codes_of(given.review, voices=[voice]) == ["voice-without-consent"]
    assert codes_of(given.review, voices=[voice | {"consent": "nei"}]) == ["voice-without-consent"]
    assert given.review(voices=[voice | {"consent": "ja"}]).voices[0].name == "Kari"


def test_a_figure_says_one_thing() -> None:
    """A figure has a number or one bound, and not two bounds."""
    assert codes_of(given.review, figures=[{"label": "Tall"}]) == ["figure-without-value"]
    two = {"label": "Tall", "more_than": "1", "at_least": "2"}
    assert codes_of(given.review, figures=[two]) == ["figure-two-bounds"]
    assert given.review(figures=[{"label": "Tall", "value": "0"}]).figures[0].value == 0


def test_a_network_has_a_palette_name_for_colour() -> None:
    """A network's colour is a name of the theme's palette; a colour code is a problem."""
    assert Network(name="Helse", colour="fjord").colour == "fjord"
    assert codes_of(Network, name="Helse", colour="#004b60") == ["literal_error"]


def test_a_model_cannot_be_changed() -> None:
    """Models are frozen."""
    with pytest.raises(ValidationError):
        given.article().title = "En annen"


def test_an_editor_is_offered_every_word_for_yes_and_no() -> None:
    """VS Code takes the choices from the JSON Schema; YAML reads two of them as booleans."""
    assert TypeAdapter(fields.Truth).json_schema() == {"enum": ["ja", "nei", True, False]}
