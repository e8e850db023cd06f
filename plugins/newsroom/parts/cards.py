"""Makes the cards of articles in lists."""

from collections.abc import Iterable

from newsroom.contract.article import Article
from newsroom.parts.figures import picture
from newsroom.parts.prose import summary
from newsroom.parts.shapes import Card, Time
from newsroom.parts.site_data import SiteData
from newsroom.wording.texts import mark_text


def card(article: Article, site_data: SiteData, lang: str = "nb", *, slot: str = "card") -> Card:
    """The card of an article on a page in `lang`, with the picture in a slot of the layout."""
    return Card(
        href=site_data.plan.link_to(article),
        title=article.title,
        summary=summary(article, site_data),
        date=Time.of_day(article.date, lang),
        picture=picture(article.image, site_data, slot),
        mark=mark_text(site_data.edition.mark(article), lang),
        lang=article.lang_on(lang),
    )


def cards(articles: Iterable[Article], site_data: SiteData, lang: str = "nb") -> tuple[Card, ...]:
    return tuple(card(article, site_data, lang) for article in articles)
