"""Makes the JSON-LD of pages for search engines (schema.org)."""

import json
from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from newsroom.addresses.urls import Root
from newsroom.contract.article import Article
from newsroom.contract.event import Event, Occurrence
from newsroom.contract.image import Image
from newsroom.contract.people import Person, Venue
from newsroom.contract.review import Review
from newsroom.contract.site import Site
from newsroom.parts.cards import summary
from newsroom.parts.figures import variants
from newsroom.parts.prose import opening
from newsroom.parts.shapes import Link
from newsroom.parts.site_data import SiteData
from newsroom.pictures.slots import SHARING
from newsroom.sharing.jsonld_people import Thing as Thing
from newsroom.sharing.jsonld_people import (
    author_thing,
    contact_thing,
    person_thing,
    resource_things,
)
from newsroom.wording.dates import machine, stamp

SCHEMA = "https://schema.org"
STATUS = {
    "cancelled": "EventCancelled",
    "postponed": "EventPostponed",
    "rescheduled": "EventRescheduled",
    "moved_online": "EventMovedOnline",
}
AVAILABILITY = {
    "open": "InStock",
    "full": "SoldOut",
    "waiting_list": "BackOrder",
    "closed": "SoldOut",
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


def organisation(site: Site, root: Root) -> Thing:
    """The Organization: the association that publishes the site."""
    return {
        "@type": "Organization",
        "@id": root.url("/#organisation"),
        "name": site.name,
        "url": root.url("/"),
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
        "inLanguage": "nb",
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
                "item": _absolute(crumb.href, root),
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
        "about": {"@id": f"{_url_of(event, site_data)}#event"} if event else None,
        "subjectOf": resource_things(article.links),
    }


def letter_thing(review: Review, site_data: SiteData, description: str) -> Thing:
    """The Article for an annual letter."""
    return _creative_work(review, site_data) | {
        "@type": "Article",
        "description": description,
        "inLanguage": "nb",
        "temporalCoverage": str(review.year),
    }


def _creative_work(entry: Article | Review, site_data: SiteData) -> Thing:
    """The properties that news and letters share."""
    root, edition = site_data.plan.root, site_data.edition
    site = edition.catalog.site
    written = entry.author if isinstance(entry.author, tuple) else (entry.author,)
    authors = [author_thing(name or site.name, site_data) for name in written or ("",)]
    url = root.url(site_data.plan.by_ref[entry.ref])
    return {
        "@id": f"{url}#article",
        "mainEntityOfPage": url,
        "headline": entry.title,
        "datePublished": stamp(entry.due.instant),
        "dateModified": stamp(edition.changed[entry.ref]),
        "author": authors if len(authors) > 1 else authors[0],
        "publisher": organisation(site, root),
        "image": image(entry.image, site_data),
    }


def event_thing(event: Event, site_data: SiteData) -> Thing:
    """The Event, with its status and its attendance mode."""
    edition = site_data.edition
    site = edition.catalog.site
    url = _url_of(event, site_data)
    status = STATUS.get(event.status, "EventScheduled")
    previous = event.previous_start
    return {
        "@type": "Event",
        "@id": f"{url}#event",
        "url": url,
        "name": event.title,
        "description": event.summary or opening(event, site_data),
        "inLanguage": event.lang,
        "keywords": event.type,
        "startDate": machine(event.start, event.zone),
        "endDate": machine(event.finish, event.zone) if event.end else None,
        "previousStartDate": machine(previous, event.zone) if previous else None,
        "eventStatus": f"{SCHEMA}/{status}",
        "eventAttendanceMode": f"{SCHEMA}/{_mode(event)}",
        "location": _locations(event, edition.venue(event), url),
        "offers": _offers(event, site_data),
        "organizer": (
            {"@type": "Organization", "name": event.organiser}
            if event.organiser
            else organisation(site, site_data.plan.root)
        )
        | {"contactPoint": contact_thing(event, edition)},
        "performer": [
            person_thing(edition.person(name) or Person(name=name)) for name in event.speakers
        ],
        "image": image(event.image, site_data),
        "subjectOf": resource_things(
            event.links + tuple(w for i in event.programme for w in i.links)
        ),
        "superEvent": _super_event(event, site_data),
        "subEvent": [_id(part, site_data) for part in edition.parts.get(event.id, ())],
        "maximumAttendeeCapacity": event.registration.capacity if event.registration else None,
    }


def image(shown: Image | None, site_data: SiteData) -> list[Thing]:
    """The ImageObject of each crop for sharing, or else of the uncropped picture."""
    copies = variants(shown, site_data)
    if not shown or not copies:
        return []
    slots = [slot for slot in SHARING if slot in copies.by_slot] or ["figure"]
    return [
        {
            "@type": "ImageObject",
            "url": site_data.plan.root.url(copies.address(copy)),
            "width": copy.width,
            "height": copy.height,
            "caption": shown.caption or shown.alt,
            "creditText": copies.credit.line,
            "creator": {"@type": "Person", "name": copies.credit.creator}
            if copies.credit.creator
            else None,
            "copyrightNotice": copies.credit.copyright,
        }
        for copy in (copies.by_slot[slot][-1] for slot in slots)
    ]


def _mode(event: Event) -> str:
    if event.status == "moved_online" or not (event.venue or event.place):
        return "OnlineEventAttendanceMode"
    return "MixedEventAttendanceMode" if event.online else "OfflineEventAttendanceMode"


def _locations(event: Event, venue: Venue | None, url: str) -> list[Thing]:
    """The venue and the stream; `url` stands for a stream that has no URL."""
    places = [_place(venue)] if venue and event.status != "moved_online" else []
    stream = event.online or ("" if places or event.is_place_open else url)
    return [*places, {"@type": "VirtualLocation", "url": stream}] if stream else places


def _place(venue: Venue) -> Thing:
    return {
        "@type": "Place",
        "name": venue.name,
        "url": venue.url,
        "address": {
            "@type": "PostalAddress",
            "streetAddress": venue.address,
            "postalCode": venue.postcode,
            "addressLocality": venue.city or venue.name,
        },
        "geo": {"@type": "GeoCoordinates", "latitude": venue.lat, "longitude": venue.lon}
        if venue.lat is not None and venue.lon is not None
        else None,
    }


def _offers(event: Event, site_data: SiteData) -> Thing | None:
    registration = event.registration
    if not registration or not registration.url:
        return None
    sign_up = site_data.edition.sign_ups[event.id]
    deadline = registration.deadline
    return {
        "@type": "Offer",
        "url": registration.url,
        "price": registration.price,
        "priceCurrency": "NOK" if registration.price is not None else None,
        "availability": f"{SCHEMA}/{AVAILABILITY[sign_up]}" if sign_up else None,
        "validThrough": stamp(deadline.close) if deadline else None,
    }


def series_thing(event: Event, site_data: SiteData) -> Thing:
    """The EventSeries; each of its dates is an Event on its own page."""
    dates = site_data.edition.dates[event.id]
    is_endless = bool(event.repeat and event.repeat.is_endless)
    return event_thing(event, site_data) | {
        "@type": "EventSeries",
        "startDate": machine(dates[0].start),
        "endDate": None if is_endless else machine(dates[-1].finish),
        "subEvent": [_id(occurrence, site_data) for occurrence in dates],
    }


def _id(event: Event, site_data: SiteData) -> Thing:
    return {"@id": f"{_url_of(event, site_data)}#event"}


def _super_event(event: Event, site_data: SiteData) -> Thing | None:
    """The series of an occurrence, or the event that this event is part of."""
    if isinstance(event, Occurrence):
        return _id(event.series, site_data)
    parent = site_data.edition.events.get(event.part_of or "")
    return _id(parent, site_data) if parent else None


def _url_of(event: Event, site_data: SiteData) -> str:
    return site_data.plan.root.url(site_data.plan.by_ref[event.ref])


def _absolute(href: str, root: Root) -> str:
    return root.url(href.removeprefix(root.path)) if href.startswith("/") else href
