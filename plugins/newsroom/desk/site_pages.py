"""The previewed site, and the events that reload it."""

import base64
import json
from collections.abc import AsyncIterator
from hashlib import blake2b
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from newsroom.desk.context import DeskContext, desk_of
from newsroom.desk.files import PAGE_TYPE, ServedFile, look_up, media_type
from newsroom.desk.pages.later import later
from newsroom.desk.pages.templating import fragment
from newsroom.hosting.headers import CACHE, HASHED_FOLDERS, IMMUTABLE

OWN_FILES = Path(__file__).with_name("preview")
EVENTS_TYPE = "text/event-stream"


def site_page(request: Request) -> Response:
    """A file of the site, a redirect to the folder of that name, or the site's 404 page.

    Before the first build every address shows the waiting page.
    """
    desk, address = desk_of(request), address_of(request)
    if not desk.state.current.edition:
        return shown(request, own_page(request, "waiting"), 503)
    if file := served(desk, address):
        found = shown(request, file, view=address)
        if address.startswith(HASHED_FOLDERS):  # each page beside a form has the same
            found.headers[CACHE] = IMMUTABLE
        return found
    if look_up(desk.site, address + "/"):
        # One slash at the beginning: two begin the name of a host.
        folder = f"/{address.strip('/')}/"
        return RedirectResponse(f"{folder}?{request.url.query}".rstrip("?"), 302)
    if data := file_of_live_page(desk, address):
        return Response(data, media_type=media_type(Path(address)))
    return shown(request, look_up(desk.site, "404.html"), 404)


def served(desk: DeskContext, address: str) -> ServedFile | None:
    """The file at an address, or its page that was made before the rest of the site."""
    state = desk.state.current
    if state.page and unquote(address) == state.view:
        return ServedFile(PAGE_TYPE, state.page)
    return look_up(desk.site, address)


def edition_of(page: bytes) -> str:
    """The edition of a page of the site, which changes with its bytes."""
    return blake2b(page, digest_size=16).hexdigest()


def file_of_live_page(desk: DeskContext, address: str) -> bytes | None:
    """What belongs to a page that is not built, such as a copy of its new picture."""
    if not PurePosixPath(address).suffix:
        return None
    data = desk.builder.call(
        "newsroom.desk.live_page:file_at", {"address": unquote(address)}, is_live=True
    )
    return base64.b64decode(data["data"]) if "data" in data else None


def own_file(request: Request) -> Response:
    """A file of the preview's own pages."""
    address = address_of(request).removeprefix("/__preview/")
    return shown(request, look_up(OWN_FILES, address))


def own_page(request: Request, name: str) -> ServedFile:
    """A page of the preview's own, in the language of the desk."""
    return ServedFile(PAGE_TYPE, fragment(request, name).encode())


def shown(
    request: Request, file: ServedFile | None, status: int = 200, *, view: str = ""
) -> Response:
    """The bytes of a file; a page gets the preview's scripts, which the file does not have.

    The page at the address `view` is loaded anew when its bytes change, any other by each build.
    """
    if not file:
        raise HTTPException(404)
    is_page = file.media_type == PAGE_TYPE
    body = with_scripts(file.body, request, view) if is_page else file.body
    return Response(body, status, media_type=file.media_type)


def address_of(request: Request) -> str:
    """The path as the browser sent it, with its percent signs."""
    path: bytes = request.scope["raw_path"]
    return path.decode("latin-1")


def with_scripts(page: bytes, request: Request, view: str) -> bytes:
    """The page with the preview's scripts at the end of its body, and the edition it is of."""
    edition = edition_of(page) if view else desk_of(request).state.current.edition
    tags = fragment(request, "scripts", edition=edition, view=view).encode()
    before, end, after = page.rpartition(b"</body>")
    return before + tags + end + after if end else page + tags


async def events(request: Request) -> Response:
    """The state now and whenever it changes, as server-sent events (HTML standard, 9.2).

    `view` is the address of the page that asks, which then has an edition of its own.
    """
    if request.method == "HEAD":
        return Response(media_type=EVENTS_TYPE)
    stream = event_stream(desk_of(request), request.query_params.get("view", ""))
    return StreamingResponse(stream, media_type=EVENTS_TYPE)


async def event_stream(desk: DeskContext, view: str) -> AsyncIterator[str]:
    """An event for each state, and a comment now and then, which keeps the connection open."""
    desk.state.viewed.append(unquote(view))
    try:
        async for change in desk.state.changes():
            yield f"data: {json.dumps(news(desk, view))}\n\n" if change else ": still here\n\n"
    finally:
        desk.state.viewed.remove(unquote(view))


def news(desk: DeskContext, view: str) -> dict[str, str]:
    """The edition of the page at an address, else of the site, and the report of a failed build."""
    state, page = desk.state.current, served(desk, view) if view else None
    return {"edition": edition_of(page.body) if page else state.edition, "report": state.report}


PREVIEW_ROUTES = [
    Route("/__preview/events", events),
    Route("/__preview/oppgaver/data.json", later("to_do:to_do")),
    Route("/__preview/oppgaver/", later("to_do:to_do_page")),
    Route("/__preview/{path:path}", own_file),
]
SITE_ROUTES = [Route("/{path:path}", site_page)]
