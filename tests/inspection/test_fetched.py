"""Resources that a page loads from other sites, whatever its file name."""

import pytest

from newsroom.inspection.file_scan import ScanRules, faults_in
from newsroom.inspection.markup import foreign_urls
from tests.table import check_each

SCRIPT = '<script src="https://evil.example/x.js"></script>'
XML = '<?xml version="1.0"?>'


# The content of a file, the suffix of its name, and the foreign addresses that it loads.
FETCHED = [
    ('<img src="https://evil.example/a.png">', ".html", ["https://evil.example/a.png"]),
    ('<img srcset="/a.png 1x, //evil.example/b.png 2x">', ".html", ["//evil.example/b.png"]),
    ("<script src='//evil.example/x.js'></script>", ".html", ["//evil.example/x.js"]),
    ('<link rel="stylesheet" href="http://evil.example/x.css">', ".html",
     ["http://evil.example/x.css"]),
    ('<link rel="preload" imagesrcset="https://evil.example/x.webp 2x">', ".html",
     ["https://evil.example/x.webp"]),
    ("<p style='background:url(https://evil.example/x.png)'>", ".html",
     ["https://evil.example/x.png"]),
    ('@import "https://evil.example/x.css";', ".css", ["https://evil.example/x.css"]),
    ('<use href="https://evil.example/a.svg#b"/>', ".svg", ["https://evil.example/a.svg#b"]),
    ('<img src="https://prove.example.evil.example/a.png">', ".html",
     ["https://prove.example.evil.example/a.png"]),
    ('<img alt="a > b" src="https://evil.example/a.png">', ".html",
     ["https://evil.example/a.png"]),
    ('<img/src="https&#58;//evil.example/a.png">', ".html", ["https://evil.example/a.png"]),
    ('<img src="\\\\evil.example/a.png">', ".html", ["//evil.example/a.png"]),
    ('<img src="/\t/evil.example/a.png">', ".html", ["//evil.example/a.png"]),
    ('<base href="https://evil.example/">', ".html", ["https://evil.example/"]),
    ('<form action="https://evil.example/">', ".html", ["https://evil.example/"]),
    ('<a href="/" ping="https://evil.example/">x</a>', ".html", ["https://evil.example/"]),
    ('<meta http-equiv="refresh" content="5; url=https://evil.example/">', ".html",
     ["https://evil.example/"]),
    ('@import"https://evil.example/x.css";', ".css", ["https://evil.example/x.css"]),
    ('a{background:image-set("https://evil.example/x.png" 1x)}', ".css",
     ["https://evil.example/x.png"]),
    ("<img src=//evil.example/x.png onerror=alert(1)>", ".html", ["//evil.example/x.png"]),
    ("<img alt=it's src=https://evil.example/x.png>", ".html", ["https://evil.example/x.png"]),
    ("<link rel=stylesheet rel=canonical href=//evil.example/x.css>", ".html",
     ["//evil.example/x.css"]),
    ("<svg xmlns:x='http://x.example/'><use x:href='//evil.example/a'/></svg>", ".svg",
     ["//evil.example/a"]),
    ("<a href=/ ping='/her https://evil.example/'>x</a>", ".html", ["https://evil.example/"]),
    ('<meta content="0; //evil.example/" http-equiv=refresh>', ".html", ["//evil.example/"]),
    ("<meta http-equiv='refresh' content=\"0;url='//evil.example/a'\">", ".html",
     ["//evil.example/a"]),
    ("<p style='background:url(&quot;//evil.example/x.png&quot;)'>", ".html",
     ['//evil.example/x.png"']),
    ('<style media="all">@import "//evil.example/x.css";</style>', ".html",
     ["//evil.example/x.css"]),
    ("<svg:svg><svg:style>a{fill:url(//evil.example/x)}</svg:style></svg:svg>", ".svg",
     ["//evil.example/x"]),
    ("<svg><style><![CDATA[@import '//evil.example/x';]]></style></svg>", ".svg",
     ["//evil.example/x"]),
    ("<svg><rect fill='url(//evil.example/x#y)'/></svg>", ".svg", ["//evil.example/x#y"]),
    ('<p>Skriv url(https://evil.example/x) og @import "https://evil.example/x.css"</p>', ".html",
     []),
    ('<meta name="description" content="Om url(https://evil.example/x)">', ".html", []),
    ('<a href="/?q=url(//evil.example/x)" title="@import //evil.example/x">x</a>', ".html", []),
    ("<feed><content>&lt;p&gt;url(//evil.example/x)</content></feed>", ".xml", []),
    ('fetch("https://evil.example/x")', ".js", ["https://evil.example/x"]),
    ('<meta http-equiv="refresh" content="0; url=/sti/ny/">', ".html", []),
    ('<a href="https://evil.example/">x</a>', ".html", []),
    ('<link rel="canonical" href="https://evil.example/">', ".html", []),
    ('<img src="https://prove.example/sti/a.png">', ".html", []),
    ('<img src="/sti/a.png" alt="fra https://evil.example/">', ".html", []),
    ('<img src="/sti/a.png" alt="skriv src=//evil.example/">', ".html", []),
    ("<feed><link rel='self' href='https://evil.example/feed.xml'/></feed>", ".xml", []),
]  # fmt: skip


def test_what_a_page_fetches_from_others_is_found() -> None:
    """Foreign resources are found, and foreign links are not."""

    def check(case: tuple[str, str, list[str]]) -> None:
        data, suffix, urls = case
        assert list(foreign_urls(data.encode(), suffix, "https://prove.example/sti")) == urls

    check_each(FETCHED, check)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.htm", SCRIPT),
        ("a.HTM", f"<p>Hei</p>{SCRIPT}"),
        ("a.shtml", f"Hei {SCRIPT}"),
        ("a.xhtml", f"{XML}<html>{SCRIPT}</html>"),
        ("a.xht", f"\n{XML}<html>{SCRIPT}</html>"),
        ("a.xml", SCRIPT.replace("script", "html:script")),
        ("a.kml", f"\ufeff<kml>{SCRIPT}</kml>"),
        ("a.xml", '<?xml-stylesheet type="text/css" href="https://evil.example/x.js"?><a/>'),
        ("a.svg", "<svg><feImage href='https://evil.example/x.js'/></svg>"),
        ("a.mjs", 'import "https://evil.example/x.js"'),
    ],
)
def test_a_page_is_one_whatever_it_is_called(name: str, data: str) -> None:
    """A page is recognised as browsers do it, also in UTF-16."""
    rules = ScanRules.of((), (), "")
    told = [("leak-foreign", "https://evil.example/x.js")]
    encodings = ("utf-8",) if name.endswith("js") else ("utf-8", "utf-16", "utf-16-le")
    for encoding in encodings:
        found = faults_in(f"dokumenter/{name}", data.encode(encoding), rules)
        assert [(one.code, one.value) for one in found] == told, encoding


def test_what_is_shown_as_plain_text_fetches_nothing() -> None:
    """Plain text loads nothing, even when it contains HTML."""
    assert list(faults_in("dokumenter/a.txt", SCRIPT.encode(), ScanRules.of((), (), ""))) == []
