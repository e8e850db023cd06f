"""From the theme's examples to the style page."""

from collections.abc import Mapping

from newsroom.addresses.outputs import OutputPage
from newsroom.addresses.plan import Spot
from newsroom.parts.site_data import SiteData
from newsroom.sharing.head import head
from newsroom.specimens.examples import Given, examples
from newsroom.specimens.views import Part, Specimen, StyleSheetView

TITLES = {
    "normal": "Vanlig",
    "minimal": "Bare det nødvendige",
    "hard": "Krevende",
    "full": "Fulltegnet",
    "open": "Åpen for påmelding",
    "closed": "Avlyst",
    "moved_online": "Flyttet til nett",
    "english": "Engelsk",
}


def pages(site_data: SiteData, texts: Mapping[str, str]) -> list[OutputPage]:
    """The style page of the theme's examples, where the plan has a spot for it."""
    found = tuple(_part(name, given) for name, given in examples(texts))
    return [
        OutputPage(
            spot.address,
            "style-sheet.html",
            style_sheet_view,
            (spot, found),
            indexed=False,
        )
        for spot in site_data.plan.of_kind("style-sheet")
    ]


def style_sheet_view(spot: Spot, parts: tuple[Part, ...], site_data: SiteData) -> StyleSheetView:
    """Every part with its examples."""
    return StyleSheetView(
        head=head(spot, site_data, "Stilark", indexed=False),
        title="Stilark",
        summary="Alle delene av temaet med alle eksemplene på dem. Siden blir ikke "
        "publisert; eksemplene står i theme/examples/.",
        parts_title="Deler",
        parts=parts,
    )


def _part(name: str, given_by_name: dict[str, Given]) -> Part:
    specimens = (
        Specimen(title=TITLES.get(key, key.capitalize()), given=given)
        for key, given in given_by_name.items()
    )
    return Part(name=name, specimens=tuple(specimens))
