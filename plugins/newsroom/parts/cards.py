"""Makes the cards of articles in lists."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from newsroom.contract.article import Article
from newsroom.contract.newsletter import Newsletter
from newsroom.contract.review import Review
from newsroom.parts.figures import picture
from newsroom.parts.prose import summary
from newsroom.parts.shapes import Card, Time
from newsroom.parts.site_data import SiteData
from newsroom.wording.texts import mark_text

ROW = 3  # the cards of a row on a wide screen


def card(article: Article, site_data: SiteData, lang: str = "", *, slot: str = "card") -> Card:
    """The card of an article on a page in `lang`, with the picture in a slot of the layout."""
    lang = lang or site_data.lang
    return Card(
        href=site_data.plan.link_to(article),
        title=article.title,
        summary=summary(article, site_data),
        date=Time.of_day(article.date, lang),
        picture=picture(article.image, site_data, slot),
        mark=mark_text(site_data.edition.mark(article), lang),
        lang=article.lang_on(lang),
    )


def cards(articles: Iterable[Article], site_data: SiteData, lang: str = "") -> tuple[Card, ...]:
    return tuple(card(article, site_data, lang) for article in articles)


def list_cards(
    articles: Iterable[Article], site_data: SiteData, *, is_top: bool = False
) -> tuple[Card, ...]:
    """The cards of a list; the first row is loaded at once, and first of all `is_top` of a page."""
    made = list(cards(articles, site_data))
    for place, one in enumerate(made[:ROW]):
        if one.picture:
            shown = replace(one.picture, is_soon=True, is_first=is_top and not place)
            made[place] = replace(one, picture=shown)
    return tuple(made)


def letter_cards(letters: Iterable[Review | Newsletter], site_data: SiteData) -> Iterator[Card]:
    """A card for each letter that has a page."""
    for letter in letters:
        if letter.ref in site_data.plan.by_ref:
            date, href = Time.of_day(letter.date, site_data.lang), site_data.plan.link_to(letter)
            yield Card(href=href, title=letter.title, summary="", date=date)
