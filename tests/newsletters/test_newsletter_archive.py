"""The archive of newsletters on the site: a page for each that is published, and their list."""

from bs4 import BeautifulSoup

from newsroom.newsletters.pages import contents, pages
from tests import given


def shown(*entries, **more):
    data = given.site_data_of(*entries, **more)
    return given.shown(pages(data), data)


def test_a_published_letter_has_a_page_and_a_place_in_the_list() -> None:
    """The newest is first in the list; the page leads back to it."""
    views = shown(given.newsletter("2023-11", date="2023-11-30"), given.newsletter(text="Hei!"))
    assert list(views) == ["/nyhetsbrev/2023-12/", "/nyhetsbrev/2023-11/", "/nyhetsbrev/"]
    links = [card.href for card in views["/nyhetsbrev/"].cards]
    assert links == ["/nyhetsbrev/2023-12/", "/nyhetsbrev/2023-11/"]
    page = views["/nyhetsbrev/2023-12/"]
    assert [crumb.text for crumb in page.head.crumbs][1] == "Nyhetsbrev"
    assert BeautifulSoup(page.greeting, "html.parser").get_text(strip=True) == "Hei!"


def test_a_draft_and_a_letter_to_come_have_no_page() -> None:
    later = given.newsletter("2024-01", date="2024-01-31")
    assert shown(given.newsletter(status="draft"), later) == {}
    # In the preview both are there, marked.
    views = shown(given.newsletter(status="draft"), later, unpublished=True)
    assert [bool(view.head.mark) for view in views.values()] == [True, True, False]


def test_the_stories_are_those_of_the_month_the_lifted_one_first() -> None:
    """The month is that of the file, also when the letter is sent in the next one."""
    articles = (
        given.article("news/2023/a.md", date="2023-11-30"),
        given.article("news/2023/b.md", date="2023-11-02", lead="ja"),
        given.article("news/2023/c.md", date="2023-12-01"),
        given.article("news/2023/d.md", date="2023-11-03", translation_of="news/2023/a.md"),
    )
    letter = given.newsletter("2023-11", date="2023-12-01")
    stories, letters, _ = contents(letter, given.site_data_of(letter, *articles))
    assert [story.ref for story in stories] == ["news/2023/b.md", "news/2023/a.md"]
    other = given.newsletter("host", date="2023-12-01")
    stories, _, _ = contents(other, given.site_data_of(other, *articles))
    assert ([story.ref for story in stories], letters) == (["news/2023/c.md"], ())


def test_the_events_are_those_of_six_weeks() -> None:
    """A part of an event that is there is left out, as on the front page."""
    events = (
        given.event("samme-dag", start="2023-12-18 18:00"),
        given.event("neste", start="2023-12-19 09:00"),
        given.event("del", start="2023-12-19 10:00", part_of="neste"),
        given.event("siste", start="2024-01-29 09:00"),
        given.event("senere", start="2024-01-30 09:00"),
    )
    letter = given.newsletter()
    _, _, coming = contents(letter, given.site_data_of(letter, given.venue(), *events))
    assert [event.id for event in coming] == ["neste", "siste"]


def test_without_a_summary_the_inbox_gets_the_titles() -> None:
    article = given.article(title="Ny rente", date="2023-12-01")
    views = shown(given.newsletter(), article)
    assert views["/nyhetsbrev/2023-12/"].head.description == "Ny rente"
    views = shown(given.newsletter(summary="Kort sagt"), article)
    assert views["/nyhetsbrev/2023-12/"].head.description == "Kort sagt"
