"""Mends lists that are written almost right, each rule for a whole text."""

import re
from bisect import bisect
from collections import Counter
from collections.abc import Sequence

from newsroom.reading.date_lines import GOES_ON, MONTH
from newsroom.reading.list_marks import MARK
from newsroom.reading.table_slips import TABLE_LINE

# A point with a star and no space, `*en`, where no emphasis begins: `*kursiv* ord`.
STAR = re.compile(
    r"^( {0,3})\*(?=[^\s|)])(?=(?:[^*\n]|(\*\*?)[^\s*][^*\n]*\2(?!\*))*$)"
    r"(?!.*(?:\n[^*\n]+)+\*(?!\*))",
    re.MULTILINE,
)
# `*kursiv*`
EMPHASIS = re.compile(r"(?<!\w)\*[^\s*][^*\n]*\*")
# A list that has one of these signs keeps it.
LIST_SIGN = re.compile(r"^ {0,3}([*+])[ \t]+\S", re.MULTILINE)
GAP = re.compile(r"\n\s*\n")
# A star after a word or price may lead to a note that begins with one: `100,-*`, `*For medlemmer`.
NOTE = re.compile(r"(?<=[\w.,:;!?%)-])\*(?!\*)")
# `1)`, `1.)` and `(1)`; one in parentheses; and the first of a list.
NUMBER = re.compile(r"^( {0,3})\(?(\d{1,3})\.?\)(?=[ \t])", re.MULTILINE)
REFERENCE = re.compile(r"^ {0,3}(\(\d{1,3}\))[ \t]", re.MULTILINE)
# A law has paragraphs, as (1), below its sections.
LAW = re.compile(r"^#* *§ *\d|^ {0,3}\(\d{1,3}\)[ \t].*\.[ \t]*$", re.MULTILINE)
FIRST_NUMBER = re.compile(r"^ {0,3}(?:1\.?\)[ \t]|\(1\)[ \t].*\n+\(2\)[ \t])", re.MULTILINE)
# Points as Word writes them, with a sign and a tab; some signs are none of words, and need no tab.
OF_POINT = r"[^\t\n]*(?:\n+[ \t]*o\t.*|\n[^\W\d][^\t\n]*)*"
SIGNED = re.compile(
    r"(?m)(?:(?<![^\n]\n)|(?<=:\n))^(?P<sign>[§■●○✓üØv])(?: *\t+|(?<=[■●○]) +)"
    rf"(?=[\w«\"(\[*]){OF_POINT}(?:\n+(?P=sign)[ \t]+(?=[\w«\"(\[*]){OF_POINT})+"
)
# Lines that begin with `o`, Word's second level.
CIRCLES = re.compile(
    r"(?P<above>^(?![ \t]*o[ \t]).*\n\n?)?(?P<run>(?:^[ \t]*o[ \t]+\S.*(?:\n+|\Z))+)", re.MULTILINE
)
CIRCLE = re.compile(r"^[ \t]*o[ \t]+", re.MULTILINE)
# Points with a sign that is none of Markdown.
SIGN = r"^[–—→➔➜➢➤►▶▸][ \t]+(?=\S)|^-(?=\*{0,2}[^\W\d])"
POINT = re.compile(SIGN, re.MULTILINE)
POINTS = re.compile(rf"(?m)(?P<above>^.*\n\n?)??(?P<run>(?:(?:{SIGN}|^-[ \t]).*(?:\n|\Z)){{2,}})")
# A dash may be a minus, or before what someone says; a hyphen may be before the end of a word.
NO_POINT = re.compile(
    r"(?m)^(?:[–—] +|-(?! ))(?:[«\"\d]|(?:Ja|Jo|Nei)\b|.*[.?!…:»]$"
    r"|.*\b(?:sa|sier|spør|spurte|svarte?)\b)|^-(?:ing|het|else|er|ene|et|dom|skap|lig|isk|\w+-)(?!\w)"
)
# What may be a point only below a colon: a sentence, or a hyphen before a small letter.
OF_COLON = re.compile(r"(?m)^[–—][ \t]+[^a-zæøå\s](?:\S*[ \t]+){4}\S|^-[a-zæøå]")
# `a) en` or `a. en`, and `b) to` below it; capital letters may be initials, but not below a colon.
# Or signs of boxes.
LETTERS = re.compile(
    r"(?m)(?:(?<![^\n]\n)|(?<=:\n))^(?:a|(?<=:\n)A)"
    r"(?:(?P<dot>\.[ \t])|\))[ \t]*\S.*\n(?=[bB])"
    r"(?:^[b-zæøåB-ZÆØÅ](?(dot)\.[ \t]|\))[ \t]*\S.*(?:\n|\Z))+(?=\n|\Z)"
    r"|(?:^[✓✔✅☐☑☒✗✘□] *\w[^\t\n]*(?:\n|\Z)){2,}"
)
# A word that makes the number before it an ordinal: `1.plass`, `2.etasje`.
ORDINAL = (
    r"(?:\w*divisjon|plass|premie|etasje|klasse|trinn|års?|gang|runde|omgang|avdeling|kvartal"
    r"|\w+da[gy]|kandidat|vara\w*|del|sats|verdenskrig)(?:e[nr]?|a|ene)?\b"
)
WORD = rf"(?!{MONTH}|{ORDINAL})[ \t]*[^\W\d]"
# `1.en` and `2.to`, without a space; what to replace in them; and `1. en`.
TIGHT = re.compile(rf"(?m)^1[.)]{WORD}.*\n+2[.)]{WORD}.*(?:\n+\d{{1,2}}[.)]{WORD}.*)*")
NUMBER_GAP = re.compile(r"^(\d+)(?:\.(?=\w)|\)[ \t]*)", re.MULTILINE)
NUMBERED = re.compile(r"^( {0,3}(\d+))(?=\.[ \t]+\S)")
# A point of a task list, as GFM has it.
TASK = re.compile(rf"(?m)^([ \t>]*{MARK}[ \t]+)\[(?P<tick>[ xX])\][ \t]+(?=\S)")
# Points with hyphens between numbered ones, which a page shows as the rest of these.
BETWEEN = re.compile(r"(?m)(?<![^\n]\n)^\d+\. .*\n(?:(?:\d+\.|-)[ \t].*(?:\n|\Z))+(?=\n|\Z)")
BLOCK = re.compile(r"(?:^.*\S.*(?:\n|\Z))+", re.MULTILINE)
ITEM = re.compile(rf"^ *{MARK}[ \t]+\S", re.MULTILINE)
BEGINS = re.compile(rf" {{0,3}}(?:[-*]|\+(?![ \t]+\d)|1\.(?![ \t]+{MONTH}))[ \t]+\S")
# A dash inside a sentence that goes on after the next one, or a plus; or the rest of a sentence.
ASIDE = re.compile(rf"(?m)\n(?:-[ \t].*\S[ \t][-–](?:[ \t]|$)|\+)|{GOES_ON}\n(?!\|)")
# What may be the rest of a sentence, also with a year.
WRAPPED = re.compile(r" *(?:[-*+]|\d+\.)[ \t]+[a-zæøå\d]")
NO_TEXT = (" ", "\t", "#", ">", "|", ":", "[^", "\ue000")


def with_marks(text: str) -> str:
    """Lists of lines that begin with a sign that is none of Markdown, or without a space."""
    text = with_stars(text, are_alone=False)
    # A sentence may refer to a line that begins with (2), as to one of a law.
    marks = {*REFERENCE.findall(text)}
    is_referred = marks and (LAW.search(text) or any(text.count(mark) > 1 for mark in marks))
    if not is_referred and FIRST_NUMBER.search(text):
        text = _as_shown(NUMBER.sub(r"\1\2.", text), text)
    text = SIGNED.sub(lambda run: re.sub(rf"(?m)^{run['sign']}\s+", "- ", run[0]), text)
    if CIRCLE.search(text):
        text = CIRCLES.sub(lambda match: _listed(match, CIRCLE), text)
    text = POINTS.sub(lambda match: _listed(match, POINT), text)
    text = LETTERS.sub(lambda run: as_points(run[0]), text)
    return _as_shown(TIGHT.sub(lambda run: NUMBER_GAP.sub(r"\1. ", run[0]), text), text)


def _as_shown(new: str, old: str) -> str:
    """The new text, if a page shows its numbers as they are written."""
    spaced = new if new == old else with_empty_lines(new)
    return old if spaced != old and with_numbers(spaced) != spaced else new


def as_points(lines: str) -> str:
    """A list of these lines."""
    return re.sub("(?m)^(?=.)", "- ", lines)


def with_stars(text: str, *, are_alone: bool) -> str:
    """Points in place of the lines that begin with a star: those that are alone, or the others.

    One is alone, and may be a note, when its paragraph has no point, and no other star is in it
    or in the two beside it.
    """
    if "*" not in text or has_notes(text):
        return text
    written = LIST_SIGN.search(text)
    sign = written[1] if written else "-"
    gaps = [gap.start() for gap in GAP.finditer(text)]

    def paragraph(line: re.Match[str]) -> int:
        return bisect(gaps, line.start())

    stars = Counter(map(paragraph, STAR.finditer(text)))
    points = {paragraph(line) for mark in (ITEM, CIRCLE) for line in mark.finditer(text)}

    def point(star: re.Match[str]) -> str:
        at = paragraph(star)
        is_alone = stars[at - 1] + stars[at] + stars[at + 1] == 1 and at not in points
        return f"{star[1]}{sign} " if is_alone == are_alone else star[0]

    return STAR.sub(point, text)


def has_notes(text: str) -> bool:
    """Whether a star in a text is the sign of a note."""
    return bool(NOTE.search(EMPHASIS.sub("", text)))


def _listed(match: re.Match[str], sign: re.Pattern[str]) -> str:
    """A list of lines that plainly are one: below an item or colon, or a whole paragraph."""
    above, run = match["above"] or "", match["run"]
    is_nested = bool(ITEM.match(above)) and not above.endswith("\n\n")
    is_below = is_nested or above.rstrip(" *_\n").endswith(":")
    ends = run.endswith("\n\n") or match.string[match.end() : match.end() + 1] in ("", "\n")
    if sign is CIRCLE:  # A verse may have lines that begin with `o`.
        has_gap = "\t" in run or "\no  " in f"\n{run}"
        is_list = is_nested or has_gap or (is_below and ends and "\n" in run.strip())
    else:
        is_whole = ends and (not above.strip() or above.startswith("#") or above.endswith("\n\n"))
        is_list = is_whole and ("\n- " in f"\n{run}" or not OF_COLON.search(run))
        is_list = (is_below or is_list) and (run.startswith("- ") or not NO_POINT.search(run))
    return above + sign.sub("    - " if is_nested else "- ", run) if is_list else match[0]


def with_numbers(text: str) -> str:
    """Each number that a page would show as another, as one in a sentence: `1\\. divisjon`.

    The points of a list are numbered on from its first one; all may be written as that. A point
    alone may be a year. A line inside a paragraph begins no list.
    """
    lines, first, last, count, above, is_text = text.split("\n"), 0, 0, 0, "", False
    for n, line in enumerate(lines):
        is_text = is_text and bool(line.strip())
        if not is_text and (numbered := NUMBERED.match(line)):
            number = int(numbered[2])
            below = next(filter(str.strip, lines[n + 1 :]), "")
            is_alone = number > 99 and not (count or above.strip() or NUMBERED.match(below))
            if is_alone or (count and number != first + count and not first == last == number):
                lines[n] = f"{numbered[1]}\\{line[numbered.end() :]}"
            if not count or number != first:
                first = number - count
            count, last = count + 1, number
        elif line.strip() and not above.strip() and not line.startswith((" ", "\t")):
            count, is_text = 0, not line.startswith("#") and not ITEM.match(line)
        above = line
    return "\n".join(lines)


def with_levels(text: str) -> str:
    """Points with hyphens as a level below the numbered ones that stand above them."""
    return BETWEEN.sub(lambda points: re.sub("(?m)^-", "    -", points[0]), text)


def without_boxes(text: str) -> str:
    """A list without the boxes, which are not shown; with ticks in them a person has to decide."""
    return text if ticks(text) else TASK.sub(r"\1", text)


def ticks(text: str) -> list[re.Match[str]]:
    """The points of task lists that have a tick."""
    return [task for task in TASK.finditer(text) if task["tick"] != " "]


def with_empty_lines(text: str, *, is_sure: bool = True) -> str:
    """An empty line between each paragraph and the table, or plain list, below it.

    Without `is_sure`, one above each list that may be a wrapped sentence.
    """
    return BLOCK.sub(lambda block: _spaced(block[0], is_sure), text)


def _spaced(block: str, is_sure: bool) -> str:
    """A block with an empty line above its first list or table, if a paragraph stands there."""
    lines = block.split("\n")
    for i, line in enumerate(lines):
        is_table = line.startswith("|") and TABLE_LINE.fullmatch("".join(lines[i + 1 : i + 2]))
        if is_table or BEGINS.match(line):
            is_text = i and lines[i - 1].strip() and not lines[0].startswith(NO_TEXT)
            is_aside = not any(map(BEGINS.match, lines[i + 1 :])) and ASIDE.search(
                "\n".join(lines[max(i - 1, 0) : i + 1])
            )
            is_text = is_text and not lines[i - 1].startswith("#") and not is_aside
            is_plain = bool(is_table) or _is_list(lines[i - 1], lines[i:])
            gap = [""] if is_text and is_plain == is_sure else []
            return "\n".join([*lines[:i], *gap, *lines[i:]])
    return block


def _is_list(above: str, lines: Sequence[str]) -> bool:
    """Whether lines plainly are a list, not a sentence that goes on from the line above them."""
    end = above.rstrip(" *_")[-1:]
    begins = all(not WRAPPED.match(line) for line in lines) or end in ".!?"
    ends = any(line.rstrip(" *_").endswith((".", "!", "?", "…")) for line in lines)
    return end == ":" or (begins and not ends and len([*filter(ITEM.match, lines)]) > 1)
