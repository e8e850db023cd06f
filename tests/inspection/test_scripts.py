"""Scripts that a document would run, and text that only looks like a script."""

import pytest

from newsroom.inspection.markup import script_in

SVG = '<svg xmlns="http://www.w3.org/2000/svg">{}</svg>'
DRAWN = """\
<?xml version="1.0" encoding="utf-8"?>
<!-- Generator: a drawing program -->
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [
  <!ENTITY ns_svg "http://www.w3.org/2000/svg">
]>
<svg xmlns="&ns_svg;" viewBox="0 0 9 9"><style>.a{fill:#fff}</style>
<title>Slik virker onclick=</title><a href="https://a.example/?on=1" target="_blank">
<text font-family="Arial" one:two="x" title="JavaScript: en innføring">onload = nå</text></a>
<image href="data:image/png;base64,AA=="/><animate attributeName="x" values="0;1"/></svg>
"""


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        (".svg", SVG.format("\n<script>alert(1)</script>"), (2, "script")),
        (".svg", SVG.format("<svg:script href='a.js'/>"), (1, "svg:script")),
        (".svg", "<svg onload=alert(1)></svg>", (1, "onload")),
        (".svg", SVG.format("<a xlink:href=' java\nscript:alert(1)'>x</a>"), (1, "xlink:href")),
        (".svg", SVG.format("<set attributeName='href' to='javascript:a()'/>"), (1, "to")),
        (".svg", SVG.format("<animate values='#;javascript:a()'/>"), (1, "values")),
        (".htm", "Hei <b>du</b>\n<p\nONCLICK = 'a()'>", (2, "onclick")),
        (".html", "<a href='&#106;avascript:a()'>x</a>", (1, "href")),
        (".html", "<iframe srcdoc='&lt;script>'></iframe>", (1, "srcdoc")),
        (".html", "<object data='data:text/html,x'></object>", (1, "data")),
        (".html", "<a title=x=\"y><script>a()</script>\">", (1, "script")),
        (".html", "<img/src=x/onerror=a() alt='>'>", None),
        (".html", "<img/src='x'onerror=a()>", (1, "onerror")),
        (".xml", '<!DOCTYPE a [<!ENTITY b "&#60;script>">]><a>&b;</a>', (1, "ENTITY")),
        (".xml", '<?xml-stylesheet type="text/xsl" href="#a"?><a/>', (1, "xml-stylesheet")),
        (".kml", "<kml><x:script xmlns:x='http://www.w3.org/1999/xhtml'/></kml>", (1, "x:script")),
        (".svg", DRAWN, None),
        (".html", "<h1>Om &lt;script&gt;</h1><p title='a onclick=b'>online = ja</p>", None),
        (".txt", "<script>alert(1)</script>", None),
        (".csv", "navn;<script>", None),
        (".json", '{"a": "<script>"}', None),
    ],
)  # fmt: skip
def test_a_document_that_runs_is_told_by_its_first_script(name: str, data: str, told) -> None:
    """The first script is reported with its line; plain text and drawings run nothing."""
    assert script_in(data.encode(), name) == told
    assert script_in(data.encode("utf-16"), name) == told
