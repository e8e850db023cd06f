"""The page where an entry is written: its form, beside the page as readers will get it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from newsroom.commands.changing.entry_text import (
    EntryMissing,
    EntryPlace,
    Unwritable,
    read_entry,
)
from newsroom.commands.changing.file_edits import with_last_line_ended
from newsroom.commands.outcome import Refused
from newsroom.desk.context import DeskContext, desk_of
from newsroom.desk.forms.fields import form_of
from newsroom.desk.forms.operations import with_operation
from newsroom.desk.forms.values import body_of, data_of, entered, posted
from newsroom.desk.guard import DESK
from newsroom.desk.guard import posted as posted_form
from newsroom.desk.pages.addresses import address_of
from newsroom.desk.pages.buttons import after_button
from newsroom.desk.pages.entry_form import entry_form, names_of
from newsroom.desk.pages.overview import LISTING, STATES
from newsroom.desk.pages.templating import fragment, page
from newsroom.desk.pages.two_texts import two_texts
from newsroom.desk.saving.drafts import Draft
from newsroom.desk.saving.editing import look, open_entry, save, settled, title_of
from newsroom.desk.sentences import reason_of, sentence
from newsroom.reading.yaml_faults import YamlFault

# What a value that no form of ours sends raises, when it is read.
UNCLEAR = (LookupError, TypeError, ValueError, RecursionError, YamlFault)
# Of how many drafts the page is kept.
MOST_PAGES = 30
DATE_STATES = {**STATES, "skipped": "Utgår", "confirmed": "Holdes"}


def edit(request: Request) -> Response:
    """The form of an entry, with what was typed and not saved; or the way to that form."""
    desk, asked = desk_of(request), request.query_params
    if "adresse" in asked or "fil" in asked:
        return _found(desk, asked)
    kept = draft_of(desk, asked)
    draft = settled(desk, kept)
    if draft is not kept and not (draft.is_typed or draft.is_new):
        desk.drafts.forget(draft)
    return shown(request, draft, look(desk, draft), saved="lagret" in asked)


def _found(desk: DeskContext, asked: Mapping[str, str]) -> Response:
    """The form of the entry at an address, or at a line of a file."""
    line = asked.get("linje", "1")
    given = {
        "address": asked.get("adresse", ""),
        "path": asked.get("fil", "").removeprefix(f"{desk.content.name}/"),
        "line": int(line[:9]) if line.isdecimal() else 1,
    }
    place = desk.builder.call(f"{LISTING}:source_of", given)
    if "model" not in place:
        raise HTTPException(404, sentence("many-sources", desk.lang))
    return RedirectResponse(f"{DESK}rediger?{urlencode(place)}", 302)


def draft_of(desk: DeskContext, asked: Mapping[str, str], had: Draft | None = None) -> Draft:
    """The draft that the query names, by its id or by the place of its entry; see `open_entry`."""
    if "ny" in asked:
        draft = desk.drafts.find(asked["ny"]) or had
        if draft and draft.id == asked["ny"]:
            return open_entry(desk, draft.place, had)
        raise HTTPException(404, sentence("draft-gone", desk.lang))
    model = next((m for m in desk.written_models if m.kind_name() == asked.get("model")), None)
    if not model:
        raise HTTPException(404)
    path = asked.get("path", "")
    place = EntryPlace(model, path, asked.get("key", ""))
    try:
        return open_entry(desk, place, had if had and had.place == place else None)
    except YamlFault:
        as_text = f"{DESK}tekst?{urlencode({'path': path})}"
        raise HTTPException(303, headers={"Location": as_text}) from None
    except (EntryMissing, Refused):
        raise HTTPException(404) from None


def write(request: Request) -> Response:
    """What a button of the form does: save, throw away, mend, a row more, a row moved …

    A script asks for JSON while somebody types: whether there is a new page, and the problems; with
    the operation `page` without problems, which take as long again.
    """
    desk = desk_of(request)
    pairs = [(name, str(value)) for name, value in posted_form(request).multi_items()]
    sent = dict(pairs)
    operation, id = sent.get("op", ""), sent.get("opened", "")
    is_script = request.headers.get("accept", "").startswith("application/json")
    try:
        with desk.drafts.lock:
            form, both = _received(desk, request.query_params, pairs, id)
            draft = settled(desk, both)
            keep(desk, draft)
            desk.drafts.remember(form, id)
        if operation in ("save", "discard") and _has_news(both, form):
            return shown(request, draft, look(desk, draft), changed_elsewhere=True, status=409)
        return _done(request, draft, sent, is_script=is_script)
    except OSError as fault:
        told = sentence("no-room", desk.lang, fault=reason_of(fault, desk.lang))
        if is_script:
            raise HTTPException(507, told) from None
        return shown(request, draft, look(desk, draft), refused=told, opened=id, status=507)


def _received(
    desk: DeskContext, asked: Mapping[str, str], pairs: list[tuple[str, str]], id: str
) -> tuple[Draft, Draft]:
    """What a form has, and the draft with what was typed in it since it was sent last.

    Nobody can say what was typed in a form that is not known any more: people choose.
    """
    before = desk.drafts.had(id)
    kept = draft_of(desk, asked, before)
    had = before if before and before.place == kept.place else replace(kept, fields={}, body="")
    form = replace(typed(had, pairs, dict(pairs).get("op", "")), others=had.others)
    return form, kept.merged(had.entry, form.entry)


def _has_news(draft: Draft, form: Draft) -> bool:
    """Whether the draft has what was typed in another tab, and not yet shown in this form."""
    return draft.entry != form.entry or any(one not in form.others for one in draft.others)


def _done(request: Request, draft: Draft, sent: Mapping[str, str], *, is_script: bool) -> Response:
    """The answer to a button. Raises OSError."""
    desk = desk_of(request)
    verb, _, given = sent.get("op", "").partition(":")
    if verb == "discard":
        desk.drafts.forget(draft)
        return RedirectResponse(DESK if draft.is_new else address_of(draft), 303)
    if verb == "save":
        return _saved(request, desk, draft, sent.get("opened", ""))
    try:
        changed = after_button(desk, draft, verb, given)
    except Refused as refused:
        return shown(request, draft, look(desk, draft), refused=str(refused), status=422)
    except Unwritable:
        return shown(request, draft, look(desk, draft), tried=True, status=422)
    except UNCLEAR:
        raise HTTPException(400) from None
    if changed.place != draft.place:  # its translation
        if not desk.drafts.find(changed.id):
            desk.drafts.keep(changed)
        return RedirectResponse(address_of(changed), 303)
    if changed is not draft:
        with desk.drafts.lock:
            kept = open_entry(desk, draft.place, draft)
            draft = kept.merged(draft.entry, changed.entry)
            keep(desk, draft)
    is_page = is_script and verb == "page"
    seen = look(desk, draft, checks=not is_page)
    if is_script:
        told = _page_told(request, draft, seen)
        return JSONResponse(told if is_page else told | _checks_told(request, draft, seen))
    return shown(request, draft, seen)


def keep(desk: DeskContext, draft: Draft) -> None:
    """Keep what was typed; what is as it was on the disk need not be kept."""
    if draft.is_new or draft.is_typed or draft.others:
        desk.drafts.keep(draft)
    else:
        desk.drafts.forget(draft)


def typed(draft: Draft, pairs: Iterable[tuple[str, str]], operation: str) -> Draft:
    """The draft with what the form has; a button for rows also keeps the empty ones."""
    try:
        form, sent = form_of(draft.place.model), posted(pairs)
        base = read_entry(draft.base, draft.place)
        body = body_of(sent, base.body)
        if body != base.body:
            body = with_last_line_ended(body)
        if operation.partition(":")[0] not in ("add", "remove", "up", "down"):
            return draft.typed(data_of(form, sent, base.fields), body)
        fields = entered(form, sent, base.fields)
        return draft.typed(with_operation(form, fields, operation), body)
    except UNCLEAR:
        raise HTTPException(400) from None


def _saved(request: Request, desk: DeskContext, draft: Draft, id: str) -> Response:
    try:
        outcome = save(desk, draft)
    except Refused as refused:
        return shown(request, draft, look(desk, draft), refused=str(refused), status=422)
    if outcome.saved:
        _rebase(desk, outcome.draft, id)
        return RedirectResponse(f"{address_of(outcome.draft)}&lagret=1", 303)
    if outcome.changed_elsewhere:
        seen = look(desk, outcome.draft)
        return shown(request, outcome.draft, seen, changed_elsewhere=True, status=409)
    return shown(request, draft, outcome.problems, tried=True, status=422)


def _rebase(desk: DeskContext, saved: Draft, id: str) -> None:
    """What is typed in a form while it is saved is a change of what was saved."""
    with desk.drafts.lock:
        if form := desk.drafts.had(id):
            desk.drafts.remember(replace(form, base=saved.base, is_new=False), id)


def shown(
    request: Request,
    draft: Draft,
    seen: Mapping[str, Any],
    *,
    changed_elsewhere: bool = False,
    opened: str = "",
    status: int = 200,
    **more: object,
) -> HTMLResponse:
    """The page with the form of a draft and its messages."""
    desk = desk_of(request)
    _keep_page(desk, draft, seen)
    names = names_of(desk)
    made, own = entry_form(draft, seen, names)
    return page(
        request,
        "edit",
        status,
        draft=draft,
        opened=desk.drafts.remember(draft) or opened,
        title=title_of(draft),
        states=DATE_STATES,
        can_correct=_is_out(draft),
        action=address_of(draft),
        seen=seen,
        controls=made,
        own=own,
        names=names,
        conflicts=two_texts(desk, draft),
        changed_elsewhere=changed_elsewhere or bool(draft.others),
        **more,
    )


def _is_out(draft: Draft) -> bool:
    """Whether it is something published that can be corrected."""
    is_published = not draft.is_new and draft.fields.get("status") != "draft"
    return is_published and "corrections" in draft.place.model.model_fields


def _checks_told(request: Request, draft: Draft, seen: Mapping[str, Any]) -> dict[str, Any]:
    """What the script shows when the keys rest: also messages, by the name of their control."""
    made, own = entry_form(draft, seen, {})
    walked = (one for control in made for one in control.walk if one.messages)
    return {
        "messages": {c.name: fragment(request, "messages", messages=c.messages) for c in walked},
        "own": fragment(request, "messages", messages=own),
        "calendar": fragment(request, "calendar", seen=seen),
    }


def _page_told(request: Request, draft: Draft, seen: Mapping[str, Any]) -> dict[str, Any]:
    """What the script shows beside the form after somebody has typed."""
    _keep_page(desk_of(request), draft, seen)
    return {
        "is_typed": draft.is_typed,
        "is_page": bool(seen.get("page")),
        "dates": fragment(request, "dates", seen=seen, states=DATE_STATES),
        "head": seen.get("head", {}),
    }


def _keep_page(desk: DeskContext, draft: Draft, seen: Mapping[str, Any]) -> None:
    """Keep the page of a draft for the frame beside its form; without a new one, the last."""
    with desk.drafts.lock:
        if html := seen.get("page"):
            desk.pages.pop(draft.id, None)
            desk.pages[draft.id] = html
        for id in [*desk.pages][:-MOST_PAGES]:
            del desk.pages[id]


def live(request: Request) -> Response:
    """The page of a draft as readers will get it."""
    html = desk_of(request).pages.get(request.path_params["id"])
    return HTMLResponse(html) if html else page(request, "no_page", 404)
