"""Builds addresses, and the links and URLs to them."""

from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import quote, urlsplit

from newsroom.contract.entry import Entry
from newsroom.contract.event import Event
from newsroom.contract.people import Network, Person, Venue
from newsroom.contract.reserved import Home, Word
from newsroom.contract.review import Review
from newsroom.contract.slug import slugify

DOCUMENTS = "/dokumenter/"
# The name of a feed in each format beside its page, with its media type.
FEED_FILES = {"feed.xml": "application/atom+xml", "feed.json": "application/feed+json"}


@dataclass(frozen=True, slots=True)
class Root:
    """The root URL of the site (SITEURL), with or without a path; "" when it is not known.

    An address is relative to the root of the site ("/nyheter/"), without the path of `siteurl`.
    """

    siteurl: str

    @property
    def path(self) -> str:
        return urlsplit(self.siteurl).path.rstrip("/")

    def link(self, address: str) -> str:
        """The `href` of an address, in a page of the site."""
        return quote(self.path + address, safe="/#%?=&;,:@+~!$'()*")

    def href(self, path_or_url: str) -> str:
        """The `href` of an address of the site, or of a URL elsewhere."""
        return self.link(path_or_url) if path_or_url.startswith("/") else path_or_url

    def url(self, address: str) -> str:
        """The URL of an address, for use outside the site: absolute when SITEURL is known."""
        return quote(self.siteurl + address, safe="/#%?=&;,:@+~!$'()*")


def page_number(home: Home, first: str, number: int) -> str:
    """The address of page `number` of the list that begins at `first`."""
    return f"{first}{home.words['page']}/{number}/" if number > 1 else first


def document_address(path: str) -> str:
    """The address of documents/<path>: the slug of each folder and of the name."""
    _, *folders, name = path.split("/")
    file = PurePosixPath(name)
    slugs = [slugify(part) for part in (*folders, file.stem)]
    return DOCUMENTS + "/".join(slugs) + file.suffix.lower()


def pdf_address(review: Review) -> str:
    """The address of the PDF of an annual letter: `/aret/2023/arsbrev-2023.pdf`."""
    return f"{review.page_address}{review.home.words['letter_file']}-{review.year}.pdf"


def proof_address(review: Review, figure: str = "") -> str:
    """The address of the proofs of a year, or of that of a figure: `/aret/2023/tall/medlemmer/`."""
    return f"{review.page_address}{review.home.words['numbers']}/{figure and f'{figure}/'}"


def calendar_address(home: Home, *steps: str) -> str:
    """The address of a calendar to subscribe to: `/kalender/nettverk/batteri.ics`."""
    return home.list("calendars", *steps).removesuffix("/") + ".ics"


def calendar_of(entry: Entry) -> str:
    """The address of the calendar of a network, a venue or a speaker."""
    words: dict[type[Entry], Word] = {Network: "network", Venue: "venue", Person: "person"}
    return calendar_address(entry.home, entry.home.words[words[type(entry)]], entry.key)


def event_calendar_address(event: Event) -> str:
    """The address of the calendar file of one event, one occurrence or one series."""
    return f"{event.page_address}{event.home.words['event_file']}.ics"


def feed_addresses(page: str) -> dict[str, str]:
    """The feeds of the page at an address, with their media types, Atom first."""
    return {f"{page}{name}": media_type for name, media_type in FEED_FILES.items()}
