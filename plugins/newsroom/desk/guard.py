"""Lets only the desk's own pages ask for something, and says to browsers what pages may load."""

import hmac
from http import HTTPStatus

from starlette.datastructures import FormData, Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from newsroom.desk.context import DeskContext
from newsroom.desk.sentences import sentence

DESK = "/skrivepult/"
FORM_TYPES = ("multipart/form-data", "application/x-www-form-urlencoded")
MOST_BYTES = 50_000_000
MOST_FIELDS = 20_000
POLICY = (
    "default-src 'self'; frame-ancestors 'self'; base-uri 'none'; form-action 'self'; "
    "object-src 'none'"
)
# With no-referrer, browsers would say of the desk's own forms that their origin is "null".
DESK_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}
SENTENCES = {
    400: "not-understood",
    403: "only-the-desk",
    404: "page-missing",
    405: "another-way",
    413: "too-large",
    500: "desk-broken",
}


class Guard:
    """ASGI middleware that refuses foreign pages, writes without the token, and large bodies."""

    def __init__(self, app: ASGIApp, context: DeskContext) -> None:
        self.app, self.context = app, context

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the app, or with a refusal in words."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                more = DESK_HEADERS if scope["path"].startswith(DESK) else {}
                for name, value in {"Cache-Control": "no-store", **more}.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            refuse_foreign(scope, self.context.hosts)
            limited = limit(receive)
            if scope["method"] not in ("GET", "HEAD"):
                scope["desk.form"] = await form_of(Request(scope, limited), self.context)
            await self.app(scope, limited, send_with_headers)
        except HTTPException as refused:
            await refusal(refused, self.context.lang)(scope, receive, send_with_headers)
        finally:
            if form := scope.get("desk.form"):
                await form.close()


def refuse_foreign(scope: Scope, hosts: frozenset[str]) -> None:
    """Raise when the request names another host, or comes from a page of another origin.

    A link elsewhere may lead here, since that reads nothing and changes nothing.
    """
    headers = Headers(scope=scope)
    if headers.get("host") not in hosts:
        raise HTTPException(403)
    origin = headers.get("origin")
    if origin is not None and origin.partition("://")[2] not in hosts:
        raise HTTPException(403)
    is_link = scope["method"] == "GET" and headers.get("sec-fetch-dest") == "document"
    if headers.get("sec-fetch-site", "none") not in ("same-origin", "none") and not is_link:
        raise HTTPException(403)


def limit(receive: Receive) -> Receive:
    """Receive the body, at most MOST_BYTES of it."""
    read = 0

    async def limited() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > MOST_BYTES:
            raise HTTPException(413)
        return message

    return limited


async def form_of(request: Request, desk: DeskContext) -> FormData:
    """The posted form. Raises when its token is not that of this start."""
    if int(request.headers.get("content-length", "0")) > MOST_BYTES:
        raise HTTPException(413)
    is_form = request.headers.get("content-type", "").startswith(FORM_TYPES)
    form = FormData()
    if is_form:
        try:
            form = await request.form(max_fields=MOST_FIELDS, max_part_size=MOST_BYTES)
        except HTTPException as fault:  # the words of the parser are for programs
            raise HTTPException(fault.status_code) from None
    if not hmac.compare_digest(str(form.get("token")).encode(), desk.token.encode()):
        raise HTTPException(403, sentence("desk-restarted", desk.lang))
    return form


def posted(request: Request) -> FormData:
    """The form that the guard has read; its files are closed after the answer."""
    form: FormData = request.scope["desk.form"]
    return form


def refusal(refused: HTTPException, lang: str) -> Response:
    """The answer that says what is wrong: the words of a route, or those for the status."""
    is_given = refused.detail != HTTPStatus(refused.status_code).phrase
    code = SENTENCES.get(refused.status_code, SENTENCES[400])
    text = refused.detail if is_given else sentence(code, lang)
    return PlainTextResponse(f"{text}\n", refused.status_code, refused.headers)
