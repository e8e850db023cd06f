"""The persons and the links to other sites in JSON-LD (schema.org)."""

from collections.abc import Iterable
from typing import Any

from newsroom.contract.edition import Edition
from newsroom.contract.event import Event
from newsroom.contract.people import Person, WebLink
from newsroom.parts.site_data import SiteData

Thing = dict[str, Any]  # a JSON-LD object; values of None, "" and [] are left out
RESOURCES = {
    "": "WebPage",
    "slides": "PresentationDigitalDocument",
    "video": "VideoObject",
    "stream": "VideoObject",
    "code": "SoftwareSourceCode",
    "article": "Article",
}


def person_thing(person: Person) -> Thing:
    """The Person."""
    links = [link.url for link in person.links]
    return {"@type": "Person", "name": person.name, "jobTitle": person.role, "sameAs": links}


def author_thing(name: str, site_data: SiteData) -> Thing:
    """A person with an entry; without one the name may be that of an organisation."""
    person = site_data.edition.person(name)
    return person_thing(person) if person else {"@type": "Organization", "name": name}


def contact_thing(event: Event, edition: Edition) -> Thing | None:
    """The ContactPoint of an event; None without a contact."""
    person = edition.person(event.contact)
    name, email = (person.name, person.email) if person else (event.contact, None)
    return {"@type": "ContactPoint", "name": name, "email": email} if name else None


def resource_things(links: Iterable[WebLink]) -> list[Thing]:
    """The slides, videos and articles about something, on other sites."""
    return [
        {"@type": RESOURCES[link.kind or ""], "name": link.title, "url": link.url} for link in links
    ]
