"""Renders forms, and reads from their HTML what a browser would post."""

from collections.abc import Iterator, Mapping
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

from newsroom import desk
from newsroom.contract.entry import Entry
from newsroom.contract.site import Site
from newsroom.desk.forms.controls import Surroundings, controls
from newsroom.desk.forms.fields import form_of
from newsroom.desk.forms.values import Posted, posted
from newsroom.reading.yaml_faults import YamlFault
from newsroom.reading.yaml_file import Data, parse, split
from newsroom.wording.texts import texts
from tests import given

FOLDER = Path(desk.__file__).parent
MODELS = {kind.model.files.folder: kind.model for kind in given.KINDS}


@cache
def macros(lang: str) -> Any:
    """The macros of form.html in a language."""
    env = Environment(
        loader=FileSystemLoader(FOLDER / "templates"), autoescape=True, trim_blocks=True
    )
    env.globals["_"] = texts(lang, FOLDER / "translations")
    return env.get_template("form.html").module


def rendered(
    model: type[Entry],
    data: Mapping[str, Data],
    body: str = "",
    around: Surroundings | None = None,
    lang: str = "nb",
) -> str:
    """The HTML of the form of an entry."""
    around = around or Surroundings()
    made = controls(form_of(model), data, body, around)
    return str(macros(lang).form_fields(made, around.names))


def sent(html: str, **changed: str) -> Posted:
    """What a browser posts of a form, with `changed` texts by name (`__` for a full stop)."""
    by_name = {f"f.{name.replace('__', '.')}": value for name, value in changed.items()}
    unchanged = [pair for pair in pairs(html) if pair[0] not in by_name]
    return posted([*unchanged, *by_name.items()])


def pairs(html: str) -> list[tuple[str, str]]:
    """The names and values that a browser posts when no button is pressed (HTML, 4.10.21)."""
    reader = _Controls()
    reader.feed(html.replace("\r\n", "\n").replace("\r", "\n"))  # as browsers do before they parse
    reader.close()
    return reader.pairs


class _Controls(HTMLParser):
    """Reads the controls alone: a parser of whole pages takes four times as long."""

    def __init__(self) -> None:
        super().__init__()
        self.pairs: list[tuple[str, str]] = []
        self.name, self.text = "", [""]  # of the last textarea or select
        self.options: list[tuple[bool, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in reversed(attrs)}
        if tag in ("textarea", "select"):
            self.name, self.text, self.options = has.get("name", ""), [], []
        elif tag == "option":
            self.options.append(("selected" in has, has.get("value", "")))
        elif tag == "input" and has.get("name"):
            kind, value = has.get("type", "text"), has.get("value", "")
            if kind not in ("checkbox", "radio"):
                value = value if kind == "hidden" else value.replace("\n", "").replace("\r", "")
                self.pairs.append((has["name"], value))
            elif "checked" in has:
                self.pairs.append((has["name"], has.get("value", "on")))

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.name:
            # A first line end is dropped, and CRLF is posted.
            text = "".join(self.text).removeprefix("\n")
            self.pairs.append((self.name, text.replace("\n", "\r\n")))
        elif tag == "select" and self.name:
            chosen = [value for is_selected, value in self.options if is_selected]
            self.pairs.append((self.name, chosen[-1] if chosen else self.options[0][1]))


def entries(content: Path) -> Iterator[tuple[str, type[Entry], dict[str, Data], str]]:
    """Each entry of a content folder that can be read: a name, model, data, text."""
    for path in sorted([*content.rglob("*.md"), *content.rglob("*.yaml")]):
        place = path.relative_to(content)
        model = Site if place.name == "site.yaml" else MODELS.get(Path(place.parts[0]).stem)
        if not model:
            continue
        text = path.read_text(encoding="utf-8", errors="replace").removeprefix("\ufeff")
        try:
            head, body, _ = split(text) if path.suffix == ".md" else (text, "", 0)
            data, _ = parse(head)
        except YamlFault:
            continue
        name = f"{content.name}/{place}"
        if model is Site or path.suffix == ".md":
            each = [data]
        elif model.files.is_keyed and len(place.parts) == 1:
            each = list(data.values()) if isinstance(data, dict) else []
        else:
            each = data if isinstance(data, list) else [data]
        for one in each:
            if isinstance(one, dict):
                yield name, model, one, body
