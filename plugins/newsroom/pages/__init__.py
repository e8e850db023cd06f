"""Plugin for static pages, the front page, and the pages of the registries."""

from newsroom.plugin import has_kinds, registers

register = registers("newsroom.pages.generator:StaticPagesGenerator")
content_kinds = has_kinds(
    "newsroom.pages.kind:PAGE",
    "newsroom.pages.kind:PERSON",
    "newsroom.pages.kind:VENUE",
    "newsroom.pages.kind:NETWORK",
    "newsroom.pages.kind:MEMBER",
)
