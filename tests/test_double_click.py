"""The copy of a built site that opens by a double click."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest

from newsroom.commands.double_click import copy_site
from tests import given

PAGE = """<!doctype html>
<meta http-equiv="Content-Security-Policy" content="default-src &#39;self&#39;">
<meta property="og:url" content="{siteurl}/nyheter/">
<link rel="stylesheet" href="{root}/a/site.css"><script src="{root}/a/site.js" defer></script>
<script type="application/ld+json">{{"url": "{siteurl}/", "a": "<a href='{root}/'>"}}</script>
<a href="{root}/">Byen</a> <a class="tap" href="{root}/nyheter/#topp">Hei &amp; «hopp»</a>
<a href="{siteurl}/kalender/alle.ics">Kalender</a> <a href="#innhold">Innhold</a>
<img src="{root}/b/%C3%A5.jpg" srcset="{root}/b/%C3%A5.jpg 480w, {root}/b/2.jpg 960w" alt="&quot;">
<svg viewBox="0 0 1 1"><use href="{root}/a/i.svg#x"/></svg>
<a href="https://example.com/nyheter/">Andre</a> <a href="{root}/nyheter/borte/">Borte</a>
<a href="webcal://eksempel.no/x.ics">Abonner</a> <input value="{siteurl}/nyheter/" readonly>
"""
COPIED = """<!doctype html>

<meta property="og:url" content="{siteurl}/nyheter/">
<link rel="stylesheet" href="../a/site.css"><script src="../a/site.js" defer></script>
<script type="application/ld+json">{{"url": "{siteurl}/", "a": "<a href='{root}/'>"}}</script>
<a href="../index.html">Byen</a> <a class="tap" href="index.html#topp">Hei &amp; «hopp»</a>
<a href="../kalender/alle.ics">Kalender</a> <a href="#innhold">Innhold</a>
<img src="../b/%C3%A5.jpg" srcset="../b/%C3%A5.jpg 480w, ../b/2.jpg 960w" alt="&quot;">
<svg viewbox="0 0 1 1"><use href="../a/i.svg#x" /></svg>
<a href="https://example.com/nyheter/">Andre</a> <a href="{root}/nyheter/borte/">Borte</a>
<a href="webcal://eksempel.no/x.ics">Abonner</a> <input value="{siteurl}/nyheter/" readonly>
"""
MOVED = '<meta http-equiv="refresh" content="0; url={}">\n'
CSS = "a {{ background: url({0}/b/2.jpg) }} b {{ background: url('{0}/b/2.jpg') }}\n"
FILES = (
    "a/site.js",
    "a/i.svg",
    "b/å.jpg",
    "b/2.jpg",
    "kalender/alle.ics",
    ".hosting/x",
    "_headers",
)


@pytest.mark.parametrize(
    ("given_url", "siteurl"),
    [
        ("https://eksempel.no", "https://eksempel.no"),
        ("https://eksempel.no/under/sti/", "https://eksempel.no/under/sti"),
        ("https://æ.no/vår", "https://xn--6ca.no/v%C3%A5r"),
    ],
)
def test_a_copy_has_relative_links_to_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], given_url: str, siteurl: str
) -> None:
    """Of a site at the root and of one below a path; other links and all texts are as before."""
    root = urlsplit(siteurl).path
    site = given.written(
        tmp_path / "output",
        {
            "index.html": "Forsiden",
            "nyheter/index.html": PAGE.format(siteurl=siteurl, root=root),
            "om/gammel/index.html": MOVED.format(f"{root}/nyheter/"),
            "a/site.css": CSS.format(root),
            **dict.fromkeys(FILES, ""),
        },
    )
    copy = tmp_path / "kopi"
    assert copy_site(site, copy, given_url) == 0
    texts = {
        "nyheter/index.html": COPIED.format(siteurl=siteurl, root=root),
        "om/gammel/index.html": MOVED.format("../../nyheter/index.html"),
        "a/site.css": CSS.format(".."),
    }
    assert {path: (copy / path).read_text(encoding="utf-8") for path in texts} == texts
    for_hosts = {".hosting", "_headers"}
    assert {file.name for file in copy.iterdir()} == {f.name for f in site.iterdir()} - for_hosts
    assert capsys.readouterr().out == f"Kopien ligger i {copy}/. Dobbeltklikk på index.html der.\n"
    assert copy_site(site, copy, given_url) == 1
    assert capsys.readouterr().err.startswith(f"{copy} finnes fra før.")
