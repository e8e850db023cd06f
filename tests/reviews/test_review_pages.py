"""The page of a year."""

from plugins.reviews.pages import pages
from plugins.reviews.views import ReviewsView, ReviewView
from tests import given

FIGURES = [
    {"label": "Arrangementer", "source": "events.count"},
    {"label": "Medlemmer", "more_than": "160", "note": "30 flere enn i fjor"},
]
TEXT = "Vi holdt {{ figures.arrangementer }} møter i fjor."


def views(*entries: object, **given_too: object) -> tuple[ReviewsView, ReviewView]:
    """The list of years, and the newest year."""
    material = given.material_of(*entries, **given_too)
    made, _ = pages(material, given.catalog(*entries), {})
    made = given.shown(made, material)
    return made["/aret/"], made.get("/aret/2023/")


def test_a_years_numbers_are_tiles() -> None:
    """In words for people, bare for machines."""
    _, view = views(given.review(figures=FIGURES), given.event())
    shown = [(stat.label, stat.value, stat.machine, stat.note) for stat in view.cover.stats]
    assert shown == [
        ("Arrangementer", "1", "1", ""),
        ("Medlemmer", "over 160", "160", "30 flere enn i fjor"),
    ]


def test_the_letter_says_its_numbers_also_to_search_engines() -> None:
    """In the text, and in the description that is made of its first paragraph."""
    _, view = views(given.review(text=TEXT, figures=FIGURES), given.event())
    assert "Vi holdt 1 møter i fjor." in view.letter
    assert view.head.description == "Vi holdt 1 møter i fjor."


def test_numbers_count_the_whole_year_whatever_now_is() -> None:
    """An event later in December is one of the sixty already."""
    entries = (given.review(figures=FIGURES), given.event(start="2023-12-30 10:00"))
    _, view = views(*entries, now="2023-12-15 12:00")
    assert view.cover.stats[0].value == "1"


def test_a_letter_is_signed_by_a_person_or_a_name() -> None:
    """With the role that is known; unsigned when nobody wrote it."""
    kari = given.person(role="Daglig leder", company="Kunnskapsbyen")
    signed = views(given.review(author="kari"), kari)[1].signature
    assert (signed.name, signed.role) == ("Kari Nordmann", "Daglig leder, Kunnskapsbyen")
    assert views(given.review(author="Styret"))[1].signature.name == "Styret"
    assert views(given.review())[1].signature is None


def test_a_highlight_leads_there_by_its_own_title() -> None:
    """No bare "Les mer"; below the site's path, and elsewhere as it is written."""
    links = ["/om-oss/", "https://example.org/x"]
    highlights = [{"title": "Messen", "link": link} for link in links]
    _, view = views(given.review(highlights=highlights), siteurl="https://a.no/sti")
    assert [one.links[0].text for one in view.highlights] == ["Messen", "Messen"]
    assert [one.links[0].href for one in view.highlights] == ["/sti/om-oss/", links[1]]


def test_years_come_newest_first() -> None:
    """And say so when there are none."""
    listed, _ = views(given.review(2022), given.review(2023))
    assert [year.link.text for year in listed.years] == ["2023", "2022"]
    assert listed.empty == ""
    assert views()[0].empty


def test_a_letter_that_is_not_public_is_marked_where_it_is_shown() -> None:
    """And is not to be indexed."""
    draft = given.review(status="draft")
    material = given.material_of(draft, unpublished=True)
    made, _ = pages(material, given.catalog(draft), {})
    (page,) = (page for page in made if page.template == "review.html")
    assert not page.indexed
    assert page.shown(material).head.mark.startswith("Utkast")
