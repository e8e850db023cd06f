"""The register of members: its page, the pages of members, and what is shown when."""

import json
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup
from PIL import Image

from newsroom.contract.changes import changes
from newsroom.contract.entry import Entry
from newsroom.contract.member import Member
from newsroom.pages.pages import pages
from newsroom.wording.texts import our_texts
from tests import given
from tests.site.building import good
from tests.small_site import CONTENT, SETTINGS

LIST, PAGE = "/medlemmer/", "/medlemmer/bakeriet/"
TEXT = "Vi baker brød."


def shown(*entries: Entry, **said: Any) -> dict[str, Any]:
    site_data = given.site_data_of(*entries, siteurl="https://example.org", **said)
    return given.shown(pages(site_data), site_data)


def names(view: Any) -> dict[str, list[str]]:
    return {group.letter: [line.name for line in group.lines] for group in view.groups}


def test_a_site_without_members_has_no_page_of_them() -> None:
    """Nor a section for the menu; a former member alone is none."""
    former = given.member(until="2023-12-19")
    for entries in ((), (former,)):
        site_data = given.site_data_of(*entries)
        assert LIST not in site_data.plan.spots
        assert "members" not in site_data.plan.menu


def test_members_stand_by_letter_in_norwegian_order() -> None:
    """Æ, Ø and Å come last, and all names that begin with a digit under one heading."""
    written = ("Årdal Kraft", "aas Bygg", "Østby", "Zoom", "Ærlig", "Ask", *map(str, range(25)))
    view = shown(*(given.member(f"m-{n}", name=name) for n, name in enumerate(written)))[LIST]
    assert names(view) == {
        "0–9": sorted(written[6:]), "A": ["aas Bygg", "Ask"], "Z": ["Zoom"], "Æ": ["Ærlig"],
        "Ø": ["Østby"], "Å": ["Årdal Kraft"],
    }  # fmt: skip
    assert view.letters[-1] == given.link("Å", "#bokstav-å")
    assert view.summary == "31 bedrifter"


def test_each_heading_stands_once() -> None:
    """Names with accents stand among those without, and all digits and signs come first."""
    written = ("Zoom", "Élan", "Eik", "Ärlig", "Ås", "Ær", "A\u030al", "«Bok»", "3D", "{x}", "(b)")
    many = (*written, *(f"Eng {n}" for n in range(25)))
    view = shown(*(given.member(f"m-{n}", name=name) for n, name in enumerate(many)))[LIST]
    assert [group.letter for group in view.groups] == ["0–9", "E", "Z", "Æ", "Å"]
    found = names(view)
    assert sorted(found["0–9"]) == sorted(("«Bok»", "3D", "{x}", "(b)"))
    assert (found["E"][0], found["E"][-1]) == ("Eik", "Eng 9")
    assert "Élan" in found["E"]
    assert (found["Æ"], len(found["Å"])) == (["Ær", "Ärlig"], 2)


def test_few_members_are_one_list(tmp_path: Path) -> None:
    """Without headings, each of which would stand over one or two, and without links to them."""
    members = "".join(f"m-{n}: {{name: {name}}}\n" for n, name in enumerate(("Østby", "Ask")))
    site = given.written(tmp_path, CONTENT | {"conf.py": SETTINGS, "content/members.yaml": members})
    out = good(site / "content", tmp_path / "out", settings=str(site / "conf.py"))
    page = BeautifulSoup((out / "medlemmer/index.html").read_text(encoding="utf-8"), "html5lib")
    assert [line.get_text(strip=True) for line in page.select(".member-list li")] == [
        "Ask",
        "Østby",
    ]
    assert page.main("h2") == []
    assert "bokstav" not in str(page.main)


def test_many_members_have_chips_for_what_tells_them_apart() -> None:
    """Their categories, places and networks; a value of all of them is none."""
    members = [
        given.member(f"m-{n}", category="Bygg" if n < 5 else "Handel", place="Fjordvik",
                     networks=["helse"] if n == 1 else [])
        for n in range(12)
    ]  # fmt: skip
    view = shown(*members, given.network())[LIST]
    chips = {group.name: [chip.text for chip in group.chips] for group in view.filters}
    assert chips == {"Kategori": ["Bygg (5)", "Handel (7)"], "Nettverk": ["Helsenettverket (1)"]}
    marks = [line.chips for group in view.groups for line in group.lines]
    assert marks.count("1 3") == 1
    assert shown(*members[:3])[LIST].filters == ()


def test_only_a_member_with_a_text_has_a_page() -> None:
    """The list leads to it; another leads to its own site, or nowhere."""
    views = shown(
        given.member(about=TEXT, url="https://bakeriet.example"),
        given.member("banken", name="Banken", url="https://banken.example"),
        given.member("cafeen", name="Cafeen"),
    )
    hrefs = [line.href for group in views[LIST].groups for line in group.lines]
    assert hrefs == [PAGE, "https://banken.example", ""]
    assert [address for address in views if address.startswith(LIST)] == [LIST, PAGE]


def test_the_page_of_a_member_says_what_is_known() -> None:
    """Its facts and its networks; search engines get an Organization."""
    member = given.member(
        about=TEXT, category="Handel", place="Fjordvik", organisation_number="123 456 785",
        since="2019-05-01", networks=["helse"], url="https://bakeriet.example",
    )  # fmt: skip
    view = shown(member, given.network())[PAGE]
    assert [(fact.label, fact.text) for fact in view.facts] == [
        ("Kategori", "Handel"), ("Sted", "Fjordvik"), ("Organisasjonsnummer", "123456785"),
        ("Medlem siden", "1. mai 2019"), ("Nettverk", ""), ("Nettsted", "https://bakeriet.example"),
    ]  # fmt: skip
    assert view.facts[4].people == (given.link("Helsenettverket", "/nettverk/helse/"),)
    thing = json.loads(str(view.head.data))["@graph"][0]
    assert thing == {
        "@type": "Organization", "name": "Bakeriet", "url": "https://bakeriet.example",
        "taxID": "123456785", "address": "Fjordvik",
        "memberOf": {"@id": "https://example.org/#organisation"},
    }  # fmt: skip


def test_a_former_member_tells_from_when_to_when() -> None:
    former = given.member(about=TEXT, since="2019-05-01", until="2023-03-31")
    (fact,) = shown(former)[PAGE].facts
    assert (fact.label, fact.text) == ("Medlem", "1. mai 2019 – 31. mars 2023")


def test_one_with_a_last_day_alone_tells_until_when() -> None:
    """It may be no member, so it is not called one."""
    (fact,) = shown(given.member(about=TEXT, until="2023-06-30"))[PAGE].facts
    assert (fact.label, fact.text) == ("Til", "30. juni 2023")
    assert our_texts("en")("Til") == "Until"


def test_one_without_a_first_day_is_not_called_a_member() -> None:
    """The register may have others, such as partners; they are on the list."""
    views = shown(given.member(about=TEXT))
    assert names(views[LIST]) == {"": ["Bakeriet"]}
    assert "memberOf" not in str(views[PAGE].head.data)
    assert views[PAGE].facts == ()


def test_a_member_comes_and_goes_on_its_days() -> None:
    """It is shown from its first day and leaves the list after its last; its page stays."""
    member = given.member(about=TEXT, since="2023-05-01", until="2023-12-31")
    other = given.member("banken", name="Banken")
    seen = {}
    for day in ("2023-04-30", "2023-05-01", "2023-12-31", "2024-01-01"):
        views = shown(member, other, now=f"{day} 12:00")
        listed = "Bakeriet" in str(views[LIST].groups)
        seen[day] = listed, PAGE in views and views[PAGE].head.indexed, PAGE in views
    assert seen == {
        "2023-04-30": (False, False, False),
        "2023-05-01": (True, True, True),
        "2023-12-31": (True, True, True),
        "2024-01-01": (False, False, True),
    }


def test_the_site_is_built_again_when_a_member_comes_and_goes() -> None:
    member = given.member(since="2024-01-15", until="2024-03-31")
    catalog, edition = given.catalog(member), given.edition_of(member)
    found = [(change.why, change.at) for change in changes(catalog, edition, given.NOW)]
    assert found == [("publish", given.at("2024-01-15 00:00"))]
    later = given.edition_of(member, now="2024-02-01")
    assert ("expire", given.at("2024-04-01 00:00")) in [
        (change.why, change.at) for change in changes(catalog, later, given.NOW)
    ]


def test_the_heading_may_be_another() -> None:
    """So the page of a register that has others too says what is true."""
    site = given.site(members_title="Medlemmer og partnere")
    site_data = given.site_data_of(given.member(), site)
    assert site_data.plan.sections["members"] == "Medlemmer og partnere"
    assert shown(given.member(), site)[LIST].head.title == "Medlemmer og partnere"


def test_a_logo_is_decorative_and_credited_to_its_company() -> None:
    """Its name always stands beside it."""
    logo = Member.model_validate({"name": "Bakeriet", "logo": "images/bakeriet.png"}).logo
    assert logo and (logo.alt, logo.decorative, logo.credit) == ("", True, "Bakeriet")
    data = {"name": "B", "logo": {"src": "images/b.png", "alt": "Et brød", "credit": "Foto: A"}}
    logo = Member.model_validate(data).logo
    assert logo and (logo.alt, logo.decorative, logo.credit) == ("Et brød", False, "Foto: A")


def test_a_partner_has_its_logo_in_the_letter(tmp_path: Path) -> None:
    """Its own, or that of the member that it is, whose page it leads to."""
    site = given.written(tmp_path, CONTENT | {
        "conf.py": SETTINGS,
        "content/site.yaml": "name: Byen\nidentity: eksempel.no,2023\npartners:\n"
        "  - {name: Bakeriet, member: bakeriet}\n  - {name: Banken, logo: images/banken.png}\n"
        "  - {name: Cafeen}\n",
        "content/members.yaml": f"bakeriet: {{name: Bakeriet AS, logo: images/b.png, "
        f"about: {TEXT}}}\n"
        "dalen: {name: Dalen, logo: images/dalen.png}\n",
        "content/reviews/2022.md": "---\ntitle: Året\nyear: 2022\ndate: 2022-12-20\n---\nTakk.\n",
    })  # fmt: skip
    (site / "content/images").mkdir()
    for name, colour in {"b": "navy", "banken": "teal", "dalen": "red"}.items():
        Image.new("RGBA", (400, 100), colour).save(site / f"content/images/{name}.png")
    out = good(site / "content", tmp_path / "out", settings=str(site / "conf.py"))
    letter = (out / "aret/2022/index.html").read_text(encoding="utf-8")
    partners = letter.partition('<section class="thanks">')[2].partition("</section>")[0]
    assert partners.count("<img ") == 2
    assert '<a class="tap" href="/medlemmer/bakeriet/">Bakeriet</a>' in partners
    listed = (out / "medlemmer/index.html").read_text(encoding="utf-8")
    # Each logo is sent, also that of a member without a page.
    for picture in [part.partition('"')[0] for part in listed.split(' src="/bilder/')[1:]]:
        assert (out / "bilder" / picture).is_file()
    assert listed.count('<span class="member-list__logo">') == 2
    # Names look alike, whether or not they are links.
    rows = BeautifulSoup(listed, "html5lib").select(".member-list li b")
    assert [row.text for row in rows] == ["Bakeriet AS", "Dalen"]
