"""Takes out what e-mail programs and other services put into addresses and lines."""

import html
import re
from collections.abc import Callable
from functools import partial
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from newsroom.contract.problems import Report, Source, Where

TRACKER = re.compile(
    r"https?://(?:[\w.-]+\.safelinks\.protection\.outlook\.com/[^\s?]*|www\.google\.[a-z.]+/url"
    r"|lm?\.facebook\.com/l\.php|l\.instagram\.com/|www\.youtube\.com/redirect)\?\S+"
)
HTTP = re.compile("https?://")
PERSONAL = re.compile(r"(?i)[\w.+-]@[\w.-]+\.[a-z]{2,}")
# Signs that would end an address in Markdown or YAML.
ENDS = re.compile(r"[\s()<>\[\]{}\"'`|\\]")
# A line of Mailchimp's plain text, and what is below it.
STARS, END = r"(?m)(?<![^\n]\n)^\*\* ", r"(?=\n[ \t]*\n|\n-{10}|\s*\Z)"
# What mail programs write: an address as the words of its link, twice, or behind a heading.
MAIL_SIGNS: tuple[Callable[[str], str], ...] = (
    partial(re.sub, r"(?<=\[)https?://[^\s\[\]]+(?=\]\()", lambda it: untracked(it[0]) or it[0]),
    partial(re.sub, rf"{STARS}(\w[^*\n]*?) \((https?://[^\s()]+)\)[ \t]*{END}", r"** [\1](\2)"),
    partial(re.sub, rf"{STARS}([^*\n]+)\n-{{10,}}[ \t]*$", r"## \1"),
    partial(re.sub, rf"{STARS}(?=\[[^*\n]+\]\(http\S+$)", ""),
    partial(re.sub, r"(?<![\w@.+-])([\w.+-]+@[\w.-]+\w)<mailto:\1>", r"<\1>"),
    partial(re.sub, r"(?<![\w/@])((?:https?://|www\.)[^\s<>]{,500}?)/?<(?:https?://)?\1/?>", r"\1"),
)


def untracked(address: str) -> str:
    """Where a tracked address leads; "" for any other."""
    return _parts(address)[0]


def _parts(address: str) -> tuple[str, str]:
    """Where a tracked address leads, and what else is in it."""
    target, rest = "", [""]
    while TRACKER.fullmatch(address):
        values = parse_qsl(urlsplit(html.unescape(address)).query)
        targets = (to for name, to in values if name in ("url", "u", "q") and HTTP.match(to))
        address = next(targets, "")
        target = address or target
        rest += (value for _, value in values if value != address)
    return ENDS.sub(lambda sign: quote(sign[0]), target), unquote(" ".join(rest))


def add_tracked(address: str, source: Source, report: Report, where: Where = ()) -> None:
    """Report a tracked address; as an error where it would publish the address of a person."""
    target, rest = _parts(address)
    if target:
        is_personal = PERSONAL.search(rest)
        code = "link-personal" if is_personal else "link-tracked"
        values = {"value": address, "suggestion": target}
        report.add(source, where, code, values, "error" if is_personal else "advice")
