"""Which full addresses are the site's own: the check of links leaves all that begin with https://."""

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from tools.changing.entries import Refused


def homes(site: Mapping) -> tuple[str, ...]:
    """What full addresses of the site begin with.

    Where it is published, which a desk is seldom told, and the domain that its identity says the
    association owns.
    """
    owner = site["catalog"].site
    domain = owner.domain.removeprefix("www.")
    owned = (f"https://{domain}", f"https://www.{domain}") if owner.identity else ()
    return tuple(dict.fromkeys(home for home in (site["SITEURL"], *owned) if home))


def inside(link: str, homes: Iterable[str]) -> str:
    """The address in the site that a full one of its own leads to; every other as it is."""
    found = (link.removeprefix(home) for home in homes if link.startswith(f"{home}/"))
    return next(found, link)


def pasted(name: str, homes: Iterable[str]) -> str:
    """What something is called, also by an address from the browser's bar. Raises Refused."""
    url = urlsplit(name)
    if url.scheme not in ("http", "https"):
        return name
    found = urlsplit(inside(f"https://{url.netloc.lower()}{url.path or '/'}", homes))
    if found.netloc:
        known = " eller ".join(homes)
        raise Refused(f"«{name}» er ikke på dette nettstedet, som har adressen {known}.")
    # A page may be pasted without its last slash; what has an ending is a file.
    is_whole = found.path.endswith("/") or PurePosixPath(found.path).suffix
    return unquote(found.path) + ("" if is_whole else "/")
