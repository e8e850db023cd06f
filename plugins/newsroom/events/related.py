"""The events near an event: the previous, the next, and others of its network."""

from collections.abc import Sequence
from dataclasses import dataclass

from newsroom.contract.edition import Edition
from newsroom.contract.event import Event, Occurrence

RELATED = 3


@dataclass(frozen=True, slots=True)
class NearbyEvents:
    """Event ids: the previous and the next event ("" if there is none), and related events."""

    earlier: str = ""
    later: str = ""
    related: tuple[str, ...] = ()


class RelatedEvents:
    """Finds the events near each event; for a date of a series among the other dates."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.coming = {key: _coming(events, edition) for key, events in edition.by_network.items()}

    def near(self, event: Event) -> NearbyEvents:
        """The events near an event; a series as a whole has related ones only."""
        if event.id in self.edition.dates:
            return NearbyEvents(related=self._related(event))
        if isinstance(event, Occurrence):
            events = self.edition.dates[event.series.id]
            at = [date.id for date in events].index(event.id)
        else:
            events, at = self.edition.occurrences, self.edition.places[event.id]
        return NearbyEvents(
            earlier=events[at - 1].id if at else "",
            later=events[at + 1].id if at + 1 < len(events) else "",
            related=self._related(event),
        )

    def _related(self, event: Event) -> tuple[str, ...]:
        """The next events of the same network, else its last ones; a series counts once."""
        events = self.edition.by_network.get(event.network or "", ())
        own = event.series_or_self.id
        coming = [id for id in self.coming.get(event.network or "", ()) if id != own][:RELATED]
        if coming:
            return tuple(coming)
        last = dict.fromkeys(e.series_or_self.id for e in reversed(events[-RELATED * RELATED :]))
        return tuple(id for id in reversed(last) if id != own)[-RELATED:]


def _coming(events: Sequence[Event], edition: Edition) -> tuple[str, ...]:
    """The first events that are not over: one more than is shown, in case one is left out."""
    ids = dict.fromkeys(e.series_or_self.id for e in events if edition.phases[e.id] != "after")
    return tuple(ids)[: RELATED + 1]
