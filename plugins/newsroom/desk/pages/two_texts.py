"""The two texts of a field that was changed twice, as the form shows them."""

import json
from dataclasses import dataclass

from newsroom.contract.problems import Where
from newsroom.desk.context import DeskContext
from newsroom.desk.forms.fields import FormField, expanded, form_of
from newsroom.desk.forms.values import fields_by_name
from newsroom.desk.saving.drafts import Draft, value_at
from newsroom.desk.sentences import desk_texts, sentence
from newsroom.reading.yaml_file import Data
from newsroom.wording.texts import Texts


@dataclass(frozen=True, slots=True)
class TwoTexts:
    """The label of a field, our text and the other; `use` is what the button for that sends."""

    label: str
    ours: str
    other: str
    use: str


def two_texts(desk: DeskContext, draft: Draft) -> list[TwoTexts]:
    """What people have to choose from."""
    t = desk_texts(desk.lang)
    told = []
    for where, other in draft.others:
        label, field = _field_at(draft, where, t)
        ours = in_form(field, value_at(draft.entry, where), desk.lang)
        use = json.dumps([where, other])
        told.append(TwoTexts(label, ours, in_form(field, other, desk.lang), use))
    return told


def _field_at(draft: Draft, where: Where, t: Texts) -> tuple[str, FormField]:
    """The field at a place in an entry, with the labels on the way to it."""
    labels, fields = [], form_of(draft.place.model)
    field: FormField | None = None
    for step in map(str, where):
        is_row = field is not None and field.item is not None
        field = field.item if field and field.item else _named(fields, step)
        fields = field.fields
        labels.append(step if is_row else t(field.words.label))
    assert field
    return ", ".join(labels), field


def _named(fields: tuple[FormField, ...], name: str) -> FormField:
    body = (one for one in fields if one.name == name)
    return next(body, None) or fields_by_name(fields, [name])[name]


def in_form(field: FormField, value: Data | None, lang: str) -> str:
    """A value as the form has it: choices in words, an item of a list on each line."""
    lines = _lines(field, value, desk_texts(lang)) if value else [sentence("field-empty", lang)]
    return "\n".join(lines)


def _lines(field: FormField, value: Data, t: Texts) -> list[str]:
    value = expanded(field, value)
    if isinstance(value, str):
        words = (choice.text for choice in field.choices if choice.value == value)
        return [t(next(words, value))]
    if isinstance(value, list):
        return [", ".join(_lines(field.item or field, one, t)) for one in value]
    fields = fields_by_name(field.fields, value)
    each = ((n, field.item or fields[n], one) for n, one in value.items())
    return [
        f"{n if field.item else t(of.words.label)}: {', '.join(_lines(of, one, t))}"
        for n, of, one in each
    ]
