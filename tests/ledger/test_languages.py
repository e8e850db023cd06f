"""Old addresses on a site in several languages lead to the page in their own."""

import re
from pathlib import Path
from shutil import copytree

import pytest

from newsroom.commands.changing.remove import main as remove
from newsroom.commands.changing.rename import main as rename
from newsroom.contract.catalog import GONE
from newsroom.wording.problems import line
from tests import given
from tests.changing.editing import replace, text_of
from tests.checking import checked
from tests.site.building import good, recorded

FILES = {
    "site.yaml": "name: Fjordvik\nidentity: example.org,2023\nlanguages: [nb, nn, en]\n",
    "events/2024.yaml": """\
- id: 2024-frokost
  title: Frokost
  start: 2024-03-05 09:00
  repeat: hver tirsdag, 2 ganger
  venue: salen
  description: "Se [salen](/en/venues/salen/)."
  nn: {title: Frukost}
  en: {title: Breakfast}
""",
    "venues.yaml": "salen: {name: Salen, nn: {name: Sal}, en: {name: The Hall}}\n",
}
EVENT = {
    "nb": "/arrangementer/2024/frokost/",
    "nn": "/nn/arrangement/2024/frokost/",
    "en": "/en/events/2024/frokost/",
}
VENUE = {"nb": "/steder/salen/", "nn": "/nn/stader/salen/", "en": "/en/venues/salen/"}
CALENDARS = {"nb": "arrangement.ics", "nn": "arrangement.ics", "en": "event.ics"}
VENUE_CALENDARS = {
    "nb": "/kalender/sted/salen.ics",
    "nn": "/nn/kalender/stad/salen.ics",
    "en": "/en/calendar/venue/salen.ics",
}
NOW = "2024-01-15T12:00"
LIST = re.compile(r"`aliases: \[(.+?)\]`")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    content = given.written(tmp_path_factory.mktemp("languages") / "content", FILES)
    assert recorded(content, NOW=NOW) == 0
    return content


@pytest.fixture
def content(published: Path, tmp_path: Path) -> Path:
    return copytree(published, tmp_path / "content")


def target(out: Path, address: str) -> str:
    """Where the page at an old address leads."""
    html = (out / address.strip("/") / "index.html").read_text("utf-8")
    found = re.search(r"url=([^\"]+)", html)
    return found[1] if found else ""


def summary(out: Path, address: str) -> list[str]:
    """The titles of the events in a calendar."""
    calendar = (out / address.strip("/")).read_text("utf-8")
    return re.findall(r"SUMMARY:(\S+)", calendar)


def asked(content: Path, folder: Path) -> dict[str, str]:
    """The list of aliases that a check asks for, by code; each code has one."""
    found: dict[str, set[str]] = {}
    for problem in checked(content, folder)[0].report.errors():
        told = LIST.search(line(problem, "content", "nb"))
        found.setdefault(problem.code, set()).add(told[1] if told else "")
    assert all(len(lists) == 1 for lists in found.values()), found
    return {code: lists.pop() for code, lists in found.items()}


def leads(out: Path, old: dict[str, str], name: str) -> None:
    """Each old page of the event leads to that in its language; so do its dates and calendars."""
    for lang, page in old.items():
        new = page.replace("/frokost/", f"/{name}/")
        assert target(out, page) == new
        assert target(out, f"{page}2024-03-12/") == f"{new}2024-03-12/"
        for folder in ("", "2024-03-12/"):
            calendar = f"{folder}{CALENDARS[lang]}"
            assert summary(out, page + calendar) == summary(out, new + calendar) != []


def test_renaming_an_event_keeps_its_addresses_in_each_language(content, tmp_path) -> None:
    assert rename("2024-frokost", "havfrokost", content) == 0
    leads(good(content, tmp_path / "out", NOW=NOW), EVENT, "havfrokost")


def test_a_slug_of_a_translation_stays(content, tmp_path, capsys) -> None:
    """Its page has the same address as before."""
    replace(content, "events/2024.yaml", "{title: Breakfast}", "{title: Breakfast, slug: early}")
    aliases = asked(content, tmp_path)["address-changed"]
    assert aliases == f'"{EVENT["en"]}"'
    replace(content, "events/2024.yaml", "  venue:", f"  aliases: [{aliases}]\n  venue:")
    assert recorded(content, NOW=NOW) == 0
    assert rename("2024-frokost", "havfrokost", content) == 0
    out = good(content, tmp_path / "out", NOW=NOW)
    assert target(out, EVENT["en"]) == "/en/events/2024/early/"
    assert "/en/events/2024/havfrokost/" not in capsys.readouterr().out


def test_a_check_names_one_list_for_a_new_slug(content, tmp_path) -> None:
    """With the list that it asks for, all addresses lead on."""
    replace(content, "events/2024.yaml", "  venue:", "  slug: havfrokost\n  venue:")
    aliases = asked(content, tmp_path)["address-changed"]
    assert aliases.split(", ") == [f'"{page}"' for page in sorted(EVENT.values())]
    replace(content, "events/2024.yaml", "  venue:", f"  aliases: [{aliases}]\n  venue:")
    leads(good(content, tmp_path / "out", NOW=NOW), EVENT, "havfrokost")


def test_one_alias_of_three_is_not_enough(content, tmp_path) -> None:
    """The check asks for the others."""
    words = f'  slug: havfrokost\n  aliases: ["{EVENT["nb"]}"]\n  venue:'
    replace(content, "events/2024.yaml", "  venue:", words)
    assert len(asked(content, tmp_path)["address-changed"].split(", ")) == 3


@pytest.mark.parametrize("languages", ["[nb]", "[nn, nb, en]"])
def test_other_languages_keep_the_old_addresses(content, tmp_path, languages: str) -> None:
    """With the aliases that a check asks for; each calendar has the events that it had."""
    replace(content, "site.yaml", "[nb, nn, en]", languages)
    replace(content, "events/2024.yaml", "(/en/venues/salen/)", "(https://example.org)")
    found = list(checked(content, tmp_path)[0].report.errors())
    events, venues = (
        next(LIST.search(line(p, "content", "nb"))[1] for p in found if p.path == path)
        for path in ("events/2024.yaml", "venues.yaml")
    )
    replace(content, "events/2024.yaml", "  venue:", f"  aliases: [{events}]\n  venue:")
    replace(content, "venues.yaml", "{name: Salen", f"{{aliases: [{venues}], name: Salen")
    lists = [dict(p.values)["address"] for p in found if p.code == "file-vanished"]
    lists += [dict(p.values)["home"] for p in found if p.code == "edition-vanished"]
    given.written(content, {GONE: "".join(f"{address}\n" for address in lists)})
    out = good(content, tmp_path / "out", NOW=NOW)
    for lang, page in EVENT.items():
        assert summary(out, page + CALENDARS[lang])
        assert (out / page.strip("/") / "index.html").exists()
        assert summary(out, VENUE_CALENDARS[lang])


def test_renaming_a_venue_keeps_its_addresses_in_each_language(content, tmp_path) -> None:
    """Its pages, its feeds and its calendars; a link to the English page is the new address."""
    assert rename("salen", "nysalen", content) == 0
    assert "(/en/venues/nysalen/)" in text_of(content, "events/2024.yaml")
    out = good(content, tmp_path / "out", NOW=NOW)
    for lang, page in VENUE.items():
        new = page.replace("salen", "nysalen")
        assert target(out, page) == new
        calendar = VENUE_CALENDARS[lang]
        assert summary(out, calendar) == summary(out, calendar.replace("salen", "nysalen")) != []
        assert (out / f"{page}feed.xml".strip("/")).read_bytes() == (
            out / f"{new}feed.xml".strip("/")
        ).read_bytes()


def test_what_has_no_events_any_more_has_the_words_of_its_language(content, tmp_path) -> None:
    """The calendar and the feed of a venue whose last event was removed."""
    assert remove("entry", "2024-frokost", content) == 0
    out = good(content, tmp_path / "out", NOW=NOW)
    for lang, name in {"nb": "Salen", "nn": "Sal", "en": "The Hall"}.items():
        calendar = (out / VENUE_CALENDARS[lang].strip("/")).read_text("utf-8")
        assert "BEGIN:VEVENT" not in calendar
        assert f"X-WR-CALNAME:Fjordvik: {name}\n" in calendar.replace("\r", "")
        assert f"pelican-newsroom//{lang.upper()}" in calendar
        feed = (out / f"{VENUE[lang]}feed.xml".strip("/")).read_text("utf-8")
        assert f'xml:lang="{lang}"' in feed and f"<title>{name} – Fjordvik</title>" in feed


def test_a_check_names_one_list_for_a_new_key(content, tmp_path) -> None:
    for name in ("venues.yaml", "events/2024.yaml"):
        replace(content, name, "salen:" if name == "venues.yaml" else "venue: salen", NEW[name])
    replace(content, "events/2024.yaml", "/salen/", "/nysalen/")
    aliases = asked(content, tmp_path)["key-vanished"]
    assert aliases.split(", ") == [f'"{page}"' for page in sorted(VENUE.values())]


NEW = {"venues.yaml": "nysalen:", "events/2024.yaml": "venue: nysalen"}


def test_removing_an_event_lists_its_addresses_in_each_language(content, tmp_path) -> None:
    assert remove("entry", "2024-frokost", content) == 0
    lines = [line for line in text_of(content, GONE).splitlines() if line.startswith("/")]
    assert lines == list(EVENT.values())  # each covers what is below it
    good(content, tmp_path / "out", NOW=NOW)


def test_an_alias_that_is_the_page_of_a_translation_is_its_own(content, tmp_path) -> None:
    words = f'{{aliases: ["{VENUE["en"]}"], name: Salen'
    replace(content, "venues.yaml", "{name: Salen", words)
    assert [p.code for p in checked(content, tmp_path)[0].report.errors()] == ["alias-own"]


def test_one_line_is_enough_for_a_language_that_is_taken_away(content, tmp_path) -> None:
    """What leads on still does; the line is wrong again when the language comes back."""
    replace(content, "site.yaml", "[nb, nn, en]", "[nb, nn]")
    replace(content, "events/2024.yaml", "(/en/venues/salen/)", "(https://example.org)")
    replace(content, "venues.yaml", "{name: Salen", f'{{aliases: ["{VENUE["en"]}"], name: Salen')
    report = checked(content, tmp_path)[0].report
    (told,) = [p for p in report.errors() if p.code == "edition-vanished"]
    assert (told.path, "file-vanished" in {p.code for p in report}) == ("site.yaml", False)
    assert "`/en/` i content/record/gone.txt" in line(told, "content", "nb")
    given.written(content, {GONE: "/en/\n"})
    out = good(content, tmp_path / "out", NOW=NOW)
    gone = {
        row.split()[0] for row in (out / "_redirects").read_text().splitlines() if " 410" in row
    }
    assert {"/en/", "/en/feed.xml", "/en/calendar/all.ics", EVENT["en"]} <= gone
    assert target(out, VENUE["en"]) == VENUE["nb"] and VENUE["en"] not in gone
    assert summary(out, VENUE_CALENDARS["en"])
    (content / "venues.yaml").write_text("", "utf-8")
    assert "key-vanished" in {p.code for p in checked(content, tmp_path)[0].report.errors()}
    replace(content, "site.yaml", "[nb, nn]", "[nb, nn, en]")
    assert "gone-list" in {p.code for p in checked(content, tmp_path)[0].report.errors()}


def test_the_line_of_a_page_is_none_of_a_language(content, tmp_path) -> None:
    """Nothing but a language has all below it in one line, so that nothing else goes unseen."""
    (content / "venues.yaml").write_text("", "utf-8")
    replace(content, "events/2024.yaml", "  venue: salen\n", "  place: kommer\n")
    replace(content, "events/2024.yaml", "(/en/venues/salen/)", "(https://example.org)")
    before = {p.code for p in checked(content, tmp_path)[0].report.errors()}
    given.written(content, {GONE: "/nn/\n/steder/\n"})
    assert {p.code for p in checked(content, tmp_path)[0].report.errors()} >= before
