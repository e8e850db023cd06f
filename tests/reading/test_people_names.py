"""Keys of people and e-mail addresses in names, which readers would see as they are written."""

import pytest

from newsroom.contract.problems import Report
from newsroom.reading import people_names, references
from tests import given

PEOPLE = {
    "kari-berg": "Kari Berg", "liv": "Liv Hansen", "per": "Per Vik", "ann-kristin": "Ann-Kristin",
}  # fmt: skip


def told(**fields: object) -> list[tuple[str, str]]:
    """The code of each problem of an event with these fields, and what is suggested."""
    people = [given.person(key, name=name) for key, name in PEOPLE.items()]
    report = Report()
    people_names.check(given.catalog(*people, given.event(**fields)), report)
    return [(one.code, str(dict(one.values)["suggestion"])) for one in report]


@pytest.mark.parametrize(
    "fields",
    [
        {"organiser": "Nettverket Ja til liv"},
        {"organiser": "Forum for mat og liv"},
        {"contact": "Kari Holm, daglig leder (per 2024)"},
        {"speakers": ["LIV NORDMANN", "Ann-Kristin Berg", "kari-berg"]},
        {"contact": "Per (@per@snabel.example)"},
        {"contact": "Kari Holm; Ola Vik"},
        {"speakers": ["Siv Berg; leder", "Ola Vik;", "Kari Holm, Byen"]},
    ],
)
def test_a_name_with_the_word_of_a_key_is_a_name(fields: dict[str, object]) -> None:
    """Only a key by itself, or one of several words, is no name."""
    assert told(**fields) == []


@pytest.mark.parametrize(
    ("fields", "code", "suggestion"),
    [
        ({"contact": "liv, kari-berg"}, "key-shown", "Liv Hansen, Kari Berg"),
        ({"contact": "per, Per-Olav"}, "key-shown", "Per Vik, Per-Olav"),
        ({"speakers": "Ola, Kari-berg"}, "key-shown", "[Ola, kari-berg]"),
        ({"organiser": "liv"}, "key-shown", "Liv Hansen"),
        ({"organiser": "Foreningen og kari-berg"}, "key-shown", "Foreningen og Kari Berg"),
        ({"speakers": "Kari Holm; Ola Vik"}, "people-together", "[Kari Holm, Ola Vik]"),
        ({"speakers": "Kari;Ola"}, "people-together", "[Kari, Ola]"),
        ({"speakers": "Kari Holm, leder; Ola Vik"}, "people-together", ""),
        ({"contact": "mailto:ola.holm@example.org"}, "email-in-name", ""),
        ({"contact": "Ola Holm <ola@example.org>"}, "email-in-name", "Ola Holm"),
        ({"contact": "Ola <o@example.org>, Siv <s@example.org>"}, "email-in-name", ""),
    ],
)
def test_a_key_or_an_address_in_a_name_is_told(
    fields: dict[str, object], code: str, suggestion: str
) -> None:
    """With the name in its place, where that is known."""
    assert told(**fields) == [(code, suggestion)]


@pytest.mark.parametrize(("names", "suggestion"), [(1, "ola-hansen-1"), (2, "")])
def test_a_name_stands_for_a_key_when_only_one_has_it(names: int, suggestion: str) -> None:
    """Of two people with a name, nobody knows who is meant."""
    report, owned = Report(), given.event(venue="sentrum")
    people = [given.person(f"ola-hansen-{n + 1}", name="Ola Hansen") for n in range(names)]
    place = given.venue(owner="Ola Hansen")
    references.check(given.catalog(*people, place, owned), report)
    assert [str(dict(one.values)["suggestion"]) for one in report] == [suggestion]
