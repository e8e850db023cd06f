"""Mends tables that are written almost right, each rule for a whole text."""

import re
from collections.abc import Iterator, Sequence

from newsroom.reading.list_marks import WRITTEN

TABBED = re.compile(
    r"(?P<above>^[^\t\n]*\n)?"
    rf"(?P<rows>(?:^(?![ \t]*(?:>|(?:o|{WRITTEN})\s)).*\S *\t.*\S.*(?:\n|\Z)){{2,}})",
    re.MULTILINE,
)
PIPES = re.compile(r"(?P<above>^(?!\|).*\n)?(?P<rows>(?:^\|.*\|[ \t]*(?:\n|\Z)){2,})", re.MULTILINE)
# The line below the headings, as Python-Markdown takes it.
TABLE_LINE = re.compile(r"[-|: \t]+")
RULE = re.compile(r"[|: ]*--[-|: ]*")
RULED = re.compile(
    r"(?m)^(?=.*\|)(?P<first>.*)\n(?=.*\|)[ \t]*+(?=[|: \t]*-)[-| :\t]*+\n"
    r"(?P<rows>(?:(?=.*\|).*(?:\n|\Z))+)"
)
# A sign between the pipes of a sum: `|a| + |b|`.
SUM = re.compile(r"\|[ \t]*[+=<>≤≥][ \t]*\|")
PIPE = re.compile(r"(?<!\\)\|")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# Words, and years.
HEADING = re.compile(rf"(?:\D|{YEAR.pattern})*")
BOLD = re.compile(r"(\*\*|__)\S.*\1")
NUMBER = re.compile(r"(?i)(?:(?:kl|kr)\b\.? ?|[-–+€$£])?\d.*")
# What columns are called.
TITLE = re.compile(
    r"(?i)(?:na[vm]n|name|rolle|role|verv|tittel|title|alder|age|tema|aktivitet|program|foredrag"
    r"|h?va|kva|what|hvem|kven|who|hvor|kor|where|sted|stad|place|by|rom|room|adresse|address"
    r"|når|when|kl\.?|tid|tidspunkt|klokkeslett|time|dato?|date|dag|day|uke|veke|week|måned|month"
    r"|år|year|periode|pris|price|kostnad|beløp|sum|antall?|tal|deltak[ea]r[ea]r?|poeng|points|nr\.?"
    r"|telefon|tlf\.?|phone|e-?post|e-?mail|merknad):?"
)


def pipes(rows: Sequence[Sequence[str]]) -> str:
    """A table of Markdown; the first row has the headings."""
    first, *others = rows
    lines = (first, ["---"] * len(first), *others)
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def are_headings(cells: Sequence[str]) -> bool:
    """Whether the first row of a table may be its headings: it has no numbers but years."""
    return all(map(HEADING.fullmatch, cells))


def has_headings(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row of a table plainly is its headings.

    It says so by bold type, an empty corner, what columns are called, or numbers in the other rows.
    """
    first, *others = ([cell.strip("*_ ") for cell in row] for row in rows)
    if not are_headings(first):
        return False
    is_bold = [all(map(BOLD.fullmatch, row)) for row in rows]
    titles = {at for at, cell in enumerate(first) if TITLE.fullmatch(cell)}
    counts = {at for at, cells in enumerate(zip(*others, strict=True)) if _counts(first[at], cells)}
    if not first[0] or is_bold == [True, *[False] * len(others)] or titles & counts:
        return True
    # The lines may have a name and a value each: `Kontakt`, `Kari`; `Telefon`, `64 00 00 00`.
    has_labels = len(others) == 1 or any(TITLE.fullmatch(row[0]) for row in others)
    by_count = not has_labels and any(not YEAR.fullmatch(first[at]) for at in counts)
    return by_count or len(titles) > 1 or len(counts) > 1


def _counts(heading: str, cells: Sequence[str]) -> bool:
    """Whether the cells below a heading are numbers, and not years as it."""
    written = [*filter(None, cells)]
    is_year = all(map(YEAR.fullmatch, [heading, *written]))
    return bool(written) and all(map(NUMBER.fullmatch, written)) and not is_year


def with_pipes(text: str, *, is_sure: bool = True) -> str:
    """Lines with the same number of tabs as a table; `is_sure` when headings plainly begin it."""

    def table(match: re.Match[str]) -> str:
        rows = _rows(match["rows"].strip("\n").replace("|", r"\|").split("\n"))
        is_list = len({row[0] for row in rows}) == 1 and len(rows[0][0]) == 1  # `§` of Word
        if not rows or has_headings(rows) != is_sure or is_list:
            return match[0]
        above, below = match["above"] or "", match.string[match.end() :]
        end = "\n" * (match["rows"].endswith("\n") + bool(below and below[0] != "\n"))
        return above + "\n" * bool(above.strip()) + pipes(rows) + end

    return TABBED.sub(table, text)


def _rows(lines: Sequence[str]) -> list[list[str]]:
    """The cells of lines with tabs; [] when a person has to sort them out.

    Some align the columns with several tabs, and some leave out the last cells of a line.
    """
    # Lines that begin with a tab are code, unless they plainly are a table.
    if lines[0].startswith("\t") and len({line.count("\t") for line in lines}) > 1:
        return []
    while all(line.startswith("\t") for line in lines):
        lines = [line[1:] for line in lines]
    rows = [[cell.strip() for cell in line.strip(" ").split("\t")] for line in lines]
    width = len(rows[0])
    # The corner above the names of the lines may be empty.
    if all(rows[0][1:]) and all(len(row) <= width for row in rows):
        return [row + [""] * (width - len(row)) for row in rows]
    rows = [[cell.strip() for cell in re.split("\t+", line.strip())] for line in lines]
    return rows if len({*map(len, rows)}) == 1 and all(rows[0]) else []


def uneven_tables(text: str) -> Iterator[int]:
    """The position of each table with tabs, and line of one with pipes, with too many cells."""
    for match in TABBED.finditer(text) if "\t" in text else ():
        if not _rows(match["rows"].strip("\n").split("\n")):
            yield match.start("rows")
    for match in RULED.finditer(text) if "|" in text else ():
        width = len(PIPE.findall(match["first"].strip().removeprefix("|").removesuffix("|")))
        for row in re.finditer(".+", match["rows"]):
            if len(PIPE.findall(row[0].strip().removeprefix("|").rstrip(" \t|"))) > width:
                yield match.start("rows") + row.start()


def with_dashes(text: str, *, is_sure: bool = True) -> str:
    """Tables with a line of dashes below their headings; `is_sure` when these plainly are some."""
    return PIPES.sub(lambda match: _ruled(match, is_sure), text)


def with_doubtful_headings(text: str) -> str:
    """Tables whose first row may have no headings, with that as the headings."""
    if "\t" not in text and "|" not in text:
        return text
    return with_dashes(with_pipes(text, is_sure=False), is_sure=False)


def _ruled(match: re.Match[str], is_sure: bool) -> str:
    """A table with dashes below its first row; as it is when a person has to sort out its rows."""
    above, (first, *others) = match["above"] or "", match["rows"].split("\n")
    width, *widths = (len(PIPE.findall(line)) - 1 for line in (first, *filter(None, others)))
    marks = ["---"] * width
    if TABLE_LINE.fullmatch(others[0]) and ("-" in others[0] or widths[0] == width):
        # One of another width makes no table.
        written = [mark.strip() for mark in others.pop(0).strip(" \t|").split("|")]
        is_right = is_sure and widths.pop(0) != width and all(other <= width for other in widths)
        marks = [*written, *marks][:width]
    else:
        rows = [
            [cell.strip() for cell in PIPE.split(line)[1:-1]] for line in (first, *others) if line
        ]
        is_right = {width} == {*widths} and has_headings(rows) == is_sure
    is_sum = bool("|" in above or SUM.search(first))
    if not is_right or width < 2 or is_sum or any(map(RULE.fullmatch, others)):
        return match[0]
    return above + "\n".join([first, f"| {' | '.join(marks)} |", *others])
