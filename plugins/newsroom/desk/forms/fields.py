"""The form of an entry, made from its model and from the words of its fields."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel, BeforeValidator, Tag
from pydantic.fields import FieldInfo

from newsroom.contract.entry import Document, Entry, Fields, type_of
from newsroom.contract.fields import (
    Clock,
    Count,
    Day,
    Decimal,
    DocumentPath,
    Email,
    ImagePath,
    Inline,
    PathOrUrl,
    RefersTo,
    Repository,
    Truth,
    Url,
    When,
    Year,
)
from newsroom.contract.image import Image
from newsroom.contract.moment import Moment
from newsroom.contract.repeat import Repeat
from newsroom.reading.texts import MARKDOWN_FIELDS
from newsroom.reading.yaml_faults import YamlFault
from newsroom.reading.yaml_file import Data, parse
from newsroom.wording.fields import FieldWords, MissingWords, words_of

Widget = Literal[
    "text", "long", "markdown", "body", "choice", "truth", "day", "moment", "clock", "number",
    "url", "email", "reference", "image", "document", "focus", "repeat",
    "group", "picture", "place", "list", "people", "tags", "days", "keyed",
]  # fmt: skip
GROUPS = ("group", "picture", "place")
LISTS = ("list", "people", "tags", "days")
# By their types, a title may be as long as a summary, and the words for a picture no longer.
BY_NAME: Mapping[str, Widget] = {"title": "text", "alt": "long"}
UNIONS = (Union, UnionType)
# A place that is written out has no page to keep.
OF_ENTRIES = ("aliases", "owner", "review_by")
BODY = "body"
UNKNOWN = "Skjemaet kjenner ikke dette feltet. Det blir stående slik det er skrevet."
TEXT_WORDS = FieldWords(
    "tekst", "Selve teksten. Knappene setter inn mellomtitler, lister, lenker og bilder.", ""
)
# The widget of a field whose type is exactly this.
WIDGETS: Mapping[Any, Widget] = {
    Inline: "long", Truth: "truth", Day: "day", When: "moment", Clock: "clock", Count: "number",
    Year: "number", Decimal: "number", Url: "url", PathOrUrl: "url", Repository: "url",
    Email: "email", ImagePath: "image", DocumentPath: "document",
    bool: "truth", int: "number", float: "number", date: "day", time: "clock", Moment: "moment",
    Repeat: "repeat", tuple[int, int]: "focus",
}  # fmt: skip


class Choice(NamedTuple):
    """A value that can be chosen, and what it means."""

    value: str
    text: str


@dataclass(frozen=True, slots=True)
class FormField:
    """A field of a form, by its name in the file.

    A choice equal to `default` is the same as no value. `reference` is the kind that it names
    (RefersTo). `fields` are those of a group, and `item` is one row of a list, or one value of a
    mapping by `key`. A group may also be one of `choices`, or the name of a `reference`. `expand`
    turns the short form of a group or a list into the full one.
    """

    name: str
    widget: Widget
    words: FieldWords
    example: str = ""
    is_required: bool = False
    choices: tuple[Choice, ...] = ()
    default: str = ""
    reference: str = ""
    fields: tuple["FormField", ...] = ()
    item: "FormField | None" = None
    key: "FormField | None" = None
    expand: Callable[..., Any] | None = None

    @property
    def is_advanced(self) -> bool:
        return self.words.advanced

    @property
    def help(self) -> str:
        return self.words.form_help or self.words.help


def unknown_field(name: str) -> FormField:
    """A field that no model knows, such as a misspelled one."""
    return FormField(name, "text", FieldWords(name, UNKNOWN, ""))


@cache
def form_of(model: type[Entry]) -> tuple[FormField, ...]:
    """The fields of a model in its order; the text of a document is behind its summary."""
    fields = _fields_of(model, model)
    if not issubclass(model, Document):
        return fields
    body = FormField(BODY, "body", TEXT_WORDS)
    first = max(n for n, f in enumerate(fields) if f.is_required or f.name == "summary") + 1
    return (*fields[:first], body, *fields[first:])


def expanded(field: FormField, value: Data) -> Data:
    """The full form of a value written in short, such as `{name: Frokost}` of the text `Frokost`.

    A text that has no full form stays a text.
    """
    if not field.expand or not isinstance(value, str):
        return value
    try:
        full = field.expand(value)
    except (ValueError, TypeError):
        return value
    return full if isinstance(full, dict | list) else value


def _fields_of(root: type[Entry], model: type[BaseModel]) -> tuple[FormField, ...]:
    """The fields of an entry, or of a group in it."""
    return tuple(_field(root, model, name, info) for name, info in model.model_fields.items())


def _field(root: type[Entry], model: type[BaseModel], own: str, info: FieldInfo) -> FormField:
    """One field, by its name in the file, with its words."""
    name = info.alias or own
    try:
        words = words_of(root, name, model.__name__)
    except MissingWords:
        words = FieldWords(name, "", "")
    # Its model asks for it too, unless the picture is decorative.
    is_required = info.is_required() or (model is Image and own == "alt")
    field = replace(_typed(root, name, words, type_of(model, own)), is_required=is_required)
    if field.widget == "choice":
        return replace(field, default=info.default if isinstance(info.default, str) else "")
    if field.widget in GROUPS:
        return replace(field, choices=_choices(words, _shorts(field, model, name)))
    is_written = field.widget != "truth" and not (field.item or field).reference
    return replace(field, example=_example(words) if is_written else "")


def _typed(root: type[Entry], name: str, words: FieldWords, of: Any) -> FormField:
    """The field of a type: its widget, and what is in it."""
    core, rules = _unwrapped(of)
    reference = next((rule.kind for rule in rules if isinstance(rule, RefersTo)), "")
    expand = next((rule.func for rule in rules if isinstance(rule, BeforeValidator)), None)
    field = FormField(name, "text", words, reference=reference)
    items = get_args(core)
    if get_origin(core) in UNIONS:
        group = next(item for item in items if _is_group(_unwrapped(item)[0]))
        names = (_typed(root, name, words, item) for item in items if item is not group)
        written = _fields_of(root, _unwrapped(group)[0])
        fields = tuple(one for one in written if one.name not in OF_ENTRIES)
        return replace(field, widget="place", reference=next(names).reference, fields=fields)
    if get_origin(core) is Literal:
        return replace(field, widget="choice", choices=_choices(words, items))
    if _is_group(core):
        field = replace(field, widget="group", fields=_fields_of(root, core), expand=expand)
        if issubclass(core, Image):
            return replace(field, widget="picture", expand=lambda path: {"src": path})
        return field
    if get_origin(core) is Mapping:
        key, item = (replace(_typed(root, name, words, of), is_required=True) for of in items)
        label = "dato" if key.widget == "day" else "navn"
        key = replace(key, words=FieldWords(label, "", ""))
        return replace(field, widget="keyed", key=key, item=item)
    if get_origin(core) is tuple and items[-1] is ...:
        item = _typed(root, name, words, items[0])
        if item.widget in GROUPS:
            return replace(field, widget="list", item=item)
        if reference:
            item = replace(item, widget="reference", reference=reference)
        expand = expand or (lambda text: [text])
        return replace(field, widget=_list_of(item), item=item, expand=expand)
    is_markdown = MARKDOWN_FIELDS.get(root) == name
    return replace(field, widget="markdown" if is_markdown else _simple(field, core, rules))


def _simple(field: FormField, core: Any, rules: list[Any]) -> Widget:
    """The widget of a field with one text."""
    own = tuple(rule for rule in rules if not isinstance(rule, RefersTo | FieldInfo | Tag))
    widget = WIDGETS.get(Annotated[(core, *own)] if own else core) or WIDGETS.get(core, "text")
    if field.reference:
        return "reference"
    return BY_NAME.get(field.name, widget)


def _list_of(item: FormField) -> Widget:
    if item.widget == "day":
        return "days"
    return "people" if item.reference == "person" else "tags"


def _unwrapped(of: Any) -> tuple[Any, list[Any]]:
    """A type without None and without its rules, and those; a union of more types stays one."""
    rules: list[Any] = []
    while True:
        if get_origin(of) is Annotated:
            of, *more = get_args(of)
            rules += more
            continue
        some = [item for item in get_args(of) if item is not NoneType]
        if get_origin(of) not in UNIONS or len(some) > 1:
            return of, rules
        of = some[0]


def _is_group(core: Any) -> bool:
    return isinstance(core, type) and issubclass(core, Fields)


def _choices(words: FieldWords, values: Iterable[str]) -> tuple[Choice, ...]:
    return tuple(Choice(value, words.choices.get(value, value)) for value in values)


def _shorts(field: FormField, model: type[BaseModel], name: str) -> Iterator[str]:
    """The words that may stand in place of a group, by the JSON schema: `news` for a consent."""
    schema = model.model_json_schema()["properties"][name]
    words = (kind["const"] for kind in schema.get("anyOf", ()) if "const" in kind)
    yield from (word for word in words if isinstance(expanded(field, word), str))


def _example(words: FieldWords) -> str:
    """The example as it is written into a form; "" for that of a group."""
    try:
        data, _ = parse(words.example)
    except YamlFault:
        return words.example
    first = data[0] if isinstance(data, list) and data else data
    return first if isinstance(first, str) else ""
