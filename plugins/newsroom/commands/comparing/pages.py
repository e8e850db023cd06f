"""The pages that are new, changed and gone, and where the old addresses lead."""

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape

from newsroom.commands.comparing.section import Table, TableRow
from newsroom.commands.comparing.versions import Versions, name_of
from newsroom.contract.body import Body, Target
from newsroom.contract.entry import Entry
from newsroom.contract.event import Event, Occurrence
from newsroom.contract.site import Site
from newsroom.run import Run
from newsroom.wording.fields import words_of
from newsroom.wording.texts import Texts

# What readers do not see, and what has tables of its own.
UNSEEN = {"id", "slug", "aliases", "owner", "review_by", "publish", "identity", "format", "sample"}
OF_EVENTS = {"start", "end", "venue", "place", "online", "status", "repeat", "except_"}
OF_TABLES: dict[type[Entry], set[str]] = {Event: OF_EVENTS | {"description"}}
QUOTED = ("title", "name", "summary")
BLOCK_END = re.compile(r"</(?:p|li|h\d|t[dh]|d[dt]|blockquote|figcaption|pre)>|<br>")
TAG = re.compile(r"<[^>]*>")
SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")
WORDS = "tekst ({more} ord nye, {less} borte)"
ORDER = "rekkefølgen i teksten"
LAYOUT = "lenker, bilder eller oppsett i teksten"
REMOVED_PERSON = "En person som er fjernet"
GONE = "beskjeden om at siden er fjernet (410)"
NOWHERE = "ingen steder: svarer 404"


def page_tables(versions: Versions) -> Iterator[Table]:
    """The tables of pages; events that are new are in the table of events."""
    t = versions.t
    yield Table(t("Nye sider"), (t("Side"), t("Adresse")), tuple(_new(versions)))
    columns = (t("Side"), t("Hva er endret"), t("Den første endringen"))
    yield Table(t("Endrede sider"), columns, tuple(_changed(versions)))
    columns = (t("Side"), t("Adresse"), t("Fører til"))
    yield Table(t("Sider som blir borte"), columns, tuple(_gone(versions)))


def _new(versions: Versions) -> Iterator[TableRow]:
    for address, name, entry in _only_in(versions.new, versions.old, versions.t):
        if not isinstance(entry, Event):
            yield TableRow((name, address), address, entry.ref if entry else "")


def _gone(versions: Versions) -> Iterator[TableRow]:
    for address, name, entry in _only_in(versions.old, versions.new, versions.t):
        if entry and entry.ref in versions.new.catalog.removed:
            yield TableRow((versions.t(REMOVED_PERSON), "", _leads_to(address, versions)))
        elif not (entry and versions.is_unreadable(entry)):
            yield TableRow((name, address, _leads_to(address, versions)))


def _only_in(run: Run, other: Run, t: Texts) -> Iterator[tuple[str, str, Entry | None]]:
    """The address, the name and the entry of each page that the other version lacks.

    The dates of a series and the proofs of a year's figures are left out, and all but the first
    page of a list.
    """
    for address, spot in run.site_data.plan.spots.items():
        entry = spot.page_of
        is_part = isinstance(entry, Occurrence) or spot.kind in ("figures", "figure")
        is_page = address.endswith("/") and spot.number == 1 and not is_part
        if is_page and address not in other.site_data.plan.spots:
            listed = t("Liste: {name}").format(name=spot.name or address)
            yield address, name_of(entry) if entry else listed, entry


def _leads_to(address: str, versions: Versions) -> str:
    """What becomes of an address that has no page any more."""
    run, t = versions.new, versions.t
    if address in run.moved.pages:
        return run.moved.pages[address]
    if owner := next(
        (e for e in run.catalog.entries() if address in getattr(e, "aliases", ())), None
    ):
        return run.site_data.plan.by_ref.get(owner.ref, t(NOWHERE))
    return t(GONE if address in run.moved.gone else NOWHERE)


def _changed(versions: Versions) -> Iterator[TableRow]:
    """The name of each entry that looks different, what differs, and the first difference."""
    t = versions.t
    for old, new in versions.kept:
        what, quotes = differences(old, new, versions)
        if what:
            name = t("Hele nettstedet") if isinstance(new, Site) else name_of(new)
            cells = (name, ", ".join(what), t("«{}»").format(quotes[0]) if quotes else "")
            yield TableRow(cells, versions.address(new), new.ref)


def differences(old: Entry, new: Entry, versions: Versions) -> tuple[list[str], list[str]]:
    """What readers see differ in an entry, in words, and the new words, the first of them first."""
    t, fields = versions.t, list(_changed_fields(old, new))
    what = [t(_label(new, field)).lower() for field in fields]
    quotes = [str(getattr(new, field)) for field in fields if field in QUOTED]
    before, after = (e.body(one) for e, one in zip(versions.editions, (old, new), strict=True))
    what += _text_change(before, after, quotes, t)
    if old.page_address != new.page_address:
        what.append(f"{t('adresse')}: {new.page_address}")
    return what, quotes


def _label(entry: Entry, field: str) -> str:
    """The label of a field, which the catalogue has by the name in the files."""
    return words_of(type(entry), type(entry).model_fields[field].alias or field).label


def _changed_fields(old: Entry, new: Entry) -> Iterator[str]:
    """The fields that readers see and that differ."""
    left_out = UNSEEN | OF_TABLES.get(type(new), set())
    for name in type(new).model_fields:
        before, after = getattr(old, name), getattr(new, name)
        if name == "registration" and before and after:
            before = before.model_copy(update={"status": after.status})
        if name not in left_out and before != after:
            yield name


def _text_change(before: Body, after: Body, quotes: list[str], t: Texts) -> Iterator[str]:
    """How many words are new and gone; adds the first changed sentence to the quotes."""
    old, new = _sentences(before), _sentences(after)
    old_words, new_words = (Counter(" ".join(one).split()) for one in (old, new))
    if old != new:
        more, less = (new_words - old_words).total(), (old_words - new_words).total()
        yield t(WORDS if more or less else ORDER).format(more=more, less=less)
        added = [sentence for sentence in new if sentence not in old]
        quotes += added or [t("borte: {}").format(s) for s in old if s not in new][:1]
    elif before.filled(_target_name) != after.filled(_target_name):
        yield t(LAYOUT)


def _sentences(body: Body) -> list[str]:
    """The words that readers see, without markup; a computed number is left out."""
    text = TAG.sub("", BLOCK_END.sub("\n", body.filled(_figure)))
    sentences = (" ".join(one.split()) for one in SENTENCE_END.split(unescape(text)))
    return [sentence for sentence in sentences if sentence]


def _figure(target: Target) -> str:
    return "…" if target.kind == "figure" else ""


def _target_name(target: Target) -> str:
    return f"{target.name}#{target.fragment} {target.alt}"
