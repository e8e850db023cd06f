"""Lines below each other that a page would show as one: labels, times, greetings, addresses."""

import re

CLOCK = r"(?:[01]?\d|2[0-3])[.:][0-5]\d"
TIME = rf"(?:[Kk]l\.? ?)?{CLOCK}(?: ?[-–] ?{CLOCK})?:? +(?=\S)"
BOLD_LABEL = r"\*\*[^*\n]+(?::\*\*|\*\*:) *(?=\S)"
LABEL = r"(?:\*\*[^*\n]+(?<!:)\*\*(?!:) +|[A-ZÆØÅ][\w -]{1,20}: +)(?=\S)"
# The rest of a line that neither ends with a line break nor is a row of a table.
REST = r"[^\t\n|]*(?<!  )(?<!\\)(?:\n|\Z)"
START, END = r"(?m)(?<![^\n]\n)^", r"(?=\n|\Z)"
# A heading, or the words before a colon, in the line above.
ABOVE = r"(?P<above>(?:#{1,6} .*|(?![ #>|:]|[-*+] |\d+[.)] ).*:\**) *\n)?"
POINTS = re.compile(
    rf"{START}{ABOVE}(?P<run>(?:{BOLD_LABEL}{REST}){{2,}}|(?:{TIME}{REST}){{2,}}){END}"
)
LABELLED = re.compile(rf"{START}(?P<above>)(?P<run>(?:{LABEL}{REST}){{2,}}){END}")
SHORT = rf"(?!\d+[.)] |{CLOCK} )[A-ZÆØÅ\d][^\t\n|]{{0,39}}(?<![ .,:;!?\\–-])"
POST_CODE = r"\d{4} [A-ZÆØÅ]"
SHORT_LINES = re.compile(
    rf"{START}{SHORT}\n(?:{SHORT}\n(?:{SHORT}\n)*|(?={POST_CODE})){SHORT}[.!]?(?:\n|\Z){END}"
)
GREETING = re.compile(
    r"(?m)^(?:[Mm]vh|(?:[Mm]ed |[Bb]este? |[Kk]jærlig )?(?:[Vv]ennlig |[Vv]enleg |[Bb]este? )?"
    r"(?:[Hh]ilsen|[Hh]elsing)|(?:[Kk]ind |[Bb]est |[Ww]arm )[Rr]egards)[.,!]?\n"
    rf"(?:{SHORT}\n)*{SHORT}\.?(?:\n|\Z){END}"
)


def with_points(text: str) -> str:
    """A list of the lines of a paragraph that all begin with a bold label, or with a time."""
    return POINTS.sub(_listed, text)


def with_breaks(text: str) -> str:
    """Lines that may be meant to stand below each other, as a list or with line breaks."""
    for pattern, change in ((GREETING, _broken), (LABELLED, _listed), (SHORT_LINES, _broken)):
        text = pattern.sub(change, text)
    return text


def _listed(lines: re.Match[str]) -> str:
    return (lines["above"] or "") + re.sub("(?m)^(?=.)", "- ", lines["run"])


def _broken(lines: re.Match[str]) -> str:
    above = lines.string[: lines.start()]
    gap = "\n" if above.strip() and not above.endswith("\n\n") else ""
    return gap + re.sub(r"\n(?=.)", r"\\\n", lines[0])
