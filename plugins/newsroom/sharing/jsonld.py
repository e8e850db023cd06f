"""Makes the JSON-LD of pages for search engines (schema.org); `jsonld_events` that of events."""

import json
from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from newsroom.addresses.urls import Root
from newsroom.contract.article import Article
from newsroom.contract.entry import Entry
from newsroom.contract.event import Event
from newsroom.contract.event_parts import NamedSeries
from newsroom.contract.image import Image
from newsroom.contract.people import Person, WebLink
from newsroom.contract.review import Review
from newsroom.contract.site import Site
from newsroom.parts.figures import variants
from newsroom.parts.prose import plain, summary
from newsroom.parts.shapes import Link
from newsroom.parts.site_data import SiteData
from newsroom.pictures.slots import SHARING
from newsroom.wording.dates import stamp

SCHEMA = "https://schema.org"
Thing = dict[str, Any]  # a JSON-LD object; values of None, "" and [] are left out
RESOURCES = {
    "": "WebPage",
    "slides": "PresentationDigitalDocument",
    "video": "VideoObject",
    "stream": "VideoObject",
    "code": "SoftwareSourceCode",
    "article": "Article",
}


def script(things: Iterable[Thing]) -> Markup:
    """The objects as one graph, with each `<` escaped for use inside a script element."""
    graph = {"@context": SCHEMA, "@graph": [_without_empty(thing) for thing in things]}
    text = json.dumps(graph, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))


def _without_empty(value: Any) -> Any:
    """The JSON value without fields that are None, "" or []."""
    if isinstance(value, dict):
        kept = {key: field for key, field in value.items() if field not in (None, "", [])}
        return {key: _without_empty(field) for key, field in kept.items()}
    return [_without_empty(item) for item in value] if isinstance(value, list) else value


def organisation(site_data: SiteData) -> Thing:
    """The Organization: the association that publishes the site."""
    site, root = site_data.edition.catalog.site, site_data.plan.root
    logo = site_data.brand.get("logo")
    return {
        "@type": "Organization",
        "@id": root.url("/#organisation"),
        "name": site.name,
        "url": root.url("/"),
        "logo": root.url(logo.address) if logo else None,
        "email": site.email,
        "address": site.address,
        "taxID": site.organisation_number,
        "sameAs": [profile.url for profile in site.social],
    }


def website(site: Site, root: Root) -> Thing:
    """The WebSite."""
    return {
        "@type": "WebSite",
        "@id": root.url("/#site"),
        "name": site.name,
        "url": root.url("/"),
        "inLanguage": site.languages[0] if len(site.languages) == 1 else list(site.languages),
        "publisher": {"@id": root.url("/#organisation")},
    }


def breadcrumbs(crumbs: Iterable[Link], root: Root) -> Thing:
    """The BreadcrumbList of a page."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": crumb.text,
                "item": root.url(crumb.href.removeprefix(root.link(""))),
            }
            for position, crumb in enumerate(crumbs, 1)
        ],
    }


def news_article(article: Article, site_data: SiteData) -> Thing:
    """The NewsArticle."""
    edition = site_data.edition
    event = edition.events.get(article.event or "")
    return _creative_work(article, site_data) | {
        "@type": "NewsArticle",
        "description": summary(article, site_data),
        "inLanguage": article.lang,
        "articleSection": article.category,
        "keywords": list(article.tags),
        "about": event_id(event, site_data) if event else None,
        "subjectOf": resource_things(article.links),
        "isPartOf": named_series_thing(article.named_series, "CreativeWorkSeries"),
        "position": article.named_series.number if article.named_series else None,
    }


def letter_thing(review: Review, site_data: SiteData, description: str) -> Thing:
    """The Article for an annual letter."""
    return _creative_work(review, site_data) | {
        "@type": "Article",
        "description": description,
        "inLanguage": review.site_lang,
        "temporalCoverage": str(review.year),
    }


def _creative_work(entry: Article | Review, site_data: SiteData) -> Thing:
    """The properties that news and letters share."""
    edition = site_data.edition
    site = edition.catalog.site
    written = entry.author if isinstance(entry.author, tuple) else (entry.author,)
    authors = [_author(name or site.name, site_data) for name in written or ("",)]
    url = url_of(entry, site_data)
    return {
        "@id": f"{url}#article",
        "mainEntityOfPage": url,
        "headline": entry.title,
        "datePublished": stamp(entry.due.instant),
        "dateModified": stamp(edition.changed[entry.ref]),
        "author": authors if len(authors) > 1 else authors[0],
        "publisher": organisation(site_data),
        "image": image(entry.image, entry, site_data),
    }


def _author(name: str, site_data: SiteData) -> Thing:
    """A person; the association, its networks and its bodies (`Redaksjonen`) are organisations.

    The whole name of a person has more than one word.
    """
    catalog = site_data.edition.catalog
    if person := catalog.people.get(name):
        return person_thing(person)
    organisations = {catalog.site.name, *(network.name for network in catalog.networks.values())}
    is_person = len(name.split()) > 1 and name not in organisations
    return {"@type": "Person" if is_person else "Organization", "name": name}


def event_id(event: Event, site_data: SiteData) -> Thing:
    """The reference to the Event on its own page."""
    return {"@id": f"{url_of(event, site_data)}#event"}


def url_of(entry: Entry, site_data: SiteData) -> str:
    """The absolute URL of the page of an entry."""
    return site_data.plan.root.url(site_data.plan.by_ref[entry.ref])


def image(shown: Image | None, entry: Entry, site_data: SiteData) -> list[Thing]:
    """The ImageObject of each crop for sharing, or else of the uncropped picture."""
    copies = variants(shown, site_data)
    if not shown or not copies:
        return []
    slots = [slot for slot in SHARING if slot in copies.by_slot]
    slots = slots or ["figure" if "figure" in copies.by_slot else "cover"]
    return [
        {
            "@type": "ImageObject",
            "url": site_data.plan.root.url(copies.address(copy)),
            "width": copy.width,
            "height": copy.height,
            "caption": plain(shown.caption, entry, site_data) or shown.alt,
            "creditText": copies.credit.line,
            "creator": {"@type": "Person", "name": copies.credit.creator}
            if copies.credit.creator
            else None,
            "copyrightNotice": copies.credit.copyright,
        }
        for copy in (copies.by_slot[slot][-1] for slot in slots)
    ]


def person_thing(person: Person) -> Thing:
    """The Person."""
    links = [link.url for link in person.links]
    return {"@type": "Person", "name": person.name, "jobTitle": person.role, "sameAs": links}


def named_series_thing(series: NamedSeries | None, kind: str) -> Thing | None:
    """The series that something is a number of."""
    return {"@type": kind, "name": series.name} if series else None


def resource_things(links: Iterable[WebLink]) -> list[Thing]:
    """The slides, videos and articles about something, on other sites."""
    return [
        {"@type": RESOURCES[link.kind or ""], "name": link.title, "url": link.url} for link in links
    ]
