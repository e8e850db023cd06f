"""Where share pictures meet Pelican."""

from pathlib import Path

from pelican.generators import Generator

from plugins.cards.kept import Kept
from plugins.parts.share_cards import KIND, share_card


class CardsGenerator(Generator):
    """Makes the share picture of each page that has one."""

    makes = frozenset({KIND})

    def generate_output(self, writer: object) -> None:
        """Write them; two pages that would look alike share one."""
        material = self.context["material"]
        entries = (spot.items[0] for spot in material.plan.of_kind("article", "event", "review"))
        cards = {card.address: card for entry in entries if (card := share_card(entry, material))}
        kept = Kept(Path(self.settings["CACHE_PATH"]) / "cards")
        for address, card in sorted(cards.items()):
            writer.write_data(address, kept.data(card))
        kept.prune()
