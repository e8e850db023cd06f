"""Every text that a visitor sees has Nynorsk and English, and every text of commands has English.

The texts are those of the code (texts_in_code.py) and of the theme's templates.
"""

import re
from pathlib import Path

import pytest

from newsroom.wording.texts import CATALOGUES, MARK, SIGN_UP
from tests.theme.theme import PAGES, THEME
from tests.wording.texts_in_code import TextsInCode, catalogue, untranslated

IN_THEME = {
    text
    for path in PAGES
    for text in re.findall(r'\bt\("([^"]+)"\)', path.read_text(encoding="utf-8"))
}
# Where Nynorsk has other words, and never these.
BOKMAL = re.compile(
    r"\b(?:ikke|hva|hvor|hvordan|hver|hvert|en|et|ett|én|jeg|de|noe|noen|fra|flere|mer|"
    r"nå|ennå|uke|uka|måned|være|blitt|ble|selv|navn|sted|steder|siden|uten|tidligere|nyheter|"
    r"deltakere|arrangementer|datoer|medlemmer|bilder|lenke|tall|tallet|sammen)\b"
    r"|\w+(?:else|elser|het|heten)\b",
    re.IGNORECASE,
)
# Google and Outlook have these names in menus that they do not have in Nynorsk.
MENUS = re.compile(r"«[^»]*»")


@pytest.fixture(scope="module")
def in_code() -> TextsInCode:
    """The texts of the engine, whose modules take seconds to parse."""
    return TextsInCode()


@pytest.mark.parametrize("lang", ["nn", "en"])
def test_each_text_that_a_visitor_sees_is_translated(in_code: TextsInCode, lang: str) -> None:
    """The texts in code and in templates have a translation that is not empty."""
    assert untranslated(in_code.for_visitors(), CATALOGUES, lang) == []
    assert untranslated(IN_THEME, THEME / "translations", lang) == []


def test_each_text_of_commands_has_english(in_code: TextsInCode) -> None:
    """Messages are Norwegian Bokmål or English, so Nynorsk is not needed for them."""
    assert untranslated(in_code.literals_for_staff(), CATALOGUES, "en") == []


def test_no_translation_is_left_over(in_code: TextsInCode) -> None:
    """A catalogue has the texts that are used and no others; nn.po has none of commands."""
    of_staff = {text for module in in_code.staff() for text in module.constants}
    used = in_code.for_visitors()
    assert catalogue(CATALOGUES, "nn").keys() - used == set()
    assert catalogue(CATALOGUES, "en").keys() - used - of_staff == set()
    for lang in ("nn", "en"):
        assert catalogue(THEME / "translations", lang).keys() - IN_THEME == set()


def test_texts_of_tables_are_found(in_code: TextsInCode) -> None:
    """Those of tables, loops, parameters, fields and sections, not only those in `t("…")`."""
    used = in_code.for_visitors()
    assert {*SIGN_UP.values(), *MARK.values()} <= used
    assert {"Outlook.com (privat)", "lysark", "fra {year}", "Prosjekter", "Medlemmer"} <= used
    assert {"Sett deg på venteliste", "Arrangementer som ble holdt i {name}."} <= used
    assert "Den gamle fører dit" not in used


@pytest.mark.parametrize("folder", [CATALOGUES, THEME / "translations"], ids=["code", "theme"])
@pytest.mark.parametrize("lang", ["nn", "en"])
def test_a_translation_has_the_placeholders_of_its_text(folder: Path, lang: str) -> None:
    """A name too many would end the build, and one too few would hide a number."""
    for text, translation in catalogue(folder, lang).items():
        assert placeholders(text) == placeholders(translation), text


@pytest.mark.parametrize("folder", [CATALOGUES, THEME / "translations"], ids=["code", "theme"])
def test_nynorsk_has_no_words_of_bokmal(folder: Path) -> None:
    """A text that was only copied is seen by its words."""
    for text in catalogue(folder, "nn").values():
        assert not BOKMAL.findall(MENUS.sub("", text)), text


def placeholders(text: str) -> list[str]:
    return sorted(re.findall(r"\{\w*\}", text))
