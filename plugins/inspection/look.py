"""The look through the finished site: what to look for, and in which files."""

import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path

from plugins.addresses.documents import documents
from plugins.addresses.page import path_of
from plugins.addresses.plan import Plan
from plugins.addresses.urls import document_address
from plugins.contract.catalog import Catalog
from plugins.contract.edition import Edition
from plugins.inspection.fault import Fault, File
from plugins.inspection.heard import Heard, Text
from plugins.inspection.photographs import originals_among
from plugins.inspection.public import public_texts
from plugins.inspection.scan import Rules, faults_in
from plugins.inspection.secrets import Withheld, addresses, withheld
from plugins.inspection.seen import Seen
from plugins.inspection.wordings import together, words_of

GIT_PATIENCE = 20  # seconds
NOREPLY = "noreply"


@dataclass(frozen=True)
class Look:
    """What the site was made of: all of the content, what is public of it, and where it stands.

    `folders` of the machine that builds, the content first; `before` is what was heard last time.
    """

    whole: Catalog
    edition: Edition
    plan: Plan
    folders: tuple[Path, ...]
    before: object = None

    @cached_property
    def withheld(self) -> list[Withheld]:
        """What is said in what is not public."""
        return list(withheld(self.whole, self.edition.withheld))

    @property
    def _public(self) -> Iterator[Text]:
        return public_texts(self.edition.catalog, self.plan, self.folders[0])

    @cached_property
    def heard(self) -> Heard:
        """Which of their words are public all the same."""
        asked = frozenset(chain.from_iterable(one.asked for one in self.withheld))
        return Heard.of(self._public, asked, self.before)

    @cached_property
    def rules(self) -> Rules:
        """What may not be found."""
        public = self.heard.all()
        secrets = (secret for one in self.withheld if (secret := one.secret(public)))
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
        # Whoever offers one for download means to.
        papers = documents(self.edition.catalog, self.plan)
        offered = {path_of(document_address(paper)) for paper in papers}
        others = {path: file for path, file in files.items() if path not in offered}
        for path, original in originals_among(others, originals).items():
            yield Fault(path, "leak-original", original.name)

    def _is_shown(self, fault: Fault) -> bool:
        """Whether the content itself shows an address that is in the history too."""
        if fault.code != "leak-address":
            return False
        asked = frozenset({together(words_of(fault.value.encode()))})
        return bool(Heard.of(self._public, asked).all())


def _committers(content: Path) -> list[str]:
    """The e-mail addresses of everybody who has changed the repository; none without Git."""
    command = ["git", "-C", str(content), "log", "--format=%ae%n%ce"]
    try:
        done = subprocess.run(command, capture_output=True, timeout=GIT_PATIENCE, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return []
    lines = done.stdout.decode("utf-8", "replace").splitlines() if not done.returncode else ()
    return [mail for mail in dict.fromkeys(lines) if "@" in mail and NOREPLY not in mail]
