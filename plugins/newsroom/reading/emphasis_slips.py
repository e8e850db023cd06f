"""Mends bold words and italics whose signs stand beside a space or before a word."""

import re
from functools import partial

from newsroom.reading.list_marks import MARK
from newsroom.reading.list_slips import has_notes

# Bold words that go on in the next line, which are right; else some with a space inside the stars.
BOLD = re.compile(
    r"(?P<is_right>(?<![*\\])\*\*(?=[^\s*])(?:[^*\n]|\n(?![ \t>]*\n))*[^\s*]\*\*(?!\*))|"
    r"(?<![*\\\d])(?P<stars>\*{2,3})(?P<left>[ \t]*)(?P<words>[^\s*](?:[^*\n]*[^\s*])?)"
    r"(?P<right>[ \t]*)(?P=stars)(?!\*)(?P<after>[ \t]?)(?P<is_last>$|(?=[.,;:!?)]))?",
    re.MULTILINE,
)
# The stars of `5 ** 3`, `2 ** ab ** c`, `2 ** a + b ** c` and `f(**a, **b)`.
FORMULA = re.compile(
    r"(?<=\d )\*\* +(?:\d|\w\b|\S+ +\*\*[ \w]|[^*\n]* [-+*/=] )"
    r"|(?:(?<=[({])|(?<=, ))\*\*[\w.]+[,()][^*\n]*\*\*[\w({]"
)
# `_ kursiv_`; an underscore within words is a letter.
UNDERLINED = re.compile(r"(?<![\w\\])(__?)[ \t]+([^\s_](?:[^_\n]*\w)?)\1(?!\w)")
# The mark of a point or quote, before the rest of the line.
LINE_MARK = re.compile(rf"(?:[ \t>]*{MARK}[ \t]+)?")
# What makes the words behind it factors: `2 *bredde`, `y = lengde *bredde`.
FACTOR = re.compile(r".*(?:=.*|\d[ \t])")
# Words and the space before the second sign; not those of `100 kr *` and `*mat og *drikke`.
ENDED = re.compile(r"(?!.*\b(?:kr|og|eller|and|or)[ \t]*$)")
WORDS = re.compile(rf"{ENDED.pattern}[^\W\d_][^|]*[\w.:!?»”)][ \t]+")
# A word that goes on with a sentence; any other may be the next of a list.
JOINING = re.compile(
    r"(?:og|i|på|til|for|med|av|om|er|som|fra|ved|men|eller|kl|var|blir|har|den|det"
    r"|and|or|in|on|to|of|at|is|was|the|with|from)\b"
)
# The beginning or end of bold words, and what is between two paragraphs.
STARS = re.compile(r"(?<![*\\])\*{2,3}(?!\*)")
GAP = re.compile(r"(\n[ \t>]*\n)")
# `*Kari er syk`, which may be a note.
STARRED = re.compile(r"^ {0,3}\*[^\s*]", re.MULTILINE)


def with_emphasis(text: str, joining: re.Pattern[str] = JOINING) -> str:
    """Spaces stand outside the stars and underscores, where the word behind them is `joining`."""
    text = _closed_in_lines(text, joining)
    if "_" in text:
        text = UNDERLINED.sub(r"\1\2\1", text)
    return "".join(_with_bold(it, joining) for it in GAP.split(text)) if "**" in text else text


# Words before any other word: `Velg *fisk *kylling` may be a list of two.
with_doubtful_emphasis = partial(with_emphasis, joining=re.compile(r"[ \t]*[a-zæøå]"))


def _with_bold(paragraph: str, joining: re.Pattern[str]) -> str:
    """A paragraph with its stars in their places, if each pair then has words between."""
    new = BOLD.sub(partial(_spaced, joining), paragraph)
    between = STARS.split(new)[1::2]
    is_paired = len(STARS.findall(new)) % 2 == 0
    return new if is_paired and all(words == words.strip() for words in between) else paragraph


def _spaced(joining: re.Pattern[str], match: re.Match[str]) -> str:
    left, right, stars, text = match["left"], match["right"], match["stars"], match.string
    beside = text[max(0, match.start() - 1) : match.start()].strip().strip('([{«“"')
    # The stars of notes: `100,-** og 200,-**`, `Kari ** og Ola **`.
    words, is_last = match["words"], match["is_last"] is not None
    is_note = left and (JOINING.match(words) if right else beside)
    # Both stars directly before a word: `**args og **kwargs`.
    if right and not (left or match["after"] or is_last or words.endswith(":")):
        is_note = not (ENDED.match(words) and joining.match(text, match.end()))
    if is_note or not (left or right) or FORMULA.match(text, match.start()):
        return match[0]
    before = left[:1] if beside else ""
    after = "" if is_last else (match["after"] or right)[:1]
    return f"{before}{stars}{words}{stars}{after}"


def _closed_in_lines(text: str, joining: re.Pattern[str]) -> str:
    """The text with `_closed` lines; a line that begins with a star may be a note to others."""
    signs = [sign for sign in ("*", "__", "_") if sign in text]
    if "*" in signs and has_notes(text):
        signs.remove("*")
    starred = len(STARRED.findall(text))
    for sign in signs:
        text = "\n".join(
            _closed(line, sign, joining)
            if sign != "*" or starred == bool(STARRED.match(line))
            else line
            for line in text.split("\n")
        )
    return text


def _closed(line: str, sign: str, joining: re.Pattern[str]) -> str:
    """The line with its second sign before the space, where both stand before a word: `*ja *til`.

    They are no signs of notes, factors or names: `*Mat og *drikke`, `2 *bredde *høyde`.
    """
    mark = LINE_MARK.match(line)
    start = mark.end() if mark else 0
    if line.count(sign, start) != 2:
        return line
    before, words, after = line[start:].split(sign)
    is_opened = before[-1:] in ("", *' \t([«“"') and not FACTOR.fullmatch(before)
    if not (is_opened and WORDS.fullmatch(words)):
        return line
    is_end = after.strip()[:1] in ("", *".,;:!?)")
    is_label = words.rstrip().endswith(":") and after[:1].isalpha()
    # `*en * to` may be two signs of their own.
    if not (is_end or is_label or joining.match(after if sign == "*" else after.lstrip())):
        return line
    gap = "" if is_end or after[:1] == " " else " "
    return f"{line[:start]}{before}{sign}{words.rstrip()}{sign}{gap}{after}"
