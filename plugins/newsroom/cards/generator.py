"""Where share pictures meet Pelican."""

from collections.abc import Iterable, Iterator

from pelican.generators import Generator

from newsroom.addresses.outputs import OutputFile
from newsroom.cards.draw import card_file
from newsroom.cards.site_card import site_card_file
from newsroom.content_kinds import ContentKind
from newsroom.parts.share_cards import KIND, ShareCard, site_card
from newsroom.parts.site_data import SiteData
from newsroom.run import run_of


class CardsGenerator(Generator):
    """Makes the share picture of each page that has one."""

    makes = frozenset({KIND})

    def generate_output(self, writer: object) -> None:
        """Hand over the pictures, when everything that stands on them is known."""
        run = run_of(self.context)
        files = {file.address: file for file in run.made(card_files, run.kinds)}
        run.files += files.values()


def card_files(kinds: Iterable[ContentKind], site_data: SiteData) -> list[OutputFile]:
    """A file for each card; two pages that would look alike share one."""
    cards = {card.address: card for card in _cards(kinds, site_data)}
    files = [OutputFile(address, card_file, (card,)) for address, card in sorted(cards.items())]
    card = site_card(site_data)
    return [*files, OutputFile(card.address, site_card_file, (card,))] if card else files


def _cards(kinds: Iterable[ContentKind], site_data: SiteData) -> Iterator[ShareCard]:
    """The cards of each entry that has a page, where its kind has cards."""
    drawn = {kind.model: kind for kind in kinds if kind.share_card}
    for spot in site_data.plan.spots.values():
        entry = spot.page_of
        if entry and not site_data.edition.has_page_of(entry):
            continue
        kind = next((drawn[model] for model in drawn if isinstance(entry, model)), None)
        if kind and kind.share_card and (card := kind.share_card(entry, site_data)):
            yield card
        if kind and kind.more_cards:
            yield from kind.more_cards(entry, site_data)
