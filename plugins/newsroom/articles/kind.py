"""Declares articles as a kind of content."""

from newsroom.articles.share_card import article_card
from newsroom.articles.spots import spots
from newsroom.content_kinds import ContentKind, Scaffold
from newsroom.contract.article import Article

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
        asked=("summary", "author"),
    ),
)
