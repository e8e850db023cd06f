"""The two texts of a field that was changed twice: how each is shown, and which is chosen."""

from pathlib import Path

import pytest

from newsroom.commands.changing.entry_text import EntryPlace
from newsroom.contract.event import Event
from newsroom.contract.problems import Where
from newsroom.desk.forms.fields import form_of
from newsroom.desk.pages.buttons import after_button
from newsroom.desk.pages.two_texts import in_form, two_texts
from newsroom.desk.saving.drafts import Draft
from newsroom.desk.serve import context_of
from newsroom.reading.yaml_file import Data
from tests.table import check_each

TEXT = "- id: fest\n  title: Fest\n"
PLACE = EntryPlace(Event, "events/2024.yaml", "fest")
OFF = "Avlyst: siden blir stående, og kalenderne sier Avlyst."
SHOWN: tuple[tuple[str, Data | None, str], ...] = (
    ("title", None, "(tomt)"),
    ("title", "Fest", "Fest"),
    ("status", "cancelled", OFF),
    ("speakers", ["kari", "Ola Hansen"], "kari\nOla Hansen"),
    (
        "programme",
        [{"time": "18:00", "title": "Mat"}, {"title": "Dans"}],
        "klokkeslett: 18:00, tittel: Mat\ntittel: Dans",
    ),
    ("image", {"src": "images/a.jpg", "alt": "To"}, "fil: images/a.jpg\nbildebeskrivelse: To"),
    ("ukjent", {"a": ["b"]}, "a: b"),
)


def draft(fields: dict[str, Data], *others: tuple[Where, Data | None]) -> Draft:
    return Draft(PLACE, TEXT, {"id": "fest", "title": "Fest", **fields}, others=others)


def test_a_value_is_shown_as_the_form_has_it(tmp_path: Path) -> None:
    """Nobody reads JSON: choices are in words, and each item of a list is on its line."""

    def check(case: tuple[str, Data | None, str]) -> None:
        name, value, shown = case
        desk = context_of(tmp_path, 8000, "", {})
        (one,) = two_texts(desk, draft({}, ((name,), value)))
        assert one.other == shown
        fields = {field.name: field for field in form_of(Event)}
        assert name not in fields or in_form(fields[name], value, "nb") == shown

    check_each(SHOWN, check, lambda case: case[0])


def test_a_field_in_a_group_has_the_labels_of_both(tmp_path: Path) -> None:
    """Of a date in a series, the date."""
    desk = context_of(tmp_path, 8000, "", {})
    where = ("image", "alt"), ("instances", "2024-03-05", "status")
    told = two_texts(desk, draft({}, (where[0], "To"), (where[1], "cancelled")))
    assert [one.label.count(", ") for one in told] == [1, 2]
    assert "2024-03-05" in told[1].label and told[1].other.startswith("Avlyst: ")


@pytest.mark.parametrize("image", [{}, {"image": "images/a.jpg"}])
def test_a_text_can_be_chosen_when_its_group_is_gone(
    tmp_path: Path, image: dict[str, Data]
) -> None:
    """The group begins anew with it."""
    desk = context_of(tmp_path, 8000, "", {})
    before = draft(image, (("image", "alt"), "To menn"), (("image", "focal"), None))
    use = [one.use for one in two_texts(desk, before)]
    assert after_button(desk, before, "use", use[1]) is before
    chosen = after_button(desk, before, "use", use[0])
    assert chosen.fields["image"] == {"alt": "To menn"}
    with pytest.raises(LookupError):
        after_button(desk, before, "use", use[0].replace("To", "Tre"))
