"""What a page says to search engines, as JSON-LD (schema.org)."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup

from newsroom.addresses.urls import Root
from newsroom.contract.article import Article
from newsroom.contract.event import Event, Occurrence
from newsroom.contract.image import Image
from newsroom.contract.people import Venue
from newsroom.contract.review import Review
from newsroom.contract.site import Site
from newsroom.parts.cards import summary
from newsroom.parts.figures import variants
from newsroom.parts.prose import opening
from newsroom.parts.shapes import Link
from newsroom.parts.site_data import SiteData
from newsroom.pictures.slots import SHARING
from newsroom.wording.dates import machine, stamp

Thing = Mapping[str, Any]
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
    """The things as one graph, safe within a script element: no `<` is left in it."""
    graph = {"@context": SCHEMA, "@graph": [_known(thing) for thing in things]}
    text = json.dumps(graph, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))


def _known(value: Any) -> Any:
    """The value without what is not known."""
    if isinstance(value, Mapping):
        return {key: _known(inner) for key, inner in value.items() if inner not in (None, "", [])}
    return [_known(inner) for inner in value] if isinstance(value, list) else value


def organisation(site: Site, root: Root) -> Thing:
    """The association."""
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
    """The site itself."""
    return {
        "@type": "WebSite",
        "@id": root.url("/#site"),
        "name": site.name,
        "url": root.url("/"),
        "inLanguage": "nb",
        "publisher": {"@id": root.url("/#organisation")},
    }


def breadcrumbs(crumbs: Iterable[Link], root: Root) -> Thing:
    """The way to the page."""
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
    """An article of news."""
    edition = site_data.edition
    event = edition.events.get(article.event or "")
    return _written(article, site_data) | {
        "@type": "NewsArticle",
        "description": summary(article, site_data),
        "inLanguage": article.lang,
        "articleSection": article.category,
        "keywords": list(article.tags),
        "about": {"@id": f"{_url_of(event, site_data)}#event"} if event else None,
    }


def letter_thing(review: Review, site_data: SiteData, description: str) -> Thing:
    """The letter of a year."""
    return _written(review, site_data) | {
        "@type": "Article",
        "description": description,
        "inLanguage": "nb",
        "temporalCoverage": str(review.year),
    }


def _written(entry: Article | Review, site_data: SiteData) -> Thing:
    """What is told of anything that somebody wrote and published."""
    root, edition = site_data.plan.root, site_data.edition
    site, person = edition.catalog.site, edition.person(entry.author)
    url = root.url(site_data.plan.by_ref[entry.ref])
    return {
        "@id": f"{url}#article",
        "mainEntityOfPage": url,
        "headline": entry.title,
        "datePublished": stamp(entry.due.instant),
        "dateModified": stamp(edition.changed[entry.ref]),
        "author": {"@type": "Person", "name": person.name, "jobTitle": person.role}
        if person
        else {"@type": "Organization", "name": entry.author or site.name},
        "publisher": organisation(site, root),
        "image": image(entry.image, site_data),
    }


def event_thing(event: Event, site_data: SiteData) -> Thing:
    """An event, with what has changed about it."""
    edition = site_data.edition
    site = edition.catalog.site
    url = _url_of(event, site_data)
    status = STATUS.get(event.status, "EventScheduled")
    return {
        "@type": "Event",
        "@id": f"{url}#event",
        "url": url,
        "name": event.title,
        "description": event.summary or opening(event, site_data),
        "inLanguage": event.lang,
        "startDate": machine(event.start),
        "endDate": machine(event.finish) if event.end else None,
        "previousStartDate": machine(event.previous_start) if event.previous_start else None,
        "eventStatus": f"{SCHEMA}/{status}",
        "eventAttendanceMode": f"{SCHEMA}/{_mode(event)}",
        "location": _locations(event, edition.venue(event), url),
        "offers": _offers(event, site_data),
        "organizer": {"@type": "Organization", "name": event.organiser}
        if event.organiser
        else organisation(site, site_data.plan.root),
        "performer": [_performer(name, site_data) for name in event.speakers],
        "image": image(event.image, site_data),
        "superEvent": _super(event, site_data),
        "subEvent": [_id(part, site_data) for part in edition.parts.get(event.id, ())],
        "maximumAttendeeCapacity": event.registration.capacity if event.registration else None,
    }


def image(shown: Image | None, site_data: SiteData) -> list[Thing]:
    """A picture, with who is to be named for it: in each shape there is for sharing, else whole."""
    found = variants(shown, site_data)
    if not shown or not found:
        return []
    slots = [slot for slot in SHARING if slot in found.by_slot] or ["figure"]
    return [
        {
            "@type": "ImageObject",
            "url": site_data.plan.root.url(found.address(copy)),
            "width": copy.width,
            "height": copy.height,
            "caption": shown.caption or shown.alt,
            "creditText": found.credit.line,
            "creator": {"@type": "Person", "name": found.credit.creator}
            if found.credit.creator
            else None,
            "copyrightNotice": found.credit.copyright,
        }
        for copy in (found.by_slot[slot][-1] for slot in slots)
    ]


def _mode(event: Event) -> str:
    if event.status == "moved_online" or not event.venue:
        return "OnlineEventAttendanceMode"
    return "MixedEventAttendanceMode" if event.online else "OfflineEventAttendanceMode"


def _locations(event: Event, venue: Venue | None, url: str) -> list[Thing]:
    """The room and the broadcast; what has moved online without saying where is found at `url`."""
    held_there = venue and event.status != "moved_online"
    address = event.online or ("" if held_there else url)
    online = {"@type": "VirtualLocation", "url": address} if address else None
    return [place for place in (_place(venue) if held_there else None, online) if place]


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


def _performer(name: str, site_data: SiteData) -> Thing:
    person = site_data.edition.person(name)
    if not person:
        return {"@type": "Person", "name": name}
    return {"@type": "Person", "name": person.name, "jobTitle": person.role}


def series_thing(event: Event, site_data: SiteData) -> Thing:
    """A series of events; each of its dates is an Event on a page of its own."""
    found = site_data.edition.dates[event.id]
    return event_thing(event, site_data) | {
        "@type": "EventSeries",
        "startDate": machine(found[0].start),
        "endDate": machine(found[-1].finish) if not event.repeat.is_endless else None,
        "subEvent": [_id(one, site_data) for one in found],
    }


def _id(event: Event, site_data: SiteData) -> Thing:
    return {"@id": f"{_url_of(event, site_data)}#event"}


def _super(event: Event, site_data: SiteData) -> Thing | None:
    """The series it is a date of, else the festival it is part of."""
    if isinstance(event, Occurrence):
        return _id(event.series, site_data)
    parent = site_data.edition.events.get(event.part_of or "")
    return _id(parent, site_data) if parent else None


def _url_of(event: Event, site_data: SiteData) -> str:
    return site_data.plan.root.url(site_data.plan.by_ref[event.ref])


def _absolute(href: str, root: Root) -> str:
    return root.url(href.removeprefix(root.path)) if href.startswith("/") else href
