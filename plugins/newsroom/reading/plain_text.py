"""HTML code in a field that is shown as it is written: in pages, feeds, calendars and data alike.

Escaped it does no harm there, but no reader should see it either.
"""

import html
import re
from collections.abc import Iterator

from newsroom.contract.entry import Entry
from newsroom.contract.problems import Report
from newsroom.contract.source import Where
from newsroom.reading.texts import FIELDS

TAG = r"</?[a-z][a-z0-9-]*(?:[\s/][^<>]*)?>|<!--.*?-->"
ENTITY = r"&(?:#\d+|#x[0-9a-f]+|[a-z]+\d*);"
CODE = re.compile(f"{TAG}|{ENTITY}", re.IGNORECASE | re.DOTALL)


def check_plain_texts(entry: Entry, report: Report) -> None:
    """Each tag and each character entity in a field without Markdown."""
    for where, text in entry.parts(str):
        if not _is_markdown(entry, where):
            for code in _codes(text):
                field = ".".join(step for step in where if isinstance(step, str))
                values = {"value": code, "field": field, "suggestion": _meant(code)}
                report.add(entry.source, where, "html-in-field", values)


def _is_markdown(entry: Entry, where: Where) -> bool:
    return where[-1] == FIELDS.get(type(entry))


def _codes(text: str) -> Iterator[str]:
    """Each once; of an element only where it begins."""
    if "<" not in text and "&" not in text:
        return
    found = dict.fromkeys(CODE.findall(text))
    for code in found:
        opening = f"<{code.removeprefix('</').rstrip('>')}"
        is_end = code.startswith("</") and any(one.startswith(opening) for one in found)
        # What no entity is called, such as «&Co;», is what it looks like.
        if not is_end and (code.startswith("<") or html.unescape(code) != code):
            yield code


def _meant(code: str) -> str:
    """The sign an entity stands for; "" where it is none to be seen."""
    return "" if code.startswith("<") else html.unescape(code).strip()
