"""Lines below each other that a page would show as one: labels, times, greetings, addresses."""

import re

from newsroom.reading.date_lines import GOES_ON
from newsroom.reading.list_marks import WRITTEN
from newsroom.reading.list_slips import as_points

CLOCK = r"(?:[01]?\d|2[0-3])[.:][0-5]\d"
# A time before a point of a programme: `kl. 9.00–10.00: Kaffe`, but not `12.50 kroner`.
TIME = rf"(?:[Kk]l\.? ?)?{CLOCK}(?: ?[-–] ?{CLOCK})?:? +(?=[A-ZÆØÅ«\"*\[])"
# The label of a fact: `Når`, `Mandag–fredag`, `Kl. 10`; others may be who speaks in an interview.
FACT = (
    r"(?:Når|When|Hvor|Kvar|Kor|Where|Hva|Kva|What|Hvem|Kven|Who|Pris|Price|Tid(?:spunkt)?|Time"
    r"|Sted|Stad|Place|Dato|Date|Påmelding|Kontakt|Contact|Arrangør|Adresse|Address|Telefon|E-post"
    r"|\w+da[gy](?:[ –-]+\w+)?|(?:[Kk]l\.? ?)?\d[\d.: –-]*)"
)
BOLD_LABEL = r"(?P<stars>\*\*?)[^*\n]+(?::(?P=stars)|(?P=stars):) *(?=\S)"
# `**Når** 5. mai`, `**Kari:** Hei.`, `Når: 5. mai.` and `Farge: rød`, but not a whole sentence.
WORDS = r"(?!.*[.!?][ \t]*$)[A-ZÆØÅ][\w-]+(?: [\w-]+){0,2}"
LABEL = rf"(?:\*\*[^*\n]+\*\*:? +|(?:{FACT}|{WORDS}): +)(?=\S)"
# The rest of a line that neither ends with a line break nor is a row of a table.
REST = r"[^\t\n|]*(?<!  )(?<!\\)(?:\n|\Z)"
START, END = r"(?m)(?<![^\n]\n)^", r"(?=\n|\Z)"
# A heading, or the words before a colon, in the line above.
ABOVE = rf"(?P<above>(?:#{{1,6}} .*|(?![ #>|:]|{WRITTEN} ).*:\**) *\n)?"
# `**Når:** 5. mai` or `09.00 Kaffe`, and lines like it below.
POINTS = re.compile(
    rf"{START}{ABOVE}(?P<run>(?=\*\*?{FACT}:?\*\*?)(?:{BOLD_LABEL}{REST}){{2,}}"
    rf"|(?:{TIME}{REST}){{2,}}){END}"
)
LABELLED = re.compile(rf"{START}(?:(?!.*{GOES_ON}){LABEL}{REST}){{2,}}{END}")
# A short line that no sentence ends: `Storgata 1`.
SHORT = rf"(?!{WRITTEN} |{CLOCK} |.*{GOES_ON})[A-ZÆØÅ\d][^\t\n|]{{0,39}}(?<![ .,:;!?\\–-])"
# `2000 Byen`
POST_CODE = r"\d{4} [A-ZÆØÅ]"
# Three short lines, or a street above a post code.
SHORT_LINES = re.compile(
    rf"{START}{SHORT}\n(?:{SHORT}\n(?:{SHORT}\n)*|(?={POST_CODE})){SHORT}[.!]?(?:\n|\Z){END}"
)
# `Med vennlig hilsen` and the names below it.
GREETING = re.compile(
    r"(?m)^(?:[Mm]vh|(?:[Mm]ed |[Bb]este? |[Kk]jærlig )?(?:[Vv]ennlig |[Vv]enleg |[Bb]este? )?"
    r"(?:[Hh]ilsen|[Hh]elsing)|(?:[Kk]ind |[Bb]est |[Ww]arm )[Rr]egards)[.,!]?\n"
    rf"(?:{SHORT}\n){{0,5}}{SHORT}\.?(?:\n|\Z){END}"
)


def with_points(text: str) -> str:
    """A list of the lines of a paragraph that all have a bold label, or begin with a time."""
    return POINTS.sub(lambda lines: (lines["above"] or "") + as_points(lines["run"]), text)


def with_breaks(text: str) -> str:
    """Lines that may be meant to stand below each other, as a list or with line breaks."""
    text = LABELLED.sub(lambda lines: as_points(lines[0]), GREETING.sub(_broken, text))
    return SHORT_LINES.sub(_broken, text)


def _broken(lines: re.Match[str]) -> str:
    above = lines.string[: lines.start()]
    gap = "\n" if above.strip() and not above.endswith("\n\n") else ""
    return gap + re.sub(r"\n(?=.)", r"\\\n", lines[0])
