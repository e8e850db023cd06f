"""What everybody can read in an open repository, and what is said of it."""

from pathlib import Path

import pytest
from hypothesis import given as fuzzed
from hypothesis import strategies as st

from plugins.contract.problems import Report
from plugins.exposure.check import check_entries, check_files
from plugins.exposure.numbers import identity_numbers
from tests import given
from tests.checking import checked

# Of the series for tests: 80 is added to the month (Skatteetaten, Tenor).
NUMBER = "01819010001"


def advised(*entries) -> list[str]:
    report = Report()
    check_entries(given.catalog(*entries), given.NOW, report)
    assert not report.errors()
    return given.codes(report)


@pytest.mark.parametrize(
    "entry",
    [
        given.article(status="draft"),
        given.article(publish="2024-06-01"),
        given.event(status="draft"),
        given.page(status="draft"),
        given.review(date="2024-06-01"),
    ],
)
def test_what_waits_can_be_read_already(entry) -> None:
    """Whoever wrote `publish:` may think it is a secret until then."""
    assert advised(entry) == ["repository-open"]


def test_what_is_public_is_not_spoken_of() -> None:
    """An expired article neither."""
    assert advised(given.article(), given.article("news/2023/b.md", expires="2023-12-01")) == []


@pytest.mark.parametrize("name", ["liste.csv", "Liste.XLSX", "documents/2023/navn.docx"])
def test_a_table_of_participants_is_a_problem(tmp_path: Path, name: str) -> None:
    """Wherever it lies under content/."""
    report = Report()
    check_files(given.written(tmp_path, {name: "Kari;Hansen\n"}), report)
    assert given.places(report) == [f"{name}:0: repository-table"]


@pytest.mark.parametrize("name", ["news/2023/a.md", "people.yaml", "documents/a.txt"])
@pytest.mark.parametrize("written", [NUMBER, f"{NUMBER[:6]} {NUMBER[6:]}", f"nr. {NUMBER}."])
def test_an_identity_number_is_found_in_any_text(tmp_path: Path, name: str, written: str) -> None:
    """With its line, and without the half of it that is secret: logs are open too."""
    report = Report()
    check_files(given.written(tmp_path, {name: f"a: x\nb: {written}\n"}), report)
    assert given.places(report) == [f"{name}:2: identity-number"]
    assert dict(next(iter(report)).values) == {"value": "018190 *****"}


@pytest.mark.parametrize(
    "text",
    ["01819010002", "41819010001", "01999010001", "10181901000100", "2.01819010001", "99999999999"],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    """A wrong check digit, no such day or month, more digits."""
    assert list(identity_numbers(text)) == []


@fuzzed(st.text(alphabet="0123456789 .,-\n", max_size=60))
@given.quickly
def test_every_number_that_is_found_has_both_its_check_digits(text: str) -> None:
    """By the other definition: the weighted sums, with the digit itself, are multiples of 11."""
    for at, _ in identity_numbers(text):
        digits = [int(sign) for sign in text[at:] if sign.isdigit()][:11]
        sums = [
            sum(w * d for w, d in zip(weights, digits, strict=False))
            for weights in ((3, 7, 6, 1, 8, 9, 4, 5, 2, 1), (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1))
        ]
        assert [total % 11 for total in sums] == [0, 0]


def test_a_closed_repository_is_its_owners_own(tmp_path: Path) -> None:
    """Nothing is said where site.yaml does not say that it is open."""
    files = {"site.yaml": "identity: example.org,2023\n", "documents/liste.csv": NUMBER}
    settings, code = checked(given.written(tmp_path / "content", files), tmp_path)
    assert (given.codes(settings["report"]), code) == ([], 0)


def test_only_to_say_that_it_is_public_leads_to_no_page(tmp_path: Path) -> None:
    """`repository: public` is no address to edit at."""
    site = given.site(repository="public")
    assert (site.is_open, site.repository_url) == (True, "")
    there = given.site(repository="https://code.example/nettsted")
    assert (there.is_open, there.repository_url) == (True, "https://code.example/nettsted")
