"""From the plan to the pages of news."""

from collections.abc import Sequence
from datetime import datetime

from plugins.addresses.page import File, Page
from plugins.addresses.plan import FEED, Spot
from plugins.addresses.reserved import Word, words
from plugins.addresses.urls import list_address
from plugins.articles.related import Around, Neighbours
from plugins.articles.views import ArticleView, NewsView
from plugins.contract.article import Article
from plugins.contract.moment import Moment
from plugins.contract.slug import slugify
from plugins.parts.cards import cards, summary
from plugins.parts.corrections import corrections
from plugins.parts.figures import figure, gallery
from plugins.parts.material import Material
from plugins.parts.prose import prose
from plugins.parts.rows import event_row
from plugins.parts.sections import section
from plugins.parts.shapes import Link, Pager, Time
from plugins.sharing.atom import atom
from plugins.sharing.head import head
from plugins.sharing.items import article_item
from plugins.sharing.jsonld import news_article
from plugins.wording import dates
from plugins.wording.texts import our_texts


def pages(material: Material) -> list[Page]:
    """A page for each spot that is ours."""
    neighbours = Neighbours(material.edition.listed)
    articles = [
        Page(
            spot.address,
            "article.html",
            article_view,
            (spot, neighbours.around(spot.items[0])),
            material.edition.changed[spot.items[0].ref],
            indexed=not material.edition.mark(spot.items[0]),
        )
        for spot in material.plan.of_kind("article")
    ]
    lists = [
        Page(spot.address, "news.html", news_view, (spot,), _newest(spot, material))
        for spot in material.plan.of_kind("news", "news-year", "category", "tag")
    ]
    return articles + lists


def feed(material: Material, most: int) -> list[File]:
    """The newest articles as an Atom feed, when it has a place."""
    if not material.plan.find("feed"):
        return []
    return [File(FEED, news_feed, (material.edition.listed[:most],))]


def news_feed(articles: Sequence[Article], material: Material) -> bytes:
    """The bytes of the feed of news."""
    items = [article_item(article, material) for article in articles]
    return atom(FEED, "/", material.edition.catalog.site.name, items, material)


def _newest(spot: Spot, material: Material) -> datetime | None:
    return max((material.edition.changed[a.ref] for a in spot.items), default=None)


def article_view(spot: Spot, around: Around, material: Material) -> ArticleView:
    """An article with what belongs to it."""
    (article,) = spot.items
    edition, lang = material.edition, article.lang
    event = edition.events.get(article.event or "")
    person = edition.person(article.author)
    return ArticleView(
        head=head(
            spot,
            material,
            article.title,
            description=summary(article, material),
            lang=lang,
            entry=article,
            above=section("news", material, lang),
            things=[news_article(article, material)],
            image=article.image,
        ),
        title=article.title,
        summary=article.summary,
        author=person.name if person else article.author,
        date=Time(text=dates.day(article.date.day, lang), machine=dates.machine(article.date)),
        changed=_changed(article, material),
        category=_list_link("category", article.category, material),
        tags=tuple(_list_link("tag", tag, material) for tag in article.tags),
        figure=figure(article.image, material),
        body=prose(article, material),
        gallery=gallery(article.gallery, material),
        event=event_row(event, material, lang) if event else None,
        corrections=corrections(article.corrections, lang),
        related=cards(around.related, material, lang),
        newer=_link_to(around.newer, material),
        older=_link_to(around.older, material),
    )


def _link_to(article: Article | None, material: Material) -> Link | None:
    if not article:
        return None
    return Link(text=article.title, href=material.plan.link_to(article))


def _changed(article: Article, material: Material) -> Time | None:
    """When it last said something new, if that was after it came out."""
    last = Moment.of(material.edition.changed[article.ref])
    if last.day == article.due.day:
        return None
    return Time(text=dates.day(last.day, article.lang), machine=dates.machine(last))


def _list_link(kind: Word, name: str, material: Material) -> Link:
    """The list of this category or tag; all news when the article is in no list."""
    address = list_address(words("nb")[kind], slugify(name))
    if address not in material.plan.spots:
        address = material.plan.find("news") or "/"
    return Link(text=name, href=material.plan.link(address))


def news_view(spot: Spot, material: Material) -> NewsView:
    """One page of a list of articles."""
    t = our_texts("nb")
    title = {
        "news": t("Nyheter"),
        "news-year": f"{t('Nyheter')} {spot.name}",
        "category": spot.name,
        "tag": spot.name,
    }[spot.kind]
    numbered = f"{title} ({_position(spot)})" if spot.number > 1 else title
    above = () if spot.kind == "news" and spot.number == 1 else section("news", material)
    years = material.plan.lists("news-year")[::-1]
    categories = material.plan.lists("category")
    return NewsView(
        head=head(spot, material, numbered, above=above),
        title=title,
        cards=cards(spot.items, material),
        pager=_pager(spot, material),
        lists_title=t("Flere nyheter"),
        lists=tuple(
            Link(
                text=other.name,
                href=material.plan.link(other.address),
                current=other.address == spot.address,
            )
            for other in (*categories, *years)
        ),
    )


def _position(spot: Spot) -> str:
    return our_texts("nb")("Side {number} av {total}").format(number=spot.number, total=spot.total)


def _pager(spot: Spot, material: Material) -> Pager | None:
    if spot.total == 1:
        return None
    t = our_texts("nb")
    base = spot.first.strip("/").split("/")

    def to(number: int, text: str) -> Link | None:
        if not 1 <= number <= spot.total:
            return None
        return Link(text=text, href=material.plan.link(list_address(*base, number=number)))

    return Pager(
        position=_position(spot),
        newer=to(spot.number - 1, t("Nyere nyheter")),
        older=to(spot.number + 1, t("Eldre nyheter")),
    )
