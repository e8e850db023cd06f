"""Formats numbers: 2 200 with no-break spaces, a decimal comma, and a real minus sign."""

from functools import lru_cache

from babel.numbers import format_decimal

from newsroom.wording.dates import PATTERNS, SPACE


@lru_cache(maxsize=4096)
def number(value: int, lang: str) -> str:
    """2 200; four digits are grouped too, and every space is a no-break space."""
    text = format_decimal(value, "#,##0", PATTERNS[lang].locale)
    return text.replace("\u202f", SPACE).replace(" ", SPACE).replace("-", "\u2212")


def size(count: int, lang: str) -> str:
    """1,2 MB or 340 kB: the size of a file with `count` bytes."""
    if count < 1_000_000:
        return f"{number(max(1, round(count / 1_000)), lang)}{SPACE}kB"
    return f"{format_decimal(count / 1_000_000, '0.0', PATTERNS[lang].locale)}{SPACE}MB"


def kroner(value: int, lang: str) -> str:
    """1 250 kr, in English NOK 1 250; 0 gives 0 kr."""
    return PATTERNS[lang].amount.format(number(value, lang))
