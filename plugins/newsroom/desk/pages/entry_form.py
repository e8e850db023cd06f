"""The form of an entry with its messages, for its page and for the script that keeps it fresh."""

from collections.abc import Mapping
from typing import Any

from newsroom.contract.problems import Where
from newsroom.contract.reserved import SITE_LANGUAGES
from newsroom.desk.context import DeskContext
from newsroom.desk.forms.controls import Control, Message, Surroundings, controls
from newsroom.desk.forms.fields import Choice, form_of
from newsroom.desk.pages.overview import LISTING
from newsroom.desk.saving.drafts import Draft

Names = Mapping[str, tuple[Choice, ...]]


def entry_form(
    draft: Draft, seen: Mapping[str, Any], names: Names
) -> tuple[tuple[Control, ...], tuple[Message, ...]]:
    """The controls of a draft with what was seen of its page (see `live_page`).

    The messages that belong to none of them come second.

    The id of an entry is not in it: another one would be another entry. Nor are its words in
    languages that the site is not in, unless they are written.
    """
    own = []
    known = {*SITE_LANGUAGES} - {one.value for one in names.get("edition", ())} - {*draft.fields}
    known |= {"id"} if draft.place.form == "list" else set()
    form = tuple(field for field in form_of(draft.place.model) if field.name not in known)
    fields = {name: value for name, value in draft.fields.items() if name not in known}
    shown = {field.name for field in form} | fields.keys()
    messages: dict[Where, list[Message]] = {}
    for number, problem in enumerate(seen.get("problems", ())):
        where, is_advice = tuple(problem["where"]), problem["severity"] == "advice"
        if where and where[0] in shown:
            mend = f"{number}:{problem['code']}" if problem["mend"] else ""
            messages.setdefault(where, []).append(Message(problem["message"], mend, is_advice))
        else:
            own.append(Message(problem["message"], "", is_advice))
    for one in seen.get("elsewhere", ()):
        own.append(Message(f"{one['place']}: {one['message']}", "", one["severity"] == "advice"))
    made = controls(form, fields, draft.body, Surroundings(names, messages))
    return made, tuple(own)


def names_of(desk: DeskContext) -> Names:
    """What references of each kind may be."""
    names = desk.builder.call(f"{LISTING}:names", {})
    if "failed" in names:
        return {}
    return {kind: tuple(Choice(*name) for name in of_kind) for kind, of_kind in names.items()}
