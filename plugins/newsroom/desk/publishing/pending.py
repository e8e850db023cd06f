"""What a publishing would send, and what readers would see change by it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from newsroom.commands.comparing.compare import ReaderChanges, changes_since
from newsroom.desk.publishing.repository import CONTENT, ChangedFile, SiteRepository
from newsroom.desk.publishing.site_check import apart

Compare = Callable[[Path, str, str], ReaderChanges]


@dataclass(frozen=True, slots=True)
class PendingChanges:
    """What waits to be published.

    `files` are the changed files of content/, `others` those that are not sent, `unsent` the
    sentences of commits that wait. `changes` is what readers will see; None before the first
    commit.
    """

    files: tuple[ChangedFile, ...]
    others: tuple[ChangedFile, ...]
    unsent: tuple[str, ...]
    changes: ReaderChanges | None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to publish."""
        return not self.files and not self.unsent


def compare_apart(root: Path, commit: str, lang: str) -> ReaderChanges:
    """Compare the site in a folder with a commit, in a process of its own."""
    return apart(root, lang, partial(changes_since, commit, Path(CONTENT), lang))


def pending(root: Path, compare: Compare = compare_apart, lang: str = "nb") -> PendingChanges:
    """What waits to be published in the site in `root`. Raises Refused, in words.

    Compared with what was sent last, as far as it has been fetched.
    """
    repository = SiteRepository(root, lang)
    repository.require_branch()
    files = tuple(repository.status())
    ours = tuple(file for file in files if file.path.startswith(f"{CONTENT}/"))
    upstream, head = repository.upstream, repository.commit_of("HEAD")
    since = (f"^{upstream}",) if upstream else ()
    sentences = repository.git("log", "--reverse", "--format=%s", head, *since) if head else ""
    return PendingChanges(
        files=ours,
        others=tuple(file for file in files if file not in ours),
        unsent=tuple(sentences.splitlines()) if repository.remote else (),
        changes=compare(root, upstream or head, lang) if head else None,
    )
