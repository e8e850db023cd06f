"""«Publiser»: what readers will see change, one sentence about it, and whether it is out."""

from contextlib import suppress
from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from newsroom.commands.outcome import Refused
from newsroom.commands.publishing.online import site_address
from newsroom.contract.problems import Problem
from newsroom.desk.context import DeskContext, desk_of
from newsroom.desk.guard import posted
from newsroom.desk.live_page import in_words
from newsroom.desk.pages.templating import page
from newsroom.desk.publishing.conflict import Side
from newsroom.desk.publishing.online import is_online
from newsroom.desk.publishing.pending import pending
from newsroom.desk.publishing.publish import PublishOutcome
from newsroom.desk.publishing.publish import publish as send
from newsroom.wording.problems import message

# What became of a file; the template translates the words.
FILE_STATES = {"new": "ny", "changed": "endret", "deleted": "slettet"}
SIDES: dict[str, Side] = {"ours": "ours", "theirs": "theirs", "both": "both"}


def changes(request: Request) -> Response:
    """What waits to be published."""
    return _page(request)


def publish(request: Request) -> Response:
    """Publish; a conflict comes back as two texts to choose from."""
    desk, form = desk_of(request), posted(request)
    name, email = (str(form.get(field, "")).strip() for field in ("name", "email"))
    choices = {
        key.removeprefix("choice."): SIDES[str(value)]
        for key, value in form.items()
        if key.startswith("choice.") and value in SIDES
    }
    sentence = str(form.get("sentence", ""))
    who = (name, email) if name and email else None
    try:
        outcome = send(
            desk.root, sentence, who=who, choices=choices, models=desk.models, lang=desk.lang
        )
    except Refused as refused:
        return _page(request, refused=str(refused), sentence=sentence)
    return _page(request, outcome=outcome, sentence=sentence)


def _page(
    request: Request,
    outcome: PublishOutcome | None = None,
    refused: str = "",
    sentence: str = "",
) -> Response:
    desk = desk_of(request)
    waiting = None
    is_done = outcome and outcome.state in ("sent", "review", "nothing")
    try:
        waiting = None if is_done else pending(desk.root, lang=desk.lang)
    except Refused as fault:
        refused = refused or str(fault)
    unsaved = [draft for draft in desk.drafts.all() if draft.is_typed]
    return page(
        request,
        "publish",
        waiting=waiting,
        outcome=outcome,
        refused=refused,
        sentence=sentence,
        states=FILE_STATES,
        unsaved=unsaved,
        errors=[_told(problem, desk) for problem in (outcome.errors if outcome else ())],
    )


def _told(problem: Problem, desk: DeskContext) -> str:
    place = f"{desk.content.name}/{problem.path}" + f":{problem.line}" * bool(problem.line)
    return f"{place}: {in_words(message(problem, desk.lang), desk.lang)}"


def online(request: Request) -> Response:
    """Whether a commit is out, in words."""
    desk, commit = desk_of(request), request.query_params.get("commit", "")
    siteurl = ""
    with suppress(Refused):
        siteurl = site_address("", desk.content)
    state = is_online(desk.root, commit, siteurl, datetime.now(UTC), desk.lang)
    return JSONResponse({"state": state.state, "text": state.text})
