"""Finds the fields of a model, and of the groups of fields in it, by their path."""

from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from newsroom.contract.problems import Where


def fields_at(model: type[BaseModel], where: Where) -> set[str]:
    """The names that fields may have at the path `where` of a model, as they are written."""
    return {name for inner in models_in(type_at(model, where)) for name in by_alias(inner)}


def type_at(model: type[BaseModel], where: Where) -> object:
    """The type of the innermost field on the path `where`; the model itself for the path ()."""
    field_type: object = model
    for step in where:
        for inner in models_in(field_type):
            field_type = by_alias(inner).get(str(step), field_type)
    return field_type


def by_alias(model: type[BaseModel]) -> Mapping[str, object]:
    """The type of each field by its name in content/: `except`, not `except_`."""
    return {field.alias or name: field.annotation for name, field in model.model_fields.items()}


def models_in(annotation: object) -> Iterator[type[BaseModel]]:
    """The models within a type such as `tuple[Image, ...]` or `Image | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in getattr(annotation, "__args__", ()):
        yield from models_in(inner)
