"""The lines that tell how to come to a venue: the address, the map, the way and the access."""

from collections.abc import Iterator
from urllib.parse import quote_plus

from markupsafe import Markup

from newsroom.contract.people import Venue
from newsroom.parts.prose import inline
from newsroom.parts.shapes import Fact
from newsroom.parts.site_data import SiteData
from newsroom.wording.texts import our_texts

MAP = "https://www.openstreetmap.org"


def directions(
    venue: Venue, site_data: SiteData, lang: str = "", *, access: str = ""
) -> Iterator[Fact]:
    """What is known of the way to a venue; `access` is HTML that follows its own access."""
    t, other = our_texts(lang or site_data.lang), venue.lang_on(lang or site_data.lang)
    if venue.address or venue.postcode:
        lines = (venue.address, venue.town)
        yield Fact(label=t("Adresse"), text=", ".join(line for line in lines if line))
    if url := _map_url(venue):
        yield Fact(label=t("Kart"), text=t("Vis på kart"), href=url)
    if venue.directions:
        yield Fact(
            label=t("Finn fram"), text=inline(venue.directions, venue, site_data), lang=other
        )
    if venue.accessibility or access:
        own = inline(venue.accessibility, venue, site_data)
        if own and access and other:
            yield Fact(label=t("Tilgjengelighet"), text=own, lang=other)
            own = Markup()
        text = Markup(" ").join(part for part in (own, access) if part)
        yield Fact(label=t("Tilgjengelighet"), text=text, lang=other if own else "")


def _map_url(venue: Venue) -> str:
    """The place on OpenStreetMap: by its degrees, else by its address; "" when neither is known."""
    if venue.lat is not None and venue.lon is not None:
        return f"{MAP}/?mlat={venue.lat}&mlon={venue.lon}#map=17/{venue.lat}/{venue.lon}"
    query = quote_plus(f"{venue.address}, {venue.town}")
    return f"{MAP}/search?query={query}" if venue.address else ""
