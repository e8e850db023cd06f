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
# Signs that would end an address in Markdown or YAML.
ENDS = re.compile(r"[\s()<>\[\]{}\"'`|\\]")
# A line of Mailchimp's plain text, and what is below it.
STARS, END = r"(?m)(?<![^\n]\n)^\*\* ", r"(?=\n[ \t]*\n|\n-{10}|\s*\Z)"
# What mail programs write: an address as the words of its link, twice, or behind a heading.
MAIL_SIGNS: tuple[Callable[[str], str], ...] = (
    partial(re.sub, r"(?<=\[)https?://[^\s\]]+(?=\]\()", lambda it: untracked(it[0]) or it[0]),
    partial(re.sub, rf"{STARS}(\w[^*\n]*?) \((https?://[^\s()]+)\)[ \t]*{END}", r"** [\1](\2)"),
    partial(re.sub, rf"{STARS}([^*\n]+)\n-{{10,}}[ \t]*$", r"## \1"),
    partial(re.sub, rf"{STARS}(?=\[[^*\n]+\]\(http\S+$)", ""),
    partial(re.sub, r"(?<![\w@])([\w.+-]+@[\w.-]+\w)<mailto:\1>", r"<\1>"),
    partial(re.sub, r"(?<![\w/@])((?:https?://|www\.)[^\s<>]+?)/?<(?:https?://)?\1/?>", r"\1"),
)


def untracked(address: str) -> str:
    """Where a tracked address leads; "" for any other."""
    if not TRACKER.fullmatch(address):
        return ""
    values = parse_qsl(urlsplit(html.unescape(address)).query)
    target = next((to for name, to in values if name in ("url", "u", "q") and to[:4] == "http"), "")
    return untracked(target) or ENDS.sub(lambda sign: quote(sign[0]), target)


def add_tracked(address: str, source: Source, report: Report, where: Where = ()) -> None:
    """Report a tracked address; as an error where it would publish the address of a person."""
    if target := untracked(address):
        is_personal = re.search(r"\w@\w", unquote(unquote(address)))
        code = "link-personal" if is_personal else "link-tracked"
        values = {"value": address, "suggestion": target}
        report.add(source, where, code, values, "error" if is_personal else "advice")
