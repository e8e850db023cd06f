"""The app: the routes of the desk and of the preview, behind the guard."""

from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route

from newsroom.desk.context import DeskContext, desk_of
from newsroom.desk.files import look_up
from newsroom.desk.guard import DESK, Guard, refusal
from newsroom.desk.pages import routes
from newsroom.desk.pages.templating import page
from newsroom.desk.site_pages import PREVIEW_ROUTES, SITE_ROUTES, address_of

STATIC = Path(__file__).with_name("static")


def desk_app(context: DeskContext) -> Starlette:
    """The app of a site, whose routes reach the context as `request.app.state.desk`."""
    desk = [Route("/static/{path:path}", static_file), *routes.ROUTES]
    app = Starlette(
        routes=[
            *PREVIEW_ROUTES,
            Route(DESK.rstrip("/"), RedirectResponse(DESK)),
            Mount(DESK, routes=desk),
            *SITE_ROUTES,
        ],
        middleware=[Middleware(Guard, context=context)],
        exception_handlers={HTTPException: refused, Exception: failed},
    )
    app.state.desk = context
    return app


def static_file(request: Request) -> Response:
    """A style sheet or a script of the desk."""
    file = look_up(STATIC, address_of(request).removeprefix(f"{DESK}static/"))
    if not file:
        raise HTTPException(404)
    return Response(file.body, media_type=file.media_type)


def refused(request: Request, fault: Exception) -> Response:
    """The refusal of a route: a person gets it with the menu of the desk."""
    assert isinstance(fault, HTTPException)
    told = refusal(fault, desk_of(request).lang)
    is_person = "text/html" in request.headers.get("accept", "")
    if not is_person or told.headers.get("location") or not request.url.path.startswith(DESK):
        return told
    return page(request, "refused", told.status_code, told=bytes(told.body).decode())


def failed(request: Request, fault: Exception) -> Response:
    """The answer when a route has a fault of ours; the server prints the fault."""
    return refusal(HTTPException(500), desk_of(request).lang)
