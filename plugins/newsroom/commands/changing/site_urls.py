"""Which full URLs are the site's own; the build's check of links does not look at full URLs."""

from collections.abc import Iterable
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from newsroom.commands.changing.result import Refused
from newsroom.run import Run

# Hosts of the preview, on any port (RFC 6761, 6.3; RFC 6890, 2.2.2 and 2.2.3).
PREVIEW_HOSTS = {"localhost", "127.0.0.1", "::1"}
# The SITEURL of a site that has been given none (RFC 2606, 3).
NO_SITEURL = "https://example.org"


def site_urls(run: Run) -> tuple[str, ...]:
    """What the site's full URLs begin with: SITEURL, and the domain in the site's identity."""
    owner = run.catalog.site
    domain = owner.domain.removeprefix("www.")
    owned = (f"https://{domain}", f"https://www.{domain}") if owner.identity else ()
    return tuple(dict.fromkeys(url for url in (run.site_data.plan.root.siteurl, *owned) if url))


def site_path(link: str, urls: Iterable[str]) -> str:
    """The path of a full URL of the site; every other link as it is."""
    return next((link.removeprefix(url) for url in urls if link.startswith(f"{url}/")), link)


def pasted(name: str, urls: Iterable[str]) -> str:
    """The address in a URL pasted from the browser; every other name as it is. Raises Refused."""
    url = urlsplit(name)
    if url.scheme not in ("http", "https"):
        return name
    whole = f"https://{url.netloc.lower()}{url.path or '/'}"
    is_preview = url.hostname in PREVIEW_HOSTS
    address = urlsplit(url.path or "/" if is_preview else site_path(whole, urls))
    if address.netloc:
        own = " eller ".join(url for url in urls if url != NO_SITEURL)
        where = f", som har adressen {own}" if own else ""
        raise Refused(
            f"«{name}» er ikke på dette nettstedet{where}. Er det siden du mener, "
            f"skriver du den uten domenet: {address.path}."
        )
    # A page may be pasted without its last slash; a path with a suffix is a file.
    is_whole = address.path.endswith("/") or PurePosixPath(address.path).suffix
    return unquote(address.path) + ("" if is_whole else "/")
