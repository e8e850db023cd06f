"""A picture as HTML: the browser chooses the format and the width."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from markupsafe import Markup

from newsroom.pictures.slots import SLOTS, Copy
from newsroom.pictures.variants import Variants

SHOWN_TO_ALL = 800  # what a browser without srcset gets, in pixels at most
SOURCE = Markup('<source type="image/{}" srcset="{}" sizes="{}">')
IMAGE = Markup('<img src="{}"{} width="{}" height="{}" alt="{}" {}{}>')
CHOICE = Markup(' srcset="{}" sizes="{}"')
FIRST = Markup('loading="eager" fetchpriority="high"')
LATER = Markup('loading="lazy" decoding="async"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture to show: its address for every browser, its size in pixels there, its words.

    `sources` has each better format with its `srcset`; `tone` is what stands in its place until it
    has come; `is_first` that it is seen at once; `alt` is empty only for a decorative one.
    """

    href: str
    width: int
    height: int
    alt: str
    srcset: str = ""
    sizes: str = ""
    sources: tuple[tuple[str, str], ...] = ()
    tone: str = ""
    is_first: bool = False

    @property
    def html(self) -> Markup:
        """The `<picture>` (HTML, 4.8.4); what depends on the screen stands in attributes."""
        sources = (SOURCE.format(name, srcset, self.sizes) for name, srcset in self.sources)
        image = IMAGE.format(
            self.href,
            CHOICE.format(self.srcset, self.sizes) if self.srcset else "",
            *(self.width, self.height, self.alt),
            FIRST if self.is_first else LATER,
            Markup(' data-tone="{}"').format(self.tone) if self.tone else "",
        )
        return Markup("<picture>{}{}</picture>").format(Markup("").join(sources), image)

    @property
    def plain(self) -> Markup:
        """The `<img>` alone, for readers of feeds."""
        return IMAGE.format(self.href, "", self.width, self.height, self.alt, LATER, "")


def picture(variants: Variants, slot: str, alt: str, to: Callable[[str], str]) -> Picture:
    """The picture in a slot; `to` makes an href of an address."""
    by_format: dict[str, list[Copy]] = {}
    for copy in variants.by_slot[slot]:
        by_format.setdefault(copy.format, []).append(copy)
    *better, plain = by_format
    shown = [copy for copy in by_format[plain] if copy.width <= SHOWN_TO_ALL]
    src = shown[-1] if shown else by_format[plain][0]

    def srcset(copies: Iterable[Copy]) -> str:
        return ", ".join(f"{to(variants.address(copy))} {copy.width}w" for copy in copies)

    return Picture(
        href=to(variants.address(src)),
        width=src.width,
        height=src.height,
        alt=alt,
        srcset=srcset(by_format[plain]) if len(by_format[plain]) > 1 else "",
        sizes=SLOTS[slot].sizes,
        sources=tuple((name, srcset(by_format[name])) for name in better),
        tone=variants.tone,
        is_first=SLOTS[slot].is_first,
    )


def figure(image: Markup, caption: str, credit: str) -> Markup:
    """A figure with its caption and credit; without a figcaption when there is neither."""
    said = [Markup("<span>{}</span>").format(caption)] if caption else []
    said += [Markup('<span class="credit">{}</span>').format(credit)] if credit else []
    if not said:
        return Markup('<figure class="figure">{}</figure>').format(image)
    return Markup('<figure class="figure">{}<figcaption>{}</figcaption></figure>').format(
        image, Markup(" ").join(said)
    )
