"""Shows a template of the desk in the language of the desk."""

from functools import partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from newsroom.content_kinds import translations_of
from newsroom.contract.reserved import LANGUAGE_NAMES
from newsroom.desk.context import desk_of
from newsroom.desk.saving.editing import asks_credit, title_of
from newsroom.desk.sentences import desk_texts

HERE = Path(__file__).parent.parent
ENVIRONMENT = Environment(
    loader=FileSystemLoader(HERE / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def page(request: Request, name: str, status: int = 200, **shown: object) -> HTMLResponse:
    """The page of a template; `_` translates a text, and `token` belongs in every form."""
    return HTMLResponse(fragment(request, name, **shown), status)


def fragment(request: Request, name: str, **shown: object) -> str:
    """The HTML of a template."""
    desk = desk_of(request)
    translate = desk_texts(desk.lang, *translations_of(desk.kinds))
    common = {"_": translate, "token": desk.token, "desk": desk, "title_of": title_of}
    common["LANGUAGES"] = LANGUAGE_NAMES
    common["asks_credit"] = partial(asks_credit, desk)
    return ENVIRONMENT.get_template(f"{name}.html", globals=common).render(**shown)
