"""Which parts of a Markdown text are code or comments, and on which line the rest stands."""

import re
from dataclasses import replace

from newsroom.contract.body import Body

SPAN = (
    r"(?P<span>(?<![`\\])(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`))"
    r"|(?P<comment><!--.*?(?:-->|\Z))"
)
FENCE = r"(?P<fence>^ {0,3}(?P<marks>```+|~~~+)[^\n]*\n.*?(?:^ {0,3}(?P=marks)|\Z))"
UNFENCED = re.compile(SPAN, re.DOTALL)
CODE = re.compile(f"{FENCE}|{SPAN}", re.DOTALL | re.MULTILINE)
HIDDEN = re.compile(r"`|~~~|<!--|^(?: {4}|\t)", re.MULTILINE)
ITEM = re.compile(r" {0,3}([-*+]|\d+[.)])\s")
INDENT = ("    ", "\t")
GOAL = r"(\]\(\s*<?|\]:\s*<?|<){}"


def without_comments(text: str) -> tuple[str, bool]:
    """The text without its HTML comments, and whether one was left open: it ends with the text.

    Fenced code has been taken out before; in other code a comment is code.
    """
    if "<!--" not in text:
        return text, False
    code, shown, end, is_open = _code_lines(text), [], 0, False
    for found in UNFENCED.finditer(text):
        if found["comment"] is None or code[text.count("\n", 0, found.start())]:
            continue
        shown.append(text[end : found.start()])
        end, is_open = found.end(), not found[0].endswith("-->")
    return "".join((*shown, text[end:])), is_open


def blanked(text: str) -> str:
    """The text with spaces for code and comments: every other letter is where it was."""
    if not HIDDEN.search(text):
        return text
    shown = CODE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text).split("\n")
    lines = zip(shown, _code_lines(text), strict=True)
    return "\n".join(" " * len(line) if is_code else line for line, is_code in lines)


def _code_lines(text: str) -> list[bool]:
    """For each line whether it is code by its indent, and not the inside of a list."""
    found: list[bool] = []
    in_list, may_begin = False, True
    for line in text.split("\n"):
        is_indented = line.startswith(INDENT)
        found.append(is_indented and may_begin and not in_list)
        if line.strip() and not is_indented:
            in_list = bool(ITEM.match(line))
        may_begin = not line.strip() or found[-1]
    return found


class Lines:
    """On which line of a file each thing in its text stands, asked for in the text's order."""

    def __init__(self, text: str, first_line: int) -> None:
        self.text, self.shown = text, blanked(text)
        self.first_line = first_line
        self.at: dict[str, int] = {}

    def of_goal(self, written: str) -> int:
        """The line of the next link or picture that leads to what is written."""
        goal = re.compile(GOAL.format(re.escape(written)))
        found = goal.search(self.shown, self.at.get(written, 0))
        return self._line(written, found.end() - len(written) if found else -1)

    def of(self, written: str) -> int:
        """The line of the next place where just this is written."""
        return self._line(written, -1)

    def _line(self, written: str, position: int) -> int:
        if position < 0:
            position = self.shown.find(written, self.at.get(written, 0))
        if position < 0:  # the beginning of a comment, which is not shown
            position = max(self.text.rfind(written), 0)
        self.at[written] = position + 1
        return self.first_line + self.shown.count("\n", 0, position)


def located(body: Body, lines: Lines) -> Body:
    """The body with the line of each of its targets."""
    targets = (
        replace(t, line=(lines.of if t.kind == "figure" else lines.of_goal)(t.written))
        for t in body.targets
    )
    return replace(body, targets=tuple(targets))
