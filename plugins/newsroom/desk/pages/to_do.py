"""«Oppgaver»: what the newsroom is to do, and the advice about its texts."""

from collections.abc import Iterable, Mapping

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from newsroom.commands.check import SECTIONS, advice_of, group_heading
from newsroom.contract.problems import Problem
from newsroom.desk.context import desk_of
from newsroom.desk.live_page import in_words
from newsroom.desk.site_pages import own_page, shown
from newsroom.reading.load import load
from newsroom.reading.todo import grouped, tasks
from newsroom.site.prepare import now as now_of
from newsroom.wording.problems import message
from newsroom.wording.texts import our_texts


def to_do_page(request: Request) -> Response:
    """The page of tasks, whose script asks for them."""
    return shown(request, own_page(request, "tasks"))


def to_do(request: Request) -> Response:
    """Section, heading and tasks of each group, and the advice, each with its file and line."""
    desk = desk_of(request)
    catalog, _ = load(desk.content, models=desk.models)
    t, now = our_texts(desk.lang), now_of({"NOW": desk.now}, catalog.site)
    groups = [
        (t(SECTIONS[section]), group_heading(of_one[0], desk.lang), as_data(of_one, desk.lang))
        for section, of_one in grouped(tasks(catalog, now), now)
    ]
    advice = as_data(advice_of(catalog.entries()), desk.lang)
    return JSONResponse({"groups": groups, "advice": advice})


def as_data(problems: Iterable[Problem], lang: str) -> list[Mapping[str, object]]:
    """The place and the words of each problem."""
    return [
        {"file": p.path, "line": p.line, "code": p.code, "said": in_words(message(p, lang), lang)}
        for p in problems
    ]
