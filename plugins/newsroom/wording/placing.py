"""Finds the lines of a file that a mend changes: YAML has a text behind its key, or folded."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from newsroom.contract.problems import Mend

PIECE = re.compile(r"\s+|\S+")
# Before a text without quotation marks; and what YAML would take its first sign for.
BARE = re.compile(r"[:,\[{-][ \t]+$")
SIGNS = tuple("*[!`@&%|>#{")


def placed(mend: Mend, lines: Sequence[str]) -> Mend | None:
    """The mend of whole lines of a file, with their indent; None where the text is not in them."""
    first, old = mend.line - 1, mend.old.split("\n")
    indent = lines[first].removesuffix(old[0])
    written = _indented(old, indent)
    if not indent.strip() and lines[first : first + len(old)] == written:
        new = _indented(mend.new.split("\n"), indent)
        return Mend(mend.line, "\n".join(written), "\n".join(new))
    text = "\n".join(lines[first:])
    words = mend.old.split()
    match = re.search(r"\s+".join(map(re.escape, words)), text) if words else None
    rewritten = _rewritten(mend, match[0]) if match else ""
    if not match or not rewritten:
        return None
    start = text.rfind("\n", 0, match.start()) + 1
    before, after = text[start : match.start()], text[match.end() :].partition("\n")[0]
    if BARE.search(before) and rewritten.startswith(SIGNS):
        inner = rewritten.replace("\\", "\\\\").replace('"', '\\"')
        rewritten = f'"{inner}"'
    whole = before + match[0] + after, before + rewritten + after
    return _changed_lines(mend.line + text.count("\n", 0, start), *whole)


def _indented(lines: Sequence[str], indent: str) -> list[str]:
    return [indent + line if line else line for line in lines]


def _rewritten(mend: Mend, written: str) -> str:
    """The text as written, with its own ends of lines, and the changes; "" for new lines."""
    old, new = PIECE.findall(mend.old.strip()), PIECE.findall(mend.new.strip())
    own, parts = PIECE.findall(written), []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal" and any("\n" in piece for piece in new[c:d]):
            return ""
        parts += own[a:b] if tag == "equal" else new[c:d]
    return "".join(parts)


def _changed_lines(line: int, old: str, new: str) -> Mend:
    """The mend without the lines before and after that stay."""
    before, after = old.split("\n"), new.split("\n")
    while len(before) > 1 < len(after) and before[0] == after[0]:
        line, before, after = line + 1, before[1:], after[1:]
    while len(before) > 1 < len(after) and before[-1] == after[-1]:
        before, after = before[:-1], after[:-1]
    return Mend(line, "\n".join(before), "\n".join(after))
