"""The machine-readable files of the finished site are parsed, and a fault names the entry."""

from pathlib import Path

import pytest

from newsroom.inspection.parsing import unparsable
from newsroom.settings import PLUGINS
from tests import given
from tests.site.building import build, good, snapshot

CALENDAR = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Prøve//NO\r\n"
    "BEGIN:VEVENT\r\nUID:a@x.no\r\nDTSTAMP:20230101T000000Z\r\nDTSTART:{}\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nUID:b@x.no\r\nDTSTAMP:20230101T000000Z\r\nDTSTART:{}\r\nEND:VEVENT\r\n{}"
)
END, DAY = "END:VCALENDAR\r\n", "20230301T090000Z"
ARTICLE = "---\ntitle: {}\ndate: 2023-05-01\nsummary: En.\n---\n[Les]({}.md).\n"
EVENT = "- id: 2024-{0}\n  title: {0}\n  start: 2024-03-0{1} 09:00\n  venue: sentrum\n"
CONTENT = {
    "site.yaml": "identity: example.org,2023\nname: Byen\n",
    "venues.yaml": "sentrum: {name: Sentrum scene}\n",
    "news/2023/forst.md": ARTICLE.format("Først", "sist"),
    "news/2023/sist.md": ARTICLE.format("Sist", "forst"),
    "news/2023/flyttet.md": ARTICLE.format("Flyttet\naliases: [/gammel/]", "forst"),
    "events/2024.yaml": EVENT.format("mote", 5) + EVENT.format("fest", 6),
}
SPOILER = """
from pathlib import Path
from pelican import signals

def spoil(path, context):
    if path.endswith({path!r}):
        text = Path(path).read_bytes().decode()
        assert {old!r} in text
        Path(path).write_bytes(text.replace({old!r}, {new!r}, 1).encode())

def register():
    signals.content_written.connect(spoil)
"""


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("feed.xml", '<a xmlns="urn:x" xml:lang="nb">å &#9; &amp;<b/></a>'),
        ("feed.JSON", '{"a": [1.5, null, "\\u0000å"]}'),
        ("alle.ics", CALENDAR.format(DAY, DAY, END)),
        ("side.html", "<p>\x02"),
        ("feed.xml.gz", "\x1f"),
    ],
)
def test_a_good_file_has_no_fault(path: str, text: str) -> None:
    """A file that its readers can parse, and one that no program has to parse."""
    assert unparsable(path, text.encode()) is None


@pytest.mark.parametrize(
    ("path", "data", "at"),
    [
        ("feed.xml", b"<a><b>\x02</b></a>", 6),
        ("feed.xml", b"<a>\xff</a>", 3),
        ("feed.xml", b"<a><x:b/></a>", 3),
        ("feed.xml", b"<a>&nbsp;</a>", 3),
        ("feed.json", '{"å": }'.encode(), 7),
        ("feed.json", b'{"a": "\x02"}', 7),
        ("feed.json", b'{"a": NaN}', 0),
        ("feed.json", b'{"a": "\xff"}', 7),
        (
            "alle.ics",
            CALENDAR.format(DAY, "i morgen", END).encode(),
            len(CALENDAR.format(DAY, "i morgen", "").encode()),
        ),
        ("alle.ics", CALENDAR.format(DAY, DAY, "").encode(), 0),
        ("alle.ics", b"BEGIN:VCALENDAR\r\nX-A:\xff\xfe\r\nEND:VCALENDAR\r\n", 0),
        ("alle.ics", b"BEGIN:VCALENDAR\r\nX-A:\x01\r\nEND:VCALENDAR\r\n", 21),
        (
            "alle.ics",
            b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:\xff\xfe\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
            55,
        ),
        ("alle.ics", b"", 0),
    ],
)
def test_a_bad_file_has_its_fault(path: str, data: bytes, at: int) -> None:
    """The position is that of the fault, or the end of the event that has it."""
    fault = unparsable(path, data)
    assert fault
    assert fault.at == at


@pytest.mark.parametrize(
    ("path", "old", "new", "source"),
    [
        ("out.next/feed.xml", "<title>Først", "<title>\x02", "news/2023/forst.md"),
        ("out.next/feed.xml", "<title>Flyttet", "<title>\x02", "news/2023/flyttet.md"),
        ("out.next/feed.xml", "<name>", "<navn>", "content/"),
        ("out.next/feed.json", '"title": "Sist"', '"title": Sist', "news/2023/sist.md"),
        ("kalender/alle.ics", "SUMMARY:fest", "SUMMARY;:fest", "events/2024.yaml"),
        ("out.next/sitemap.xml", "</loc>", "</lok>", "content/"),
    ],
)
def test_a_file_that_does_not_parse_stops_the_build(
    tmp_path: Path, path: str, old: str, new: str, source: str
) -> None:
    """The old site stays, and the message names the file and the entry; a good build follows."""
    content = given.written(tmp_path / "content", CONTENT)
    before = snapshot(good(content, tmp_path / "out"))
    given.written(tmp_path, {"spoiler.py": SPOILER.format(path=path, old=old, new=new)})
    plugins = [*(plugin.__name__ for plugin in PLUGINS), "spoiler"]
    ended = build(content, tmp_path / "out", PLUGINS=plugins, modules=[tmp_path])
    assert ended.code == 3, ended.err
    name = path.removeprefix("out.next/")
    (line,) = ended.err.splitlines()
    assert line.startswith(f"output-invalid: Filen «{name}» i det ferdige nettstedet")
    assert f"kommer fra {source}." in line
    assert snapshot(tmp_path / "out") == before
    assert snapshot(good(content, tmp_path / "out")) == before


def test_only_files_that_changed_are_parsed(tmp_path: Path) -> None:
    """After an edit of an article no calendar is parsed, so icalendar is not imported."""
    content = given.written(tmp_path / "content", CONTENT)
    good(content, tmp_path / "out")
    article = content / "news/2023/sist.md"
    article.write_text(article.read_text("utf-8") + "\nMer.\n", "utf-8")
    blocked = "raise RuntimeError('imported')\n"
    given.written(tmp_path, {"blocked/icalendar/__init__.py": blocked})
    good(content, tmp_path / "out", env={"PYTHONPATH": str(tmp_path / "blocked")})
