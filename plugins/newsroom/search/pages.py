"""The search page: a form for its script, and lists to look through without one."""

from collections.abc import Mapping
from dataclasses import dataclass

from newsroom.addresses.outputs import OutputPage
from newsroom.addresses.plan import Spot
from newsroom.parts.links import section
from newsroom.parts.shapes import Head, Link
from newsroom.parts.site_data import SiteData
from newsroom.search.documents import stemmer
from newsroom.sharing.head import head
from newsroom.wording.texts import our_texts


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchView:
    """The data of search.html: the links of `lists` by kind, and to `sections`.

    `index` is the href of the folder of the index, "" where there is none.
    """

    head: Head
    index: str
    lists: Mapping[str, tuple[Link, ...]]


def indexes(site_data: SiteData) -> dict[str, str]:
    """The address of each index by its stemmer, below the first search page that uses it."""
    found = dict[str, str]()
    for lang, each in (site_data.editions or {site_data.lang: site_data}).items():
        if page := each.plan.find("search"):
            found.setdefault(stemmer(lang), f"{page}pagefind/")
    return found


def pages(made: Mapping[str, str], site_data: SiteData) -> list[OutputPage]:
    """The search page of a language, with its index among those that are `made`."""
    index = made.get(stemmer(site_data.lang), "")
    return [
        OutputPage(spot.address, "search.html", search_view, (spot, index), indexed=False)
        for spot in site_data.plan.by_kind.get("search", ())
    ]


def search_view(spot: Spot, index: str, site_data: SiteData) -> SearchView:
    """The search page; `index` is the address of the index, or ""."""
    lang, plan = site_data.lang, site_data.plan
    sections = tuple(link for kind in plan.sections for link in section(kind, site_data, lang))
    lists = {
        kind: tuple(Link(text=one.name, href=plan.link(one.address)) for one in plan.lists(kind))
        for kind in ("news-year", "events-year", "events-type", "category", "tag")
    }
    return SearchView(
        head=head(spot, site_data, our_texts(lang)("Søk"), indexed=False),
        index=plan.link(index) if index else "",
        lists={"sections": sections, **lists},
    )
