"""The items of feeds, of articles and events, which `feeds` writes in each format."""

from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from newsroom.contract.article import Article
from newsroom.contract.event import Event
from newsroom.contract.site import Site
from newsroom.parts.prose import prose, summary
from newsroom.parts.rows import in_zone, place
from newsroom.parts.site_data import SiteData
from newsroom.wording import dates
from newsroom.wording.texts import event_name


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedItem:
    """An entry of a feed.

    `first` is the first address of the entry, which its id is made of; `address` is where it is
    now; `content` is HTML with absolute URLs; `published` is None for an event. Without
    `authors` it is by the site.
    """

    first: str
    address: str
    title: str
    updated: datetime
    published: datetime | None
    authors: tuple[str, ...]
    terms: tuple[str, ...]
    summary: str
    content: str
    lang: str


@dataclass(frozen=True, slots=True)
class Feed:
    """The feed at an address: `/feed.xml` is of the page `/`, `/feed.json` too."""

    address: str
    title: str
    items: tuple[FeedItem, ...]

    @property
    def page(self) -> str:
        """The address of the page that the feed is of."""
        return self.address[: self.address.rindex("/") + 1]


def tag_uri(site: Site, address: str) -> str:
    """`tag:example.org,2023:/feed.xml`: an id that outlives a new slug and domain (RFC 4151)."""
    return f"tag:{site.authority}:{address}"


def article_item(article: Article, site_data: SiteData) -> FeedItem:
    """The item of an article, with its whole text."""
    return FeedItem(
        first=_first_address(article),
        address=article.page_address,
        title=article.title,
        updated=site_data.edition.changed[article.ref],
        published=article.due.instant,
        authors=site_data.edition.names(article.author),
        terms=(article.category, *article.tags),
        summary=summary(article, site_data),
        # Feed readers show the text on another site, so its URLs are absolute.
        content=str(prose(article, site_data, is_absolute=True)),
        lang=article.lang,
    )


def event_item(event: Event, site_data: SiteData) -> FeedItem:
    """The item of an event or a whole series: time and place, then its text or summary."""
    network, lang = site_data.edition.network(event), event.site_lang
    when = in_zone(dates.when(event.start, event.end, lang), event.start, lang)
    facts = Markup("<p>{}<br>{}</p>").format(when, place(event, site_data, lang))
    description = summary(event, site_data)
    text = prose(event, site_data, is_absolute=True) or Markup("<p>{}</p>").format(description)
    return FeedItem(
        first=_first_address(event),
        address=event.page_address,
        title=f"{event_name(event, lang)}, {dates.day(event.start.day, lang)}",
        updated=site_data.edition.catalog.record.modified(event),
        published=None,
        authors=(event.organiser,) if event.organiser else (),
        terms=(network.name,) if network else (),
        summary=description,
        content=str(facts + text),
        lang=event.lang,
    )


def _first_address(entry: Article | Event) -> str:
    """The oldest address. A translation has the aliases of all languages: of these, its own."""
    is_translation = entry.body_ref != entry.ref
    folder = f"{entry.home.path}/" if is_translation else "/"
    own = (alias for alias in entry.aliases if alias.startswith(folder))
    return next(own, entry.page_address)
