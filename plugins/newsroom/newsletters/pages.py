"""Makes the pages of newsletters from the plan, and what an e-mail shows of one."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from newsroom.addresses.outputs import OutputPage
from newsroom.addresses.plan import Spot
from newsroom.contract.article import Article
from newsroom.contract.event import Event
from newsroom.contract.newsletter import Newsletter
from newsroom.contract.problems import Source
from newsroom.contract.review import Review
from newsroom.newsletters.views import NewsletterView
from newsroom.parts.cards import card, letter_cards
from newsroom.parts.links import section
from newsroom.parts.prose import prose
from newsroom.parts.rows import event_row, next_dates
from newsroom.parts.shapes import Rows
from newsroom.parts.site_data import SiteData
from newsroom.sharing.head import head
from newsroom.wording import dates
from newsroom.wording.texts import listed, our_texts

DAY, MONTH, AHEAD = timedelta(days=1), relativedelta(months=1), timedelta(weeks=6)
# The stories, the annual letters and the coming events.
Contents = tuple[tuple[Article, ...], tuple[Review, ...], tuple[Event, ...]]


def pages(site_data: SiteData) -> list[OutputPage]:
    """The page of each newsletter, and their list."""
    spots = [*site_data.plan.of_kind("newsletter")]
    given = ((s, contents(s.entry(Newsletter), site_data)) for s in spots)
    made = [OutputPage(g[0].address, "newsletter.html", newsletter_view, g) for g in given]
    lists = site_data.plan.of_kind("newsletters")
    made += [OutputPage(s.address, "newsletter.html", newsletters_view, (s,)) for s in lists]
    return made


def contents(letter: Newsletter, site_data: SiteData) -> Contents:
    """The chosen stories, else those of its month; and what comes in six weeks from its date.

    Of the stories of the month those with `lead` are first, then those with a picture.
    """
    edition, day = site_data.edition, letter.date.day
    first, after = letter.month, letter.month + MONTH
    by_file = {article.ref: article for article in edition.listed}
    chosen = tuple(by_file[name] for name in letter.stories if name in by_file)
    of_month = (article for article in edition.listed if first <= article.due.day < after)
    own = [article for article in of_month if article.translation_of not in by_file]
    own.sort(key=lambda article: (not article.lead, not article.image))
    reviews = tuple(one for one in edition.catalog.reviews if first <= one.date.day < after)
    coming = [event for event in edition.occurrences if day < event.start.day <= day + AHEAD]
    ids = {event.id for event in coming}
    return chosen or tuple(own), reviews, tuple(e for e in coming if e.part_of not in ids)


def unwritten(name: str, day: date, site_data: SiteData) -> Newsletter:
    """The newsletter of a month that has no file: `name` is that of the file, `day` its date."""
    lang, site = site_data.lang, site_data.edition.catalog.site
    title = our_texts(lang)("Nytt fra {name}, {month}")
    title = title.format(name=site.name, month=dates.month(day, lang))
    fields = {"title": title, "date": str(day), "lang": lang}
    return Newsletter.read(fields, Source(f"newsletters/{name}.md"))


def newsletter_view(spot: Spot, about: Contents, site_data: SiteData) -> NewsletterView:
    """A newsletter; the first of its cards is the lead story."""
    letter, (stories, reviews, coming) = spot.entry(Newsletter), about
    lang, year = letter.site_lang, letter.date.day.year
    cards = [card(story, site_data, lang) for story in stories[:1]]
    cards += [card(story, site_data, lang, slot="thumb") for story in stories[1:]]
    top = head(
        spot,
        site_data,
        letter.title,
        description=letter.summary or listed([story.title for story in stories[:3]], lang),
        entry=letter,
        above=section("newsletters", site_data, lang),
        indexed=spot.address in site_data.plan.spots,
    )
    rows = (event_row(e, site_data, lang, year=year, following=f) for e, f in next_dates(coming))
    return NewsletterView(
        head=top,
        cards=(*cards, *letter_cards(reviews, site_data)),
        greeting=prose(letter, site_data),
        events=Rows(title=our_texts(lang)("Arrangementer"), rows=tuple(rows)),
    )


def newsletters_view(spot: Spot, site_data: SiteData) -> NewsletterView:
    """The list of newsletters, newest first."""
    cards = tuple(letter_cards(spot.entries(Newsletter), site_data))
    return NewsletterView(
        head=head(spot, site_data, our_texts(site_data.lang)("Nyhetsbrev")), cards=cards
    )


def mail_view(
    spot: Spot, about: Contents, colours: Mapping[str, Mapping[str, str]], site_data: SiteData
) -> NewsletterView:
    """A newsletter as an e-mail, with plain pictures in its text."""
    greeting = prose(spot.entry(Newsletter), site_data, is_absolute=True)
    return replace(newsletter_view(spot, about, site_data), greeting=greeting, colours=colours)
