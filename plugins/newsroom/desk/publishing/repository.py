"""The Git repository of a site: whether it can be published from now, and Git's work in words."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from shutil import which
from tempfile import TemporaryFile
from typing import Literal, NamedTuple

from newsroom.commands.outcome import Refused
from newsroom.commands.publishing.programs import ProgramFailed, bytes_of
from newsroom.commands.publishing.release import LOOK
from newsroom.desk.sentences import sentence
from newsroom.reading.files import IGNORED_PREFIXES

CONTENT = "content"
FileState = Literal["new", "changed", "deleted"]
# The last commit that was put on top of what others had sent: as it was before, and as it was sent.
BEFORE, AFTER = "refs/newsroom/before-merge", "refs/newsroom/after-merge"
NAMELESS = {"branch": ""}  # the desk's own sentences do not name it
SECONDS = 600  # for many pictures on a slow line
# No questions, which nobody would see, and no waiting for a server that does not answer.
SSH = "ssh -o BatchMode=yes -o ConnectTimeout=20 -o ServerAliveInterval=15"
SETTINGS = ("http.lowSpeedLimit=1000", "http.lowSpeedTime=30", "log.showSignature=no")
CAREFUL = tuple(word for setting in SETTINGS for word in ("-c", setting))
STATES: Mapping[str, FileState] = {"D": "deleted", "?": "new", "A": "new"}
UNFINISHED = ("MERGE_HEAD", "rebase-merge", "rebase-apply", "CHERRY_PICK_HEAD", "REVERT_HEAD")


class ChangedFile(NamedTuple):
    """A file of the site that differs from the last commit."""

    path: str
    state: FileState


@dataclass(frozen=True)
class SiteRepository:
    """The repository of the site in the folder `root`, which speaks a language.

    All methods raise Refused, in words.
    """

    root: Path
    lang: str = "nb"

    def refused(self, code: str) -> Refused:
        """The refusal with the sentence of a code."""
        return Refused(sentence(code, self.lang))

    def git(self, *words: str, given: bytes = b"", env: Mapping[str, str] | None = None) -> str:
        """What Git prints."""
        return os.fsdecode(self.data(*words, given=given, env=env)).strip()

    def data(self, *words: str, given: bytes = b"", env: Mapping[str, str] | None = None) -> bytes:
        """The bytes that Git prints; it reads those that are `given`."""
        if not which("git"):
            raise self.refused("git-missing")
        command = ["git", "-C", str(self.root), *CAREFUL, *words]
        with TemporaryFile() as file:
            file.write(given)
            file.seek(0)
            try:
                return bytes_of("git", command, NAMELESS, given=file, env=env, seconds=SECONDS)
            except ProgramFailed as failed:
                raise self.refused(failed.code) from None

    def ask_remote(self, *words: str) -> None:
        """Have Git speak with the remote, by the user's own SSH command, if there is one."""
        is_set = "GIT_SSH_COMMAND" in os.environ or self.asked("config", "core.sshCommand")
        self.git(*words, env={} if is_set else {"GIT_SSH_COMMAND": SSH})

    def items(self, *words: str) -> list[str]:
        """The items of an answer that has a NUL after each."""
        return os.fsdecode(self.data(*words)).split("\0")[:-1]

    def asked(self, *words: str) -> str:
        """The same; empty when Git has no answer."""
        try:
            return self.git(*words)
        except Refused:
            return ""

    def require_branch(self) -> None:
        """Return when a branch is checked out and no merge is under way."""
        paths = self.git("rev-parse", *(w for name in UNFINISHED for w in ("--git-path", name)))
        is_merging = any((self.root / path).exists() for path in paths.splitlines())
        if is_merging or self.git("ls-files", "--unmerged"):
            raise self.refused("git-half-merged")
        if not self.branch:
            raise self.refused("git-detached")

    @cached_property
    def branch(self) -> str:
        """The branch that is checked out; "" when none is."""
        return self.asked("symbolic-ref", "--quiet", "--short", "HEAD")

    @cached_property
    def prefix(self) -> str:
        """The path of the site in the repository, with a slash at its end, or ""."""
        return self.git("rev-parse", "--show-prefix")

    @cached_property
    def remote(self) -> str:
        """The name of the remote that the branch is sent to; "" without one."""
        remotes = self.git("remote").split()
        named = self.asked("config", f"branch.{self.branch}.remote")
        alone = remotes[0] if len(remotes) == 1 else ""
        return next((name for name in (named, "origin") if name in remotes), alone)

    @property
    def url(self) -> str:
        """The address of the remote; "" without one."""
        return self.asked("remote", "get-url", self.remote) if self.remote else ""

    @cached_property
    def target(self) -> str:
        """The branch of the remote that the branch is sent to."""
        merge = self.asked("config", f"branch.{self.branch}.merge")
        return merge.removeprefix("refs/heads/") or self.branch

    def commit_of(self, name: str) -> str:
        """The whole id of a commit; "" when it is not here."""
        words = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
        return self.asked(*words)

    @property
    def upstream(self) -> str:
        """The newest commit of the remote's branch that has been fetched; "" without one."""
        is_there = self.remote and self.target
        return self.commit_of(f"refs/remotes/{self.remote}/{self.target}") if is_there else ""

    def has_commit(self, commit: str, ancestor: str) -> bool:
        """Whether a commit has another one in its history."""
        are_here = self.commit_of(commit) and self.commit_of(ancestor)
        return bool(are_here) and not self.git("rev-list", "--max-count=1", ancestor, f"^{commit}")

    def status(self, *words: str) -> list[ChangedFile]:
        """The files that differ from the last commit, also new ones."""
        options = ("--porcelain", "-z", "--no-renames", "--untracked-files=all")
        lines = self.items("--no-optional-locks", "status", *options, *words)
        return [ChangedFile(line[3:].removeprefix(self.prefix), _state(line[:2])) for line in lines]

    def changed(self) -> list[ChangedFile]:
        """The changed files of content/."""
        return self.status("--", CONTENT)

    def differs_from_build(self) -> bool:
        """Whether a build here reads files that the last commit does not have."""
        files = (*self.status("--ignored", "--", CONTENT), *self.status("--", *LOOK))
        names = (PurePosixPath(file.path).name for file in files)
        return not all(name.startswith(IGNORED_PREFIXES) for name in names)

    def is_unsent(self, commit: str) -> bool:
        """Whether no branch of the remote has a commit."""
        words = ("rev-list", "--max-count=1", commit, "--not", f"--remotes={self.remote}")
        return bool(self.git(*words))

    def base_of(self, ours: str, theirs: str) -> str:
        """The newest commit whose changes both have; "" when there is none.

        What has been sent from here may still lie here as it was before it was merged.
        """
        base = self.asked("merge-base", ours, theirs)
        is_sent = self.has_commit(ours, BEFORE) and self.has_commit(theirs, AFTER)
        return self.commit_of(BEFORE) if is_sent and self.has_commit(BEFORE, base) else base

    def commits_since(self, base: str, ours: str) -> list[str]:
        """The commits since a base, the oldest first; the last alone if one is a merge."""
        commits = self.git("rev-list", "--reverse", ours, f"^{base}").split()
        has_merges = self.git("rev-list", "--merges", ours, f"^{base}")
        return commits[-1:] if has_merges else commits

    def has_name(self) -> bool:
        """Whether Git knows who commits."""
        return bool(self.asked("-c", "user.useConfigOnly=true", "var", "GIT_AUTHOR_IDENT"))

    def set_name(self, name: str, email: str) -> None:
        """Tell Git who commits in this repository."""
        for key, value in (("user.name", name), ("user.email", email)):
            self.git("config", key, " ".join(value.split()).lstrip("-"))

    def commit(self, sentence: str) -> None:
        """Commit what is changed in content/, and nothing else, whatever is staged."""
        self.git("add", "--all", "--", CONTENT)
        options = ("--quiet", "--no-verify", "--no-gpg-sign", f"--message={sentence}")
        if self.git("diff", "--cached", "--name-only", "--", CONTENT):  # not only line ends
            self.git("commit", *options, "--only", "--", CONTENT)

    def fetch(self) -> None:
        """Fetch what others have sent; the whole history, where the clone lacks a part of it."""
        is_shallow = self.git("rev-parse", "--is-shallow-repository") == "true"
        deepen = ("--unshallow",) if is_shallow else ()
        self.ask_remote("fetch", "--quiet", *deepen, self.remote)

    def replayed(self, commit: str, tree: str, parent: str) -> str:
        """A commit like another with this tree, after a parent; the parent if nothing differs."""
        if tree == self.git("rev-parse", f"{parent}^{{tree}}"):
            return parent
        written = self.git("log", "-1", "--format=%an%n%ae%n%aI%n%B", commit).split("\n", 3)
        names = ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_AUTHOR_DATE")
        author = dict(zip(names, written, strict=False))
        words = ("commit-tree", tree, "-p", parent)
        return self.git(*words, given=os.fsencode(written[3]), env=author)

    def push(self, commit: str, branch: str) -> None:
        """Send a commit to a branch of the remote."""
        self.ask_remote("push", "--quiet", self.remote, f"{commit}:refs/heads/{branch}")

    def free_branch(self, name: str) -> str:
        """The name of a branch that the remote does not have, with a number if needed."""
        names = (name, *(f"{name}-{number}" for number in range(2, 100)))
        known = f"refs/remotes/{self.remote}/"
        return next(name for name in names if not self.commit_of(known + name))

    def moved_to(self, commit: str, before: str) -> bool:
        """Bring the files from one commit to another, with staged ones kept; or change nothing.

        False when a file that differs has been changed here meanwhile.
        """
        self.asked("update-index", "-q", "--refresh")  # it fails when files are changed
        try:
            self.git("read-tree", "-m", "-u", before, commit)
        except Refused:
            return False
        self.git("update-ref", "-m", "publish", "HEAD", commit, before)
        return True

    def remember(self, before: str, after: str) -> None:
        """Keep a commit as it was before it was merged, and know what it has become."""
        self.git("update-ref", BEFORE, before)
        self.git("update-ref", AFTER, after)

    def export(self, commit: str, folder: Path) -> Path:
        """The site of a commit in a folder that is kept, so that only what differs is written."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / ".index.lock").unlink(missing_ok=True)  # of one that was killed
        env = {
            "GIT_DIR": self.git("rev-parse", "--absolute-git-dir"),
            "GIT_WORK_TREE": str(folder.resolve()),
            "GIT_INDEX_FILE": str(folder.resolve() / ".index"),
        }
        self.git("read-tree", "--reset", "-u", commit, env=env)
        return folder / self.prefix


def _state(code: str) -> FileState:
    """What the two letters of Git's short status say about a file."""
    return next((state for letter, state in STATES.items() if letter in code), "changed")
