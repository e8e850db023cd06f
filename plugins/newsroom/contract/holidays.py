"""The public holidays of Norway (lov 24. februar 1995 nr. 12, and lov 26. april 1947 nr. 1)."""

from datetime import date, timedelta
from typing import Literal

from dateutil.easter import easter

Holiday = Literal[
    "new_years_day", "maundy_thursday", "good_friday", "easter_sunday", "easter_monday",
    "labour_day", "constitution_day", "ascension_day", "whit_sunday", "whit_monday",
    "christmas_day", "boxing_day",
]  # fmt: skip
FIXED: dict[tuple[int, int], Holiday] = {
    (1, 1): "new_years_day",
    (5, 1): "labour_day",
    (5, 17): "constitution_day",
    (12, 25): "christmas_day",
    (12, 26): "boxing_day",
}
# Days from Easter Sunday.
MOVABLE: dict[int, Holiday] = {
    -3: "maundy_thursday",
    -2: "good_friday",
    0: "easter_sunday",
    1: "easter_monday",
    39: "ascension_day",
    49: "whit_sunday",
    50: "whit_monday",
}


def holiday(day: date) -> Holiday | None:
    """The public holiday on a day; None for other days, ordinary Sundays too."""
    if fixed := FIXED.get((day.month, day.day)):
        return fixed
    return MOVABLE.get((day - easter(day.year)) // timedelta(days=1))
