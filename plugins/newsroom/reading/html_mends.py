"""Writes HTML as Markdown where Markdown says exactly the same; other HTML stays."""

import html
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from newsroom.reading.html_meaning import Meanings
from newsroom.reading.list_marks import MARK
from newsroom.reading.masking import FENCE_END
from newsroom.reading.table_slips import are_headings, pipes

INSIDE = r"((?:(?!</?[a-zA-Z]).)*?)"
LI = re.compile(r"<li\b[^>]*>(.*?)</li\s*>", re.I | re.S)
# Spaces, and tokens of comments (reading.masking), which WordPress writes around each block.
GAP = re.compile("(?:\\s|\ue000\\d+\ue001)*")
ATTRIBUTE = re.compile(r"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))""")
IN_LIST = r"(?:(?!</?[uo]l\b).)"
LIST = re.compile(
    rf"<(?P<open>[uo]l\b[^>]*)>(?P<points>(?:{IN_LIST}|<[uo]l\b{IN_LIST}*</[uo]l\s*>)*)</[uo]l\s*>",
    re.I | re.S,
)
NO_LIST = re.compile(r"<[uo]l\b|\breversed\b|\b(?:value|lang)\s*=", re.I)
TABLE = re.compile(r"<table\b(?P<open>[^>]*)>(?P<rows>(?:(?!<table\b).)*?)</table\s*>", re.I | re.S)
ROW = re.compile(r"<tr\b[^>]*>(.*?)</tr\s*>", re.I | re.S)
HEAD = re.compile(r"<th\b", re.I)
CELL = re.compile(r"<t[hd]\b[^>]*>(.*?)</t[hd]\s*>", re.I | re.S)
# A language other than Norwegian, which Word writes as NO-BOK.
FOREIGN = r"[^<>]*\blang\s*=\s*[\"']?+(?!n[obn]\b)"
SPAN = re.compile(r"\b(?:row|col)span\s*=\s*[\"']?(?!1\b)", re.I)
# Not an address: <https://example.org>, <post@example.org>.
TAG = re.compile(r"</?(?!\w+://|mailto:|www\.)[a-zA-Z][\w:.-]*(?=[\s/<>]|$)")
# A block with one of these is mended as a whole or not at all.
WHOLE = re.compile(r"<(?:table|[uo]l|pre|code|script|style|svg|figure)\b", re.I)
BR = r"<br\s*/?>"
VOID = {"br", "hr", "img", "wbr"}
BLOCK_END = re.compile(r"</(?!(?:a|b|i|em|strong|span|font|u|sup|sub)\b)[a-z]\w*\s*>\s*$", re.I)
# The beginning of a line in which no block can begin.
HAS_NO_BLOCK = re.compile(rf"\s*(?:[#>]|{MARK}\s)")
# Stands for an empty line, until no tag can be replaced any more.
EDGE = "\ue003"
EDGES = re.compile(rf"[ \t\n]*{EDGE}[ \t\n{EDGE}]*")
LINE_END = re.compile(f"[\n{EDGE}]")
# Two quotes in a row, which would become one.
QUOTES = re.compile(
    rf"</blockquote\s*>{GAP.pattern}(?:<blockquote|>)|^ {{0,3}}>.*{GAP.pattern}<blockquote",
    re.I | re.M,
)
# What would begin a block of Markdown, but not one of HTML.
BLOCK_SIGN = re.compile(r"\A(?:\d{1,3}(?=[.)]\s)|(?=[#>]|[-+*:]\s))")
Replace = Callable[[re.Match[str]], str]
Rule = tuple[re.Pattern[str], Replace]
Rest = Callable[[str], str]


def without_html(text: str, rest: Rest) -> str:
    """The text with its HTML as Markdown; in a block of which some has to stay, all that can be.

    A block is the same for readers as before, also after the `rest` of the rules for the text.
    """
    if not TAG.search(text):
        return text
    rules = RULES if QUOTES.search(text) else (*RULES, QUOTE)
    new = "\n".join(_mended(block, rules, rest) for block in _blocks(text))
    return EDGES.sub(lambda match: _empty_line(match, text), new)


def _mended(block: str, rules: Sequence[Rule], rest: Rest) -> str:
    """The block without HTML; if that leaves a tag, only without what is within a line."""
    if not TAG.search(block):
        return block
    text = _replaced(block, rules)
    if not TAG.search(text) and _is_same(block, text, rest):
        return text
    return block if WHOLE.search(block) else without_html_in_line(block, rest)


def without_html_in_line(text: str, rest: Rest) -> str:
    """The text with Markdown for each tag that is within a line; blocks stay."""
    new = _replaced(text, WITHIN_LINE) if "<" in text else text
    is_done = new == text or _replaced(new, WITHIN_LINE) == new
    return new if is_done and _is_same(text, new, rest) else text


def _is_same(text: str, new: str, rest: Rest) -> bool:
    """Whether the new text is the same for readers."""
    new = EDGES.sub("\n\n", new)
    return new == text or Meanings().are_same(rest(STARRED.sub(_literal, text)), rest(new))


def _replaced(text: str, rules: Sequence[Rule]) -> str:
    """The text after all rules, from the innermost tags outwards."""
    before, text = "", STARRED.sub(_literal, text)
    while before != text:
        before = text
        for pattern, new in rules:
            text = pattern.sub(partial(_in_place, new), text)
    return text


def _blocks(text: str) -> Iterator[str]:
    """The lines of the text up to each empty line, and to each end of an element of blocks."""
    lines: list[str] = []
    is_open: Counter[str] = Counter()
    for line in text.split("\n"):
        is_open.update(open_tags(line))
        lines.append(line)
        if not +is_open and (not line.strip() or BLOCK_END.search(line)):
            yield "\n".join(lines)
            lines.clear()
            is_open.clear()
    if lines:
        yield "\n".join(lines)


def open_tags(text: str) -> Counter[str]:
    """How many more tags of each element begin than end."""
    count: Counter[str] = Counter()
    for tag in TAG.finditer(text):
        count[tag[0].strip("</").lower()] += -1 if tag[0].startswith("</") else 1
    return Counter({name: number for name, number in count.items() if name not in VOID})


def _empty_line(match: re.Match[str], written: str) -> str:
    """An empty line; at the ends of the text only the empty lines that were written there."""
    if not match.start():
        return "\n" * (len(written) - len(written.lstrip("\n")))
    if match.end() == len(match.string):
        return "\n" * (len(written) - len(written.rstrip("\n")))
    return "\n\n"


def _in_place(new: Replace, match: re.Match[str]) -> str:
    """What replaces a match; nothing where it would break what is around it."""
    written = new(match)
    return match[0] if EDGE in written and _is_inside(match) else written


def _is_inside(match: re.Match[str]) -> bool:
    """Whether a match is inside a row, a heading, a point or a quote of Markdown."""
    before = LINE_END.split(match.string[: match.start()])[-1]
    after = "" if "\n" in match[0] else LINE_END.split(match.string[match.end() :])[0]
    return bool(HAS_NO_BLOCK.match(before)) or "|" in before + after


def _attributes(tag: str) -> dict[str, str]:
    return {
        name.lower(): html.unescape(a or b or c).strip() for name, a, b, c in ATTRIBUTE.findall(tag)
    }


def _title(attributes: dict[str, str]) -> str:
    words = _words(attributes.get("title", "")).replace('"', r"\"")
    return f' "{words}"' if words else ""


def _words(text: str) -> str:
    """The words of a text on one line."""
    return " ".join(text.replace(EDGE, " ").split())


def _around(sign: str) -> Replace:
    """Signs around the words, without the spaces at their ends."""

    def marked(match: re.Match[str]) -> str:
        words = match[2].strip()
        if not words:
            return match[2]
        before, after = match[2].split(words, 1)
        beside = match.string[: match.start()] + before, after + match.string[match.end() :]
        if beside[0].endswith("*") or beside[1].startswith("*"):
            return match[0]
        return f"{before}{sign}{words}{sign}{after}"

    return marked


def _literal(match: re.Match[str]) -> str:
    """Words in HTML whose stars are no Markdown."""
    return match[0].replace("*", r"\*")


def _escaped(words: str) -> str:
    return BLOCK_SIGN.sub(r"\g<0>\\", words)


def _link(match: re.Match[str]) -> str:
    tag, words = _attributes(match[1]), match[2].strip(f" \n\t{EDGE}")
    href = tag.get("href", "")
    if not re.fullmatch(r"[^\s()<>]+", href) or not words:
        # Word's own names; a link may lead to another.
        is_mark = not href and tag.get("name", "").startswith("_")
        return match[2] if is_mark else match[0]
    return match[2].replace(words, f"[{words}]({href}{_title(tag)})", 1)


def _picture(match: re.Match[str]) -> str:
    tag = _attributes(match[0])
    src, alt = tag.get("src", ""), tag.get("alt", "")
    if not re.fullmatch(r"[^\s()<>]+", src) or not alt or re.search(r"[\[\]]", alt):
        return match[0]
    return f"![{alt}]({src}{_title(tag)})"


def _figure(match: re.Match[str]) -> str:
    return f"{EDGE}{match[1][:-1]}{_title({'title': match[2] or ''})}){EDGE}"


def _items(match: re.Match[str]) -> str:
    first = _attributes(match["open"]).get("start", "1")
    items = [without_html(_escaped(item), str).strip() for item in LI.findall(match["points"])]
    if NO_LIST.search(match[0], 1) or not items or not first.isdecimal():
        return match[0]
    is_numbered = match["open"][0] in "oO"
    signs = (f"{int(first) + i}." if is_numbered else "-" for i in range(len(items)))
    lines = (f"{sign} {_words(item)}" for sign, item in zip(signs, items, strict=True))
    return EDGE + "\n".join(lines) + EDGE


def _table(match: re.Match[str]) -> str:
    rows = [
        [without_html(cell, str).strip().replace("|", r"\|") for cell in CELL.findall(row)]
        for row in ROW.findall(match["rows"])
    ]
    cells = [cell for row in rows for cell in row]
    uneven = len({len(row) for row in rows}) != 1 or not cells
    if uneven or SPAN.search(match["rows"]):
        return match[0]
    if not are_headings(rows[0]) and not HEAD.search(match["rows"]):
        return match[0]
    return EDGE + pipes([[" ".join(cell.split()) for cell in row] for row in rows]) + EDGE


def _quote(match: re.Match[str]) -> str:
    """A quote; Python-Markdown knows no fence of code in one."""
    if FENCE_END in match[2]:
        return match[0]
    lines = EDGES.sub("\n\n", match[2]).strip().split("\n")
    return EDGE + "\n".join(f"> {line}" if line else ">" for line in lines) + EDGE


def _heading(match: re.Match[str]) -> str:
    words = _words(match[2])
    return f"{EDGE}{'#' * max(2, int(match[1][1]))} {words}{EDGE}" if words else EDGE


def _break(match: re.Match[str]) -> str:
    """A backslash at the end of a line; for several breaks a new paragraph.

    A cell of a table, a heading and a point of a list cannot have a break like these.
    """
    line, after = LINE_END.split(match.string[: match.start()])[-1], match.string[match.end() :]
    is_end = not line.strip() or "\n\n" in match[0] or after[:1] in ("", EDGE)
    if is_end or len(re.findall("<br", match[0], re.I)) > 1:
        return EDGE
    return match[0] if _is_inside(match) or after[0] == "<" else "\\\n"


def _pair(names: str) -> re.Pattern[str]:
    return re.compile(rf"<({names})(?:\s(?!{FOREIGN})[^<>]*)?>{INSIDE}</\1\s*>", re.I | re.S)


# Stars inside bold or italic words of HTML, but not around them.
STARRED = re.compile(r"(?<=>)(?!\*+[^<*]+\*+<)[^<>*\\]*\*[^<>\\]*(?=</(?:b|strong|i|em)\b)", re.I)
RULES: tuple[Rule, ...] = (
    (TABLE, _table),
    (LIST, _items),
    (re.compile(rf"(?:&nbsp;|{BR})(?:\s|&nbsp;|{BR})*+(?=</(?:p|div)\s*>)", re.I), lambda _: ""),
    (re.compile(r"<img\b[^>]*>", re.I), _picture),
    (re.compile(r"</(b|strong|i|em)\s*><\1>", re.I), lambda _: ""),
    (_pair("b|strong"), _around("**")),
    (_pair("i|em"), _around("*")),
    (_pair("span|font|o:p"), lambda match: match[2]),
    (re.compile(rf"<(a\s[^<>]*)>{INSIDE}</a\s*>", re.I | re.S), _link),
    (
        re.compile(
            r"<figure\b[^>]*>\s*(!\[[^\[\]]*\]\([^\s()]+\))\s*"
            rf"(?:<figcaption\b[^>]*>{INSIDE}</figcaption>\s*)?</figure>", re.I | re.S
        ),
        _figure,
    ),
    (_pair("p|div|figure"), lambda match: EDGE + _escaped(match[2]).strip() + EDGE),
    (_pair("h[1-6]"), _heading),
    (re.compile(rf"(?:[ \t]*{BR}\s*)+", re.I), _break),
)  # fmt: skip
WITHIN_LINE = RULES[3:9]
QUOTE: Rule = (_pair("blockquote"), _quote)
