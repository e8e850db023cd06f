"""The views of the register of members, and of a member."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from newsroom.addresses.plan import Spot
from newsroom.contract.member import Member
from newsroom.pages.views import MemberGroup, MemberLine, MembersView, MemberView
from newsroom.parts.figures import picture, variants
from newsroom.parts.filters import filters
from newsroom.parts.links import section
from newsroom.parts.prose import opening, prose
from newsroom.parts.shapes import Fact, Link
from newsroom.parts.site_data import SiteData
from newsroom.sharing.head import head
from newsroom.sharing.jsonld import Thing
from newsroom.wording import dates
from newsroom.wording.texts import our_texts

# The heading of all that begin with a digit or a sign.
DIGITS = "0–9"
# So many members are one list; a heading for each letter would stand over one or two.
ONE_LIST = 30


def members_view(spot: Spot, site_data: SiteData) -> MembersView:
    """The members, grouped by their first letter when they are many."""
    t, members = our_texts(site_data.lang), spot.entries(Member)
    chips, marks = filters([_values(member, site_data) for member in members])
    pairs = zip(members, marks, strict=True)
    is_one_list = len(members) <= ONE_LIST
    groups = tuple(
        MemberGroup(letter=letter, lines=tuple(_line(*pair, site_data) for pair in of_letter))
        for letter, of_letter in groupby(
            pairs, lambda pair: "" if is_one_list else pair[0].letter or DIGITS
        )
    )
    text = t("Én bedrift") if len(members) == 1 else t("{count} bedrifter")
    return MembersView(
        head=head(spot, site_data, t(spot.section)),
        summary=text.format(count=len(members)),
        filters=chips,
        letters=tuple(
            Link(text=group.letter, href=f"#bokstav-{group.letter.lower()}") for group in groups
        ),
        groups=groups,
    )


def member_view(spot: Spot, site_data: SiteData) -> MemberView:
    """A member, with what there is to read about it."""
    member = spot.entry(Member)
    return MemberView(
        head=head(
            spot,
            site_data,
            member.name,
            description=opening(member, site_data),
            entry=member,
            above=section("members", site_data),
            things=[company(member, site_data)],
        ),
        logo=picture(member.logo, site_data, "logo"),
        facts=tuple(_facts(member, site_data)),
        body=prose(member, site_data),
    )


def company(member: Member, site_data: SiteData) -> Thing:
    """The Organization that a member is; one without a first day may be no member."""
    root, copies = site_data.plan.root, variants(member.logo, site_data)
    return {
        "@type": "Organization",
        "name": member.name,
        "url": member.url,
        "logo": root.url(copies.address(copies.by_slot["logo"][-1])) if copies else None,
        "taxID": member.organisation_number,
        "address": member.place,
        "memberOf": {"@id": root.url("/#organisation")} if member.since else None,
    }


def _values(member: Member, site_data: SiteData) -> Mapping[str, Iterable[str]]:
    """What the chips of a member say; networks have pages of their own."""
    t, networks = our_texts(site_data.lang), site_data.edition.catalog.networks
    found = [networks[key] for key in member.networks if key in networks]
    pages = {network.name: site_data.plan.link_to(network) for network in found}
    return {t("Kategori"): [member.category], t("Sted"): [member.place], t("Nettverk"): pages}


def _line(member: Member, chips: str, site_data: SiteData) -> MemberLine:
    address = site_data.plan.by_ref.get(member.ref)
    return MemberLine(
        name=member.name,
        href=site_data.plan.link(address) if address else member.url or "",
        line="\u00a0· ".join(word for word in (member.category, member.place) if word),
        logo=picture(member.logo, site_data, "logo"),
        chips=chips,
    )


def _facts(member: Member, site_data: SiteData) -> Iterator[Fact]:
    lang, networks = site_data.lang, site_data.edition.catalog.networks
    t, days = our_texts(lang), (member.since, member.until)
    since, until = (dates.day(day, lang) if day else "" for day in days)
    facts = {
        t("Kategori"): member.category,
        t("Sted"): member.place,
        t("Organisasjonsnummer"): member.organisation_number,
        t("Medlem"): f"{since} – {until}" if since and until else "",
        t("Medlem siden"): "" if until else since,
        # Without a first day it may be no member, but a partner.
        t("Til"): "" if since else until,
    }
    yield from (Fact(label=label, text=text) for label, text in facts.items() if text)
    if of_member := [networks[key] for key in member.networks if key in networks]:
        links = (Link(text=one.name, href=site_data.plan.link_to(one)) for one in of_member)
        yield Fact(label=t("Nettverk"), people=tuple(links))
    if member.url:
        yield Fact(label=t("Nettsted"), text=member.url, href=member.url)
