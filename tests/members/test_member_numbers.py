"""The figures of members, counted from the register of a site: from 130 to 160, with 30 new."""

from pathlib import Path
from shutil import copytree

import pytest

from newsroom.contract.catalog import Catalog
from newsroom.reviews.charts import charts
from newsroom.reviews.figures import compute
from newsroom.reviews.proofs import name_of
from newsroom.reviews.sources import proof
from newsroom.site.gate import BAD_CONTENT
from tests import given
from tests.checking import checked

SITES = Path(__file__).parents[1] / "sites"
GROWTH = SITES / "growth"


@pytest.fixture(scope="module")
def growth() -> Catalog:
    catalog, report = given.load(GROWTH)
    assert report.errors() == []
    return catalog


@pytest.mark.parametrize(
    ("source", "of_2022", "of_2023"),
    [
        ("members.count", 130, 160),
        ("members.new", 5, 30),
        ("members.left", 1, 0),
        ("members.by_category", 2, 2),
        ("members.by_category.bygg-og-anlegg", 65, 80),
        ("members.by_place", 3, 3),
        ("members.by_place.fjordvik", 43, 53),
        ("members.by_place.utlandet", None, None),
    ],
)
def test_the_register_proves_the_numbers(
    growth: Catalog, source: str, of_2022: int | None, of_2023: int | None
) -> None:
    """One that left in 2022 is in no number of 2023; one without a first day is in none."""
    assert (compute(source, growth, 2022), compute(source, growth, 2023)) == (of_2022, of_2023)


def test_the_letters_agree_with_the_register(tmp_path: Path) -> None:
    """The check of figures finds no fault in 130, 160 and 30, and no other number in the text."""
    run, code = checked(GROWTH, tmp_path)
    assert (code, [problem.code for problem in run.report]) == (0, [])


def test_a_number_that_the_register_does_not_prove_stops_the_build(tmp_path: Path) -> None:
    site = copytree(GROWTH, tmp_path / "content")
    letter = site / "reviews/2023.md"
    letter.write_text(letter.read_text("utf-8").replace("value: 160", "value: 161"), "utf-8")
    run, code = checked(site, tmp_path)
    assert code == BAD_CONTENT
    assert [problem.code for problem in run.report.errors()] == ["figure-mismatch"]


@pytest.mark.parametrize(
    ("sentence", "advised"),
    [
        ("I Fjordvik er det 53 medlemsbedrifter.", []),
        ("Bygg og anlegg har 80 medlemsbedrifter.", []),
        ("I år kom 30 medlemsbedrifter til.", []),
        ("I Fjordvik er det 52 medlemsbedrifter.", ["figure-in-text"]),
    ],
)
def test_the_text_may_tell_of_a_part_of_the_members(
    tmp_path: Path, sentence: str, advised: list[str]
) -> None:
    """A category, a place, or those that are new; a number that none has is doubted."""
    site = copytree(GROWTH, tmp_path / "content")
    letter = site / "reviews/2023.md"
    letter.write_text(f"{letter.read_text('utf-8')}\n{sentence}\n", "utf-8")
    run, _ = checked(site, tmp_path)
    assert [problem.code for problem in run.report] == advised


def test_a_faulty_register_proves_nothing(tmp_path: Path) -> None:
    """With a fault in it, its own fault is told, and none of the numbers."""
    site = copytree(GROWTH, tmp_path / "content")
    register = site / "members.yaml"
    text = register.read_text("utf-8").replace("since: 2023-12-31", "since: i fjor")
    register.write_text(text, "utf-8")
    run, _ = checked(site, tmp_path)
    assert [problem.code for problem in run.report.errors()] == ["date-invalid"]


def test_a_number_has_the_members_as_its_proof(growth: Catalog) -> None:
    """One that has left since is still in the proof of the years before."""
    found = proof("members.left", growth, 2022)
    assert found and [name_of(one, "nb") for one in found.entries] == ["Prøvebedrift 161"]
    assert found.sentence == "Medlemmer med sin siste dag i året."
    before = proof("members.count", growth, 2021)
    assert before and "Prøvebedrift 161" in [name_of(one, "nb") for one in before.entries]
    part = proof("members.by_place.nesby", growth, 2023)
    assert part and part.sentence.format(name=part.part) == "Medlemmer ved årsskiftet: Nesby."


def test_the_members_over_the_years_are_a_chart(growth: Catalog) -> None:
    chart = next(c for c in charts(growth.reviews[1], growth.reviews, growth))
    assert [(bar.label, bar.value) for bar in chart.bars] == [("2022", 130), ("2023", 160)]
