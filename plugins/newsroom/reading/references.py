"""Checks over the whole Catalog that everything an entry refers to exists, and links with http:."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from urllib.parse import urlsplit

from newsroom.contract.brand import Logo
from newsroom.contract.catalog import Catalog
from newsroom.contract.entry import Entry, Reference
from newsroom.contract.event import Event
from newsroom.contract.event_parts import Attachment
from newsroom.contract.fields import KEY, WebAddress, written_path
from newsroom.contract.image import Image
from newsroom.contract.people import Network, Person, Venue
from newsroom.contract.problems import Report, Severity, Source, Where
from newsroom.contract.slug import name_of, path_meant, slugify
from newsroom.reading import people_names
from newsroom.reading.series import SeriesDates
from newsroom.reading.spelling import nearest
from newsroom.reading.validate import PLACEHOLDERS
from newsroom.reading.yaml_faults import quoted

# Sites that answer over https under the same address. No address is ever tried.
WELL_KNOWN = frozenset({
    "altinn.no", "brreg.no", "digdir.no", "dn.no", "europa.eu", "facebook.com", "github.com",
    "google.com", "instagram.com", "linkedin.com", "lovdata.no", "meetup.com", "microsoft.com",
    "nav.no", "nrk.no", "ntnu.no", "regjeringen.no", "ssb.no", "stortinget.no", "uio.no",
    "vimeo.com", "wikipedia.org", "youtu.be", "youtube.com", "zoom.us",
})  # fmt: skip
SITE = "site.yaml"
UNKNOWN = "entry-unknown"
NO_ID = PLACEHOLDERS["id"]["id"]
NETWORK_KIND = "kind"
# The code of the problem, the folder of content/, and the valid names.
ReferenceTarget = tuple[str, str, Set[str]]
# Entries by their key.
Registry = Mapping[str, Person] | Mapping[str, Venue] | Mapping[str, Network]


def check(catalog: Catalog, report: Report) -> None:
    """Report missing entries, pictures and documents, shared ids, and pictures without consent."""
    dates = SeriesDates(catalog.events)
    for model in catalog.models:
        if model.files.form == "list":
            faulty = (e for e in catalog.faulty if type(e) is model and e.short_name != NO_ID)
            _check_ids((*catalog.of(model), *faulty), dates, catalog, report)
    _check_site(catalog, report)
    _check_menu(catalog, report)
    _check_consents(catalog, report)
    people_names.check(catalog, report)
    targets = _targets(catalog, dates)
    registries: dict[str, Registry] = {
        "person": catalog.people,
        "venue": catalog.venues,
        "network": catalog.networks,
    }
    by_name = {kind: _keys_by_name(registry) for kind, registry in registries.items()}
    for entry in catalog.everything():
        for where, kind, name, _ in references_of(entry):
            code, folder, names = targets.get(kind, (UNKNOWN, kind, frozenset()))
            if name not in names and catalog.is_whole(folder):
                written, choices = name, names
                if kind == "image":
                    written, choices = written_path(name, entry.file), _beside(names, entry.file)
                meant, is_sure = by_name.get(kind, {}).get(written.casefold()), True
                if kind == "file":
                    path, is_sure = path_meant(written, names)
                    meant = path or None
                near = nearest(written, choices) if meant is None else meant
                values = {"value": written, "src": written, "suggestion": near}
                values |= {"exact": meant} if meant and is_sure else {}
                values |= {"name": name_of(written), "key": slugify(written)}
                if {name, f"{kind}:{name}"} & catalog.removed:
                    code, values = "removed-used", {"value": name}
                if kind == NETWORK_KIND:
                    values |= _kinds(written, catalog.site.network_kinds)
                if kind == "type":
                    values["choices"] = ", ".join((*catalog.site.event_types, written))
                report.add(entry.source, where, code, {**values, "folder": folder})


def _keys_by_name(registry: Registry) -> dict[str, str]:
    """The key of each name; "" for one that several have."""
    names = [(entry.name.casefold(), key) for key, entry in registry.items()]
    counted = Counter(name for name, _ in names)
    return {name: key if counted[name] == 1 else "" for name, key in names}


def _targets(catalog: Catalog, dates: SeriesDates) -> Mapping[str, ReferenceTarget]:
    """By the kind of a reference: what it may name."""
    references = (ref for entry in catalog.everything() for ref in entry.references())
    nearest_dates = {dates.nearest(ref.name) for ref in references if ref.kind == "event"} - {""}
    translatable = (m for m in catalog.models if "translation_of" in m.model_fields)
    documents = {entry.ref for model in translatable for entry in catalog.of(model)}
    return {
        **{m.kind_name(): (UNKNOWN, m.files.folder, _names(m, catalog)) for m in catalog.models},
        "event": ("event-unknown", "events", _names(Event, catalog) | nearest_dates),
        "venue": ("venue-unknown", "venues", set(catalog.venues)),
        "network": ("network-unknown", "networks", set(catalog.networks)),
        "type": ("event-type-unknown", "site", set(catalog.site.event_types)),
        NETWORK_KIND: ("network-kind-unknown", "site", set(catalog.site.network_kinds)),
        "person": ("person-unknown", "people", set(catalog.people)),
        "file": ("translation-unknown", "news", documents | catalog.broken),
        "image": ("image-missing", "images", set(catalog.pictures)),
        "document": ("document-missing", "documents", set(catalog.media)),
    }


def _kinds(new: str, kinds: Mapping[str, str]) -> dict[str, str]:
    """The kinds of networks to choose from, and the line of site.yaml that adds a new one."""
    headings = {**kinds, new: new.capitalize()}
    line = ", ".join(quoted(kind, heading) for kind, heading in headings.items())
    return {"choices": ", ".join(kinds), "line": f"kinds: {{{line}}}"}


def _beside(pictures: Set[str], file: str) -> set[str]:
    """The pictures that a field of a file can name, as it names them."""
    return {p for path in pictures if not (p := written_path(path, file)).startswith("../")}


def _names(model: type[Entry], catalog: Catalog) -> set[str]:
    """The names of the entries of a model, and of everything broken."""
    broken = {ref.removeprefix(f"{model.kind_name()}:") for ref in catalog.broken}
    return broken | {entry.short_name for entry in catalog.of(model)}


def references_of(entry: Entry) -> Iterator[Reference]:
    """What an entry refers to: entries, except persons written as free text, and its media."""
    for reference in entry.references():
        is_name = reference.is_shown and not KEY.fullmatch(reference.name)
        if reference.kind != "person" or not is_name:
            yield reference
    for where, image in entry.parts(Image):
        yield Reference((*where, "src"), "image", image.src)
    for where, logo in entry.parts(Logo):
        yield Reference((*where, "src"), "image", logo.src)
        if logo.dark:
            yield Reference((*where, "dark"), "image", logo.dark)
    if icon := getattr(entry, "icon", None):
        yield Reference(("icon",), "image", icon)
    for where, document in entry.parts(Attachment):
        yield Reference((*where, "src"), "document", document.src)


def _check_site(catalog: Catalog, report: Report) -> None:
    """Advise of sample content, and of a site without identity."""
    site = catalog.site
    if site.sample:
        report.add(site.source, ("sample",), "sample-content", severity="advice")
    is_written = bool(site.source.path)
    if not site.identity and (is_written or catalog.events) and catalog.is_whole("site"):
        source = site.source if is_written else Source(SITE)
        report.add(source, (), "identity-missing", severity="advice")


def _check_menu(catalog: Catalog, report: Report) -> None:
    """Advise of the pages with `menu` that site.yaml's own menu leaves out; the footer has them."""
    links = {item.link for item in catalog.site.menu}
    pages = [p for p in catalog.pages if p.menu is not None and p.page_address not in links]
    if links and pages:
        items = (f"`- {{{quoted('title', p.title)}, link: {p.page_address}}}`" for p in pages)
        values = {"pages": ", ".join(p.title for p in pages), "items": ", ".join(items)}
        report.add(catalog.site.source, ("menu",), "menu-hidden", values, "advice")


def _check_ids(
    entries: Iterable[Entry], dates: SeriesDates, catalog: Catalog, report: Report
) -> None:
    """Report each shared id at the entry that is not published, whose id may still change."""
    sharing: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        sharing[entry.short_name].append(entry)
    for id, group in sharing.items():
        if len(group) > 1:
            group.sort(key=lambda entry: _is_published(entry, catalog), reverse=True)
        series = dates.of(id) if isinstance(group[0], Event) else None
        for entry, other in [(group[0], series), *((entry, group[0]) for entry in group[1:])]:
            if other:
                line = other.source.place(("id",))[0]
                values = {"id": id, "other": f"{other.source.path}:{line}"}
                report.add(entry.source, ("id",), "id-taken", values)


def _is_published(entry: Entry, catalog: Catalog) -> bool:
    """Whether the record of addresses has an entry with its address and its file."""
    owner = catalog.ledger.owners.get(entry.page_address)
    return bool(owner and owner.file == entry.file)


def _check_consents(catalog: Catalog, report: Report) -> None:
    """Report pictures of people without a recorded consent (GDPR, article 6)."""
    severity: Severity = "error" if catalog.site.consent_required else "advice"
    for entry in catalog.everything():
        for where, image in entry.parts(Image):
            if image.shows == "people" and not image.consent:
                values = {"src": written_path(image.src, entry.file)}
                report.add(entry.source, where, "image-consent-missing", values, severity)


def check_http(catalog: Catalog, report: Report) -> None:
    """Report links with http: to the site itself and to well-known sites."""
    hosts = WELL_KNOWN | {catalog.site.domain}
    for entry in catalog.everything():
        for source, where, link in _links(entry, catalog):
            if link.startswith("http://") and _is_of(link, hosts):
                mend = link.replace("http:", "https:", 1)
                values = {"value": link, "mend": mend, "exact": mend}
                report.add(source, where, "link-http", values, "advice")


def _links(entry: Entry, catalog: Catalog) -> Iterator[tuple[Source, Where, str]]:
    """The links of its fields and of its text, each with its place."""
    for where, link in entry.parts(WebAddress):
        yield entry.source, where, link
    for target in catalog.body_with_translations(entry).of_kind("external"):
        yield entry.source.at_line(target.line, target.column), (), target.written


def _is_of(link: str, hosts: frozenset[str]) -> bool:
    """Whether a link leads to one of the hosts, or to a host below it."""
    try:
        names = (urlsplit(link).hostname or "").split(".")
    except ValueError:  # a host in brackets that is no IPv6 address (RFC 3986, 3.2.2)
        return False
    return any(".".join(names[at:]) in hosts for at in range(len(names)))
