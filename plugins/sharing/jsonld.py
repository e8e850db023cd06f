"""What a page says to search engines, as JSON-LD (schema.org)."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup

from plugins.addresses.urls import Root
from plugins.contract.article import Article
from plugins.contract.event import Event, Occurrence
from plugins.contract.image import Image
from plugins.contract.people import Venue
from plugins.contract.review import Review
from plugins.contract.site import Site
from plugins.parts.cards import summary
from plugins.parts.figures import variants
from plugins.parts.material import Material
from plugins.parts.prose import opening
from plugins.parts.shapes import Link
from plugins.pictures.slots import SHARING
from plugins.wording.dates import machine, stamp

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


def news_article(article: Article, material: Material) -> Thing:
    """An article of news."""
    edition = material.edition
    event = edition.events.get(article.event or "")
    return _written(article, material) | {
        "@type": "NewsArticle",
        "description": summary(article, material),
        "inLanguage": article.lang,
        "articleSection": article.category,
        "keywords": list(article.tags),
        "about": {"@id": f"{_url_of(event, material)}#event"} if event else None,
    }


def letter_thing(review: Review, material: Material, description: str) -> Thing:
    """The letter of a year."""
    return _written(review, material) | {
        "@type": "Article",
        "description": description,
        "inLanguage": "nb",
        "temporalCoverage": str(review.year),
    }


def _written(entry: Article | Review, material: Material) -> Thing:
    """What is told of anything that somebody wrote and published."""
    root, edition = material.plan.root, material.edition
    site, person = edition.catalog.site, edition.person(entry.author)
    url = root.url(material.plan.by_ref[entry.ref])
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
        "image": image(entry.image, material),
    }


def event_thing(event: Event, material: Material) -> Thing:
    """An event, with what has changed about it."""
    edition = material.edition
    site = edition.catalog.site
    url = _url_of(event, material)
    status = STATUS.get(event.status, "EventScheduled")
    return {
        "@type": "Event",
        "@id": f"{url}#event",
        "url": url,
        "name": event.title,
        "description": event.summary or opening(event, material),
        "inLanguage": event.lang,
        "startDate": machine(event.start),
        "endDate": machine(event.finish) if event.end else None,
        "previousStartDate": machine(event.previous_start) if event.previous_start else None,
        "eventStatus": f"{SCHEMA}/{status}",
        "eventAttendanceMode": f"{SCHEMA}/{_mode(event)}",
        "location": _locations(event, edition.venue(event), url),
        "offers": _offers(event, material),
        "organizer": {"@type": "Organization", "name": event.organiser}
        if event.organiser
        else organisation(site, material.plan.root),
        "performer": [_performer(name, material) for name in event.speakers],
        "image": image(event.image, material),
        "superEvent": _super(event, material),
        "subEvent": [_id(part, material) for part in edition.parts.get(event.id, ())],
        "maximumAttendeeCapacity": event.registration.capacity if event.registration else None,
    }


def image(shown: Image | None, material: Material) -> list[Thing]:
    """A picture, with who is to be named for it: in each shape there is for sharing, else whole."""
    found = variants(shown, material)
    if not shown or not found:
        return []
    slots = [slot for slot in SHARING if slot in found.by_slot] or ["figure"]
    return [
        {
            "@type": "ImageObject",
            "url": material.plan.root.url(found.address(copy)),
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


def _offers(event: Event, material: Material) -> Thing | None:
    registration = event.registration
    if not registration or not registration.url:
        return None
    sign_up = material.edition.sign_ups[event.id]
    deadline = registration.deadline
    return {
        "@type": "Offer",
        "url": registration.url,
        "price": registration.price,
        "priceCurrency": "NOK" if registration.price is not None else None,
        "availability": f"{SCHEMA}/{AVAILABILITY[sign_up]}" if sign_up else None,
        "validThrough": stamp(deadline.close) if deadline else None,
    }


def _performer(name: str, material: Material) -> Thing:
    person = material.edition.person(name)
    if not person:
        return {"@type": "Person", "name": name}
    return {"@type": "Person", "name": person.name, "jobTitle": person.role}


def series_thing(event: Event, material: Material) -> Thing:
    """A series of events; each of its dates is an Event on a page of its own."""
    found = material.edition.dates[event.id]
    return event_thing(event, material) | {
        "@type": "EventSeries",
        "startDate": machine(found[0].start),
        "endDate": machine(found[-1].finish) if not event.repeat.is_endless else None,
        "subEvent": [_id(one, material) for one in found],
    }


def _id(event: Event, material: Material) -> Thing:
    return {"@id": f"{_url_of(event, material)}#event"}


def _super(event: Event, material: Material) -> Thing | None:
    """The series it is a date of, else the festival it is part of."""
    if isinstance(event, Occurrence):
        return _id(event.series, material)
    parent = material.edition.events.get(event.part_of or "")
    return _id(parent, material) if parent else None


def _url_of(event: Event, material: Material) -> str:
    return material.plan.root.url(material.plan.by_ref[event.ref])


def _absolute(href: str, root: Root) -> str:
    return root.url(href.removeprefix(root.path)) if href.startswith("/") else href
