"""The tasks that begin a site, fill it, and renew it; `tasks.py` has the daily ones."""

import sys
from pathlib import Path

from invoke.context import Context
from invoke.tasks import task

from newsroom.places import as_typed

CONTENT = Path("content")


@task(
    name="import",
    positional=["source"],
    help={
        "source": "En WordPress-eksport (.xml), en kalender (.ics), en mappe fra Pelican, Jekyll "
        "eller Hugo, eller en mappe med Word-filer.",
        "media": "Mappen med bildene og filene fra WordPress (wp-content/uploads).",
        "keep": "La det som er importert før, stå som det er. Det er det vanlige.",
        "overwrite": "Skriv over det som er importert før.",
        "lang": "Språket rapporten er på: nb eller en. Uten det følger den nettstedet.",
    },
)
def import_(
    context: Context,
    source: str,
    media: str = "",
    keep: bool = False,
    overwrite: bool = False,
    lang: str = "",
) -> None:
    """Henter innhold fra WordPress, en kalender, Pelican, Jekyll, Hugo eller Word."""
    from newsroom.commands.importing.run_import import main

    if keep and overwrite:
        sys.exit("Velg enten --keep eller --overwrite.")
    source, media = as_typed(source), as_typed(media)
    sys.exit(main(source, CONTENT, media=media, overwrites=overwrite, lang=lang))


@task(
    positional=["folder"],
    help={
        "folder": "Mappen nettstedet skal ligge i. Den skal ikke finnes, eller være tom.",
        "name": "Navnet på foreningen.",
        "siteurl": "Adressen nettstedet får.",
        "lang": "Språket nettstedet er på: nb, nn eller en.",
        "organisation_number": "Organisasjonsnummeret.",
        "address": "Postadressen.",
        "email": "E-postadressen.",
        "brand": "Hovedfargen, f.eks. #004b60.",
        "accent": "Kontrastfargen.",
        "logo": "Filen med logoen, f.eks. logo.svg eller logo.png.",
        "networks": "Navnene på nettverkene, med komma mellom.",
        "licence": "Lisensen for innholdet, f.eks. CC BY 4.0.",
        "from_": "Mappen med et nettsted fra før, en kopi av lageret til motoren; content/ i den "
        "kopieres.",
    },
)
def init(
    context: Context,
    folder: str,
    name: str = "",
    siteurl: str = "",
    lang: str = "",
    organisation_number: str = "",
    address: str = "",
    email: str = "",
    brand: str = "",
    accent: str = "",
    logo: str = "",
    networks: str = "",
    licence: str = "",
    from_: str = "",
) -> None:
    """Lager et nytt nettsted i en tom mappe."""
    others = ("context", "folder", "from_")
    given = {k.replace("_", "-"): value for k, value in locals().items() if k not in others}
    given["logo"] = as_typed(logo)
    from newsroom.commands.init import main

    ask = input if sys.stdin.isatty() else None
    sys.exit(main(as_typed(folder), given, as_typed(from_), ask))


@task(
    positional=["file", "lang"],
    help={
        "file": "Filen til en nyhet, en side eller et årsbrev på bokmål.",
        "lang": "Språket den skal oversettes til: nn.",
    },
)
def translate(context: Context, file: str, lang: str) -> None:
    """Lager et utkast på nynorsk av en tekst på bokmål, med Apertium på denne maskinen."""
    from newsroom.commands.translate import main

    sys.exit(main(file, lang, CONTENT))


@task(
    positional=["version"],
    help={
        "version": "Filen med den nye motoren (.whl). Med PIP_FIND_LINKS kan det være en versjon.",
        "all": "Vis alle sider som blir annerledes, ikke bare de første.",
        "yes": "Oppgrader uten å spørre.",
        "undo": "Angre den siste oppgraderingen.",
        "now": "Klokkeslettet begge utgavene bygges for, f.eks. 2023-12-20T12:00.",
    },
)
def upgrade(
    context: Context,
    version: str,
    all: bool = False,
    yes: bool = False,
    undo: bool = False,
    now: str = "",
) -> None:
    """Gir nettstedet en nyere motor, etter å ha vist hva som blir annerledes."""
    from newsroom.commands import upgrading

    flags = {"--all": all, "--yes": yes, f"--now={now}": now}
    chosen = [flag for flag, is_set in flags.items() if is_set]
    sys.exit(upgrading.undo() if undo else upgrading.main(version, chosen))
