"""A branch of the repository, as GitHub Pages serves it: a commit for each release.

Git's plumbing makes the commits: neither the working tree nor its index changes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from newsroom.commands.outcome import Refused
from newsroom.commands.publishing.programs import output_of
from newsroom.commands.publishing.release import (
    BACK_TO,
    OWN_FILE,
    Release,
    Upload,
    kept_release,
    manifest_of,
    publisher,
    release_of,
)
from newsroom.site.published_site import MANIFEST

REMOTE = "origin"
# Without this file, GitHub Pages gives the files to Jekyll.
NO_JEKYLL = ".nojekyll"
MISSING = "Utgaven finnes ikke på grenen {}. Se hvilke som finnes: {}"
IN_HISTORY = (
    "Grenen {} har alle utgaver i historikken, og der kan bare en som kan Git, ta dem bort: "
    "docs/undo.md, «Ut av historikken»."
)


class Branch:
    """The releases in a branch of the repository's remote (`PublishingHost`)."""

    keeps_old_files = False

    def __init__(self, to: str, listing: str) -> None:
        self.branch = to.partition(":")[2]
        self.listing = listing

    def begin(self) -> Upload:
        head = self._head()
        manifest = self._git("show", f"{head}:{MANIFEST[1:]}") if head else ""
        return Upload(head, len(self._commits(head)) + 1, manifest_of(manifest))

    def send(self, upload: Upload, folders: Sequence[Path]) -> Upload:
        """Put the files into this repository as a commit; `finish` sends it."""
        release = release_of((folders[-1] / OWN_FILE).read_text(encoding="utf-8"))
        with TemporaryDirectory(prefix="newsroom-") as temporary:
            index = {"GIT_INDEX_FILE": str(Path(temporary, "index"))}
            empty = self._git("hash-object", "-w", "--stdin")
            self._git(
                "update-index", "--add", "--cacheinfo", f"100644,{empty},{NO_JEKYLL}", env=index
            )
            for folder in folders:
                words = ("-c", "core.autocrlf=false", f"--work-tree={folder.resolve()}", "add")
                self._git(*words, "--ignore-removal", "--force", ".", env=index)
            self._git("update-index", "--force-remove", OWN_FILE, env=index)  # it has a name
            tree = self._git("write-tree", env=index)
        return replace(upload, id=self._commit(tree, upload.id, release))

    def finish(self, upload: Upload) -> None:
        self._git("push", "--quiet", REMOTE, f"{upload.id}:refs/heads/{self.branch}")

    def activate(self, number: int) -> None:
        head = self._head()
        commits = self._commits(head)
        if not 0 < number <= len(commits):
            raise Refused(MISSING.format(self.branch, self.listing))
        now = datetime.now(UTC).isoformat(timespec="seconds")
        release = replace(
            self.releases()[number - 1],
            number=len(commits) + 1, time=now, who=publisher(), changes=BACK_TO.format(number),
            back_to=number,
        )  # fmt: skip
        commit = self._commit(f"{commits[number - 1]}^{{tree}}", head, release)
        self.finish(Upload(commit, release.number, {}))

    def sweep(self, wait: int) -> None:
        """Nothing: the files of the release before are gone with it."""

    def releases(self) -> list[Release]:
        head = self._head()
        texts = [self._git("show", "--no-patch", "--format=%b", one) for one in self._commits(head)]
        return [
            kept_release(number, text, is_online=number == len(texts))
            for number, text in enumerate(texts, 1)
        ]

    def forget(self) -> None:
        raise Refused(IN_HISTORY.format(self.branch))

    def _head(self) -> str:
        """The newest commit of the branch at the remote; empty without one."""
        self._git("rev-parse", "--git-dir")  # ls-remote also works outside a repository
        line = self._git("ls-remote", REMOTE, f"refs/heads/{self.branch}")
        if head := line.partition("\t")[0]:
            self._git("fetch", "--quiet", REMOTE, head)
        return head

    def _commits(self, head: str) -> list[str]:
        """The commits of the branch, the oldest first."""
        return self._git("rev-list", "--reverse", "--first-parent", head).split() if head else []

    def _commit(self, tree: str, parent: str, release: Release) -> str:
        parents = ("-p", parent) if parent else ()
        subject = f"Utgave {release.number}: {release.changes}"
        return self._git("commit-tree", tree, *parents, "-m", subject, "-m", release.text)

    def _git(self, *words: str, env: Mapping[str, str] | None = None) -> str:
        """What Git prints. Raises Refused when it fails."""
        return output_of("git", ["git", *words], {"branch": self.branch}, env=env).strip()
