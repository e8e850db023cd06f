"""Every address ever published: what becomes of it, and who must say so when it would vanish.

Switched off by leaving it out of PLUGINS.
"""

from pelican import signals

from plugins.ledger.generator import LedgerGenerator


def register() -> None:
    """Connect the room (Pelican's `get_generators`)."""
    signals.get_generators.connect(give_generator)


def give_generator(_pelican: object) -> type[LedgerGenerator]:
    return LedgerGenerator
