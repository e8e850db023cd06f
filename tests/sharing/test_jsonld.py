"""The JSON-LD of pages: Google's required and recommended fields, with true values."""

import json

import pytest

from newsroom.sharing import jsonld, jsonld_events
from newsroom.wording.texts import EVENT
from tests import given

SITEURL = "https://prove.example/sti"
REQUIRED = {
    "Event": ("name", "startDate", "location", "eventStatus", "eventAttendanceMode", "url"),
    "NewsArticle": ("headline", "datePublished", "dateModified", "author", "publisher",
                    "mainEntityOfPage"),
    "BreadcrumbList": ("itemListElement",),
    "Organization": ("name", "url"),
    "WebSite": ("name", "url", "publisher"),
}  # fmt: skip
RECOMMENDED = {
    "Event": ("description", "endDate", "organizer", "inLanguage", "offers", "performer"),
    "NewsArticle": ("description", "inLanguage", "articleSection", "keywords", "about"),
    "Organization": ("email", "taxID", "sameAs"),
    "WebSite": ("inLanguage",),
}


def told(event, *others, now: str = "2023-09-01") -> dict:
    """The JSON-LD of the event, without unknown values."""
    site_data = given.site_data_of(event, *others, now=now, siteurl=SITEURL)
    return one(jsonld.script([jsonld_events.event_thing(event, site_data)]))


def one(script: str) -> dict:
    return json.loads(script)["@graph"][0]


def full_event(**fields: object):
    said = {
        "end": "2023-09-12 11:00",
        "summary": "Om kraft.",
        "speakers": ["kari", "En gjest"],
        "network": "helse",
        "registration": {"url": "https://example.org/p", "price": "250", "deadline": "2023-09-08"},
    }
    return given.event(**(said | fields))


def samples() -> dict[str, dict]:
    event, article = full_event(), given.article(event="2023-frokost", tags=["Kraft"])
    site = given.site(
        email="post@example.org",
        organisation_number="123456785",
        social=[{"title": "Profil", "url": "https://example.org/profil"}],
    )
    site_data = given.site_data_of(
        event, article, site, given.venue(), given.person(), given.network(), siteurl=SITEURL
    )
    root = site_data.plan.root
    crumbs = [given.link("Nyheter", "/sti/nyheter/")]
    things = [
        jsonld_events.event_thing(event, site_data),
        jsonld.news_article(article, site_data),
        jsonld.breadcrumbs(crumbs, root),
        jsonld.organisation(site_data),
        jsonld.website(site, root),
    ]
    return {thing["@type"]: thing for thing in json.loads(jsonld.script(things))["@graph"]}


@pytest.mark.parametrize("kind", REQUIRED)
def test_every_thing_has_its_fields(kind: str) -> None:
    """Each thing has its required fields, and the recommended ones that are known."""
    thing = samples()[kind]
    wanted = (*REQUIRED[kind], *RECOMMENDED.get(kind, ()))
    assert [field for field in wanted if not thing.get(field)] == []


def test_times_have_their_offset_and_whole_days_none() -> None:
    """Times have Oslo's offset, and whole days are dates."""
    assert told(full_event())["startDate"] == "2023-09-12T09:00:00+02:00"
    all_day = told(full_event(start="2023-12-01", end="2023-12-02"))
    assert (all_day["startDate"], all_day["endDate"]) == ("2023-12-01", "2023-12-02")


@pytest.mark.parametrize("status", EVENT)
def test_what_has_changed_is_said(status: str) -> None:
    """Each status has its schema.org value, also "as planned"."""
    assert told(full_event(status=status))["eventStatus"].endswith(jsonld_events.STATUS[status])
    assert told(full_event())["eventStatus"] == "https://schema.org/EventScheduled"


def test_a_new_date_tells_the_old_one() -> None:
    """A postponed event has `previousStartDate`."""
    moved = full_event(status="rescheduled", previous_start="2023-09-05 09:00")
    assert told(moved)["previousStartDate"] == "2023-09-05T09:00:00+02:00"


@pytest.mark.parametrize(
    ("fields", "mode", "kinds"),
    [
        ({}, "OfflineEventAttendanceMode", ["Place"]),
        ({"online": "https://example.org/d"}, "MixedEventAttendanceMode",
         ["Place", "VirtualLocation"]),
        ({"venue": None, "online": "https://example.org/d"}, "OnlineEventAttendanceMode",
         ["VirtualLocation"]),
        ({"status": "moved_online", "online": "https://example.org/d"},
         "OnlineEventAttendanceMode", ["VirtualLocation"]),
    ],
)  # fmt: skip
def test_where_it_is_held_is_true(fields: dict, mode: str, kinds: list[str]) -> None:
    """The location is a venue, online, or both; an event moved online has no venue."""
    thing = told(full_event(**fields), given.venue())
    assert thing["eventAttendanceMode"] == f"https://schema.org/{mode}"
    assert [place["@type"] for place in thing["location"]] == kinds


def test_an_offer_is_in_kroner_and_says_whether_there_is_room() -> None:
    """An offer is in NOK with its availability; a deadline without a time lasts all day."""
    offer = told(full_event())["offers"]
    assert (offer["price"], offer["priceCurrency"]) == (250, "NOK")
    assert offer["availability"] == "https://schema.org/InStock"
    assert offer["validThrough"] == "2023-09-09T00:00:00+02:00"
    assert told(full_event(), now="2023-09-10")["offers"]["availability"].endswith("SoldOut")


def test_addresses_are_whole_below_a_path() -> None:
    """Addresses are absolute, with the path of the site."""
    assert told(full_event())["url"] == f"{SITEURL}/arrangementer/2023/frokost/"
    crumb = samples()["BreadcrumbList"]["itemListElement"][0]
    assert crumb["item"] == f"{SITEURL}/nyheter/"


@pytest.mark.parametrize("text", ["</script><script>alert(1)</script>", "<!--", "]]>", "\u2028"])
def test_nothing_in_a_text_can_end_the_script(text: str) -> None:
    """A text cannot end the script element: `<` is escaped, and reads back the same."""
    script = jsonld.script([{"@type": "Thing", "name": text}])
    assert "<" not in script
    assert one(script)["name"] == text


def test_what_is_not_known_is_not_said() -> None:
    """Unknown values are left out: no empty field, country or price."""
    thing = told(given.event(), given.venue())
    assert "offers" not in thing
    assert "" not in thing.values()
    assert thing["location"][0]["address"] == {
        "@type": "PostalAddress",
        "addressLocality": "Lillestrøm",
    }
