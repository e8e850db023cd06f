"""The HTML of a picture, from which the browser chooses a format and a width."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from markupsafe import Markup

from newsroom.pictures.slots import SLOTS, Copy
from newsroom.pictures.variants import Variants

MOST_PLAIN = 800  # pixels: the widest copy for a browser that does not know srcset
SOURCE = Markup('<source type="image/{}" srcset="{}" sizes="{}">')
IMAGE = Markup('<img src="{}"{} width="{}" height="{}" alt="{}" {}{}>')
CHOICE = Markup(' srcset="{}" sizes="{}"')
FIRST = Markup('loading="eager" fetchpriority="high"')
SOON = Markup('loading="eager" decoding="async"')
LATER = Markup('loading="lazy" decoding="async"')
# The large picture is shown while its link "close" is the target of the address; CSS does that.
OPENED = Markup(
    '<a id="{0}:i-teksten" href="#{0}"><span class="visually-hidden">{1}: </span>{2}</a>'
    '<span class="figure__large"><a class="button" id="{0}" href="#{0}:i-teksten">{3}</a>{4}</span>'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture on a page: the `href` of its plainest copy, that copy's size in pixels, and `alt`.

    `sources` has each better format with its `srcset`; `tone` fills the place until the picture is
    loaded; `is_first` loads it at once, `is_soon` before what is further down; `alt` is "" only for
    a decorative picture.
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
    is_soon: bool = False

    @property
    def html(self) -> Markup:
        """The `<picture>` element (HTML, 4.8.1)."""
        sources = (SOURCE.format(name, srcset, self.sizes) for name, srcset in self.sources)
        image = IMAGE.format(
            self.href,
            CHOICE.format(self.srcset, self.sizes) if self.srcset else "",
            *(self.width, self.height, self.alt),
            FIRST if self.is_first else SOON if self.is_soon else LATER,
            Markup(' data-tone="{}"').format(self.tone) if self.tone else "",
        )
        return Markup("<picture>{}{}</picture>").format(Markup("").join(sources), image)

    @property
    def plain(self) -> Markup:
        """The `<img>` element alone, for feed readers."""
        return IMAGE.format(self.href, "", self.width, self.height, self.alt, LATER, "")


def picture(variants: Variants, slot: str, alt: str, link: Callable[[str], str]) -> Picture:
    """The picture in a slot; `link` turns an address into an href."""
    by_format: dict[str, list[Copy]] = {}
    for copy in variants.by_slot[slot]:
        by_format.setdefault(copy.format, []).append(copy)
    *better, plain = by_format
    narrow = [copy for copy in by_format[plain] if copy.width <= MOST_PLAIN]
    src = narrow[-1] if narrow else by_format[plain][0]

    def srcset(copies: Iterable[Copy]) -> str:
        return ", ".join(f"{link(variants.address(copy))} {copy.width}w" for copy in copies)

    return Picture(
        href=link(variants.address(src)),
        width=src.width,
        height=src.height,
        alt=alt,
        srcset=srcset(by_format[plain]) if len(by_format[plain]) > 1 else "",
        sizes=SLOTS[slot].sizes,
        sources=tuple((name, srcset(by_format[name])) for name in better),
        tone=variants.tone,
        is_first=SLOTS[slot].is_first,
    )


def with_large(shown: Picture, name: str, texts: tuple[str, str]) -> Markup:
    """The picture with a link to its widest copy on the page itself; `texts` name open and close.

    The copy is not loaded before it is shown.
    """
    sources = tuple((kind, _widest(srcset)) for kind, srcset in shown.sources)
    large = replace(shown, href=_widest(shown.srcset), srcset="", sources=sources)
    return OPENED.format(name, texts[0], shown.html, texts[1], large.html)


def _widest(srcset: str) -> str:
    return srcset.rpartition(", ")[2].partition(" ")[0]


def figure(image: Markup, caption: str, credit: str) -> Markup:
    """A `<figure>`; it has a `<figcaption>` only with a caption or a credit."""
    texts = [Markup("<span>{}</span>").format(caption)] if caption else []
    texts += [Markup('<span class="credit">{}</span>').format(credit)] if credit else []
    if not texts:
        return Markup('<figure class="figure">{}</figure>').format(image)
    return Markup('<figure class="figure">{}<figcaption>{}</figcaption></figure>').format(
        image, Markup(" ").join(texts)
    )
