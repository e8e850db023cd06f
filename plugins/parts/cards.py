"""Articles in lists."""

from collections.abc import Iterable

from plugins.contract.article import Article
from plugins.parts.figures import picture
from plugins.parts.material import Material
from plugins.parts.prose import opening
from plugins.parts.shapes import Card, Time
from plugins.wording import dates
from plugins.wording.status import mark_text


def card(article: Article, material: Material, lang: str = "nb", *, slot: str = "card") -> Card:
    """An article as a list shows it, with its picture in a slot of the layout."""
    return Card(
        href=material.plan.link_to(article),
        title=article.title,
        summary=summary(article, material),
        date=Time(text=dates.day(article.date.day, lang), machine=dates.machine(article.date)),
        picture=picture(article.image, material, slot),
        mark=mark_text(material.edition.mark(article), lang),
        lang="" if article.lang == lang else article.lang,
    )


def cards(articles: Iterable[Article], material: Material, lang: str = "nb") -> tuple[Card, ...]:
    return tuple(card(article, material, lang) for article in articles)


def summary(article: Article, material: Material) -> str:
    """The written summary, else the first paragraph."""
    return article.summary or opening(article, material)
