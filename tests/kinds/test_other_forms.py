"""`run.py rename` and `remove` for kinds from other packages that are no documents with a title."""

import sys
from pathlib import Path

import pytest

from tests import given
from tests.site import building

KINDS = """\
from typing import ClassVar

from pelican import signals
from pelican.generators import Generator

from newsroom.addresses.plan import entry_spots
from newsroom.content_kinds import ContentKind
from newsroom.contract.entry import Document, Entry, Files
from newsroom.contract.fields import Address, Slug, Text


class Gig(Entry):
    files: ClassVar = Files("gigs", "list")
    id: str
    band: Text
    slug: Slug | None = None
    aliases: tuple[Address, ...] = ()
    ref = property(lambda self: f"gig:{self.id}")
    short_name = property(lambda self: self.id)
    permalink = property(lambda self: self.slug or self.id)
    page_address = property(lambda self: f"/konserter/{self.permalink}/")


class Note(Document):
    files: ClassVar = Files("notes", "documents")
    author: Text
    aliases: tuple[Address, ...] = ()
    permalink = property(lambda self: self.file_slug)
    page_address = property(lambda self: f"/notater/{self.permalink}/")


class Boat(Entry):
    files: ClassVar = Files("boats", "keyed")
    model: Text
    page_address = property(lambda self: f"/flaten/{self.key}/")


class Quay(Boat):
    files: ClassVar = Files("quays", "keyed")
    page_address = property(lambda self: "/brygge/")


def spots_of(model):
    return lambda edition, _: entry_spots(edition.catalog.of(model), model.kind_name())


def content_kinds():
    return tuple(ContentKind(model=m, spots=spots_of(m)) for m in (Gig, Note, Boat, Quay))


class Pages(Generator):
    makes = frozenset({"gig", "note", "boat", "quay"})


def register():
    signals.get_generators.connect(lambda _: Pages, weak=False)
"""
SETTINGS = """\
import music
from newsroom.settings import *

SITEURL = "https://example.org"
SHOW_UNPUBLISHED = False
PLUGINS = [*PLUGINS, music]
"""
FILES = {
    "music.py": KINDS,
    "publishconf.py": SETTINGS,
    "content/site.yaml": "name: Byen\n",
    "content/gigs/2024.yaml": "- id: rock\n  band: R\n- id: jazz\n  band: J\n",
    "content/notes/a.md": "---\nauthor: A\n---\nSe [jazz](/konserter/jazz/).\n",
    "content/boats.yaml": "ferge:\n  model: F\n",
    "content/quays.yaml": "nord:\n  model: N\n",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return given.written(tmp_path, FILES)


def output_of(site: Path, *words: str, code: int = 0) -> str:
    """The output of a command, which must end with this exit code."""
    done = building.ended([sys.executable, "-m", "newsroom", *words], site, modules=[site])
    assert done.code == code, done.err
    return done.out + done.err


def text(site: Path, name: str) -> str:
    return (site / "content" / name).read_text(encoding="utf-8")


def test_an_entry_of_a_list_is_renamed_and_removed(site: Path) -> None:
    """By its id and by its address; links to it are updated."""
    output_of(site, "rename", "jazz", "swing")
    jazz = "- id: jazz\n  band: J\n  slug: swing\n  aliases: [/konserter/jazz/]\n"
    assert text(site, "gigs/2024.yaml") == f"- id: rock\n  band: R\n{jazz}"
    assert "[jazz](/konserter/swing/)" in text(site, "notes/a.md")
    output_of(site, "rename", "/konserter/swing/", "bop")
    assert "slug: bop\n" in text(site, "gigs/2024.yaml")
    output_of(site, "remove", "entry", "rock")
    assert text(site, "gigs/2024.yaml").startswith("- id: jazz\n")


def test_a_document_without_a_title_is_renamed_and_removed(site: Path) -> None:
    """`aliases` is inserted below its first field."""
    output_of(site, "rename", "notes/a.md", "b")
    assert text(site, "notes/b.md").startswith("---\nauthor: A\naliases: [/notater/a/]\n---\n")
    output_of(site, "remove", "entry", "notes/b.md")
    assert not (site / "content/notes/b.md").exists()


@pytest.mark.parametrize(
    ("name", "reason"),
    [("ferge", "boat har ikke feltet `aliases`."), ("nord", "den lages ikke av navnet.")],
)
def test_rename_refuses_kinds_without_aliases_or_own_address(
    site: Path, name: str, reason: str
) -> None:
    """Nothing is changed."""
    expected = f"«{name}» kan ikke få en annen adresse: {reason} Ingenting er endret.\n"
    assert output_of(site, "rename", name, "ny", code=1) == expected
