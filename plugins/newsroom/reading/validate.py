"""Pydantic's errors as Problems: a code, the place of the field, and what was found there."""

from collections.abc import Iterator, Mapping
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from newsroom.contract.entry import Entry
from newsroom.contract.problems import Problem, Report
from newsroom.contract.source import TEXT, Source, Where
from newsroom.reading.spelling import nearest
from newsroom.reading.yaml_faults import colon_fault
from newsroom.reading.yaml_file import Data

CODES = {
    "missing": "field-missing",
    "extra_forbidden": "field-unknown",
    "string_type": "field-text",
    "list_type": "field-list",
    "tuple_type": "field-list",
    "dict_type": "field-mapping",
    "mapping_type": "field-mapping",
    "model_type": "field-mapping",
    "model_attributes_type": "field-mapping",
    "literal_error": "choice-invalid",
}
Found = TypeVar("Found", bound=Entry)


# What a faulty entry is given in place of what is wrong, so that the rest of it can be read.
STAND_INS = {
    "title": "-",
    "date": "2000-01-01",
    "id": "x",
    "start": "2000-01-01",
    "online": "https://example.org",
    "year": "2000",
    "name": "-",
}


def remains(kind: type[Found], data: Data, source: Source, key: str = "") -> Found | None:
    """A faulty entry without its faulty fields, to look for more faults in; None when too little.

    It is told about, never shown.
    """
    if not isinstance(data, dict):
        return None
    kept, lost = dict(data), frozenset()
    for _ in range(2):
        try:
            return kind.read(kept, source, key, lost)
        except ValidationError as error:
            named = fields_at(kind, ())
            lost = frozenset(_top(details) for details in error.errors(include_url=False)) - {""}
            kept = {name: value for name, value in kept.items() if name not in lost}
            kept = {name: value for name, value in (STAND_INS | kept).items() if name in named}
    return None


def _top(details: ErrorDetails) -> str:
    """The outermost field that an error is about."""
    first = next(iter(details["loc"]), details.get("ctx", {}).get("at", ""))
    return str(first)


def entry(
    kind: type[Found], data: Data, source: Source, report: Report, key: str = ""
) -> Found | None:
    """The entry in `data`; None, and its faults in `report`, when it is not one."""
    if not isinstance(data, dict):
        if isinstance(data, str) and _is_field(data, fields_at(kind, ())):
            report.add(source, (TEXT,), *colon_fault(data))
        else:
            report.add(source, (), "field-mapping", {"field": key or kind.__name__.lower()})
        return None
    try:
        return kind.read(data, source, key)
    except ValidationError as error:
        told = Report()
        for details in error.errors(include_url=False):
            _tell(details, kind, data, source, told)
        report.extend(_without_misspelt(told))
    return None


def _without_misspelt(told: Report) -> Iterator[Problem]:
    """The problems without the missing field that a misspelt one was meant to be."""
    said = [(problem, dict(problem.values)) for problem in told]
    meant = {
        ".".join((*v["field"].split(".")[:-1], v["suggestion"]))
        for problem, v in said
        if problem.code == "field-unknown"
    }
    for problem, values in said:
        if problem.code != "field-missing" or values["field"] not in meant:
            yield problem


def _tell(
    details: ErrorDetails, kind: type[Entry], data: Data, source: Source, report: Report
) -> None:
    code = CODES.get(details["type"], details["type"])
    where = _way(details["loc"], data)
    if code == "choice-invalid" and not isinstance(details["input"], str):
        code = "field-text"
    values = {k: v for k, v in details.get("ctx", {}).items() if k not in ("at", "expected")}
    if at := details.get("ctx", {}).get("at"):
        where = (*where, at)
    names = [step for step in where if isinstance(step, str)]
    values["field"] = ".".join(names)
    if colon := _colon(code, details["input"], where, fields_at(kind, where)):
        report.add(source, *colon)
        return
    if code == "field-unknown":
        values["suggestion"] = nearest(str(where[-1]), fields_at(kind, where[:-1]))
        values["choices"] = ", ".join(sorted(fields_at(kind, where[:-1])))
    if code == "choice-invalid" and "value" not in values:
        choices = details["ctx"]["expected"].replace("'", "").replace(" or ", ", ")
        values |= {"value": details["input"], "choices": choices}
    if code == "choice-invalid":
        values["suggestion"] = nearest(str(values["value"]), values["choices"].split(", "))
    report.add(source, where, code, values)


def _colon(
    code: str, written: object, where: Where, names: set[str]
) -> tuple[Where, str, dict[str, str]] | None:
    """What a colon forgotten, or one too many, has done; None when it is something else."""
    if code == "field-mapping" and isinstance(written, str) and _is_field(written, names):
        return (*where, TEXT), *colon_fault(written)
    is_item = code == "field-text" and isinstance(written, dict) and isinstance(where[-1], int)
    if is_item and [type(text) for text in written.values()] == [str]:
        quoted = "".join(f'- "{name}: {text}"' for name, text in written.items())
        return where, "yaml-colon-inside", {"mend": quoted}
    return None


def _is_field(text: str, names: set[str]) -> bool:
    """Whether a text is a field whose colon, or the space after it, was forgotten."""
    return bool(text.strip()) and text.split()[0].partition(":")[0] in names


def _way(loc: tuple[str | int, ...], data: Data) -> Where:
    """The way to a field through the data as written: pydantic adds names of union members."""
    way: list[str | int] = []
    loc = tuple(step for step in loc if step != "[key]")
    here: object = data
    for index, step in enumerate(loc):
        inside = (isinstance(here, Mapping) and step in here) or (
            isinstance(here, list) and isinstance(step, int) and step < len(here)
        )
        if inside:
            here = here[step]
            way.append(step)
        elif index == len(loc) - 1 and isinstance(here, Mapping):
            way.append(step)
    return tuple(way)


def fields_at(kind: type[BaseModel], where: Where) -> set[str]:
    """The names that may stand at a place of a model."""
    for step in where:
        if isinstance(step, str) and step in _by_alias(kind):
            kind = next(_models(_by_alias(kind)[step].annotation), kind)
    return set(_by_alias(kind))


def _by_alias(kind: type[BaseModel]) -> Mapping:
    return {field.alias or name: field for name, field in kind.model_fields.items()}


def _models(annotation: object) -> Iterator[type[BaseModel]]:
    """The models within a type such as `tuple[Image, ...]` or `Image | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in getattr(annotation, "__args__", ()):
        yield from _models(inner)
