"""The look through the finished site: what to look for, and in which files."""

import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path

from babel import Locale

from plugins.addresses.plan import Plan
from plugins.contract.catalog import Catalog
from plugins.contract.edition import Edition
from plugins.inspection.fault import Fault, File
from plugins.inspection.photographs import originals_among
from plugins.inspection.scan import Rules, faults_in
from plugins.inspection.secrets import Spoken, addresses, texts_of, unpublished
from plugins.inspection.seen import Seen
from plugins.inspection.wordings import words_of

ROOT = Path(__file__).parents[2]
LANGUAGES = ("nb", "nn", "en")
# What the site says of itself: its templates, its catalogues and its code.
OWN_WORDS = (("plugins", {".py", ".po", ".yaml"}), ("theme", {".html", ".po", ".css"}))
GIT_PATIENCE = 20  # seconds
NOREPLY = "noreply"


@dataclass(frozen=True)
class Look:
    """What the site was made of: all of the content, what is public of it, and where it stands.

    `folders` of the machine that builds, the content first.
    """

    whole: Catalog
    edition: Edition
    plan: Plan
    folders: tuple[Path, ...]

    @cached_property
    def public(self) -> Spoken:
        """Everything that may be read."""
        return Spoken(chain(_public(self.edition.catalog, self.plan), _own_words()))

    @cached_property
    def rules(self) -> Rules:
        """What may not be found."""
        secrets = unpublished(self.whole, self.edition.withheld, self.public)
        mails = addresses(_committers(self.folders[0]))
        # A folder at the top, such as /app, may be an address too.
        named = (str(folder) for folder in self.folders if len(folder.parts) > 2)
        return Rules.of(chain(secrets, mails), named, self.plan.root.siteurl)

    def faults(self, folder: Path, files: Mapping[str, File], seen: Seen) -> Iterator[Fault]:
        """The faults of the files in a folder, by path; those seen before have none."""
        for path in sorted(files):
            if not seen.has(path, files[path].sha256):
                found = faults_in(path, (folder / path).read_bytes(), self.rules)
                yield from (fault for fault in found if not self._is_shown(fault))
        originals = [file for path, file in self.whole.media.items() if path.startswith("images/")]
        for path, original in originals_among(files, originals).items():
            yield Fault(path, "leak-original", original.name)

    def _is_shown(self, fault: Fault) -> bool:
        return fault.code == "leak-address" and self.public.shows(words_of(fault.value.encode()))


def _public(catalog: Catalog, plan: Plan) -> Iterator[str]:
    for entry in (catalog.site, *catalog.entries()):
        yield from (text for _, text in texts_of(entry))
    yield catalog.licences
    yield from plan.spots


def _own_words() -> Iterator[str]:
    for top, suffixes in OWN_WORDS:
        for file in sorted((ROOT / top).rglob("*")):
            if file.suffix in suffixes:
                yield file.read_text(encoding="utf-8")
    for lang in LANGUAGES:
        locale = Locale.parse(lang)
        for names in (locale.months, locale.days):
            yield from (w for widths in names.values() for n in widths.values() for w in n.values())


def _committers(content: Path) -> list[str]:
    """The e-mail addresses of everybody who has changed the repository; none without Git."""
    command = ["git", "-C", str(content), "log", "--format=%ae%n%ce"]
    try:
        done = subprocess.run(command, capture_output=True, timeout=GIT_PATIENCE, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return []
    lines = done.stdout.decode("utf-8", "replace").splitlines() if not done.returncode else ()
    return [mail for mail in dict.fromkeys(lines) if "@" in mail and NOREPLY not in mail]
