"""Declares articles as a kind of content, and makes their share cards."""

from newsroom.articles.spots import spots
from newsroom.content_kinds import ContentKind, Scaffold
from newsroom.contract.article import Article
from newsroom.parts.share_cards import ShareCard, date_of, is_shared, share_card
from newsroom.parts.site_data import SiteData


def article_card(article: Article, site_data: SiteData) -> ShareCard | None:
    """The date, the title, the category, and the colour of the event's network.

    None when no plugin draws share cards, and for an article that is shared with its picture.
    """
    if is_shared(article.image, site_data):
        return None
    event = site_data.edition.events.get(article.event or "")
    network = site_data.edition.network(event) if event else None
    colour = network.colour or "" if network else ""
    day, month = date_of(article.date, article.site_lang)
    return share_card(site_data, day, month, article.title, article.category, colour)


ARTICLE = ContentKind(
    model=Article,
    counted={"nb": ("artikkel", "artikler"), "en": ("article", "articles")},
    spots=spots,
    share_card=article_card,
    scaffold=Scaffold(
        model=Article,
        word="nyhet",
        path="news/{date:.4}/{slug}.md",
        needed=("title", "date"),
        asked=("summary", "author", "series"),
    ),
)
