"""The day's saves, and how to step back through them."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from newsroom.commands.outcome import Refused
from newsroom.contract.moment import Moment
from newsroom.desk.context import desk_of
from newsroom.desk.guard import DESK, posted
from newsroom.desk.pages.templating import page
from newsroom.desk.sentences import reason_of, sentence
from newsroom.wording import dates


def history(request: Request) -> Response:
    """The saves, the newest first."""
    asked = request.query_params
    return _page(request, undone="angret" in asked, told=asked.getlist("sagt"))


def undo(request: Request) -> Response:
    """Put back what a save replaced."""
    desk = desk_of(request)
    try:
        desk.files.undo(str(posted(request).get("id", "")))
    except Refused as refused:
        return _page(request, 409, refused=str(refused))
    except OSError as fault:
        told = sentence("no-room", desk.lang, fault=reason_of(fault, desk.lang))
        return _page(request, 409, refused=told)
    return RedirectResponse(f"{DESK}lagringer?angret=1", 303)


def _page(request: Request, status: int = 200, **shown: object) -> Response:
    desk = desk_of(request)
    saves = [
        (save, dates.moment(Moment(save.at.date(), save.at.time()), desk.lang))
        for save in desk.files.saves()
    ]
    return page(request, "history", status, saves=saves, **shown)
