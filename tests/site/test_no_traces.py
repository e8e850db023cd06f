"""A check and a build of any content succeed or print a message, and never end in a traceback.

The settings are those of a published site. Each case that the property test found has a test here.
"""

import unicodedata
from collections.abc import Callable, Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, settings
from hypothesis import given as drawn
from hypothesis import strategies as st

from newsroom.commands import check
from newsroom.commands.settings import strict_settings
from newsroom.site.engine import Engine
from tests import given
from tests.site.building import NOW

Site = Mapping[str, str]
# Before, around and after NOW, and before and after the last day of endless series.
DAYS = ("2023-11-28", "2023-12-19", "2023-12-20", "2024-12-31", "2025-01-07", "2026-03-03")
CLOCKS = ("", " 00:00", " 02:30", " 09:00", " 23:30")
RULES = (
    *("hver tirsdag", "hver 2. uke", "første tirsdag i måneden", "hvert år"),
    *("hver tirsdag, 3 ganger", "hver tirsdag til 2023-12-31", "FREQ=YEARLY;BYMONTHDAY=29"),
    *("FREQ=YEARLY;INTERVAL=400", "FREQ=MONTHLY;BYDAY=5TU", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"),
)
NAMES = (
    *("frokost", "Frokost", "FROKOST", "året", "ÅRET", "ßen", "ssen", "İ", "i", "ﬁne", "feed"),
    *("2023", "12", "index", "side", "…", "😀", "-", "a b", "a#b", "a%2Fb", "a'b", "a&b", "CON"),
    *("en", "nyheter", "arrangementer", "404", "kalender", "æ" * 100, "год"),
)
EMPTY = ("", "\n", "# bare en kommentar\n", "[]\n", "{}\n", "null\n", "-\n", "---\n", "---\n---\n")
"""What a file without anything in it can look like."""


def lines(**fields: str) -> str:
    return "".join(f"{name}: {value}\n" for name, value in fields.items() if value)


@st.composite
def events(draw: st.DrawFn) -> Site:
    """A file with up to three events, most of them series."""
    texts = []
    for name in draw(st.lists(st.sampled_from(("en", "to", "2023", "en-2023-12-19")), max_size=3)):
        day, clock = draw(st.sampled_from(DAYS)), draw(st.sampled_from(CLOCKS))
        repeat = draw(st.sampled_from(("", *RULES)))
        others = draw(st.lists(st.sampled_from(DAYS), max_size=2))
        fields = lines(
            id=name,
            title=f'"{draw(st.sampled_from(NAMES))}"',
            start=day + clock,
            end=draw(st.sampled_from(("", day + clock, f"2026-12-31{clock}"))),
            venue=draw(st.sampled_from(("{name: Her, city: Oslo}", "frokost"))),
            network=draw(st.sampled_from(("", "frokost"))),
            speakers=draw(st.sampled_from(("", "[frokost]", "[Kari, Kari]"))),
            repeat=repeat,
            status=draw(st.sampled_from(("", "cancelled", "draft"))),
            part_of=draw(st.sampled_from(("", "en", "to"))),
            online=draw(st.sampled_from(("", "https://example.org/se"))),
            registration=draw(st.sampled_from(("", "{url: 'https://example.org/', capacity: 3}"))),
        )
        if repeat and others:
            fields += draw(
                st.sampled_from(
                    (
                        f"except: [{', '.join(others)}]\n",
                        f"instances: {{{others[0]}: {{status: cancelled}}}}\n",
                        f"instances: {{{others[0]}: {{start: {others[-1]}{clock}}}}}\n",
                    )
                )
            )
        texts.append("- " + fields.replace("\n", "\n  ").rstrip() + "\n")
    return {f"events/{draw(st.sampled_from(NAMES))}.yaml": "".join(texts)}


@st.composite
def documents(draw: st.DrawFn) -> Site:
    """An article, a page or an annual letter, with an unusual file name."""
    folder = draw(st.sampled_from(("news", "news/2023", "news/Året", "pages", "reviews")))
    name = unicodedata.normalize(
        draw(st.sampled_from(("NFC", "NFD"))), draw(st.sampled_from(NAMES))
    )
    day = draw(st.sampled_from(DAYS))
    head = lines(title=f'"{draw(st.sampled_from(NAMES))}"')
    if folder.startswith("news"):
        head += lines(
            date=day,
            category=draw(st.sampled_from(("", '"…"', "Side", "året"))),
            tags=draw(st.sampled_from(("", "[Å, å]", "[side, Side]", "['😀']"))),
            author=draw(st.sampled_from(("", "frokost", "Kari"))),
            event=draw(st.sampled_from(("", "en", "to"))),
            expires=draw(st.sampled_from(("", "2023-12-19"))),
        )
    if folder == "reviews":
        figure = "- {id: a, label: A, source: events.count, at_least: 0}"
        head += lines(date=day, year=draw(st.sampled_from(("2019", "2023", "2026"))))
        head += draw(st.sampled_from(("", f"figures:\n  {figure}\n")))
    body = draw(st.sampled_from(("", "Hei.", "## Å\n\n[b](#a) [c](/) [d](event:en)", "[](x.md)")))
    return {
        f"{folder}/{name}{draw(st.sampled_from(('.md', '.md', '.MD')))}": f"---\n{head}---\n{body}"
    }


@st.composite
def registers(draw: st.DrawFn) -> Site:
    """People, venues and networks, in one file or in one file for each."""
    kind = draw(st.sampled_from(("people", "venues", "networks")))
    key = draw(st.sampled_from(("frokost", *NAMES)))
    said = draw(st.sampled_from(("{name: Navn, city: Oslo}", "{name: Navn}", "{name: '…'}", "")))
    if draw(st.booleans()):
        return {f"{kind}/{key}.yaml": said}
    return {f"{kind}.yaml": f'"{key}": {said}\n'}


EMPTY_FILES = st.builds(
    lambda name, text: {name: text},
    st.sampled_from(
        (
            *("site.yaml", "events/2023.yaml", "people.yaml", "venues.yaml", "networks.yaml"),
            *("news/a.md", "pages/a.md", "reviews/a.md", "removed.yaml"),
            *("record/addresses.txt", "record/gone.txt", "record/calendar.txt", "venues/a.yaml"),
        )
    ),
    st.sampled_from(EMPTY),
)
MEDIA = st.sampled_from(NAMES).map(lambda name: {f"documents/{name}.pdf": "%PDF-1.4\n"})
SITES = st.lists(st.one_of(events(), documents(), registers(), EMPTY_FILES, MEDIA), max_size=5).map(
    lambda parts: {name: text for part in parts for name, text in part.items()}
)


SETTINGS = """\
from newsroom.settings import *
SITEURL = "https://example.org"
SHOW_UNPUBLISHED = False
"""


def endings(site: Site) -> tuple[int, int]:
    """The exit codes of a check and of a build; any other exception fails the test."""
    with TemporaryDirectory() as folder, chdir(folder):
        content = Path("content")
        content.mkdir()
        given.written(content, site)
        Path("publishconf.py").write_text(SETTINGS, encoding="utf-8")
        checked = code_of(lambda: check.main(content, "nb", everything=True, now=NOW))
        built = code_of(lambda: Engine(strict_settings(PATH=str(content), NOW=NOW)).run())
    return checked, built


def code_of(work: Callable[[], object]) -> int:
    """The exit code of a command; a command that fails must print a message."""
    said = StringIO()
    with redirect_stdout(StringIO()), redirect_stderr(said):
        try:
            work()
        except SystemExit as stop:
            assert stop.code in (1, 2, 3)
            assert said.getvalue().strip()
            return int(stop.code)
    return 0


def series(start: str, *others: str) -> Site:
    """An endless series on Tuesdays, with the dates in `others` cancelled."""
    fields = lines(
        id="a", title="A", start=f"{start} 09:00", repeat="hver tirsdag",
        online="https://example.org/", **{"except": f"[{', '.join(others)}]" if others else ""},
    )  # fmt: skip
    return {"events/a.yaml": fields}


SERIES_AFTER_THE_HORIZON = series("2026-03-03")
SERIES_WITH_NO_DATE_BEFORE_THE_HORIZON = series("2024-12-31", "2024-12-31")
ONE_NAME_IN_TWO_FORMS = {
    f"news/{unicodedata.normalize(form, 'å')}.md": "---\ntitle: A\ndate: 2023-05-01\n---\n"
    for form in ("NFC", "NFD")
}


@example(SERIES_AFTER_THE_HORIZON)
@example(SERIES_WITH_NO_DATE_BEFORE_THE_HORIZON)
@example(ONE_NAME_IN_TWO_FORMS)
@drawn(SITES)
@settings(given.quickly, max_examples=25)
def test_any_content_is_built_or_told_of(site: Site) -> None:
    """A check and a build have the same exit code, 0 or 2."""
    checked, built = endings(site)
    assert checked == built


def test_addresses_with_brackets_end_in_no_traceback() -> None:
    """Python's urlsplit raises ValueError for a host in brackets that is no IPv6 address."""
    head = "---\ntitle: A\ndate: 2023-12-01\nsummary: B.\n---\n"
    site = 'name: Foreningen\nidentity: "example.org,2023"\n'
    article = {"news/2023/a.md": head + "[her](http://[sett inn]/) <http://[x]/y>\n"}
    endings({"site.yaml": site, **article})
    _, built = endings({"site.yaml": site + "repository: https://[sett]/x\n"})
    assert built == 2
