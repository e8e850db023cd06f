"""Makes the style guide page from the theme's examples."""

from collections.abc import Mapping

from newsroom.addresses.outputs import OutputPage
from newsroom.addresses.plan import Spot
from newsroom.parts.site_data import SiteData
from newsroom.sharing.head import head
from newsroom.specimens.examples import Arguments, examples
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
    """The style guide page, if the plan has a spot for it; `texts` has the YAML by part."""
    parts = tuple(_part(name, by_name) for name, by_name in examples(texts))
    return [
        OutputPage(
            spot.address,
            "style-sheet.html",
            style_sheet_view,
            (spot, parts),
            indexed=False,
        )
        for spot in site_data.plan.of_kind("style-sheet")
    ]


def style_sheet_view(spot: Spot, parts: tuple[Part, ...], site_data: SiteData) -> StyleSheetView:
    """The style guide page."""
    return StyleSheetView(
        head=head(spot, site_data, "Stilark", indexed=False),
        title="Stilark",
        summary="Alle delene av temaet med alle eksemplene på dem. Siden blir ikke "
        "publisert; eksemplene står i theme/examples/.",
        parts_title="Deler",
        parts=parts,
    )


def _part(name: str, by_name: dict[str, Arguments]) -> Part:
    specimens = (
        Specimen(title=TITLES.get(key, key.capitalize()), given=arguments)
        for key, arguments in by_name.items()
    )
    return Part(name=name, specimens=tuple(specimens))
