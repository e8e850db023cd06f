"""Which full addresses are the site's own: the check of links leaves all that begin with https://."""

from collections.abc import Iterable
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from newsroom.commands.changing.entries import Refused
from newsroom.run import Run

# Where the preview stands, whichever port it has (RFC 6761, 6.3; RFC 6890, 2.2.2 and 2.2.3).
HERE = {"localhost", "127.0.0.1", "::1"}
# What a site is given that has not been told where it is published (RFC 2606, 3).
UNTOLD = "https://example.org"


def homes(run: Run) -> tuple[str, ...]:
    """What full addresses of the site begin with.

    Where it is published, which a desk is seldom told, and the domain that its identity says the
    association owns.
    """
    owner = run.catalog.site
    domain = owner.domain.removeprefix("www.")
    owned = (f"https://{domain}", f"https://www.{domain}") if owner.identity else ()
    return tuple(dict.fromkeys(home for home in (run.site_data.plan.root.siteurl, *owned) if home))


def inside(link: str, homes: Iterable[str]) -> str:
    """The address in the site that a full one of its own leads to; every other as it is."""
    found = (link.removeprefix(home) for home in homes if link.startswith(f"{home}/"))
    return next(found, link)


def pasted(name: str, homes: Iterable[str]) -> str:
    """What something is called, also by an address from the browser's bar. Raises Refused."""
    url = urlsplit(name)
    if url.scheme not in ("http", "https"):
        return name
    whole = f"https://{url.netloc.lower()}{url.path or '/'}"
    found = urlsplit(url.path or "/" if url.hostname in HERE else inside(whole, homes))
    if found.netloc:
        known = " eller ".join(home for home in homes if home != UNTOLD)
        where = f", som har adressen {known}" if known else ""
        raise Refused(
            f"«{name}» er ikke på dette nettstedet{where}. Er det siden du mener, "
            f"skriver du den uten domenet: {found.path}."
        )
    # A page may be pasted without its last slash; what has an ending is a file.
    is_whole = found.path.endswith("/") or PurePosixPath(found.path).suffix
    return unquote(found.path) + ("" if is_whole else "/")
