"""The label, help text and example of every field, from contract/fields.yaml."""

import inspect
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from newsroom import contract

WORDS = Path(contract.__file__).with_name("fields.yaml")
CATALOGUES = Path(contract.__file__).with_name("translations")
# The model name of fields that all models share.
EVERY = "every"


@dataclass(frozen=True, slots=True)
class FieldWords:
    """The label and the help text of a field, and an example of its value in YAML.

    `choices` says in a sentence what each of its words does. `form_help` is the help text where the
    value is not written as YAML; `advanced` fields are folded there.
    """

    label: str
    help: str
    example: str
    choices: Mapping[str, str] = field(default_factory=dict, hash=False)
    form_help: str = ""
    advanced: bool = False


class MissingWords(LookupError):
    """A field has no words: a fault in code, told with the line to write."""


Words = Mapping[str, Mapping[str, FieldWords]]


def all_words() -> Words:
    """The words by model and field; those that all models share are under EVERY."""
    return _words_in(WORDS)


@cache
def _words_in(file: Path) -> Words:
    if not file.is_file():
        return {}
    return {
        model: {name: FieldWords(**words) for name, words in fields.items()}
        for model, fields in load_yaml(file).items()
    }


def words_beside(model: type) -> Words:
    """The words in fields.yaml beside the module of a model."""
    return _words_in(Path(inspect.getfile(model)).with_name("fields.yaml"))


@cache
def load_yaml(file: Path) -> Mapping[str, Any]:
    """The mapping in a YAML file of this package, parsed by libyaml where PyYAML has it."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data: Mapping[str, Any] = yaml.load(file.read_text(encoding="utf-8"), Loader=loader)
    return data


def words_of(model: type, field: str, group: str = "") -> FieldWords:
    """The words of a field of a model, or of a `group` in it. Raises MissingWords without any."""
    name = group or model.__name__
    for words in (words_beside(model), all_words()):
        for model_name in (name, EVERY):
            if field in words.get(model_name, {}):
                return words[model_name][field]
    file = Path(inspect.getfile(model)).with_name("fields.yaml")
    raise MissingWords(
        f"{name}.{field} has no words. Write this line in {file.parent.name}/{file.name}, "
        f"below `{name}:`\n"
        f'  {field}: {{label: …, help: "….", example: …}}'
    )


def label(field: str, lang: str, own: str = "") -> str:
    """` (påmeldingsfrist)` for `registration.deadline`, or its `own` label; "" for the name."""
    name = field.rpartition(".")[2]
    words = _any_words(name)
    text = own or (words.label if words else "")
    return f" ({text})" if lang == "nb" and text and text != name else ""


def example(field: str, own: str = "") -> str:
    """`start: 2024-03-05 09:00`: a line with the field, or its `own` example; else with `title`."""
    name = field.rpartition(".")[2]
    text = own or ((words := _any_words(name)) and words.example)
    return f"{name}: {text}" if text else example("title")


def fields_labelled(word: str) -> tuple[str, ...]:
    """The names of the fields with this label."""
    return _by_label().get(word.lower().replace("_", " "), ())


@cache
def _by_label() -> Mapping[str, tuple[str, ...]]:
    names: dict[str, tuple[str, ...]] = {}
    for fields in all_words().values():
        for name, words in fields.items():
            names[words.label] = (*names.get(words.label, ()), name)
    return names


@cache
def _any_words(name: str) -> FieldWords | None:
    """The words of a field of an unknown model: of the first model in the file that has it."""
    groups = all_words()
    return next((group[name] for group in groups.values() if name in group), None)
