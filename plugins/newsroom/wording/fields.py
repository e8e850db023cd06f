"""The Norwegian words of every field; they stand beside the models, in contract/fields.yaml."""

import inspect
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from newsroom import contract

WORDS = Path(contract.__file__).with_name("fields.yaml")
EVERY = "every"


@dataclass(frozen=True, slots=True)
class FieldWords:
    """What a field is called, what it is for, and an example as it stands after the colon."""

    label: str
    help: str
    example: str


Words = Mapping[str, Mapping[str, FieldWords]]


def all_words() -> Words:
    """The words by model and field; under EVERY those that all models share."""
    return _words_in(WORDS)


@cache
def _words_in(file: Path) -> Words:
    if not file.is_file():
        return {}
    return {
        model: {name: FieldWords(**words) for name, words in fields.items()}
        for model, fields in loaded(file).items()
    }


def words_beside(model: type) -> Words:
    """The words in fields.yaml beside the module of a model."""
    return _words_in(Path(inspect.getfile(model)).with_name("fields.yaml"))


def loaded(file: Path) -> dict:
    """What a file of our own words says, read by C where PyYAML has it."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(file.read_text(encoding="utf-8"), Loader=loader)


def words_of(model: type, field: str, group: str = "") -> FieldWords:
    """The words of a field of a model, or of a `group` of fields in it.

    Raises LookupError when it has none.
    """
    name = group or model.__name__
    for words in (words_beside(model), all_words()):
        for of in (name, EVERY):
            if field in words.get(of, {}):
                return words[of][field]
    raise LookupError(f"{name}.{field} has no words: write them in fields.yaml beside the model")


def label(field: str, lang: str, own: str = "") -> str:
    """` (påmeldingsfrist)` after `registration.deadline`; "" where the name itself says it.

    `own` is the label of a field whose words stand elsewhere.
    """
    name = field.rpartition(".")[2]
    words = _any_words(name)
    text = own or (words.label if words else "")
    return f" ({text})" if lang == "nb" and text and text != name else ""


def example(field: str, own: str = "") -> str:
    """`start: 2024-03-05 09:00`, the line somebody forgot; of what is no field, a title.

    `own` is the example of a field whose words stand elsewhere.
    """
    name = field.rpartition(".")[2]
    if own:
        return f"{name}: {own}"
    if words := _any_words(name):
        return f"{name}: {words.example}"
    return example("title")


def named(word: str) -> tuple[str, ...]:
    """The fields that people call by a word."""
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
    """The words of a field whose model is not known: those that all models share go first."""
    groups = all_words()
    return next((group[name] for group in groups.values() if name in group), None)
