"""Removing a picture or a person: a line in removed.yaml."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from newsroom.commands.changing.file_edits import change_text, with_last_line_ended
from newsroom.commands.changing.removals import Removal, gone_addresses, gone_line, list_as_gone
from newsroom.commands.outcome import Refused
from newsroom.contract.catalog import GONE, Catalog, owner_of
from newsroom.contract.image import Image
from newsroom.contract.people import Person
from newsroom.reading.load import REMOVED
from newsroom.reading.removal import is_named
from newsroom.reading.yaml_faults import YamlFault
from newsroom.reading.yaml_file import Data, parse
from newsroom.run import Run
from newsroom.wording.texts import Texts, our_texts

# Fields with the name of a firm, a place, a network, a partner or the site.
NO_PERSON = {"name", "company"}
BYLINES_ONLY = "Ingen i people.yaml heter «{}»: navnet blir borte som forfatter og foredragsholder"
PLAIN = re.compile(r"[\w./-]+(?: [\w./-]+)*")


def pictures(catalog: Catalog) -> set[str]:
    """The paths of the pictures that exist or are used."""
    used = {image.src for entry in catalog.everything() for _, image in entry.parts(Image)}
    return used | catalog.pictures.keys()


def persons(catalog: Catalog) -> Mapping[str, Person]:
    """Everybody in people.yaml, by key, by address and by name."""
    return {
        name: person
        for person in catalog.people.values()
        for name in (person.key, *person.addresses, person.name)
    }


def is_whole_name(name: str, catalog: Catalog) -> bool:
    """Whether a text or a byline has the name of a person, of two words or more. Raises Refused.

    One word could be the byline of an office.
    """
    if len(name.split()) < 2 or not is_named(name, catalog):
        return False
    if place := next(_other_uses(name, catalog), ""):
        raise Refused(f"«{name}» er navnet på noe annet enn en person: {place}.")
    return True


def _other_uses(name: str, catalog: Catalog) -> Iterator[str]:
    """The places where something that is no person has the name."""
    for entry in catalog.everything():
        for where, text in entry.parts(str):
            if where[-1] in NO_PERSON and text == name:
                yield f"{entry.source.path}, linje {entry.source.place(where)[0]}"


def picture_removal(path: str, content: Path, run: Run, lang: str) -> Removal:
    """Adds the path to removed.yaml."""
    return _listed(path, content, [], our_texts(lang))


def person_removal(name: str, content: Path, run: Run, lang: str) -> Removal:
    """Adds the key or the name to removed.yaml, and addresses under earlier keys to gone.txt."""
    person, t = persons(run.catalog).get(name), our_texts(lang)
    if not person:
        return _listed(name, content, [], t, BYLINES_ONLY.format(name))
    line = name if name == person.name else person.key
    return _listed(line, content, _earlier_addresses(person, run), t)


def _listed(name: str, content: Path, gone: list[str], t: Texts, *printed: str) -> Removal:
    file = content / REMOVED

    def change() -> None:
        list_as_gone(gone, content)
        change_text(file, lambda text: with_item(text, name, t))

    wrote = t("Skrev i {}: {}").format(f"{content.name}/{REMOVED}", item(name))
    return Removal(change, (file, content / GONE), (wrote, *printed, *gone_line(gone, t)))


def _earlier_addresses(person: Person, run: Run) -> list[str]:
    """The addresses of a person under other keys; a line in removed.yaml covers the present one."""
    owners = run.catalog.ledger.owners
    present = {address for address, owner in owners.items() if owner == owner_of(person)}
    gone = gone_addresses(person, run.catalog, run.site_data.plan)
    return [address for address in gone if address not in {*person.addresses, *present}]


def item(name: str) -> str:
    """A line of removed.yaml, in quotes when YAML would read something else."""
    return f"- {name if PLAIN.fullmatch(name) else json.dumps(name, ensure_ascii=False)}"


def with_item(text: str, name: str, t: Texts) -> str:
    """The text of removed.yaml with one more line; unchanged where the build reports faults of it.

    Raises Refused when the list is not written with a line for each name, from the margin.
    """
    names, new = _names(text), f"{with_last_line_ended(text)}{item(name)}\n"
    if names is None:
        return text
    if _names(new) != [*names, name]:
        raise Refused(t("Skriv selv «{}» i {}.").format(item(name), f"content/{REMOVED}"))
    return new


def _names(text: str) -> list[Data] | None:
    """The names in the list; None when it cannot be read or is no list."""
    try:
        data = parse(text)[0] or []
    except YamlFault:
        return None
    return data if isinstance(data, list) else None
