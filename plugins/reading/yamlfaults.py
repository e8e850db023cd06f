"""What makes a text no YAML of ours, as what its writer did."""

import re

import yaml

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
    if "\t" in lines[line][: len(lines[line]) - len(lines[line].lstrip())]:
        return YamlFault("yaml-tab", line + 1, 1)
    for at in (line, _before(lines, line)):
        found = KEY_LINE.fullmatch(lines[at])
        if found and _needs_quotes(found["value"] or ""):
            key, value = found["key"], found["value"]
            column = found.start("value") + 1
            return YamlFault("yaml-quotes-needed", at + 1, column, mend=quoted(key, value))
    for at in (line, _before(lines, line)):
        bare = lines[at].strip()
        if bare and not KEY_LINE.fullmatch(lines[at]) and bare[0] not in "-#'\"[{":
            first, _, rest = bare.partition(":" if ":" in bare else " ")
            mend = f"{first}: {rest.strip()}" if rest.strip() else f"{first}:"
            return YamlFault("yaml-colon-missing", at + 1, 1, found=bare, mend=mend)
    if "quoted scalar" in (error.context or ""):
        start = error.context_mark.line
        return YamlFault("yaml-quote-open", start + 1, error.context_mark.column + 1)
    return YamlFault("yaml-syntax", line + 1, mark.column + 1)


def _before(lines: list[str], line: int) -> int:
    """The nearest line above that says something."""
    return next((at for at in range(line - 1, -1, -1) if lines[at].strip()), line)


def _needs_quotes(value: str) -> bool:
    if value[:1] in "'\"[{|>":
        return False
    return ": " in value or value.endswith(":") or value[:1] in tuple("@`%*&!")


def quoted(key: str, value: str) -> str:
    """The line that says a value which needs quotation marks."""
    inner = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'{key}: "{inner}"'
