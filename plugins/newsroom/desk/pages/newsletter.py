"""A newsletter as an e-mail that people copy, or open in their mail program."""

from functools import partial
from pathlib import Path, PurePosixPath

from starlette.requests import Request
from starlette.responses import Response

from newsroom.commands.newsletter import write_mail
from newsroom.commands.outcome import Refused
from newsroom.commands.publishing.online import site_address
from newsroom.desk.context import OWN, desk_of
from newsroom.desk.files import look_up
from newsroom.desk.pages.templating import page
from newsroom.desk.publishing.site_check import apart

FOLDER = OWN / "newsletter"
# The styles of an e-mail are in its elements.
POLICY = "default-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"


def newsletter(request: Request) -> Response:
    """The button that makes the e-mail; or a file of the last one, with pictures of the preview."""
    desk, name = desk_of(request), request.path_params["name"]
    if not PurePosixPath(name).suffix or not (file := look_up(desk.root / FOLDER, name)):
        return page(request, "newsletter", mail=name)
    body = file.body.replace(site_address("", desk.content).encode(), b"")
    headers = {"Content-Security-Policy": POLICY}
    shown = body if name.endswith(".html") else file.body
    return Response(shown, headers=headers, media_type=file.media_type)


def make(request: Request) -> Response:
    """Make the e-mail and show it, or say why it cannot be made."""
    desk, name = desk_of(request), request.path_params["name"]
    making = partial(write_mail, name, FOLDER, "", Path("content"), desk.lang)
    try:
        _, mail, _ = apart(desk.root, desk.lang, making)
    except Refused as refused:
        return page(request, "newsletter", 422, mail=name, refused=str(refused))
    html = next(part for part in mail.iter_parts() if part.get_content_subtype() == "html")
    return page(request, "newsletter", mail=name, html=html.get_content())
