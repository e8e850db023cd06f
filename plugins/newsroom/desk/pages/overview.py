"""The first page: everything in content/, with what is wrong and what is to do."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from newsroom.desk.context import DeskContext, desk_of
from newsroom.desk.pages.addresses import address_of
from newsroom.desk.pages.templating import page

LISTING = "newsroom.desk.listing"
# Seconds that the page waits for a build.
PATIENCE = 1.0
STATES = {
    "draft": "Utkast",
    "future": "Ikke publisert ennå",
    "expired": "Gått ut",
    "cancelled": "Avlyst",
    "postponed": "Utsatt",
    "rescheduled": "Ny dato",
    "moved_online": "Flyttet til nett",
}


def overview(request: Request) -> Response:
    """Every entry by kind, with drafts, problems and tasks marked in their places."""
    desk = desk_of(request)
    found = listed(desk)
    drafts = {(draft.place.path, draft.place.key): draft for draft in desk.drafts.all()}
    rows = [row for group in found.get("groups", ()) for row in group["rows"]]
    unsaved = drafts.keys() & {(row["path"], row["key"]) for row in rows}
    new = [draft for place, draft in drafts.items() if place not in unsaved]
    return page(
        request,
        "overview",
        listed=found,
        states=STATES,
        unsaved=unsaved,
        new=new,
        address_of=address_of,
    )


def listed(desk: DeskContext) -> dict[str, Any]:
    """The content as it is now, or `busy` while something is built, with the last list there is.

    The first build changes nothing in the list, so nobody waits for it.
    """
    state = desk.state
    patience = 0 if state.listed and not state.current.edition else PATIENCE
    found = desk.builder.call(f"{LISTING}:overview", {"lang": desk.lang}, patience=patience)
    if "groups" in found:
        state.listed = found
    return state.listed | found if "busy" in found else found
