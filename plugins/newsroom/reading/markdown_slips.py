"""Mends Markdown that is written almost right, and would be shown with its signs.

Each rule takes a text and returns it mended. Code and comments are tokens for them.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial, reduce

from newsroom.contract.problems import Mend, Position
from newsroom.reading.date_lines import MONTH, without_numbers
from newsroom.reading.html_mends import pipes, without_html, without_html_in_line
from newsroom.reading.line_changes import changed_lines
from newsroom.reading.masking import tokenized, untokenized

STAR = re.compile(
    r"^( {0,3})\*(?=[^\s|])(?=(?:[^*\n]|(\*\*?)[^\s*][^*\n]*\2(?!\*))*$)(?!.*\n[^*\n]+\*(?!\*))",
    re.MULTILINE,
)
# A star after a word or price may lead to a note that begins with one: `100,-*`, `*For medlemmer`.
EMPHASIS = re.compile(r"(?<!\w)\*[^\s*][^*\n]*\*")
NOTE = re.compile(r"(?<=[\w.,:;!?%)-])\*(?!\*)")
NUMBER = re.compile(r"^( {0,3}\d{1,3})\)(?=[ \t])", re.MULTILINE)
FIRST_NUMBER = re.compile(r"^ {0,3}1\)[ \t]", re.MULTILINE)
# Lines that begin with `o`, Word's second level.
CIRCLES = re.compile(
    r"(?P<above>^(?![ \t]*o[ \t]).*\n)?(?P<run>(?:^[ \t]*o[ \t]+\S.*(?:\n+|\Z))+)", re.MULTILINE
)
CIRCLE = re.compile(r"^[ \t]*o[ \t]+", re.MULTILINE)
# Points with a sign that is none of Markdown; a dash before a whole sentence is dialogue.
SIGN = r"^(?:[–—](?![ \t]+[«\"]?[A-ZÆØÅ].*[.?!:»]$)|[→➔➜➢➤►▶▸])[ \t]+(?=\S)|^-(?=[^\W\d])"
POINT = re.compile(SIGN, re.MULTILINE)
POINTS = re.compile(rf"(?m)(?P<above>^.*\n)??(?P<run>(?:(?:{SIGN}|^-[ \t]).*(?:\n|\Z)){{2,}})")
LETTERS = re.compile(r"^a\)[ \t]*\S.*\n(?:^[b-zæøå]\)[ \t]*\S.*(?:\n|\Z))+", re.MULTILINE)
WORD = rf"(?!{MONTH})[ \t]*[^\W\d]"
TIGHT = re.compile(rf"(?m)^1\.{WORD}.*\n+2\.{WORD}.*(?:\n+\d{{1,2}}\.{WORD}.*)*")
NUMBER_GAP = re.compile(r"^(\d+\.)(?=\w)", re.MULTILINE)
BOLD = re.compile(
    r"(?<![*\\])(\*{2,3})([ \t]*)([^\s*](?:[^*\n]*[^\s*])?)([ \t]*)\1(?!\*)([ \t]?)"
    r"(?P<is_last>$|(?=[.,;:!?)]))?",
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
# A point of a task list, as GFM has it.
TASK = re.compile(
    r"^([ \t>]*(?:[-*+]|\d{1,3}\.)[ \t]+)\[(?P<tick>[ xX])\][ \t]+(?=\S)", re.MULTILINE
)
ADDRESS = r"(?:https?:/|www\.|mailto:|tel:|event:|\.{0,2}/|[\w/-]+\.(?:md|jpg|png)\b)[^\s()\[\]]*"
ADDRESSED = re.compile(ADDRESS)
LINK_GAP = re.compile(
    rf"(\[(?![ xX]\])[^\[\]^\n][^\[\]\n]*\])[ \t]+(?=\((?:{ADDRESS}|[a-z][a-z\d]+(?:-[a-z\d]+)+)\))"
)
LINK_SWAPPED = re.compile(rf"(?<!\])\(([^()\[\]\n]+)\)\[({ADDRESS})\](?![(\[])")
LINK_OPEN = re.compile(
    rf"(?m)(\[[^\[\]\n]+\]\({ADDRESS}(?<![.,;:!?])(?:[ \t]+\"[^\"\n]*\")?)"
    r"(?=[.,;:!?]*(?:$|[ \t]+(?![ \t\"'(])[^)\n]*(?:\[|$)))(?![ \t]*\n?[ \t]*[\"')])"
)
# A list of attributes in kramdown: {:target="_blank"}, {: .ingress #start}.
ATTRIBUTE = r"[ \t]*(?:[.#][\w-]+|[\w:-]+=(?:\"[^\"\n]*\"|[^\s{}]+))"
ATTRIBUTES = re.compile(rf"[ \t]*\{{:(?:{ATTRIBUTE})+[ \t]*\}}")
TABBED = re.compile(
    r"(?P<above>^[^\t\n]*\n)?"
    r"(?P<rows>(?:^(?! *(?:>|(?:[-*+o]|\d+[.)])\s)).*\S *\t.*\S.*(?:\n|\Z)){2,})",
    re.MULTILINE,
)
QUOTE = re.compile(r"(?:^ {0,3}>.*(?:\n|\Z))+", re.MULTILINE)
QUOTE_MARK = re.compile(r"^ {0,3}> ?", re.MULTILINE)
BLOCK = re.compile(r"(?:^.*\S.*(?:\n|\Z))+", re.MULTILINE)
ITEM = re.compile(r"(?P<indent> *)(?:[-*+]|\d{1,3}\.)[ \t]+\S")
BEGINS = re.compile(rf" {{0,3}}(?:[-*+]|1\.(?![ \t]+{MONTH}))[ \t]+\S")
PIPES = re.compile(r"(?P<above>^(?!\|).*\n)?(?P<rows>(?:^\|.*\|[ \t]*(?:\n|\Z)){2,})", re.MULTILINE)
TABLE_LINE = re.compile(r"\|?[ :]*-{2,}[-| :]*")
SlipRule = tuple[str, Callable[[str], str]]
Slip = tuple[str, int, Mend]  # Its code, position and finished lines.
# A link or picture by a name that another line of the text defines, and that line.
BY_NAME = re.compile(
    r"(?<![\w\\\])])(?P<before>!?)\[(?!\^|\s*\]|\d+\]\[\d|[xX]\]\[[ xX]?\])"
    r"(?P<words>[^\[\]\n]+)(?<!\\)\]\[(?P<name>(?![\^/])[^\[\]\n]*)(?<!\\)\](?![(\[:])"
)
DEFINED = re.compile(r"^(?:[ \t>]|[-*+][ \t]|\d+\.[ \t])*\[([^\]\n]+)\]:", re.MULTILINE)
NO_TEXT = (" ", "\t", "#", ">", "|", ":", "[^", "\ue000")


def mended(text: str, *, is_inline: bool = False) -> str:
    """The text with every slip mended; with `is_inline` that of a field with inline Markdown."""
    if "\ue000" in text:
        return text
    shown, pieces = tokenized(text)
    rest = partial(_ruled_by, INLINE_RULES if is_inline else RULES)
    html_mended = without_html_in_line if is_inline else without_html
    return untokenized(rest(html_mended(shown, rest)), pieces)


def _ruled_by(rules: Mapping[str, SlipRule], text: str) -> str:
    return reduce(lambda old, rule: rule[1](old) if rule[0] in old else old, rules.values(), text)


def mends(text: str, start: Position, *, is_inline: bool = False) -> list[Mend]:
    """The lines to write for all slips of a text, which begins at `start` in its file."""
    new = mended(text, is_inline=is_inline)
    return [] if new == text else list(changed_lines(text, new, start))


def slips(text: str, start: Position, *, is_inline: bool = False) -> Iterator[Slip]:
    """Each slip but HTML, which the reader reports."""
    all_mends = mends(text, start, is_inline=is_inline)
    if not all_mends:
        return
    shown, pieces = tokenized(text)
    for code, (_, rule) in (INLINE_RULES if is_inline else RULES).items():
        if (changed := rule(shown)) != shown:
            for change in changed_lines(text, untokenized(changed, pieces), start):
                if mend := mend_at(change.line, all_mends):
                    lines = text.split("\n")[: change.line - 1]
                    yield code, sum(map(len, lines)) + len(lines) + change.column - 1, mend


def html_mend(text: str, at: int, tag: str, all_mends: list[Mend]) -> Mend | None:
    """The mend that replaces a tag of HTML; None for a tag that has no Markdown."""
    mend = mend_at(text.count("\n", 0, at) + 1, all_mends)
    return mend if mend and mend.old.count(tag) > mend.new.count(tag) else None


def mend_at(line: int, all_mends: list[Mend]) -> Mend | None:
    """The mend of a line of the text; None when it has none."""
    return next((m for m in all_mends if m.line <= line <= m.line + m.old.count("\n")), None)


def _list_marks(text: str) -> str:
    """Lists of lines that begin with a sign that is none of Markdown, or without a space."""
    if not NOTE.search(EMPHASIS.sub("", text)):
        text = STAR.sub(r"\1- ", text)
    if FIRST_NUMBER.search(text):
        text = NUMBER.sub(r"\1.", text)
    if CIRCLE.search(text):
        text = CIRCLES.sub(lambda match: _listed(match, CIRCLE), text)
    text = POINTS.sub(lambda match: _listed(match, POINT), text)
    text = LETTERS.sub(lambda run: re.sub("(?m)^(?=.)", "- ", run[0]), text)
    return TIGHT.sub(lambda run: NUMBER_GAP.sub(r"\1 ", run[0]), text)


def _listed(match: re.Match[str], sign: re.Pattern[str]) -> str:
    """A list of lines that begin with a sign; one line alone only below an item, or with a tab."""
    above, run = match["above"] or "", match["run"]
    is_nested = bool(ITEM.match(above))
    if not is_nested and "\t" not in run and "\n" not in run.strip():
        return match[0]
    return above + sign.sub("    - " if is_nested else "- ", run)


def _emphasis(text: str) -> str:
    """Spaces stand outside the stars and underscores."""

    def spaced(match: re.Match[str]) -> str:
        stars, left, words, right, after, is_last = match.groups()
        beside = match.string[max(0, match.start() - 1) : match.start()].strip().strip('([{«“"')
        is_note = beside and left and not right  # 100,-** og 200,-**
        if is_note or not (left or right) or FORMULA.match(match.string, match.start()):
            return match[0]
        before = left[:1] if beside else ""
        return f"{before}{stars}{words}{stars}{'' if is_last is not None else (after or right)[:1]}"

    if "_" in text:
        text = UNDERLINED.sub(lambda match: f"{match[1]}{match[2] or match[3]}{match[1]}", text)
    return BOLD.sub(spaced, text) if "**" in text else text


def _listed_tasks(text: str) -> str:
    """A list without the boxes, which are not shown; with ticks in them a person has to decide."""
    return text if ticks(text) else TASK.sub(r"\1", text)


def ticks(text: str) -> list[re.Match[str]]:
    """The points of task lists that have a tick."""
    return [task for task in TASK.finditer(text) if task["tick"] != " "]


def _tables(text: str) -> str:
    """A table of lines with the same number of tabs."""

    def table(match: re.Match[str]) -> str:
        rows = _rows(match["rows"].strip("\n").replace("|", r"\|").split("\n"))
        if not rows:
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
    """The position of each table with tabs whose columns a person has to sort out."""
    for match in TABBED.finditer(text):
        if not _rows(match["rows"].strip("\n").split("\n")):
            yield match.start("rows")


def undefined_links(text: str) -> Iterator[re.Match[str]]:
    """Links and pictures by a name that no line of the text defines."""
    if "][" not in text:
        return
    defined = {" ".join(name.split()).lower() for name in DEFINED.findall(text)}
    for link in BY_NAME.finditer(text):
        names = [" ".join(name.split()).lower() for name in link.group("words", "name")]
        if defined.isdisjoint(names):
            yield link


def _swapped(text: str) -> str:
    """Links and pictures with the words in brackets and the address in a parenthesis."""
    for link in [*undefined_links(text)][::-1]:
        if ADDRESSED.fullmatch(link["name"]):
            before, after = text[: link.start("name") - 1], text[link.end() :]
            text = f"{before}({link['name']}){after}"
    return LINK_SWAPPED.sub(r"[\1](\2)", text)


def _also_quoted(rule: Callable[[str], str]) -> Callable[[str], str]:
    """A rule that also mends the lines of quotes, which begin with `>`."""

    def quoted(match: re.Match[str]) -> str:
        inside = QUOTE_MARK.sub("", match[0])
        new = rule(inside)
        lines = (f"> {line}" if line else ">" for line in new.removesuffix("\n").split("\n"))
        return match[0] if new == inside else "\n".join(lines) + "\n" * new.endswith("\n")

    def ruled(text: str) -> str:
        text = rule(text)
        return QUOTE.sub(quoted, text) if ">" in text else text

    return ruled


def _ruled(match: re.Match[str]) -> str:
    """A table with the line of dashes below its headings."""
    above, lines = match["above"] or "", match["rows"].split("\n")
    ends = [len(re.findall(r"(?<!\\)\|", line)) for line in filter(None, lines)]
    is_even = len({*ends}) == 1 and ends[0] > 2
    if not is_even or "|" in above or any(map(TABLE_LINE.fullmatch, lines)):
        return match[0]
    return above + "\n".join([lines[0], f"|{' --- |' * (ends[0] - 1)}", *lines[1:]])


def _spaced(match: re.Match[str]) -> str:
    """A block with an empty line between a paragraph and the list or table below it."""
    lines = match[0].split("\n")
    for i, line in enumerate(lines):
        is_table = line.startswith("|") and TABLE_LINE.fullmatch("".join(lines[i + 1 : i + 2]))
        if is_table or BEGINS.match(line):
            is_text = i and lines[i - 1].strip() and not lines[0].startswith(NO_TEXT)
            is_text = is_text and not lines[i - 1].startswith("#")
            return "\n".join([*lines[:i], *([""] if is_text else []), *lines[i:]])
    return match[0]


# By code: the sign without which a text has nothing to mend, and the rule.
RULES: Mapping[str, SlipRule] = {
    "attribute-list": ("{:", lambda text: ATTRIBUTES.sub("", text)),
    "emphasis-spaces": ("", _emphasis),
    "list-box": ("[ ]", _listed_tasks),
    "list-date": (".", _also_quoted(without_numbers)),
    "list-mark": ("", _also_quoted(_list_marks)),
    "link-gap": ("] ", lambda text: LINK_GAP.sub(r"\1", text)),
    "link-swapped": ("[", _swapped),
    "link-open": ("](", lambda text: LINK_OPEN.sub(r"\1)", text)),
    "table-tabs": ("\t", _tables),
    "table-line": ("|", lambda text: PIPES.sub(_ruled, text)),
    "blank-line-missing": ("", _also_quoted(lambda text: BLOCK.sub(_spaced, text))),
}
# The rules for a field with inline Markdown, which has neither lists nor tables.
IN_LINE = ("attribute-list", "emphasis-spaces", "link-gap", "link-swapped", "link-open")
INLINE_RULES = {code: RULES[code] for code in IN_LINE}
