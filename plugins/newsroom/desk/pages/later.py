"""Functions of pages that are imported when they are first asked for: the desk starts sooner."""

from collections.abc import Callable
from importlib import import_module

from starlette.requests import Request
from starlette.responses import Response


def later(name: str) -> Callable[[Request], Response]:
    """The function `module:function` of desk/pages/, in a module that is imported by a request."""
    module, _, function = name.partition(":")

    def answer(request: Request) -> Response:
        answered: Response = getattr(import_module(f"{__package__}.{module}"), function)(request)
        return answered

    return answer
