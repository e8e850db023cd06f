"""Articles and events as feeds tell of them."""

from markupsafe import Markup

from plugins.addresses.urls import entry_address
from plugins.contract.article import Article
from plugins.contract.event import Event
from plugins.parts.cards import summary
from plugins.parts.material import Material
from plugins.parts.prose import opening, prose
from plugins.parts.rows import place
from plugins.sharing.atom import Item
from plugins.wording import dates
from plugins.wording.status import event_name


def article_item(article: Article, material: Material) -> Item:
    """An article with its whole text."""
    person = material.edition.person(article.author)
    return Item(
        first=_first_address(article),
        address=entry_address(article),
        title=article.title,
        updated=material.edition.changed[article.ref],
        published=article.due.instant,
        author=person.name if person else article.author,
        terms=(article.category, *article.tags),
        summary=summary(article, material),
        # A feed reader is not on our site: its addresses are whole.
        content=str(prose(article, material, is_absolute=True)),
        lang=article.lang,
    )


def event_item(event: Event, material: Material) -> Item:
    """An event, or a series as one: when and where it is, and what it is about."""
    network = material.edition.network(event)
    when = dates.when(event.start, event.end, event.lang)
    facts = Markup("<p>{}<br>{}</p>").format(when, place(event, material, event.lang))
    said = event.summary or opening(event, material)
    text = prose(event, material, is_absolute=True) or Markup("<p>{}</p>").format(said)
    return Item(
        first=_first_address(event),
        address=entry_address(event),
        title=f"{event_name(event, event.lang)}, {dates.day(event.start.day, event.lang)}",
        updated=material.edition.catalog.record.modified(event),
        published=None,
        author=event.organiser,
        terms=(network.name,) if network else (),
        summary=said,
        content=str(facts + text),
        lang=event.lang,
    )


def _first_address(entry: Article | Event) -> str:
    return entry.aliases[0] if entry.aliases else entry_address(entry)
