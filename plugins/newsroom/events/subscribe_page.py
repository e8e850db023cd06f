"""The page that lists all calendars, feeds and data files to subscribe to."""

from collections.abc import Iterator

from newsroom.addresses.plan import SINGLE_ADDRESSES, Spot
from newsroom.addresses.urls import feed_addresses
from newsroom.events.views import SubscribeView
from newsroom.parts.shapes import Link
from newsroom.parts.site_data import SiteData
from newsroom.parts.subscription import subscription
from newsroom.sharing.head import head
from newsroom.wording.texts import our_texts

DATA = {
    "events-json": "Alle arrangementer som JSON",
    "events-csv": "Alle arrangementer som regneark (CSV)",
    "events-schema": "Beskrivelse av feltene (JSON Schema)",
}


def subscribe_view(spot: Spot, site_data: SiteData) -> SubscribeView:
    """The calendars of all events and of each network, the feeds, and the open data."""
    t, all_events = our_texts("nb"), subscription(None, site_data)
    networks = site_data.edition.catalog.networks.values()
    by_network = (subscription(network, site_data) for network in networks)
    title = t("Abonner")
    return SubscribeView(
        head=head(spot, site_data, title, subscription=all_events),
        title=title,
        summary=t("Få arrangementene rett inn i din egen kalender, og nyhetene i en nyhetsleser."),
        help_title=t("Slik gjør du"),
        help=(
            t("iPhone, iPad og Mac: Åpne lenken «Abonner i kalenderen din», og si ja."),
            t("Google: Kopier adressen. Lim den inn under «Andre kalendere», «Fra nettadresse»."),
            t("Outlook: Kopier adressen. Velg «Legg til kalender» og «Abonner fra nett»."),
        ),
        subscriptions=tuple(each for each in (all_events, *by_network) if each),
        more_title=t("Nyheter og åpne data"),
        more=tuple(_more(site_data)),
    )


def _more(site_data: SiteData) -> Iterator[Link]:
    t, plan = our_texts("nb"), site_data.plan
    if plan.find("feed"):
        atom, json_feed = feed_addresses("/")
        yield Link(text=t("Nyheter (Atom)"), href=plan.link(atom))
        yield Link(text=t("Nyheter (JSON Feed)"), href=plan.link(json_feed))
    for kind, text in DATA.items():
        if plan.find(kind):
            yield Link(text=t(text), href=plan.link(SINGLE_ADDRESSES[kind]))
