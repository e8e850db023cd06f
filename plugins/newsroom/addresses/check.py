"""Faults that only the whole plan shows: two entries at one address, links that lead nowhere."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import PurePosixPath

from newsroom.addresses.documents import printed
from newsroom.addresses.plan import Plan
from newsroom.addresses.urls import DOCUMENTS, document_address
from newsroom.contract.body import PAGE_ANCHORS, Target
from newsroom.contract.catalog import Catalog
from newsroom.contract.entry import Entry, aliases_of
from newsroom.contract.event import Event
from newsroom.contract.ledger import LIST, owner_of
from newsroom.contract.page import Page
from newsroom.contract.problems import Report
from newsroom.contract.reserved import RESERVED, Word, words
from newsroom.contract.review import Review
from newsroom.contract.site import Site
from newsroom.contract.slug import slugify
from newsroom.contract.source import Source, Where

CLOSE = 0.75
WORD = words("nb")
KEYED: tuple[Word, ...] = ("events", "people", "venues", "networks")


def check_addresses(catalog: Catalog, report: Report) -> None:
    """Every entry's address is its own and can be read; drafts' too."""
    taken: dict[str, Entry] = {}
    for entry in catalog.writers():
        _check_slug(entry, report)
        other = taken.setdefault(entry.page_address, entry)
        if other.ref != entry.ref:
            where = ("year",) if isinstance(entry, Review) else ("slug",)
            line = other.source.place(where)[0]
            values = {"address": entry.page_address, "other": f"{other.source.path}:{line}"}
            report.add(entry.source, where, "address-taken", values)
    _check_documents(catalog, report)


def _check_documents(catalog: Catalog, report: Report) -> None:
    taken: dict[str, str] = {}
    for path in sorted(path for path in catalog.media if path.startswith("documents/")):
        other = taken.setdefault(document_address(path), path)
        if other != path:
            values = {"address": document_address(path), "other": other}
            report.add(Source(path), (), "address-taken", values)


def _check_slug(entry: Entry, report: Report) -> None:
    if "slug" not in type(entry).model_fields:
        return
    slug = entry.permalink
    where = ("id",) if isinstance(entry, Event) and not entry.slug else ("slug",)
    if not slug or slug.replace("-", "").isdigit():
        report.add(entry.source, where, "slug-digits", {"value": slug})
    elif isinstance(entry, Page) and slug in RESERVED:
        report.add(entry.source, where, "slug-reserved", {"value": slug})


def check_links(catalog: Catalog, plan: Plan, preview_plan: Plan, report: Report) -> None:
    """Every link of every text and field leads to something that is there for its readers.

    `wide` is the plan with drafts and future entries: what they link to may be as unpublished.
    """
    for entry in catalog.everything():
        near = plan if entry.ref in plan.by_ref or isinstance(entry, Site) else preview_plan
        for target, source, where in _targets(entry, catalog):
            code = _fault(target, catalog, near)
            if code == "link-broken" and _comes_and_goes(target, preview_plan, catalog):
                continue
            if code:
                report.add(source, where, *_told(code, target, catalog, preview_plan))


def _told(
    code: str, target: Target, catalog: Catalog, preview_plan: Plan
) -> tuple[str, Mapping[str, str]]:
    """What to say of a link, and what was probably meant by it."""
    values = {"link": target.written, "fragment": target.fragment}
    if code == "anchor-broken":
        return code, {**values, "suggestion": _nearest_anchor(target, catalog, preview_plan)}
    if not _fault(target, catalog, preview_plan):
        return "link-unpublished", values
    return code, {**values, "suggestion": _nearest_page(target, catalog, preview_plan)}


def _comes_and_goes(target: Target, preview_plan: Plan, catalog: Catalog) -> bool:
    """Whether only time takes off what was published: an emptied list, or an older NOW.

    A list leads on to its parent; what somebody has made a draft again is a fault.
    """
    address = preview_plan.by_ref.get(target.name, target.name.partition("?")[0])
    owners, spot = catalog.ledger.owners.get(address), preview_plan.spots.get(address)
    return owners == LIST or bool(owners and spot and not all(item.is_draft for item in spot.items))


def _targets(entry: Entry, catalog: Catalog) -> Iterator[tuple[Target, Source, Where]]:
    body = catalog.bodies.get(entry.ref)
    for target in body.targets if body else ():
        yield target, entry.source.at_line(target.line), ()
    for where, link in entry.field_links():
        address, _, fragment = link.partition("#")
        said = Target("address", address, 0, written=link, fragment=fragment)
        if link.startswith("/"):
            yield said, entry.source, where


def _fault(target: Target, catalog: Catalog, plan: Plan) -> str | None:
    if target.kind == "entry":
        if target.name in catalog.broken or _file_is_broken(target.name, catalog):
            return None
        return _landing(target, plan.by_ref.get(target.name), target.name, catalog)
    if target.kind == "address":
        address = target.name.partition("?")[0]
        known = address in plan.spots or _is_download(address, catalog, plan)
        if not known and _may_be_broken(address, catalog):
            return None
        return _landing(target, address if known else None, _ref(target, plan), catalog)
    return None


def _landing(target: Target, address: str | None, ref: str, catalog: Catalog) -> str | None:
    """The code of what is wrong with where a link lands."""
    if address is None:
        return "link-broken"
    body = catalog.bodies.get(ref)
    anchors = PAGE_ANCHORS | (body.anchors if body else frozenset())
    return "anchor-broken" if target.fragment and target.fragment not in anchors else None


def _file_is_broken(ref: str, catalog: Catalog) -> bool:
    return ref.startswith("event:") and not catalog.is_whole("events")


def _may_be_broken(address: str, catalog: Catalog) -> bool:
    """Whether an address could be that of something with faults of its own, told already."""
    if not catalog.broken:
        return False
    names = {slugify(PurePosixPath(ref).stem) for ref in catalog.broken}
    in_doubt = (f"/{WORD[kind]}/" for kind in KEYED if not catalog.is_whole(kind))
    return address.strip("/").rpartition("/")[2] in names or address.startswith(tuple(in_doubt))


def _is_download(address: str, catalog: Catalog, plan: Plan) -> bool:
    """Whether it is a document, or a letter that is printed."""
    if address.startswith(DOCUMENTS):
        papers = (path for path in catalog.media if path.startswith("documents/"))
        return address in map(document_address, papers)
    return address in printed(catalog, plan)


def _nearest_anchor(target: Target, catalog: Catalog, plan: Plan) -> str:
    """Another heading of the page."""
    body = catalog.bodies.get(_ref(target, plan))
    found = _nearest(target.fragment, sorted(body.anchors) if body else ())
    return f"#{found}" if found else ""


def _nearest_page(target: Target, catalog: Catalog, plan: Plan) -> str:
    """Where it is now when it was published, else another page of nearly that name."""
    if target.name in catalog.ledger.owners:
        return _new_home(target.name, catalog, plan)
    found = _nearest(target.name, plan.by_ref if target.kind == "entry" else plan.spots)
    # An address can be pasted anywhere; a path depends on where the text stands.
    return found if ":" in found else plan.by_ref.get(found, found)


def _nearest(wanted: str, known: Iterable[str]) -> str:
    return next(iter(get_close_matches(wanted, list(known), n=1, cutoff=CLOSE)), "")


def _new_home(address: str, catalog: Catalog, plan: Plan) -> str:
    """Where what was published at an address is now; "" when nobody has said: none is like it."""
    owners = catalog.ledger.owners[address]
    for entry in catalog.entries():
        if owner_of(entry) == owners or address in aliases_of(entry):
            return plan.by_ref.get(entry.ref, "")
    return ""


def _ref(target: Target, plan: Plan) -> str:
    """The entry that a target is the page of; "" when it is a list."""
    if target.kind == "entry":
        return target.name
    spot = plan.spots.get(target.name.partition("?")[0])
    return spot.page_of.ref if spot and spot.page_of else ""
