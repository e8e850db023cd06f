"""Norwegian identity numbers, told from other numbers by their date and their two check digits.

Skatteetaten, "Fødselsnummer": DDMMYYIIIKK; a D-number has 4 added to its first digit, numbers for
tests 40 or 80 to the month.
"""

import re
from collections.abc import Iterator, Sequence

NUMBER = re.compile(r"(?<![\d.,-])(\d{2})(\d{2})(\d{2})[ .]?(\d{5})(?![\d,]|\.\d)")
FIRST = (3, 7, 6, 1, 8, 9, 4, 5, 2)
SECOND = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


def identity_numbers(text: str) -> Iterator[tuple[int, str]]:
    """Where each begins, and as much of it as may stand in a log that everybody can read."""
    for found in NUMBER.finditer(text):
        day, month = int(found[1]) % 40, int(found[2]) % 40
        if 1 <= day <= 31 and 1 <= month <= 12 and _is_checked("".join(found.groups())):
            yield found.start(), f"{found[1]}{found[2]}{found[3]} *****"


def _is_checked(number: str) -> bool:
    digits = [int(digit) for digit in number]
    return digits[9] == _check(digits, FIRST) and digits[10] == _check(digits, SECOND)


def _check(digits: Sequence[int], weights: Sequence[int]) -> int:
    """The check digit by modulus 11; 10, which no digit is, for a number never given out."""
    total = sum(digit * weight for digit, weight in zip(digits, weights, strict=False))
    return -total % 11
