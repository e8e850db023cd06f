"""The front page: who the association is, how to join, and the newest annual letter."""

import pytest

from newsroom.pages.pages import front_view
from newsroom.pages.views import FrontView
from tests import given


def front(*entries) -> FrontView:
    site_data = given.site_data_of(*entries)
    return front_view(site_data.plan.spots["/"], site_data)


def test_the_front_page_says_who_the_site_is_of_and_leads_to_membership() -> None:
    """The sentence is its description too."""
    page = given.page("pages/medlemskap.md")
    view = front(given.site(summary="Møteplassen.", join="/medlemskap/"), page)
    assert (view.summary, view.head.description) == ("Møteplassen.", "Møteplassen.")
    assert (view.join.text, view.join.href) == ("Bli medlem", "/medlemskap/")
    assert front(given.site(join="https://example.org/bli")).join.href == "https://example.org/bli"


def test_a_site_that_says_nothing_of_itself_shows_nothing() -> None:
    assert (front(given.site()).summary, front(given.site()).join) == ("", None)


@pytest.mark.parametrize(
    ("title", "text"),
    [("Flere rundt bordet", "Årsbrevet 2023: Flere rundt bordet"), ("Året 2023", "Året 2023")],
)
def test_the_annual_letter_has_its_year(title: str, text: str) -> None:
    """Once."""
    assert front(given.review(2023, title=title)).review.text == text
