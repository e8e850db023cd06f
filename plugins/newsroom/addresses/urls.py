"""Where single entries stand, and what an address is called from outside."""

from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import quote, urlsplit

from newsroom.contract.event import Event
from newsroom.contract.reserved import words
from newsroom.contract.review import Review
from newsroom.contract.slug import slugify

DOCUMENTS = "/dokumenter/"
# The name of a feed in each format beside its page, with its media type.
FEED_FILES = {"feed.xml": "application/atom+xml", "feed.json": "application/feed+json"}


@dataclass(frozen=True, slots=True)
class Root:
    """Where the site stands: `https://example.org`, with a path below it or not, or "" at home.

    An address is root-relative to the site ("/nyheter/"), never with the path of `siteurl`.
    """

    siteurl: str

    @property
    def path(self) -> str:
        return urlsplit(self.siteurl).path.rstrip("/")

    def link(self, address: str) -> str:
        """What a page of the site writes in `href`."""
        return quote(self.path + address, safe="/#%?=&;,:@+~!$'()*")

    def url(self, address: str) -> str:
        """What others write: absolute where the site knows its own address."""
        return quote(self.siteurl + address, safe="/#%?=&;,:@+~!$'()*")


def list_address(*steps: str | int, number: int = 1) -> str:
    """The address of a list, or of its page `number`."""
    page = (words("nb")["page"], number) if number > 1 else ()
    return "".join(f"/{step}" for step in (*steps, *page)) + "/"


def document_address(path: str) -> str:
    """Where documents/<path> is downloaded from: each folder and name made plain."""
    _, *folders, name = path.split("/")
    file = PurePosixPath(name)
    plain = [slugify(part) for part in (*folders, file.stem)]
    return DOCUMENTS + "/".join(plain) + file.suffix.lower()


def pdf_address(review: Review) -> str:
    """Where a letter that is also printed is downloaded from: `/aret/2023/arsbrev-2023.pdf`."""
    return f"{review.page_address}arsbrev-{review.year}.pdf"


def calendar_address(*steps: str) -> str:
    """Where a calendar to subscribe to stands: `/kalender/nettverk/batteri.ics`."""
    return "/kalender/" + "/".join(steps) + ".ics"


def event_calendar_address(event: Event) -> str:
    """Where the calendar of one event, of one date or of all a series' dates stands."""
    return f"{event.page_address}arrangement.ics"


def feed_addresses(page: str) -> dict[str, str]:
    """The feeds of the page at an address, with their media types, Atom first."""
    return {f"{page}{name}": media_type for name, media_type in FEED_FILES.items()}
