"""The addresses of news: articles, and their lists by year, category and tag."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from newsroom.addresses.plan import WORD, Spot, entry_spots, grouped, list_spots
from newsroom.addresses.urls import feed_addresses
from newsroom.contract.article import Article
from newsroom.contract.edition import Edition
from newsroom.contract.reserved import Word
from newsroom.contract.slug import slugify

Names = Callable[[Article], tuple[str, ...]]


def spots(edition: Edition, per_page: int) -> Iterator[Spot]:
    """A page for each article, and the pages of each list; translations are in no list."""
    yield from entry_spots(edition.catalog.articles, "article")
    listed = tuple(a for a in edition.listed if not a.translation_of)
    in_menu = bool(edition.listed)
    for spot in list_spots((WORD["news"],), "news", "news", listed, per_page):
        yield replace(spot, section="Nyheter", in_menu=in_menu)
    for year, items in grouped(listed, lambda a: [str(a.date.day.year)]).items():
        yield Spot(f"/{WORD['news']}/{year}/", "news-year", tuple(items), year)
    yield from _named_lists(listed, per_page)
    yield from (Spot(address, "feed") for address in feed_addresses("/"))


def _named_lists(listed: tuple[Article, ...], per_page: int) -> Iterator[Spot]:
    """The lists of each category and each tag, under the spelling used most."""
    lists: tuple[tuple[Word, Names], ...] = (("category", _category), ("tag", _tags))
    for kind, names in lists:
        spelt = _spelt(name for article in listed for name in names(article))
        by_slug = grouped(listed, partial(_slugs, names))
        for slug, items in by_slug.items():
            yield from list_spots((WORD[kind], slug), kind, spelt[slug], items, per_page)


def _slugs(names: Names, article: Article) -> Iterator[str]:
    return map(slugify, names(article))


def _category(article: Article) -> tuple[str, ...]:
    return (article.category,)


def _tags(article: Article) -> tuple[str, ...]:
    return article.tags


def _spelt(names: Iterable[str]) -> Mapping[str, str]:
    """For each slug the spelling used most, the first in the alphabet among equals."""
    best: dict[str, str] = {}
    for name, _ in sorted(Counter(names).items(), key=lambda pair: (-pair[1], pair[0])):
        best.setdefault(slugify(name), name)
    return best
