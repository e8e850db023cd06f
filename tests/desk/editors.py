"""Two editors with a clone each of one bare repository, for the tests of publishing."""

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from newsroom.desk.publishing.conflict import Side
from newsroom.desk.publishing.publish import PublishOutcome, publish
from newsroom.desk.publishing.site_check import SiteCheck, site_check
from tests.small_site import CONTENT, SETTINGS
from tests.test_workflows import git

HEI = "content/news/2023/hei.md"
EVENTS = "content/events/2024.yaml"
SITE = {
    **CONTENT,
    EVENTS: """\
# Vårens program
- id: 2024-kurs
  title: Kurs i nettsider
  start: 2024-01-18 09:00
  end: 2024-01-18 11:00
  place: kommer
- id: 2024-mingling
  title: Mingling
  start: 2024-02-01 17:00
  end: 2024-02-01 19:00
  place: kommer
""",
    "README.md": "Nettstedet til Byen\n",
    "pelicanconf.py": SETTINGS,
    "publishconf.py": SETTINGS,
    ".gitignore": "/.cache/\n*.tmp\n__pycache__/\n",
}


def real_check(folder: Path) -> SiteCheck:
    """What the check of the site in a folder finds, in this process."""
    with contextlib.chdir(folder):
        return site_check()


def no_check(folder: Path) -> SiteCheck:
    """Finds nothing, for tests that are not about it."""
    return SiteCheck((), is_reviewed=False)


@dataclass(frozen=True)
class Editor:
    """Somebody who edits the site in a clone, and publishes from there."""

    root: Path

    def write(self, path: str, text: str) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def edit(self, path: str, old: str, new: str) -> None:
        text = self.text(path)
        assert old in text
        self.write(path, text.replace(old, new))

    def text(self, path: str) -> str:
        return (self.root / path).read_text(encoding="utf-8")

    def publish(
        self,
        sentence: str = "Endrer",
        *,
        is_checked: bool = False,
        choices: Mapping[str, Side] | None = None,
        who: tuple[str, str] | None = None,
    ) -> PublishOutcome:
        check = real_check if is_checked else no_check
        return publish(self.root, sentence, check=check, choices=choices, who=who)

    def git(self, *words: str) -> str:
        return git(self.root, *words).strip()

    def sent(self, path: str, branch: str = "main") -> str:
        """A file as the bare repository has it."""
        return git(self.root.parent / "origin.git", "show", f"{branch}:{path}")


def new_editors(folder: Path) -> None:
    """Make a bare repository with a site, and the clones of Kari and of Ola."""
    origin = folder / "origin.git"
    git(folder, "init", "--quiet", "--bare", "--initial-branch=main", str(origin))
    kari, ola = Editor(folder / "kari"), Editor(folder / "ola")
    git(folder, "clone", "--quiet", str(origin), str(kari.root))
    for path, text in SITE.items():
        kari.write(path, text)
    kari.git("add", "--all")
    kari.git("commit", "--quiet", "--message", "Begynn")
    kari.git("push", "--quiet", "--set-upstream", "origin", "main")
    git(folder, "clone", "--quiet", str(origin), str(ola.root))
    for editor, name in ((kari, "Kari"), (ola, "Ola")):
        editor.git("config", "user.name", name)
        editor.git("config", "user.email", f"{name.lower()}@example.org")
        editor.git("remote", "set-url", "origin", "../origin.git")
