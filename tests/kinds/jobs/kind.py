"""Job postings as a kind of content."""

from collections.abc import Iterator

from jobs.model import Job
from jobs.pages import job_card
from newsroom.addresses.plan import Spot, entry_spots
from newsroom.addresses.urls import feed_addresses
from newsroom.content_kinds import ContentKind, Scaffold
from newsroom.contract.edition import Edition


def spots(edition: Edition, _per_page: int) -> Iterator[Spot]:
    """The list of vacant jobs, its feeds, and a page for each job, also when it has expired."""
    vacant = edition.current(Job)
    yield Spot(
        "/stillinger/", "jobs", vacant, "jobs", section="Ledige stillinger", in_menu=bool(vacant)
    )
    yield from (Spot(feed, "jobs-feed", vacant) for feed in feed_addresses("/stillinger/"))
    yield from entry_spots(edition.catalog.of(Job), "job")


JOB = ContentKind(
    model=Job,
    counted={"nb": ("stilling", "stillinger"), "en": ("job", "jobs")},
    spots=spots,
    share_card=job_card,
    scaffold=Scaffold(
        model=Job,
        word="stilling",
        path="jobs/{slug}.md",
        needed=("title", "employer", "date", "deadline"),
    ),
)
