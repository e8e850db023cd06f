"""Share cards: their texts fit, and the same card gives the same bytes."""

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given as for_any
from hypothesis import strategies as st
from PIL import Image

from newsroom.articles.kind import article_card
from newsroom.cards.draw import EDGE, HIGH, LEFT, MARGIN, STRIP, WIDE, card_file
from newsroom.cards.typesetting import fitted, glyph_font
from newsroom.events.kind import event_card
from newsroom.parts.brand_tokens import schemes
from newsroom.parts.share_cards import SIZE, Colours, ShareCard
from newsroom.pictures.brand_files import BrandFile
from newsroom.reviews.kind import review_card
from tests import given
from tests.given import quickly
from tests.site.building import ROOT, SITES, good

THEME = Colours("#10222b", "#ffffff", "#00303d", "#ffffff", "#c8452f")
TOKENS = (ROOT / "theme/css/tokens.css").read_text(encoding="utf-8")
CARD = re.compile(r"/bilder/kort/\w+\.png")
LONG = "Næringseiendomsutviklingsstrategikonferanseforberedelser"


def card(**said: object) -> ShareCard:
    plain = {"day": "12", "month": "ti. sep. 2023", "title": "Frokost", "facts": "kl. 09.00",
             "status": "", "site": "Kunnskapsbyen", "colours": THEME}  # fmt: skip
    return ShareCard(**plain | said)


def png(shown: ShareCard) -> bytes:
    return card_file(shown, given.site_data_of())


def drawn(shown: ShareCard) -> Image.Image:
    return Image.open(io.BytesIO(png(shown))).convert("RGB")


def is_blank(image: Image.Image, box: tuple[int, int, int, int]) -> bool:
    return len(image.crop(box).getcolors()) == 1


class Fixed:
    """A font whose letters have half its size as their width."""

    def __init__(self, size: int) -> None:
        self.size = size

    def getlength(self, text: str) -> float:
        return len(text) * self.size / 2


def test_a_card_is_an_event_row_in_the_theme_s_colours() -> None:
    """A card is 1200 × 630, with an edge in the network's colour and a strip at the bottom."""
    image = drawn(card())
    assert image.size == SIZE == (1200, 630)
    assert image.getpixel((EDGE[0] + 4, EDGE[1] + 4)) == (0xC8, 0x45, 0x2F)
    assert image.getpixel((4, HIGH - 4)) == (0x00, 0x30, 0x3D)
    assert image.getpixel((4, 4)) == (255, 255, 255)
    assert image.getpixel((MARGIN + 4, MARGIN + 4)) == (0x10, 0x22, 0x2B)


@pytest.mark.parametrize("title", ["Blåbærsyltetøy på Årnes", LONG, f"{LONG} " * 8, "Å", "W" * 300])
@pytest.mark.parametrize("status", ["", "Avlyst"])
def test_whatever_the_title_is_it_stays_in_its_place(title: str, status: str) -> None:
    """Any title stays out of the margins, the facts and the strip."""
    image = drawn(card(title=title, status=status, facts="", month="", day="2023"))
    assert is_blank(image, (WIDE - MARGIN + 2, MARGIN + 12, WIDE, HIGH - STRIP))
    assert is_blank(image, (EDGE[2] + 2, MARGIN + 12, LEFT - 8, HIGH - STRIP))
    assert is_blank(image, (LEFT, HIGH - STRIP - 40, WIDE, HIGH - STRIP))
    assert not is_blank(image, (LEFT, MARGIN + 12, WIDE - MARGIN, HIGH - STRIP - 40))


def test_norwegian_letters_are_in_the_font() -> None:
    """The font has the Norwegian letters: none looks like the box for a missing letter."""
    missing = png(card(title="\ufffe"))
    for letter in "æøåÆØÅéüčšđŋ–«»−·":
        assert png(card(title=letter)) != missing, letter


def test_the_same_card_is_the_same_bytes() -> None:
    """The same card gives the same bytes, also after another card and with new fonts."""
    png(card(title="Noe annet", site="Et annet sted"))
    after_another = png(card())
    glyph_font.cache_clear()
    assert after_another == png(card())
    assert card().address == card().address != card(status="Avlyst").address


def test_the_figures_of_a_year_are_large_in_columns() -> None:
    """Each number stands in its column above its words, and the date is not drawn."""
    figures = ("60 arrangementer", "2\u00a0200 deltakere", "over 160 medlemmer")
    year = card(day="2023", month="", facts="", title="Året 2023", figures=figures)
    image = drawn(year)
    wide = (WIDE - 2 * MARGIN) // 3
    for place in range(3):
        left = MARGIN + place * wide
        assert not is_blank(image, (left, 300, left + wide, HIGH - STRIP)), place
    assert is_blank(image, (0, HIGH - STRIP - 20, WIDE, HIGH - STRIP))
    assert all(figure in year.alt for figure in figures)
    assert png(year) != png(card(day="2023", month="", facts="", title="Året 2023"))


def test_the_strip_has_the_logo_in_its_own_colours() -> None:
    """On a white plate before the name; a wide logo stands for the name."""
    data = io.BytesIO()
    Image.new("RGB", (300, 200), (200, 30, 80)).save(data, "PNG")
    strips = []
    for wide in (300.0, 900.0):
        logo = BrandFile(data.getvalue(), "image/png", wide, 200.0, data.getvalue())
        site_data = replace(given.site_data_of(), brand={"logo": logo})
        shown = Image.open(io.BytesIO(card_file(card(logo=logo.address), site_data)))
        assert shown.size == SIZE
        strips.append(shown.convert("RGB").crop((0, HIGH - STRIP, WIDE, HIGH)))
        red, green, blue = strips[-1].getpixel((MARGIN + 40, STRIP // 2))
        assert abs(red - 200) + abs(green - 30) + abs(blue - 80) < 12
    after = (MARGIN + 120, 0, WIDE, STRIP)
    assert not is_blank(strips[0], after)
    assert is_blank(strips[1], after)


def test_a_letter_is_shared_with_its_figures_before_its_picture() -> None:
    """Without figures, a wide picture is shared; a narrow one is not."""
    letter = given.review(2022, image={"src": "images/x.jpg", "alt": "Et bord"})
    more = {"colours": schemes(TOKENS)["light"]}
    wide = given.site_data_of(letter, variants=given.variants(size=(2000, 1500)), **more)
    narrow = given.site_data_of(letter, variants=given.variants(size=(1100, 900)), **more)
    told = replace(wide, headlines={letter.ref: ("60 arrangementer",)})
    assert review_card(letter, wide) is None
    assert review_card(letter, narrow).figures == ()
    assert review_card(letter, told).figures == ("60 arrangementer",)


@quickly
@for_any(
    st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")) | st.just(" "), max_size=90)
)
def test_any_text_fits(text: str) -> None:
    """Any text fits the width and the height, and is shortened with dots when it must be."""
    result = fitted(text, [Fixed(40), Fixed(20)], 200, 100)
    lines = result.text.split("\n")
    assert all(result.font.getlength(line) <= 200 for line in lines)
    assert len(lines) * result.font.size <= 100
    kept = result.text.replace("-\n", "").replace("\n", "").replace(" ", "")
    assert kept == text.replace(" ", "") or "-" in text or result.text.endswith("…")


@pytest.mark.parametrize(
    ("text", "wanted", "size"),
    [
        ("Kort", "Kort", 40),
        ("Et møte om vann", "Et møte om\nvann", 40),
        ("Lillestrømkonferansene", "Lillestrømkonferanse-\nne", 20),
        ("kl.\xa009 i dag", "kl.\xa009 i\ndag", 40),
        ("", "", 40),
    ],
)
def test_a_text_is_as_large_as_it_fits(text: str, wanted: str, size: int) -> None:
    """A text has the largest size that fits, and is broken within a word only at the smallest."""
    result = fitted(text, [Fixed(40), Fixed(20)], 210, 130)
    assert (result.text, result.font.size) == (wanted, size)


def test_each_kind_of_entry_says_what_it_is() -> None:
    """An event's card has date, status, time and venue; an article's has date and colour."""
    event = given.event(network="helse", status="cancelled", end="2023-09-12 10:00")
    network, venue = given.network(colour="korall"), given.venue()
    article = given.article(event="2023-frokost", category="Helse")
    review = given.review(2022)
    site_data = given.site_data_of(
        event, network, venue, article, review, colours=schemes(TOKENS)["light"]
    )
    shown = event_card(event, site_data)
    assert (shown.day, shown.month, shown.status) == ("12", "ti. sep. 2023", "Avlyst")
    assert "kl.\xa009.00–10.00" in shown.facts and "Sentrum scene" in shown.facts
    told = article_card(article, site_data)
    assert (told.title, told.month, told.facts) == ("En sak", "ma. mai 2023", "Helse")
    assert shown.colours.edge == told.colours.edge == THEME.edge
    year = review_card(review, site_data)
    assert (year.day, year.title) == ("2022", "Året 2022")
    assert "Avlyst. Frokost. 12 ti. sep. 2023" in shown.alt


def test_every_article_event_and_year_is_shared_with_its_picture_or_card(tmp_path: Path) -> None:
    """A wide picture is shared itself; any other entry has a card, a PNG of the given size."""
    out = good(SITES / "full", tmp_path / "a")
    texts = {
        path: (out / path / "index.html").read_text(encoding="utf-8")
        for path in ("nyheter/2023/kraft", "nyheter/2023/medlemmer", "aret/2023")
    }
    assert ["/bilder/kort/" in text for text in texts.values()] == [False, True, True]
    assert len(list((out / "bilder/kort").iterdir())) == len(
        {card for page in out.rglob("*.html") for card in CARD.findall(page.read_text("utf-8"))}
    )
    for file in (out / "bilder/kort").iterdir():
        with Image.open(file) as image:
            assert (image.size, image.format) == (SIZE, "PNG")
