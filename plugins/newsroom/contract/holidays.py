"""The public holidays of Norway (lov 24. februar 1995 nr. 12, and lov 26. april 1947 nr. 1)."""

from datetime import date, timedelta

from dateutil.easter import easter

# The Norwegian names; wording/translations has the others.
FIXED = {
    (1, 1): "første nyttårsdag",
    (5, 1): "arbeidernes dag",
    (5, 17): "grunnlovsdagen",
    (12, 25): "første juledag",
    (12, 26): "andre juledag",
}
# Days from Easter Sunday.
MOVABLE = {
    -3: "skjærtorsdag",
    -2: "langfredag",
    0: "første påskedag",
    1: "andre påskedag",
    39: "Kristi himmelfartsdag",
    49: "første pinsedag",
    50: "andre pinsedag",
}


def holiday(day: date) -> str | None:
    """The Norwegian name of the public holiday on a day; None for any other day."""
    if fixed := FIXED.get((day.month, day.day)):
        return fixed
    return MOVABLE.get((day - easter(day.year)) // timedelta(days=1))
