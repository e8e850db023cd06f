"""Advises about values that are accepted, although another form is better."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from newsroom.contract.catalog import Catalog
from newsroom.contract.entry import Entry
from newsroom.contract.fields import WebAddress
from newsroom.contract.moment import Moment
from newsroom.contract.problems import Report
from newsroom.contract.source import Source, Where

# Sites that answer over https under the same address. No address is ever tried.
WELL_KNOWN = frozenset({
    "altinn.no", "brreg.no", "digdir.no", "dn.no", "europa.eu", "facebook.com", "github.com",
    "google.com", "instagram.com", "linkedin.com", "lovdata.no", "meetup.com", "microsoft.com",
    "nav.no", "nrk.no", "ntnu.no", "regjeringen.no", "ssb.no", "stortinget.no", "uio.no",
    "vimeo.com", "wikipedia.org", "youtu.be", "youtube.com", "zoom.us",
})  # fmt: skip


def check_offsets(entry: Entry, report: Report) -> None:
    """Report each time that was written with an offset, and what it is in Norway."""
    for where, moment in entry.parts(Moment):
        if moment.written:
            values = {"value": moment.written, "moment": moment}
            report.add(entry.source, where, "date-converted", values, "advice")


def check_http(catalog: Catalog, report: Report) -> None:
    """Report links with http: to the site itself and to well-known sites."""
    hosts = WELL_KNOWN | {catalog.site.domain}
    for entry in catalog.everything():
        for source, where, link in _links(entry, catalog):
            if link.startswith("http://") and _is_of(link, hosts):
                values = {"value": link, "mend": link.replace("http:", "https:", 1)}
                report.add(source, where, "link-http", values, "advice")


def _links(entry: Entry, catalog: Catalog) -> Iterator[tuple[Source, Where, str]]:
    """The links of its fields and of its text, each with its place."""
    for where, link in entry.parts(WebAddress):
        yield entry.source, where, link
    body = catalog.bodies.get(entry.ref)
    for target in body.of_kind("external") if body else ():
        yield entry.source.at_line(target.line), (), target.written


def _is_of(link: str, hosts: frozenset[str]) -> bool:
    """Whether a link leads to one of the hosts, or to a host below it."""
    names = (urlsplit(link).hostname or "").split(".")
    return any(".".join(names[at:]) in hosts for at in range(len(names)))
