"""Finds HTML in fields that are shown as plain text: on pages and in feeds and calendars.

It is escaped there and does no harm, but readers should not see it.
"""

import html
import re
from collections.abc import Iterator

from newsroom.contract.entry import Entry
from newsroom.contract.problems import Report
from newsroom.reading.texts import MARKDOWN_FIELDS

TAG = r"</?[a-z][a-z0-9-]*(?:[\s/][^<>]*)?>|<!--.*?-->"
ENTITY = r"&(?:#\d+|#x[0-9a-f]+|[a-z]+\d*);"
CODE = re.compile(f"{TAG}|{ENTITY}", re.IGNORECASE | re.DOTALL)


def check_plain_texts(entry: Entry, report: Report) -> None:
    """Report each tag and each character entity in a field that is not Markdown."""
    for where, text in entry.parts(str):
        if where[-1] != MARKDOWN_FIELDS.get(type(entry)):
            for code in _html_in(text):
                field = ".".join(step for step in where if isinstance(step, str))
                values = {"value": code, "field": field, "suggestion": _character(code)}
                report.add(entry.source, where, "html-in-field", values)


def _html_in(text: str) -> Iterator[str]:
    """Each different tag and entity; a closing tag only without its opening tag."""
    if "<" not in text and "&" not in text:
        return
    codes = dict.fromkeys(CODE.findall(text))
    for code in codes:
        opening = f"<{code.removeprefix('</').rstrip('>')}"
        is_closed = code.startswith("</") and any(other.startswith(opening) for other in codes)
        # HTML has no entity such as «&Co;», so that is text.
        if not is_closed and (code.startswith("<") or html.unescape(code) != code):
            yield code


def _character(code: str) -> str:
    """The character of an entity; "" for a tag and for a character nobody sees."""
    return "" if code.startswith("<") else html.unescape(code).strip()
