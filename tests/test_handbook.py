"""The handbook's commands, fields and examples are valid, and its pictures exist."""

import re
from collections.abc import Callable
from operator import itemgetter
from pathlib import Path

from invoke import Collection

import tasks
from newsroom import settings
from newsroom.content_kinds import content_kinds
from newsroom.contract.article import Article
from newsroom.contract.event import Event
from newsroom.contract.problems import Report, Source
from newsroom.reading import validate
from newsroom.reading.yaml_file import parse, split
from newsroom.wording.fields import all_words
from newsroom.wording.problems import messages
from tests.table import check_each

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


def check_chapters(check: Callable[[Path], None]) -> None:
    check_each(CHAPTERS, check, lambda path: path.name)


def test_every_command_exists_with_its_arguments() -> None:
    """The task, its flags, and the kinds of content for `new`."""
    task_list = Collection.from_module(tasks)

    def check(path: Path) -> None:
        for name, rest in filter(itemgetter(0), COMMAND.findall(text_of(path))):
            assert name in task_list.task_names, name
            flags = {flag for arg in task_list[name].get_arguments() for flag in arg.names}
            words = rest.split()
            assert {word[2:] for word in words if word.startswith("--")} <= flags, rest
            assert name != "new" or words[0] in SCAFFOLDED | {"events", "members"}, rest

    check_chapters(check)


def test_every_field_and_code_exists() -> None:
    """Each word in code that looks like a field, or like the code of a problem."""

    def check(path: Path) -> None:
        prose = FENCED.sub("", text_of(path))
        matches = filter(None, map(FIELD.fullmatch, INLINE.findall(prose)))
        assert {match[1] for match in matches} <= FIELDS
        assert set(re.findall(r"`([a-z]+-[a-z]+)`", prose)) <= set(messages("nb"))

    check_chapters(check)


def test_every_example_is_valid() -> None:
    """Each event, and the front matter of each article, has no problem."""

    def check(path: Path) -> None:
        for lang, text in FENCED.findall(text_of(path)):
            if lang == "sh" or not text.startswith(("---\n", "id:")):
                continue
            kind, head = (Event, text) if lang == "yaml" else (Article, split(text)[0])
            report = Report()
            validate.entry(kind, parse(head)[0], Source(path.name), report)
            assert list(report) == [], text

    check_chapters(check)


def test_the_handbook_shows_all_its_pictures_and_no_others() -> None:
    """Each has an alt text that ends with a full stop."""
    texts = (FENCED.sub("", text_of(path)) for path in CHAPTERS)
    images = [image for text in texts for image in re.findall(PICTURE, text)]
    files = {f"bilder/{path.name}" for path in (HANDBOOK / "bilder").iterdir()}
    assert all(alt.endswith(".") for alt, _ in images)
    assert {src for _, src in images} == files


def test_the_first_page_links_to_every_chapter() -> None:
    """It also links to the tables of fields."""
    first = text_of(HANDBOOK / "README.md")
    names = {path.name for path in HANDBOOK.glob("*.md")} - {"README.md"}
    assert names == set(re.findall(r"\((\w[\w-]*\.md)\)", first))
