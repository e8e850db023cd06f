"""The share card of an article."""

from newsroom.contract.article import Article
from newsroom.parts.share_cards import ShareCard, date_of, share_card
from newsroom.parts.site_data import SiteData


def article_card(article: Article, site_data: SiteData) -> ShareCard | None:
    """The date, the title, the category, and the colour of the event's network.

    None when no plugin draws share cards.
    """
    event = site_data.edition.events.get(article.event or "")
    network = site_data.edition.network(event) if event else None
    colour = network.colour or "" if network else ""
    day, month = date_of(article.date, article.lang)
    return share_card(site_data, day, month, article.title, article.category, colour)
