"""What a new site is asked for: from flags, else from people at a terminal."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from newsroom.commands.init.skeleton import LANGUAGES
from newsroom.commands.prompts import Ask, Question, answers_to, fault_of, slug_of
from newsroom.commands.words import command
from newsroom.contract.brand import BrandColours
from newsroom.contract.fields import SITE_ADDRESS, URL
from newsroom.contract.image import SUFFIXES
from newsroom.contract.site import Site
from newsroom.reading.entry_checks import html_in
from newsroom.wording.fields import words_of
from newsroom.wording.problems import message, text_of

LICENCES = {
    "CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/deed.no",
    "CC BY-SA 4.0": "https://creativecommons.org/licenses/by-sa/4.0/deed.no",
    "CC0 1.0": "https://creativecommons.org/publicdomain/zero/1.0/deed.no",
}
LOGOS = ".svg, .png, .jpg, .webp eller .avif"


def _question(
    name: str, label: str, hint: str, fault: Callable[[str], str], default: str | None = ""
) -> Question:
    """A question; `fault` says what is wrong with an answer, or ""."""

    def use(value: str, _: Mapping[str, str]) -> tuple[str, str]:
        # In quotes as a value of YAML may be; a line end would end the value in site.yaml.
        text = " ".join(value.strip('"').split()) or default or ""
        return text, fault(text) if text else ""

    return Question(name, f'--{name} "…"', label, hint, use, default)


def _field(
    field: str, default: str | None = "", model: type[Site] | type[BrandColours] = Site
) -> Question:
    """The question about a field of site.yaml, with the words and the rules of that field."""
    words = words_of(model, field)

    def fault(value: str) -> str:
        if codes := [*html_in(value)]:
            return text_of("html-in-field", "nb", value=codes[0], field=field)
        problem = fault_of(model, field, value)
        return message(problem, "nb") if problem else ""

    example = words.example.strip('"')  # quotes are for YAML
    hint = f"{words.help} Eksempel: {example}"
    return _question(field.replace("_", "-"), words.label, hint, fault, default)


def _siteurl_fault(value: str) -> str:
    """An https address without a query, whose host can be the domain of an identity."""
    try:
        is_usable = bool(URL.fullmatch(value) and SITE_ADDRESS.fullmatch(value) and _domain(value))
    except UnicodeError:  # an empty or too long part of the name
        is_usable = False
    if is_usable and value.startswith("https://"):
        return ""
    meant = f"https://{re.sub('^https?://|[?#].*', '', value)}"
    is_near = URL.fullmatch(meant) and "." in urlsplit(meant).netloc
    return (_URL_MEANT if is_near else _URL_FAULT).format(value, meant)


def _one_of(choices: Mapping[str, object] | tuple[str, ...]) -> Callable[[str], str]:
    text = ", ".join(choices)
    return lambda value: "" if value in choices else f"«{value}» kan ikke velges. Velg: {text}."


def _logo_fault(value: str) -> str:
    if not Path(value).is_file():
        return f"Filen {value} finnes ikke."
    is_picture = Path(value).suffix.lower() in SUFFIXES | {".svg"}
    return "" if is_picture else f"{value} kan ikke være logo. Bruk {LOGOS}."


def _networks_fault(value: str) -> str:
    given: dict[str, str] = {}
    for name in names_in(value):
        key = slug_of(name)
        if not key:
            return f"Navnet «{name}» har ingen bokstaver."
        if given.setdefault(key, name) != name:
            return (
                f"Nettverkene «{given[key]}» og «{name}» får samme adresse. Gi det ene nytt navn."
            )
    return ""


def names_in(value: str) -> list[str]:
    """The names in a text with commas or semicolons between them."""
    return [name.strip() for name in re.split("[,;]", value) if name.strip()]


_URL_MEANT = "«{}» er ikke den hele adressen til et nettsted med https. Mente du {}?"
_URL_FAULT = "«{}» er ingen nettadresse. Skriv hele, for eksempel https://example.org."
SITEURL = _question(
    "siteurl", "nettadresse", "Adressen nettstedet får. Eksempel: https://example.org",
    _siteurl_fault, None,
)  # fmt: skip
LANG = _question(
    "lang", "språk", "Språket nettstedet er på: nb, nn eller en.", _one_of(LANGUAGES), "nb"
)
NAME = _field("name", None)
QUESTIONS = (
    NAME,
    SITEURL,
    LANG,
    _field("organisation_number"),
    _field("address"),
    _field("email"),
    _field("brand", model=BrandColours),
    _field("accent", model=BrandColours),
    _question("logo", "logo", f"Filen med logoen ({LOGOS}). Den blir kopiert.", _logo_fault),
    _question("networks", "nettverk", "Navnene, med komma mellom.", _networks_fault),
    _question("licence", "lisens", f"For innholdet: {', '.join(LICENCES)}.", _one_of(LICENCES)),
)


UNANSWERED = {question.name.replace("-", "_"): "" for question in QUESTIONS}


def answers(
    questions: tuple[Question, ...], given: Mapping[str, str], ask: Ask | None
) -> dict[str, str]:
    """An answer for each question. Raises Refused when there is nobody to ask."""
    by_name = answers_to(questions, given, ask, command("init", "…"))
    return {name.replace("-", "_"): value for name, value in by_name.items()}


def template_values(answered: Mapping[str, str], today: date) -> dict[str, object]:
    """What the templates of the skeleton show; a question that was not asked has no answer."""
    answered = {**UNANSWERED, **answered}
    logo = answered["logo"] and f"images/logo{Path(answered['logo']).suffix.lower()}"
    return {
        **answered,
        "short": answered["name"].replace('"', ""),
        "identity": f"{_domain(answered['siteurl'])},{today.year}",
        "data_license": LICENCES.get(answered["licence"], ""),
        "logo": logo,
        "networks": {slug_of(name): name for name in names_in(answered["networks"])},
    }


def _domain(siteurl: str) -> str:
    """The domain of an address, as a tagging entity has it: without a port, in ASCII."""
    return (urlsplit(siteurl).hostname or "").encode("idna").decode()
