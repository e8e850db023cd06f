"""A newsletter: its subject, the greeting of the editor, and what it is about."""

import datetime as dt
from collections.abc import Iterator
from contextlib import suppress
from typing import Annotated, Any, ClassVar, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator

from newsroom.contract.entry import Document, Fields, Files, Reference
from newsroom.contract.fields import Address, Count, Language, RefersTo, Text, Url, When
from newsroom.contract.moment import Moment
from newsroom.contract.problems import fault


class Newsletter(Document):
    """A newsletter: newsletters/2024-01.md; `title` and `summary` are what an inbox shows of it."""

    files: ClassVar = Files("newsletters", "documents")
    stands_in: ClassVar = False

    title: Text
    date: When
    summary: Text | None = None
    stories: tuple[Annotated[Text, RefersTo("article")], ...] = ()
    status: Literal["published", "draft"] = "published"
    lang: Language = "nb"
    aliases: tuple[Address, ...] = ()

    @property
    def permalink(self) -> str:
        return self.file_slug

    @property
    def month(self) -> dt.date:
        """The first day of the month that its file names, else of that of its date."""
        with suppress(ValueError):
            return dt.date.fromisoformat(f"{self.permalink}-01")
        return self.date.day.replace(day=1)

    @property
    def page_address(self) -> str:
        return self.home.list("newsletter", self.permalink)

    @property
    def due(self) -> Moment:
        """When its page becomes public."""
        return self.date

    @property
    def sort_key(self) -> tuple[Any, ...]:
        return -self.date.instant.timestamp(), self.ref  # newest first

    def references(self) -> Iterator[Reference]:
        """The articles that it chooses."""
        return (Reference(("stories", i), "article", name) for i, name in enumerate(self.stories))


def _secure(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme != "https" and parts.hostname != "127.0.0.1":
        raise fault("url-invalid", value=url)
    return url.rstrip("/")


class Mailing(Fields):
    """Where drafts of newsletters go: lists in listmonk; `template` if not the default one."""

    listmonk: Annotated[Url, AfterValidator(_secure)]
    lists: tuple[Count, ...]
    template: Count | None = None
