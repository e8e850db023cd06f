"""Writes docs/handbok/felt.md, the tables of all fields, from the models and contract/fields.yaml.

Run `PYTHONPATH=plugins python -m tests.documentation.field_tables`. It also writes the schemas of
commands/field_files.py. tests/test_field_words.py fails when a file is out of date.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pydantic import BaseModel

from newsroom.commands import field_files
from newsroom.commands.settings import site_kinds
from newsroom.content_kinds import ContentKind
from newsroom.contract.article import Correction
from newsroom.contract.brand import BrandColours, Logo
from newsroom.contract.entry import Entry
from newsroom.contract.event import Event
from newsroom.contract.event_parts import (
    Attachment,
    EventText,
    Instance,
    NamedSeries,
    ProgrammeItem,
    Registration,
)
from newsroom.contract.fields import InlineText
from newsroom.contract.image import Consent, Image
from newsroom.contract.newsletter import Mailing
from newsroom.contract.people import (
    Network,
    NetworkText,
    Person,
    PersonText,
    Venue,
    VenueText,
    WebLink,
)
from newsroom.contract.publish_target import PublishTarget
from newsroom.contract.review import Figure, Highlight, Review, Voice
from newsroom.contract.site import MenuItem, Partner, Profile, Sample, Site, SiteText
from newsroom.wording.fields import EVERY, all_words, words_of

TABLES = Path("docs") / "handbok" / "felt.md"
Kinds = Iterable[ContentKind]
# The heading of each kind of content in the handbook.
HEADINGS = {
    "article": "Nyhet", "event": "Arrangement", "page": "Side", "person": "Person",
    "venue": "Sted", "network": "Nettverk", "member": "Medlem", "review": "Årsbrev",
    "newsletter": "Nyhetsbrev",
}  # fmt: skip
# The groups of fields in a model, with their headings in the handbook.
GROUPS: Mapping[type[Entry], Mapping[type[BaseModel], str]] = {
    Event: {
        Registration: "Påmelding (`registration`)",
        ProgrammeItem: "Punkt i programmet (`programme`)",
        WebLink: "Lenke (`links`)",
        NamedSeries: "Serie (`series`)",
        Attachment: "Dokument (`documents`)",
        Instance: "Enkeltdato i en serie (`instances`)",
        EventText: "På et annet språk (`nb`, `nn`, `en`)",
        Image: "Bilde (`image`, `gallery`)",
        Consent: "Samtykke (`consent`)",
        Correction: "Rettelse (`corrections`)",
    },
    Review: {
        Figure: "Tall (`figures`)",
        Highlight: "Høydepunkt (`highlights`)",
        Voice: "Stemme (`voices`)",
    },
    Person: {PersonText: "En person på et annet språk (`nb`, `nn`, `en`)"},
    Venue: {VenueText: "Et sted på et annet språk (`nb`, `nn`, `en`)"},
    Network: {NetworkText: "Et nettverk på et annet språk (`nb`, `nn`, `en`)"},
    Site: {
        MenuItem: "Ord i menyen (`menu`)",
        Logo: "Logo (`logo`)",
        BrandColours: "Farger (`colours`)",
        Mailing: "Nyhetsbrev (`newsletter`)",
        PublishTarget: "Sted å publisere til (`publish`)",
        Profile: "Andre steder (`social`)",
        Partner: "Samarbeidspartner (`partners`)",
        Sample: "Eksempel (`sample`)",
        SiteText: "Nettstedet på et annet språk (`nb`, `nn`, `en`)",
    },
}
INLINE = " Her virker `*kursiv*`, `**fet**` og `[lenke](/om-oss/)`."
INTRODUCTION = """\
# Alle feltene

<!-- Laget av tests/documentation/field_tables.py. Skriv ikke her: ordene står i
     plugins/newsroom/contract/fields.yaml. -->

Felt med fet skrift må være med. Alle de andre kan du la være.
"""


def names_of(model: type[BaseModel]) -> Iterator[tuple[str, bool]]:
    """The names of the fields as an editor writes them, and whether each is required."""
    for name, field in model.model_fields.items():
        yield field.alias or name, field.is_required()


def is_inline(model: type[BaseModel], name: str) -> bool:
    """Whether inline Markdown works in a field."""
    field = next(f for n, f in model.model_fields.items() if (f.alias or n) == name)
    return any(getattr(rule, "func", None) is InlineText for rule in field.metadata)


def headings(kinds: Kinds) -> Iterator[tuple[type[BaseModel], type[BaseModel], str]]:
    """Each group of fields with the model it belongs to and its heading."""
    models: dict[type[Entry], str] = {
        kind.model: HEADINGS.get(kind.name, kind.name) for kind in kinds
    }
    models[Site] = "Nettstedet (site.yaml)"
    for model, heading in models.items():
        yield model, model, heading
        yield from ((model, group, title) for group, title in GROUPS.get(model, {}).items())


def tables(kinds: Kinds) -> str:
    """The text of docs/handbok/felt.md."""
    return "\n".join((INTRODUCTION, *(_table(*named) for named in headings(kinds))))


def _table(of: type[BaseModel], model: type[BaseModel], heading: str) -> str:
    lines = [f"## {heading}\n", "| felt | hva det er | eksempel |", "|---|---|---|"]
    for name, is_required in names_of(model):
        words = words_of(of, name, model.__name__)
        shown = f"**`{name}`**" if is_required else f"`{name}`"
        inline = INLINE if is_inline(model, name) else ""
        description = f"{words.label[0].upper()}{words.label[1:]}. {words.help}{inline}"
        lines.append(f"| {shown} | {description} | `{name}: {words.example}` |")
    return "\n".join(lines) + "\n"


def words_without_field(kinds: Kinds) -> list[str]:
    """What to do about each entry in contract/fields.yaml that is no field of its model."""
    fields = {
        model.__name__: {name for name, _ in names_of(model)} for _, model, _ in headings(kinds)
    }
    fields[EVERY] = set().union(*fields.values())
    return [
        f"{model}.{name} has words, but is no field. Write it in the class {model} in contract/, "
        f'such as `{name}: Text = ""`, or delete its line in contract/fields.yaml.'
        for model, words in all_words().items()
        for name in words
        if name not in fields.get(model, ())
    ]


def main() -> None:
    """Writes the tables and the schemas. Ends with 1 when words or fields are missing."""
    if faults := words_without_field(site_kinds()):
        sys.exit("\n".join(faults))
    field_files.main()
    TABLES.write_text(tables(site_kinds()), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
