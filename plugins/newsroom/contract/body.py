"""A Markdown text converted to HTML, with slots for addresses, pictures and figures.

A slot names its target, and the page that shows the body fills the slot in. So a renamed slug
never changes the bodies that link to it.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from newsroom.contract.problems import EMPTY, unpacked

TargetKind = Literal["entry", "address", "document", "external", "picture", "figure"]
# Ids in the page template, outside the body, that a link may point at.
PAGE_ANCHORS = frozenset({"innhold"})
SLOT = re.compile(r"\x02(\d+)\x03")


@dataclass(frozen=True, slots=True)
class Target:
    """What a slot stands for: a link, a picture or a figure, as `written` at a place of its file.

    `name` is the ref of an entry, an address of this site, the path of a document or a picture, an
    external URL, or the name of a figure. `fragment` is what follows `#`. `alt` and `title` belong
    to a picture; `is_block` marks a picture that is a paragraph by itself.
    """

    kind: TargetKind
    name: str
    line: int
    written: str = ""
    fragment: str = ""
    alt: str = ""
    title: str = ""
    is_block: bool = False
    column: int = 1


@dataclass(frozen=True, slots=True)
class Body:
    """A converted text: its `html` has one slot for each item of `targets`.

    `packed` is the compressed HTML, `plain` the first paragraph without markup, and `anchors` the
    ids in the HTML that a link may point at. `inline` has the HTML of the text fields with inline
    Markdown, by their text; its slots are of `targets` too.
    """

    packed: bytes = EMPTY
    plain: str = ""
    anchors: frozenset[str] = frozenset()
    targets: tuple[Target, ...] = ()
    inline: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def html(self) -> str:
        return unpacked(self.packed)

    def filled(self, fill: Callable[[Target], str]) -> str:
        """The HTML with each slot replaced by `fill(target)`."""
        return SLOT.sub(lambda match: fill(self.targets[int(match[1])]), self.html)

    def opening(self, fill: Callable[[Target], str]) -> str:
        """The first paragraph as plain text, with its figures filled in."""
        return SLOT.sub(lambda match: fill(self.targets[int(match[1])]), self.plain)

    def filled_inline(self, text: str, fill: Callable[[Target], str]) -> str:
        """The HTML of a text field of its entry; "" when the field has no Markdown."""
        return SLOT.sub(lambda match: fill(self.targets[int(match[1])]), self.inline.get(text, ""))

    def with_inline(self, text: str, converted: "Body") -> "Body":
        """A copy that also has the HTML and the targets of a text field."""
        first = len(self.targets)
        moved = SLOT.sub(lambda match: slot(first + int(match[1])), converted.html)
        html = moved.replace("</p>\n<p>", "<br>").removeprefix("<p>").removesuffix("</p>")
        inline = {**self.inline, text: html}
        targets = (replace(target, is_block=False) for target in converted.targets)
        return replace(self, targets=(*self.targets, *targets), inline=inline)

    def of_kind(self, kind: TargetKind) -> tuple[Target, ...]:
        return tuple(target for target in self.targets if target.kind == kind)


NO_BODY = Body()


def slot(index: int) -> str:
    """The marker in a body's HTML for target number `index`."""
    return f"\x02{index}\x03"
