"""Explains YAML errors by what the writer did wrong, such as a missing colon or quotation mark."""

import re
from itertools import takewhile

import yaml

from newsroom.contract.problems import Source
from newsroom.contract.slug import nearest_name
from newsroom.reading.spelling import translations
from newsroom.wording.fields import all_words
from newsroom.wording.placing import in_quotes

CLOSING = {"'": "'", '"': '"', "[": "]", "{": "}"}
SPECIAL = "@`%*&!-?[{|>"
# What stands between the name of a field and its value in place of a colon and a space.
SEPARATOR = re.compile(r"\s*(:|=|\s)\s*")
# So few letters are as near to the words of a sentence as to the name of a field.
SHORT = 3
BLOCK = re.compile(r"[|>][+-]?\d?[+-]?( +#.*)?")
# A field without a space after its colon; an address of the web is none.
TIGHT_FIELD = re.compile(r"[a-z_]+:(?!//|\s|$)")
KEY_LINE = re.compile(r"\s*(- )*(?P<key>[^\s#:'\"\[{][^:#'\"\[{]*):(?: +(?P<value>\S.*))?")
# A whole text in the quotation marks of Word, or in straight ones with others of them inside.
OUTER_QUOTES = re.compile(
    r'^[“”„]([^“”]*)[“”]$|^"([^"\\]*(?:(?<=[\s("])"\w[^"\\]*"(?=[\s.,:;!?)"])[^"\\]*)+)"$'
    r"|^'([^'\\]*(?:(?<=[\s('])'\w[^'\\]*'(?=[\s.,:;!?)'])[^'\\]*)+)'$"
)
QUOTED_VALUE = re.compile(r": +['\"\[{]")
FLOW = re.compile(r"[\s-]*([\w-]+: +)?\{")
# The first value with a colon among several fields on one line.
FLOW_VALUE = re.compile(r"(?<=: )[^\s,:{}\[\]'\"][^,{}\[\]'\"]*: [^,{}\[\]'\"]*(?=[,}])")
# A value with commas there, up to the next field or the end.
COMMA_VALUE = re.compile(
    r"(?P<key>[\w-]+): (?P<value>[^\s,{}\[\]'\"][^,{}\[\]'\"]*(?:,[^:,{}\[\]'\"]+)+)"
    r"(?=\}|, *(?P<next>[^\s:,]+): )"
)
# The items of a list, without its brackets; a comma between digits is part of a number.
ITEM = r"""(?:"[^"\\]+"|'[^'\\]+'|[^\W_][^,:#\[\]{}"']*)"""
ITEMS = re.compile(rf"(?!.* (?:og|and|&) ){ITEM}(?:, +{ITEM})*")
COMMENT = re.compile(r"\s+#(\s.*)?$")


class YamlFault(Exception):
    """A text is not YAML that content/ may have.

    `code` is the problem code, `line` and `column` count from 1, `values` are for the message.
    """

    def __init__(self, code: str, line: int, column: int, **values: str) -> None:
        super().__init__(code)
        self.code, self.line, self.column, self.values = code, line, column, values

    def source(self, path: str) -> Source:
        """Its place in the file `path`."""
        return Source(path, {(): (self.line, self.column)})


def explained(error: yaml.MarkedYAMLError, lines: list[str]) -> YamlFault:
    """The fault behind an error of PyYAML, which often names the line after the faulty one."""
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return YamlFault("yaml-syntax", 1, 1)
    line = min(mark.line, len(lines) - 1)
    if "document" in (error.problem or ""):
        return YamlFault("yaml-documents", line + 1, 1)
    if "\t" in lines[line][: len(lines[line]) - len(lines[line].lstrip())]:
        return YamlFault("yaml-tab", line + 1, 1)
    for index in (line, _line_above(lines, line)):
        if fault := needing_quotes(lines[index], index):
            return needing_quotes(_with_continuation(lines, index), index) or fault
    for index in (line, _line_above(lines, line)):
        text = lines[index].strip()
        if index != line and KEY_LINE.fullmatch(lines[line]):
            text = text.removeprefix("- ")
        if text and not KEY_LINE.fullmatch(lines[index]) and text[0] not in "-#'\"[{":
            code, values = colon_fault(text)
            if code == "yaml-space-missing":
                index = _first_tight(lines, index)
                values = colon_fault(lines[index].strip().removeprefix("- "))[1]
            if code == "yaml-colon-missing" and _continues(text):
                return _continued(lines, index)
            return YamlFault(code, index + 1, 1, **values)
    if "quoted scalar" in (error.context or "") and error.context_mark:
        start = error.context_mark
        return YamlFault("yaml-quote-open", start.line + 1, start.column + 1)
    return YamlFault("yaml-syntax", line + 1, mark.column + 1)


def colon_fault(text: str) -> tuple[str, dict[str, str]]:
    """The code and values for a line without a colon, or without the space after it."""
    name, sign, rest, *_ = *SEPARATOR.split(text, maxsplit=1), "", ""
    code = "yaml-space-missing" if sign == ":" else "yaml-colon-missing"
    return code, {"found": text, "mend": f"{name}: {rest.strip()}".rstrip()}


def bare_keys(
    line: str, index: int, columns: list[tuple[int, int]], braces: tuple[int, int] | None
) -> YamlFault:
    """The fault of texts in {…} without a colon, or without the space after it.

    `columns` are those of the texts, `braces` those of a {…} with nothing else.
    """
    tight = [column for column in columns if TIGHT_FIELD.match(line, column[0])]
    start, end = (tight or columns)[0]
    found = line[start:end]
    code, values = colon_fault(found)
    if tight:
        mend = line
        for first, last in reversed(tight):
            mend = mend[:first] + colon_fault(line[first:last])[1]["mend"] + mend[last:]
        values["mend"] = mend.strip()
    elif braces:
        found = line[slice(*braces)]
        mend = f"{line[: braces[0]]}[{found[1:-1]}]{line[braces[1] :]}".strip()
        code, values = "yaml-braces", {"found": found, "mend": mend}
    elif (text := _text_around(line, start)) and found.partition(" ")[0] not in _field_names():
        mend = quoted(*text.group("key", "value"))
        if _is_one_text(text, columns):
            mend = f"{line[: text.start()]}{mend}{line[text.end() :]}".strip()
        code, values = "yaml-comma-inside", {"found": found, "mend": mend}
    return YamlFault(code, index + 1, start + 1, **values)


def _text_around(line: str, start: int) -> re.Match[str] | None:
    """The field whose value has a comma before the column `start`."""
    return next((m for m in COMMA_VALUE.finditer(line) if start in range(*m.span())), None)


def _is_one_text(text: re.Match[str], columns: list[tuple[int, int]]) -> bool:
    """Whether a value with commas is certain: none of its parts, and what follows, may be a field.

    Those are the texts at the `columns`.
    """
    names = _field_names()
    return text["next"] in {*names, None} and all(
        end <= text.end() and not _names_field(text.string[start:end], names)
        for start, end in columns
    )


def _continued(lines: list[str], index: int) -> YamlFault:
    """The fault of the first line, at most `index`, that continues a field without an indent."""
    keys = (n for n in range(index - 1, -1, -1) if KEY_LINE.fullmatch(lines[n]))
    above = next(keys, index)
    first = next((n for n in range(above + 1, index) if lines[n][:1].strip()), index)
    indent = "" if QUOTED_VALUE.search(lines[above]) else "  "
    return YamlFault("yaml-continued", first + 1, 1, found=lines[first].strip(), indent=indent)


def _continues(text: str) -> bool:
    """Whether a line without a colon continues the text above: its first word is no field."""
    return len(text.split()) > 2 and not _names_field(text, _field_names())


def _names_field(text: str, names: set[str]) -> bool:
    """Whether the first word of a text is the name of a field, or a longer one near to it."""
    word = text.partition(" ")[0]
    is_near = nearest_name(word, names) or names.intersection(translations(word))
    return word in names or (len(word) > SHORT and bool(is_near))


def _field_names() -> set[str]:
    """The names of all fields but `en`, which is a word of Norwegian texts."""
    return {name for fields in all_words().values() for name in fields} - {"en"}


def needing_quotes(line: str, index: int) -> YamlFault | None:
    """The fault of a line whose value needs quotation marks; else None. `index` counts from 0."""
    if FLOW.match(line) and (flow := FLOW_VALUE.search(line)):
        mend = f'{line[: flow.start()]}"{flow[0]}"{line[flow.end() :]}'.strip()
        return YamlFault("yaml-colon-inside", index + 1, flow.start() + 1, mend=mend)
    match = KEY_LINE.fullmatch(line)
    if not match or not _needs_quotes(match["value"] or ""):
        return None
    mend = quoted(match["key"], OUTER_QUOTES.sub(r"\1\2\3", match["value"]))
    # What is after a # may be a part of the text, or a note that nobody may read.
    mend = f'{match["key"]}: "…"' if COMMENT.search(match["value"]) else mend
    code, values = "yaml-colon-inside", {"mend": mend}
    if match["value"][0] in "\"'":
        code = "yaml-quotes-needed"
    elif match["value"][0] in SPECIAL:
        code, values = "yaml-sign-first", values | {"sign": match["value"][0]}
    if match["key"] == "tags" and code != "yaml-colon-inside":
        mend = f"tags: [{_listed(match['value'].strip()) or '…'}]"
        code, values = "yaml-sign-first", {"sign": match["value"][0], "mend": mend}
    return YamlFault(code, index + 1, match.start("value") + 1, **values)


def _listed(value: str) -> str:
    """`a, b` from `- a - b`, and `"a", b` as it is; "" from what else a list may be."""
    items = value.removeprefix("- ").lstrip()
    items = items if items == value else re.sub(" +- +", ", ", items)
    return items if ITEMS.fullmatch(items) else ""


def _first_tight(lines: list[str], index: int) -> int:
    """The first of the fields without a space after their colons down to the one at `index`."""
    indent = len(lines[index]) - len(lines[index].lstrip())
    above = takewhile(lambda line: TIGHT_FIELD.match(line, indent), reversed(lines[:index]))
    return index - len([*above])


def _line_above(lines: list[str], line: int) -> int:
    """The index of the nearest line above that is not empty."""
    return next((index for index in range(line - 1, -1, -1) if lines[index].strip()), line)


def _with_continuation(lines: list[str], index: int) -> str:
    """The line of a field, with the lines of its text that follow with more indent."""
    match = KEY_LINE.fullmatch(lines[index])
    if not match or (match["value"] or "{")[0] in "{[|>'\"":
        return lines[index]
    indent = " " * (match.start("key") + 1)
    below = takewhile(lambda line: line.startswith(indent), lines[index + 1 :])
    return " ".join((lines[index], *map(str.strip, below)))


def _needs_quotes(value: str) -> bool:
    if closing := CLOSING.get(value[:1]):
        is_part = closing in value[1:] and not value.endswith(closing)
        return is_part or bool(OUTER_QUOTES.match(value))
    if value[:1] in ("|", ">"):
        return not BLOCK.fullmatch(value)
    has_colon = ": " in value or value.endswith(":")
    return has_colon or value.startswith(("- ", "? ", *"@`%*&!"))


def quoted(key: str, value: str) -> str:
    """The line `key: value` with the value in quotation marks."""
    return f"{key}: {in_quotes(value)}"
