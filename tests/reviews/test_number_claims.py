"""Numbers in the text of an annual letter, compared with the figures."""

import pytest

from newsroom.reviews.number_claims import contradictions
from tests import given

COUNT = {"label": "Arrangementer", "source": "events.count"}
PEOPLE = {"label": "Deltakere", "source": "events.attendance"}
MEMBERS = {"label": "Medlemsbedrifter", "more_than": "160"}
SURVIVAL = {"label": "Overlevelse i Gründerhuset", "value": "73", "unit": "prosent"}
EVENTS = (
    given.event("konferanse", start="2023-03-01", attendance="340"),
    given.event("festival", start="2023-05-02"),
    given.event("del-1", start="2023-05-02", part_of="festival", attendance="112"),
    given.event("del-2", start="2023-05-03", part_of="festival", attendance="200"),
)


def doubts(text: str, *figures: dict) -> list[str]:
    """The contradictions in an annual letter of a year with three events and 652 participants."""
    review = given.review(text=text, figures=list(figures or (COUNT, PEOPLE, MEMBERS, SURVIVAL)))
    return [
        claim.written for claim in contradictions(review, review.figures, given.catalog(*EVENTS))
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Vi holdt 3 arrangementer for 652 deltakere.",
        "Over 600 deltakere kom. Minst 652 deltakere, faktisk.",
        "Nesten 700 deltakere kom, og rundt 5 arrangementer var gode.",
        "Konferansen hadde 340 deltakere, og festivalen over 300 deltakere på 2 arrangementer.",
        "Vi er over 160 medlemsbedrifter, 30 flere enn i fjor. Snart er vi 170 medlemsbedrifter.",
        "Styringsrenten er 4,5 prosent, og 12 prosent er mye.",
        "Av bedriftene overlever 73 prosent.",
        "Det ble {{ figures.arrangementer }} arrangementer i 2023.",
        "Les [programmet](/arrangementer/2023/) for 2023.",
    ],
)
def test_what_the_data_bear_out_is_not_doubted(text: str) -> None:
    """The figure, a true bound, the number of one event group, and vague words are accepted."""
    assert doubts(text) == []


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Vi holdt 4 arrangementer.", "4 arrangementer"),
        ("De 59 arrangementene var gode.", "59 arrangementene"),
        ("Over 652 deltakere kom.", "Over 652 deltakere"),
        ("Minst 653\ndeltakere kom.", "Minst 653 deltakere"),
        ("Hele 2 200 deltakere kom.", "2 200 deltakere"),
        ("Hele 2.200 deltakere kom.", "2.200 deltakere"),
        ("Vi er 160 medlemsbedrifter.", "160 medlemsbedrifter"),
        ("Vi er over 170 medlemsbedrifter.", "over 170 medlemsbedrifter"),
        ("I Gründerhuset er det 72 prosent.", "72 prosent"),
        ("Det er 72 prosent ({{ figures.overlevelse-i-grunderhuset }}).", "72 prosent"),
    ],
)
def test_what_they_contradict_is(text: str, written: str) -> None:
    """A contradiction is quoted as written, with its bound."""
    assert doubts(text) == [written]


def test_a_doubt_has_the_line_and_what_the_figure_says() -> None:
    """A contradiction has the line of the number and the text of the figure."""
    review = given.review(text="Kjære dere.\n\nI 2023 holdt\nvi 4 arrangementer.", figures=[COUNT])
    (claim,) = contradictions(review, review.figures, given.catalog(*EVENTS))
    assert (claim.line, claim.expected) == (9, "3")
    text = "Vi møttes.\n\nVi holdt\nda 4 arrangementer, sa\nde\nsom\nvar\nder."
    review = given.review(text=text, figures=[COUNT])
    (claim,) = contradictions(review, review.figures, given.catalog(*EVENTS))
    assert claim.line == 9


@pytest.mark.parametrize(
    ("bound", "text", "is_doubted"),
    [
        ({"at_least": "160"}, "160 medlemsbedrifter", False),
        ({"at_least": "160"}, "minst 160 medlemsbedrifter", False),
        ({"at_least": "160"}, "over 160 medlemsbedrifter", True),
        ({"at_least": "160"}, "over 150 medlemsbedrifter", False),
        ({"at_least": "160"}, "over 170 medlemsbedrifter", True),
        ({"at_least": "160"}, "159 medlemsbedrifter", True),
        ({"more_than": "160"}, "minst 161 medlemsbedrifter", True),
        ({"value": "165"}, "over 160 medlemsbedrifter", False),
    ],
)
def test_a_bound_is_kept_to_the_word(bound: dict, text: str, is_doubted: bool) -> None:
    """ "Over" is strict, "minst" is not, and an unknown number contradicts nothing."""
    assert bool(doubts(text, {"label": "Medlemsbedrifter"} | bound)) == is_doubted


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("There were 3 events for 652 participants, more than 600 participants.", []),
        ("Nearly 700 participants came; at least 652 participants.", []),
        ("More than 652 participants came.", ["More than 652 participants"]),
        ("At least 653 participants came.", ["At least 653 participants"]),
        ("All 2,200 participants came.", ["2,200 participants"]),
    ],
)
def test_english_words_for_bounds_are_read(text: str, written: list[str]) -> None:
    """And thousands with a comma, as English has them."""
    figures = (COUNT | {"label": "Events"}, PEOPLE | {"label": "Participants"})
    assert doubts(text, *figures) == written
