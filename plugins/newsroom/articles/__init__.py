"""Plugin for news: articles, their lists by year, category and tag, and the Atom feed."""

from newsroom.plugin import has_kinds, registers

register = registers("newsroom.articles.generator:NewsGenerator")
content_kinds = has_kinds("newsroom.articles.kind:ARTICLE")
