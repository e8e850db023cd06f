"""A text turned into HTML, with slots where addresses, pictures and figures go.

A body knows nothing of where other entries stand: a slot names its target, and the page that shows
the body fills it in. So a renamed slug never changes the bodies that link to it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from newsroom.contract.compressed_text import NOTHING, unpacked

Kind = Literal["entry", "address", "document", "external", "picture", "figure"]
# Ids that the page around a body has.
PAGE_ANCHORS = frozenset({"innhold"})
SLOT = re.compile(r"\x02(\d+)\x03")


@dataclass(frozen=True, slots=True)
class Target:
    """Something a text points at, as `written` at `line` of its file.

    `name` is the ref of an entry, an address of this site, the path of a document or a picture, an
    URL elsewhere or the name of a figure; `fragment` what follows #; `alt` and `title` go with a
    picture, which `is_block` when it stands alone.
    """

    kind: Kind
    name: str
    line: int
    written: str = ""
    fragment: str = ""
    alt: str = ""
    title: str = ""
    is_block: bool = False


@dataclass(frozen=True, slots=True)
class Body:
    """`html` has a slot for each of `targets`; `anchors` are the ids it can be linked at.

    `plain` is its first paragraph without markup.
    """

    packed: bytes = NOTHING
    plain: str = ""
    anchors: frozenset[str] = frozenset()
    targets: tuple[Target, ...] = ()

    @property
    def html(self) -> str:
        return unpacked(self.packed)

    def filled(self, fill: Callable[[Target], str]) -> str:
        """The HTML with each slot replaced by what `fill` makes of its target."""
        return SLOT.sub(lambda found: fill(self.targets[int(found[1])]), self.html)

    def opening(self, fill: Callable[[Target], str]) -> str:
        """The first paragraph with its figures filled in."""
        return SLOT.sub(lambda found: fill(self.targets[int(found[1])]), self.plain)

    def of_kind(self, kind: Kind) -> tuple[Target, ...]:
        return tuple(target for target in self.targets if target.kind == kind)


def slot(index: int) -> str:
    """The place in a body's HTML of its target number `index`."""
    return f"\x02{index}\x03"
