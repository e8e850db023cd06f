"""Asks a server by HTTP, and says in Norwegian why there is no answer.

Needs only the standard library.
"""

import json
from collections.abc import Mapping
from http.client import HTTPException
from socket import gaierror
from ssl import SSLError
from string import punctuation
from subprocess import CalledProcessError
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import HTTPRedirectHandler, Request, build_opener

from newsroom.addresses.host_names import in_ascii
from newsroom.commands.publishing.remote import GIT_FAILED, SECONDS

MOST_BYTES = 64_000
# What is raised for an answer in an unexpected form, or for no answer.
UNREADABLE = (
    OSError, HTTPException, ValueError, LookupError, TypeError, RecursionError, *GIT_FAILED
)  # fmt: skip
NOT_AS_EXPECTED = "svaret er ikke slik det skal være"
REASONS: tuple[tuple[type[Exception], str], ...] = (
    (gaierror, "navnet finnes ikke, eller det er ikke noe nett her"),
    (ConnectionRefusedError, "ingen svarer der"),
    (TimeoutError, "det kom ikke noe svar i tide"),
    (SSLError, "sertifikatet der er ikke gyldig"),
    (CalledProcessError, "Git fikk ikke noe svar"),
    *((kind, NOT_AS_EXPECTED) for kind in (ValueError, LookupError, TypeError, RecursionError)),
)


class _Redirects(HTTPRedirectHandler):
    """Follows a redirect of a request that sends no values, since they would be lost."""

    def redirect_request(self, req: Request, *args: Any) -> Request | None:
        return None if req.data else super().redirect_request(req, *args)


def fetched(
    url: str,
    token: str = "",
    *,
    method: str = "GET",
    values: Mapping[str, Any] | None = None,
    headers: Mapping[str, str] | None = None,
    most: int = MOST_BYTES,
    scheme: str = "Bearer",
) -> bytes:
    """The body of the answer to a request with these values as JSON; without, after redirects.

    The token is sent to the first host only. Raises one of UNREADABLE.
    """
    if not url.startswith(("https://", "http://")):
        raise ValueError(f"{url} er ingen nettadresse")
    data = json.dumps(values).encode() if values else None
    kind = {"Content-Type": "application/json"} if data else {"Cache-Control": "no-cache"}
    address = quote(in_ascii(url), safe=punctuation)
    request = Request(address, data, {**kind, **(headers or {})}, method=method)
    if token:
        request.add_unredirected_header("Authorization", f"{scheme} {token}")
    with build_opener(_Redirects).open(request, timeout=SECONDS) as answer:
        body: bytes = answer.read(most + 1)
    if len(body) > most:
        raise ValueError(f"{url} er større enn {most} byte")
    return body


def reason_for(error: BaseException) -> str:
    """Why there is no answer; `error` is one of UNREADABLE."""
    if isinstance(error, HTTPError):
        onward = error.headers["Location"] if error.code < 400 else ""
        return f"{error.url} " + (
            f"sender videre til {onward}" if onward else f"svarte {error.code}"
        )
    cause = getattr(error, "reason", error)
    return next((words for kind, words in REASONS if isinstance(cause, kind)), str(cause))
