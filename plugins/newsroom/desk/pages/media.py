"""Pictures and documents: what there is, where each is used, uploads, and how pictures are cut."""

from datetime import datetime
from functools import partial
from pathlib import Path
from urllib.parse import quote

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from newsroom.commands.changing.remove import remove
from newsroom.commands.outcome import Refused
from newsroom.contract.image import SUFFIXES
from newsroom.contract.moment import OSLO
from newsroom.desk.context import desk_of
from newsroom.desk.files import media_type
from newsroom.desk.guard import DESK, posted
from newsroom.desk.media.crops import crops
from newsroom.desk.media.uploads import receive, replace
from newsroom.desk.pages.moves import changed, rehearsed
from newsroom.desk.pages.overview import LISTING
from newsroom.desk.pages.templating import page
from newsroom.desk.paste import clean
from newsroom.desk.sentences import sentence

MIDDLE = (50, 50)


def media(request: Request) -> Response:
    """Every picture and document, with the places that use it."""
    return _page(request, request.query_params.getlist("sagt"))


def upload(request: Request) -> Response:
    """Store an uploaded file, or put it in the place of the one that is named."""
    desk, form = desk_of(request), posted(request)
    file, path = form.get("fil"), str(form.get("path", ""))
    if form.get("op") == "remove":
        return _removed(request, path, is_sure=form.get("sure") == "ja")
    is_asked = request.headers.get("accept", "").startswith("application/json")
    try:
        credit = str(form.get("credit", ""))
        kept = desk.files.read(path) if path and credit else None
        if isinstance(file, UploadFile) and file.filename:
            name, data = file.filename, file.file.read()
        elif kept is not None:  # the same picture, with a credit
            name, data = path, kept
        else:
            raise Refused(sentence("file-not-chosen", desk.lang))
        if path:
            got = replace(desk.files, path, name, data, credit)
        else:
            today = datetime.now(OSLO).date()
            removed = frozenset(desk.builder.call(f"{LISTING}:removed", {}).get("paths", ()))
            got = receive(desk.files, name, data, today, removed=removed, credit=credit)
    except Refused as refused:
        if is_asked:
            raise HTTPException(422, str(refused)) from None
        return _page(request, [str(refused)], 422)
    if is_asked:
        return JSONResponse({"path": got.path, "said": got.said, "credit": got.credit})
    stored = sentence("stored", desk.lang, path=got.path)
    said = "&".join(f"sagt={quote(text)}" for text in (stored, *got.said))
    return RedirectResponse(f"{DESK}bilder?{said}", 303)


def _page(request: Request, told: list[str], status: int = 200) -> Response:
    listed = desk_of(request).builder.call(f"{LISTING}:media", {})
    return page(request, "media", status, files=listed.get("files", []), told=told)


def _removed(request: Request, path: str, *, is_sure: bool) -> Response:
    """Remove a file from the site, as `run.py remove` does, once it was seen what that changes."""
    desk = desk_of(request)
    kind = "document" if path.startswith("documents/") else "picture"
    doing = partial(remove, kind, path, desk.content, desk.lang)
    if not is_sure:
        reason, lines = rehearsed(desk, doing)
        if reason:
            return _page(request, [reason], 422)
        return page(request, "media_removal", path=path, lines=lines)
    title = sentence("saved-removal", desk.lang, title=path)
    told = changed(desk, title, doing)
    return told if isinstance(told, Response) else _page(request, [told], 422)


def file(request: Request) -> Response:
    """A picture or a document of content/; a drawing only as a file, since it may have scripts."""
    path = request.path_params["path"]
    data = desk_of(request).files.find(path)
    if data is None or not path.startswith(("images/", "documents/", "news/", "pages/")):
        raise HTTPException(404)
    is_shown = any(path.lower().endswith(suffix) for suffix in SUFFIXES)
    headers = {} if is_shown else {"Content-Disposition": "attachment"}
    return Response(data, headers=headers, media_type=media_type(Path(path)))


def cuts(request: Request) -> Response:
    """How the theme cuts a picture around a focal point."""
    desk, asked = desk_of(request), request.query_params
    numbers = [int(part[:9]) for part in asked.get("focal", "").split() if part.isdecimal()]
    focal = (min(numbers[0], 100), min(numbers[1], 100)) if len(numbers) == 2 else MIDDLE
    is_there = desk.files.find(asked.get("path", "")) is not None
    return JSONResponse(crops(desk.content / asked["path"], focal) if is_there else ())


def paste(request: Request) -> Response:
    """The Markdown of pasted HTML, and in words what is not in it."""
    pasted = clean(str(posted(request).get("html", "")), desk_of(request).lang)
    return JSONResponse({"markdown": pasted.markdown, "dropped": pasted.dropped})


def names(request: Request) -> Response:
    """What links may lead to: the name, the title and the address of every entry with a page."""
    return JSONResponse(desk_of(request).builder.call(f"{LISTING}:link_targets", {}))
