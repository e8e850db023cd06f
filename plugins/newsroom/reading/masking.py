"""Finds code and comments in Markdown, and the line of each link in the rest of the text."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from newsroom.contract.body import Body
from newsroom.contract.problems import Position
from newsroom.reading.list_marks import WRITTEN

INLINE = (
    r"(?P<span>(?<![`\\])(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`))"
    r"|(?P<comment><!--.*?(?:-->|\Z))"
)
FENCE = r"(?P<fence>^ {0,3}(?P<marks>```+|~~~+)[^\n]*\n.*?(?:^ {0,3}(?P=marks)|\Z))"
UNFENCED = re.compile(INLINE, re.DOTALL)
CODE = re.compile(f"{FENCE}|{INLINE}", re.DOTALL | re.MULTILINE)
HIDDEN = re.compile(r"`|~~~|<!--|^(?: {4}|\t)", re.MULTILINE)
# How the token of a fence ends, and those of other code and of comments.
FENCE_END, TOKEN_END = "\ue002", "\ue001"
TOKEN = re.compile(f"\ue000(\\d+)[{FENCE_END}{TOKEN_END}]")
LIST_ITEM = re.compile(rf"{WRITTEN}\s")
# A row of a table that was pasted with tabs, and begins with one; it has no sign of code.
TABLE_ROW = re.compile(
    rf"\t+(?!(?:o|{WRITTEN})\s)(?!.*(?:[#;=(<>{{}}\[\]|\\*_`~$]|//|--|&&))[^\t\n]+\t.*\S"
)
# A sentence that begins with an indent, as in Word; after a tab it may be short.
SENTENCE = re.compile(
    r"(?:\t| {4})[ \t]*(?=[«\"–]? ?[A-ZÆØÅ])(?:[\w.,:;!?«»\"'’–—()%&/§…-]+ ){4,}"
    r"[\w.,:;!?«»\"'’–—()%&/§…-]*[.!?»\"…][ \t]*"
    r"|\t[A-ZÆØÅ][a-zæøå]*(?:,? [^\W\d_]+)+[.!?][ \t]*"
)
# A line of such text: a sentence, or a short line beside it, as a greeting.
SENTENCE_LINE = re.compile(rf"{SENTENCE.pattern}|(?:\t| {{4}})[ \t]*[A-ZÆØÅ][\w ,.!?–-]*")
LINK_TO = r"(\]\(\s*<?|\]:\s*<?|<(?=\w+:)|(?<![\w/.@\-\[])(?=http)){}(?=[^\w\s/]*(?:[\s>)]|$))"
LINK_WITHOUT = r"\]\(\s*<?(?=>?\s*\))"


def without_comments(text: str) -> tuple[str, bool]:
    """The text without its HTML comments, and whether one is not closed: it ends with the text.

    Fenced code must have been taken out before. A comment in other code is code.
    """
    if "<!--" not in text:
        return text, False
    is_code, kept, end, is_open = _code_lines(text), [], 0, False
    for match in UNFENCED.finditer(text):
        if match["comment"] is None or is_code[text.count("\n", 0, match.start())]:
            continue
        kept.append(text[end : match.start()])
        end, is_open = match.end(), not match[0].endswith("-->")
    return "".join((*kept, text[end:])), is_open


def blanked(text: str) -> str:
    """The text with spaces in place of code and comments; no other character moves."""
    if not HIDDEN.search(text):
        return text
    lines = CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text).split("\n")
    pairs = zip(lines, _hidden_lines(text), strict=True)
    return "\n".join(" " * len(line) if is_code else line for line, is_code in pairs)


def tokenized(text: str) -> tuple[str, list[str]]:
    """The text with a token in place of each piece of code and each comment, and the pieces."""
    pieces: list[str] = []
    if not HIDDEN.search(text):
        return text, pieces

    def token(piece: str, end: str = TOKEN_END) -> str:
        pieces.append(piece)
        return f"\ue000{len(pieces) - 1}{end}"

    def token_of(match: re.Match[str]) -> str:
        return token(match[0], FENCE_END if match["fence"] else TOKEN_END)

    pairs = zip(text.split("\n"), _hidden_lines(text), strict=True)
    lines = (token(line) if is_code and line.strip() else line for line, is_code in pairs)
    return CODE.sub(token_of, "\n".join(lines)), pieces


def untokenized(text: str, pieces: Sequence[str]) -> str:
    """The text with the piece that each token stands for; a piece may have tokens too."""
    while TOKEN.search(text):
        text = TOKEN.sub(lambda match: pieces[int(match[1])], text)
    return text


def _hidden_lines(text: str) -> Iterator[bool]:
    """For each line whether it is in a block of code with more than sentences or a table."""
    pairs, above = zip(text.split("\n"), _code_lines(text), strict=True), ""
    for is_block, group in groupby(pairs, lambda pair: pair[1] > 0 or not pair[0].strip()):
        lines, indents = zip(*group, strict=True)
        written = [line for line in lines if line.strip()]
        is_verse = any(line.strip() and below.strip() for line, below in pairwise(lines))
        are_paragraphs = all(map(SENTENCE_LINE.fullmatch, written)) and not above.endswith(":")
        are_sentences = are_paragraphs and any(map(SENTENCE.fullmatch, written)) and not is_verse
        are_rows = all(map(TABLE_ROW.match, written))
        is_text = max(indents) <= 4 and (are_rows or are_sentences)
        above = lines[-1]
        yield from [is_block and not is_text] * len(lines)


def indented_sentences(text: str) -> Iterator[int]:
    """The number of each line that is code by its indent, but has a sentence or stands by one."""
    if not HIDDEN.search(text):
        return
    lines = zip(text.split("\n"), _code_lines(text), _hidden_lines(text), strict=True)
    for number, (line, is_code, is_hidden) in enumerate(lines):
        if is_code and not is_hidden and SENTENCE_LINE.fullmatch(line):
            yield number


def _code_lines(text: str) -> list[int]:
    """For each line the indent that makes it code, which is larger within a list; else 0."""
    is_code: list[int] = []
    depth, may_begin = 0, True
    for line in text.split("\n"):
        words = line.expandtabs(4).lstrip()
        indent = len(line.expandtabs(4)) - len(words)
        is_code.append(depth + 4 if words and may_begin and indent >= depth + 4 else 0)
        point = LIST_ITEM.match(words)
        if words and not is_code[-1] and (indent < 4 or (depth and point)):
            depth = (indent // 4 + 1) * 4 if point else 0
        may_begin = not words or bool(is_code[-1])
    return is_code


class StringFinder:
    """Finds strings in a text; ask in its order."""

    def __init__(self, text: str) -> None:
        self.text, self.visible = text, blanked(text)
        self.positions: dict[str, int] = {}

    def position(self, written: str, *, is_link: bool = False) -> int:
        """That of the next occurrence of exactly this string, or of a link or picture to it."""
        start = self.positions.get(written, 0)
        target = re.compile(LINK_TO.format(re.escape(written)) if written else LINK_WITHOUT)
        link = target.search(self.visible, start) if is_link else None
        position = link.end() - len(written or "](") if link else self.visible.find(written, start)
        if position < 0:  # the beginning of a comment, which is blanked
            position = max(self.text.rfind(written), 0)
        self.positions[written] = position + 1
        return position


def located(body: Body, finder: StringFinder, place_at: Callable[[int], Position]) -> Body:
    """The body with the line and the column of each of its targets, by its place in the text."""
    targets = [
        replace(target, line=line, column=column)
        for target in body.targets
        for is_link in [target.kind != "figure"]
        for line, column in [place_at(finder.position(target.written, is_link=is_link))]
    ]
    return replace(body, targets=tuple(targets))
