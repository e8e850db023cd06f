"""Removes what text pasted from Word brings: invisible characters, and bullets Markdown ignores."""

import re

# Soft hyphen, zero-width space, word joiner, byte order mark: they break words and searches.
INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
# A no-break space is right in «2 200», but not as indent or after the mark of a list or heading.
NO_BREAK = re.compile(
    "^[ \t]*\u00a0[ \t\u00a0]*|(?<=^[-#>])\u00a0|(?<=[#:-])\u00a0(?=\\S)", re.MULTILINE
)
BULLET = re.compile("^([ \t]*)[•▪◦·\uf0b7][ \t\u00a0]*(?=\\S)", re.MULTILINE)
ANY = re.compile("[\u00ad\u200b\u2060\ufeff\u00a0•▪◦·\uf0b7]")


def cleaned(text: str) -> tuple[str, int, int]:
    """The text without them, how many there were, and the line (from 1) of the first; else 0.

    No line moves.
    """
    if not ANY.search(text):
        return text, 0, 0
    matches = [*INVISIBLE.finditer(text), *NO_BREAK.finditer(text), *BULLET.finditer(text)]
    if not matches:
        return text, 0, 0
    first = min(match.start() for match in matches)
    line = text.count("\n", 0, first) + 1
    spaced = NO_BREAK.sub(_with_space, INVISIBLE.sub("", text))
    return BULLET.sub(r"\1- ", spaced), len(matches), line


def _with_space(match: re.Match[str]) -> str:
    return match[0].replace("\u00a0", " ")
