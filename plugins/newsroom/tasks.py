"""What people do with a site, as Invoke tasks; `python3 run.py` lists them.

They work on the folder they are started in.
"""

import shutil
import subprocess
import sys
import time
from pathlib import Path

from invoke.context import Context
from invoke.tasks import task

from newsroom.adoption_tasks import import_, init, translate, upgrade  # noqa: F401 - tasks of this module
from newsroom.commands.build_report import what_was_built
from newsroom.commands.building import OWN_GROUP, pelican_command
from newsroom.places import as_typed
from newsroom.publishing_tasks import (  # noqa: F401 - as above
    ci,
    diff,
    newsletter,
    pictures,
    publish,
    releases,
    rollback,
    status,
)
from newsroom.site.start import little_was_made

CONTENT = Path("content")
OUTPUT = Path("output")
CACHE = "Mappen som husker mellom byggingene."
NOW = "Klokkeslettet nettstedet bygges for, f.eks. 2023-12-20T12:00."


@task(
    help={
        "siteurl": "Adressen nettstedet skal ligge på.",
        "now": NOW,
        "explain": "Sier hvorfor hver side ble laget på nytt.",
        "output": "Mappen nettstedet skal ligge i.",
        "cache": CACHE,
        "no-cache": "Bruker ikke det som er husket fra forrige bygging.",
        "double-click": "En ny mappe for en kopi som åpnes med dobbeltklikk, uten webtjener.",
    }
)
def build(
    context: Context,
    siteurl: str = "",
    now: str = "",
    explain: bool = False,
    output: str = str(OUTPUT),
    cache: str = "",
    no_cache: bool = False,
    double_click: str = "",
) -> None:
    """Bygger nettstedet til mappen output."""
    folder = Path(output)
    given = {"EXPLAIN": explain, "CACHE_PATH": absolute(cache)}
    pelican = pelican_command("publishconf.py", folder, siteurl=siteurl, now=now, **given)
    pelican += ["--ignore-cache"] if no_cache else []
    started = time.monotonic()
    done = subprocess.run(pelican, stdout=subprocess.PIPE, process_group=OWN_GROUP)
    if done.returncode:
        if done.returncode == 1:
            from newsroom.commands.settings import strict_settings

            strict_settings()  # says what is wrong with the settings, if anything is
        sys.stdout.buffer.write(done.stdout)
        sys.exit(done.returncode)
    little = little_was_made(done.stdout.decode("utf-8", "replace"))
    print(what_was_built(folder, time.monotonic() - started, little))
    if double_click:
        from newsroom.commands.double_click import copy_site
        from newsroom.commands.settings import strict_settings

        sys.exit(
            copy_site(folder, Path(as_typed(double_click)), siteurl or strict_settings()["SITEURL"])
        )


@task(
    help={
        "port": "Porten på denne maskinen, f.eks. 8123.",
        "now": NOW,
        "no-browser": "Åpner ikke skrivepulten i nettleseren.",
    }
)
def serve(context: Context, port: int = 8000, now: str = "", no_browser: bool = False) -> None:
    """Åpner skrivepulten, viser nettstedet og bygger på nytt når noe lagres."""
    from newsroom.desk.start import main

    sys.exit(main(port, now, opens_browser=not no_browser))


@task(
    help={
        "lang": "Språket feilene meldes på: nb eller en. Uten det følger de nettstedet.",
        "all": "Vis hele oppgavelisten.",
        "now": NOW,
        "fix": "Rett alt som det er vist en ferdig linje for, i hele innholdet eller i én fil.",
        "yes": "Rett uten å spørre.",
        "cache": CACHE,
    },
    optional=["fix"],
)
def check(
    context: Context,
    lang: str = "",
    all: bool = False,
    now: str = "",
    fix: str | bool | None = None,
    yes: bool = False,
    cache: str = "",
) -> None:
    """Sjekker innholdet, med råd og oppgaver, og skriver bare med --fix."""
    from newsroom.commands.check import main
    from newsroom.commands.fix import mend_content

    if fix is not None:
        ask = input if sys.stdin.isatty() else None
        code = mend_content(CONTENT, "" if fix is True else str(fix), ask, is_sure=yes)
        if code:
            sys.exit(code)
    sys.exit(main(CONTENT, lang, everything=all, now=now, cache=absolute(cache)))


@task(
    iterable=["merge"],
    help={
        "merge": "Git bruker det til å flette to utgaver av en fil: BASE OURS THEIRS.",
        "push": "Grenen det noterte skal sendes til, f.eks. main. Uten blir bare filene skrevet.",
    },
)
def record(context: Context, merge: list[str], push: str = "") -> None:
    """Noterer hva den siste byggingen publiserte: adressene, og det kalenderne har fått vite."""
    from newsroom.commands.publishing import merging, pushing, record

    if merge:
        sys.exit(merging.main(merge))
    code = record.main(CONTENT, OUTPUT)
    sys.exit(pushing.push(push, CONTENT) if push and not code else code)


@task(
    positional=["file", "slug"],
    help={
        "file": "Filen til en nyhet eller en side, id-en til et arrangement, nøkkelen til en "
        "person, et sted eller et nettverk, eller adressen.",
        "slug": "Det nye navnet i adressen, f.eks. frokost-om-ki.",
    },
)
def rename(context: Context, file: str, slug: str) -> None:
    """Gir en side ny adresse, og lar den gamle og alt som viser dit, føre til den nye."""
    from newsroom.commands.changing.rename import main

    sys.exit(main(file, slug, CONTENT))


@task(
    positional=["kind", "what"],
    help={
        "kind": "picture, person, document eller entry.",
        "what": "Filen til et bilde, et dokument eller et innlegg, nøkkelen til eller navnet på en "
        "person, id-en til et arrangement, eller nøkkelen til et sted eller et nettverk.",
    },
)
def remove(context: Context, kind: str, what: str) -> None:
    """Tar et bilde, en person, et dokument eller et innlegg av nettstedet."""
    from newsroom.commands.changing.remove import main

    sys.exit(main(kind, what, CONTENT))


@task(help={"shrink": "Gjør store mindre uten å spørre.", "clean": "Ta bort GPS, kamera og eier."})
def images(context: Context, shrink: bool = False, clean: bool = False) -> None:
    """Finner bilder som er for store, ikke kan brukes, eller røper sted, kamera eller eier."""
    from newsroom.commands.images import main

    sys.exit(main(CONTENT, shrinks=shrink, cleans=clean))


@task(help={"year": "Året, f.eks. 2023.", "siteurl": "Adressen lenkene i PDF-en går til."})
def pdf(context: Context, year: str, siteurl: str = "") -> None:
    """Lager årsbrevet for et år som PDF."""
    from newsroom.commands.letters import make_pdf

    sys.exit(make_pdf(year, siteurl, CONTENT))


@task(help={"year": "Året, f.eks. 2023.", "siteurl": "Adressen nettstedet ligger på."})
def share(context: Context, year: str, siteurl: str = "") -> None:
    """Skriver ut en ferdig tekst til å dele årsbrevet med."""
    from newsroom.commands.letters import print_share_text

    sys.exit(print_share_text(year, siteurl, CONTENT))


@task(
    positional=["kind", "what"],
    help={
        "kind": "article, event, page, person, venue, review, newsletter, "
        "eller events med et regneark.",
        "what": "Tittelen, navnet eller året; det samme som --title, --name og --year. "
        "For newsletter: måneden som ÅÅÅÅ-MM, f.eks. 2024-02. For events: filen, .xlsx eller .csv.",
        "name": "Navnet.",
        "title": "Tittelen.",
        "date": "Datoen til en nyhet, f.eks. 2024-03-05.",
        "start": "Når et arrangement begynner, f.eks. 2024-03-05 09:00.",
        "end": "Når det er slutt.",
        "venue": "Nøkkelen til stedet, eller lenken til et møte på nett.",
        "network": "Nøkkelen til nettverket.",
        "summary": "Ingressen.",
        "author": "Forfatteren.",
        "role": "Stillingen til en person.",
        "company": "Bedriften til en person.",
        "address": "Gateadressen til et sted.",
        "postcode": "Postnummeret.",
        "city": "Poststedet.",
        "year": "Året til et årsbrev.",
        "slug": "Navnet i adressen, når det ikke skal lages av tittelen.",
        "field": "Et annet felt, f.eks. deadline=2024-03-05. Kan skrives flere ganger.",
        "yes": "Skriv arrangementene i regnearket uten å spørre.",
    },
    iterable=["field"],
)
def new(
    context: Context,
    kind: str,
    what: str,
    name: str = "",
    title: str = "",
    date: str = "",
    start: str = "",
    end: str = "",
    venue: str = "",
    network: str = "",
    summary: str = "",
    author: str = "",
    role: str = "",
    company: str = "",
    address: str = "",
    postcode: str = "",
    city: str = "",
    year: str = "",
    slug: str = "",
    field: list[str] | None = None,
    yes: bool = False,
) -> None:
    """Lager en nyhet, et arrangement, en side, en person, et sted, et medlem eller et årsbrev."""
    ask = input if sys.stdin.isatty() else None
    if kind in ("events", "members"):
        from newsroom.commands.sheets import new_events, new_members

        read_rows = new_events.main if kind == "events" else new_members.main
        sys.exit(read_rows(Path(as_typed(what)), CONTENT, ask, is_sure=yes))
    ours = ("context", "kind", "field", "yes", "ask", "ours")
    given = {key: value for key, value in locals().items() if key not in ours}
    given |= dict(one.partition("=")[::2] for one in field or ())
    from newsroom.commands.new import main

    sys.exit(main(kind, given, CONTENT, ask))


@task(
    positional=["file"],
    help={"file": "Regnearket, .xlsx eller .csv.", "yes": "Skriv uten å spørre."},
)
def attendance(context: Context, file: str, yes: bool = False) -> None:
    """Fyller inn oppmøtet på arrangementene fra et regneark."""
    from newsroom.commands.sheets.attendance import main

    ask = input if sys.stdin.isatty() else None
    sys.exit(main(Path(as_typed(file)), CONTENT, ask, is_sure=yes))


@task
def clean(context: Context) -> None:
    """Fjerner alt som er bygget, og mellomlageret."""
    caches = [path for path in Path().glob(".cache/*") if path.name != "upgrade"]  # for --undo
    for path in [OUTPUT, *Path().glob(f".{OUTPUT}.*"), *caches]:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def absolute(folder: str) -> str:
    """The whole path of a folder; empty when none was given."""
    return str(Path(folder).resolve()) if folder else ""
