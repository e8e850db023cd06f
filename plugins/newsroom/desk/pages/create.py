"""«Ny …»: asks for what names an entry, and begins a draft of it."""

import re
from collections.abc import Iterator, Mapping, Set
from datetime import datetime

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from newsroom.commands.changing.entry_text import EntryPlace, read_entry
from newsroom.commands.changing.file_edits import plain_text
from newsroom.commands.new import path_of, text_of
from newsroom.commands.prompts import slug_of
from newsroom.commands.review_draft import draft as review_text
from newsroom.commands.settings import load_site
from newsroom.content_kinds import ContentKind, Scaffold
from newsroom.contract.moment import OSLO
from newsroom.contract.problems import Where
from newsroom.contract.review import Review
from newsroom.contract.slug import name_of
from newsroom.desk.context import DeskContext, desk_of
from newsroom.desk.forms.controls import Message, Surroundings, controls
from newsroom.desk.forms.fields import FormField, form_of
from newsroom.desk.forms.values import data_of, posted
from newsroom.desk.guard import posted as posted_form
from newsroom.desk.listing import heading
from newsroom.desk.pages.addresses import address_of
from newsroom.desk.pages.edit import UNCLEAR
from newsroom.desk.pages.entry_form import names_of
from newsroom.desk.pages.templating import page
from newsroom.desk.saving.drafts import Draft
from newsroom.desk.sentences import reason_of, sentence
from newsroom.reading.yaml_file import Data

# What the names of files begin with.
YEAR = re.compile("[0-9]{4}")
DATED = {"date": YEAR, "start": YEAR, "year": re.compile(r"[0-9]{4}\Z")}


def create(request: Request) -> Response:
    """The fields that an entry must have; once they are filled in, its whole form."""
    desk, kind = desk_of(request), _kind(request)
    scaffold = kind.scaffold
    assert scaffold
    form = tuple(one for one in form_of(scaffold.model) if one.name in scaffold.needed)
    if request.method != "POST":
        return _page(request, kind, form, _suggested(scaffold))
    pairs = [(name, str(value)) for name, value in posted_form(request).multi_items()]
    try:
        fields = data_of(form, posted(pairs), {})
    except UNCLEAR:
        raise HTTPException(400) from None
    must = {scaffold.name, *(field.name for field in form if field.is_required)}
    faults = dict(_faults(scaffold, must, fields))
    if faults:
        return _page(request, kind, form, fields, faults=faults)
    answers = {name: str(value) for name, value in fields.items() if isinstance(value, str)}
    if scaffold.name == "name":
        answers["name"] = name_of(answers["name"])
    path = path_of(scaffold, {**answers, "slug": slug_of(answers[scaffold.name])})
    if desk.files.read(path) is not None:
        taken = sentence("name-taken", desk.lang, path=f"content/{path}")
        return _page(request, kind, form, fields, taken=taken)
    draft = _begun(desk, scaffold, path, answers)
    if desk.drafts.find(draft.id):  # begun before, and not saved
        return RedirectResponse(address_of(draft), 303)
    draft = draft.typed({**draft.fields, **fields}, draft.body)
    try:
        desk.drafts.keep(draft)
    except OSError as fault:
        told = sentence("no-room", desk.lang, fault=reason_of(fault, desk.lang))
        return _page(request, kind, form, fields, taken=told)
    return RedirectResponse(address_of(draft), 303)


def _kind(request: Request) -> ContentKind:
    wanted = request.path_params["kind"]
    for kind in desk_of(request).kinds:
        if kind.name == wanted and kind.scaffold:
            return kind
    raise HTTPException(404)


def _faults(
    scaffold: Scaffold, must: Set[str], fields: Mapping[str, Data]
) -> Iterator[tuple[str, str]]:
    """The fields that lack, or that no name of a file can be made of, and the sentence of each."""
    for name in scaffold.needed:
        text = str(fields.get(name, ""))
        if name in must and not text:
            yield name, "fill-in-first"
        elif name in DATED and not DATED[name].match(text):
            yield name, "year-first"
        elif name == scaffold.name and not slug_of(text):
            yield name, "no-letters"


def _suggested(scaffold: Scaffold) -> dict[str, Data]:
    """Today, where a date is asked for that is not that of an event."""
    today = datetime.now(OSLO)
    return {"date": f"{today:%Y-%m-%d}"} if "date" in scaffold.needed else {}


def _begun(desk: DeskContext, scaffold: Scaffold, path: str, answers: dict[str, str]) -> Draft:
    """A draft of what `run.py new` would write."""
    text = text_of(scaffold, path, answers)
    if scaffold.model is Review:
        text = review_text(int(answers["year"]), load_site(desk.content)[0])
    is_list = scaffold.model.files.form == "list"
    key = path.rpartition("/")[2].rpartition(".")[0] if is_list or not path.endswith(".md") else ""
    place = EntryPlace(scaffold.model, path, key)
    text = plain_text(text.encode())
    entry = read_entry(text, place)
    return Draft(place, text, entry.fields, entry.body, is_new=True)


def _page(
    request: Request,
    kind: ContentKind,
    form: tuple[FormField, ...],
    fields: Mapping[str, Data],
    faults: Mapping[str, str] | None = None,
    taken: str = "",
) -> Response:
    desk = desk_of(request)
    names = names_of(desk)
    told = {name: Message(sentence(code, desk.lang)) for name, code in (faults or {}).items()}
    messages: dict[Where, list[Message]] = {(name,): [told[name]] for name in told}
    shown = controls(form, fields, "", Surroundings(names, messages))
    status = 422 if faults or taken else 200
    return page(
        request, "create", status, title=heading(kind, desk.lang), kind=kind.name, controls=shown,
        names=names, taken=taken,
    )  # fmt: skip
