"""Mends Markdown that is written almost right, and would be shown with its signs.

Each rule takes a text and returns it mended. Code and comments are tokens for them.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial, reduce
from itertools import accumulate

from newsroom.contract.problems import Mend, Position
from newsroom.contract.slug import slugify
from newsroom.reading.date_lines import without_numbers
from newsroom.reading.emphasis_slips import with_doubtful_emphasis, with_emphasis
from newsroom.reading.html_mends import open_tags, without_html, without_html_in_line
from newsroom.reading.line_changes import changed_lines
from newsroom.reading.line_slips import with_breaks, with_points
from newsroom.reading.list_indents import with_indents
from newsroom.reading.list_marks import WRITTEN
from newsroom.reading.list_slips import (
    with_empty_lines,
    with_levels,
    with_marks,
    with_numbers,
    with_stars,
    without_boxes,
)
from newsroom.reading.masking import tokenized, untokenized
from newsroom.reading.stray_signs import decoded, with_products, without_headings, without_indents
from newsroom.reading.table_slips import with_dashes, with_doubtful_headings, with_pipes
from newsroom.reading.tracked_links import MAIL_SIGNS

ADDRESS = r"(?:https?:/|www\.|mailto:|tel:|event:|\.{0,2}/|[\w/-]+\.(?:md|jpg|png)\b)"
ADDRESS += r"[^\s()\[\]]*(?:\([^\s()\[\]]*\)[^\s()\[\]]*)*"
ADDRESSED = re.compile(ADDRESS)
# A single word in brackets may be no link when the address is in the next line, and [A], [sic] or
# [red. anm.] is none; a parenthesis without an address is one when it is the slug of the words.
LINK_GAP = re.compile(
    r"(?<!\\)(?:(\[(?!(?:sic|red|overs|anm)\b|\^)(?=[^\[\]\n]*?[^\W\d_]{2})[^\[\]\n]+\])[ \t]+"
    rf"(?=\((?:(?P<slug>[a-z\d]+(?:-[a-z\d]+)+)|{ADDRESS})\))"
    rf"|(\[(?!\^)[^\[\]\s]+[ \t]+[^\[\]\s][^\[\]\n]*\])[ \t]*\n[ \t]*(?=\({ADDRESS}\)))"
)
LINK_SWAPPED = re.compile(rf"(?<!\])\(([^()\[\]\n]+)\)\[(?!\./)({ADDRESS})\](?![(\[])")
# Links with another sign, or none, in place of one of theirs; or without words.
ALMOST: Sequence[tuple[str, str | Callable[[re.Match[str]], str]]] = (
    (rf'(\]\({ADDRESS}[ \t]+"[^"\n)]+)\)(?![^\n]*")', r'\1")'),
    (rf"(?<!\\)(\[[^\[\]\n]+\]\({ADDRESS})\]", r"\1)"),
    (rf"(?<!\\)(\[[^\[\](){{}}\n]*[^\[\](){{}}\s])\}}?(\({ADDRESS}\))(?![^\[\n]*\])", r"\1]\2"),
    (r"(?<!\\)(\[[^\[\]^\n]+\])(https?://[^\s()\[\]]*[\w/])", r"\1(\2)"),
    (r"(?<!!)\[[ \t]*(\]\(https?://(?:www\.)?([^\s/()]+)[^\s()]*\))", r"[\2\1"),
    (r"\]\(tel:\+?[\d ]+\)", lambda it: it[0].replace(" ", "")),
    (r"(?<=https://)[ \t]+(?=www\.)", ""),
)
# The address of a name, in a line of its own.
ADDRESS_LINE = re.compile(rf"(?m)^ {{0,3}}(\[(?!\^)[^\[\]\n]+\]):[ \t]*<?({ADDRESS})>?[ \t]*$")
# A parenthesis that does not end in its line, with the rest of it: its end may be that of a link.
UNCLOSED = r"(?<!\])\((?!(?:[^()\n]|\([^()\n]*\))*+\))[^\n]*"
# An address of a link with spaces after its domain.
SPACED = re.compile(
    rf"{UNCLOSED}|(?<=\]\()"
    r"(https?://[^\s/()<>\"']+/(?:[^\s()<>\"']*[^\s/()<>\"'] )+[^\s()<>\"']+)(?=\))"
)
# An address ends before the signs that the converter leaves out of one. One that is wrapped has
# its parenthesis in the next lines.
LINK_OPEN = re.compile(
    rf"(?m){UNCLOSED}|(?<!\\)"
    rf"(\[[^\[\]\n]+\]\({ADDRESS}(?<![.,;:!?*_~»”\"'])(?:[ \t]+\"[^\"\n]*\")?)"
    r"(?=[.,;:!?*_~»”]*(?:$|[ \t]+(?![ \t\"'(])[^)\[\n]*(?:\[|$)))(?![ \t]*\n?[ \t]*[\"')])"
    r"(?!(?:[^()\n]|\n(?![ \t>]*\n)|\([^()\n]*\)){0,300}\))"
)
# A list of attributes in kramdown: {:target="_blank"}, {: .ingress #start}; in Pandoc without the
# colon, directly after a link or picture or at the end of a heading.
VALUE = r"(?:\"[^\"\n]*\"|[^\s{}\"]++)"
KNOWN = r"(?:target|rel|width|height|title|style|class|id|align|data-[\w-]+)"
PANDOC = rf"\{{(?:[ \t]*(?:[.#][a-z][\w-]*+|{KNOWN}={VALUE}))+[ \t]*\}}"
ATTRIBUTES = re.compile(
    rf"(?m)(?<![ \t])[ \t]*\{{:(?:[ \t]*(?:[.#][\w-]++|[\w:-]++={VALUE}))+[ \t]*\}}"
    rf"|(\]\([^()\n]*\)){PANDOC}|^( {{0,3}}#{{1,6}}[ \t].*?\S)[ \t]*{PANDOC}(?=[ \t#]*$)"
)
QUOTE = re.compile(r"(?:^ {0,3}>.*(?:\n|\Z))+", re.MULTILINE)
QUOTE_MARK = re.compile(r"^ {0,3}> ?", re.MULTILINE)
SlipRule = tuple[str, Callable[[str], str]]
Slip = tuple[str, int, Mend]  # Its code, position and finished lines.
# A link or picture by a name that another line of the text defines, and that line.
BY_NAME = re.compile(
    r"(?<![\w\\\])])(?P<before>!?)\[(?!\^|\s*\]|\d+\]\[\d|[xX]\]\[[ xX]?\])"
    r"(?P<words>[^\[\]\n]+)(?<!\\)\]\[(?P<name>(?![\^/])[^\[\]\n]*)(?<!\\)\](?![(\[:])"
)
DEFINED = re.compile(rf"^(?:[ \t>]|{WRITTEN}[ \t])*\[([^\]\n]+)\]:", re.MULTILINE)


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
    # A tag that is replaced without its end would leave that alone in the text.
    changes = changed_lines(text, new, start, lambda old, new: open_tags(old) != open_tags(new))
    return [] if new == text else list(changes)


def mends_by_line(text: str, start: Position, *, is_inline: bool = False) -> dict[int, Mend]:
    """The first mend of each line of the text that has one."""
    found = reversed(mends(text, start, is_inline=is_inline))
    lines = ((mend, mend.line + mend.old.count("\n") + 1) for mend in found)
    return {line: mend for mend, end in lines for line in range(mend.line, end)}


def slips(text: str, start: Position, *, is_inline: bool = False) -> Iterator[Slip]:
    """Each slip but HTML, which the reader reports; those in `DOUBTFUL` with what may be meant."""
    shown, pieces = tokenized(text)
    starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]

    def changes(rule: Callable[[str], str]) -> Iterator[tuple[int, Mend]]:
        if (changed := rule(shown)) != shown:
            for change in changed_lines(text, untokenized(changed, pieces), start):
                yield starts[change.line - 1] + change.column - 1, change

    all_mends = mends_by_line(text, start, is_inline=is_inline)
    if all_mends:
        for code, (_, rule) in (INLINE_RULES if is_inline else RULES).items():
            for at, change in changes(rule):
                if mend := all_mends.get(change.line):
                    yield code, at, mend
    for code, rule in ({} if is_inline else DOUBTFUL).items():
        for at, change in changes(rule):
            if change.line not in all_mends:
                yield code, at, replace(change, is_sure=False)


def html_mend(text: str, at: int, tag: str, by_line: Mapping[int, Mend]) -> Mend | None:
    """The mend that replaces a tag of HTML; None for a tag that has no Markdown."""
    mend = by_line.get(text.count("\n", 0, at) + 1)
    return mend if mend and mend.old.count(tag) > mend.new.count(tag) else None


def undefined_links(text: str) -> Iterator[re.Match[str]]:
    """Links and pictures by a name that no line of the text defines."""
    if "][" not in text:
        return
    defined = {" ".join(name.split()).lower() for name in DEFINED.findall(text)}
    for link in BY_NAME.finditer(text):
        names = [" ".join(name.split()).lower() for name in link.group("words", "name")]
        if defined.isdisjoint(names):
            yield link


def _without_gap(link: re.Match[str]) -> str:
    words = link[1] or link[3]
    return link[0] if link["slug"] and link["slug"] != slugify(words) else words


def _swapped(text: str) -> str:
    """Links and pictures with the words in brackets and the address in a parenthesis."""
    for link in [*undefined_links(text)][::-1]:
        if ADDRESSED.fullmatch(link["name"]):
            before, after = text[: link.start("name") - 1], text[link.end() :]
            text = f"{before}({link['name']}){after}"
    return LINK_SWAPPED.sub(r"[\1](\2)", text)


def _with_signs(text: str) -> str:
    """Links of which a sign is wrong, and those that only an unused address is left of."""
    for pattern, new in ALMOST:
        text = re.sub(pattern, new, text)
    names = text.lower()
    return ADDRESS_LINE.sub(
        lambda it: it[0] if names.count(it[1].lower()) > 1 else f"{it[1]}({it[2]})", text
    )


def _without_spaces(text: str, *, is_sure: bool = True) -> str:
    """Addresses with `%20` for spaces; `is_sure` where the last word is the end of a path."""

    def written(it: re.Match[str]) -> str:
        is_path = bool(re.search(r"[/.]\w[^ ]*$", it[1] or ""))
        return it[1].replace(" ", "%20") if it[1] and is_path == is_sure else it[0]

    return SPACED.sub(written, text)


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


# By code: the sign without which a text has nothing to mend, and the rule.
RULES: Mapping[str, SlipRule] = {
    "text-garbled": ("", decoded),
    "line-indented": ("", without_indents),
    "attribute-list": ("{", partial(ATTRIBUTES.sub, r"\1\2")),
    "mail-signs": ("", lambda text: reduce(lambda old, rule: rule(old), MAIL_SIGNS, text)),
    "emphasis-spaces": ("", with_emphasis),
    "star-times": ("*", with_products),
    "list-box": ("[ ]", without_boxes),
    "list-date": (".", _also_quoted(without_numbers)),
    "list-mark": ("", _also_quoted(with_marks)),
    "list-indent": ("\n", _also_quoted(with_indents)),
    "link-gap": ("]", partial(LINK_GAP.sub, _without_gap)),
    "link-spaces": ("](http", _without_spaces),
    "link-swapped": ("[", _swapped),
    "link-open": ("](", partial(LINK_OPEN.sub, lambda it: f"{it[1]})" if it[1] else it[0])),
    "table-tabs": ("\t", with_pipes),
    "table-line": ("|", with_dashes),
    "lines-joined": ("\n", with_points),
    "blank-line-missing": ("", _also_quoted(with_empty_lines)),
}
# By code: what may have been meant, which only a person can say.
DOUBTFUL: Mapping[str, Callable[[str], str]] = {
    "star-alone": partial(with_stars, are_alone=True),
    "list-number": with_numbers,
    "list-indent": with_levels,
    "line-hash": without_headings,
    "table-headless": with_doubtful_headings,
    "lines-joined": with_breaks,
    "link-swapped": _with_signs,
    "link-spaces": partial(_without_spaces, is_sure=False),
    "emphasis-spaces": with_doubtful_emphasis,
    "blank-line-missing": _also_quoted(partial(with_empty_lines, is_sure=False)),
}
# The rules for a field with inline Markdown, which has neither lists nor tables.
IN_LINE = (
    *("text-garbled", "attribute-list", "mail-signs", "emphasis-spaces"),
    *("link-gap", "link-spaces", "link-swapped", "link-open"),
)
INLINE_RULES = {code: RULES[code] for code in IN_LINE}
