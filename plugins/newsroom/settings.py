"""The default settings of a site; its pelicanconf.py imports them and may set others.

docs/settings.md describes ours; the others are Pelican's.
"""

import os

from newsroom import (
    articles,
    assets,
    cards,
    events,
    exposure,
    hosting,
    ledger,
    newsletters,
    pages,
    reviews,
    search,
    sharing,
    specimens,
)
from newsroom.places import THEME as THEME_FOLDER
from newsroom.site.start import Start

PELICAN_CLASS = Start
PLUGINS = [assets, cards, articles, events, pages, reviews, newsletters, sharing, search, specimens]
# After those that make pages: what guards them.
PLUGINS += [exposure, ledger, hosting]

PATH = "content"
THEME = str(THEME_FOLDER)
OUTPUT_PATH = "output"
CACHE_PATH = ".cache"

SITENAME = "Nettstedet"
TIMEZONE = "Europe/Oslo"
DEFAULT_LANG = "nb"

NOW: str | None = None
SHOW_UNPUBLISHED = True
REPORT_LANG: str | None = None
EXPLAIN = False
LOAD_CONTENT_CACHE = True
DEFAULT_PAGINATION = 20
FEED_MAX_ITEMS = 20
PICTURE_FORMATS = ["avif", "jpeg"]
PICTURE_WIDTHS = [240, 480, 720, 1120, 1440]
PICTURE_SHARD = (1, 1)
EXECUTOR = ""
EXECUTOR_TLS: dict[str, str] = {}
EXECUTOR_FALLBACK = True
PDF_YEARS: list[int] = []
PRECOMPRESSED = False
SEARCH_SPLIT_FROM = 500
PDF_REQUIRED = SEARCH_REQUIRED = os.environ.get("CI") == "true"

# Pelican's own ways of reading, writing and formatting are not used.
LOCALE = ["C"]
READERS = {"rst": None, "html": None}
STATIC_PATHS: list[str] = []
THEME_STATIC_PATHS: list[str] = []
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
