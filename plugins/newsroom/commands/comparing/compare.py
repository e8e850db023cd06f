"""`run.py diff`: what readers would see change if the files here were published."""

import io
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock

from newsroom.commands.changing.checked_change import strict_run
from newsroom.commands.comparing.events import event_sections
from newsroom.commands.comparing.others import changed_drafts, other_sections
from newsroom.commands.comparing.pages import page_sections
from newsroom.commands.comparing.section import section
from newsroom.commands.comparing.versions import Versions
from newsroom.commands.outcome import Refused, printed
from newsroom.commands.publishing.due import UNREADABLE
from newsroom.commands.publishing.online import no_answer, published, site_address
from newsroom.commands.publishing.release import ENGINE, LOOK, PUBLIC_FILE, git
from newsroom.commands.settings import strict_settings
from newsroom.commands.words import count
from newsroom.run import Run
from newsroom.site.engine import Engine

WITHOUT_GIT = "Det som er på nett, ble publisert uten Git, så det er ingenting å sammenligne med."
UNKNOWN = "{} finnes ikke i Git her. Hent det (git fetch), eller velg en av dem {} viser."
NO_CONTENT = "{} har ingen mappe {}/."
NOTHING = "Ingenting leserne ser, blir annerledes."
ONLY_DRAFTS = "Bare det som ikke er publisert, er endret: {}. Leserne ser ingen forskjell."
DRAFTS = "Det som ikke er publisert, er også endret: {}. Det vises ikke her."
STOPPED = "**Kan ikke publiseres før {} er rettet.**"
PARTIAL = "Det som ikke lar seg lese, er ikke med her."
OLD_FAULTS = "Det sammenlignes med noe som har {}, så noe kan mangle."
LOOKS = "Utseende eller oppsett er endret, så alle sider kan se annerledes ut"


@printed
def compare(revision: str, is_published: bool, siteurl: str, content: Path) -> Iterator[str]:
    """The lines of the report. Raises Refused without the revision."""
    return compared(
        _published(site_address(siteurl, content)) if is_published else revision or _upstream(),
        content,
    )


def compared(name: str, content: Path) -> Iterator[str]:
    """The report as lines of Markdown, compared with a revision. Raises Refused without it."""
    commit = git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if not commit:
        raise Refused(UNKNOWN.format(name or "HEAD", "git log"))
    folder = Path(strict_settings()["CACHE_PATH"]).resolve() / "earlier"
    folder.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(f"{folder}.lock"):  # two reports at once would share the folder
        earlier = _exported(commit, content, folder)
        new = strict_run(content)
        old = Engine(strict_settings(PATH=str(earlier), NOW=new.now.isoformat())).run_to_gate()
        yield from report(Versions(old, new), _look(commit), commit)


def _upstream() -> str:
    return git("rev-parse", "--verify", "--quiet", "@{upstream}") or "HEAD"


def _published(siteurl: str) -> str:
    """The commit that the site says it was made from. Raises Refused."""
    try:
        commit = str(published(siteurl, PUBLIC_FILE)["commit"])
    except UNREADABLE as error:
        raise Refused(no_answer(siteurl, error)) from None
    if not commit:
        raise Refused(WITHOUT_GIT)
    return commit


def _exported(commit: str, content: Path, folder: Path) -> Path:
    """The content of a commit, with its theme, in a folder at a fixed place, for its cache."""
    names = git("ls-tree", "--name-only", commit, content.name, "theme").split()
    if content.name not in names:
        raise Refused(NO_CONTENT.format(commit[:7], content.name))
    archive = subprocess.run(["git", "archive", commit, *names], capture_output=True, check=False)
    if archive.returncode:  # a clone may lack files of older commits
        raise Refused(UNKNOWN.format(commit[:7], "git log"))
    shutil.rmtree(folder, ignore_errors=True)
    with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as files:
        files.extractall(folder, filter=_without_outer_links)
    return folder / content.name


def _without_outer_links(member: tarfile.TarInfo, folder: str) -> tarfile.TarInfo | None:
    """Leaves out what would be outside the folder, as a build does."""
    try:
        return tarfile.data_filter(member, folder)
    except tarfile.FilterError:
        return None


def _look(commit: str) -> list[str]:
    """The files outside the content that decide how pages look, and that differ."""
    changed = git("diff", "--name-only", "--relative", commit, "--", *LOOK)
    new = git("ls-files", "--others", "--exclude-standard", "--", *LOOK)
    files = (*changed.splitlines(), *new.splitlines())
    return sorted({ENGINE if file.startswith(ENGINE) else file for file in files})


def report(versions: Versions, look: list[str], commit: str) -> Iterator[str]:
    """The lines of the report: what stops the publishing first, then a table of each kind."""
    yield from ("# Dette ser leserne bli annerledes", "", f"Sammenlignet med {commit[:7]}.")
    if errors := versions.new.report.errors():
        yield from ("", STOPPED.format(count(len(errors), "feil", "feil")))
    if versions.new.catalog.broken:
        yield from ("", PARTIAL)
    if errors := versions.old.report.errors():
        yield from ("", OLD_FAULTS.format(count(len(errors), "feil", "feil")))
    sections = (page_sections, event_sections, other_sections)
    tables = [line for part in sections for line in part(versions)]
    tables += section(LOOKS, ("Fil",), [(file,) for file in look])
    yield from tables
    if drafts := changed_drafts(versions):
        text = DRAFTS if tables else ONLY_DRAFTS
        yield from ("", text.format(count(drafts, "utkast", "utkast")))
    elif not tables:
        yield from ("", NOTHING)
    old, new = (_number_of_pages(run) for run in (versions.old, versions.new))
    if old != new and not versions.new.catalog.broken:
        yield from ("", f"Nettstedet får {count(new, 'side', 'sider')}; det hadde {old}.")


def _number_of_pages(run: Run) -> int:
    return sum(address.endswith("/") for address in run.site_data.plan.spots)
