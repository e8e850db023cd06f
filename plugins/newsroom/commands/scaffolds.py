"""What a new entry of each kind is asked for, where it goes, and how its file begins."""

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from newsroom.content_kinds import Scaffold
from newsroom.contract.slug import slugify
from newsroom.reading.yaml_faults import YamlFault, quoted
from newsroom.reading.yaml_file import parse

MOST_SLUG = 60
DRAFT = "status: draft  # ta bort linjen når det er klart"
TEXT = "<!-- Skriv teksten her, og slett denne linjen. -->"
Answers = Mapping[str, str]
# The fields that `run.py new` has an option of their own for (tasks.py).
FLAGS = {
    *("name", "title", "date", "start", "end", "venue", "network", "summary", "author", "role"),
    *("company", "address", "postcode", "city", "year", "slug"),
}


def slug_of(name: str) -> str:
    """The words of a name that fit in an address; "" when it has no letters."""
    slug = slugify(name)
    return slug if len(slug) <= MOST_SLUG else slug[: MOST_SLUG + 1].rpartition("-")[0]


def path_of(scaffold: Scaffold, answers: Answers) -> str:
    """Where the entry goes, from content/."""
    slug = answers.get("slug") or slug_of(answers[scaffold.name])
    return scaffold.path.format_map({**answers, "slug": slug})


def text_of(scaffold: Scaffold, path: str, answers: Answers) -> str:
    """The whole file."""
    lines = list(_fields(scaffold, path, answers))
    if path.endswith(".md"):
        lines = ["---", *lines, "---", TEXT]
    return "\n".join(lines) + "\n"


def _fields(scaffold: Scaffold, path: str, answers: Answers) -> Iterator[str]:
    if scaffold.model.files.form == "list":
        yield f"id: {PurePosixPath(path).stem}"
    for field in (*scaffold.needed, *scaffold.asked):
        value = answers.get(field, "")
        is_link = field == "venue" and value.startswith("https://")
        if value:
            yield field_line("online" if is_link else field, value)
    if scaffold.has_draft:
        yield DRAFT


def field_line(field: str, value: str) -> str:
    """`title: Frokost`, in quotation marks where it would be read as something else."""
    plain = f"{field}: {value}"
    try:
        return plain if parse(plain)[0] == {field: value} else quoted(field, value)
    except YamlFault:
        return quoted(field, value)
