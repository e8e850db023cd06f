"""The answers of a real nginx, Caddy and Apache with the configuration that the build writes."""

import gzip
import hashlib
from collections import defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path

import brotli
import pytest

from newsroom.addresses.outputs import Moved
from newsroom.addresses.urls import Root
from newsroom.hosting.headers import HEADER_POLICY, SEARCH_HEADER_POLICY, TYPES
from newsroom.hosting.hosts import FILES as HOST_FILES
from newsroom.hosting.hosts import HostedSite
from tests import given
from tests.hosting.servers import SERVERS, asked, free_port, nginx
from tests.ledger.test_published_once import FILES, NOW
from tests.site.building import good

KINDS = ("/", "/nyheter/2023/sak/", "/404.html", "/kontakt/", "/gammel/", "/feed.xml", "/borte/",
         "/finnes-ikke/", "/kalender/alle.ics", "/sitemap.xml", "/data/events.json")  # fmt: skip
SIX_MONTHS = 15_768_000


def hashed(folder: Path) -> str:
    """The address of the style sheet."""
    return f"/assets/{next((folder / 'assets').glob('site.*.css')).name}"


def directives(headers: Mapping[str, str]) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in headers["Content-Security-Policy"].split(";"))
    return defaultdict(str, {name: value for name, _, value in parts})


def age(headers: Mapping[str, str]) -> int:
    return int(headers["Strict-Transport-Security"].partition("max-age=")[2].split(";")[0] or 0)


# Mozilla's HTTP Observatory, scoring methodology 5: what a rule gives when it is met, and what it
# takes when it is not. A site begins at 100; bonus points count from 90 on; A+ is 100 or more.
# Its rule of redirection is about the server block for port 80, which docs/hosting.md shows. With
# no script-src the policy allows scripts from the site alone.
OBSERVATORY: Mapping[str, tuple[int, int, Callable[[Mapping[str, str]], bool]]] = {
    "csp-implemented-with-no-unsafe":
        (5, -20, lambda h: "unsafe" not in h["Content-Security-Policy"]
         and directives(h)["default-src"] == "'self'" and directives(h)["object-src"] == "'none'"),
    "sri-not-implemented-but-all-scripts-loaded-from-secure-origin":
        (0, -5, lambda h: "script-src" not in h["Content-Security-Policy"]),
    "cookies-not-found": (0, -20, lambda h: "Set-Cookie" not in h),
    "cross-origin-resource-sharing-not-implemented":
        (0, -50, lambda h: "Access-Control-Allow-Origin" not in h),
    "hsts-implemented-max-age-at-least-six-months": (0, -10, lambda h: age(h) >= SIX_MONTHS),
    "referrer-policy-private":
        (5, -5, lambda h: h["Referrer-Policy"] == "strict-origin-when-cross-origin"),
    "x-content-type-options-nosniff": (0, -5, lambda h: h["X-Content-Type-Options"] == "nosniff"),
    "x-frame-options-implemented-via-csp":
        (5, -20, lambda h: directives(h)["frame-ancestors"] == "'none'"),
}  # fmt: skip


def score(headers: Mapping[str, str]) -> int:
    """The score of the Observatory; 100 and above is A+."""
    said = defaultdict(str, headers)
    rules = [(given, taken, is_met(said)) for given, taken, is_met in OBSERVATORY.values()]
    base = 100 + sum(taken for _, taken, is_met in rules if not is_met)
    return base + sum(given for given, _, is_met in rules if is_met) if base >= 90 else base


def without(headers: Mapping[str, str], name: str) -> dict[str, str]:
    return {one: value for one, value in headers.items() if one != name}


@pytest.mark.parametrize("address", KINDS)
def test_every_answer_would_get_an_a_plus(port: int, address: str) -> None:
    """Every answer would get an A+, also redirects and 404: an attacker may choose the page."""
    assert score(asked(port, address)[1]) == 115


def test_the_table_takes_points_for_what_is_weaker(port: int) -> None:
    """The table gives fewer points for weaker headers."""
    headers = dict(asked(port, "/")[1])
    policy = headers["Content-Security-Policy"]
    assert score({**headers, "Content-Security-Policy": f"{policy} 'unsafe-inline'"}) < 100
    assert score({**headers, "Strict-Transport-Security": "max-age=300"}) == 105
    assert score({**headers, "X-Content-Type-Options": ""}) == 110
    for name, left in (("Content-Security-Policy", 60), ("Strict-Transport-Security", 105),
                       ("Referrer-Policy", 105)):  # fmt: skip
        assert score({**headers, name: ""}) == score(without(headers, name)) == left


@pytest.mark.parametrize("address", KINDS)
def test_every_answer_has_each_header_once(port: int, address: str) -> None:
    """Every answer has each header once."""
    _, headers, _ = asked(port, address)
    for name in ("Content-Security-Policy", "Permissions-Policy", "Cache-Control",
                 "Strict-Transport-Security", "Cross-Origin-Opener-Policy"):  # fmt: skip
        assert len(headers.get_all(name)) == 1, name
    assert headers["Content-Security-Policy"] == HEADER_POLICY


def test_the_search_page_alone_has_another_policy(port: int) -> None:
    """What it loads, and pages with addresses that begin like it, have the general one."""
    answers = {
        address: asked(port, address)[1] for address in ("/sok/", "/sok/pagefind/pagefind.js")
    }
    policies = {address: h.get_all("Content-Security-Policy") for address, h in answers.items()}
    assert policies == {
        "/sok/": [SEARCH_HEADER_POLICY],
        "/sok/pagefind/pagefind.js": [HEADER_POLICY],
    }


def test_what_is_hashed_is_kept_for_good_and_pages_are_asked_for(port: int, hosted: Path) -> None:
    """Files with a hash are immutable (RFC 8246), and pages are revalidated."""
    _, headers, _ = asked(port, hashed(hosted))
    assert headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert headers["Content-Security-Policy"] == HEADER_POLICY
    assert asked(port, "/")[1]["Cache-Control"] == "no-cache"


def test_types_are_those_that_apps_ask_for(port: int) -> None:
    """Each file has the content type that apps need, such as text/calendar."""
    for address, kind in {
        "/kalender/alle.ics": "text/calendar; charset=utf-8",
        "/feed.xml": "application/xml; charset=utf-8",
        "/data/events.json": "application/json; charset=utf-8",
        "/": "text/html; charset=utf-8",
    }.items():
        status, headers, _ = asked(port, address)
        assert (status, headers["Content-Type"]) == (200, kind)


def test_old_addresses_lead_on(port: int) -> None:
    """Old addresses redirect, also those with letters outside ASCII."""
    for old in ("/gammel/", "/%C3%A5pent-hus/"):
        status, headers, _ = asked(port, old)
        where = headers["Location"].removeprefix(
            f"http://127.0.0.1:{port}"
        )  # Apache gives it whole
        assert (status, where) == (301, "/kontakt/")


def test_what_is_gone_says_so_on_the_page_of_what_is_missing(port: int, hosted: Path) -> None:
    """A deleted address answers 410 (RFC 9110, 15.5.11) with the 404 page."""
    for gone in ("/borte/", "/borte"):
        status, _, body = asked(port, gone)
        assert (status, body) == (410, (hosted / "404.html").read_bytes())
    status, _, body = asked(port, "/finnes-ikke/")
    assert (status, body) == (404, (hosted / "404.html").read_bytes())


def test_what_is_missing_is_said_in_the_language_of_its_edition(port: int, hosted: Path) -> None:
    status, _, body = asked(port, "/en/finnes-ikke/")
    assert (status, body) == (404, (hosted / "en/404.html").read_bytes())
    assert b'lang="en"' in body
    assert asked(port, "/enebakk/")[2] == (hosted / "404.html").read_bytes()


def test_a_folder_shows_nobody_what_is_in_it(port: int, hosted: Path) -> None:
    """A folder without a page answers with the site's 404 page, and lists no files."""
    status, _, body = asked(port, "/assets/")
    assert status in (403, 404)
    assert body == (hosted / "404.html").read_bytes()


def test_what_is_for_hosts_is_for_nobody_else(port: int) -> None:
    """The files for hosts answer 404."""
    for address in ("/.hosting/nginx.conf", "/.hosting/manifest.sha256", "/.htaccess",
                    "/_headers", "/_redirects"):  # fmt: skip
        assert asked(port, address)[0] == 404


@pytest.mark.parametrize("path", ["", "/forum"])
@pytest.mark.parametrize("server", SERVERS, ids=lambda server: server.__name__)
def test_a_name_with_a_dot_first_hides_a_file_of_each_type(
    server: Callable, path: str, tmp_path: Path
) -> None:
    """The rule of dots wins over the rules of types, at the root of a host and below a path."""
    site = HostedSite(Root(f"https://prove.example{path}"), Moved())
    files = {address[1:]: "\n".join(host(site)) for address, host in HOST_FILES.items()}
    hidden = [f"{place}/x{suffix}" for place in (".hosting", "a/.b") for suffix in TYPES]
    files |= dict.fromkeys([*hidden, "a/.env", "index.html", "404.html", ".well-known/x.json"], "x")
    out = given.written(tmp_path / f"www{path}", files)
    with server(out, tmp_path / "run", free_port(), root=tmp_path / "www") as port:
        for address in (*hidden, "a/.env", "_headers"):
            assert asked(port, f"{path}/{address}")[0] == 404, address
        for address in ("", ".well-known/x.json"):
            assert asked(port, f"{path}/{address}")[0] == 200, address


def test_compressed_files_are_sent_as_they_are(port: int, hosted: Path) -> None:
    """Compressed files are sent to clients that accept them."""
    plain = asked(port, "/")[2]
    _, headers, body = asked(port, "/", Accept_Encoding="gzip")
    assert headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(body) == plain == (hosted / "index.html").read_bytes()


def test_both_ways_of_compressing_give_the_file_back(hosted: Path) -> None:
    """Both compressed forms of each text give its bytes, and pictures have none."""
    found = list(hosted.rglob("*.br"))
    assert {path.suffixes[-2] for path in found} >= {".html", ".css", ".xml", ".ics", ".json"}
    for path in found:
        plain = path.with_suffix("").read_bytes()
        assert brotli.decompress(path.read_bytes()) == plain
        assert path.stat().st_size < len(plain)
        packed = path.with_suffix(".gz")
        assert gzip.decompress(packed.read_bytes()) == plain
    assert not list(hosted.rglob("*.png.br"))


def test_the_list_of_files_is_true(hosted: Path) -> None:
    """The list of files has the right SHA-256 of every file."""
    rows = (hosted / ".hosting/manifest.sha256").read_text("utf-8").splitlines()
    listed = {path: digest for digest, path in (row.split("  ", 1) for row in rows)}
    files = {
        path.relative_to(hosted).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in hosted.rglob("*")
        if path.is_file()
    }
    assert files.pop(".hosting/manifest.sha256")
    assert listed == files


def test_nginx_below_a_path_touches_that_path_alone(tmp_path: Path) -> None:
    """Another site on the same host keeps its headers, its types and its pages."""
    content = given.written(tmp_path / "content", FILES)
    out = good(content, tmp_path / "www/forum", NOW=NOW, SITEURL="https://prove.example/forum")
    given.written(tmp_path / "www", {"index.html": "Naboen", "x.ics": "BEGIN", ".x/index.html": ""})
    with nginx(out, tmp_path / "run", free_port(), root=tmp_path / "www") as port:
        _, headers, body = asked(port, "/forum/nyheter/2023/sak/")
        assert (score(headers), headers["Cache-Control"]) == (115, "no-cache")
        assert body == (out / "nyheter/2023/sak/index.html").read_bytes()
        style = asked(port, f"/forum{hashed(out)}")[1]
        assert style["Cache-Control"].endswith("immutable")
        assert asked(port, "/forum/kalender/alle.ics")[1]["Content-Type"].startswith(
            "text/calendar"
        )
        assert asked(port, "/forum/finnes-ikke/")[2] == (out / "404.html").read_bytes()
        assert asked(port, "/forum/.hosting/nginx.conf")[0] == 404
        for path in ("/", "/x.ics", "/.x/"):
            status, headers, _ = asked(port, path)
            assert status == 200
            assert not {"Content-Security-Policy", "Cache-Control"} & set(headers)
        assert asked(port, "/x.ics")[1]["Content-Type"] != "text/calendar; charset=utf-8"
        assert b"Naboen" not in asked(port, "/finnes-ikke/")[2]
