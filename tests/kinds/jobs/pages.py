"""Makes the pages, the feed and the share cards of jobs from the plan."""

from jobs.model import Job
from jobs.views import JobsView, JobView
from newsroom.addresses.outputs import OutputFile, OutputPage
from newsroom.addresses.plan import Spot
from newsroom.parts.figures import figure, picture
from newsroom.parts.links import section
from newsroom.parts.prose import opening, prose
from newsroom.parts.shapes import Card, Fact, Link, Time
from newsroom.parts.share_cards import ShareCard, date_of, share_card
from newsroom.parts.site_data import SiteData
from newsroom.sharing.feed_items import Feed, FeedItem
from newsroom.sharing.feeds import feed_bytes
from newsroom.sharing.head import head
from newsroom.sharing.jsonld import Thing, image
from newsroom.wording import dates
from newsroom.wording.texts import mark_text


def pages(site_data: SiteData) -> list[OutputPage]:
    """The list, and a page for each job."""
    lists = site_data.plan.of_kind("jobs")
    made = [OutputPage(spot.address, "jobs.html", jobs_view, (spot,)) for spot in lists]
    for spot in site_data.plan.of_kind("job"):
        job = spot.entry(Job)
        changed, is_public = site_data.edition.changed[job.ref], not site_data.edition.mark(job)
        made.append(OutputPage(spot.address, "job.html", job_view, (spot,), changed, is_public))
    return made


def feeds(site_data: SiteData) -> list[OutputFile]:
    """The feeds of the vacant jobs."""
    spots = site_data.plan.of_kind("jobs-feed")
    return [OutputFile(spot.address, jobs_feed, (spot,)) for spot in spots]


def jobs_view(spot: Spot, site_data: SiteData) -> JobsView:
    """The vacant jobs, with the nearest deadline first."""
    title = "Ledige stillinger"
    return JobsView(
        head=head(spot, site_data, title),
        title=title,
        cards=tuple(_card(job, site_data) for job in spot.entries(Job)),
        feed=Link(text="Nyhetsstrøm", href=site_data.plan.link("/stillinger/feed.xml")),
    )


def job_view(spot: Spot, site_data: SiteData) -> JobView:
    """A job with its employer and its deadline."""
    job = spot.entry(Job)
    return JobView(
        head=head(
            spot,
            site_data,
            job.title,
            description=_summary(job, site_data),
            entry=job,
            above=section("jobs", site_data),
            things=[job_posting(job, site_data)],
            picture=job_card(job, site_data) or job.image,
        ),
        title=job.title,
        facts=(
            Fact(label="Arbeidsgiver", text=job.employer),
            Fact(
                label="Søknadsfrist",
                text=dates.day(job.deadline.day, "nb"),
                machine=dates.machine(job.deadline),
            ),
        ),
        figure=figure(job.image, job, site_data),
        body=prose(job, site_data),
    )


def jobs_feed(spot: Spot, site_data: SiteData) -> bytes:
    """The bytes of the feed at this address, in Atom or JSON Feed."""
    items = [_item(job, site_data) for job in spot.entries(Job)]
    return feed_bytes(Feed(spot.address, "Ledige stillinger", tuple(items)), site_data)


def job_card(job: Job, site_data: SiteData) -> ShareCard | None:
    """The share card of a job: deadline, title and employer."""
    return share_card(site_data, *date_of(job.deadline, "nb"), job.title, job.employer)


def job_posting(job: Job, site_data: SiteData) -> Thing:
    """A job for search engines (schema.org/JobPosting)."""
    return {
        "@type": "JobPosting",
        "url": site_data.plan.root.url(job.page_address),
        "title": job.title,
        "description": str(prose(job, site_data, is_absolute=True)),
        "datePosted": dates.machine(job.date),
        "validThrough": dates.stamp(job.deadline.close),
        "hiringOrganization": {"@type": "Organization", "name": job.employer},
        "image": image(job.image, job, site_data),
    }


def _summary(job: Job, site_data: SiteData) -> str:
    return opening(job, site_data) or job.employer


def _card(job: Job, site_data: SiteData) -> Card:
    return Card(
        href=site_data.plan.link_to(job),
        title=job.title,
        summary=job.employer,
        date=Time(text=dates.day(job.deadline.day, "nb"), machine=dates.machine(job.deadline)),
        picture=picture(job.image, site_data, "card"),
        mark=mark_text(site_data.edition.mark(job), "nb"),
    )


def _item(job: Job, site_data: SiteData) -> FeedItem:
    return FeedItem(
        first=job.aliases[0] if job.aliases else job.page_address,
        address=job.page_address,
        title=job.title,
        updated=site_data.edition.changed[job.ref],
        published=job.due.instant,
        authors=(job.employer,),
        terms=(),
        summary=_summary(job, site_data),
        content=str(prose(job, site_data, is_absolute=True)),
        lang="nb",
    )
