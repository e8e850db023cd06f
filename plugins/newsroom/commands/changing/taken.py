"""Names that an entry cannot have, since something else has them, or has given them up."""

from collections.abc import Iterator

from newsroom.commands.changing.entries import Refused
from newsroom.commands.changing.links import entry_goal
from newsroom.commands.changing.new_name import Renaming
from newsroom.contract.catalog import Catalog
from newsroom.contract.entry import aliases_of
from newsroom.contract.ledger import GONE
from newsroom.contract.people import Person
from newsroom.reading.load import REMOVED
from newsroom.run import Run


def refuse_taken(done: Renaming, run: Run) -> None:
    """Say what has a new name already, each with its line. Raises Refused.

    The build would stop too, but tells of places that are there only while it is tried.
    """
    catalog = run.catalog
    said = [*_given_up(done, run), *_old_addresses(done, catalog), *_keys(done, catalog)]
    if said:
        raise Refused(" ".join((*said, "Velg et annet navn.")))


def _given_up(done: Renaming, run: Run) -> Iterator[str]:
    """Where the new address is listed as gone, or a file of it, or a date."""
    _, *calendars = entry_goal(done.entry, run).addresses
    files = (calendar.replace(f"/{done.entry.key}.", f"/{done.slug}.") for calendar in calendars)
    below = (
        spot.removeprefix(done.old) for spot in run.preview_plan.spots if spot.startswith(done.old)
    )
    made = {done.new, *files, *(done.new + rest for rest in below)}
    for address, line in run.catalog.ledger.gone.items():
        if address.removesuffix("index.html") in made:
            place = f"{done.content.name}/{GONE}, linje {line}"
            yield f"{address} er ført opp som borte i {place}. Skal den brukes, tar du bort linjen."


def _old_addresses(done: Renaming, catalog: Catalog) -> Iterator[str]:
    """Where it is the old address of something else."""
    for entry in catalog.entries():
        for at, alias in enumerate(aliases_of(entry)):
            if alias == done.new and entry.ref != done.entry.ref:
                path, line = entry.source.path, entry.source.place(("aliases", at))[0]
                place = f"{done.content.name}/{path}, linje {line}"
                yield f"{alias} står under `aliases` i {place}, og fører dit."


def _keys(done: Renaming, catalog: Catalog) -> Iterator[str]:
    """Where something of its kind has the key, although it may have no page."""
    if isinstance(done.entry, Person) and f"person:{done.slug}" in catalog.removed:
        place = f"{done.content.name}/{REMOVED}"
        yield f"`{done.slug}` er nøkkelen til en som er tatt av nettstedet i {place}."
    for entry in catalog.faulty:
        if type(entry) is type(done.entry) and done.slug == entry.key:
            place = f"{done.content.name}/{entry.source.path}, linje {entry.source.place(())[0]}"
            yield f"`{done.slug}` er en nøkkel i {place}."
