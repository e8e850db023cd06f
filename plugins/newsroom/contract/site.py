"""The site and its association: site.yaml."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, BeforeValidator, Field
from stdnum.no import orgnr

from newsroom.contract.brand import BrandColours, Logo, logo_of
from newsroom.contract.entry import Entry, Fields, Reference
from newsroom.contract.fields import (
    PUBLIC,
    Email,
    ImagePath,
    Inline,
    Key,
    Name,
    PathOrUrl,
    RefersTo,
    Repository,
    Text,
    Truth,
    Url,
    When,
    language_tag,
)
from newsroom.contract.image import CompanyLogo
from newsroom.contract.newsletter import Mailing
from newsroom.contract.problems import Where, fault
from newsroom.contract.publish_target import PublishTarget
from newsroom.contract.reserved import BOKMAL_ALONE, SITE_LANGUAGES, Home, homes

IDENTITY = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+,\d{4}(-\d{2}){0,2}")
# For a site without an identity. Not unique: all such sites share it.
NO_IDENTITY = "example.org,2000"
# The kinds of networks, with their headings, of a site without `kinds`.
KINDS: Mapping[str, str] = {"network": "Nettverk", "project": "Prosjekter", "forum": "Forum"}


def _identity(value: object) -> str:
    written = value.strip() if isinstance(value, str) else ""
    try:
        _first_instant(written)
    except ValueError:
        raise fault("identity-invalid", value=value) from None
    return written


def _first_instant(identity: str) -> datetime:
    """The start of an identity's date, in UTC. Raises ValueError for an invalid identity."""
    if not IDENTITY.fullmatch(identity):
        raise ValueError(identity)
    year, month, day = (*identity.partition(",")[2].split("-"), "01", "01")[:3]
    return datetime(int(year), int(month), int(day), tzinfo=UTC)


def _organisation_number(value: object) -> str:
    if not isinstance(value, str) or not orgnr.is_valid(value):
        raise fault("organisation-number-invalid", value=value)
    return str(orgnr.compact(value))


def _language(value: object) -> str:
    tag = language_tag(value)
    if tag not in SITE_LANGUAGES:
        raise fault("language-without-words", value=value, choices=", ".join(SITE_LANGUAGES))
    return tag


def _each_once(languages: tuple[str, ...]) -> tuple[str, ...]:
    if not languages or len(set(languages)) < len(languages):
        raise fault("languages-invalid")
    return languages


Languages = Annotated[
    tuple[Annotated[str, BeforeValidator(_language)], ...], AfterValidator(_each_once)
]
OrganisationNumber = Annotated[str, BeforeValidator(_organisation_number)]


def _or_path(schema: dict[str, Any]) -> None:
    schema["anyOf"].append({"type": "string"})


class MenuItem(Fields):
    """A menu item and its link."""

    title: Text
    link: PathOrUrl


class SiteText(Fields):
    """The words of the site in another language."""

    name: Text = ""
    summary: Inline = ""
    menu: tuple[MenuItem, ...] = ()
    join: PathOrUrl | None = None
    members_title: Text = ""
    kinds: Mapping[Key, Name] = Field(default_factory=dict)


class Profile(Fields):
    """A profile of the association on another site."""

    title: Text
    url: Url


class Partner(Fields):
    """A partner or sponsor of the association; one in the register has its page and its logo."""

    name: Text
    url: Url | None = None
    logo: CompanyLogo = None
    member: Annotated[Key, RefersTo("member")] | None = None


class Sample(Fields):
    """Marks all content as an example, and fixes the time of builds."""

    now: When


class Site(Entry):
    """The site itself.

    `identity` is a tagging entity of RFC 4151: a domain and a date. `data_license` is the URL of
    the licence of the open data. `credit` is the default credit of pictures; `consent_required`
    makes a picture of people without consent an error. `repository` is the URL of a public
    repository, or just `public`. `feedback` is a form that gets the URL of a page, `email_list`
    where one subscribes by e-mail. `languages` are those of its editions, the first at `/`; with
    `fallback` an edition lists what has no translation, and with `outdated_note` a page says that
    its original has changed since. With `review` the desk sends to a branch of its own.
    """

    picture_slots: ClassVar = {"partners": ("logo",)}

    name: Text = ""
    summary: Inline = ""
    identity: Annotated[str | None, BeforeValidator(_identity)] = None
    languages: Languages = BOKMAL_ALONE
    fallback: Truth = False
    outdated_note: Truth = False
    address: Text = ""
    organisation_number: OrganisationNumber | None = None
    email: Email | None = None
    menu: tuple[MenuItem, ...] = ()
    join: PathOrUrl | None = None
    social: tuple[Profile, ...] = ()
    partners: tuple[Partner, ...] = ()
    members_title: Text = ""
    event_types: tuple[Name, ...] = ()
    kinds: Mapping[Key, Name] = Field(default_factory=dict)
    credit: Text = ""
    consent_required: Truth = False
    logo: Annotated[Logo | None, BeforeValidator(logo_of), Field(json_schema_extra=_or_path)] = None
    icon: ImagePath | None = None
    colours: BrandColours | None = None
    repository: Repository | None = None
    data_license: Url | None = None
    feedback: Url | None = None
    email_list: Url | None = None
    newsletter: Mailing | None = None
    publish: Mapping[Key, PublishTarget] = Field(default_factory=dict)
    review: Truth = False
    sample: Sample | None = None
    nb: SiteText | None = None
    nn: SiteText | None = None
    en: SiteText | None = None
    format: Literal["1"] = "1"

    @property
    def ref(self) -> str:
        return "site"

    def references(self) -> Iterator[Reference]:
        """The members that are partners."""
        for index, partner in enumerate(self.partners):
            if partner.member:
                yield Reference(("partners", index, "member"), "member", partner.member)

    def field_links(self) -> Iterator[tuple[Where, str]]:
        """The links of its menu, and the one to become a member."""
        for lang, words in (("", self), ("nb", self.nb), ("nn", self.nn), ("en", self.en)):
            where = (lang,) if lang else ()
            for index, item in enumerate(words.menu if words else ()):
                yield (*where, "menu", index, "link"), item.link
            if words and words.join:
                yield (*where, "join"), words.join

    @property
    def homes(self) -> tuple[Home, ...]:
        """The home of each of its editions, the first at the root."""
        return tuple(homes(self.languages)[lang] for lang in self.languages)

    @property
    def network_kinds(self) -> Mapping[str, str]:
        """The heading of each kind of network, in the order of the list of networks."""
        return self.kinds or KINDS

    @property
    def first_kind(self) -> str:
        """The kind of a network that gives none."""
        return next(iter(self.network_kinds))

    @property
    def is_licensed(self) -> bool:
        """Whether licenses.txt has something to say."""
        return bool(self.data_license or self.credit)

    @property
    def is_open(self) -> bool:
        """Whether the repository is public."""
        return bool(self.repository)

    @property
    def repository_url(self) -> str:
        """The URL of the repository; "" when it is not given."""
        return self.repository if self.repository and self.repository != PUBLIC else ""

    @property
    def authority(self) -> str:
        """The tagging entity of tag URIs (RFC 4151, 2.1), or a default: `example.org,2023`."""
        return self.identity or NO_IDENTITY

    @property
    def domain(self) -> str:
        """The domain of the UIDs in its calendars."""
        return self.authority.partition(",")[0]

    @property
    def since(self) -> datetime:
        """The start of the date of its identity, in UTC."""
        return _first_instant(self.authority)
