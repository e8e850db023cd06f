"""What a new entry of each kind is asked for, where it goes, and how its file begins."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from newsroom.contract.article import Article
from newsroom.contract.entry import Entry
from newsroom.contract.event import Event
from newsroom.contract.page import Page
from newsroom.contract.people import Person, Venue
from newsroom.contract.review import Review
from newsroom.contract.slug import slugify
from newsroom.reading.yaml_faults import YamlFault, quoted
from newsroom.reading.yaml_file import parse

MOST_SLUG = 60
DRAFT = "status: draft  # ta bort linjen når det er klart"
TEXT = "<!-- Skriv teksten her, og slett denne linjen. -->"
Answers = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of entry: `asked` are its fields, those that it cannot be without first.

    `name` is the field its slug is made from.
    """

    model: type[Entry]
    word: str
    name: str
    needed: tuple[str, ...]
    asked: tuple[str, ...] = ()


KINDS: Mapping[str, Kind] = {
    "article": Kind(Article, "nyhet", "title", ("title", "date"), ("summary", "author")),
    "event": Kind(
        Event, "arrangement", "title", ("title", "start", "venue"), ("end", "network", "summary")
    ),
    "page": Kind(Page, "side", "title", ("title",), ("summary",)),
    "person": Kind(Person, "person", "name", ("name",), ("role", "company")),
    "venue": Kind(Venue, "sted", "name", ("name",), ("address", "postcode", "city")),
    "review": Kind(Review, "årsbrev", "year", ("year",)),
}


def slug_of(name: str) -> str:
    """The words of a name that fit in an address; "" when it has no letters."""
    slug = slugify(name)
    return slug if len(slug) <= MOST_SLUG else slug[: MOST_SLUG + 1].rpartition("-")[0]


def path_of(kind: str, answers: Answers) -> str:
    """Where the entry goes, from content/."""
    slug = answers.get("slug") or slug_of(answers[KINDS[kind].name])
    match kind:
        case "article":
            return f"news/{answers['date'][:4]}/{slug}.md"
        case "event":
            return f"events/{answers['start'][:4]}-{slug}.yaml"
        case "page":
            return f"pages/{slug}.md"
        case "person":
            return f"people/{slug}.yaml"
        case "venue":
            return f"venues/{slug}.yaml"
    return f"reviews/{answers['year']}.md"


def text_of(kind: str, path: str, answers: Answers) -> str:
    """The whole file."""
    lines = list(_fields(kind, path, answers))
    if path.endswith(".md"):
        lines = ["---", *lines, "---", TEXT]
    return "\n".join(lines) + "\n"


def _fields(kind: str, path: str, answers: Answers) -> Iterator[str]:
    if kind == "event":
        yield f"id: {path.removeprefix('events/').removesuffix('.yaml')}"
    for field in (*KINDS[kind].needed, *KINDS[kind].asked):
        value = answers.get(field, "")
        is_link = field == "venue" and value.startswith("https://")
        if value:
            yield field_line("online" if is_link else field, value)
    if kind in ("article", "event", "page"):
        yield DRAFT


def field_line(field: str, value: str) -> str:
    """`title: Frokost`, in quotation marks where it would be read as something else."""
    plain = f"{field}: {value}"
    try:
        return plain if parse(plain)[0] == {field: value} else quoted(field, value)
    except YamlFault:
        return quoted(field, value)
