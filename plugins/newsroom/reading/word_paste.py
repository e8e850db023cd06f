"""What comes along when a text is pasted from Word: signs nobody sees, and bullets nobody reads."""

import re

# Soft hyphen, zero-width space, word joiner, byte order mark: they break words and searches.
UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
# A no-break space is a sign of ours in «2 200», but no indent and no space after a mark.
STIFF = re.compile(
    "^[ \t]*\u00a0[ \t\u00a0]*|(?<=^[-#>])\u00a0|(?<=[#:-])\u00a0(?=\\S)", re.MULTILINE
)
BULLET = re.compile("^([ \t]*)[•▪◦·\uf0b7][ \t\u00a0]*(?=\\S)", re.MULTILINE)
LOOKED_FOR = re.compile("[\u00ad\u200b\u2060\ufeff\u00a0•▪◦·\uf0b7]")


def cleaned(text: str) -> tuple[str, int, int]:
    """The text without them, how many were found, and the line (from 1) of the first.

    Lines stay where they are.
    """
    if not LOOKED_FOR.search(text):
        return text, 0, 0
    found = [*UNSEEN.finditer(text), *STIFF.finditer(text), *BULLET.finditer(text)]
    if not found:
        return text, 0, 0
    first = min(one.start() for one in found)
    line = text.count("\n", 0, first) + 1
    return BULLET.sub(r"\1- ", STIFF.sub(_plain, UNSEEN.sub("", text))), len(found), line


def _plain(found: re.Match[str]) -> str:
    return found[0].replace("\u00a0", " ")
