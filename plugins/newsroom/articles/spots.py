"""The addresses of articles, and of their lists by year, category and tag."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from newsroom.addresses.plan import Spot, entry_spots, grouped, list_spots
from newsroom.addresses.urls import feed_addresses
from newsroom.contract.article import Article
from newsroom.contract.edition import Edition
from newsroom.contract.reserved import Home, Word
from newsroom.contract.slug import slugify


def spots(edition: Edition, per_page: int) -> Iterator[Spot]:
    """The page of each article, and the pages of each list; lists leave out translations."""
    yield from entry_spots(edition.catalog.articles, "article")
    home, listed = edition.home, edition.listed
    in_menu, news = bool(edition.listed), home.list("news")
    for spot in list_spots(home, news, "news", "news", listed, per_page):
        yield spot._replace(section="Nyheter", in_menu=in_menu)
    for year, items in grouped(listed, lambda a: [str(a.date.day.year)]).items():
        yield Spot(home.list("news", year), "news-year", tuple(items), year)
    yield from _named_lists(home, "category", lambda a: [a.category], listed, per_page)
    yield from _named_lists(home, "tag", lambda a: a.tags, listed, per_page)
    yield from (Spot(address, "feed") for address in feed_addresses(home.address()))


def _named_lists(
    home: Home,
    kind: Word,
    names: Callable[[Article], Iterable[str]],
    listed: tuple[Article, ...],
    per_page: int,
) -> Iterator[Spot]:
    """The pages of the list of each category or tag."""
    title_of = _titles(name for article in listed for name in names(article))
    for slug, articles in grouped(listed, lambda a: map(slugify, names(a))).items():
        first = home.list(kind, slug)
        yield from list_spots(home, first, kind, title_of[slug], articles, per_page)


def _titles(names: Iterable[str]) -> Mapping[str, str]:
    """The most used spelling of each slug; of equally used ones the first in the alphabet."""
    titles: dict[str, str] = {}
    for name, _ in sorted(Counter(names).items(), key=lambda pair: (-pair[1], pair[0])):
        titles.setdefault(slugify(name), name)
    return titles
