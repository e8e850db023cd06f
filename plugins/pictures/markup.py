"""A picture in a text, as HTML."""

from markupsafe import Markup

from plugins.pictures.variants import Variant


def image(href: str, variant: Variant, alt: str) -> Markup:
    """The picture alone, fetched when it comes near."""
    return Markup('<img src="{}" alt="{}" width="{}" height="{}" loading="lazy">').format(
        href, alt, variant.width, variant.height
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
