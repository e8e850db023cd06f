"""The commands for the annual letter: `new review`, `share` and `pdf`."""

from pathlib import Path

import pytest

from newsroom.addresses.urls import Root
from newsroom.commands import letters, new
from newsroom.commands.review_draft import draft, missing
from newsroom.reading.load import load
from tests import given

LAST = {
    "author": "Styret",
    "figures": [
        {"id": "moter", "label": "Møter", "source": "events.count"},
        {"id": "folk", "label": "Folk: alle", "source": "events.attendance"},
        {"id": "medlemmer", "label": "Medlemmer", "more_than": "160", "unit": "bedrifter"},
    ],
}
FILES = {
    "events/2024.yaml": """
        - {id: stor, title: "Stor: dag", start: 2024-03-01, online: https://a.no, attendance: 90}
        - {id: liten, title: Liten, start: 2024-04-01, online: https://a.no, attendance: 9}
    """,
    "news/2024/slik-var-det.md": """
        ---
        title: Slik var det
        date: 2024-03-02
        summary: Bra.
        event: liten
        ---
        Bra.
    """,
}


def drafted(folder: Path, **more: str) -> str:
    """The text that `new review 2024` writes into a content folder."""
    given.written(folder, FILES | more)
    assert new.main("review", {"year": "2024"}, folder, None) == 0
    return (folder / "reviews/2024.md").read_text(encoding="utf-8")


def test_a_new_review_is_a_valid_draft(tmp_path: Path) -> None:
    """It has no errors and `status: draft`."""
    drafted(tmp_path)
    catalog, report = load(tmp_path)
    (review,) = catalog.reviews
    assert report.errors() == []
    assert (review.title, review.status) == ("Året 2024", "draft")


def test_a_new_review_has_the_numbers_of_the_data(tmp_path: Path) -> None:
    """They are values, so that a later change of the data is detected."""
    drafted(tmp_path)
    (review,) = load(tmp_path)[0].reviews
    assert [(f.source, f.value) for f in review.figures] == [
        ("events.count", 2),
        ("events.attendance", 99),
    ]


def test_a_new_review_copies_author_and_figures_of_the_year_before() -> None:
    """Last year's numbers become `previous`; a number that is not in the data is left open."""
    events = (
        given.event("a", start="2023-03-01", attendance="5"),
        given.event("b", start="2024-03-01", attendance="7"),
    )
    text = draft(2024, given.catalog(given.review(2023, **LAST), *events))
    assert 'author: "Styret"' in text
    assert (
        'label: "Folk: alle"\n    source: events.attendance\n    value: 7\n    previous: 5' in text
    )
    assert '# - id: medlemmer\n  #   label: "Medlemmer"\n  #   unit: "bedrifter"\n' in text
    assert "  #   value:\n  #   previous: 160\n" in text


def test_a_new_review_has_previous_numbers_of_the_year_before_only() -> None:
    """A letter from two years before gives figures without `previous`."""
    text = draft(
        2024, given.catalog(given.review(2022, **LAST), given.event("b", start="2024-03-01"))
    )
    assert "id: moter" in text
    assert "previous" not in text


def test_an_incomplete_sum_is_left_out() -> None:
    """Events without attendance or recap are listed; cancelled events need none."""
    events = (
        given.event("a", start="2024-03-01", attendance="5"),
        given.event("b", start="2024-04-01"),
        given.event("c", start="2024-04-02", status="cancelled"),
    )
    catalog = given.catalog(*events)
    text = draft(2024, catalog)
    assert "source: events.attendance\nhighlights" in text
    assert list(missing(2024, catalog)) == ["Uten deltakertall (1): b", "Uten referat (2): a, b"]
    assert "Uten deltakertall (1): b" in text


def test_highlights_are_recaps_and_the_best_attended_events(tmp_path: Path) -> None:
    """An event with a recap comes first, with a link to the recap."""
    drafted(tmp_path)
    (review,) = load(tmp_path)[0].reviews
    assert [(highlight.title, highlight.link) for highlight in review.highlights] == [
        ("Liten", "/nyheter/2024/slik-var-det/"),
        ("Stor: dag", "/arrangementer/2024/stor/"),
    ]


def test_statistics_of_networks_are_comments() -> None:
    """They help the author, and are not in the published HTML."""
    events = [
        given.event("a", start="2024-03-01", attendance="5", network="helse"),
        given.event("b", start="2023-03-01", attendance="4", network="helse"),
    ]
    review = given.review(
        2024, text=draft(2024, given.catalog(given.network(), *events)).split("---\n")[2]
    )
    catalog = given.catalog(review, given.network(), *events)
    assert "- Helsenettverket: 1 og 5 (året før: 1 og 4)" in review.source.text
    assert "Helsenettverket" not in catalog.bodies[review.ref].html


def test_new_review_refuses_a_year_that_is_no_number(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is written."""
    assert new.main("review", {"year": "tjue"}, tmp_path, None) == 1
    assert "ikke et helt tall" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_new_review_does_not_overwrite_a_letter(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file is unchanged."""
    given.written(tmp_path, {"reviews/2024.md": "Mitt brev"})
    assert new.main("review", {"year": "2024"}, tmp_path, None) == 1
    assert "finnes allerede" in capsys.readouterr().err
    assert (tmp_path / "reviews/2024.md").read_text(encoding="utf-8") == "Mitt brev"


def test_share_prints_title_figures_highlights_and_address() -> None:
    """The text can be pasted as it is."""
    highlights = [{"title": "Konferansen"}, {"title": "Studieturen"}]
    review = given.review(2023, title="Et godt år", highlights=highlights, **LAST)
    catalog = given.catalog(review, given.event(attendance="1200"))
    text = letters.share_text(review, catalog, Root("https://a.no/sti"))
    assert text.splitlines() == [
        "Et godt år – Kunnskapsbyen i 2023", "",
        "– 1 møter", "– 1\u00a0200 folk: alle", "– over 160 bedrifter medlemmer", "",
        "Vi husker: Konferansen, Studieturen.", "",
        "Les hele årsbrevet: https://a.no/sti/aret/2023/",
    ]  # fmt: skip


@pytest.mark.parametrize("main", [letters.print_share_text, letters.make_pdf])
def test_a_year_without_a_letter_is_refused(
    main, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`share` and `pdf` list the years that have one."""
    letter = "---\ntitle: Året 2022\nyear: 2022\ndate: 2022-12-31\n---\nHei.\n"
    given.written(tmp_path, {"reviews/2022.md": letter})
    assert main("2019", "", tmp_path) == 1
    assert "Årsbrevene som finnes: 2022." in capsys.readouterr().err
