"""Runs the desk's server on a free port, and asks it as a browser would."""

import http.client
import json
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from bs4 import BeautifulSoup

from newsroom.commands.settings import strict_settings
from newsroom.desk.context import DeskContext
from newsroom.desk.serve import context_of, serving
from newsroom.desk.start import listen
from newsroom.desk.state import PreviewState
from tests.site import forked
from tests.site.building import share_templates

PATIENCE = 30.0
PAGE = "<!doctype html><title>{0}</title><body><h1>{0}</h1></body>"


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, headers and text of an answer."""

    status: int
    headers: Mapping[str, str]
    text: str


@dataclass(frozen=True, slots=True)
class Served:
    """A running server; each call is a connection of its own."""

    context: DeskContext
    port: int

    def ask(
        self,
        method: str,
        address: str,
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
    ) -> Answer:
        """The answer to a request, whose address is sent as it is written."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request(method, address, body, dict(headers or {}))
        answer = connection.getresponse()
        return Answer(answer.status, dict(answer.headers), answer.read().decode())

    def get(self, address: str, **headers: str) -> Answer:
        """The answer to GET; `sec_fetch_site` is the header Sec-Fetch-Site."""
        return self.ask("GET", address, {name.replace("_", "-"): headers[name] for name in headers})

    def post(self, address: str, fields: Mapping[str, str], **headers: str) -> Answer:
        """The answer to a form, which gets the token of this start unless it has one."""
        form = urlencode({"token": self.context.token} | dict(fields)).encode()
        named = {name.replace("_", "-"): headers[name] for name in headers}
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.ask("POST", address, kind | named, form)

    def events(self, view: str = "") -> Iterator[dict[str, str]]:
        """The server-sent events, as a browser gets them that shows the page at `view`."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request("GET", f"/__preview/events?{urlencode({'view': view})}")
        for line in connection.getresponse():
            if line.startswith(b"data: "):
                yield json.loads(line.removeprefix(b"data: "))


def site_settings() -> dict[str, Any]:
    """The settings of the site in the current folder, and of no other that was read before.

    publishconf.py imports pelicanconf.py, and Python keeps the first that it has imported.
    """
    sys.modules.pop("pelicanconf", None)
    return strict_settings()


@contextmanager
def desk_at(
    root: Path, *, edition: str = "1", now: str = "", settings: dict[str, Any] | None = None
) -> Iterator[Served]:
    """The server for the site in a folder, which nobody builds; "" is before the first build."""
    forked.prepare()
    share_templates(root)
    with listen(0) as listener:
        port = listener.getsockname()[1]
        context = context_of(root, port, now, settings=settings or {})
        context.state.replace(PreviewState(edition))
        with serving(context, listener):
            yield Served(context, port)


@contextmanager
def kept(served: Served) -> Iterator[None]:
    """Put content/ back as it was, file by file, and forget what the desk keeps beside it.

    The settings stay as they are: other ones would start the process that builds anew.
    """
    content = served.context.content
    before = {file: file.read_bytes() for file in content.rglob("*") if file.is_file()}
    try:
        yield
    finally:
        for file in content.rglob("*"):
            if file.is_symlink() or (file.is_file() and file not in before):
                file.unlink()
        for file, data in before.items():
            if not file.is_file() or file.read_bytes() != data:
                file.write_bytes(data)
        shutil.rmtree(served.context.root / ".cache/desk", ignore_errors=True)


def built(root: Path) -> Path:
    """A small built site in a folder, and a file beside it that must not be served."""
    site = root / ".cache/preview/site"
    (site / "om-oss").mkdir(parents=True)
    (site.parent / "secret.txt").write_text("hemmelig")
    for name, title in {"index": "Forside", "om-oss/index": "Om oss", "404": "Borte"}.items():
        (site / f"{name}.html").write_text(PAGE.format(title), encoding="utf-8")
    for name in ("alle.ics", "stil.css", "feed.xml", "kart.svg"):
        (site / name).write_text("æøå", encoding="utf-8")
    return root


def form_of(page: Answer) -> dict[str, str]:
    """What a browser would send of the form with the entry, without a button."""
    form = BeautifulSoup(page.text, "html.parser").select_one("form[data-entry], main form")
    assert form, page.text
    sent = {}
    for one in form.select("input, textarea, select"):
        name, kind = str(one.get("name") or ""), one.get("type")
        if not name or (kind in ("radio", "checkbox") and not one.has_attr("checked")):
            continue
        value = str(one.get("value") or "")
        if one.name == "textarea":
            value = one.get_text().removeprefix("\n").replace("\n", "\r\n")
        if one.name == "select":
            chosen = one.select_one("option[selected]")
            value = str(chosen["value"]) if chosen else ""
        sent[name] = value
    return sent
