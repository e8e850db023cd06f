"""The dates of every series, a line each, so that people can see what a rule gives."""

from collections.abc import Iterator

from newsroom.contract.catalog import Catalog
from newsroom.wording.series import series_dates


def series_lines(catalog: Catalog, content: str, lang: str) -> Iterator[str]:
    """`Gründerlunsj (content/events/2024.yaml:12), hver tirsdag, 6 ganger: 5. og 12. mars 2024`"""
    for event in catalog.events:
        if event.repeat:
            line = event.source.place(("id",))[0]
            place = f"{content}/{event.source.path}:{line}"
            dates = series_dates(event, lang)
            yield f"{event.title} ({place}), {event.repeat.written}: {dates}"
