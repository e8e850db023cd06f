"""The articles near an article: the newer, the older, and related ones."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from newsroom.contract.article import Article
from newsroom.contract.slug import slugify

MOST = 3
NEIGHBOURS = 6
SAME_EVENT = 10
# The event and the tags of an article, each with its weight.
Topics = tuple[tuple[str, int], ...]


class NearbyArticles(NamedTuple):
    """The articles shown below an article; all empty for an article that no list shows."""

    related: tuple[Article, ...] = ()
    newer: Article | None = None
    older: Article | None = None


class RelatedArticles:
    """Finds the articles near each article of a list, which is sorted newest first."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self.articles = articles
        self.index_of = {article.ref: index for index, article in enumerate(articles)}
        self.related = _related(tuple(tuple(_topics(article)) for article in articles))

    def near(self, article: Article) -> NearbyArticles:
        """The related articles, and the next newer and older article of the list."""
        index = self.index_of.get(article.ref)
        if index is None:
            return NearbyArticles()
        newer = self.articles[index - 1] if index > 0 else None
        older = self.articles[index + 1] if index + 1 < len(self.articles) else None
        related = tuple(self.articles[other] for other in self.related[index])
        return NearbyArticles(related, newer, older)


# Few edits in the preview change a topic. One result for each of three languages.
@lru_cache(maxsize=3)
def _related(topics_of: tuple[Topics, ...]) -> tuple[tuple[int, ...], ...]:
    """The indexes of the articles related to each: about the same event first, then by common tags.

    Of each topic it reads only the nearest articles, so the cost is linear.
    """
    indexes_by_topic: dict[str, list[int]] = defaultdict(list)
    for index, topics in enumerate(topics_of):
        for topic, _ in topics:
            indexes_by_topic[topic].append(index)
    return tuple(_best(index, topics, indexes_by_topic) for index, topics in enumerate(topics_of))


def _best(index: int, topics: Topics, indexes_by_topic: Mapping[str, list[int]]) -> tuple[int, ...]:
    scores: dict[int, int] = {}
    for topic, weight in topics:
        indexes = indexes_by_topic[topic]
        at = bisect_left(indexes, index)
        for other in indexes[max(0, at - NEIGHBOURS) : at + NEIGHBOURS + 1]:
            scores[other] = scores.get(other, 0) + weight
    scores.pop(index, None)
    best = sorted((-score, abs(other - index), other) for other, score in scores.items())
    return tuple(other for *_, other in best[:MOST])


def _topics(article: Article) -> Iterator[tuple[str, int]]:
    if article.event:
        yield f"event:{article.event}", SAME_EVENT
    yield from ((f"tag:{slug}", 1) for slug in dict.fromkeys(map(slugify, article.tags)))
