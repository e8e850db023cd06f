"""Which articles belong together."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from newsroom.contract.article import Article
from newsroom.contract.slug import slugify

MOST = 3
NEIGHBOURS = 6
SAME_EVENT = 10


@dataclass(frozen=True, slots=True)
class Around:
    """What is shown beside an article; all of it empty when it is in no list."""

    related: tuple[Article, ...]
    newer: Article | None
    older: Article | None


class Neighbours:
    """The articles of a list, newest first, and what lies near each."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self.articles = articles
        self.at = {article.ref: at for at, article in enumerate(articles)}
        self.places: dict[str, list[int]] = defaultdict(list)
        for at, article in enumerate(articles):
            for name, _ in _ties(article):
                self.places[name].append(at)

    def around(self, article: Article) -> Around:
        """Its kin, the article after it in time, and the one before."""
        newer, older = self.beside(article, -1), self.beside(article, 1)
        return Around(self.related(article), newer, older)

    def beside(self, article: Article, step: int) -> Article | None:
        """The article so many places on; None at the ends, and of one that is not in the list."""
        at = self.at.get(article.ref, len(self.articles)) + step
        is_there = article.ref in self.at and 0 <= at < len(self.articles)
        return self.articles[at] if is_there else None

    def related(self, article: Article) -> tuple[Article, ...]:
        """Those most akin: of the same event, then of most common tags.

        Only the nearest in time of each tag are asked, so the cost grows with the articles.
        """
        at = self.at.get(article.ref)
        return () if at is None else tuple(_nearest(at, self.articles, self.places))


def _ties(article: Article) -> Iterator[tuple[str, int]]:
    """What an article can share with others, and how much that counts."""
    if article.event:
        yield f"event:{article.event}", SAME_EVENT
    yield from ((f"tag:{slug}", 1) for slug in dict.fromkeys(map(slugify, article.tags)))


def _nearest(
    at: int, articles: Sequence[Article], places: Mapping[str, list[int]]
) -> Iterator[Article]:
    kinship: Counter[int] = Counter()
    for name, weight in _ties(articles[at]):
        here = bisect_left(places[name], at)
        for other in places[name][max(0, here - NEIGHBOURS) : here + NEIGHBOURS + 1]:
            kinship[other] += weight
    kinship.pop(at, None)
    best = sorted(kinship, key=lambda other: (-kinship[other], abs(other - at), other))
    return (articles[other] for other in best[:MOST])
