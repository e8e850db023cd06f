"""The handbook is true: what it tells people to write works, and its pictures are there."""

import re
from pathlib import Path

import pytest
from invoke import Collection

import tasks
from newsroom import settings
from newsroom.content_kinds import content_kinds
from newsroom.contract.article import Article
from newsroom.contract.event import Event
from newsroom.contract.problems import Report
from newsroom.contract.source import Source
from newsroom.reading import validate
from newsroom.reading.frontmatter import split
from newsroom.reading.yaml_file import parse
from newsroom.wording.fields import all_words
from newsroom.wording.problems import messages

SCAFFOLDED = {kind.name for kind in content_kinds(settings.PLUGINS) if kind.scaffold}
HANDBOOK = Path(__file__).parents[1] / "docs" / "handbok"
CHAPTERS = sorted(path for path in HANDBOOK.glob("*.md") if path.name != "felt.md")
PICTURE = r"!\[([^\]]*)\]\((bilder/[^)]+)\)"
FENCED = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
COMMAND = re.compile(r"(?:py|python3) run\.py(?: +([a-z]+))?((?: +[^\s`|]+)*)")
FIELD = re.compile(r"([a-z_]+)(: .*)?")
FIELDS = {name for fields in all_words().values() for name in fields}


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def chapters(function):
    return pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)(function)


@chapters
def test_every_command_exists_with_its_words_and_flags(path: Path) -> None:
    """Whoever copies one from the page gets what it says."""
    known = Collection.from_module(tasks)
    for name, rest in COMMAND.findall(text_of(path)):
        if not name:
            continue
        assert name in known.task_names
        flags = {flag for arg in known[name].get_arguments() for flag in arg.names}
        words = rest.split()
        assert {word[2:] for word in words if word.startswith("--")} <= flags
        assert name != "new" or words[0] in SCAFFOLDED


@chapters
def test_every_field_exists(path: Path) -> None:
    """A word in code that looks like a field is one."""
    prose = FENCED.sub("", text_of(path))
    for code in INLINE.findall(prose):
        found = FIELD.fullmatch(code)
        assert not found or found[1] in FIELDS, code
    assert set(re.findall(r"`([a-z]+-[a-z]+)`", prose)) <= set(messages("nb"))


@chapters
def test_every_example_can_be_copied(path: Path) -> None:
    """An event, or an article with its fields, that the site takes as it stands."""
    for lang, text in FENCED.findall(text_of(path)):
        if lang == "sh" or not text.startswith(("---\n", "id:")):
            continue
        kind, head = (Event, text) if lang == "yaml" else (Article, split(text)[0])
        report = Report()
        validate.entry(kind, parse(head)[0], Source(path.name), report)
        assert list(report) == []


def test_every_picture_is_shown_and_every_shown_picture_is_there() -> None:
    """Each with words for those who do not see it."""
    texts = (FENCED.sub("", text_of(path)) for path in CHAPTERS)
    shown = [found for text in texts for found in re.findall(PICTURE, text)]
    kept = {f"bilder/{path.name}" for path in (HANDBOOK / "bilder").iterdir()}
    assert all(alt.endswith(".") for alt, _ in shown)
    assert {src for _, src in shown} == kept


def test_every_chapter_is_on_the_first_page() -> None:
    """And the tables of fields with them."""
    first = text_of(HANDBOOK / "README.md")
    names = {path.name for path in HANDBOOK.glob("*.md")} - {"README.md"}
    assert names == set(re.findall(r"\((\w[\w-]*\.md)\)", first))
