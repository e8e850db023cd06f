"""The text of a file that cannot be read as entries, so that it can be mended without an editor."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from newsroom.commands.changing.file_edits import plain_text, with_text
from newsroom.desk.context import desk_of
from newsroom.desk.guard import DESK, posted
from newsroom.desk.pages.overview import LISTING
from newsroom.desk.pages.templating import page
from newsroom.desk.saving.content_files import TEXTS, hash_of
from newsroom.desk.sentences import reason_of, sentence


def plain(request: Request) -> Response:
    """The text of a file, with what is wrong in it."""
    return _page(request, plain_text(_read(request)))


def save_plain(request: Request) -> Response:
    """Write the text, unless somebody else has changed the file: then theirs is shown too."""
    desk, form = desk_of(request), posted(request)
    text, path = str(form.get("text", "")).replace("\r\n", "\n"), request.query_params["path"]
    with desk.files.lock:
        before = _read(request)
        if hash_of(before) != form.get("opened"):
            return _page(request, text, 409, theirs=plain_text(before))
        try:
            desk.files.write({path: with_text(before, text)}, path)
        except OSError as fault:
            told = sentence("no-room", desk.lang, fault=reason_of(fault, desk.lang))
            return _page(request, text, 507, refused=told)
    return RedirectResponse(DESK, 303)


def _read(request: Request) -> bytes:
    """The bytes of a text file of content/."""
    path = request.query_params.get("path", "")
    data = desk_of(request).files.find(path)
    if data is None or not path.endswith(TEXTS):
        raise HTTPException(404)
    return data


def _page(request: Request, text: str, status: int = 200, **shown: str) -> Response:
    desk, path = desk_of(request), request.query_params["path"]
    listed = desk.builder.call(f"{LISTING}:overview", {"lang": desk.lang})
    problems = [one for one in listed.get("unread", ()) if one["path"] == path]
    shown |= {"path": path, "text": text, "version": hash_of(_read(request))}
    return page(request, "plain_file", status, problems=problems, **shown)
