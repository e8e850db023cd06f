"""Makes the metadata of a page: for readers, search engines and Open Graph."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from urllib.parse import quote, urlsplit

from newsroom.addresses.plan import Spot
from newsroom.addresses.urls import Root, feed_addresses
from newsroom.contract.article import Article
from newsroom.contract.entry import Entry
from newsroom.contract.image import Image
from newsroom.contract.reserved import LANGUAGE_NAMES, LOCALES
from newsroom.parts.figures import variants
from newsroom.parts.shapes import FeedLink, Head, Link, Share, Subscription
from newsroom.parts.share_cards import SIZE, ShareCard
from newsroom.parts.site_data import SiteData
from newsroom.pictures.markup import Picture
from newsroom.sharing import jsonld
from newsroom.wording.dates import stamp
from newsroom.wording.texts import Texts, mark_text, our_texts

BRANCH, CONTENT = "main", "content"
# The path of the editor on each host; the default is that of GitHub.
EDIT_PATHS = {"gitlab": "-/edit", "codeberg": "_edit", "gitea": "_edit", "forgejo": "_edit"}


OUTDATED = "Denne oversettelsen er eldre enn den siste endringen i teksten den er laget av."


def _is_outdated(entry: Entry | None, site_data: SiteData) -> bool:
    """Whether the page says that its text is an old translation."""
    edition = site_data.edition
    return bool(entry and edition.catalog.site.outdated_note and entry.ref in edition.outdated)


def _sentence(title: str, site_data: SiteData, t: Texts) -> str:
    """The description of a page that has none: a list or the front page."""
    name = site_data.edition.catalog.site.name
    if title == name:
        return t("Nyheter, arrangementer og nettverk fra {name}.").format(name=name)
    return t("{title} hos {name}.").format(title=title, name=name)


def edit_address(entry: Entry, repository: str) -> str:
    """The URL where the source of an entry is edited; "" without a repository."""
    if not repository or not entry.file:
        return ""
    host = urlsplit(repository).netloc
    path = next((path for name, path in EDIT_PATHS.items() if name in host), "edit")
    return f"{repository.rstrip('/')}/{path}/{BRANCH}/{CONTENT}/{quote(entry.file)}"


def head(
    spot: Spot,
    site_data: SiteData,
    title: str,
    *,
    description: str = "",
    entry: Entry | None = None,
    above: tuple[Link, ...] = (),
    indexed: bool = True,
    things: Iterable[jsonld.Thing] = (),
    picture: ShareCard | Image | None = None,
    subscription: Subscription | None = None,
) -> Head:
    """The metadata of the page at a spot.

    `above` are the pages between the front page and it in the breadcrumbs. `things` are its JSON-LD
    objects, to which the breadcrumbs are added. Open Graph shows `picture`. The head links to the
    feeds and the calendar of `subscription`.
    """
    root, edition = site_data.plan.root, site_data.edition
    lang = entry.site_lang if entry else site_data.lang
    mark, t = edition.mark(entry) if entry else "", our_texts(lang)
    front, in_languages = site_data.edition.home.address(), _in_languages(spot, site_data)
    crumbs = _crumbs(spot, title, above, root, front, t)
    breadcrumbs = [jsonld.breadcrumbs(crumbs, root)] if crumbs else []
    return Head(
        title=title,
        description=description or _sentence(title, site_data, t),
        lang=lang,
        text_lang=entry.lang_on(lang) if entry else "",
        canonical=root.url(spot.address) if root.siteurl else "",
        indexed=indexed and not mark,
        mark=mark_text(mark, lang),
        note=t(OUTDATED) if _is_outdated(entry, site_data) else "",
        crumbs=crumbs,
        feeds=tuple(_feeds(subscription, site_data, t)),
        calendars=(Link(text=subscription.about, href=subscription.file),) if subscription else (),
        edit=edit_address(entry, edition.catalog.site.repository_url) if entry else "",
        data=jsonld.script([*things, *breadcrumbs]),
        share=open_graph(
            picture,
            entry,
            lang,
            site_data,
            tuple(LOCALES[one] for one, page in in_languages.items() if page != spot.address),
        ),
        editions=tuple(
            Link(
                text=LANGUAGE_NAMES[code],
                href=root.link(page),
                lang=code,
                current=page == spot.address,
            )
            for code, page in in_languages.items()
        ),
        alternates=site_data.plan.alternates(spot.address) if in_languages else {},
    )


def _crumbs(
    spot: Spot, title: str, above: tuple[Link, ...], root: Root, front: str, t: Texts
) -> tuple[Link, ...]:
    """The front page, the pages above and the page itself; () on the front page."""
    if spot.kind == "front":
        return ()
    home = Link(text=t("Forsiden"), href=root.link(front))
    return (home, *above, Link(text=title, href=root.link(spot.address), current=True))


def _in_languages(spot: Spot, site_data: SiteData) -> Mapping[str, str]:
    """The address of the page in each language that has it; nothing on a site in one language."""
    # Each look-up in `pairs` would be one more to compare in the next run.
    return site_data.plan.pairs.get(spot.address, {}) if site_data.edition.is_partial else {}


def _feeds(subscription: Subscription | None, site_data: SiteData, t: Texts) -> Iterator[FeedLink]:
    """The feeds of news, and of what the page is about, in each format."""
    if site_data.plan.find("feed"):
        for address, media_type in feed_addresses(site_data.edition.home.address()).items():
            href = site_data.plan.link(address)
            yield FeedLink(text=t("Nyheter"), href=href, media_type=media_type)
    if subscription:
        yield from (replace(feed, text=subscription.about) for feed in subscription.feeds)


def open_graph(
    shown: ShareCard | Image | None,
    entry: Entry | None,
    lang: str,
    site_data: SiteData,
    locales: tuple[str, ...] = (),
) -> Share:
    """The Open Graph metadata (ogp.me); an article has its times, its category and its tags."""
    shared = _picture(shown, site_data)
    metadata = Share(kind="website", locale=LOCALES[lang], locales=locales, picture=shared)
    if not isinstance(entry, Article):
        return metadata
    return replace(
        metadata,
        kind="article",
        published=stamp(entry.due.instant),
        modified=stamp(site_data.edition.changed[entry.ref]),
        section=entry.category,
        tags=entry.tags,
    )


def _picture(shown: ShareCard | Image | None, site_data: SiteData) -> Picture | None:
    """The share card, or the copy of a picture for sharing or else for figures; an absolute URL."""
    url = site_data.plan.root.url
    if isinstance(shown, ShareCard):
        return Picture(href=url(shown.address), width=SIZE[0], height=SIZE[1], alt=shown.alt)
    copies = variants(shown, site_data)
    if not shown or not copies:
        return None
    shared = copies.by_slot.get("share") or copies.by_slot.get("figure")
    copy = (shared or copies.by_slot["cover"])[-1]
    return Picture(
        href=url(copies.address(copy)), width=copy.width, height=copy.height, alt=shown.alt
    )
