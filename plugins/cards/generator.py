"""Where share pictures meet Pelican."""

from pelican.generators import Generator

from plugins.addresses.page import File
from plugins.cards.draw import card_file
from plugins.parts.material import Material
from plugins.parts.share_cards import KIND, share_card


class CardsGenerator(Generator):
    """Makes the share picture of each page that has one."""

    makes = frozenset({KIND})

    def generate_output(self, writer: object) -> None:
        """Put them where the writer finds them, when all that stands on them is known."""
        self.context["files"] += self.context["recall"](card_files, self.context["material"])


def card_files(material: Material) -> list[File]:
    """A file for each card; two pages that would look alike share one."""
    entries = (spot.items[0] for spot in material.plan.of_kind("article", "event", "review"))
    cards = {card.address: card for entry in entries if (card := share_card(entry, material))}
    return [File(address, card_file, (card,)) for address, card in sorted(cards.items())]
