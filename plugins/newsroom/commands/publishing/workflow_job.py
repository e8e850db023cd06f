"""A job of a workflow on GitHub: what GitHub tells it, the folders of the site, and Git."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from newsroom.commands.publishing.programs import output_of
from newsroom.commands.publishing.remote import credentials
from newsroom.commands.settings import strict_settings
from newsroom.site.published_site import folder_for

BOT = "github-actions[bot]"
MAIL = "41898282+github-actions[bot]@users.noreply.github.com"
WHO = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER")
       for key, value in (("NAME", BOT), ("EMAIL", MAIL))}  # fmt: skip


@dataclass(frozen=True, slots=True)
class WorkflowJob:
    """Where a step runs: what GitHub tells it, and the folders of the site."""

    environment: Mapping[str, str]
    content: Path
    output: Path

    def git(self, *words: str, **variables: str) -> str:
        """What Git prints. Raises Refused when it fails."""
        env = {**credentials(self.environment), **variables}
        return output_of("git", ["git", *words], {"branch": self.branch}, env=env).strip()

    @property
    def branch(self) -> str:
        """The branch that is published."""
        return self.environment["GITHUB_REF_NAME"]

    @property
    def published(self) -> Path:
        """The folder in which the build left what it makes public."""
        paths = {"PATH": str(self.content), "OUTPUT_PATH": str(self.output)}
        return folder_for(strict_settings(**paths))

    def fetched(self, ref: str) -> str:
        """The commit of a ref at the remote, which is then here too; empty without one."""
        commit = self.git("ls-remote", "origin", ref).partition("\t")[0]
        if commit:
            self.git("fetch", "--quiet", "origin", commit)
        return commit

    def text(self, commit: str, path: str) -> str:
        """The text of a file of content/ in a commit; empty without one."""
        file = f"{self.content.as_posix()}/{path}"
        is_there = commit and self.git("ls-tree", "--name-only", commit, "--", file)
        return f"{self.git('show', f'{commit}:{file}')}\n" if is_there else ""

    def tree(self, commit: str, texts: Mapping[str, str]) -> str:
        """The tree of a commit with these texts in content/; the working tree stays as it is."""
        with TemporaryDirectory(prefix="newsroom-") as folder:
            index = {"GIT_INDEX_FILE": str(Path(folder, "index"))}
            self.git("read-tree", commit, **index)
            for path, text in texts.items():
                file = Path(folder, "text")
                file.write_text(text, encoding="utf-8", newline="\n")
                blob = self.git("hash-object", "-w", "--no-filters", str(file))
                entry = f"100644,{blob},{self.content.as_posix()}/{path}"
                self.git("update-index", "--add", "--cacheinfo", entry, **index)
            return self.git("write-tree", **index)

    def commit(self, tree: str, parents: Sequence[str], message: str, when: str = "") -> str:
        """A new commit of GitHub's bot; `when` is its author's date, in seconds since 1970."""
        words = [word for parent in parents for word in ("-p", parent)]
        date = {"GIT_AUTHOR_DATE": f"@{when} +0000"} if when else {}
        return self.git("commit-tree", tree, *words, "-m", message, **WHO, **date)
