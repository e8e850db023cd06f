"""Norwegian identity numbers, told from other numbers by their date and their two check digits.

Skatteetaten, "Fødselsnummer": DDMMYYIIIKK; a D-number has 4 added to its first digit, numbers for
tests 40 or 80 to the month. They are written in one, or the date, its parts and the rest apart,
or by threes.
"""

import re
from collections.abc import Iterator

from stdnum.no.fodselsnummer import calc_check_digit1, calc_check_digit2

# Also as HTML has it: Markdown lets it through.
BLANK = r"[ \xa0\u2009\u202f]|&(?:nbsp|thinsp|#160|#xa0|#8239|#x202f);"
SPACE = rf"(?:{BLANK}|\t)"
GAP = rf"(?:{SPACE}?[.\-\u2010-\u2013\u2212/_]{SPACE}?|[*_`]{{1,3}}{SPACE}?|{SPACE}{{1,3}})"
# Not the digits after a decimal point; and not 1234.56.78903, as accounts are written.
BY_DATE = (
    r"(?<!\d\d\d)(?<!\d\.\d\d)"
    rf"(?:(?P<gap>{GAP})(?P<month>\d\d)(?P=gap)|(?P<joined>\d\d))(?P<century>19|20)?(?P<year>\d\d)"
    rf"{GAP}?(?P<rest>\d{{3}}{SPACE}?\d{{2}})(?!\d)"
)
# Not part of a longer row of numbers.
BY_THREES = (
    r"(?P<third>\d)(?<!\d\d\d\d)(?<!\d[ \xa0]\d\d\d)"
    rf"(?P<blank>{BLANK})\d{{3}}(?P=blank)(?P<last>\d{{3}}(?P=blank)?\d{{2}})(?!(?P=blank)?\d)"
)
# What stands before is looked at after two digits: that is five times as quick.
NUMBER = re.compile(rf"(?P<day>\d\d)(?:{BY_DATE}|{BY_THREES})", re.ASCII)
DAYS = {*range(1, 32), *range(41, 72)}
MONTHS = {month + added for month in range(1, 13) for added in (0, 40, 80)}
HIDDEN = "*****"


def identity_numbers(text: str) -> Iterator[tuple[int, str]]:
    """Where each begins, and as much of it as may stand in a log that everybody can read."""
    for found in NUMBER.finditer(text):
        if _is_one(found):
            yield found.start(), _masked(found)


def masked(text: str) -> str:
    """The text without the secret half of each; every other sign stands where it stood."""
    return NUMBER.sub(lambda found: _masked(found) if _is_one(found) else found[0], text)


def _masked(found: re.Match[str]) -> str:
    return found[0].removesuffix(found["rest"] or found["last"]) + HIDDEN


def _is_one(found: re.Match[str]) -> bool:
    # A date in a table, and what stands in the next column.
    if found["century"] and "\t" in found[0]:
        return False
    number = _digits(found)
    return int(number[:2]) in DAYS and int(number[2:4]) in MONTHS and _is_checked(number)


def _digits(found: re.Match[str]) -> str:
    if found["third"]:
        return _without_blanks(found[0])
    date = f"{found['day']}{found['month'] or found['joined']}{found['year']}"
    return date + _without_blanks(found["rest"])


def _without_blanks(text: str) -> str:
    return re.sub(SPACE, "", text)


def _is_checked(number: str) -> bool:
    # fodselsnummer.validate asks the clock, and does not know the numbers for tests.
    return number[9:] == calc_check_digit1(number) + calc_check_digit2(number)
