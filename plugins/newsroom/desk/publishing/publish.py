"""Publishes what is changed in content/: checks, commits, merges and sends it.

Nothing is lost on the way: the commit is made first, and the files change only in one step, to
what has been sent.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Literal

from filelock import FileLock, Timeout

from newsroom.commands.outcome import Refused
from newsroom.contract.catalog import BUILT_IN
from newsroom.contract.moment import OSLO
from newsroom.contract.problems import Problem
from newsroom.contract.slug import slugify
from newsroom.desk.publishing.conflict import PublishConflict, Side
from newsroom.desk.publishing.merging import Conflicted, TreeMerge
from newsroom.desk.publishing.remote_pages import review_page
from newsroom.desk.publishing.repository import SiteRepository
from newsroom.desk.publishing.site_check import SiteCheck, apart, site_check
from newsroom.desk.sentences import sentence
from newsroom.reading.file_reader import Models
from newsroom.wording.dates import clock

ATTEMPTS = 5
REVIEW = "til-gjennomsyn"
FOLDER = ".cache/publishing"
LONGEST_NAME = 50
Check = Callable[[Path], SiteCheck]


@dataclass(frozen=True, slots=True)
class PublishOutcome:
    """How a publishing ended, in words.

    `sent` and `review` have the commit that was sent; `review` also the page or the branch where
    to look at it. `kept`: committed, but not sent. `stopped` has the errors of the check,
    `conflict` the conflicts to choose in; `needs_name` asks for a name and an address.
    """

    state: Literal["sent", "review", "kept", "nothing", "stopped", "conflict", "needs_name"]
    text: str
    commit: str = ""
    address: str = ""
    errors: tuple[Problem, ...] = ()
    conflicts: tuple[PublishConflict, ...] = ()


def publish(
    root: Path,
    what: str,
    *,
    who: tuple[str, str] | None = None,
    choices: Mapping[str, Side] | None = None,
    check: Check | None = None,
    models: Models = BUILT_IN,
    lang: str = "nb",
) -> PublishOutcome:
    """Publish what is changed in the site in `root`; `what` is a sentence about it.

    After a conflict, call it again with a side for the id of each. `who` is a name and an e-mail
    address for Git. Raises Refused, in words, when nothing can be committed.
    """
    (root / FOLDER).mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(root / f"{FOLDER}.lock", timeout=0):
            repository = SiteRepository(root, lang)
            check = check or partial(apart, lang=lang, work=site_check)
            return _Publishing(repository, check, models, choices or {}).run(what, who)
    except Timeout:
        raise Refused(sentence("publishing-already", lang)) from None


@dataclass(frozen=True, slots=True)
class _Publishing:
    repository: SiteRepository
    check: Check
    models: Models
    choices: Mapping[str, Side]

    def run(self, what: str, who: tuple[str, str] | None) -> PublishOutcome:
        repository, message = self.repository, " ".join(what.split())
        repository.require_branch()
        site = self.check(repository.root)
        if site.errors:
            return self._stopped("publish-stopped", site)
        if who:
            repository.set_name(*who)
        if not repository.has_name():
            return PublishOutcome("needs_name", self._say("name-needed"))
        if repository.changed():
            if not message:
                raise repository.refused("publish-sentence")
            repository.commit(message)
        if not repository.remote:
            return PublishOutcome("kept", self._say("remote-missing"), repository.commit_of("HEAD"))
        try:
            return self._send(site)
        except Conflicted as conflicted:
            text = self._say("publish-conflict")
            return PublishOutcome("conflict", text, conflicts=conflicted.conflicts)
        except Refused as refused:
            text = " ".join((str(refused), self._say("kept")))
            return PublishOutcome("kept", text, repository.commit_of("HEAD"))

    def _send(self, site: SiteCheck) -> PublishOutcome:
        """Send what is committed, on top of what others have sent."""
        repository = self.repository
        repository.fetch()
        if site.is_reviewed and not repository.is_unsent("HEAD"):
            return PublishOutcome("nothing", self._say("nothing-new"))
        for _ in range(ATTEMPTS):
            ours, theirs = repository.commit_of("HEAD"), repository.upstream
            commit = self._merged(ours, theirs)
            is_new = commit != theirs
            if is_new and (commit != ours or repository.differs_from_build()):
                checked = self.check(repository.export(commit, repository.root / FOLDER))
                if checked.errors:
                    code = "local-stopped" if commit == ours else "merged-stopped"
                    return self._stopped(code, checked, self._say("kept"))
            branch = repository.target
            if site.is_reviewed:
                branch = repository.free_branch(_review_branch(repository, commit))
            if commit != ours:
                repository.remember(ours, commit)
            try:
                if is_new:
                    repository.push(commit, branch)
            except Refused:
                repository.fetch()
                if repository.upstream == theirs:  # so it was not that somebody was faster
                    raise
            else:
                is_here = commit == ours or repository.moved_to(commit, ours)
                return self._sent(commit if is_new else "", branch, site, is_here=is_here)
        raise repository.refused("publish-overtaken")

    def _merged(self, ours: str, theirs: str) -> str:
        """Our commits on top of theirs; those that change nothing any more are left out."""
        repository = self.repository
        if not theirs or repository.has_commit(ours, theirs):
            return ours
        if repository.has_commit(theirs, ours):
            return theirs
        base = repository.base_of(ours, theirs)
        if not base:
            raise repository.refused("no-common-history")
        merge = TreeMerge(repository, base, self.models, self.choices)
        tree = merge.tree(ours, theirs)
        commits = repository.commits_since(base, ours)
        for commit in commits[:-1]:  # only the last is asked about: it has what people see now
            earlier_tree = replace(merge, otherwise="ours").tree(commit, theirs)
            theirs = repository.replayed(commit, earlier_tree, theirs)
        return repository.replayed(commits[-1], tree, theirs) if commits else theirs

    def _sent(self, commit: str, branch: str, site: SiteCheck, *, is_here: bool) -> PublishOutcome:
        """What is told when all has been sent; without a commit there was nothing to send."""
        repository, rest = self.repository, "" if is_here else " " + self._say("files-behind")
        time = clock(datetime.now(OSLO).time(), repository.lang)
        if not commit:
            return PublishOutcome("nothing", self._say("nothing-new") + rest)
        if site.is_reviewed:
            page = review_page(repository.url, branch, repository.target)
            text = self._say("sent-for-review", time=time, branch=branch)
            return PublishOutcome("review", text + rest, commit, page)
        return PublishOutcome("sent", self._say("sent-at", time=time) + rest, commit)

    def _stopped(self, code: str, site: SiteCheck, *more: str) -> PublishOutcome:
        text = self._say(code, count=len(site.errors))
        return PublishOutcome("stopped", " ".join((text, *more)), errors=site.errors)

    def _say(self, code: str, **values: object) -> str:
        return sentence(code, self.repository.lang, **values)


def _review_branch(repository: SiteRepository, commit: str) -> str:
    """`til-gjennomsyn/2024-01-08-ny-frokost`, by the day and the sentence of a commit."""
    day, subject = repository.git("log", "-1", "--format=%cs %s", commit).split(" ", 1)
    return f"{REVIEW}/{day}-{slugify(subject)[:LONGEST_NAME].strip('-') or commit[:7]}"
