"""Writes HTML as Markdown where Markdown says exactly the same; other HTML stays."""

import html
import re
from collections.abc import Callable, Sequence

INSIDE = r"((?:(?!</?[a-zA-Z]).)*?)"
LI = rf"<li\b[^>]*>{INSIDE}</li\s*>"
# Spaces, and tokens of comments (reading.masking), which WordPress writes around each block.
GAP = "(?:\\s|\ue000\\d+\ue001)*"
ATTRIBUTE = r"{}\s*=\s*(?:\"([^\"]*)\"|'([^']*)')"
TABLE = re.compile(r"<table\b(?P<open>[^>]*)>(?P<rows>(?:(?!<table\b).)*?)</table\s*>", re.I | re.S)
ROW = re.compile(r"<tr\b[^>]*>(.*?)</tr\s*>", re.I | re.S)
CELL = re.compile(r"<t[hd]\b[^>]*>(.*?)</t[hd]\s*>", re.I | re.S)
AROUND_ROWS = re.compile(
    r"</?(?:tbody|thead|tr|t[hd])\b[^>]*>|<colgroup.*?</colgroup>", re.I | re.S
)
SPAN = re.compile(r"\b(?:row|col)span\s*=\s*[\"']?(?!1\b)", re.I)
TAG = re.compile(r"</?[a-zA-Z]")
IN_NO_CELL = re.compile(rf"{TAG.pattern}|  \n|\n\n|^[-#] ", re.M)
# Stands for an empty line, until no tag can be replaced any more.
EDGE = "\ue003"
EDGES = re.compile(rf"[ \t\n]*{EDGE}[ \t\n{EDGE}]*")
Replace = Callable[[re.Match[str]], str]


def pipes(rows: Sequence[Sequence[str]]) -> str:
    """A table of Markdown; the first row has the headings."""
    first, *others = rows
    lines = (first, ["---"] * len(first), *others)
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def without_html(text: str) -> str:
    """The text with its HTML as Markdown, from the innermost tags outwards."""
    if not TAG.search(text):
        return text
    for match in TABLE.finditer(text):
        if _table(match) == match[0]:
            above, below = text[: match.start()], text[match.end() :]
            return without_html(above) + match[0] + without_html(below)
    before, written = "", text
    while before != text:
        before = text
        for pattern, new in RULES:
            text = pattern.sub(new, text)
    return EDGES.sub(lambda match: _empty_line(match, written), text)


def _empty_line(match: re.Match[str], written: str) -> str:
    """An empty line; at the ends of the text only the empty lines that were written there."""
    if not match.start():
        return "\n" * (len(written) - len(written.lstrip("\n")))
    if match.end() == len(match.string):
        return "\n" * (len(written) - len(written.rstrip("\n")))
    return "\n\n"


def _attribute(tag: str, name: str) -> str:
    match = re.search(ATTRIBUTE.format(rf"\b{name}"), tag, re.I)
    return html.unescape(match[1] or match[2] or "").strip() if match else ""


def _around(sign: str) -> Replace:
    """Signs around the words, without the spaces at their ends."""

    def marked(match: re.Match[str]) -> str:
        words = match[2].strip()
        if not words or EDGE in words or "\n\n" in words:
            return match[0] if words else match[2]
        before, after = match[2].split(words, 1)
        return f"{before}{sign}{words}{sign}{after}"

    return marked


def _link(match: re.Match[str]) -> str:
    href, words = _attribute(match[1], "href"), match[2].strip()
    if not re.fullmatch(r"[^\s()<>]+", href) or not words or re.search(r"[\[\]]|\n\n", words):
        return match[0] if href or not _attribute(match[1], "name|id") else match[2]
    return match[2].replace(words, f"[{words}]({href})", 1)


def _picture(match: re.Match[str]) -> str:
    src, alt = _attribute(match[0], "src"), _attribute(match[0], "alt")
    if not re.fullmatch(r"[^\s()<>]+", src) or not alt or re.search(r"[\[\]]", alt):
        return match[0]
    return f"![{alt}]({src})"


def _figure(match: re.Match[str]) -> str:
    caption = " ".join((match[2] or "").split()).replace('"', r"\"")
    title = f' "{caption}"' if caption else ""
    return f"{EDGE}{match[1][:-1]}{title}){EDGE}"


def _items(match: re.Match[str]) -> str:
    items = re.findall(LI, match[2], re.I | re.S)
    sign = "1." if match[1].lower() == "ol" else "-"
    words = (" ".join(item.replace(EDGE, " ").split()) for item in items)
    return EDGE + "\n".join(f"{sign} {item}" for item in words) + EDGE


def _table(match: re.Match[str]) -> str:
    rows = [
        [without_html(cell).strip().replace("|", r"\|") for cell in CELL.findall(row)]
        for row in ROW.findall(match["rows"])
    ]
    cells = [cell for row in rows for cell in row]
    rest = TAG.search(AROUND_ROWS.sub("", CELL.sub("", match["rows"])))
    uneven = len({len(row) for row in rows}) != 1 or not cells
    if uneven or rest or SPAN.search(match["rows"]) or any(map(IN_NO_CELL.search, cells)):
        return match[0]
    return EDGE + pipes([[" ".join(cell.split()) for cell in row] for row in rows]) + EDGE


def _heading(match: re.Match[str]) -> str:
    return f"{EDGE}{'#' * max(2, int(match[1][1]))} {' '.join(match[2].split())}{EDGE}"


def _break(match: re.Match[str]) -> str:
    """Two spaces at the end of a line; for several breaks a new paragraph.

    A cell of a table, a heading and a point of a list cannot have a break like these.
    """
    text, start, end = match.string, match.start(), match.end()
    line = text[text.rfind("\n", 0, start) + 1 : start]
    after, breaks = text[end : end + 1], len(re.findall("<br", match[0], re.I))
    if breaks > 1 or "\n\n" in match[0] or not line.strip() or after in ("", EDGE):
        return match[0] if line.startswith(("|", "#")) else EDGE
    return match[0] if line.startswith(("|", "#", "-", ">")) or after == "<" else "  \n"


def _pair(names: str) -> re.Pattern[str]:
    return re.compile(rf"<({names})(?:\s[^<>]*)?>{INSIDE}</\1\s*>", re.I | re.S)


RULES: tuple[tuple[re.Pattern[str], Replace], ...] = (
    (TABLE, _table),
    (re.compile(r"<img\b[^>]*>", re.I), _picture),
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
    (_pair("p|div|figure"), lambda match: EDGE + match[2].strip() + EDGE),
    (_pair("h[1-6]"), _heading),
    (re.compile(rf"<(ul|ol)\b[^>]*>((?:{GAP}{LI})+){GAP}</\1\s*>", re.I | re.S), _items),
    (re.compile(r"(?:[ \t]*<br\s*/?>\s*)+", re.I), _break),
)  # fmt: skip
