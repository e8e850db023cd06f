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
TARGET = re.compile(r"https?://[^\s/]+\.")
# Signs that would end an address in Markdown or YAML.
ENDS = re.compile(r"[\s()<>\[\]{}\"'`|\\]")
# A tracked address as the words of a link.
WORDS = re.compile(r"(?<=\[)https?://[^\s\]]+(?=\]\()")


def untracked(address: str) -> str:
    """Where a tracked address leads; "" for any other."""
    if not TRACKER.fullmatch(address):
        return ""
    values = parse_qsl(urlsplit(html.unescape(address)).query)
    targets = (text for name, text in values if name in ("url", "u", "q") and TARGET.match(text))
    target = next(targets, "")
    return untracked(target) or ENDS.sub(lambda sign: quote(sign[0]), target)


def report_tracked(address: str, source: Source, report: Report, where: Where = ()) -> None:
    """Report a tracked address; as an error where it would publish the address of a person."""
    if target := untracked(address):
        is_personal = re.search(r"\w@\w", unquote(unquote(address)))
        code = "link-personal" if is_personal else "link-tracked"
        values = {"value": address, "suggestion": target}
        report.add(source, where, code, values, "error" if is_personal else "advice")


def with_untracked_words(text: str) -> str:
    """The text with the addresses that links have as their words, as they are without a tracker."""
    return WORDS.sub(lambda words: untracked(words[0]) or words[0], text)
