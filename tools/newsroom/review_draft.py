"""A year's letter as far as the data can write it; the sentences are for a person."""

from plugins.contract.catalog import Catalog


def draft(year: int, catalog: Catalog) -> str:
    """The file reviews/<year>.md."""
    return f"""\
---
title: Året {year}
year: {year}
date: {year}-12-20
status: draft  # ta bort linjen når brevet er ferdig
figures:
  - label: Arrangementer
    source: events.count
---
<!-- Skriv brevet her, og slett denne linjen. -->
"""
