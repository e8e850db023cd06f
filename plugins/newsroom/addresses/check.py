"""Finds entries with the same address, and broken links."""

from collections.abc import Iterator, Mapping, Set
from itertools import chain
from pathlib import PurePosixPath

from newsroom.addresses.documents import pdf_letters
from newsroom.addresses.plan import Plan
from newsroom.addresses.urls import DOCUMENTS, document_address
from newsroom.contract.body import NO_BODY, PAGE_ANCHORS, Target
from newsroom.contract.catalog import LIST, Catalog, owner_of
from newsroom.contract.entry import Entry, aliases_of
from newsroom.contract.event import Event
from newsroom.contract.page import Page
from newsroom.contract.problems import NOWHERE, Report, Source, Where
from newsroom.contract.reserved import Word, reserved
from newsroom.contract.review import Review
from newsroom.contract.site import Site
from newsroom.contract.slug import nearest_name, path_meant, slugify

# How similar a suggestion must be (difflib, 0–1).
SIMILARITY = 0.75
KEYED: tuple[Word, ...] = ("events", "people", "venues", "networks", "members")


def check_addresses(catalog: Catalog, report: Report) -> None:
    """Report addresses that two entries share, and slugs that are not allowed; also of drafts."""
    taken: dict[str, Entry] = {}
    for entry in chain.from_iterable(_in_each(one, catalog) for one in catalog.entries()):
        _check_slug(entry, report)
        if not entry.page_address:
            continue
        other = taken.setdefault(entry.page_address, entry)
        if other.ref != entry.ref:
            where = ("year",) if isinstance(entry, Review) else ("slug",)
            line = other.source.place(where)[0]
            values = {"address": entry.page_address, "other": f"{other.source.path}:{line}"}
            report.add(entry.source, where, "address-taken", values)
    _check_documents(catalog, report)


def _in_each(entry: Entry, catalog: Catalog) -> Iterator[Entry]:
    """The entry, and its translations into the languages of the site."""
    yield entry
    yield from filter(None, map(entry.translated, catalog.site.languages))


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
    elif _is_reserved(entry):
        report.add(entry.source, where, "slug-reserved", {"value": slug})


def _is_reserved(entry: Entry) -> bool:
    return isinstance(entry, Page) and entry.permalink in reserved(entry.home)


def check_lists(preview_plan: Plan, report: Report) -> None:
    """Report lists that share an address with an entry or with another list."""
    pages = [s[0].address for s in preview_plan.clashes if all(spot.page_of for spot in s)]
    for spots in preview_plan.clashes:
        if spots[0].address.startswith(tuple(pages)):
            continue  # a file of two entries that have the same address, as reported
        lists = [spot.section or spot.name or spot.kind for spot in spots if not spot.page_of]
        entries = [spot.page_of for spot in spots if spot.page_of]
        values = {"address": spots[0].address, "list": lists[0] if lists else ""}
        if not entries:
            report.add(NOWHERE, (), "lists-at-address", {**values, "other": lists[1]})
        elif lists and not _is_reserved(entries[0]):
            report.add(entries[0].source, ("slug",), "address-of-list", values)


def check_links(
    catalog: Catalog, plan: Plan, preview_plan: Plan, unpublished: Set[str], report: Report
) -> None:
    """Report every link in texts and fields that has no target for its readers.

    `preview_plan` also has drafts and future entries: an unpublished entry may link to others.
    `unpublished` has the refs of drafts and future entries in `plan`; only the preview has any. A
    link to one from a public entry is advice, with the ref as its value `target`.
    """
    for entry in catalog.everything():
        is_published = entry.ref in plan.by_ref and entry.ref not in unpublished
        is_public = is_published or isinstance(entry, Site)
        for target, source, where in _targets(entry, catalog):
            code = _fault(target, catalog, plan if is_public else preview_plan)
            is_hidden = not code and is_public and _ref(target, plan) in unpublished
            is_missing = is_hidden or code == "link-broken"
            if is_missing and _was_published(target, preview_plan, catalog):
                continue
            if is_hidden:
                values = {"link": target.written, "target": _ref(target, plan)}
                report.add(source, where, "link-unpublished", values, "advice")
            elif code:
                report.add(source, where, *_problem(code, target, catalog, preview_plan))


def _problem(
    code: str, target: Target, catalog: Catalog, preview_plan: Plan
) -> tuple[str, Mapping[str, str]]:
    """The code and the values of the problem with a link, with a suggestion where there is one."""
    values = {"link": target.written, "fragment": target.fragment}
    if code == "anchor-broken":
        return code, {**values, "suggestion": _nearest_anchor(target, catalog, preview_plan)}
    if not _fault(target, catalog, preview_plan):
        return "link-unpublished", values
    path, sign, fragment = target.written.partition("#")
    meant, is_sure = path_meant(path, preview_plan.by_ref)
    if target.kind == "entry" and meant:
        values["suggestion"] = preview_plan.by_ref[meant] + sign + fragment
        return code, values | ({"exact": meant} if is_sure else {})
    return code, {**values, "suggestion": _nearest_page(target, catalog, preview_plan)}


def _was_published(target: Target, preview_plan: Plan, catalog: Catalog) -> bool:
    """Whether a published target is missing only because of the date: an empty list, an older NOW.

    The address of an empty list redirects. A published entry that is a draft again is a fault.
    """
    address = preview_plan.by_ref.get(target.name, target.name.partition("?")[0])
    owner, spot = catalog.ledger.owners.get(address), preview_plan.spots.get(address)
    return owner == LIST or bool(owner and spot and not all(item.is_draft for item in spot.items))


def _targets(entry: Entry, catalog: Catalog) -> Iterator[tuple[Target, Source, Where]]:
    for target in catalog.body_with_translations(entry).targets:
        yield target, entry.source.at_line(target.line, target.column), ()
    for where, link in entry.field_links():
        address, _, fragment = link.partition("#")
        if link.startswith("/"):
            target = Target("address", address, 0, written=link, fragment=fragment)
            yield target, entry.source, where


def _fault(target: Target, catalog: Catalog, plan: Plan) -> str | None:
    """The code of the fault of a link; None when it has none or its target is a faulty file."""
    if target.kind == "entry":
        is_lost = target.name.startswith("event:") and not catalog.is_whole("events")
        if is_lost or target.name in catalog.broken:
            return None
        return _address_fault(target, plan.by_ref.get(target.name), target.name, catalog)
    if target.kind == "address":
        address = target.name.partition("?")[0]
        exists = address in plan.spots or _is_download(address, catalog, plan)
        if not exists and _may_be_broken(address, catalog):
            return None
        return _address_fault(target, address if exists else None, _ref(target, plan), catalog)
    return None


def _address_fault(target: Target, address: str | None, ref: str, catalog: Catalog) -> str | None:
    """The code of the fault of a link to an address: no page, or no such anchor on it."""
    if address is None:
        return "link-broken"
    anchors = PAGE_ANCHORS | catalog.bodies.get(ref, NO_BODY).anchors
    return "anchor-broken" if target.fragment and target.fragment not in anchors else None


def _may_be_broken(address: str, catalog: Catalog) -> bool:
    """Whether an address may belong to an entry that could not be read (which is reported)."""
    if not catalog.broken:
        return False
    names = {slugify(PurePosixPath(ref).stem) for ref in catalog.broken}
    lost = [kind for kind in KEYED if not catalog.is_whole(kind)]
    uncertain = tuple(home.list(kind) for home in catalog.site.homes for kind in lost)
    return address.strip("/").rpartition("/")[2] in names or address.startswith(uncertain)


def _is_download(address: str, catalog: Catalog, plan: Plan) -> bool:
    """Whether an address is that of a document, or of the PDF of an annual letter."""
    if address.startswith(DOCUMENTS):
        documents = (path for path in catalog.media if path.startswith("documents/"))
        return address in map(document_address, documents)
    return address in pdf_letters(catalog, plan)


def _nearest_anchor(target: Target, catalog: Catalog, plan: Plan) -> str:
    """The most similar anchor of the page; "" when none is similar."""
    anchors = catalog.bodies.get(_ref(target, plan), NO_BODY).anchors
    anchor = nearest_name(target.fragment, anchors, SIMILARITY)
    return f"#{anchor}" if anchor else ""


def _nearest_page(target: Target, catalog: Catalog, plan: Plan) -> str:
    """The new address of a published page, else the page with the most similar name, or ""."""
    if target.name in catalog.ledger.owners:
        return _new_address(target.name, catalog, plan)
    names = plan.by_ref if target.kind == "entry" else plan.spots
    nearest = nearest_name(target.name, names, SIMILARITY)
    # An address can be pasted into any file; a relative path depends on the file.
    return nearest if ":" in nearest else plan.by_ref.get(nearest, nearest)


def _new_address(address: str, catalog: Catalog, plan: Plan) -> str:
    """The current address of the entry that was published at an address; "" when unknown."""
    owner = catalog.ledger.owners[address]
    for entry in catalog.entries():
        if owner_of(entry) == owner or address in aliases_of(entry):
            return plan.by_ref.get(entry.ref, "")
    return ""


def _ref(target: Target, plan: Plan) -> str:
    """The ref of the entry whose page a link points at; "" for a list."""
    if target.kind == "entry":
        return target.name
    spot = plan.spots.get(target.name.partition("?")[0])
    return spot.page_of.ref if spot and spot.page_of else ""
