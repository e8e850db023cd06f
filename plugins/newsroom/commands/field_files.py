"""Makes what is said of fields elsewhere, from the models and contract/fields.yaml.

The schemas of VS Code's YAML extension (.vscode/schemas/) and docs/handbok/felt.md.
`python -m newsroom.commands.field_files` writes them; a test fails when one is stale.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from newsroom.commands.settings import site_kinds
from newsroom.content_kinds import ContentKind
from newsroom.contract.article import Correction
from newsroom.contract.entry import Entry
from newsroom.contract.event import Event
from newsroom.contract.event_parts import Attachment, English, Instance, ProgrammeItem, Registration
from newsroom.contract.image import Consent, Image
from newsroom.contract.review import Figure, Highlight, Review
from newsroom.contract.site import MenuItem, Partner, Profile, Sample, Site
from newsroom.wording.fields import FieldWords, words_of

SCHEMAS = Path(".vscode") / "schemas"
TABLES = Path("docs") / "handbok" / "felt.md"
Kinds = Iterable[ContentKind]
DIALECT = "http://json-schema.org/draft-07/schema#"
# The groups of fields that entries of a model have, and what the handbook calls each.
GROUPS: Mapping[type[Entry], Mapping[type[BaseModel], str]] = {
    Event: {
        Registration: "Påmelding (`registration`)",
        ProgrammeItem: "Punkt i programmet (`programme`)",
        Attachment: "Dokument (`documents`)",
        Instance: "Enkeltdato i en serie (`instances`)",
        English: "På engelsk (`en`)",
        Image: "Bilde (`image`, `gallery`)",
        Consent: "Samtykke (`consent`)",
        Correction: "Rettelse (`corrections`)",
    },
    Review: {Figure: "Tall (`figures`)", Highlight: "Høydepunkt (`highlights`)"},
    Site: {
        MenuItem: "Ord i menyen (`menu`)",
        Profile: "Andre steder (`social`)",
        Partner: "Samarbeidspartner (`partners`)",
        Sample: "Eksempel (`sample`)",
    },
}
INTRODUCTION = """\
# Alle feltene

<!-- Laget av plugins/newsroom/commands/field_files.py. Skriv ikke her: ordene står i
     plugins/newsroom/contract/fields.yaml. -->

Felt med fet skrift må være med. Alle de andre kan du la være.
"""


def names_of(model: type[BaseModel]) -> Iterator[tuple[str, bool]]:
    """The fields as they are written, and whether one must be there."""
    for name, field in model.model_fields.items():
        yield field.alias or name, field.is_required()


def headings(kinds: Kinds) -> Iterator[tuple[type[BaseModel], type[BaseModel], str]]:
    """Each group of fields with the model it belongs to, and what the handbook calls it."""
    models: dict[type[Entry], str] = {kind.model: kind.heading for kind in kinds}
    models[Site] = "Nettstedet (site.yaml)"
    for model, heading in models.items():
        yield model, model, heading
        yield from ((model, group, said) for group, said in GROUPS.get(model, {}).items())


def tables(kinds: Kinds) -> str:
    """All of docs/handbok/felt.md."""
    return "\n".join((INTRODUCTION, *(_table(*named) for named in headings(kinds))))


def _table(of: type[BaseModel], model: type[BaseModel], heading: str) -> str:
    lines = [f"## {heading}\n", "| felt | hva det er | eksempel |", "|---|---|---|"]
    for name, is_needed in names_of(model):
        words = words_of(of, name, model.__name__)
        shown = f"**`{name}`**" if is_needed else f"`{name}`"
        told = f"{words.label[0].upper()}{words.label[1:]}. {words.help}"
        lines.append(f"| {shown} | {told} | `{name}: {words.example}` |")
    return "\n".join(lines) + "\n"


def schema(model: type[Entry]) -> dict[str, Any]:
    """JSON Schema of one entry, with the words people know its fields by."""
    made = model.model_json_schema(by_alias=True)
    groups = made.pop("$defs", {})
    return {
        "$schema": DIALECT,
        **_worded(model, made),
        "definitions": {name: _worded(model, group) for name, group in sorted(groups.items())},
    }


def _worded(model: type[Entry], group: dict[str, Any]) -> dict[str, Any]:
    """A model's schema: no title or description of the code's, but the fields' own."""
    needed = set(group.get("required", ()))
    fields = {
        name: _field(words_of(model, name, group["title"]), name, field, is_needed=name in needed)
        for name, field in group["properties"].items()
    }
    kept = {k: v for k, v in group.items() if k in ("type", "required", "additionalProperties")}
    return {**kept, "properties": fields}


def _field(
    words: FieldWords, name: str, field: dict[str, Any], *, is_needed: bool
) -> dict[str, Any]:
    kinds = _plain(field)
    # What is left empty reads as absent.
    shown = kinds if is_needed else {"anyOf": [kinds, {"type": "null"}]}
    told = f"{words.help}\n\nEksempel: {name}: {words.example}"
    return {"title": words.label, "description": told, **shown}


def _plain(node: Any) -> Any:
    """A part of pydantic's schema in draft 7, without what is said elsewhere or means nothing."""
    if isinstance(node, list):
        return [_plain(item) for item in node if item != {"type": "null"}]
    if not isinstance(node, dict):
        return node.replace("#/$defs/", "#/definitions/") if isinstance(node, str) else node
    if str(node.get("const", "")).isdigit():
        return {"enum": [node["const"], int(node["const"])]}
    return {k: _plain(v) for k, v in node.items() if k not in ("title", "default", "description")}


def files(kinds: Kinds) -> dict[Path, str]:
    """Every file that is made, with its text."""
    schemas = {"site": schema(Site)}
    for kind in kinds:
        schemas[kind.name] = one = schema(kind.model)
        files = kind.model.files
        if files.form == "list":
            schemas[files.folder] = _list_or_one(one, kind.model.__name__)
        elif files.is_keyed:
            schemas[files.folder] = _by_key(one)
    texts = {SCHEMAS / f"{name}.json": _text(one) for name, one in sorted(schemas.items())}
    return {**texts, TABLES: tables(kinds)}


def _list_or_one(one: dict[str, Any], name: str) -> dict[str, Any]:
    """A file of entries with ids: a list, or one."""
    shared = {k: one[k] for k in ("$schema", "definitions")}
    entry = {k: v for k, v in one.items() if k not in shared}
    ref = {"$ref": f"#/definitions/{name}"}
    either = [{"type": "array", "items": ref}, ref]
    definitions = {**one["definitions"], name: entry}
    return {"$schema": DIALECT, "anyOf": either, "definitions": definitions}


def _by_key(one: dict[str, Any]) -> dict[str, Any]:
    """A file of many by their keys."""
    shared = {k: one[k] for k in ("$schema", "definitions")}
    entry = {k: v for k, v in one.items() if k not in shared}
    return {**shared, "type": "object", "additionalProperties": entry}


def _text(made: dict[str, Any]) -> str:
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    """Write them."""
    for path, text in files(site_kinds()).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
