"""The articles near an article: the newer, the older, and related ones."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsroom.contract.article import Article
from newsroom.contract.slug import slugify

MOST = 3
NEIGHBOURS = 6
SAME_EVENT = 10


@dataclass(frozen=True, slots=True)
class NearbyArticles:
    """The articles shown below an article; all empty for an article that no list shows."""

    related: tuple[Article, ...] = ()
    newer: Article | None = None
    older: Article | None = None


class RelatedArticles:
    """Finds the articles near each article of a list, which is sorted newest first."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self.articles = articles
        self.index_of = {article.ref: index for index, article in enumerate(articles)}
        self.indexes_by_topic: dict[str, list[int]] = defaultdict(list)
        for index, article in enumerate(articles):
            for topic, _ in _topics(article):
                self.indexes_by_topic[topic].append(index)

    def near(self, article: Article) -> NearbyArticles:
        """The related articles, and the next newer and older article of the list."""
        index = self.index_of.get(article.ref)
        if index is None:
            return NearbyArticles()
        newer = self.articles[index - 1] if index > 0 else None
        older = self.articles[index + 1] if index + 1 < len(self.articles) else None
        return NearbyArticles(self._related(index), newer, older)

    def _related(self, index: int) -> tuple[Article, ...]:
        """Articles about the same event first, then those with most tags in common.

        Of each topic it reads only the nearest articles, so the cost is linear.
        """
        scores: Counter[int] = Counter()
        for topic, weight in _topics(self.articles[index]):
            indexes = self.indexes_by_topic[topic]
            at = bisect_left(indexes, index)
            for other in indexes[max(0, at - NEIGHBOURS) : at + NEIGHBOURS + 1]:
                scores[other] += weight
        scores.pop(index, None)
        best = sorted(scores, key=lambda other: (-scores[other], abs(other - index), other))
        return tuple(self.articles[other] for other in best[:MOST])


def _topics(article: Article) -> Iterator[tuple[str, int]]:
    """The event and the tags of an article, each with its weight."""
    if article.event:
        yield f"event:{article.event}", SAME_EVENT
    yield from ((f"tag:{slug}", 1) for slug in dict.fromkeys(map(slugify, article.tags)))
