"""What each published address does now: page, redirect, copy, gone, or reported as missing."""

import pytest

from newsroom.addresses.outputs import Moved
from newsroom.addresses.plan import plan
from newsroom.addresses.urls import Root
from newsroom.contract.catalog import UrlOwner
from newsroom.contract.edition import edition
from newsroom.contract.entry import Entry
from newsroom.contract.people import Network
from newsroom.contract.problems import Report, Source
from newsroom.ledger.current_site import CurrentSite, published
from newsroom.ledger.redirects import redirect_view, resolve_redirects
from newsroom.reading.records import parse_ledger, serialized_ledger
from tests import given

WEEKLY = {"repeat": "hver tirsdag, 3 ganger"}


def record_of(*entries: Entry, now: str = "2023-12-20 12:00") -> str:
    """The record after these entries have been published."""
    public = given.edition_of(*entries, now=now)
    return serialized_ledger(
        published(public.catalog, plan(public, Root(""), given.EVERY_KIND, 2, given.SPOTS))
    )


def site_of(*entries: Entry, now: str = "2023-12-20 12:00", **catalog: object) -> CurrentSite:
    whole = given.catalog(*entries, **catalog)
    seen, preview_plan = (edition(whole, given.at(now), unpublished=all) for all in (False, True))
    plans = [plan(one, Root(""), given.EVERY_KIND, 2, given.SPOTS) for one in (seen, preview_plan)]
    return CurrentSite.of(whole, seen.catalog, *plans)


def become(before: tuple[Entry, ...], after: tuple[Entry, ...], gone: str = "", **said) -> Moved:
    """The redirects of the addresses that `before` published, when the content is `after`."""
    ledger = parse_ledger(record_of(*before), gone, Report())
    return resolve_redirects(site_of(*after, ledger=ledger, **said))


EACH = {
    "article": (given.article(), given.article(status="draft"), "/nyheter/2023/sak/"),
    "page": (given.page(), given.page(status="draft"), "/om-oss/"),
    "event": (given.event(), given.event(status="draft"), "/arrangementer/2023/frokost/"),
    "review": (given.review(), given.review(status="draft"), "/aret/2023/"),
}
PEOPLE = {
    "person": (given.person(), "/personer/kari/"),
    "venue": (given.venue(), "/steder/sentrum/"),
    "network": (given.network(), "/nettverk/helse/"),
}


@pytest.mark.parametrize("kind", EACH)
def test_what_is_deleted_is_asked_about(kind: str) -> None:
    """A deleted entry of each kind is missing."""
    entry, _, address = EACH[kind]
    assert address in become((entry,), ()).missing


@pytest.mark.parametrize("kind", PEOPLE)
def test_so_are_persons_venues_and_networks(kind: str) -> None:
    """Deleted persons, venues and networks are missing too."""
    entry, address = PEOPLE[kind]
    assert become((entry,), ()).missing == [address]


def test_a_person_in_removed_yaml_is_gone() -> None:
    """The page of a removed person answers 410, and nobody is asked about it."""
    moved = become((given.person(),), (), removed=["person:kari"])
    assert (moved.gone, moved.missing) == ({"/personer/kari/"}, [])


@pytest.mark.parametrize("kind", EACH)
def test_what_is_a_draft_again_is_kept(kind: str) -> None:
    """An entry that is a draft again is not missing, and has no redirect."""
    entry, draft, address = EACH[kind]
    found = become((entry,), (draft,))
    assert found.missing == []
    assert address not in found.pages


def test_what_expires_or_is_not_due_is_kept() -> None:
    """An expired or future entry is not missing."""
    later = given.article(publish="2024-06-01")
    expired = given.article(expires="2023-12-01")
    assert become((given.article(),), (later,)).missing == []
    assert become((given.article(),), (expired,)).missing == []
    assert (
        become((given.event(**WEEKLY),), (given.event(**WEEKLY),), now="2021-01-01 12:00").missing
        == []
    )


def test_an_endless_series_is_kept_at_an_older_now() -> None:
    """With an earlier NOW, occurrences beyond the horizon redirect to the series."""
    series = given.event(repeat="hver tirsdag")
    record = parse_ledger(record_of(series), "", Report())
    found = resolve_redirects(site_of(series, now="2022-01-01 12:00", ledger=record))
    assert found.missing == []
    old = "/arrangementer/2023/frokost/2024-12-10/"
    assert old in record.owners
    assert found.pages[old] == "/arrangementer/2023/frokost/"


def test_an_alias_leads_to_the_new_address() -> None:
    """An alias redirects to the new address, for each kind of page."""
    for entry in (
        given.article("news/2023/ny.md", aliases=["/gammel/"]),
        given.page("pages/ny.md", aliases=["/gammel/"]),
        given.event(slug="ny", aliases=["/gammel/"]),
        given.review(aliases=["/gammel/"]),
        given.person(aliases=["/gammel/"]),
        given.venue(aliases=["/gammel/"]),
        given.network(aliases=["/gammel/"]),
    ):
        site = site_of(entry)
        assert resolve_redirects(site).pages == {"/gammel/": site.plan.by_ref[entry.ref]}


def test_the_alias_of_a_draft_leads_nowhere_and_is_not_asked_about() -> None:
    """The alias of a draft makes no redirect, since a redirect would reveal the draft."""
    draft = given.article("news/2023/ny.md", status="draft", aliases=["/nyheter/2023/sak/"])
    found = become((given.article(),), (draft,))
    assert found.missing == []
    assert "/nyheter/2023/sak/" not in found.pages


def test_a_renamed_event_keeps_its_calendar_under_the_old_address() -> None:
    """A renamed event has a copy of its calendar at the old address."""
    renamed = given.event(slug="lunsj", aliases=["/arrangementer/2023/frokost/"])
    found = become((given.event(),), (renamed,))
    old, new = (f"/arrangementer/2023/{name}/arrangement.ics" for name in ("frokost", "lunsj"))
    assert (found.copies, found.missing) == ({old: new}, [])


def test_a_renamed_network_keeps_its_calendar_and_its_feed() -> None:
    """A renamed network has copies of its calendar and its feed at the old addresses."""
    before = (given.network(), given.event(network="helse"))
    after = (
        given.network("helse-og-ki", aliases=["/nettverk/helse/"]),
        given.event(network="helse-og-ki"),
    )
    assert become(before, after).copies == {
        "/kalender/nettverk/helse.ics": "/kalender/nettverk/helse-og-ki.ics",
        "/nettverk/helse/feed.xml": "/nettverk/helse-og-ki/feed.xml",
        "/nettverk/helse/feed.json": "/nettverk/helse-og-ki/feed.json",
    }


def test_a_list_that_is_empty_leads_to_the_one_above() -> None:
    """An empty list redirects to the list above it."""
    many = [
        given.article(f"news/2023/{n}-sak.md", tags=["Helse"], category="Prosjekter") for n in "abc"
    ]
    found = become((*many, given.event()), (given.article("news/2024/x.md", date="2023-12-01"),))
    lists = found.pages
    assert lists["/tema/helse/"] == "/nyheter/"
    assert lists["/tema/helse/side/2/"] == "/nyheter/"
    assert lists["/kategori/prosjekter/"] == "/nyheter/"
    assert lists["/nyheter/side/2/"] == "/nyheter/"
    assert lists["/arrangementer/2023/09/"] == "/arrangementer/"
    assert lists["/arrangementer/2023/"] == "/arrangementer/"


def test_a_list_that_only_drafts_are_on_leads_to_the_one_above_too() -> None:
    """A list with only drafts redirects to the list above it too."""
    before = given.article(tags=["Helse"])
    found = become((before,), (given.article(tags=["Helse"], status="draft"),))
    assert found.pages["/tema/helse/"] == "/nyheter/"
    assert "/nyheter/2023/sak/" not in found.pages


@pytest.mark.parametrize("after", [(), (given.event(network="helse", status="draft"),)])
def test_what_people_follow_is_emptied_and_not_asked_about(after: tuple[Entry, ...]) -> None:
    """The calendar of a network without events is empty, and not missing."""
    before = (given.network(), given.event(network="helse"))
    gone = "" if after else "/arrangementer/2023/frokost/\n"
    found = become(before, (given.network(), *after), gone=gone)
    emptied = {spot.address: spot.kind for spot in found.emptied}
    assert emptied == {
        "/kalender/nettverk/helse.ics": "calendar",
        "/nettverk/helse/feed.xml": "events-feed",
        "/nettverk/helse/feed.json": "events-feed",
    }
    assert found.missing == []


def test_a_page_of_a_list_leads_to_the_list_while_there_is_one() -> None:
    """A missing page of a list redirects to the list, while the list has a page."""
    many = [given.article(f"news/2023/{n}-sak.md", tags=["Helse"]) for n in "abc"]
    assert become(tuple(many), tuple(many[:2])).pages["/tema/helse/side/2/"] == "/tema/helse/"


@pytest.mark.parametrize("renamed", [{"slug": "lunsj"}, {"id": "2023-lunsj"}])
def test_each_date_of_a_renamed_series_leads_to_the_same_date(renamed: dict) -> None:
    """Each occurrence of a renamed series redirects to its new address; calendars are copied."""
    old, new = "/arrangementer/2023/frokost/", "/arrangementer/2023/lunsj/"
    (before,), after = (given.event(**WEEKLY),), given.event(**WEEKLY, **renamed, aliases=[old])
    found = become((before,), (after,))
    assert found.missing == []
    assert found.pages[f"{old}2023-09-19/"] == f"{new}2023-09-19/"
    assert found.copies[f"{old}2023-09-19/arrangement.ics"] == f"{new}2023-09-19/arrangement.ics"
    assert found.files == {}


def test_a_date_taken_out_of_a_series_leads_to_the_others() -> None:
    """A removed occurrence and its calendar redirect to the series."""
    found = become((given.event(**WEEKLY),), (given.event(**WEEKLY, **{"except": ["2023-09-19"]}),))
    series, day = "/arrangementer/2023/frokost/", "/arrangementer/2023/frokost/2023-09-19/"
    assert found.pages == {day: series}
    assert found.files == {f"{day}arrangement.ics": series}
    assert found.missing == []


def test_what_is_given_up_is_gone_with_all_that_stood_below_it() -> None:
    """One line in gone.txt covers an event, its calendar, and the occurrences of a series."""
    found = become((given.event(**WEEKLY),), (), gone="/arrangementer/2023/frokost/\n")
    left = {address for address in found.gone if address.startswith("/arrangementer/2023/frokost/")}
    assert len(left) == 8
    assert not [one for one in found.missing if "frokost" in one]


def test_giving_up_one_page_gives_up_no_other() -> None:
    """A line about a list or about a page above an article does not cover the article."""
    found = become((given.article(),), (), gone="/nyheter/2023/\n/\n")
    assert "/nyheter/2023/sak/" in found.missing


def test_giving_up_a_list_or_a_file_gives_up_nothing_beside_it() -> None:
    """A line about a list or a file covers only that address."""
    before = (given.event(network="helse"), given.network())
    found = become(before, (given.network(),), gone="/arrangementer/2023/\n")
    assert "/arrangementer/2023/frokost/" in found.missing
    found = become(before, (given.network(),), gone="/kalender/nettverk/helse.ics\n")
    emptied = {spot.address for spot in found.emptied}
    assert emptied == {"/nettverk/helse/feed.xml", "/nettverk/helse/feed.json"}


def test_what_has_a_key_is_the_same_in_another_file() -> None:
    """An entry that moved to another file is the same entry, by its key."""
    shorter = given.event(path="events/ny.yaml", repeat="hver tirsdag, 2 ganger")
    found = become((given.event(**WEEKLY),), (shorter,))
    assert found.missing == []
    assert found.pages["/arrangementer/2023/frokost/2023-09-26/"] == "/arrangementer/2023/frokost/"
    named = Network.read({"name": "Helse"}, Source("networks/helse.yaml"), "helse")
    found = become((given.network(), given.event(network="helse")), (named, given.event()))
    assert (found.missing, len(found.emptied)) == ([], 3)


def test_a_printed_letter_is_asked_about() -> None:
    """The PDF of an annual letter is missing when nothing makes it."""
    found = become((given.review(pdf="ja"),), (given.review(),))
    assert found.missing == ["/aret/2023/arsbrev-2023.pdf"]
    assert become((given.review(pdf="ja"),), (), gone="/aret/2023/\n").missing == []


def test_no_document_is_asked_about_while_something_cannot_be_read(tmp_path) -> None:
    """No document is missing while a file cannot be read, since that file may link to it."""
    documents = {"documents/plan.pdf": tmp_path / "plan.pdf"}
    ledger = parse_ledger("/dokumenter/plan.pdf documents/plan.pdf\n", "", Report())
    for broken, lost in (((), ["/dokumenter/plan.pdf"]), (("news/2023/sak.md",), [])):
        site = site_of(media=documents, broken=broken, ledger=ledger)
        assert resolve_redirects(site).missing == lost


def test_what_cannot_be_read_is_not_asked_about_too() -> None:
    """An entry that cannot be read is not missing, since it has its own error."""
    found = become((given.article(),), (), broken=["news/2023/sak.md"])
    assert found.missing == []


def test_a_document_that_is_gone_is_asked_about(tmp_path) -> None:
    """A deleted document is missing."""
    documents = {"documents/plan.pdf": tmp_path / "plan.pdf"}
    event = given.event(documents=[{"title": "Plan", "src": "documents/plan.pdf"}])
    public = edition(given.catalog(event, media=documents), given.NOW)
    told = published(public.catalog, plan(public, Root(""), given.EVERY_KIND, 2, given.SPOTS))
    assert str(told["/dokumenter/plan.pdf"]) == "documents/plan.pdf"
    ledger = parse_ledger(serialized_ledger(told), "", Report())
    found = resolve_redirects(site_of(given.event(), ledger=ledger))
    assert found.missing == ["/dokumenter/plan.pdf"]


def test_the_record_is_sorted_and_reads_back_as_it_was() -> None:
    """The record is sorted; of two lines about one address the later one counts."""
    text = record_of(given.article(), given.event(**WEEKLY))
    rows = [line for line in text.splitlines() if not line.startswith("#")]
    assert rows == sorted(rows)
    assert serialized_ledger(parse_ledger(text, "", Report()).owners) == text
    merged = "/a/ news/a.md\n/a/ news/b.md\n"
    assert parse_ledger(merged, "", Report()).owners == {"/a/": UrlOwner.parse("news/b.md")}


def test_the_record_names_the_file_of_each_entry() -> None:
    """The record names the file of each entry, and its key in a file of several."""
    told = parse_ledger(
        record_of(given.article(), given.event(**WEEKLY), given.network()), "", Report()
    )
    assert str(told.owners["/nyheter/2023/sak/"]) == "news/2023/sak.md"
    event, day = "/arrangementer/2023/frokost/", "2023-09-12"
    assert str(told.owners[event]) == "events/2023.yaml#2023-frokost"
    assert str(told.owners[f"{event}{day}/"]) == f"events/2023.yaml#2023-frokost/{day}"
    assert str(told.owners["/nettverk/helse/"]) == "networks.yaml#helse"
    assert str(told.owners["/nyheter/2023/"]) == "list"
    assert str(told.owners["/feed.xml"]) == "site"


def test_the_page_of_an_old_address_is_in_the_language_of_the_new_one() -> None:
    """What a visitor reads there for a moment, and a screen reader says."""
    for first in ("nb", "nn", "en"):
        addresses = ("/en/news/a/", "/nb/nyheter/a/", "/a/")
        langs = [redirect_view(new, Root(""), first, None).head.lang for new in addresses]
        assert langs == ["en", "nb", first]
