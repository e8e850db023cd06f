"""Which languages a form asks for the words of."""

import pytest

from newsroom.commands.changing.entry_text import EntryPlace
from newsroom.contract.people import Venue
from newsroom.contract.site import Site
from newsroom.desk.forms.suggestions import suggestions
from newsroom.desk.pages.entry_form import entry_form
from newsroom.desk.saving.drafts import Draft
from newsroom.reading.yaml_file import Data
from tests import given

PLACE = EntryPlace(Venue, "venues.yaml", "salen")
WRITTEN: dict[str, Data] = {"name": "Salen", "en": {"name": "The Hall"}}


@pytest.mark.parametrize(
    ("languages", "fields", "asked"),
    [
        (["nb"], {"name": "Salen"}, set()),
        (["nb"], WRITTEN, {"en"}),
        (["nb", "nn", "en"], {"name": "Salen"}, {"nn", "en"}),
        (["en", "nb"], {"name": "The Hall"}, {"nb"}),
    ],
)
def test_a_form_asks_for_the_other_languages_of_the_site(
    languages: list[str], fields: dict[str, Data], asked: set[str]
) -> None:
    """Not for its first, in which the entry is, nor for others; what is written stays in sight."""
    site = Site.model_validate({"languages": languages})
    names = suggestions(given.catalog(site))
    controls, _ = entry_form(Draft(PLACE, "", fields), {}, names)
    assert {control.field.name for control in controls} & {"nb", "nn", "en"} == asked
