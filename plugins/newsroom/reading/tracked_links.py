"""Finds where an address leads that an e-mail program or a service has put its own in front of."""

import html
import re
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from newsroom.contract.problems import Report, Source, Where

TRACKER = re.compile(
    r"https?://(?:[\w.-]+\.safelinks\.protection\.outlook\.com/[^\s?]*|www\.google\.[a-z.]+/url"
    r"|lm?\.facebook\.com/l\.php|l\.instagram\.com/|www\.youtube\.com/redirect"
    r"|www\.linkedin\.com/(?:safety/go|redir/redirect)/?|slack-redir\.net/link)\?\S+"
)
PARAMETERS = ("url", "u", "q")
# Signs that would end an address in Markdown or YAML.
ENDS = re.compile(r"[\s()<>\[\]{}\"'`|\\]")

# A tracked address as the words of a link.
WORDS = re.compile(r"(?<=\[)https?://[^\s\]]+(?=\]\()")


def untracked(address: str) -> tuple[str, bool]:
    """Where a tracked address leads, "" for others; and whether an e-mail address is in it too."""
    if not TRACKER.fullmatch(address):
        return "", False
    values = dict(parse_qsl(urlsplit(html.unescape(address)).query))
    target = next((values[name] for name in PARAMETERS if name in values), "")
    if not re.match(r"https?://[^\s/]+\.", target):
        return "", False
    is_personal = any("@" in unquote(values[name]) for name in values if values[name] != target)
    further, is_also = untracked(target)
    return further or ENDS.sub(lambda sign: quote(sign[0]), target), is_personal or is_also


def report_tracked(address: str, source: Source, report: Report, where: Where = ()) -> None:
    """Report a tracked address; as an error where it would publish the address of a person."""
    target, is_personal = untracked(address)
    if target:
        code = "link-personal" if is_personal else "link-tracked"
        values = {"value": address, "suggestion": target}
        report.add(source, where, code, values, "error" if is_personal else "advice")


def with_untracked_words(text: str) -> str:
    """The text with the addresses that links have as their words, as they are without a tracker."""
    return WORDS.sub(lambda words: untracked(words[0])[0] or words[0], text)
