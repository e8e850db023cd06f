"""The tasks that publish a site, and bring an earlier one back; `tasks.py` has the daily ones."""

import os
import sys
from pathlib import Path

from invoke.context import Context
from invoke.tasks import task

from newsroom.places import as_typed

CONTENT, OUTPUT = Path("content"), Path("output")
TARGET = "Navnet på stedet under publish i site.yaml; uten når det bare er ett."
WAIT = "Sekunder før det ryddes bort som bare den forrige utgaven brukte."


@task(help={"shard": "Delen av bildene denne maskinen skal lage, f.eks. 2/5."})
def pictures(context: Context, shard: str = "1/1") -> None:
    """Lager bildene til nettstedet, eller en del av dem, i mellomlageret."""
    from newsroom.commands.pictures import main

    sys.exit(main(shard, CONTENT))


@task(
    positional=["target"],
    help={
        "target": TARGET,
        "wait": WAIT,
        "uncommitted": "Publiser også det som ikke er lagret i Git.",
        "replace": "Publiser også om det som er på nett, har noe som ikke er med her.",
    },
)
def publish(
    context: Context, target: str, wait: int = 60, uncommitted: bool = False, replace: bool = False
) -> None:
    """Bygger nettstedet, sender det dit det skal, og noterer hva som er publisert."""
    from newsroom.commands.publishing.publish import publish

    sys.exit(publish(target, CONTENT, OUTPUT, wait, is_dirty=uncommitted, is_other=replace))


@task(
    positional=["number"],
    help={
        "number": "Nummeret på utgaven; uten er det den forrige.",
        "target": TARGET,
        "wait": WAIT,
    },
)
def rollback(context: Context, number: str, target: str = "", wait: int = 60) -> None:
    """Tar nettstedet tilbake til en tidligere utgave."""
    from newsroom.commands.publishing.publish import rollback

    sys.exit(rollback(number, target, CONTENT, wait))


@task(
    positional=["target"],
    help={"target": TARGET, "forget": "Slett først alle utgaver unntatt den som er på nett."},
)
def releases(context: Context, target: str, forget: bool = False) -> None:
    """Viser utgavene som er publisert, den nyeste først."""
    from newsroom.commands.publishing.publish import releases

    sys.exit(releases(target, CONTENT, forget=forget))


@task(
    positional=["name"],
    help={
        "name": "Måneden, f.eks. 2024-01, eller navnet på en fil i content/newsletters.",
        "output": "Mappen e-posten skal ligge i.",
        "siteurl": "Adressen nettstedet ligger på.",
        "listmonk": "Lager et utkast i listmonk også. Ingenting sendes.",
    },
)
def newsletter(
    context: Context, name: str, output: str = "", siteurl: str = "", listmonk: bool = False
) -> None:
    """Lager et nyhetsbrev som e-post: HTML, ren tekst og et utkast til e-postprogrammet."""
    from newsroom.commands.newsletter import main

    folder = Path(as_typed(output) if output else "nyhetsbrev")
    sys.exit(main(name, folder, siteurl, CONTENT, to_listmonk=listmonk))


@task(help={"siteurl": "Adressen nettstedet ligger på."})
def status(context: Context, siteurl: str = "") -> None:
    """Sier hva som er på nett, hva som venter, hva som stopper det, og når noe endrer seg."""
    from newsroom.commands.publishing.status import status

    sys.exit(status(siteurl.rstrip("/"), CONTENT))


@task(positional=["step"], help={"step": "compare, check, build eller finish."})
def ci(context: Context, step: str) -> None:
    """Gjør et av stegene i publiseringen på GitHub; .github/workflows/ bruker det."""
    from newsroom.commands.publishing.github_pages import run_step
    from newsroom.commands.publishing.workflow_job import WorkflowJob

    sys.exit(run_step(step, WorkflowJob(os.environ, CONTENT, OUTPUT)))


@task(
    positional=["revision"],
    help={
        "revision": "En commit eller gren i Git; uten er det den grenen dere sender til.",
        "published": "Sammenlign med det som er på nett.",
        "siteurl": "Adressen nettstedet ligger på, for --published.",
    },
)
def diff(context: Context, revision: str, published: bool = False, siteurl: str = "") -> None:
    """Viser hva leserne ser bli annerledes når dette blir publisert."""
    from newsroom.commands.comparing.compare import compare

    sys.exit(compare(revision, published, siteurl, CONTENT))
