"""Makes the pages and the feeds of news from the plan."""

from collections.abc import Sequence

from newsroom.addresses.outputs import OutputFile, OutputPage
from newsroom.addresses.plan import Spot
from newsroom.addresses.urls import page_number
from newsroom.articles.kind import article_card
from newsroom.articles.related import NearbyArticles, RelatedArticles
from newsroom.articles.views import ArticleView, NewsView
from newsroom.contract.article import Article
from newsroom.contract.moment import Moment
from newsroom.contract.reserved import NEWS, Word
from newsroom.contract.slug import slugify
from newsroom.parts.cards import cards, list_cards
from newsroom.parts.contents import contents, reading_minutes
from newsroom.parts.figures import figure, gallery
from newsroom.parts.links import links_between, section, share_links, web_links
from newsroom.parts.prose import correction_notes, inline, prose, summary
from newsroom.parts.rows import event_row
from newsroom.parts.shapes import Head, Link, Pager, Time
from newsroom.parts.site_data import SiteData
from newsroom.sharing.feed_items import Feed, article_item
from newsroom.sharing.feeds import feed_bytes
from newsroom.sharing.head import head
from newsroom.sharing.jsonld import news_article
from newsroom.wording.texts import listed, our_texts, series_text


def pages(site_data: SiteData) -> list[OutputPage]:
    """The page of each spot that this package shows."""
    related = RelatedArticles(site_data.edition.listed)
    # One look-up of all times, and one of all marks.
    changed = dict(site_data.edition.changed.items())
    marks = dict(site_data.edition.marks.items())
    articles = [
        OutputPage(
            spot.address,
            "article.html",
            article_view,
            (spot, related.near(article)),
            changed[article.ref],
            indexed=not marks.get(article.ref),
        )
        for spot in site_data.plan.of_kind("article")
        for article in spot.entries(Article)
    ]
    lists = [
        OutputPage(
            spot.address,
            "news.html",
            news_view,
            (spot,),
            max((changed[article.ref] for article in spot.items), default=None),
        )
        for spot in site_data.plan.of_kind("news", "news-year", "category", "tag")
    ]
    return articles + lists


def feed(most: int, site_data: SiteData) -> list[OutputFile]:
    """The feeds of the newest articles, at most `most` in each."""
    edition = site_data.edition
    newest = tuple(filter(edition.has_page_of, edition.listed))[:most]
    spots = site_data.plan.of_kind("feed")
    return [OutputFile(spot.address, news_feed, (spot.address, newest)) for spot in spots]


def news_feed(address: str, articles: Sequence[Article], site_data: SiteData) -> bytes:
    """The feed at an address, in the format that its suffix names."""
    items = tuple(article_item(article, site_data) for article in articles)
    return feed_bytes(Feed(address, site_data.edition.catalog.site.name, items), site_data)


def article_view(spot: Spot, nearby: NearbyArticles, site_data: SiteData) -> ArticleView:
    """The page of an article."""
    article = spot.entry(Article)
    edition, lang = site_data.edition, article.site_lang
    event = edition.events.get(article.event or "")
    top, body = _head(spot, article, site_data), prose(article, site_data)
    minutes = reading_minutes(body)
    return ArticleView(
        head=top,
        series=series_text(article.named_series, lang),
        summary=inline(article.summary, article, site_data),
        author=listed(edition.names(article.author), lang),
        date=Time.of_day(article.date, lang),
        changed=_changed(article, site_data),
        minutes=f"{minutes} min" if minutes else "",
        category=_list_link("category", article.category, site_data, lang),
        tags=tuple(_list_link("tag", tag, site_data) for tag in article.tags),
        figure=figure(article.image, article, site_data),
        contents=contents(body),
        body=body,
        gallery=gallery(article.gallery, article, site_data),
        links=web_links(article.links, lang),
        share=share_links(article.title, top.canonical, lang),
        event=event_row(event, site_data, lang) if event else None,
        corrections=correction_notes(article, site_data, lang),
        related=cards(nearby.related, site_data, lang),
        newer=_link_to(nearby.newer, site_data, lang),
        older=_link_to(nearby.older, site_data, lang),
    )


def _head(spot: Spot, article: Article, site_data: SiteData) -> Head:
    return head(
        spot,
        site_data,
        article.title,
        description=summary(article, site_data),
        entry=article,
        above=section("news", site_data, article.site_lang),
        things=[news_article(article, site_data)],
        picture=article_card(article, site_data) or article.image,
    )


def _link_to(article: Article | None, site_data: SiteData, lang: str) -> Link | None:
    if not article:
        return None
    href = site_data.plan.link_to(article)
    return Link(text=article.title, href=href, lang=article.lang_on(lang))


def _changed(article: Article, site_data: SiteData) -> Time | None:
    """The day of the last change; None on the day of publication."""
    last_change = Moment.of(site_data.edition.changed[article.ref])
    is_later = last_change.day != article.due.day
    return Time.of_day(last_change, article.site_lang) if is_later else None


def _list_link(kind: Word, name: str, site_data: SiteData, lang: str = "") -> Link:
    """The link to the list of a category or tag, else to all news, on a page in `lang`."""
    address = site_data.edition.home.list(kind, slugify(name))
    if address not in site_data.plan.spots:
        address = site_data.plan.find("news") or "/"
    is_theirs = name == NEWS[site_data.lang] and lang not in ("", site_data.lang)
    other = site_data.lang if is_theirs else ""
    return Link(text=name, href=site_data.plan.link(address), lang=other)


def news_view(spot: Spot, site_data: SiteData) -> NewsView:
    """One page of a list of articles."""
    t = our_texts(site_data.lang)
    titles = {"news": t("Nyheter"), "news-year": f"{t('Nyheter')} {spot.name}"}
    title = titles.get(spot.kind, spot.name)
    numbered = f"{title} ({_position(spot, site_data)})" if spot.number > 1 else title
    above = () if spot.kind == "news" and spot.number == 1 else section("news", site_data)
    years = site_data.plan.lists("news-year")[::-1]
    categories = site_data.plan.lists("category")
    return NewsView(
        head=head(spot, site_data, numbered, above=above),
        title=title,
        cards=list_cards(spot.entries(Article), site_data, is_top=True),
        pager=_pager(spot, site_data),
        lists=links_between((*categories, *years), spot, site_data),
    )


def _position(spot: Spot, site_data: SiteData) -> str:
    t = our_texts(site_data.lang)
    return t("Side {number} av {total}").format(number=spot.number, total=spot.total)


def _pager(spot: Spot, site_data: SiteData) -> Pager | None:
    if spot.total == 1:
        return None
    t, home = our_texts(site_data.lang), site_data.edition.home

    def to(number: int, text: str) -> Link | None:
        if not 1 <= number <= spot.total:
            return None
        address = page_number(home, spot.first, number)
        return Link(text=text, href=site_data.plan.link(address))

    return Pager(
        position=_position(spot, site_data),
        newer=to(spot.number - 1, t("Nyere nyheter")),
        older=to(spot.number + 1, t("Eldre nyheter")),
    )
