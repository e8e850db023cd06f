"""Makes the schemas of VS Code's YAML extension, from the models and contract/fields.yaml.

`python -m newsroom.commands.field_files` writes them to .vscode/schemas/.
"""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from newsroom.commands.settings import site_kinds
from newsroom.content_kinds import ContentKind
from newsroom.contract.entry import Entry
from newsroom.contract.site import Site
from newsroom.wording.fields import FieldWords, MissingWords, words_of

SCHEMAS = Path(".vscode") / "schemas"
DIALECT = "http://json-schema.org/draft-07/schema#"


def schema(model: type[Entry]) -> dict[str, Any]:
    """JSON Schema of one entry, with the words people know its fields by."""
    made = model.model_json_schema(ref_template="#/definitions/{model}")
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
        return node
    if str(node.get("const", "")).isdigit():
        return {"enum": [node["const"], int(node["const"])]}
    return {k: _plain(v) for k, v in node.items() if k not in ("title", "default", "description")}


def files(kinds: Iterable[ContentKind]) -> dict[Path, str]:
    """Every schema, by its path, as text."""
    schemas = {"site": schema(Site)}
    for kind in kinds:
        schemas[kind.name] = one = schema(kind.model)
        files = kind.model.files
        if files.form != "documents":
            schemas[files.folder] = _of_several(one, kind.model.__name__, files.form)
    texts = {name: json.dumps(one, ensure_ascii=False, indent=1) for name, one in schemas.items()}
    return {SCHEMAS / f"{name}.json": f"{text}\n" for name, text in sorted(texts.items())}


def _of_several(one: dict[str, Any], name: str, form: str) -> dict[str, Any]:
    """A file of entries: many by their keys, or for the form `list` a list of them, or one."""
    entry = {k: v for k, v in one.items() if k not in ("$schema", "definitions")}
    ref = {"$ref": f"#/definitions/{name}"}
    many = {"type": "object", "additionalProperties": ref}
    either = {"anyOf": [{"type": "array", "items": ref}, ref]}
    definitions = {**one["definitions"], name: entry}
    return {"$schema": DIALECT, **(either if form == "list" else many), "definitions": definitions}


def main() -> None:
    """Write the schemas. Ends with 1 and says what to write when a field has no words."""
    try:
        texts = files(site_kinds())
    except MissingWords as missing:
        sys.exit(str(missing))
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
