"""Makes the JSON-LD of events and series (schema.org)."""

from newsroom.contract.event import Event, Occurrence
from newsroom.contract.people import Person, Venue
from newsroom.parts.prose import summary
from newsroom.parts.site_data import SiteData
from newsroom.sharing.jsonld import (
    SCHEMA,
    Thing,
    event_id,
    image,
    named_series_thing,
    organisation,
    person_thing,
    resource_things,
    url_of,
)
from newsroom.wording.dates import machine, stamp
from newsroom.wording.texts import series_text

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


def event_thing(event: Event, site_data: SiteData) -> Thing:
    """The Event, with its status and its attendance mode."""
    edition, url = site_data.edition, url_of(event, site_data)
    programme_links = (link for item in event.programme for link in item.links)
    people = (edition.person(name) or Person(name=name) for name in event.speakers)
    return {
        "@type": "Event",
        "@id": f"{url}#event",
        "url": url,
        "name": event.title,
        "alternateName": series_text(event.named_series, event.site_lang),
        "description": summary(event, site_data),
        "inLanguage": event.lang,
        "keywords": event.type,
        **_times(event),
        "eventAttendanceMode": _mode(event),
        "location": _locations(event, edition.venue(event), url),
        "offers": _offers(event, site_data),
        "organizer": _organiser(event, site_data),
        "performer": [person_thing(person) for person in people],
        "image": image(event.image, event, site_data),
        "subjectOf": resource_things((*event.links, *programme_links)),
        "superEvent": _super_event(event, site_data),
        "subEvent": [event_id(part, site_data) for part in edition.parts.get(event.id, ())],
        "maximumAttendeeCapacity": event.registration.capacity if event.registration else None,
    }


def series_thing(event: Event, site_data: SiteData) -> Thing:
    """The EventSeries; each of its dates is an Event on its own page."""
    dates = site_data.edition.dates[event.id]
    is_endless = bool(event.repeat and event.repeat.is_endless)
    return event_thing(event, site_data) | {
        "@type": "EventSeries",
        "startDate": machine(dates[0].start),
        "endDate": None if is_endless else machine(dates[-1].finish),
        "subEvent": [event_id(occurrence, site_data) for occurrence in dates],
    }


def _times(event: Event) -> Thing:
    previous = event.previous_start
    return {
        "startDate": machine(event.start),
        "endDate": machine(event.finish) if event.end else None,
        "previousStartDate": machine(previous) if previous else None,
        "eventStatus": f"{SCHEMA}/{STATUS.get(event.status, 'EventScheduled')}",
    }


def _mode(event: Event) -> str | None:
    """Where people take part; None while that is not settled."""
    if event.status == "moved_online" or not (event.venue or event.place):
        return f"{SCHEMA}/OnlineEventAttendanceMode"
    offline = f"{SCHEMA}/OfflineEventAttendanceMode" if event.venue else None
    return f"{SCHEMA}/MixedEventAttendanceMode" if event.online else offline


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


def _organiser(event: Event, site_data: SiteData) -> Thing:
    """The organiser with a ContactPoint; the publisher of the site when none is written."""
    edition = site_data.edition
    organiser = organisation(site_data)
    if event.organiser:
        organiser = {"@type": "Organization", "name": event.organiser}
    person = edition.person(event.contact)
    name, email = (person.name, person.email) if person else (event.contact, None)
    contact = {"@type": "ContactPoint", "name": name, "email": email} if name else None
    return organiser | {"contactPoint": contact}


def _super_event(event: Event, site_data: SiteData) -> Thing | list[Thing] | None:
    """The series of an occurrence, or the event that it is part of; and its named series."""
    parent = site_data.edition.events.get(event.part_of or "")
    over = event.series if isinstance(event, Occurrence) else parent
    thing = event_id(over, site_data) if over else None
    named = named_series_thing(event.named_series, "EventSeries")
    return [thing, named] if thing and named else thing or named
