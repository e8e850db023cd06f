"""The configuration of other hosts: the same headers, redirects and types in each format."""

from pathlib import Path

import pytest

from newsroom.addresses.outputs import Moved
from newsroom.addresses.urls import Root
from newsroom.hosting import hosts
from newsroom.hosting.compressed import SUFFIXES, compressed
from newsroom.hosting.headers import HEADER_POLICY, HEADERS, SEARCH_HEADER_POLICY
from newsroom.hosting.hosts import HostedSite, apache, caddy, nginx
from tests.site.building import SITES, good

ROOT = Root("https://prove.example/sti")
MOVED = Moved(pages={"/a/": "/b/"}, files={"/a/x.ics": "/b/"}, copies={}, gone={"/c/"})


@pytest.mark.parametrize("host", [nginx, caddy, apache])
def test_every_host_sends_every_header(host) -> None:
    """Every host sends every header."""
    text = "\n".join(host(HostedSite(ROOT, MOVED)))
    for name, value in HEADERS.items():
        assert f'{name} "{value}"' in text
    assert "text/calendar" in text


def test_netlify_and_cloudflare_read_a_rule_for_each_kind() -> None:
    """Netlify and Cloudflare get a rule for each kind of file, with the path of the site."""
    lines = list(hosts.netlify_headers(HostedSite(ROOT, MOVED)))
    assert lines[0] == "/sti/*"
    assert [f"  {name}: {value}" for name, value in HEADERS.items()] == lines[1 : len(HEADERS) + 1]
    at = lines.index("/sti/bilder/*")
    assert lines[at + 1] == "  Cache-Control: public, max-age=31536000, immutable"
    assert lines[lines.index("/sti/*.ics") + 1] == "  Content-Type: text/calendar; charset=utf-8"
    assert list(hosts.netlify_redirects(HostedSite(ROOT, MOVED))) == [
        "/sti/a/x.ics /sti/b/ 301",
        "/sti/a/ /sti/b/ 301",
        "/sti/c/ /sti/404.html 410",
        "/sti/.hosting/* /sti/404.html 404!",
    ]


def test_cloudflare_gets_no_more_redirects_than_it_reads() -> None:
    """Those of files come first: an old page leads on by itself. What is gone is on Netlify too."""
    pages, gone = ({f"/{name}/{n}/": "/b/" for n in range(3000)} for name in ("a", "c"))
    moved = Moved(pages=pages, files={"/a/x.ics": "/b/"}, copies={}, gone=set(gone))
    rules = list(hosts.netlify_redirects(HostedSite(ROOT, moved)))
    assert rules[0] == "/sti/a/x.ics /sti/b/ 301"
    assert [rule.endswith(" 301") for rule in rules] == [True] * 2000 + [False] * 3001
    assert sum(rule.endswith("/sti/404.html 410") for rule in rules) == 3000


def test_apache_matches_an_address_and_no_longer_one() -> None:
    """Apache matches a whole address: a dot is a dot, and /a/ does not match /a/b/."""
    text = "\n".join(apache(HostedSite(ROOT, MOVED)))
    assert 'RedirectMatch 301 "^/sti/a/x\\\\.ics$" "/sti/b/"' in text
    assert 'RedirectMatch 410 "^/sti/c/$"' in text


def test_caddy_says_how_long_to_keep_a_file_once() -> None:
    """Caddy sends one Cache-Control for each file, although it applies general rules last."""
    text = "\n".join(caddy(HostedSite(ROOT, MOVED)))
    fresh, hashed = ("@fresh not path /sti/assets/* /sti/bilder/*", "@hashed path /sti/assets/*")
    assert fresh in text
    assert hashed in text
    assert "\tCache-Control" not in text


def test_caddy_matches_a_type_by_a_name() -> None:
    """Caddy matches a type by a named matcher, since `*` begins the name of a header there."""
    lines = list(caddy(HostedSite(ROOT, MOVED)))
    at = lines.index("@ics path *.ics")
    assert lines[at + 1] == 'header @ics Content-Type "text/calendar; charset=utf-8"'
    assert not any(line.startswith("header *") for line in lines)


def test_every_kind_of_compressed_file_has_its_type() -> None:
    """Apache gets a type for each suffix of compressed files, and for no other."""
    assert hosts.COMPRESSED_TYPES.keys() == SUFFIXES


def test_apache_says_what_a_compressed_file_is() -> None:
    """Apache gets the encoding, since Debian's type for `.gz` would make browsers save the page."""
    text = "\n".join(apache(HostedSite(ROOT, MOVED, compressed=True)))
    assert '<FilesMatch "\\.html\\.(gz|br)$">\nForceType "text/html; charset=utf-8"\n' in text


def test_files_that_say_the_same_are_compressed_once(tmp_path: Path) -> None:
    """Files with equal bytes are compressed once, by one thread."""
    text = b"<p>Like</p>" * 100
    paths = [f"{number}.html" for number in range(50)]
    for path in paths:
        (tmp_path / path).write_bytes(text)
    made = dict(compressed(tmp_path, dict.fromkeys(paths, "a1"), tmp_path / "cache"))
    assert made.keys() == {f"{path}{ending}" for path in paths for ending in (".gz", ".br")}
    assert len(list((tmp_path / "cache").iterdir())) == 2


def test_compressed_files_are_spoken_of_only_where_there_are_some() -> None:
    """The configuration has compressed files only when the site has some."""
    for host, word in ((nginx, "gzip_static"), (caddy, "precompressed"), (apache, "RewriteRule")):
        assert word in "\n".join(host(HostedSite(ROOT, MOVED, compressed=True)))
        assert word not in "\n".join(host(HostedSite(ROOT, MOVED)))


def test_compressing_is_off_unless_asked_for(tmp_path: Path) -> None:
    """Files are compressed only when the setting asks for it."""
    out = good(SITES / "minimal", tmp_path / "out")
    assert not [*out.rglob("*.gz"), *out.rglob("*.br")]


def test_the_preview_has_no_files_for_hosts(tmp_path: Path) -> None:
    """A preview has no files for hosts."""
    out = good(SITES / "minimal", tmp_path / "out", settings="pelicanconf.py")
    assert not (out / "_headers").exists()
    assert not (out / ".hosting").exists()


SEARCHES = ("/sok/", "/en/search/")


@pytest.mark.parametrize("host", [hosts.netlify_headers, nginx, caddy, apache])
def test_each_host_sends_another_policy_with_the_search_pages_alone(host) -> None:
    """Caddy has one rule for all of them; a site without such a page has none."""
    text = "\n".join(host(HostedSite(ROOT, MOVED, searches=SEARCHES)))
    rules = 1 if host is caddy else len(SEARCHES)
    assert text.count(SEARCH_HEADER_POLICY) == rules
    assert all(page in text for page in SEARCHES)
    assert HEADER_POLICY in text.replace(SEARCH_HEADER_POLICY, "")
    without = "\n".join(host(HostedSite(ROOT, MOVED)))
    assert "/sok/" not in without


def test_cloudflare_drops_the_general_policy_of_a_search_page() -> None:
    """It would join two values; Netlify skips the line, and sends the last value."""
    lines = list(hosts.netlify_headers(HostedSite(ROOT, MOVED, searches=SEARCHES)))
    at = lines.index("/sti/sok/")
    assert lines[at + 1 : at + 3] == [
        "  ! Content-Security-Policy",
        f"  Content-Security-Policy: {SEARCH_HEADER_POLICY}",
    ]
