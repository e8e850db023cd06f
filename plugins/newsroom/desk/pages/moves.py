"""Gives an entry another address, or removes it, as `run.py rename` and `run.py remove` do."""

import os
from collections.abc import Callable, Sequence
from functools import partial
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from newsroom.commands.changing.remove import remove
from newsroom.commands.changing.rename import rename
from newsroom.commands.outcome import Refused, Unbuildable
from newsroom.contract.people import Person
from newsroom.desk.context import DeskContext, desk_of
from newsroom.desk.guard import DESK, posted
from newsroom.desk.pages.edit import draft_of
from newsroom.desk.pages.templating import page
from newsroom.desk.publishing.site_check import apart
from newsroom.desk.saving.drafts import Draft
from newsroom.desk.saving.editing import title_of
from newsroom.desk.sentences import reason_of, sentence

Move = Callable[..., tuple[str, ...]]


def moves(request: Request) -> Response:
    """What can be done with the address of an entry."""
    draft = draft_of(desk_of(request), request.query_params)
    return _page(request, draft)


def move(request: Request) -> Response:
    """Rename or remove, once somebody has seen what that changes and is sure.

    Nothing is changed when the site could not be built afterwards.
    """
    desk, form = desk_of(request), posted(request)
    draft = draft_of(desk, request.query_params)
    if draft.is_typed or draft.is_new:
        return _page(request, draft, sentence("unsaved-first", desk.lang))
    place, slug = draft.place, str(form.get("slug", "")).strip()
    name = f"{place.model.kind_name()}:{place.key}" if place.key else place.path
    work: Move = remove
    left: tuple[str, ...] = ()
    if form.get("op") == "rename":
        if not slug:
            return _page(request, draft, sentence("fill-in-first", desk.lang))
        work, given, code = rename, (name, slug), "saved-rename"
    elif place.model is Person:
        given, left, code = ("person", place.key), ("left-person",), "saved-removal"
    else:
        given, left, code = ("entry", name), ("left-entry",), "saved-removal"
    doing = partial(work, *given, desk.content, desk.lang)
    if form.get("sure") != "ja":
        return _page(request, draft, *rehearsed(desk, doing), slug)
    title = sentence(code, desk.lang, title=title_of(draft))
    told = changed(desk, title, doing, left)
    return told if isinstance(told, Response) else _page(request, draft, told)


def rehearsed(desk: DeskContext, work: Move) -> tuple[str, list[str]]:
    """Why something cannot be done, "" if it can; and what the command would print."""
    with desk.files.lock:
        return _tried(desk, lambda: apart(desk.root, desk.lang, partial(work, is_rehearsal=True)))


def changed(
    desk: DeskContext,
    title: str,
    work: Callable[[], tuple[str, ...]],
    left: tuple[str, ...] = (),
) -> Response | str:
    """Change files in a process of its own, as commands do: then the page «Angre», or why not.

    The page also has the sentences with the codes in `left`, about what is left.
    """
    changing = partial(apart, desk.root, desk.lang, work)
    reason, lines = _tried(desk, lambda: desk.files.keep_changes(title, changing))
    if reason:
        return reason
    also = (sentence(code, desk.lang) for code in left)
    told = urlencode([("sagt", line) for line in (*lines, *also)])
    return RedirectResponse(f"{DESK}lagringer?{told}", 303)


def _tried(desk: DeskContext, work: Callable[[], tuple[str, ...]]) -> tuple[str, list[str]]:
    """Why a command cannot do its work, "" if it can; and its lines, with files from the root."""
    try:
        lines = work()
    except (Refused, Unbuildable) as fault:
        return str(fault), []
    except OSError as fault:
        told = sentence("not-written-files", desk.lang, fault=reason_of(fault, desk.lang))
        return told, []
    return "", [line.replace(f"{desk.root}{os.sep}", "") for line in lines if line]


def _page(
    request: Request, draft: Draft, told: str = "", lines: Sequence[str] = (), slug: str = ""
) -> Response:
    return page(
        request,
        "moves",
        422 if told else 200,
        draft=draft,
        title=title_of(draft),
        told=told,
        lines=lines,
        slug=slug,
        is_person=draft.place.model is Person,
    )
