"""A copy of a built site that opens by a double click: its links are relative and name files."""

import re
import shutil
from collections.abc import Callable
from functools import partial
from html import escape
from html.parser import HTMLParser
from itertools import accumulate
from pathlib import Path
from posixpath import dirname, relpath
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from newsroom.addresses.host_names import in_ascii
from newsroom.addresses.urls import Root
from newsroom.commands.outcome import Refused, printed

DONE = "Kopien ligger i {}/. Dobbeltklikk på index.html der."
EXISTS = "{} finnes fra før. Slett den, eller velg en annen mappe."
FOR_HOSTS = shutil.ignore_patterns(".*", "_headers", "_redirects", "*.br", "*.gz")
LINKS = {"href", "src", "srcset", "imagesrcset", "poster", "action", "data"}
# No browser runs a module of a file that was opened by a double click.
MODULE = re.compile(r'<script [^>]*type="module"></script>\n')
URL, IN_REFRESH = re.compile(r"\S+(?<!,)"), re.compile(r"(?<=url=).+")
IN_CSS = re.compile(r"""(?<=url\()[^"')]+|(?<=url\(["'])[^"')]+""")


@printed
def copy_site(site: Path, copy: Path, siteurl: str) -> list[str]:
    """Copy a site that was built for `siteurl`; returns what to say. Raises Refused."""
    if copy.exists():
        raise Refused(EXISTS.format(copy))
    shutil.copytree(site, copy, ignore=FOR_HOSTS)
    written = Root(in_ascii(siteurl).rstrip("/")).url("")  # as pages have it
    for file in (*copy.rglob("*.html"), *copy.rglob("*.css")):
        link = partial(relative, copy, written, file.relative_to(copy).as_posix())
        text = MODULE.sub("", file.read_bytes().decode())
        is_page = file.suffix == ".html"
        changed = RelativePage(text, link).text if is_page else replaced(IN_CSS, link, text)
        file.write_bytes(changed.encode())
    return [DONE.format(copy)]


def relative(site: Path, siteurl: str, file: str, url: str) -> str:
    """The URL as a path from a file of the site, when it leads to a file of the site."""
    root, parts = urlsplit(siteurl), urlsplit(url)
    is_own = parts[:2] in (("", ""), root[:2]) and f"{parts.path}/".startswith(f"{root.path}/")
    path = unquote(parts.path.removeprefix(root.path)).lstrip("/")
    path += "index.html" if path.endswith("/") or not path else ""
    if not (is_own and parts.path and (site / path).is_file()):
        return url
    return urlunsplit(("", "", quote(relpath(path, dirname(file))), *parts[3:]))


def replaced(urls: re.Pattern[str], link: Callable[[str], str], text: str) -> str:
    """The text with `link` of each URL in it."""
    return urls.sub(lambda url: link(url[0]), text)


class RelativePage(HTMLParser):
    """A page with `link` of each URL in place of it; `text` is what has become of the page."""

    def __init__(self, page: str, link: Callable[[str], str]) -> None:
        super().__init__()
        self.page, self.link = page, link
        self.lines = [0, *accumulate(len(line) + 1 for line in page.split("\n"))]
        self.text, self.end = "", 0
        self.feed(page)
        self.text += page[self.end :]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take over the text before the tag, and the tag with its URLs changed."""
        line, column = self.getpos()
        start, raw = self.lines[line - 1] + column, self.get_starttag_text() or ""
        pragma = str(dict(attrs).get("http-equiv")).lower()
        words = [tag]
        for name, value in attrs:
            urls = IN_REFRESH if pragma == "refresh" else URL if name in LINKS else None
            new = replaced(urls, self.link, value) if urls and value else value
            words.append(name if new is None else f'{name}="{escape(new)}"')
        words += ["/"] if raw.endswith("/>") else []
        # A policy allows what is from the page's origin, and a file has none.
        changed = "" if pragma == "content-security-policy" else f"<{' '.join(words)}>"
        self.text += self.page[self.end : start] + changed
        self.end = start + len(raw)
