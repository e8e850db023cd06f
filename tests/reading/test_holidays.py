"""The public holidays of Norway."""

from datetime import date, timedelta

import pytest

from newsroom.reading.plausibility import holiday

IN_2024 = {
    "2024-01-01": "første nyttårsdag",
    "2024-03-28": "skjærtorsdag",
    "2024-03-29": "langfredag",
    "2024-03-31": "første påskedag",
    "2024-04-01": "andre påskedag",
    "2024-05-01": "arbeidernes dag",
    "2024-05-09": "Kristi himmelfartsdag",
    "2024-05-17": "grunnlovsdagen",
    "2024-05-19": "første pinsedag",
    "2024-05-20": "andre pinsedag",
    "2024-12-25": "første juledag",
    "2024-12-26": "andre juledag",
}


def test_a_year_has_these_and_no_others() -> None:
    """The holidays of 2024 are those of the Norwegian almanac, and no others."""
    days = [date(2024, 1, 1) + timedelta(days=n) for n in range(366)]
    assert {str(day): holiday(day) for day in days if holiday(day)} == IN_2024


@pytest.mark.parametrize(
    ("easter_sunday", "whit_monday"),
    [("2008-03-23", "2008-05-12"), ("2011-04-24", "2011-06-13"), ("2025-04-20", "2025-06-09")],
)
def test_easter_moves_and_takes_the_others_along(easter_sunday: str, whit_monday: str) -> None:
    """The movable holidays follow Easter, tested with an early, a late and an ordinary Easter."""
    assert holiday(date.fromisoformat(easter_sunday)) == "første påskedag"
    assert holiday(date.fromisoformat(whit_monday)) == "andre pinsedag"
