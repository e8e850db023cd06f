"""A body with its slots filled in: addresses, pictures and figures."""

from collections.abc import Callable, Mapping
from functools import partial

from markupsafe import Markup, escape

from plugins.addresses.urls import document_address
from plugins.contract.body import Target
from plugins.contract.entry import Entry
from plugins.parts.material import Material
from plugins.pictures import markup

NONE: Mapping[str, str] = {}


def prose(
    entry: Entry,
    material: Material,
    figures: Mapping[str, str] = NONE,
    *,
    is_absolute: bool = False,
) -> Markup:
    """The entry's text; `figures` has what stands for each `{{ figures.<name> }}`."""
    root = material.plan.root
    to = root.url if is_absolute else root.link
    return Markup(material.edition.body(entry).filled(partial(_filled, material, figures, to)))


def opening(entry: Entry, material: Material, figures: Mapping[str, str] = NONE) -> str:
    """The first paragraph of the entry's text, in words alone."""
    return material.edition.body(entry).opening(lambda target: _figure(target, figures))


def _filled(
    material: Material, figures: Mapping[str, str], to: Callable[[str], str], target: Target
) -> str:
    if target.kind == "picture":
        return _picture(target, material, to)
    if target.kind == "figure":
        return str(escape(_figure(target, figures)))
    return str(escape(_href(target, material, to)))


def _figure(target: Target, figures: Mapping[str, str]) -> str:
    return figures.get(target.name, target.written)


def _href(target: Target, material: Material, to: Callable[[str], str]) -> str:
    fragment = f"#{target.fragment}" if target.fragment else ""
    match target.kind:
        case "external":
            return target.name
        case "document":
            return to(document_address(target.name))
        case "entry":
            return to(material.plan.by_ref.get(target.name, "/") + fragment)
    return to(target.name + fragment)


def _picture(target: Target, material: Material, to: Callable[[str], str]) -> str:
    variant = material.variants.get(target.name)
    if not variant:
        return ""
    image = markup.image(to(variant.address), variant, target.alt)
    if not target.is_block:
        return str(image)
    credit = material.edition.catalog.site.credit
    return str(markup.figure(image, target.title, credit))
