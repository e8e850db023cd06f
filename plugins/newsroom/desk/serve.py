"""Serves the desk and the preview while the site is built after every save."""

import os
import socket
import sys
import threading
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn

from newsroom.commands.building import BuildProcess
from newsroom.commands.settings import kinds_of, strict_settings
from newsroom.contract.site import Site
from newsroom.desk.app import desk_app
from newsroom.desk.context import DeskContext
from newsroom.desk.guard import DESK
from newsroom.desk.pages.overview import listed
from newsroom.desk.rebuilding import keep_building, saves_in, watched
from newsroom.desk.start import HOST, address_on, builder_of
from newsroom.disk.atomic import remove_unfinished
from newsroom.site.prepare import NowUnreadable
from newsroom.site.prepare import now as now_of
from newsroom.wording.problems import notice

SECONDS_TO_FINISH = 3


def serve(listener: socket.socket, builder: BuildProcess, now: str, *, opens_browser: bool) -> int:
    """Serve until Ctrl-C, which is raised; returns the exit code for a time that is none."""
    try:
        now_of({"NOW": now}, Site())
    except NowUnreadable as unreadable:
        print(notice("now-invalid", "nb", value=unreadable), file=sys.stderr)
        return 1
    root, port = Path.cwd(), listener.getsockname()[1]
    context = context_of(root, port, now, strict_settings(), builder)
    remove_unfinished(context.content)  # of a save that a power cut has ended, for example
    with serving(context, listener):
        print(f"Nettstedet vises på {context.address}/ (Ctrl-C avslutter)")
        print(f"Skriv på {context.address}{DESK}", flush=True)
        if opens_browser:
            open_browser(context.address + DESK)
        listed(context)  # what people see first, also while the first build takes its time
        builder, saves = context.builder, saves_in(root, watched(root))
        keep_building(builder.build, builder.view, context.state, saves)
    return 0


def context_of(
    root: Path, port: int, now: str, settings: dict[str, Any], builder: BuildProcess | None = None
) -> DeskContext:
    """The context of the site in a folder with these settings, served on a port."""
    address = address_on(port)
    hosts = {f"{HOST}:{port}", f"localhost:{port}", address.partition("://")[2]}
    return DeskContext(
        root=root, now=now, address=address, hosts=frozenset(hosts), settings=settings,
        builder=builder or builder_of(root, port, now), kinds=kinds_of(settings),
    )  # fmt: skip


@contextmanager
def serving(context: DeskContext, listener: socket.socket) -> Iterator[None]:
    """Run the server in a thread while the body runs; answers that have begun may finish."""
    config = uvicorn.Config(
        desk_app(context), log_config=None, log_level="error", access_log=False, ws="none",
        lifespan="off", proxy_headers=False, server_header=False,
        timeout_graceful_shutdown=SECONDS_TO_FINISH,
    )  # fmt: skip
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        yield
    finally:
        context.state.end()
        server.should_exit = True
        thread.join()


def open_browser(address: str) -> None:
    """Open an address where a person sits, without waiting for the browser."""
    has_own = {"CI", "CODESPACES"} & os.environ.keys()
    if sys.stdout.isatty() and not has_own:
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
