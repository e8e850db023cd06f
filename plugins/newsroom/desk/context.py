"""What every route of the desk knows about the site and about this start of the server."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from secrets import token_urlsafe
from typing import Any

from starlette.requests import Request

from newsroom.commands.building import BuildProcess
from newsroom.content_kinds import ContentKind, models_of
from newsroom.contract.entry import Entry
from newsroom.contract.site import Site
from newsroom.desk.saving.content_files import ContentFiles
from newsroom.desk.saving.drafts import Drafts
from newsroom.desk.start import SITE
from newsroom.desk.state import SharedState
from newsroom.site.report_language import report_language
from newsroom.wording.problems import LANGUAGES

# What the desk keeps beside content/.
OWN = Path(".cache/desk")


@dataclass(frozen=True, kw_only=True)
class DeskContext:
    """The folder `root` with content/, and the time it is shown at ("" is the site's own).

    `address` is the URL that people open, without a slash at the end, and `hosts` are the names
    that the server answers to. `settings` are those of the published site. Every write carries
    `token`, which is new at each start. `pages` has the newest HTML of drafts, by their ids.
    """

    root: Path
    address: str
    hosts: frozenset[str]
    builder: BuildProcess
    now: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)
    kinds: tuple[ContentKind, ...] = ()
    state: SharedState = field(default_factory=SharedState)
    token: str = field(default_factory=token_urlsafe)
    pages: dict[str, str] = field(default_factory=dict)

    @property
    def lang(self) -> str:
        """The language of the desk and of its messages: that of the reports of builds."""
        lang = report_language({**self.settings, "PATH": self.content})
        return lang if lang in LANGUAGES else LANGUAGES[0]

    @cached_property
    def files(self) -> ContentFiles:
        """The files of content/, with the saves that can be undone."""
        return ContentFiles(self.content, self.root / OWN / "history", self.lang)

    @cached_property
    def drafts(self) -> Drafts:
        """What is typed and not saved."""
        return Drafts(self.root / OWN / "drafts", self.written_models)

    @property
    def content(self) -> Path:
        """The folder that the desk writes in."""
        return self.root / "content"

    @property
    def site(self) -> Path:
        """The folder of the previewed site; each build replaces it."""
        return self.root / SITE

    @property
    def models(self) -> tuple[type[Entry], ...]:
        """The models of all entries of the site."""
        return models_of(self.kinds)

    @property
    def written_models(self) -> tuple[type[Entry], ...]:
        """The models of what has a form: the entries, and the site itself."""
        return (*self.models, Site)


def desk_of(request: Request) -> DeskContext:
    """The context of the app that answers the request."""
    context: DeskContext = request.app.state.desk
    return context
