"""What lies near an event: before and after it, and what its network does next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from newsroom.contract.edition import Edition
from newsroom.contract.event import Event, Occurrence

RELATED = 3


@dataclass(frozen=True, slots=True)
class NearbyEvents:
    """Ids of events: those beside one in time, and others of its network; "" at the ends."""

    earlier: str = ""
    later: str = ""
    related: tuple[str, ...] = ()


class RelatedEvents:
    """All events in the order of time, and what lies near each.

    A date of a series lies between the other dates of the series.
    """

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.order = {id: _places(events) for id, events in edition.dates.items()}
        self.coming = {key: _coming(events, edition) for key, events in edition.by_network.items()}

    def near(self, event: Event) -> NearbyEvents:
        """What lies near an event, or near a series as a whole: nothing before or after that."""
        if event.id in self.edition.dates:
            return NearbyEvents(related=self._related(event))
        is_one = isinstance(event, Occurrence)
        row = self.edition.dates[event.series.id] if is_one else self.edition.occurrences
        at = self.order[event.series.id][event.id] if is_one else self.edition.places[event.id]
        return NearbyEvents(
            earlier=row[at - 1].id if at else "",
            later=row[at + 1].id if at + 1 < len(row) else "",
            related=self._related(event),
        )

    def _related(self, event: Event) -> tuple[str, ...]:
        """The next events of the same network, else its last; a series once, never its own."""
        events = self.edition.by_network.get(event.network or "", ())
        own = _whole(event)
        coming = [id for id in self.coming.get(event.network or "", ()) if id != own][:RELATED]
        if coming:
            return tuple(coming)
        last = dict.fromkeys(_whole(e) for e in reversed(events[-RELATED * RELATED :]))
        return tuple(id for id in reversed(last) if id != own)[-RELATED:]


def _places(events: Sequence[Event]) -> Mapping[str, int]:
    return {event.id: at for at, event in enumerate(events)}


def _coming(events: Sequence[Event], edition: Edition) -> tuple[str, ...]:
    """The first that are not over, one more than are shown."""
    ids = dict.fromkeys(_whole(e) for e in events if edition.phases[e.id] != "after")
    return tuple(ids)[: RELATED + 1]


def _whole(event: Event) -> str:
    """The id of the series that a date belongs to, else its own."""
    return event.series.id if isinstance(event, Occurrence) else event.id
