"""The edition: what of the catalog is public at a time, and which entries refer to which."""

import pytest

from newsroom.contract.entry import Entry
from tests import given

HIDDEN = [
    given.article("news/2023/utkast.md", status="draft", event="2023-frokost"),
    given.article("news/2024/senere.md", date="2024-02-01", event="2023-frokost"),
    given.page("pages/utkast.md", status="draft"),
    given.event("2024-hemmelig", status="draft", part_of="2023-frokost"),
    given.review(2022, status="draft"),
    given.review(2024),
]


@pytest.mark.parametrize("entry", HIDDEN, ids=lambda entry: entry.ref)
def test_an_entry_that_is_not_public_leaves_no_trace(entry: Entry) -> None:
    """An entry that is not public is in no list and no back-reference."""
    seen = given.edition_of(given.event(), entry)
    assert [e.ref for e in seen.catalog.entries()] == ["event:2023-frokost"]
    assert seen.withheld[entry.ref] in ("draft", "future")
    assert not (seen.marks or seen.listed or seen.recaps or seen.parts or seen.changed)
    assert set(seen.events) == set(seen.phases) == set(seen.sign_ups) == {"2023-frokost"}


def test_the_text_of_what_is_not_public_is_not_there_either() -> None:
    """The edition has no text of an entry that is not public."""
    seen = given.edition_of(given.article(status="draft", text="Hemmelig."))
    assert seen.catalog.bodies == {}


@pytest.mark.parametrize("entry", HIDDEN, ids=lambda entry: entry.ref)
def test_the_newsroom_sees_it_marked(entry: Entry) -> None:
    """A preview has all entries, with the reason why an entry is not public."""
    seen = given.edition_of(given.event(), entry, unpublished=True)
    assert entry.ref in {e.ref for e in seen.catalog.entries()}
    assert seen.mark(entry) in ("draft", "future")
    assert seen.withheld == {}


def test_a_leader_is_as_public_as_the_network() -> None:
    """Also when the leader speaks at an event that is not announced; another speaker waits."""
    secret = given.event("2024-hemmelig", status="draft", speakers=["kari", "ola"], network="nytt")
    people = [given.person(key) for key in ("kari", "ola", "siv")]
    later = given.network("nytt", leader="ola")
    seen = given.edition_of(secret, *people, given.network(leader="kari"), later)
    assert [*seen.catalog.networks] == ["helse"]
    assert [*seen.catalog.people] == ["kari", "siv"]
    assert [*seen.by_leader] == ["kari"]


def test_an_expired_article_leaves_the_lists_and_keeps_its_page() -> None:
    """An expired article is in no list, and its page says that it has expired."""
    old = given.article(expires="2023-06-01", event="2023-frokost")
    seen = given.edition_of(old, given.event())
    assert seen.catalog.articles == (old,)
    assert (seen.listed, seen.recaps, seen.mark(old)) == ((), {}, "expired")


def test_articles_come_newest_first_and_events_by_their_start() -> None:
    """Articles are in descending order, events in ascending; then the file or the id counts."""
    articles = [
        given.article(f"news/{name}.md", date=date)
        for name, date in (("b", "2023-05-01"), ("c", "2023-06-01"), ("a", "2023-05-01"))
    ]
    events = [
        given.event(id, start=start)
        for id, start in (("sen", "2023-10-01"), ("b", "2023-09-01"), ("a", "2023-09-01"))
    ]
    seen = given.edition_of(*articles, *events)
    assert [a.ref for a in seen.listed] == ["news/c.md", "news/a.md", "news/b.md"]
    assert [e.id for e in seen.catalog.events] == ["a", "b", "sen"]


def test_what_is_coming_includes_what_is_on() -> None:
    """The upcoming events include those taking place now, and none that is over."""
    events = [
        given.event("over", start="2023-12-19", end="2023-12-19"),
        given.event("na", start="2023-12-19", end="2023-12-20"),
        given.event("snart", start="2023-12-21"),
    ]
    assert [e.id for e in given.edition_of(*events).upcoming] == ["na", "snart"]


def test_an_event_knows_its_recaps_and_its_parts() -> None:
    """An event has its recaps, newest first, and its parts, by their start."""
    festival = given.event("festival", start="2023-09-01", end="2023-09-03")
    parts = [
        given.event(f"del-{n}", start=f"2023-09-0{n} 10:00", part_of="festival") for n in (3, 1)
    ]
    recaps = [given.article(f"news/{n}.md", date=f"2023-09-0{n}", event="festival") for n in (4, 5)]
    seen = given.edition_of(festival, *parts, *recaps)
    assert [a.ref for a in seen.recaps["festival"]] == ["news/5.md", "news/4.md"]
    assert [e.id for e in seen.parts["festival"]] == ["del-1", "del-3"]


def test_a_venue_is_looked_up_or_stands_in_the_event() -> None:
    """The venue is looked up by its key or written in the event; an online event has none."""
    seen = given.edition_of(given.venue())
    assert seen.venue(given.event()).name == "Sentrum scene"
    assert seen.venue(given.event(venue={"name": "Her"})).name == "Her"
    assert seen.venue(given.event(venue=None, online="https://example.org")) is None


def test_a_catalog_is_whole_in_the_folders_where_nothing_is_broken() -> None:
    """A catalog is complete only in folders without a broken file."""
    catalog = given.catalog(broken=["events/2023.yaml", "venues.yaml"])
    whole = [f for f in ("events", "venues", "news", "people") if catalog.is_whole(f)]
    assert whole == ["news", "people"]


LUNCH = {"repeat": "hver tirsdag, 3 ganger", "start": "2023-12-12 12:00"}


def test_a_series_is_spread_out_over_its_dates() -> None:
    """Each occurrence is among the events, in order; the series is found by its id only."""
    series = given.event("lunsj", **LUNCH)
    between = given.event("frokost", start="2023-12-13 09:00")
    seen = given.edition_of(series, between)
    ids = ["lunsj-2023-12-12", "frokost", "lunsj-2023-12-19", "lunsj-2023-12-26"]
    assert [e.id for e in seen.occurrences] == ids
    assert [e.id for e in seen.dates["lunsj"]] == [id for id in ids if id != "frokost"]
    assert set(seen.dates) == {"lunsj"}
    assert set(seen.events) == {"lunsj", *ids}
    assert [e.id for e in seen.upcoming] == ["lunsj-2023-12-26"]
    assert seen.places == {id: at for at, id in enumerate(ids)}


def test_a_date_is_over_by_itself_the_series_with_its_last() -> None:
    """Each occurrence has its own phase and registration status."""
    url = {"registration": {"url": "https://example.org/meld-paa"}}
    seen = given.edition_of(given.event("lunsj", **LUNCH, **url), now="2023-12-19 12:00")
    assert [seen.phases[e.id] for e in seen.occurrences] == ["after", "today", "before"]
    assert [seen.sign_ups[e.id] for e in seen.occurrences] == ["closed", "closed", "open"]
    assert (seen.phases["lunsj"], seen.sign_ups["lunsj"]) == ("before", "open")


def test_an_endless_series_has_dates_a_year_ahead() -> None:
    """An endless series has occurrences until the end of the month one year ahead."""
    seen = given.edition_of(given.event("lunsj", repeat="hver uke", start="2023-12-12 12:00"))
    assert seen.occurrences[-1].id == "lunsj-2024-12-31"


def test_a_date_is_found_where_it_is_held_and_where_it_is_not() -> None:
    """An occurrence that is moved to another venue is listed there, and not at the old venue."""
    instances = {"2023-12-19": {"venue": "salen", "speakers": ["kari"]}}
    series = given.event("lunsj", instances=instances, speakers=["ola"], network="helse", **LUNCH)
    seen = given.edition_of(series)
    assert [e.id for e in seen.by_venue["salen"]] == ["lunsj-2023-12-19"]
    assert [e.on.day for e in seen.by_venue["sentrum"]] == [12, 26]
    assert [e.id for e in seen.by_speaker["kari"]] == ["lunsj-2023-12-19"]
    assert [e.on.day for e in seen.by_speaker["ola"]] == [12, 26]
    assert len(seen.by_network["helse"]) == 3


def test_a_draft_series_has_no_dates_but_for_the_newsroom() -> None:
    """A draft series has occurrences only in a preview, which marks each one."""
    series = given.event("lunsj", status="draft", **LUNCH)
    assert not given.edition_of(series).events
    seen = given.edition_of(series, unpublished=True)
    assert [seen.mark(e) for e in seen.occurrences] == ["draft"] * 3


def test_a_date_has_the_description_of_its_series() -> None:
    """Each occurrence has the description of its series."""
    seen = given.edition_of(given.event("lunsj", description="Ta med matpakke.", **LUNCH))
    assert {seen.body(e).plain for e in seen.events.values()} == {"Ta med matpakke."}


def test_calendars_have_a_series_as_long_as_one_of_its_dates() -> None:
    """Calendars keep a series until 24 months after its last date."""
    series = given.event("lunsj", **LUNCH)
    assert given.edition_of(series, now="2025-12-26 12:00").kept == {"lunsj"}
    assert given.edition_of(series, now="2025-12-27").kept == frozenset()


def test_an_article_reports_from_one_date() -> None:
    """An article refers to one occurrence by its id."""
    recap = given.article(event="lunsj-2023-12-12", date="2023-12-13")
    seen = given.edition_of(given.event("lunsj", **LUNCH), recap)
    assert seen.recaps == {"lunsj-2023-12-12": (recap,)}


def test_a_translation_knows_the_language_of_what_it_leaves_out() -> None:
    """Another language of the original is another translation, also for the page cache."""
    said = {"title": "A", "type": "Frokost", "en": {"summary": "LEAD"}}
    bokmal, nynorsk = (
        given.event(lang=lang, **said).placed(("nb", "nn", "en")).translated("en")
        for lang in ("nb", "nn")
    )
    for event, lang in ((bokmal, "nb"), (nynorsk, "nn")):
        langs = {field: event.lang_on("en", field) for field in ("title", "type", "summary")}
        assert langs == {"title": lang, "type": lang, "summary": ""}
    assert bokmal.digest != nynorsk.digest
