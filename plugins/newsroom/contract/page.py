"""A page that stands still: about the association, privacy, accessibility."""

from typing import Literal

from newsroom.contract.entry import Document
from newsroom.contract.fields import Address, Count, Language, Slug, Text, When
from newsroom.contract.image import Image


class Page(Document):
    """pages/<slug>.md; `menu` is its place in a menu that nobody wrote down in site.yaml."""

    title: Text
    summary: Text = ""
    slug: Slug | None = None
    lang: Language = "nb"
    translation_of: Text | None = None
    image: Image | None = None
    menu: Count | None = None
    status: Literal["published", "draft"] = "published"
    modified: When | None = None
    aliases: tuple[Address, ...] = ()

    @property
    def permalink(self) -> str:
        return self.slug or self.file_slug
