"""Where share pictures meet Pelican."""

from pelican.generators import Generator

from newsroom.addresses.outputs import OutputFile
from newsroom.cards.draw import card_file
from newsroom.parts.share_cards import KIND, share_card
from newsroom.parts.site_data import SiteData
from newsroom.run import run_of


class CardsGenerator(Generator):
    """Makes the share picture of each page that has one."""

    makes = frozenset({KIND})

    def generate_output(self, writer: object) -> None:
        """Hand over the pictures, when everything that stands on them is known."""
        run = run_of(self.context)
        run.files += run.memoize(card_files, run.site_data)


def card_files(site_data: SiteData) -> list[OutputFile]:
    """A file for each card; two pages that would look alike share one."""
    entries = (spot.items[0] for spot in site_data.plan.of_kind("article", "event", "review"))
    cards = {card.address: card for entry in entries if (card := share_card(entry, site_data))}
    return [OutputFile(address, card_file, (card,)) for address, card in sorted(cards.items())]
