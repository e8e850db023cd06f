"""The words of all fields in fields.yaml, and the tables, schemas and messages made of them."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import jsonschema
import pytest
import yaml
from pydantic import BaseModel, TypeAdapter

from newsroom.commands import field_files
from newsroom.contract.entry import type_of
from newsroom.contract.problems import Problem
from newsroom.reading.spelling import nearest
from newsroom.reading.yaml_file import parse, split
from newsroom.wording.fields import words_of
from newsroom.wording.problems import message
from tests import given
from tests.documentation.field_tables import TABLES, headings, names_of, tables, words_without_field
from tests.table import check_each

ROOT = Path(__file__).parents[1]
CONTENT = (ROOT / "content", ROOT / "tests/sites/full", ROOT / "tests/sites/minimal")
GROUPS = list(headings(given.KINDS))
FIELDS = [(of, model, name) for of, model, _ in GROUPS for name, _ in names_of(model)]
SETTINGS = json.loads((ROOT / ".vscode/settings.json").read_text(encoding="utf-8"))


class CoreLoader(yaml.SafeLoader):
    """YAML 1.2's core schema, as in VS Code's YAML extension: no dates, no `ja`, no 18:30."""

    yaml_implicit_resolvers: ClassVar[dict] = {}


for tag, pattern, first in (
    ("bool", r"^(true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("int", r"^[-+]?[0-9]+$", "-+0123456789"),
    ("float", r"^[-+]?[0-9]+\.[0-9]+$", "-+0123456789"),
    ("null", r"^(null|~|)$", ["n", "~", ""]),
):
    CoreLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), list(first))


def in_core(text: str) -> Any:
    """The data with string keys, as in JSON."""
    return json.loads(json.dumps(yaml.load(text, Loader=CoreLoader)))


def schema(name: str) -> dict[str, Any]:
    return json.loads((field_files.SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))


def faults(name: str, text: str) -> list[str]:
    """The messages of the JSON schema about a YAML text."""
    validator = jsonschema.Draft7Validator(schema(name))
    return [error.message for error in validator.iter_errors(in_core(text))]


def test_every_field_has_words_and_a_valid_example() -> None:
    """A label, a help text that ends with a full stop, and an example that the model accepts."""

    def check(case: tuple[type[BaseModel], type[BaseModel], str]) -> None:
        of, model, name = case
        words = words_of(of, name, model.__name__)
        assert words.label == words.label.strip() != ""
        assert words.help.endswith(".")
        data, _ = parse(f"{name}: {words.example}")
        own = next(own for own, field in model.model_fields.items() if name in (own, field.alias))
        TypeAdapter(type_of(model, own)).validate_python(data[name])

    check_each(FIELDS, check, lambda case: f"{case[1].__name__}.{case[2]}")


def test_no_words_describe_a_field_that_does_not_exist() -> None:
    """Each entry in fields.yaml is a field of its model."""
    assert words_without_field(given.KINDS) == []


def test_the_generated_files_are_up_to_date() -> None:
    """They are what `python -m tests.documentation.field_tables` writes."""

    def check(case: tuple[Path, str]) -> None:
        assert case[0].read_text(encoding="utf-8") == case[1], "is out of date"

    generated = {**field_files.files(given.KINDS), TABLES: tables(given.KINDS)}
    check_each(generated.items(), check, lambda case: case[0].name)


def schema_of(path: Path, content: Path) -> str:
    """The name of the schema that .vscode/settings.json gives a file of content/."""
    name = f"content/{path.relative_to(content).as_posix()}"
    for file, globs in SETTINGS["yaml.schemas"].items():
        if any(Path(name).match(glob) for glob in ([globs] if isinstance(globs, str) else globs)):
            return Path(file).stem
    return ""


def heads(content: Path) -> Iterator[tuple[Path, str, str]]:
    """Each YAML file and each front matter: the path, the name of the schema, the YAML text."""
    for path in sorted(content.rglob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        if yaml.safe_load(text):  # of a file with only comments, editors say nothing
            yield path, schema_of(path, content), text
    for folder, name in (("news", "article"), ("pages", "page"), ("reviews", "review")):
        for path in sorted((content / folder).rglob("*.md")):
            yield path, name, split(path.read_text(encoding="utf-8"))[0]


def test_valid_content_satisfies_the_schemas() -> None:
    """Each YAML file of the sample and two test sites has a schema, and no error in it."""

    def check(case: tuple[Path, str, str]) -> None:
        _, name, text = case
        assert name, "has no schema"
        assert faults(name, text) == []

    cases = [case for content in CONTENT for case in heads(content)]
    check_each(cases, check, lambda case: case[0].relative_to(ROOT))


@pytest.mark.parametrize(
    "line",
    ["start: 12.09.2024", "slut: 2024-09-12", "status: avlyst", "attendance: mange",
     "registration: {url: www.example.org}", "instances: {i morgen: {}}"],
)  # fmt: skip
def test_the_schema_rejects_what_check_rejects(line: str) -> None:
    """A date in another form, a misspelled field, an unknown word, and wrong types."""
    event = {"id": "frokost", "title": "Frokost", "start": "2024-09-12 09:00", "venue": "scenen"}
    name = line.partition(":")[0]
    assert faults("events", json.dumps(event)) == []
    text = "\n".join(f"{k}: {v}" for k, v in event.items() if k != name)
    assert faults("events", f"{text}\n{line}")


@pytest.mark.parametrize("line", ["end:", "end: 2024-09-12 10.30", "attendance: 42", "title: 2024"])
def test_the_schema_accepts_what_check_accepts(line: str) -> None:
    """Our date form, an empty field, and a number as title."""
    assert faults("events", f"id: a\nstart: 2024-09-12 09:00\nvenue: b\ntitle: T\n{line}"
                  if not line.startswith("title") else
                  f"id: a\nstart: 2024-09-12\nvenue: b\n{line}") == []  # fmt: skip


def test_a_message_has_the_label_of_the_field() -> None:
    """English messages have only the field name, which is an English word."""
    problem = Problem("a.md", 1, 1, "field-missing", (("field", "registration.deadline"),))
    assert "`registration.deadline` (påmeldingsfrist) mangler" in message(problem, "nb")
    assert "The field `registration.deadline` is missing" in message(problem, "en")
    assert "for eksempel `deadline: 2024-03-01 12:00`" in message(problem, "nb")


@pytest.mark.parametrize(
    ("word", "field"),
    [
        ("påmeldingsfrist", "deadline"),
        ("bedrift", "company"),
        ("e-post", "email"),
        ("gamle_adresser", "aliases"),
    ],
)
def test_the_label_of_a_field_suggests_its_name(word: str, field: str) -> None:
    """For a label as field name, the nearest field is suggested."""
    assert nearest(word, {"deadline", "company", "email", "aliases", "title"}) == field


@pytest.mark.parametrize(("word", "kind"), [("foil", "slides"), ("opptak", "video"), ("fil", "")])
def test_a_word_for_a_choice_suggests_no_other_word(word: str, kind: str) -> None:
    """A short word is near to many others."""
    assert nearest(word, {"slides", "video", "stream", "code", "article"}) == kind
