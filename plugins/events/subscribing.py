"""The page of all there is to follow: calendars, feeds, and the data behind them."""

from collections.abc import Iterator

from plugins.addresses.plan import ALONE, FEED, Spot
from plugins.events.views import SubscribeView
from plugins.parts.material import Material
from plugins.parts.shapes import Link
from plugins.parts.subscription import subscription
from plugins.sharing.head import head
from plugins.wording.texts import our_texts

DATA = {
    "events-json": "Alle arrangementer som JSON",
    "events-csv": "Alle arrangementer som regneark (CSV)",
    "events-schema": "Beskrivelse av feltene (JSON Schema)",
}


def subscribe_view(spot: Spot, material: Material) -> SubscribeView:
    """Calendars of all events and of each network, the feeds, and open data."""
    t, all_events = our_texts("nb"), subscription(None, material)
    networks = material.edition.catalog.networks.values()
    found = (all_events, *(subscription(network, material) for network in networks))
    title = t("Abonner")
    return SubscribeView(
        head=head(spot, material, title, subscription=all_events),
        title=title,
        summary=t("Få arrangementene rett inn i din egen kalender, og nyhetene i en nyhetsleser."),
        help_title=t("Slik gjør du"),
        help=(
            t("iPhone, iPad og Mac: Åpne lenken «Abonner i kalenderen din», og si ja."),
            t("Google: Kopier adressen. Lim den inn under «Andre kalendere», «Fra nettadresse»."),
            t("Outlook: Kopier adressen. Velg «Legg til kalender» og «Abonner fra nett»."),
        ),
        subscriptions=tuple(one for one in found if one),
        more_title=t("Nyheter og åpne data"),
        more=tuple(_more(material)),
    )


def _more(material: Material) -> Iterator[Link]:
    t, plan = our_texts("nb"), material.plan
    if plan.find("feed"):
        yield Link(text=t("Nyheter (Atom)"), href=plan.link(FEED))
    for kind, text in DATA.items():
        if plan.find(kind):
            yield Link(text=t(text), href=plan.link(ALONE[kind]))
