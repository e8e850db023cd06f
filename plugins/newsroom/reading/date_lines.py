"""Lines that begin with a date, as `12. mars`, which Markdown takes as points with numbers."""

import re

from newsroom.contract.plain_repeat import MONTHS

# Not May, which also begins a question: `1. May I bring a friend?`
ENGLISH = "January|February|March|April|June|July|August|September|October|November|December"
MONTH = rf"(?:{'|'.join(MONTHS)}|{ENGLISH})\b"
DAY = re.compile(rf"^(\d{{1,2}})(?=\.[ \t]+{MONTH})", re.MULTILINE)
# Such lines at the start of a block, but not the points 1 and 2 of a list.
DATES = re.compile(
    rf"(?m)(?<![^\n]\n)^(?!1\..*\n+2\.)(?:\d{{1,2}}\.[ \t]+{MONTH}.*(?:\n|\Z))+(?!\d+\.[ \t])"
)
# The end of a line that a sentence goes on from, and lines of which only the last ends one.
WORDS = "og|eller|men|er|var|i|på|av|med|for|fra|til|mot|ved|om|and|or|in|on|of|to|at"
GOES_ON = rf"(?:,|\b(?:{WORDS}))[ \t]*$"
SENTENCE = re.compile(rf"(?m){GOES_ON}\n|\A(?:.*[^.!?\n]\n)+.*[.!?]\Z")


def without_numbers(text: str) -> str:
    """The text with dates that are shown as written; several lines in a row become a list."""

    def escaped(run: re.Match[str]) -> str:
        lines = run[0].strip()
        is_list = "\n" in lines and not SENTENCE.search(lines)
        return DAY.sub("- \\1\\\\" if is_list else r"\1\\", run[0])

    return DATES.sub(escaped, text)
