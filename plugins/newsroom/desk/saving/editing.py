"""Opening, looking at and saving an entry: what the buttons of the edit page do."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

from newsroom.commands.changing.entry_text import (
    EntryMissing,
    EntryPlace,
    EntryText,
    Unwritable,
    read_entry,
)
from newsroom.commands.changing.file_edits import plain_text, with_text
from newsroom.commands.changing.merging import merged_entry
from newsroom.commands.outcome import Refused
from newsroom.contract.site import Site
from newsroom.desk.context import DeskContext
from newsroom.desk.saving.drafts import Draft, id_of, opened
from newsroom.desk.sentences import sentence
from newsroom.reading.yaml_faults import YamlFault

LIVE_PAGE = "newsroom.desk.live_page:live_page"
SITE = EntryPlace(Site, "site.yaml")


@dataclass(frozen=True, slots=True)
class SaveOutcome:
    """What became of a save.

    `saved` tells whether it was; else `problems` says what must be mended first (see `live_page`),
    or the file was changed by somebody else: then `draft` has both sets of changes.
    """

    draft: Draft
    saved: bool = False
    problems: Mapping[str, Any] = field(default_factory=dict)
    changed_elsewhere: bool = False


def open_entry(desk: DeskContext, place: EntryPlace, had: Draft | None = None) -> Draft:
    """What was typed and not saved of an entry, else what a form had, else what is on the disk.

    Raises YamlFault, EntryMissing and Refused.
    """
    if draft := desk.drafts.find(id_of(place)):
        return draft
    text = disk_text(desk, place.path)
    if had:
        return replace(had, is_new=had.is_new and text is None, others=())
    if text is None:
        raise EntryMissing(place.path)
    return opened(place, text)


def settled(desk: DeskContext, draft: Draft) -> Draft:
    """The entry on the disk, when that has all that was typed, as after a kill; else the draft."""
    place = draft.place
    try:
        now = disk_text(desk, place.path)
        if now is None or (now == draft.base and not draft.is_new):
            return draft
        base = EntryText({}) if draft.is_new else read_entry(draft.base, place)
        on_disk = opened(place, now)
        both, conflicts = merged_entry(base, draft.entry, on_disk.entry)
        is_there = both == on_disk.entry and not (conflicts or draft.others)
        return on_disk if is_there else draft
    except (YamlFault, EntryMissing):
        return draft


def disk_text(desk: DeskContext, path: str) -> str | None:
    """The text of a file of content/ with "\\n" line ends; None when there is none."""
    data = desk.files.read(path)
    return None if data is None else plain_text(data)


def look(
    desk: DeskContext, draft: Draft, *, whole: bool = False, checks: bool = True
) -> dict[str, Any]:
    """The page of a draft and its problems; `whole` with every check of a build.

    Without `checks` the page is there sooner, and the problems are not all.
    What cannot be written in any file is a problem of its field.
    """
    place = draft.place
    try:
        text = draft.text
    except Unwritable as fault:
        told = {"severity": "error", "message": sentence("sign-unwritable", desk.lang)}
        return {"problems": [{"where": fault.where, "mend": None, "is_new": True, **told}]}
    given = {
        "path": place.path,
        "key": place.key,
        "text": text,
        "lang": desk.lang,
        "checks": checks,
    }
    only = "" if whole else "front" if place.model is Site else place.model.kind_name()
    return desk.builder.call(LIVE_PAGE, given, {place.path: text}, only)


def save(desk: DeskContext, draft: Draft) -> SaveOutcome:
    """Write an entry when it has no new errors and nobody else has changed its file."""
    with desk.files.lock:
        now = disk_text(desk, draft.place.path)
        if draft.is_new and now is not None:
            raise Refused(sentence("entry-taken", desk.lang, path=draft.place.path))
        if not draft.is_new and now is None:
            raise Refused(sentence("entry-gone", desk.lang, path=draft.place.path))
        if now is not None and now != draft.base and _is_same_in(now, draft):
            draft = replace(draft, base=now)  # others have changed other entries of its file
        if now is not None and now != draft.base:
            try:
                return _with_theirs(desk, draft, now)
            except (YamlFault, EntryMissing):
                told = sentence("entry-broken", desk.lang, path=draft.place.path)
                raise Refused(told) from None
        seen = look(desk, draft, whole=True)
        if _stops(seen):
            return SaveOutcome(draft, problems=seen)
        before = desk.files.read(draft.place.path) or b""
        if plain_text(before) != (now or ""):  # somebody wrote while it was checked
            return save(desk, draft)
        written = with_text(before, draft.text)
        if draft.is_new or written != before:
            desk.files.write({draft.place.path: written}, title_of(draft))
        with desk.drafts.lock:
            kept = desk.drafts.find(draft.id)
            if kept and kept.entry != draft.entry:
                # Typed while it was saved.
                if kept.base == draft.base:
                    _with_theirs(desk, kept, draft.text)
            else:
                desk.drafts.forget(draft)
        desk.builder.saved()
        return SaveOutcome(opened(draft.place, draft.text), saved=True)


def _is_same_in(text: str, draft: Draft) -> bool:
    """Whether the entry of a draft is in another text of its file as it was opened."""
    with suppress(YamlFault, EntryMissing):
        return read_entry(text, draft.place) == read_entry(draft.base, draft.place)
    return False


def _with_theirs(desk: DeskContext, draft: Draft, theirs: str) -> SaveOutcome:
    """The draft on what is on the disk now, with the changes of both."""
    with desk.drafts.lock:
        draft = desk.drafts.find(draft.id) or draft
        now = replace(opened(draft.place, theirs), others=draft.others)
        both = now.merged(read_entry(draft.base, draft.place), draft.entry)
        desk.drafts.keep(both)
    return SaveOutcome(both, changed_elsewhere=True)


def _stops(seen: Mapping[str, Any]) -> bool:
    """Whether there are errors that the last build did not know."""
    told: Iterable[Mapping[str, Any]] = (*seen.get("problems", ()), *seen.get("elsewhere", ()))
    is_new = any(one["severity"] == "error" and one.get("is_new", True) for one in told)
    return is_new or "failed" in seen or not seen


def title_of(draft: Draft) -> str:
    """The title or name of what was typed, else its place."""
    named = (draft.fields.get(name) for name in ("title", "name", "year"))
    title = next((str(text) for text in named if text), "")
    return title or draft.place.key or draft.place.path


def asks_credit(desk: DeskContext) -> bool:
    """Whether each picture must say who made it, since site.yaml has no default."""
    with suppress(YamlFault, EntryMissing):
        text = disk_text(desk, SITE.path) or ""
        return not read_entry(text, SITE).fields.get("credit")
    return True
