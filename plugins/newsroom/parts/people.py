"""Makes the list of people: who they are, with a portrait or their initials."""

from collections.abc import Iterable, Iterator

from newsroom.contract.people import Person
from newsroom.parts.figures import picture
from newsroom.parts.shapes import PersonLine
from newsroom.parts.site_data import SiteData


def people(
    names: Iterable[str], site_data: SiteData, lang: str = "", *, has_addresses: bool = False
) -> Iterator[PersonLine]:
    """Each person by key or by name, with a link to the page if there is one."""
    for name in names:
        person = site_data.edition.person(name) or Person(name=name)
        has_page = bool(person.key) and person.ref in site_data.plan.by_ref
        yield PersonLine(
            name=person.name,
            href=site_data.plan.link_to(person) if has_page else "",
            role=person.position,
            line=_first_sentence(person.bio),
            portrait=picture(person.image, site_data, "face"),
            initials=initials(person.name),
            email=person.email or "" if has_addresses else "",
            lang=person.lang_on(lang or site_data.lang),
        )


def initials(name: str) -> str:
    """The first letters of the first and the last word of a name: "IN"."""
    words = [word for word in name.split() if word[:1].isalpha()]
    return "".join(word[0] for word in dict.fromkeys((*words[:1], *words[-1:]))).upper()


def _first_sentence(text: str) -> str:
    """The text until its first full stop, of one paragraph."""
    paragraph = " ".join(text.strip().partition("\n\n")[0].split())
    return paragraph.partition(". ")[0].removesuffix(".") + "." if paragraph else ""
