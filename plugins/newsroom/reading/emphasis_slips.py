"""Mends bold words and italics whose signs stand beside a space, and would be shown."""

import re

from newsroom.reading.list_slips import has_notes

# Bold words that go on in the next line, which are right; else some with a space inside the stars.
BOLD = re.compile(
    r"(?P<is_right>(?<![*\\])\*\*(?=[^\s*])(?:[^*\n]|\n(?![ \t>]*\n))*[^\s*]\*\*(?!\*))|"
    r"(?<![*\\])(?P<stars>\*{2,3})(?P<left>[ \t]*)(?P<words>[^\s*](?:[^*\n]*[^\s*])?)"
    r"(?P<right>[ \t]*)(?P=stars)(?!\*)(?P<after>[ \t]?)(?P<is_last>$|(?=[.,;:!?)]))?",
    re.MULTILINE,
)
# The stars of `5 ** 3`, `2 ** ab ** c`, `2 ** a + b ** c` and `f(**a, **b)`.
FORMULA = re.compile(
    r"(?:(?<=\d)|(?<=\d ))\*\* +(?:\d|\w\b|\S+ +\*\*[ \w]|[^*\n]* [-+*/=] )"
    r"|(?:(?<=[({])|(?<=, ))\*\*[\w.]+[,()][^*\n]*\*\*[\w({]"
)
# An underscore before a word is like a star, but one within words is a letter.
UNDERLINED = re.compile(
    r"(?<![\w\\])(__?)(?:(?=\w)([^_\n]*[^\s_])[ \t]+|[ \t]+([^\s_](?:[^_\n]*\w)?))\1(?!\w)"
)
# The mark of a point or quote, and the rest of a line whose only two signs both open words.
LINE_MARK = re.compile(r"(?:[ \t>]*[-*+][ \t]+)?")
OPENED = re.compile(r"|.*[ \t([«“\"]")
# What makes the words factors: `2 *bredde`, `y = lengde *bredde`.
FACTOR = re.compile(r".*(?:=.*|\d[ \t])")
WORDS = re.compile(
    r"[^\W\d_][^|]*[\w.:!?»”)](?<!\bkr)(?<!\bog)(?<!\beller)(?<!\band)(?<!\bor)[ \t]+"
)
# What comes after the second sign: the end, a small word, or any after a colon.
SENTENCE_ENDS = re.compile(r"[ \t]*$|[.,;:!?)]")
SMALL_WORD = re.compile(r"[a-zæøå]{2}|[aåi] ")
STAR_LINES = re.compile(r"^ {0,3}\*\S.*\n+ {0,3}\*\S", re.MULTILINE)


def with_emphasis(text: str) -> str:
    """Spaces stand outside the stars and underscores."""
    if "*" in text and not (has_notes(text) or STAR_LINES.search(text)):
        text = _closed_in_lines(text, "*")
    if "_" in text:
        text = _closed_in_lines(_closed_in_lines(text, "__"), "_")
        text = UNDERLINED.sub(lambda match: f"{match[1]}{match[2] or match[3]}{match[1]}", text)
    return BOLD.sub(_spaced, text) if "**" in text else text


def _spaced(match: re.Match[str]) -> str:
    left, right, stars = match["left"], match["right"], match["stars"]
    beside = match.string[max(0, match.start() - 1) : match.start()].strip().strip('([{«“"')
    is_note = beside and left and not right  # 100,-** og 200,-**
    if is_note or not (left or right) or FORMULA.match(match.string, match.start()):
        return match[0]
    before = left[:1] if beside else ""
    after = "" if match["is_last"] is not None else (match["after"] or right)[:1]
    return f"{before}{stars}{match['words']}{stars}{after}"


def _closed_in_lines(text: str, sign: str) -> str:
    lines = text.split("\n") if sign in text else ()
    return "\n".join(_closed(line, sign) for line in lines) if lines else text


def _closed(line: str, sign: str) -> str:
    """The line with its second sign before the space, where both stand before a word: `*ja *til`.

    They are no signs of notes, factors or names: `*Mat og *drikke`, `2 *bredde *høyde`.
    """
    mark = LINE_MARK.match(line)
    start = mark.end() if mark else 0
    if line.count(sign, start) != 2:
        return line
    before, words, after = line[start:].split(sign)
    is_opened = OPENED.fullmatch(before) and not FACTOR.fullmatch(before)
    is_label = words.rstrip().endswith(":") and after[:1].isalpha()
    is_end = bool(SENTENCE_ENDS.match(after))
    goes_on = is_end or is_label or SMALL_WORD.match(after)
    if not (is_opened and WORDS.fullmatch(words) and goes_on):
        return line
    return f"{line[:start]}{before}{sign}{words.rstrip()}{sign}{'' if is_end else ' '}{after}"
