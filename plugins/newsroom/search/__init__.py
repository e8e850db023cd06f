"""Plugin for search: its page, and the index of the finished pages that Pagefind makes."""

from newsroom.plugin import registers

register = registers("newsroom.search.generator:SearchGenerator")
