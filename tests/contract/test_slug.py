"""The transliteration of slugs, keys and anchors."""

import re

import pytest
from hypothesis import given as for_any
from hypothesis import strategies as st

from newsroom.contract.slug import slugify
from tests.given import quickly


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Året i tall", "aret-i-tall"),
        ("Næringsfrokost på Ås", "naeringsfrokost-pa-as"),
        ("SØKNAD", "soknad"),
        ("A\u030ar i NFD", "ar-i-nfd"),
        ("Señor Müller & Søn", "senor-muller-son"),
        ("22@ – «KI» i praksis!", "22-ki-i-praksis"),
        ("straße", "strasse"),
        ("Ruoŧŧa", "ruotta"),
        ("🎉", ""),
    ],
)
def test_letters_become_plain_as_the_language_council_advises(text: str, slug: str) -> None:
    """Slugs have ae for æ, o for ø, a for å, and no accents."""
    assert slugify(text) == slug


@quickly
@for_any(st.text())
def test_a_slug_has_only_plain_letters_digits_and_single_hyphens(text: str) -> None:
    """A slug has only a–z, digits and single hyphens, so it needs no escaping."""
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", slugify(text))


@quickly
@for_any(st.text())
def test_a_slug_is_its_own_slug(text: str) -> None:
    """The slug of a slug is the same slug."""
    assert slugify(slugify(text)) == slugify(text)
