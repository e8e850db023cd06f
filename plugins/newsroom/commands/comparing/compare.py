"""`run.py diff`: what readers would see change if the files here were published."""

import io
import shutil
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from newsroom.commands.changing.checked_change import strict_run
from newsroom.commands.comparing.events import event_tables
from newsroom.commands.comparing.others import changed_drafts, other_tables
from newsroom.commands.comparing.pages import page_tables
from newsroom.commands.comparing.section import Table, TableRow, section
from newsroom.commands.comparing.versions import Versions, name_of
from newsroom.commands.outcome import Refused, printed
from newsroom.commands.publishing.asking import UNREADABLE
from newsroom.commands.publishing.online import no_answer, published, site_address
from newsroom.commands.publishing.programs import bytes_of
from newsroom.commands.publishing.release import ENGINE, LOOK, PUBLIC_FILE, git
from newsroom.commands.settings import strict_settings
from newsroom.commands.words import count
from newsroom.contract.entry import Entry
from newsroom.run import Run
from newsroom.site.engine import Engine
from newsroom.wording.texts import Texts

WITHOUT_GIT = "Det som er på nett, ble publisert uten Git, så det er ingenting å sammenligne med."
DIRTY = (
    "Det som er på nett, har også noe som ikke var lagret i Git. Derfor kan noe av dette være på "
    "nett alt."
)
UNKNOWN = "{} finnes ikke i Git her. Hent det (git fetch), eller velg en av dem {} viser."
NO_CONTENT = "{} har ingen mappe {}/."
NOTHING = "Ingenting leserne ser, blir annerledes."
ONLY_DRAFTS = "Bare det som ikke er publisert, er endret: {}. Leserne ser ingen forskjell."
DRAFTS = "Det som ikke er publisert, er også endret: {}. Det vises ikke her."
STOPPED = "**Kan ikke publiseres før {} er rettet.**"
PARTIAL = "Det som ikke lar seg lese, er ikke med her."
OLD_FAULTS = "Det sammenlignes med noe som har {}, så noe kan mangle."
LOOKS = "Utseende eller oppsett er endret, så alle sider kan se annerledes ut"


@dataclass(frozen=True, slots=True)
class ReaderChanges:
    """What readers would see change since a commit; `drafts` are what they will not see.

    `errors` stop the publishing, `old_errors` are those of the commit. When something could not be
    read, it `is_partial`. `pages` are the numbers of pages before and after.
    """

    commit: str
    tables: tuple[Table, ...]
    drafts: tuple[TableRow, ...]
    errors: int
    old_errors: int
    is_partial: bool
    pages: tuple[int, int]


@printed
def compare(revision: str, is_published: bool, siteurl: str, content: Path) -> Iterator[str]:
    """The lines of the report. Raises Refused without the revision."""
    if not is_published:
        yield from compared(revision or _upstream(), content)
        return
    commit, is_dirty = _published(site_address(siteurl, content))
    yield from compared(commit, content)
    if is_dirty:
        yield from ("", DIRTY)


def compared(name: str, content: Path) -> Iterator[str]:
    """The report as lines of Markdown, compared with a revision. Raises Refused without it."""
    yield from report(changes_since(name, content))


def changes_since(name: str, content: Path, lang: str = "nb") -> ReaderChanges:
    """What readers would see change since a revision, in words. Raises Refused without it."""
    commit = git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if not commit:
        raise Refused(UNKNOWN.format(name or "HEAD", "git log"))
    folder = Path(strict_settings()["CACHE_PATH"]).resolve() / "earlier"
    folder.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(f"{folder}.lock"):  # two reports at once would share the folder
        earlier = _exported(commit, content, folder)
        new = strict_run(content)
        old = Engine(strict_settings(PATH=str(earlier), NOW=new.now.isoformat())).run_to_gate()
        return changes(Versions(old, new, lang), _look(commit), commit)


def _upstream() -> str:
    return git("rev-parse", "--verify", "--quiet", "@{upstream}") or "HEAD"


def _published(siteurl: str) -> tuple[str, bool]:
    """The commit that the site was made from, and whether with something else. Raises Refused."""
    try:
        public = published(siteurl, PUBLIC_FILE)
        commit, is_dirty = str(public["commit"]), bool(public.get("uncommitted"))
    except UNREADABLE as error:
        raise Refused(no_answer(siteurl, error)) from None
    if not commit:
        raise Refused(WITHOUT_GIT)
    return commit, is_dirty


def _exported(commit: str, content: Path, folder: Path) -> Path:
    """The content of a commit, with its theme, in a folder at a fixed place, for its cache."""
    names = git("ls-tree", "--name-only", commit, content.name, "theme").split()
    if content.name not in names:
        raise Refused(NO_CONTENT.format(commit[:7], content.name))
    try:
        archive = bytes_of("git", ["git", "archive", commit, *names], {"branch": ""})
    except Refused:  # a clone may lack files of older commits
        raise Refused(UNKNOWN.format(commit[:7], "git log")) from None
    shutil.rmtree(folder, ignore_errors=True)
    with tarfile.open(fileobj=io.BytesIO(archive)) as files:
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


def changes(versions: Versions, look: list[str], commit: str) -> ReaderChanges:
    """The tables of each kind of change that has any."""
    t, kinds = versions.t, (page_tables, event_tables, other_tables)
    tables = [table for kind in kinds for table in kind(versions)]
    tables.append(Table(t(LOOKS), (t("Fil"),), tuple(TableRow((file,)) for file in look)))
    return ReaderChanges(
        commit=commit,
        tables=tuple(table for table in tables if table.rows),
        drafts=tuple(_draft(entry, t) for entry in changed_drafts(versions)),
        errors=len(versions.new.report.errors()),
        old_errors=len(versions.old.report.errors()),
        is_partial=bool(versions.new.catalog.broken),
        pages=(_number_of_pages(versions.old), _number_of_pages(versions.new)),
    )


def report(changes: ReaderChanges) -> Iterator[str]:
    """The lines of the report: what stops the publishing first, then a table of each kind.

    Drafts are only counted, since others may read it.
    """
    yield from ("# Dette ser leserne bli annerledes", "", f"Sammenlignet med {changes.commit[:7]}.")
    if changes.errors:
        yield from ("", STOPPED.format(count(changes.errors, "feil", "feil")))
    if changes.is_partial:
        yield from ("", PARTIAL)
    if changes.old_errors:
        yield from ("", OLD_FAULTS.format(count(changes.old_errors, "feil", "feil")))
    for table in changes.tables:
        yield from section(table)
    if changes.drafts:
        text = DRAFTS if changes.tables else ONLY_DRAFTS
        yield from ("", text.format(count(len(changes.drafts), "utkast", "utkast")))
    elif not changes.tables:
        yield from ("", NOTHING)
    old, new = changes.pages
    if old != new and not changes.is_partial:
        yield from ("", f"Nettstedet får {count(new, 'side', 'sider')}; det hadde {old}.")


def _draft(entry: Entry, t: Texts) -> TableRow:
    is_draft = getattr(entry, "status", "") == "draft"
    state = t("utkast" if is_draft else "kommer senere")
    return TableRow((name_of(entry), state), ref=entry.ref)


def _number_of_pages(run: Run) -> int:
    return sum(address.endswith("/") for address in run.site_data.plan.spots)
