"""What the buttons of the edit page change in the fields of a draft."""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import PurePosixPath

from newsroom.commands.changing.entry_text import EntryPlace, read_entry, with_new_entry
from newsroom.commands.changing.merging import BODY
from newsroom.commands.outcome import Refused
from newsroom.commands.translate import entry_in_nynorsk
from newsroom.contract.moment import OSLO
from newsroom.contract.problems import Where
from newsroom.desk.context import DeskContext
from newsroom.desk.saving.drafts import Draft, opened, value_at
from newsroom.desk.saving.editing import look
from newsroom.desk.sentences import sentence
from newsroom.reading.yaml_file import Data


def after_button(desk: DeskContext, draft: Draft, verb: str, given: str) -> Draft:
    """The draft after a button that changes its fields.

    Raises LookupError, TypeError or ValueError for what no page of ours sends, and Refused and
    Unwritable for a translation that cannot be begun.
    """
    if verb == "mend":
        return _mended(desk, draft, given)
    if verb == "translate":
        return _translated(desk, draft, *given.split("-"))
    if verb == "correct":
        return draft.typed(with_correction(draft.fields), draft.body)
    if verb in ("cancel", "held"):
        return draft.typed(with_date(draft.fields, given, is_held=verb == "held"), draft.body)
    return _with_value(draft, given) if verb == "use" else draft


def _translated(desk: DeskContext, draft: Draft, own: str, lang: str) -> Draft:
    """A draft in another language, by Apertium where it can, else with the text as it is."""
    path, model = PurePosixPath(draft.place.path), draft.place.model
    place = EntryPlace(model, str(path.with_stem(f"{path.stem}-{lang}")))
    entry = read_entry(draft.text, draft.place)
    fields, body = entry.fields, entry.body
    original = fields.get("translation_of") or str(path)
    if desk.files.read(place.path) is not None:
        there = {"path": place.path, "language": lang, "original": original}
        raise Refused(sentence("translation-there", desk.lang, **there))
    with suppress(Refused):  # Apertium is not on this machine
        if (own, lang) == ("nb", "nn"):
            fields, body = entry_in_nynorsk(fields, body)
    if "slug" in model.model_fields:
        fields = {**fields, "slug": fields.get("slug") or path.stem}
    fields = {**fields, "lang": lang, "translation_of": original, "aliases": [], "status": "draft"}
    return replace(opened(place, with_new_entry("", place, fields, body)), is_new=True)


def _mended(desk: DeskContext, draft: Draft, number: str) -> Draft:
    """The draft with the finished line of a problem: its number and its code, `2:date-invalid`.

    Unchanged when that problem is gone.
    """
    problems = dict(enumerate(look(desk, draft)["problems"]))
    index, _, code = number.partition(":")
    problem = problems.get(int(index)) if index.isdecimal() else None
    if not problem or problem["code"] != code or not problem["mend"]:
        return draft
    line, old, new = problem["mend"]
    lines = draft.text.split("\n")
    lines[line - 1 : line + old.count("\n")] = new.split("\n")
    entry = read_entry("\n".join(lines), draft.place)
    return draft.typed(entry.fields, entry.body)


def with_correction(fields: Mapping[str, Data]) -> dict[str, Data]:
    """The fields with a correction of today, whose text is to be written."""
    before = fields.get("corrections")
    row: Data = {"date": f"{datetime.now(OSLO):%Y-%m-%d}", "text": ""}
    return {**fields, "corrections": [*(before if isinstance(before, list) else []), row]}


def with_date(fields: Mapping[str, Data], day: str, *, is_held: bool) -> dict[str, Data]:
    """The fields of a series with one date cancelled, or with one that was left out held again."""
    if is_held:
        skipped = fields.get("except") or []
        days = skipped if isinstance(skipped, list) else [skipped]
        left: list[Data] = [one for one in days if one != day]
        return {name: value for name, value in fields.items() if name != "except"} | (
            {"except": left} if left else {}
        )
    instances = fields.get("instances")
    by_day = dict(instances) if isinstance(instances, dict) else {}
    one = by_day.get(day)
    by_day[day] = {**(one if isinstance(one, dict) else {}), "status": "cancelled"}
    return {**fields, "instances": by_day}


def _with_value(draft: Draft, given: str) -> Draft:
    """The draft with a value of the other version: JSON of the path and the value."""
    steps, value = json.loads(given)
    where = tuple(steps)
    if value == value_at(draft.entry, where):
        return draft
    if (where, value) not in draft.others:
        raise LookupError(given)
    if where == (BODY,):
        return draft.typed(draft.fields, str(value or ""))
    return draft.typed(_replaced(draft.fields, where, value), draft.body)


def _replaced(fields: Mapping[str, Data], where: Where, value: Data | None) -> dict[str, Data]:
    """The fields with another value of one; a group around it that is gone begins anew."""
    name, *rest = map(str, where)
    if rest:
        inner = fields.get(name)
        group = inner if isinstance(inner, dict) else {}
        value = _replaced(group, tuple(rest), value) or None
    others = {one: given for one, given in fields.items() if one != name}
    return others if value is None else {**fields, name: value}
