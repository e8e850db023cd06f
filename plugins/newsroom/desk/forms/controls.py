"""The controls of a form with the values of an entry, as the templates show them."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from newsroom.contract.problems import Where
from newsroom.desk.forms.fields import BODY, GROUPS, LISTS, Choice, FormField, expanded
from newsroom.desk.forms.values import KEY as KEY_STEP
from newsroom.desk.forms.values import ROOT, YES, Form, fields_by_name, name_in
from newsroom.desk.forms.values import VALUE as VALUE_STEP
from newsroom.reading.yaml_file import Data

# References to these must exist, so a short list of them is a list to choose from.
CHOSEN, MOST_CHOSEN = ("venue", "network", "type", "kind"), 20

# The fields by which a person knows a row, before its other texts.
NAMING = ("title", "name", "label", "alt")


@dataclass(frozen=True, slots=True)
class Message:
    """What is wrong with a field, or advice; `mend` is the number of its finished line, or ""."""

    text: str
    mend: str = ""
    is_advice: bool = False


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a form knows beside its entry: what references may name, and the messages by field."""

    names: Mapping[str, Sequence[Choice]] = field(default_factory=dict)
    messages: Mapping[Where, Sequence[Message]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Control:
    """A field of a form with its value.

    `parts` are the fields of a group, `rows` those of a list; the row of a mapping has a `key`.
    `raw` is a value in a shape that the form does not know, as JSON. `options` are what can be
    chosen; other values are kept.
    """

    field: FormField
    name: str
    where: Where
    text: str = ""
    raw: str = ""
    parts: tuple["Control", ...] = ()
    rows: tuple["Control", ...] = ()
    key: "Control | None" = None
    options: tuple[Choice, ...] = ()
    messages: Sequence[Message] = ()

    @property
    def path(self) -> str:
        """Its name in the operations of buttons."""
        name = self.key.name.removesuffix(f".{KEY_STEP}") if self.key else self.name
        return name.removeprefix(f"{ROOT}.")

    @property
    def is_wrong(self) -> bool:
        """Whether a message is about a fault."""
        return not all(message.is_advice for message in self.messages)

    @property
    def has_value(self) -> bool:
        inner = (*self.parts, *self.rows)
        own = self.text or self.raw or self.messages or self.key
        return bool(own) or any(one.has_value for one in inner)

    @property
    def title(self) -> str:
        """The text in it by which a person knows a row; "" when it is empty."""
        named = (one for one in self.parts if one.field.name in NAMING)
        texts = (one.title for one in (self.key, *named, *self.parts, *self.rows) if one)
        return " ".join(self.text.split()) or next(filter(None, texts), "")

    @property
    def walk(self) -> Iterator["Control"]:
        """The control and all in it."""
        yield self
        for one in (*self.parts, *self.rows):
            yield from one.walk


def controls(
    form: Form, data: Mapping[str, Data], body: str = "", around: Surroundings | None = None
) -> tuple[Control, ...]:
    """The controls of all fields, and of those that only the file has."""
    around = around or Surroundings()
    has_body = any(one.widget == "body" for one in form)
    fields = [*form, *(f for f in fields_by_name(form, data).values() if f not in form)]
    made = tuple(
        Control(one, f"{ROOT}.{BODY}", (BODY,), text=body)
        if one.widget == "body"
        else Control(one, f"{ROOT}.{BODY}", (BODY,), raw=json.dumps(data[BODY]))
        if one.name == BODY and has_body
        else _control(one, name_in(ROOT, one.name), (one.name,), data.get(one.name), around)
        for one in fields
    )
    return tuple(_told(one, _placed(made, around.messages)) for one in made)


def _control(
    of: FormField, name: str, where: Where, value: Data | None, around: Surroundings
) -> Control:
    value = None if value is None else expanded(of, value)
    control = Control(of, name, where, options=_options(of, around))
    if value is not None and not _is_shown(of, value):
        raw = json.dumps(value, ensure_ascii=False)
        return replace(control, raw=raw)
    if of.widget in GROUPS:
        group = value if isinstance(value, dict) else {}
        parts = tuple(
            _control(one, name_in(name, step), (*where, step), group.get(step), around)
            for step, one in fields_by_name(of.fields, group).items()
        )
        return replace(control, parts=parts, text=value if isinstance(value, str) else "")
    if of.item and of.widget in LISTS:
        items = enumerate(value if isinstance(value, list) else ())
        rows = (_control(of.item, name_in(name, n), (*where, n), one, around) for n, one in items)
        return replace(control, rows=tuple(rows))
    if of.item and of.widget == "keyed":
        return replace(control, rows=tuple(_rows(of, control, value, around)))
    return replace(control, text=_text(of, value if isinstance(value, str) else ""))


def _rows(
    of: FormField, control: Control, value: Data | None, around: Surroundings
) -> Iterator[Control]:
    """The rows of a mapping."""
    assert of.item and of.key
    for index, (key, one) in enumerate(value.items() if isinstance(value, dict) else ()):
        name, where = name_in(control.name, index), (*control.where, key)
        row = _control(of.item, name_in(name, VALUE_STEP), where, one, around)
        yield replace(row, key=Control(of.key, name_in(name, KEY_STEP), where, text=key))


def _is_shown(of: FormField, value: Data) -> bool:
    """Whether the form can show a value in this shape, and get it back from a browser."""
    if isinstance(value, str):
        is_own = of.widget not in GROUPS or of.reference or of.choices
        return bool(is_own) and not of.item and "\r" not in value
    if isinstance(value, list):
        return of.widget in LISTS
    return of.widget in GROUPS or (of.widget == "keyed" and "\r" not in "".join(value))


def _text(of: FormField, value: str) -> str:
    if of.widget == "truth" and value.strip().lower() in YES:
        return YES[1]
    return "" if of.widget == "choice" and value == of.default else value


def _options(of: FormField, around: Surroundings) -> tuple[Choice, ...]:
    names = around.names.get(of.reference, ())
    is_short = of.reference in CHOSEN and 0 < len(names) <= MOST_CHOSEN
    return of.choices or (tuple(names) if is_short else ())


def _placed(
    made: Iterable[Control], messages: Mapping[Where, Sequence[Message]]
) -> Mapping[Where, list[Message]]:
    """The messages by the nearest control that is there for each."""
    wheres = {one.where for control in made for one in control.walk}
    placed: dict[Where, list[Message]] = {}
    for where, told in messages.items():
        ends = (where[:end] for end in range(len(where), 0, -1))
        placed.setdefault(next((w for w in ends if w in wheres), ()), []).extend(told)
    return placed


def _told(control: Control, placed: Mapping[Where, list[Message]]) -> Control:
    """The control with its messages, and with those in it."""
    return replace(
        control,
        messages=placed.get(control.where, ()),
        parts=tuple(_told(one, placed) for one in control.parts),
        rows=tuple(_told(one, placed) for one in control.rows),
    )
