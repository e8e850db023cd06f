"""What the desk's server refuses: foreign pages, writes without the token, large bodies."""

import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from newsroom.desk.guard import posted
from newsroom.desk.pages import routes
from tests.desk.serving import PATIENCE, Served, built, desk_at

SAVE = "/skrivepult/lagre"
FOREIGN = "Bare skrivepulten selv kan be om dette.\n"


async def save(request: Request) -> Response:
    """Says what the form has, as a page that saves would read it."""
    form = posted(request)
    files = [value for value in form.values() if isinstance(value, UploadFile)]
    sizes = [len(await file.read()) for file in files]
    return PlainTextResponse(f"{form.get('title')} {sizes}")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server for a built site, with a page that saves; no test changes the site."""
    route = Route("/lagre", save, methods=["POST"])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(routes, "ROUTES", [*routes.ROUTES, route])
        with desk_at(built(tmp_path_factory.mktemp("guard"))) as desk:
            yield desk


@pytest.mark.parametrize("name", ["ond.example", "127.0.0.1", "127.0.0.1:1", "example.org:8000"])
def test_another_host_name_is_refused(desk: Served, name: str) -> None:
    """A page elsewhere could give its own name the address of this machine (DNS rebinding)."""
    for address in ("/", "/__preview/oppgaver/data.json", "/__preview/events", "/skrivepult/"):
        answer = desk.get(address, host=name)
        assert (answer.status, answer.text) == (403, FOREIGN)
    assert desk.get("/", host=f"localhost:{desk.port}").status == 200


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"origin": "http://{here}"}, 200),
        ({"origin": "http://{here}", "sec_fetch_site": "same-origin"}, 200),
        ({"sec_fetch_site": "none"}, 200),
        ({"origin": "https://ond.example"}, 403),
        ({"origin": "http://127.0.0.1:1"}, 403),
        ({"origin": "http://{here}.ond.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": ""}, 403),
        ({"sec_fetch_site": "cross-site"}, 403),
        ({"sec_fetch_site": "same-site"}, 403),
        ({"sec_fetch_site": "cross-site", "sec_fetch_dest": "document"}, 403),
    ],
)
def test_a_page_of_another_origin_cannot_write(
    desk: Served, headers: dict[str, str], status: int
) -> None:
    """Even with the token."""
    here = f"127.0.0.1:{desk.port}"
    sent = {name: value.format(here=here) for name, value in headers.items()}
    assert desk.post(SAVE, {"title": "Ny"}, **sent).status == status


def test_a_page_of_another_origin_can_link_here_and_read_nothing(desk: Served) -> None:
    """A link in a mail or in a workspace opens the desk; a script or a frame gets nothing."""
    for address in ("/", "/skrivepult/"):
        link = desk.get(address, sec_fetch_site="cross-site", sec_fetch_dest="document")
        assert link.status == 200
        for kind in ("script", "iframe", "image", "empty"):
            answer = desk.get(address, sec_fetch_site="cross-site", sec_fetch_dest=kind)
            assert (answer.status, answer.text) == (403, FOREIGN)


@pytest.mark.parametrize("token", ["", "feil", "blåbær", None])
def test_a_write_without_the_token_of_this_start_is_refused(
    desk: Served, token: str | None
) -> None:
    """The words tell people to load the page again."""
    fields = {"title": "Ny"} if token is None else {"title": "Ny", "token": token}
    answer = desk.post(SAVE, fields) if token is not None else desk.ask("POST", SAVE)
    assert answer.status == 403
    assert "Last siden på nytt" in answer.text


def test_a_form_and_a_script_write_with_the_token(desk: Served) -> None:
    """In a field of the form; the route gets the form that the guard has read."""
    assert desk.post(SAVE, {"title": "Ny"}).text == "Ny []"
    answer = desk.ask("POST", SAVE, multipart(), parts(b"a" * 2_000_000, desk.context.token))
    assert answer.text == "Bilde [2000000]"


def test_a_form_that_cannot_be_read_is_refused_in_words(desk: Served) -> None:
    """The parser's own words are English, and for programs."""
    for body, kind in (
        (b"uten skille", multipart()),
        (parts(b"").replace(b' name="title"', b""), multipart()),
        (parts(b""), {"Content-Type": "multipart/form-data"}),
    ):
        answer = desk.ask("POST", SAVE, kind, body)
        assert answer.text.strip() == "Skrivepulten forstår ikke det som ble sendt."
        assert answer.status == 400


def test_methods_are_refused_in_words(desk: Served) -> None:
    """Without the token every method that could write is refused first."""
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    form = urlencode({"token": desk.context.token}).encode()
    for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS"):
        assert desk.ask(method, "/skrivepult/").status == 403
        for address in ("/", "/skrivepult/", "/__preview/events"):
            answer = desk.ask(method, address, kind, form)
            assert (answer.status, answer.text.rstrip()[-1]) == (405, ".")
    assert desk.get(SAVE).status == 405


def test_an_upload_that_is_too_large_is_refused_before_it_has_come(desk: Served) -> None:
    """By its declared length, and when a body without one has grown too large."""
    head = (
        f"POST {SAVE} HTTP/1.1\r\nHost: 127.0.0.1:{desk.port}\r\n"
        f"Content-Type: {multipart()['Content-Type']}\r\n"
    )
    with socket.create_connection(("127.0.0.1", desk.port), PATIENCE) as declared:
        declared.sendall(f"{head}Content-Length: 60000000\r\n\r\n".encode() + parts(b"a" * 100))
        assert read_refusal(declared).startswith("HTTP/1.1 413 ")
    begin, chunk = parts(b"").removesuffix(b"\r\n--skille--\r\n"), b"a" * 100_000
    with socket.create_connection(("127.0.0.1", desk.port), PATIENCE) as streamed:
        streamed.sendall(f"{head}Transfer-Encoding: chunked\r\n\r\n".encode())
        for body in (begin, *[chunk] * 600):
            streamed.sendall(f"{len(body):x}\r\n".encode() + body + b"\r\n")
        assert read_refusal(streamed).startswith("HTTP/1.1 413 ")
    assert desk.post(SAVE, {"title": "Ny"}).status == 200


def read_refusal(connection: socket.socket) -> str:
    """The answer up to its last words; waits no longer than PATIENCE for them."""
    answer = b""
    while b"Skrivepulten tar imot 50 MB om gangen." not in answer:
        part = connection.recv(10_000)
        assert part, answer
        answer += part
    return answer.decode()


def test_pages_of_the_desk_load_nothing_from_elsewhere(desk: Served) -> None:
    """Pages of the previewed site have the policy of their own host."""
    headers = desk.get("/skrivepult/").headers
    assert headers["content-security-policy"] == (
        "default-src 'self'; frame-ancestors 'self'; base-uri 'none'; form-action 'self'; "
        "object-src 'none'"
    )
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cache-control"] == "no-store"
    assert desk.get("/skrivepult/finnes-ikke").headers["content-security-policy"]
    assert "content-security-policy" not in desk.get("/").headers


def test_a_fault_of_ours_is_said_without_its_details(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The details are for the terminal."""

    def broken(request: Request) -> Response:
        raise ValueError("hemmelig")

    monkeypatch.setattr(routes, "ROUTES", [Route("/", broken)])
    with desk_at(built(tmp_path)) as desk:
        answer = desk.get("/skrivepult/")
    assert answer.status == 500
    assert answer.text.startswith("Noe gikk galt i skrivepulten.")
    assert "hemmelig" not in answer.text


def multipart() -> dict[str, str]:
    return {"Content-Type": "multipart/form-data; boundary=skille"}


def parts(picture: bytes, token: str = "") -> bytes:
    """A form with a title and a file."""
    return (
        f'--skille\r\nContent-Disposition: form-data; name="token"\r\n\r\n{token}\r\n'.encode()
        + b'--skille\r\nContent-Disposition: form-data; name="title"\r\n\r\nBilde\r\n'
        b'--skille\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n'
        b"Content-Type: image/jpeg\r\n\r\n" + picture + b"\r\n--skille--\r\n"
    )
