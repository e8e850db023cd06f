"""What makes a text no YAML of ours, as what its writer did."""

import re

import yaml

CLOSING = {"'": "'", '"': '"', "[": "]", "{": "}"}
SPECIAL = "@`%*&!-?[{|>"
BLOCK = re.compile(r"[|>][+-]?\d?[+-]?( +#.*)?")
KEY_LINE = re.compile(r"\s*(- )*(?P<key>[^\s#:'\"\[{][^:#'\"]*):(?: +(?P<value>\S.*))?")


class YamlFault(Exception):
    """What makes a text no YAML of ours; `line` and `column` count from 1."""

    def __init__(self, code: str, line: int, column: int, **values: str) -> None:
        super().__init__(code)
        self.code, self.line, self.column, self.values = code, line, column, values


def explained(error: yaml.MarkedYAMLError, lines: list[str]) -> YamlFault:
    """PyYAML's complaint as what the writer did: it often points a line too late."""
    mark = error.problem_mark or error.context_mark
    line = min(mark.line, len(lines) - 1)
    if "document" in (error.problem or ""):
        return YamlFault("yaml-documents", line + 1, 1)
    if "\t" in lines[line][: len(lines[line]) - len(lines[line].lstrip())]:
        return YamlFault("yaml-tab", line + 1, 1)
    for at in (line, _before(lines, line)):
        if fault := needing_quotes(lines[at], at):
            return fault
    for at in (line, _before(lines, line)):
        bare = lines[at].strip()
        if at != line and KEY_LINE.fullmatch(lines[line]):
            bare = bare.removeprefix("- ")
        if bare and not KEY_LINE.fullmatch(lines[at]) and bare[0] not in "-#'\"[{":
            code, values = colon_fault(bare)
            return YamlFault(code, at + 1, 1, **values)
    if "quoted scalar" in (error.context or ""):
        start = error.context_mark.line
        return YamlFault("yaml-quote-open", start + 1, error.context_mark.column + 1)
    return YamlFault("yaml-syntax", line + 1, mark.column + 1)


def colon_fault(text: str) -> tuple[str, dict[str, str]]:
    """What a line without a colon, or without the space after it, is to be told."""
    is_glued = ":" in text.split()[0]
    code = "yaml-space-missing" if is_glued else "yaml-colon-missing"
    return code, {"found": text, "mend": with_colon(text)}


def with_colon(line: str) -> str:
    """A line as it should be when a colon, or the space after it, was forgotten."""
    name, _, rest = line.partition(":" if ":" in line.split()[0] else " ")
    return f"{name}: {rest.strip()}" if rest.strip() else f"{name}:"


def needing_quotes(line: str, at: int) -> YamlFault | None:
    """The fault of a line, number `at` from 0, whose value needs quotation marks; else None."""
    found = KEY_LINE.fullmatch(line)
    if not found or not _needs_quotes(found["value"] or ""):
        return None
    code, values = _reason(found["value"])
    mend = quoted(found["key"], found["value"])
    return YamlFault(code, at + 1, found.start("value") + 1, mend=mend, **values)


def _before(lines: list[str], line: int) -> int:
    """The nearest line above that says something."""
    return next((at for at in range(line - 1, -1, -1) if lines[at].strip()), line)


def _reason(value: str) -> tuple[str, dict[str, str]]:
    """Why a value needs quotation marks: how it begins, else what it has in it."""
    if value[0] in "\"'":
        return "yaml-quotes-needed", {}
    if value[0] in SPECIAL:
        return "yaml-sign-first", {"sign": value[0]}
    return "yaml-colon-inside", {}


def _needs_quotes(value: str) -> bool:
    if value[:1] in CLOSING:
        return CLOSING[value[0]] in value[1:] and not value.endswith(CLOSING[value[0]])
    if value[:1] in ("|", ">"):
        return not BLOCK.fullmatch(value)
    has_colon = ": " in value or value.endswith(":")
    return has_colon or value.startswith(("- ", "? ", *"@`%*&!"))


def quoted(key: str, value: str) -> str:
    """The line that says a value which needs quotation marks."""
    if '"' in value and "'" not in value:
        return f"{key}: '{value}'"
    inner = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'{key}: "{inner}"'
